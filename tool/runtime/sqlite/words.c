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

/* SQLite's blanks, and its comments (https://sqlite.org/lang_comment.html). */
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

const char *
scrt_sqlite_word(const char *sql, unsigned n, size_t *length)
{
	sql = scrt_sqlite_skip(sql);
	*length = word_length(sql);
	while (n-- > 0) {
		sql = scrt_sqlite_skip(sql + *length);
		*length = word_length(sql);
	}
	return sql;
}

bool
scrt_sqlite_is_word(const char *word, size_t length, const char *keyword)
{
	return strlen(keyword) == length && sqlite3_strnicmp(word, keyword, (int)length) == 0;
}
