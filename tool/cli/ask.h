/*
 * ask: asks the user questions at a terminal, and shows text in a pager. Callers must check
 * ask_is_possible() before they ask.
 */
#ifndef SCHEMAC_CLI_ASK_H
#define SCHEMAC_CLI_ASK_H

#include <stdbool.h>
#include <stddef.h>

/* Whether standard input and standard output are terminals. */
bool ask_is_possible(void);

/* Asks "QUESTION [y/N] " and returns whether the answer is yes. */
bool ask(const char *question);

/*
 * Prints the text to standard output. If the text does not fit on the terminal, it is piped through
 * $PAGER (default: less -FRX). As in git, the shell runs the pager.
 */
void ask_show(const char *text, size_t length);

#endif
