/*
 * print: diagnostics on a stream, for people or for programs.
 */
#ifndef SCHEMAC_DIAG_PRINT_H
#define SCHEMAC_DIAG_PRINT_H

#include "diag/diag.h"

#include <stdio.h>

/* Sorts and prints all diagnostics. DIAG_TEXT includes source lines and, on request, colour. */
void diag_print(
	struct diagnostics *diagnostics, FILE *stream, enum diag_format format, bool colour);

#endif
