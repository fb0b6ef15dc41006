/*
 * stored: a script as one text, as schemac_history keeps the way down.
 *
 * A list of records, each a head line and a body of so many bytes, then a line end:
 *
 *	-- schemac: KIND LINE LENGTH
 *	BODY
 *
 * KIND is sql, call, rebuild, column (of the rebuild before it), end-rebuild or no-transaction
 * (first, empty). A person reads it as SQL with comments; the lengths make it exact whatever the
 * body holds.
 */
#ifndef SCHEMAC_RUNTIME_STORED_H
#define SCHEMAC_RUNTIME_STORED_H

#include "runtime/session.h"

/* The text of a script, in the session's pool; NULL with the error set. */
char *scrt_stored_print(struct session *session, const struct schemac_script *script);

/*
 * The script of a text; its steps live in the session's pool. SCHEMAC_ERROR_STATE when the text is
 * not one: somebody edited the history.
 */
int scrt_stored_parse(struct session *session, struct schemac_script *script, const char *text);

#endif
