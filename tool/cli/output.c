#include "cli/output.h"

#include "base/file.h"
#include "base/json_print.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int
output_write(struct diagnostics *diagnostics, const char *path, const struct strbuf *text)
{
	if (path == NULL) {
		fwrite(text->buf, 1, text->len, stdout);
		return 0;
	}
	if (file_write_product(path, text->buf, text->len) == 0)
		return 0;
	return diag_add(diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
		"cannot write the file: %s", strerror(errno));
}

void
output_print(const struct strbuf *text)
{
	fwrite(text->buf, 1, text->len, stdout);
}

void
output_print_json(const struct json *json)
{
	struct strbuf text = STRBUF_INIT;
	json_print(&text, json);
	output_print(&text);
	strbuf_release(&text);
}
