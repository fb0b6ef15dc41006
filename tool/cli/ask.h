/*
 * ask: the person at the terminal: questions, and text by the page. Where no person is there, nothing
 * is asked.
 */
#ifndef SCHEMAC_CLI_ASK_H
#define SCHEMAC_CLI_ASK_H

#include <stdbool.h>
#include <stddef.h>

/* Whether input and output are a terminal. */
bool ask_is_possible(void);

/* Whether the answer to "QUESTION [y/N] " is yes. */
bool ask(const char *question);

/*
 * Shows text on standard output; on a terminal that it does not fit through $PAGER (less -FRX where
 * it is not set), a command of the shell as git runs it.
 */
void ask_show(const char *text, size_t length);

#endif
