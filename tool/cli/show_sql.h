/*
 * show_sql: a revision's SQL as a person reads it before a review, and in `show`.
 *
 * What a terminal would obey instead of showing it, such as the sequences that move the cursor over
 * a statement or turn the direction of writing, is shown as '?', and its lines say so.
 */
#ifndef SCHEMAC_CLI_SHOW_SQL_H
#define SCHEMAC_CLI_SHOW_SQL_H

#include "base/strbuf.h"
#include "rev/file/script.h"

/* Appends the file. With marks the lines of an upgrade that take something away say so, too. */
void show_sql(struct arena *arena, struct strbuf *out, const struct script *script, bool marks,
	bool colour);

#endif
