/*
 * output: writes the result of a command to standard output or to a file.
 */
#ifndef SCHEMAC_CLI_OUTPUT_H
#define SCHEMAC_CLI_OUTPUT_H

#include "base/json.h"
#include "base/strbuf.h"
#include "diag/diag.h"

/*
 * Writes the text to the file, or to standard output if path is NULL. A file that already has this
 * content is not rewritten, so that its timestamp is preserved. Returns -1 after a diagnostic.
 */
int output_write(struct diagnostics *diagnostics, const char *path, const struct strbuf *text);

/* Writes the text to standard output. */
void output_print(const struct strbuf *text);

/* Writes the value to standard output, indented and followed by a newline. */
void output_print_json(const struct json *json);

#endif
