/*
 * stored_script: a script as one text, for the column "down" of schemac_history.
 *
 * The text is a list of records. A record is a header line, a body of LENGTH bytes and a line feed:
 *
 *	-- schemac: KIND LINE LENGTH
 *	BODY
 *
 * KIND is sql, call, rebuild, column (of the preceding rebuild), end-rebuild, expect-no-rows or
 * no-transaction (the first record, empty). LINE is the line in the revision file. A person can
 * read the text as SQL with comments; the lengths make it exact for any body.
 */
#ifndef SCHEMAC_RUNTIME_STORED_SCRIPT_H
#define SCHEMAC_RUNTIME_STORED_SCRIPT_H

#include "runtime/session.h"

/* Returns the text of a script, in the session's pool; NULL with the error set. */
char *scrt_stored_script_print(struct session *session, const struct schemac_script *script);

/*
 * Parses a text into *script, with its steps in the session's pool. SCHEMAC_ERROR_STATE if the text
 * is invalid because the history was edited.
 */
int scrt_stored_script_parse(struct session *session, struct schemac_script *script, const char *text);

#endif
