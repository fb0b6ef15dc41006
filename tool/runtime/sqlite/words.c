#include "runtime/sqlite/sqlite_internal.h"

#include <string.h>

static const char *
skip_comment(const char *sql)
{
	if (sql[0] == '-') {
		sql += strcspn(sql, "\n");
		return sql;
	}
	const char *end = strstr(sql + 2, "*/");
	return end ? end + 2 : sql + strlen(sql);
}

/* SQLite's whitespace and comments: https://sqlite.org/lang_comment.html. */
const char *
scrt_sqlite_skip(const char *sql)
{
	for (;;) {
		sql += strspn(sql, " \t\n\f\r");
		if (strncmp(sql, "--", 2) != 0 && strncmp(sql, "/*", 2) != 0)
			return sql;
		sql = skip_comment(sql);
	}
}

static size_t
word_length(const char *sql)
{
	size_t length = 0;
	while ((sql[length] >= 'a' && sql[length] <= 'z') ||
		(sql[length] >= 'A' && sql[length] <= 'Z') || sql[length] == '_')
		length++;
	return length ? length : *sql != '\0';
}

struct word
scrt_sqlite_first_word(const char *sql)
{
	const char *text = scrt_sqlite_skip(sql);
	struct word word = {text, word_length(text)};
	return word;
}

struct word
scrt_sqlite_word(const char *sql, unsigned n)
{
	return scrt_word_find(scrt_sqlite_first_word, sql, n);
}
