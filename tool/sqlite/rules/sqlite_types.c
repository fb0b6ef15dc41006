#include "sqlite/rules/sqlite_types.h"

#include "base/text.h"
#include "schema/sql_text.h"
#include "sqlite/rules/sqlite_time.h"

#include <stdlib.h>
#include <string.h>

static const char *const synonyms[][2] = {
	{"dec", "numeric"},
	{"decimal", "numeric"},
	{"bool", "boolean"},
	{"character varying", "varchar"},
	{"char varying", "varchar"},
	{"double", "double precision"},
	{"float8", "double precision"},
};

/* The text after the name, which may have several words; NULL if the type has a different name. */
static const char *
after_name(const char *type, const char *name)
{
	size_t length = strlen(name);
	if (strncasecmp(type, name, length) != 0 || char_is_word(type[length]))
		return NULL;
	return type + length;
}

/* Appends the type with its name replaced by the SQL standard name. */
static void
add_canonical(struct strbuf *out, const char *type)
{
	while (char_is_space(*type))
		type++;
	for (size_t i = 0; i < sizeof(synonyms) / sizeof(*synonyms); i++) {
		const char *rest = after_name(type, synonyms[i][0]);
		if (rest != NULL && after_name(type, synonyms[i][1]) == NULL) {
			strbuf_addf(out, "%s%s", synonyms[i][1], rest);
			return;
		}
	}
	strbuf_addstr(out, type);
}

bool
sqlite_types_equal(const char *a, const char *b)
{
	if (strcmp(a, b) == 0)
		return true;
	struct strbuf x = STRBUF_INIT, y = STRBUF_INIT;
	add_canonical(&x, a);
	add_canonical(&y, b);
	bool equal = sql_equal(x.buf, y.buf);
	strbuf_release(&x);
	strbuf_release(&y);
	return equal;
}

static bool
contains(const char *type, const char *part)
{
	return strcasestr(type, part) != NULL;
}

const char *
sqlite_affinity(const char *type)
{
	if (type == NULL || *type == '\0')
		return "BLOB";
	if (contains(type, "INT"))
		return "INTEGER";
	if (contains(type, "CHAR") || contains(type, "CLOB") || contains(type, "TEXT"))
		return "TEXT";
	if (contains(type, "BLOB"))
		return "BLOB";
	if (contains(type, "REAL") || contains(type, "FLOA") || contains(type, "DOUB"))
		return "REAL";
	return "NUMERIC";
}

/*
 * DEFAULT NULL is the same as no default; TRUE and FALSE are 1 and 0 (datatype3.html, section 2.1).
 */
static const char *
plain_default(const char *text)
{
	if (text == NULL || sql_equal(text, "NULL"))
		return NULL;
	if (sql_equal(text, "TRUE"))
		return "1";
	return sql_equal(text, "FALSE") ? "0" : text;
}

/* Whether the text is the number in quotes. */
static bool
is_quoted_number(const char *text, const char *number)
{
	size_t length = strlen(number);
	char *end;
	strtod(number, &end);
	return length > 0 && *end == '\0' && text[0] == '\'' &&
	       strncmp(text + 1, number, length) == 0 && strcmp(text + 1 + length, "'") == 0;
}

bool
sqlite_defaults_equal(const char *type, const char *a, const char *b)
{
	a = plain_default(a);
	b = plain_default(b);
	if (sql_equal(a, b) || sqlite_seconds_equal(a, b))
		return true;
	if (a == NULL || b == NULL)
		return false;
	const char *affinity = sqlite_affinity(type);
	if (strcmp(affinity, "TEXT") == 0 || strcmp(affinity, "BLOB") == 0)
		return false;
	return is_quoted_number(a, b) || is_quoted_number(b, a);
}
