#include "postgresql/sql/signature.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql.h"

#include <string.h>

enum { MOST_WORDS = 64 };

/* The tokens of one argument; after strip() only those of its type. */
struct argument {
	struct sql_token words[MOST_WORDS];
	size_t count;
	bool result; /* OUT: not part of the signature */
};

static bool
is_among(const struct sql_token *token, const char *const *words)
{
	for (; *words != NULL; words++)
		if (sql_is(token, *words))
			return true;
	return false;
}

/* Whether the words begin a type of several words (PostgreSQL 15, table 8.1). */
static bool
is_type_of_words(const struct sql_token *first, const struct sql_token *second)
{
	static const char *const begins[] = {"double", "character", "char", "bit", "national",
		"nchar", "timestamp", "time", "interval", NULL};
	static const char *const goes_on[] = {"precision", "varying", "with", "without", "char",
		"character", "year", "month", "day", "hour", "minute", "second", NULL};
	return is_among(first, begins) && is_among(second, goes_on);
}

/* Whether the first word is the argument's name, followed by its type. */
static bool
has_name(const struct sql_token *words, size_t count)
{
	static const char *const goes_on[] = {".", "(", "[", "array", NULL};
	bool bracket = count > 1 && words[1].kind == SQL_QUOTED_NAME && words[1].text[0] == '[';
	return count > 1 && !bracket && !is_among(&words[1], goes_on) &&
	       !is_type_of_words(&words[0], &words[1]);
}

/* Removes the mode, the name and the default. */
static void
strip(struct argument *argument)
{
	static const char *const modes[] = {"in", "out", "inout", "variadic", NULL};
	static const char *const ends[] = {"default", "=", ":=", NULL};
	size_t first = 0, end = 0;
	while (end < argument->count && !is_among(&argument->words[end], ends))
		end++;
	while (first + 1 < end && is_among(&argument->words[first], modes)) {
		argument->result = sql_is(&argument->words[first], "out");
		first++;
	}
	if (has_name(argument->words + first, end - first))
		first++;
	argument->count = end - first;
	memmove(argument->words, argument->words + first,
		argument->count * sizeof(*argument->words));
}

/* The type without its length, precision or fields. */
static void
add_bare_type(struct strbuf *out, const char *type)
{
	if (text_starts_with(type, "interval ")) {
		strbuf_addstr(out, text_ends_with(type, "[]") ? "interval[]" : "interval");
		return;
	}
	for (size_t length; *type != '\0'; type += length) {
		length = strcspn(type, "(");
		strbuf_add(out, type, length);
		if (type[length] == '(')
			length += strcspn(type + length, ")") + 1;
	}
}

static void
add_argument(struct arena *arena, struct strbuf *out, struct argument *argument)
{
	strip(argument);
	if (argument->result || argument->count == 0)
		return;
	const struct sql_token *last = &argument->words[argument->count - 1];
	const char *text = argument->words[0].text;
	const char *type = postgresql_type_name(
		arena, arena_strndup(arena, text, (size_t)(last->text + last->length - text)));
	if (out->buf[out->len - 1] != '(')
		strbuf_addstr(out, ", ");
	add_bare_type(out, type);
}

const char *
postgresql_signature(struct arena *arena, const char *name)
{
	const char *open = strchr(name, '(');
	if (open == NULL)
		return name;
	struct strbuf out = STRBUF_INIT;
	struct argument argument = {.count = 0};
	struct sql_lexer lexer;
	int depth = 0;
	strbuf_add(&out, name, (size_t)(open - name) + 1);
	sql_lexer_init(&lexer, open + 1, strlen(open + 1));
	for (;;) {
		struct sql_token token = sql_next(&lexer);
		depth += sql_is(&token, "(") - sql_is(&token, ")");
		if (token.kind == SQL_BROKEN || argument.count == MOST_WORDS) {
			strbuf_release(&out);
			return name;
		}
		bool over = token.kind == SQL_END || depth < 0;
		if (!over && !(depth == 0 && sql_is(&token, ","))) {
			argument.words[argument.count++] = token;
			continue;
		}
		add_argument(arena, &out, &argument);
		argument.count = 0;
		argument.result = false;
		if (over)
			break;
	}
	strbuf_addch(&out, ')');
	return strbuf_finish(&out, arena);
}
