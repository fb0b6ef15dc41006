/*
 * manual: a program that the build runs to write the generated pages and the completions into a
 * folder:
 *
 *	schemac-manual FOLDER
 *
 * FOLDER/man1, man5, man7: pages; FOLDER/completions: schemac (bash), _schemac (zsh), schemac.fish.
 */
#include "base/file.h"
#include "man/completion.h"
#include "man/pages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Writes the text to FOLDER/NAME and resets it. */
static int
write_file(struct arena *arena, const char *folder, const char *name, struct strbuf *text)
{
	const char *path = path_join(arena, folder, name);
	int result = folder_make(path_folder(arena, path)) == 0 &&
				     file_write(path, text->buf, text->len) == 0
			     ? 0
			     : -1;
	if (result != 0)
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
	strbuf_reset(text);
	return result;
}

static int
write_pages(struct arena *arena, const char *folder, struct strbuf *text)
{
	page_of_tool(text);
	int result = write_file(arena, folder, "man1/schemac.1", text);
	for (size_t i = 0; commands[i] != NULL && result == 0; i++) {
		page_of_command(text, commands[i]);
		result = write_file(arena, folder,
			arena_printf(arena, "man1/schemac-%s.1", commands[i]->name), text);
	}
	page_of_config(text);
	if (result == 0)
		result = write_file(arena, folder, "man5/schemac.ini.5", text);
	page_of_warnings(text);
	return result == 0 ? write_file(arena, folder, "man7/schemac-warnings.7", text) : -1;
}

static int
write_completions(struct arena *arena, const char *folder, struct strbuf *text)
{
	completion_bash(text);
	if (write_file(arena, folder, "completions/schemac", text) != 0)
		return -1;
	completion_zsh(text);
	if (write_file(arena, folder, "completions/_schemac", text) != 0)
		return -1;
	completion_fish(text);
	return write_file(arena, folder, "completions/schemac.fish", text);
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct strbuf text = STRBUF_INIT;
	if (argc != 2) {
		fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
		return EXIT_USAGE;
	}
	arena_init(&arena);
	int result = write_pages(&arena, argv[1], &text) == 0 &&
				     write_completions(&arena, argv[1], &text) == 0
			     ? EXIT_OK
			     : EXIT_ENVIRONMENT;
	strbuf_release(&text);
	arena_release(&arena);
	return result;
}
