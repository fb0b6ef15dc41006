#include "rev/graph/revision.h"

#include "base/strbuf.h"
#include "base/text.h"

#include <string.h>

enum {
	LIST_LIMIT = 20, /* maximum number of revisions listed in a message */
};

static bool
can_be_in_name(char c)
{
	return char_is_word(c) || c == '.' || (unsigned char)c >= 0x80;
}

const char *
revision_name_problem(struct arena *arena, const char *name, const char *what)
{
	static const char *const words[] = {"head", "heads", "base", "current"};
	if (*name == '\0')
		return arena_printf(arena, "the %s is empty", what);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (text_equal_nocase(name, words[i]))
			return arena_printf(arena, "'%s' is reserved and cannot be used as %s %s",
				name, *what == 'i' ? "an" : "a", what);
	for (const char *c = name; *c != '\0'; c++) {
		if (can_be_in_name(*c))
			continue;
		const char *shown = (unsigned char)*c < ' ' || *c == 0x7F
					    ? arena_printf(arena, "byte 0x%02x", (unsigned char)*c)
					    : arena_printf(arena, "'%c'", *c);
		return arena_printf(arena,
			"%s in the %s '%s': only letters, digits, '_' and '.' are allowed", shown,
			what, name);
	}
	if (strlen(name) > REVISION_ID_LIMIT)
		return arena_printf(arena, "the %s '%.20s...' is longer than %d bytes", what, name,
			REVISION_ID_LIMIT);
	return NULL;
}

const char *
revisions_print(struct arena *arena, const struct revisions *revisions)
{
	struct strbuf text = STRBUF_INIT;
	size_t shown = revisions->len > LIST_LIMIT ? LIST_LIMIT : revisions->len;
	for (size_t i = 0; i < shown; i++) {
		if (i > 0)
			strbuf_addstr(&text, i + 1 == revisions->len ? " and " : ", ");
		strbuf_addstr(&text, revisions->items[i]->id);
	}
	if (shown < revisions->len)
		strbuf_addf(&text, " and %zu more", revisions->len - shown);
	return strbuf_finish(&text, arena);
}

bool
revisions_have(const struct revisions *revisions, const struct revision *revision)
{
	VEC_EACH (struct revision *, one, *revisions)
		if (*one == revision)
			return true;
	return false;
}

int
revision_compare_id(const void *a, const void *b)
{
	const struct revision *x = *(struct revision *const *)a;
	const struct revision *y = *(struct revision *const *)b;
	return strcmp(x->id, y->id);
}

int
revision_compare_number(const void *a, const void *b)
{
	const struct revision *x = *(struct revision *const *)a;
	const struct revision *y = *(struct revision *const *)b;
	return (x->number > y->number) - (x->number < y->number);
}

bool
revision_is_branchpoint(const struct revision *revision)
{
	return revision->children.len > 1;
}

bool
revision_is_mergepoint(const struct revision *revision)
{
	return revision->revises.len > 1;
}
