#include "postgresql/sql/postgresql_syntax.h"

#include "postgresql/sql/postgresql_parser.h"
#include "schema/sql.h"

enum {
	ERROR_LIMIT = 20, /* of one text: what follows may be nonsense because of them */
};

/* Where a statement may end, as psql sees it (PostgreSQL 15, src/fe_utils/psqlscan.l). */
struct reading {
	size_t parentheses; /* open ones: the statements of a rule stand in some */
	size_t bodies;      /* BEGIN ATOMIC … END, and what ends with END in it */
	bool begun;         /* the last word was BEGIN */
};

static void
read_token(struct reading *reading, const struct sql_token *token)
{
	bool atomic = reading->begun && sql_is(token, "ATOMIC");
	reading->begun = sql_is(token, "BEGIN");
	if (sql_is(token, "("))
		reading->parentheses++;
	else if (sql_is(token, ")") && reading->parentheses > 0)
		reading->parentheses--;
	else if (atomic || (reading->bodies > 0 && sql_is(token, "CASE")))
		reading->bodies++;
	else if (reading->bodies > 0 && sql_is(token, "END"))
		reading->bodies--;
}

/* The next statement with its ';', or all that is left. */
static size_t
statement_length(const char *sql, size_t length)
{
	struct reading reading = {0};
	struct sql_lexer lexer;
	struct sql_token token;
	sql_lexer_init(&lexer, sql, length);
	do {
		token = sql_next(&lexer);
		if (token.kind == SQL_END || token.kind == SQL_BROKEN)
			return length;
		read_token(&reading, &token);
	} while (!sql_is(&token, ";") || reading.parentheses > 0 || reading.bodies > 0);
	return token.offset + token.length;
}

/* As pg_utf_mblen() counts: by the first byte (PostgreSQL 15, src/common/wchar.c). */
static size_t
letter_length(char first)
{
	unsigned char c = (unsigned char)first;
	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf8 ? 4 : 1;
}

/* The byte at which the letter of that number begins, from 1. */
static size_t
byte_of(const char *sql, size_t length, size_t letter)
{
	size_t at = 0;
	while (--letter > 0 && at < length)
		at += letter_length(sql[at]);
	return at < length ? at : length;
}

/* An error that has no place of its own is one of the statement: at its first word. */
static size_t
first_token(const char *sql, size_t length)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, sql, length);
	return sql_next(&lexer).offset;
}

int
postgresql_find_errors(struct arena *arena, struct sql_errors *out, const char *sql, size_t length,
	struct diagnostics *diagnostics)
{
	const char *problem;
	const struct postgresql_parser *parser = postgresql_parser_load(arena, &problem);
	if (parser == NULL)
		return diag_add(diagnostics, DIAG_SYSTEM_FAILED, (struct location){0},
			"SQL cannot be checked: " PARSER_MODULE_FILE " cannot be loaded: %s",
			problem);
	for (size_t at = 0, size; at < length && out->len < ERROR_LIMIT; at += size) {
		struct postgresql_parser_error error = {0};
		size = statement_length(sql + at, length - at);
		if (parser->check(arena, &error, arena_strndup(arena, sql + at, size)))
			continue;
		size_t offset = error.character > 0 ? byte_of(sql + at, size, error.character)
						    : first_token(sql + at, size);
		*VEC_ADD(arena, out) = (struct sql_error){error.message, at + offset};
	}
	return 0;
}
