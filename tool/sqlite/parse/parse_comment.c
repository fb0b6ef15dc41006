/*
 * parse_comment: the comments inside CREATE TABLE, which SQLite keeps in its schema table.
 *
 * A comment that follows something on its line is about that: a column, or the table if it follows
 * the opening parenthesis. A comment on a line of its own is about the column that follows it, or
 * about the table if no column follows.
 */
#include "sqlite/parse/parse_table_internal.h"

#include "base/text.h"

#include <string.h>

/* Appends the text of the comment without its signs and the spaces around it. */
static void
add_text(struct arena *arena, const char **out, const char *comment, size_t length)
{
	bool line = *comment == '-';
	size_t from = 2, to = !line && length >= 4 ? length - 2 : length;
	while (from < to && (char_is_space(comment[from]) || comment[from] == comment[1]))
		from++;
	while (to > from && (char_is_space(comment[to - 1]) || comment[to - 1] == comment[1]))
		to--;
	if (from < to)
		*out = arena_printf(arena, "%s%s%.*s", *out != NULL ? *out : "",
			*out != NULL ? "\n" : "", (int)(to - from), comment + from);
}

/* The column whose definition contains the token or the comma after it; NULL: none. */
static struct column *
column_of(const struct ddl_table_parser *in, size_t token)
{
	for (size_t i = in->column_at.len; i-- > 0;)
		if (in->column_at.items[i] <= token)
			return token < in->columns_end ? in->table->columns.items[i] : NULL;
	return NULL;
}

static bool
begins_column(const struct ddl_table_parser *in, size_t token)
{
	VEC_EACH (const size_t, at, in->column_at)
		if (*at == token)
			return true;
	return false;
}

static void
take_comment(struct ddl_table_parser *in, size_t token, bool own_line, const char *comment,
	size_t length)
{
	bool next = own_line && begins_column(in, token + 1);
	bool none = own_line && !next && token + 1 >= in->columns_end;
	struct column *column = none ? NULL : column_of(in, next ? token + 1 : token);
	add_text(in->parser.arena,
		column != NULL ? &column->source_comment : &in->table->source_comment, comment,
		length);
}

static size_t
comment_length(const char *text, const char *end)
{
	if (*text == '-') {
		const char *line = memchr(text, '\n', (size_t)(end - text));
		return (size_t)((line != NULL ? line : end) - text);
	}
	const char *close = memmem(text + 2, (size_t)(end - text - 2), "*/", 2);
	return (size_t)((close != NULL ? close + 2 : end) - text);
}

/* The comments between a token and the next one. */
static void
read_gap(struct ddl_table_parser *in, size_t token, const char *text, const char *end)
{
	bool own_line = false;
	while (end - text >= 2) {
		if (memcmp(text, "--", 2) != 0 && memcmp(text, "/*", 2) != 0) {
			own_line = own_line || *text == '\n';
			text++;
			continue;
		}
		size_t length = comment_length(text, end);
		take_comment(in, token, own_line, text, length);
		text += length;
	}
}

void
ddl_parse_comments(struct ddl_table_parser *in)
{
	const struct sql_token *tokens = in->parser.tokens.items;
	if (in->column_at.len == 0)
		return;
	for (size_t i = in->column_at.items[0] - 1; i + 1 < in->parser.tokens.len; i++)
		read_gap(in, i, tokens[i].text + tokens[i].length, tokens[i + 1].text);
}
