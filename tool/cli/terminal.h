/*
 * terminal: the size of the terminal that a stream is connected to.
 */
#ifndef SCHEMAC_CLI_TERMINAL_H
#define SCHEMAC_CLI_TERMINAL_H

#include <stddef.h>

/*
 * The line width in columns: $COLUMNS if it is a number from 20 to 1000, otherwise the width of the
 * terminal, or 80 if the descriptor is not a terminal.
 */
size_t terminal_width(int descriptor);

/* The line width for running text: the same, but at most 100 columns. */
size_t terminal_text_width(int descriptor);

#endif
