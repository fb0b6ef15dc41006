/*
 * machine: prints diagnostics in the formats for programs. Only diag/ includes this.
 */
#ifndef SCHEMAC_DIAG_MACHINE_H
#define SCHEMAC_DIAG_MACHINE_H

#include "diag/diag.h"

#include <stdio.h>

/* Prints sorted diagnostics in any format except DIAG_TEXT. */
void diag_print_machine(
	const struct diagnostics *diagnostics, FILE *stream, enum diag_format format);

#endif
