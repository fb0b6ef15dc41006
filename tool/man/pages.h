/*
 * pages: the manual pages that are generated from the tool's own tables. The other pages are
 * hand-written: *.md in this folder.
 */
#ifndef SCHEMAC_MAN_PAGES_H
#define SCHEMAC_MAN_PAGES_H

#include "cmd/commands.h"

/* schemac(1), schemac-COMMAND(1), schemac.ini(5), schemac-warnings(7). */
void page_of_tool(struct strbuf *out);
void page_of_command(struct strbuf *out, const struct command *command);
void page_of_config(struct strbuf *out);
void page_of_warnings(struct strbuf *out);

#endif
