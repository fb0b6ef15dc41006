/*
 * ask: questions to the user at a terminal, and text through a pager. Callers ask only if
 * ask_is_possible().
 */
#ifndef SCHEMAC_CLI_ASK_H
#define SCHEMAC_CLI_ASK_H

#include <stdbool.h>
#include <stddef.h>

/* Whether standard input and standard output are terminals. */
bool ask_is_possible(void);

/* Whether the answer to "QUESTION [y/N] " is yes. */
bool ask(const char *question);

/*
 * Prints the text to standard output. On a terminal that is too small for it, the text is piped
 * through $PAGER (default: less -FRX), which the shell runs, as git does.
 */
void ask_show(const char *text, size_t length);

#endif
