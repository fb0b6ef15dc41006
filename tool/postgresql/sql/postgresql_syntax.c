#include "postgresql/sql/postgresql_syntax.h"

#include "postgresql/sql/postgresql_parser.h"
#include "schema/sql.h"

enum {
	ERROR_LIMIT = 20, /* per text, because one error may cause others */
};

/* Finds the end of a statement as psql does (PostgreSQL 15, src/fe_utils/psqlscan.l). */
struct statement_scanner {
	size_t parentheses; /* nesting depth; parentheses may enclose the statements of a rule */
	size_t bodies;      /* nesting depth of BEGIN ATOMIC, and of CASE within it */
	bool begun;         /* the last word was BEGIN */
};

static void
read_token(struct statement_scanner *scanner, const struct sql_token *token)
{
	bool atomic = scanner->begun && sql_is(token, "ATOMIC");
	scanner->begun = sql_is(token, "BEGIN");
	if (sql_is(token, "("))
		scanner->parentheses++;
	else if (sql_is(token, ")") && scanner->parentheses > 0)
		scanner->parentheses--;
	else if (atomic || (scanner->bodies > 0 && sql_is(token, "CASE")))
		scanner->bodies++;
	else if (scanner->bodies > 0 && sql_is(token, "END"))
		scanner->bodies--;
}

/* The length of the next statement with its ';', or of the rest of the text. */
static size_t
statement_length(const char *sql, size_t length)
{
	struct statement_scanner scanner = {0};
	struct sql_lexer lexer;
	struct sql_token token;
	sql_lexer_init(&lexer, sql, length);
	do {
		token = sql_next(&lexer);
		if (token.kind == SQL_END || token.kind == SQL_BROKEN)
			return length;
		read_token(&scanner, &token);
	} while (!sql_is(&token, ";") || scanner.parentheses > 0 || scanner.bodies > 0);
	return token.offset + token.length;
}

/*
 * The length of a character by its first byte, as in pg_utf_mblen() (PostgreSQL 15,
 * src/common/wchar.c).
 */
static size_t
character_length(char first)
{
	unsigned char c = (unsigned char)first;
	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf8 ? 4 : 1;
}

/* The byte offset of the character with this number, counted from 1. */
static size_t
find_byte(const char *sql, size_t length, size_t number)
{
	size_t at = 0;
	while (--number > 0 && at < length)
		at += character_length(sql[at]);
	return at < length ? at : length;
}

/* An error without a position is reported at the first word of the statement. */
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
			"cannot load " PARSER_MODULE_FILE ", which checks SQL: %s", problem);
	for (size_t at = 0, size; at < length && out->len < ERROR_LIMIT; at += size) {
		struct postgresql_parser_error error = {0};
		size = statement_length(sql + at, length - at);
		if (parser->check(arena, &error, arena_strndup(arena, sql + at, size)))
			continue;
		size_t offset = error.character > 0 ? find_byte(sql + at, size, error.character)
						    : first_token(sql + at, size);
		*VEC_ADD(arena, out) = (struct sql_error){
			.message = error.message, .offset = at + offset};
	}
	return 0;
}
