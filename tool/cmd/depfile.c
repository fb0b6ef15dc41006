#include "cmd/depfile.h"

#include "base/map.h"
#include "base/strbuf.h"

#include <errno.h>
#include <string.h>

/* As gcc's mkdeps does: blanks and '#' behind a backslash, '$' doubled. */
static void
add_path(struct strbuf *out, const char *path)
{
	for (; *path != '\0'; path++) {
		if (*path == ' ' || *path == '\t' || *path == '#')
			strbuf_addch(out, '\\');
		else if (*path == '$')
			strbuf_addch(out, '$');
		strbuf_addch(out, *path);
	}
}

int
depfile_write(struct context *context, const char *path, const char *target,
	const struct name_list *inputs)
{
	struct strbuf text = STRBUF_INIT, phony = STRBUF_INIT;
	struct map seen = {0};
	add_path(&text, target);
	strbuf_addch(&text, ':');
	VEC_EACH (const char *, name, inputs->names) {
		if (map_put(&context->arena, &seen, *name, context) != NULL)
			continue;
		strbuf_addstr(&text, " \\\n ");
		add_path(&text, *name);
		add_path(&phony, *name);
		strbuf_addstr(&phony, ":\n");
	}
	strbuf_addf(&text, "\n%s", phony.buf);
	int result = file_write(path, text.buf, text.len);
	if (result != 0)
		diag_add(&context->diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
			"cannot write it: %s", strerror(errno));
	strbuf_release(&text);
	strbuf_release(&phony);
	return result;
}
