/*
 * print: what the forms of diagnostics share. Only diag/ includes this.
 */
#ifndef SCHEMAC_DIAG_PRINT_H
#define SCHEMAC_DIAG_PRINT_H

#include "diag/diag.h"

/* "note", "warning" or "error". */
const char *diag_severity_name(enum diag_severity severity);

/* Prints sorted diagnostics for programs: every form but DIAG_TEXT. */
void diag_print_machine(
	const struct diagnostics *diagnostics, FILE *stream, enum diag_format format);

#endif
