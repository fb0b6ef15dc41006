#include "postgresql/sql/postgresql_types.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

/* A name as written, in lower case with single spaces, and as format_type() prints it. */
static const char *const synonyms[][2] = {
	{"int", "integer"},
	{"int4", "integer"},
	{"int2", "smallint"},
	{"int8", "bigint"},
	{"bool", "boolean"},
	{"decimal", "numeric"},
	{"dec", "numeric"},
	{"float8", "double precision"},
	{"float", "double precision"},
	{"float4", "real"},
	{"varchar", "character varying"},
	{"char varying", "character varying"},
	{"bpchar", "character"},
	{"char", "character"},
	{"nchar", "character"},
	{"national character", "character"},
	{"national char", "character"},
	{"nchar varying", "character varying"},
	{"national char varying", "character varying"},
	{"national character varying", "character varying"},
	{"varbit", "bit varying"},
	{"timestamp", "timestamp without time zone"},
	{"timestamptz", "timestamp with time zone"},
	{"time", "time without time zone"},
	{"timetz", "time with time zone"},
	{"serial", "integer"},
	{"serial4", "integer"},
	{"bigserial", "bigint"},
	{"serial8", "bigint"},
	{"smallserial", "smallint"},
	{"serial2", "smallint"},
	{"blob", "bytea"},
};

struct type_text {
	struct strbuf name;      /* words in lower case, separated by one space */
	struct strbuf arguments; /* "(8,2)" or "" */
	unsigned dimensions;     /* number of array dimensions */
};

/*
 * Whether a name in double quotes has a different meaning without them. "char" and char are
 * different types (PostgreSQL 15, 8.3).
 */
static bool
needs_quotes(const char *quoted, size_t length)
{
	for (size_t i = 1; i + 1 < length; i++)
		if (!char_is_word(quoted[i]) || char_lower(quoted[i]) != quoted[i])
			return true;
	return length <= 2 || *quoted != '"' || char_is_digit(quoted[1]) ||
	       (length == 6 && strncmp(quoted, "\"char\"", 6) == 0);
}

static void
add_word(struct strbuf *out, const char *text, size_t length, bool quoted)
{
	if (out->len > 0 && out->buf[out->len - 1] != '.')
		strbuf_addch(out, ' ');
	if (quoted && !needs_quotes(text, length)) {
		strbuf_add(out, text + 1, length - 2);
		return;
	}
	for (size_t i = 0; i < length; i++)
		strbuf_addch(out, quoted ? text[i] : char_lower(text[i]));
}

static void
add_argument(struct strbuf *out, const struct sql_token *token)
{
	for (size_t i = 0; i < token->length; i++)
		strbuf_addch(out, char_lower(token->text[i]));
}

/* Reads one [ … ] or ( … ) or word of a type. */
static void
take_token(struct type_text *type, struct sql_lexer *lexer, struct sql_token token, bool *inside)
{
	if (sql_is(&token, "("))
		*inside = true;
	if (token.kind == SQL_QUOTED_NAME && token.text[0] == '[') {
		type->dimensions++;
	} else if (*inside) {
		add_argument(&type->arguments, &token);
	} else if (sql_is(&token, "[")) {
		type->dimensions++;
		sql_skip_past(lexer, "]");
	} else if (sql_is(&token, ".")) {
		strbuf_addch(&type->name, '.');
	} else if (sql_is(&token, "array")) {
		type->dimensions++;
	} else {
		add_word(&type->name, token.text, token.length, token.kind == SQL_QUOTED_NAME);
	}
	if (sql_is(&token, ")"))
		*inside = false;
}

static void
read_type(struct type_text *type, const char *text)
{
	struct sql_lexer lexer;
	bool inside = false;
	sql_lexer_init(&lexer, text, strlen(text));
	for (;;) {
		struct sql_token token = sql_next(&lexer);
		if (token.kind == SQL_END || token.kind == SQL_BROKEN)
			return;
		take_token(type, &lexer, token, &inside);
	}
}

/* The name without the schema pg_catalog, which every name search includes. */
static const char *
plain_name(const char *name)
{
	return text_starts_with(name, "pg_catalog.") ? name + strlen("pg_catalog.") : name;
}

static const char *
canonical_name(const char *name)
{
	for (size_t i = 0; i < sizeof(synonyms) / sizeof(*synonyms); i++)
		if (strcmp(name, synonyms[i][0]) == 0)
			return synonyms[i][1];
	return name;
}

/* timestamp(3) with time zone: the argument follows the first word. */
static void
add_name_with_arguments(struct strbuf *out, const char *name, const char *arguments)
{
	size_t word = text_starts_with(name, "time") ? strcspn(name, " ") : strlen(name);
	strbuf_add(out, name, word);
	strbuf_addstr(out, arguments);
	strbuf_addstr(out, name + word);
}

/* The default arguments of a type without arguments (PostgreSQL 15, 8.1.2, 8.3, 8.1.3, 8.10). */
static const char *
plain_arguments(const char *written, const char *name, const char *arguments)
{
	if (strcmp(name, "character") == 0 && *arguments == '\0' && strcmp(written, "bpchar") != 0)
		return "(1)";
	if (strcmp(name, "bit") == 0 && *arguments == '\0')
		return "(1)";
	return arguments;
}

const char *
postgresql_type_name(struct arena *arena, const char *written_type)
{
	struct type_text type = {.name = STRBUF_INIT, .arguments = STRBUF_INIT};
	struct strbuf out = STRBUF_INIT;
	read_type(&type, written_type);
	const char *written = plain_name(type.name.buf);
	const char *name = canonical_name(written);
	const char *arguments = plain_arguments(written, name, type.arguments.buf);
	if (strcmp(written, "float") == 0 && *arguments != '\0') {
		/* float(1) to float(24) is real (8.1.3). */
		long digits = strtol(arguments + 1, NULL, 10);
		name = digits <= 24 ? "real" : "double precision";
		arguments = "";
	}
	/* bpchar without a length differs from character(1): the server keeps the name bpchar. */
	if (strcmp(written, "bpchar") == 0 && *arguments == '\0')
		name = written;
	if (strcmp(name, "numeric") == 0 && *arguments != '\0' && strchr(arguments, ',') == NULL)
		arguments = arena_printf(arena, "%.*s,0)", (int)strlen(arguments) - 1, arguments);
	add_name_with_arguments(&out, name, arguments);
	/* The server ignores the declared number of dimensions (8.15.1). */
	strbuf_addstr(&out, type.dimensions > 0 ? "[]" : "");
	const char *copy = arena_strdup(arena, out.buf);
	strbuf_release(&out);
	strbuf_release(&type.name);
	strbuf_release(&type.arguments);
	return copy;
}

bool
postgresql_types_equal(const char *a, const char *b)
{
	struct arena arena;
	arena_init(&arena);
	bool equal = strcmp(postgresql_type_name(&arena, a), postgresql_type_name(&arena, b)) == 0;
	arena_release(&arena);
	return equal;
}

bool
postgresql_is_integer(const char *type)
{
	return postgresql_types_equal(type, "smallint") ||
	       postgresql_types_equal(type, "integer") || postgresql_types_equal(type, "bigint");
}
