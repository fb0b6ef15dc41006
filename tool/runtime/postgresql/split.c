/*
 * Where statements end, as psql finds it (PostgreSQL 15, src/fe_utils/psqlscan.l): a ';' outside of
 * quotes, comments, parentheses, and outside the BEGIN ATOMIC … END of a function's body.
 */
#include "runtime/postgresql/postgresql_internal.h"

#include <string.h>

/* Letters, digits, '_', '$' inside, and every byte beyond ASCII (PostgreSQL 15, 4.1.1). */
static bool
is_word_byte(char byte)
{
	unsigned char c = (unsigned char)byte;
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c >= 0x80;
}

static const char *
skip_block_comment(const char *sql)
{
	unsigned depth = 0;
	do {
		if (sql[0] == '/' && sql[1] == '*') {
			depth++;
			sql += 2;
		} else if (sql[0] == '*' && sql[1] == '/') {
			depth--;
			sql += 2;
		} else {
			sql++;
		}
	} while (depth && *sql);
	return sql;
}

const char *
scrt_pg_skip(const char *sql)
{
	for (;;) {
		sql += strspn(sql, " \t\n\f\r\v");
		if (sql[0] == '-' && sql[1] == '-')
			sql += strcspn(sql, "\r\n");
		else if (sql[0] == '/' && sql[1] == '*')
			sql = skip_block_comment(sql);
		else
			return sql;
	}
}

/* Behind the closing quote; a doubled one begins another text at once, which is as well. */
static const char *
skip_quoted(const char *sql, bool backslashes)
{
	char quote = *sql++;
	for (; *sql && *sql != quote; sql++)
		if (backslashes && *sql == '\\' && sql[1])
			sql++;
	return *sql ? sql + 1 : sql;
}

/* $tag$…$tag$; sql itself where there is no such quote. */
static const char *
skip_dollar_quoted(const char *sql)
{
	const char *tag_end = sql + 1;
	if (*tag_end >= '0' && *tag_end <= '9')
		return sql;
	while (is_word_byte(*tag_end))
		tag_end++;
	if (*tag_end != '$')
		return sql;
	size_t length = (size_t)(tag_end - sql) + 1;
	for (const char *end = tag_end + 1; *end; end++)
		if (*end == '$' && strncmp(end, sql, length) == 0)
			return end + length;
	return tag_end + strlen(tag_end);
}

static char
lower(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

bool
scrt_pg_is_word(const char *word, size_t length, const char *keyword)
{
	size_t i = 0;
	while (i < length && keyword[i] && lower(word[i]) == lower(keyword[i]))
		i++;
	return i == length && !keyword[i];
}

/* How deep in bodies of BEGIN ATOMIC a statement is. */
struct body {
	unsigned words; /* seen so far */
	bool creates;   /* the first one is CREATE */
	bool routine;   /* FUNCTION or PROCEDURE is among the first four */
	unsigned depth;
};

static void
count_word(struct body *body, const char *word, size_t length)
{
	body->words++;
	if (body->words == 1)
		body->creates = scrt_pg_is_word(word, length, "CREATE");
	else if (body->words <= 4 && body->creates)
		body->routine |= scrt_pg_is_word(word, length, "FUNCTION") ||
				 scrt_pg_is_word(word, length, "PROCEDURE");
	if (!body->routine)
		return;
	if (scrt_pg_is_word(word, length, "BEGIN") ||
		(body->depth && scrt_pg_is_word(word, length, "CASE")))
		body->depth++;
	else if (body->depth && scrt_pg_is_word(word, length, "END"))
		body->depth--;
}

static const char *
skip_word(const char *sql)
{
	while (is_word_byte(*sql) || *sql == '$')
		sql++;
	return sql;
}

/* The text, name, comment or word that begins here, counted; sql where none of them does. */
static const char *
skip_token(const char *sql, struct body *body)
{
	if (*sql == '\'' || *sql == '"')
		return skip_quoted(sql, false);
	if (*sql == '$')
		return skip_dollar_quoted(sql);
	if (!is_word_byte(*sql))
		return scrt_pg_skip(sql);
	const char *end = skip_word(sql);
	if (*end == '\'' && end == sql + 1 && lower(*sql) == 'e')
		return skip_quoted(end, true);
	count_word(body, sql, (size_t)(end - sql));
	return end;
}

const char *
scrt_pg_statement_end(const char *sql)
{
	struct body body = {0, false, false, 0};
	unsigned parentheses = 0;
	while (*sql) {
		const char *next = skip_token(sql, &body);
		if (next != sql) {
			sql = next;
			continue;
		}
		if (*sql == ';' && !parentheses && !body.depth)
			return sql;
		if (*sql == '(')
			parentheses++;
		else if (*sql == ')' && parentheses)
			parentheses--;
		sql++;
	}
	return sql;
}

static size_t
word_length(const char *sql)
{
	size_t length = 0;
	if (*sql == '"')
		return (size_t)(skip_quoted(sql, false) - sql);
	length = (size_t)(skip_word(sql) - sql);
	return length ? length : *sql != '\0';
}

const char *
scrt_pg_word(const char *sql, unsigned n, size_t *length)
{
	sql = scrt_pg_skip(sql);
	*length = word_length(sql);
	while (n-- > 0) {
		sql = scrt_pg_skip(sql + *length);
		*length = word_length(sql);
	}
	return sql;
}
