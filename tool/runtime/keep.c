#include "runtime/keep.h"

#include "runtime/keep_sql.h"
#include "runtime/word.h"

#include <string.h>

/* The parts of a step's text. */
struct keep {
	const struct keep_kind *kind;
	const char *name, *parent; /* not terminated */
	size_t name_length, parent_length;
};

/* Returns the end of the words at text, each of which is followed by a space; NULL: others. */
static const char *
skip_words(const char *text, const char *words)
{
	for (; *words; words++, text++)
		if (scrt_lower(*text) != *words)
			return NULL;
	return *text == ' ' ? text + 1 : NULL;
}

/* Returns the first match of `mark` outside quotes, ignoring case, or the end of the text. */
static const char *
find_mark(const char *text, const char *mark)
{
	size_t length = strlen(mark);
	bool quoted = false;
	for (; *text; text++) {
		size_t same = 0;
		quoted ^= *text == '"';
		while (!quoted && same < length && scrt_lower(text[same]) == mark[same])
			same++;
		if (!quoted && same == length)
			break;
	}
	return text;
}

/* TABLE.COLUMN: the last '.' separates them. */
static bool
split_column(struct keep *keep)
{
	const char *end = keep->name + strlen(keep->name), *dot = NULL, *next = keep->name;
	while (*(next = find_mark(next, ".")))
		dot = next++;
	if (!dot)
		return false;
	keep->parent = keep->name;
	keep->parent_length = (size_t)(dot - keep->name);
	keep->name = dot + 1;
	keep->name_length = (size_t)(end - keep->name);
	return keep->parent_length && keep->name_length;
}

static bool
split_on(struct keep *keep)
{
	const char *on = find_mark(keep->name, " on ");
	if (!*on)
		return false;
	keep->name_length = (size_t)(on - keep->name);
	keep->parent = on + strlen(" on ");
	keep->parent_length = strlen(keep->parent);
	return keep->name_length && keep->parent_length;
}

static bool
parse(struct keep *keep, const char *text)
{
	const struct keep_kind *kind = scrt_keep_kinds;
	memset(keep, 0, sizeof(*keep));
	for (; kind->word && !keep->name; kind++) {
		keep->kind = kind;
		keep->name = skip_words(text, kind->word);
	}
	if (!keep->name)
		return false;
	keep->name_length = strlen(keep->name);
	switch (keep->kind->form) {
	case KEEP_NAME_ON_TABLE:
		return split_on(keep);
	case KEEP_TABLE_COLUMN:
		return split_column(keep);
	case KEEP_NAME:
		break;
	}
	return keep->name_length > 0;
}

static void
add_constant(struct text *out, const char *name, const char *value, size_t length)
{
	struct text copy = {.pool = out->pool};
	scrt_text_add(&copy, value, length);
	out->failed |= copy.failed;
	scrt_text_puts(out, "\t");
	scrt_text_puts(out, name);
	scrt_text_puts(out, " CONSTANT text := ");
	scrt_text_literal(out, length && copy.data ? copy.data : "");
	scrt_text_puts(out, ";\n");
	scrt_pool_resize(out->pool, copy.data, 0);
}

/* A tag for the dollar quotes that no name contains. */
static void
add_tag(struct text *out, const char *text)
{
	scrt_text_puts(out, "$schemac");
	for (; (text = strstr(text, "$schemac")); text++)
		scrt_text_puts(out, "_");
	scrt_text_puts(out, "$");
}

static void
add_keep(struct text *out, const struct keep_kind *kind)
{
	scrt_text_puts(out, kind->find);
	scrt_text_puts(out, scrt_keep_refuse);
	for (size_t i = 0; i < KEEP_PARTS && kind->parts[i]; i++)
		scrt_text_puts(out, kind->parts[i]);
	scrt_text_puts(out, scrt_keep_store);
}

static void
add_keep_end(struct text *out, const struct keep_kind *kind)
{
	scrt_text_puts(out, kind->find);
	scrt_text_puts(out, scrt_keep_restore);
	if (kind->has_privileges) {
		scrt_text_puts(out, kind->find);
		scrt_text_puts(out, scrt_keep_revoke);
		scrt_text_puts(out, kind->find);
		scrt_text_puts(out, scrt_keep_verify);
	}
	scrt_text_puts(out, scrt_keep_done);
}

bool
scrt_keep_print(struct text *out, const struct schemac_step *step)
{
	struct keep keep;
	if (!parse(&keep, step->text))
		return false;
	scrt_text_puts(out, "DO ");
	add_tag(out, step->text);
	scrt_text_puts(out, "\nDECLARE\n");
	add_constant(out, "kind", keep.kind->word, strlen(keep.kind->word));
	add_constant(out, "named", keep.name, keep.name_length);
	add_constant(out, "parent", keep.parent, keep.parent_length);
	add_constant(out, "step", step->text, strlen(step->text));
	scrt_text_puts(out, scrt_keep_declare);
	scrt_text_puts(out, keep.kind->lookup);
	scrt_text_puts(out, scrt_keep_begin);
	if (step->kind == SCHEMAC_STEP_KEEP)
		add_keep(out, keep.kind);
	else
		add_keep_end(out, keep.kind);
	add_tag(out, step->text);
	return true;
}
