/*
 * keep: the SQL of KEEP and KEEP_END steps, which surround an object of PostgreSQL that a revision
 * drops and creates again.
 *
 * Each step is one DO block that needs no further value. Therefore the same text runs in a
 * migration and in a script for psql. KEEP reads from the catalogues what CREATE does not bring
 * back, and stores it in the setting schemac.kept of the transaction; KEEP_END reads it from there.
 */
#ifndef SCHEMAC_RUNTIME_KEEP_H
#define SCHEMAC_RUNTIME_KEEP_H

#include "runtime/text.h"

#include <schemac/runtime.h>

/* The SQLSTATE of the errors that the blocks themselves report. */
#define SCRT_KEEP_SQLSTATE "SC001"

/*
 * Appends the statement for a KEEP or KEEP_END step, without a final ';'. Returns false if the text
 * of the step is not "KIND NAME", "KIND NAME ON TABLE" or "column TABLE.COLUMN", with a known kind.
 */
bool scrt_keep_print(struct text *out, const struct schemac_step *step);

#endif
