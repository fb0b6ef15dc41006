/*
 * terminal: the size of the terminal that a stream is connected to.
 */
#ifndef SCHEMAC_CLI_TERMINAL_H
#define SCHEMAC_CLI_TERMINAL_H

#include <stddef.h>

/*
 * Columns of a line: $COLUMNS if it is a number from 20 to 1000, otherwise those of the terminal,
 * and 80 if the descriptor is not a terminal.
 */
size_t terminal_width(int descriptor);

/* The same for running text, whose lines get no longer than 100 columns. */
size_t terminal_text_width(int descriptor);

#endif
