/*
 * stored_script: a script serialized as text, for the column "down" of schemac_history.
 *
 * The text is a list of records. A record is a header line, a body of LENGTH bytes and a line feed:
 *
 *	-- schemac: KIND LINE LENGTH
 *	BODY
 *
 * KIND is sql, call, rebuild, column (of the preceding rebuild), end-rebuild, expect-no-rows or
 * no-transaction (the first record, empty). LINE is the line in the revision file. The text reads
 * as SQL with comments; the lengths make parsing unambiguous for any body.
 */
#ifndef SCHEMAC_RUNTIME_STORED_SCRIPT_H
#define SCHEMAC_RUNTIME_STORED_SCRIPT_H

#include "runtime/session.h"

/* Returns the text of a script, allocated in the session's pool, or NULL with the error set. */
char *scrt_stored_script_print(struct session *session, const struct schemac_script *script);

/*
 * Parses a text into *script, whose steps are allocated in the session's pool. SCHEMAC_ERROR_STATE
 * if the text is invalid because the history was edited.
 */
int scrt_stored_script_parse(
	struct session *session, struct schemac_script *script, const char *text);

#endif
