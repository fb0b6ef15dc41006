/*
 * Finds the end of a statement as psql does (PostgreSQL 15, src/fe_utils/psqlscan.l): a ';' outside
 * quotes, comments, parentheses and a function body BEGIN ATOMIC … END.
 */
#include "runtime/postgresql/postgresql_internal.h"

#include <string.h>

/* Letters, digits, '_' and every byte outside ASCII (PostgreSQL 15, 4.1.1). */
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

/* Returns the end of a quoted string. A doubled quote simply begins another string. */
static const char *
skip_quoted(const char *sql, bool backslashes)
{
	char quote = *sql++;
	for (; *sql && *sql != quote; sql++)
		if (backslashes && *sql == '\\' && sql[1])
			sql++;
	return *sql ? sql + 1 : sql;
}

/* Returns the end of $tag$…$tag$, or sql if no such quote begins there. */
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

/* Tracks whether a statement is inside BEGIN ATOMIC … END. */
struct body {
	unsigned words; /* words seen so far */
	bool creates;   /* the first word is CREATE */
	bool routine;   /* FUNCTION or PROCEDURE is among the first four words */
	unsigned depth; /* nesting of BEGIN and CASE; 0: outside */
};

static void
count_word(struct body *body, struct word word)
{
	body->words++;
	if (body->words == 1)
		body->creates = scrt_word_is(word, "CREATE");
	else if (body->words <= 4 && body->creates)
		body->routine |= scrt_word_is(word, "FUNCTION") ||
				 scrt_word_is(word, "PROCEDURE");
	if (!body->routine)
		return;
	if (scrt_word_is(word, "BEGIN") ||
		(body->depth && scrt_word_is(word, "CASE")))
		body->depth++;
	else if (body->depth && scrt_word_is(word, "END"))
		body->depth--;
}

static const char *
skip_word(const char *sql)
{
	while (is_word_byte(*sql) || *sql == '$')
		sql++;
	return sql;
}

/* Returns the end of the string, name, comment or word at sql, or sql if none begins there. */
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
	if (*end == '\'' && end == sql + 1 && scrt_lower(*sql) == 'e')
		return skip_quoted(end, true);
	struct word word = {sql, (size_t)(end - sql)};
	count_word(body, word);
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

struct word
scrt_pg_first_word(const char *sql)
{
	const char *text = scrt_pg_skip(sql);
	struct word word = {text, word_length(text)};
	return word;
}

struct word
scrt_pg_word(const char *sql, unsigned n)
{
	return scrt_word_find(scrt_pg_first_word, sql, n);
}
