/* rev_fixture: an arena, diagnostics and, optionally, an empty folder, for the tests of rev/. */
#ifndef REV_FIXTURE_H
#define REV_FIXTURE_H

#include "base/file.h"
#include "diag/diag.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	char folder[32]; /* "" until fixture_folder() is called */
};

static inline int
set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	arena_init(&fixture->arena);
	diag_init(&fixture->diagnostics, &fixture->arena);
	*state = fixture;
	return 0;
}

static inline int
remove_entry(const char *path, const struct stat *info, int kind, struct FTW *walk)
{
	(void)info;
	(void)kind;
	(void)walk;
	return remove(path);
}

static inline int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	if (*fixture->folder != '\0')
		nftw(fixture->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static inline const char *
fixture_folder(struct fixture *fixture)
{
	if (*fixture->folder == '\0') {
		strcpy(fixture->folder, "/tmp/test_rev.XXXXXX");
		if (mkdtemp(fixture->folder) == NULL)
			abort();
	}
	return fixture->folder;
}

/* Writes a file into the folder and returns its path. */
static inline const char *
fixture_write(struct fixture *fixture, const char *name, const char *text)
{
	const char *path = path_join(&fixture->arena, fixture_folder(fixture), name);
	if (file_write(path, text, strlen(text)) != 0)
		abort();
	return path;
}

static inline const char *
fixture_read(struct fixture *fixture, const char *path)
{
	struct strbuf text = STRBUF_INIT;
	if (file_read(&text, path) != 0)
		abort();
	const char *copy = arena_strdup(&fixture->arena, text.buf);
	strbuf_release(&text);
	return copy;
}

/*
 * All messages and notes, one per line: "file:line:column: text". The folder of the file is
 * omitted.
 */
static inline const char *
fixture_messages(struct fixture *fixture)
{
	const char *text = "";
	diag_sort(&fixture->diagnostics);
	VEC_EACH (struct diagnostic *, diagnostic, fixture->diagnostics.all) {
		const struct location *at = &(*diagnostic)->at;
		text = arena_printf(&fixture->arena, "%s%s:%u:%u: %s\n", text,
			at->file != NULL ? path_name(at->file) : "", at->line, at->column,
			(*diagnostic)->message);
		VEC_EACH (struct diag_note, note, (*diagnostic)->notes)
			text = arena_printf(&fixture->arena, "%s%s:%u:%u: note: %s\n", text,
				note->at.file != NULL ? path_name(note->at.file) : "",
				note->at.line, note->at.column, note->text);
	}
	return text;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
