/*
 * show_sql: the SQL of a revision for a terminal, in `review` and `show`.
 *
 * Characters that a terminal would interpret are shown as '?', and their lines are marked.
 * Otherwise they could, for example, overwrite a statement or change the direction of the text.
 */
#ifndef SCHEMAC_CLI_SHOW_SHOW_SQL_H
#define SCHEMAC_CLI_SHOW_SHOW_SQL_H

#include "base/strbuf.h"
#include "rev/file/script.h"

/*
 * Appends the file. If `marks` is set, lines of an upgrade that remove data or objects are marked.
 */
void show_sql(struct arena *arena, struct strbuf *out, const struct script *script, bool marks,
	bool colour);

#endif
