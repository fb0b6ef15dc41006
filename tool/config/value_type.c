#include "config/value_type.h"

#include "base/file.h"
#include "base/text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
	SQLITE_OLDEST = 3025000,    /* rebuilds need window functions and RENAME COLUMN */
	POSTGRESQL_OLDEST = 110000, /* the oldest version whose catalogue can be read */
	WORDS_OF_CHOICE = 8,
};

/* A value that is not a list, with its location for messages. */
struct scalar {
	const struct setting_value *value;
	const char *text; /* never empty */
	struct location at;
};

static int
scalar_error(const struct scalar *scalar, const char *expected)
{
	return setting_value_error(scalar->value, scalar->at, "'%s' must be %s, not '%s'",
		scalar->value->setting->name, expected, scalar->text);
}

/* Reads a number at *text and moves *text past it; false without digits or above most. */
static bool
read_digits(const char **text, unsigned most, unsigned *out)
{
	unsigned long long number = 0;
	if (!char_is_digit(**text))
		return false;
	for (; char_is_digit(**text); (*text)++) {
		number = number * 10 + (unsigned)(**text - '0');
		if (number > most)
			return false;
	}
	*out = (unsigned)number;
	return true;
}

static int
read_number(const struct scalar *scalar, void *field)
{
	const char *c = scalar->text;
	unsigned number;
	if (!read_digits(&c, INT_MAX, &number) || *c != '\0' || number == 0)
		return scalar_error(scalar, "a positive integer");
	*(unsigned *)field = number;
	return 0;
}

static int
read_bool(const struct scalar *scalar, void *field)
{
	static const char *const words[] = {"false", "true", "no", "yes", "off", "on", "0", "1"};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (text_equal_nocase(scalar->text, words[i])) {
			*(bool *)field = i % 2 == 1;
			return 0;
		}
	}
	return scalar_error(scalar, "'true' or 'false'");
}

static int
read_duration(const struct scalar *scalar, void *field)
{
	static const struct {
		const char *unit;
		unsigned ms;
	} units[] = {{"", 1}, {"ms", 1}, {"s", 1000}, {"min", 60 * 1000}};
	const char *c = scalar->text;
	unsigned number;
	if (read_digits(&c, INT_MAX, &number)) {
		while (*c == ' ')
			c++;
		for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
			if (text_equal(c, units[i].unit) && number <= INT_MAX / units[i].ms) {
				*(unsigned *)field = number * units[i].ms;
				return 0;
			}
		}
	}
	return scalar_error(scalar, "a time such as '500ms', '5s' or '2min'");
}

static int
read_choice(const struct scalar *scalar, void *field)
{
	const char *words[WORDS_OF_CHOICE];
	size_t count = 0;
	char *rest = arena_strdup(scalar->value->arena, scalar->value->choices);
	for (char *word; (word = strsep(&rest, "|")) != NULL;)
		words[count++] = word;
	for (unsigned i = 0; i < count; i++) {
		if (text_equal(scalar->text, words[i])) {
			*(unsigned *)field = i;
			return 0;
		}
	}
	const char *nearest = text_nearest(scalar->text, words, count);
	setting_value_error(scalar->value, scalar->at, "'%s' must be one of %s, not '%s'",
		scalar->value->setting->name, scalar->value->choices, scalar->text);
	if (scalar->value->diagnostics != NULL)
		diag_suggest(scalar->value->diagnostics, nearest);
	return -1;
}

/* Up to three numbers separated by dots. *count is their number; missing ones are 0. */
static bool
read_version(const char *text, unsigned parts[3], size_t *count)
{
	parts[0] = parts[1] = parts[2] = 0;
	for (*count = 0; *count < 3; text++) {
		if (!read_digits(&text, 999, &parts[(*count)++]))
			return false;
		if (*text == '\0')
			return true;
		if (*text != '.')
			return false;
	}
	return false;
}

static int
read_sqlite_version(const struct scalar *scalar, void *field)
{
	unsigned part[3];
	size_t count;
	if (!read_version(scalar->text, part, &count) || count < 2 || part[0] != 3)
		return scalar_error(scalar, "a version such as '3.35.0'");
	unsigned version = part[0] * 1000000 + part[1] * 1000 + part[2];
	if (version < SQLITE_OLDEST)
		return setting_value_error(scalar->value, scalar->at,
			"SQLite %s is too old; schemac supports 3.25.0 and newer",
			scalar->text);
	*(unsigned *)field = version;
	return 0;
}

/*
 * "15.2" is 150002 and "15" is 150000, as in server_version_num (PostgreSQL manual, section 20.15).
 */
static int
read_postgresql_version(const struct scalar *scalar, void *field)
{
	unsigned part[3];
	size_t count;
	if (!read_version(scalar->text, part, &count) || part[0] == 0)
		return scalar_error(scalar, "a version such as '15' or '15.2'");
	unsigned version = part[0] * 10000 + part[1];
	if (version < POSTGRESQL_OLDEST)
		return setting_value_error(scalar->value, scalar->at,
			"PostgreSQL %s is too old; schemac supports 11 and newer",
			scalar->text);
	if (count > 2)
		return scalar_error(scalar, "a version such as '15' or '15.2'");
	*(unsigned *)field = version;
	return 0;
}

/* The length of the placeholder at c, "%(…)s", or 0 if it is unknown. */
static size_t
placeholder_length(const char *c)
{
	static const char *const names[] = {"table_name", "column_0_name", "column_0_N_name",
		"referred_table_name", "referred_column_0_name", "constraint_name"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t length = strlen(names[i]);
		if (strncmp(c + 2, names[i], length) == 0 && text_starts_with(c + 2 + length, ")s"))
			return length + 4;
	}
	return 0;
}

static int
read_naming(const struct scalar *scalar, void *field)
{
	for (const char *c = scalar->text; *c != '\0'; c++) {
		if (*c != '%')
			continue;
		size_t length = c[1] == '%' ? 2 : c[1] == '(' ? placeholder_length(c) : 0;
		if (length == 0)
			return setting_value_error(scalar->value, scalar->at,
				"unknown placeholder '%.24s'; use %%(table_name)s, %%(column_0_name)s, "
				"%%(column_0_N_name)s (all columns), %%(referred_table_name)s, "
				"%%(referred_column_0_name)s, %%(constraint_name)s, or '%%%%' for a '%%'",
				c);
		c += length - 1;
	}
	*(const char **)field = scalar->text;
	return 0;
}

static int
read_text(const struct scalar *scalar, void *field)
{
	*(const char **)field = scalar->text;
	return 0;
}

static int
read_path(const struct scalar *scalar, void *field)
{
	*(const char **)field =
		path_join(scalar->value->arena, scalar->value->folder, scalar->text);
	return 0;
}

static int
read_list(const struct setting_value *value, enum value_type type, struct texts *out)
{
	struct value_words words;
	if (setting_value_words(value, &words, type != VALUE_WORDS) < 0)
		return -1;
	bool paths = type == VALUE_PATHS || type == VALUE_PATTERNS;
	*out = (struct texts){0};
	VEC_EACH (struct value_word, word, words) {
		if (paths && *word->text == '\0')
			return setting_value_error(value, word->at, "empty path");
		*VEC_ADD(value->arena, out) =
			paths ? path_join(value->arena, value->folder, word->text) : word->text;
	}
	return 0;
}

static const struct {
	const char *text;
	int (*read)(const struct scalar *scalar, void *field); /* NULL: a list */
	bool required;                                         /* must not be empty */
} types[VALUE_TYPE_COUNT] = {
	[VALUE_TEXT] = {"text", read_text, false},
	[VALUE_NAME] = {"text", read_text, true},
	[VALUE_LAZY_TEXT] = {"text", read_text, false},
	[VALUE_PATH] = {"a path", read_path, false},
	[VALUE_PATHS] = {"paths, separated by spaces or commas", NULL, true},
	[VALUE_PATTERNS] = {"paths with *, ? and [], separated by spaces or commas", NULL, false},
	[VALUE_LIST] = {"names, separated by spaces or commas", NULL, false},
	[VALUE_WORDS] = {"words, separated by spaces", NULL, false},
	[VALUE_BOOL] = {"true or false", read_bool, true},
	[VALUE_NUMBER] = {"a positive integer", read_number, true},
	[VALUE_DURATION] = {"a time: 500ms, 5s or 2min", read_duration, true},
	[VALUE_CHOICE] = {"one of", read_choice, true},
	[VALUE_SQLITE_VERSION] = {"a version, at least 3.25.0", read_sqlite_version, false},
	[VALUE_POSTGRESQL_VERSION] = {"a version, at least 11", read_postgresql_version, false},
	[VALUE_NAMING] = {"text with %(placeholders)s", read_naming, false},
};

const char *
value_type_text(enum value_type type)
{
	return types[type].text;
}

static int
no_value(const struct setting_value *value)
{
	return setting_value_error(
		value, value->setting->at, "'%s' has no value", value->setting->name);
}

/* An empty value clears the field, whatever a different section has set. */
static void
reset(enum value_type type, void *field)
{
	if (type == VALUE_SQLITE_VERSION || type == VALUE_POSTGRESQL_VERSION)
		*(unsigned *)field = 0;
	else
		*(const char **)field = NULL;
}

int
value_type_read(const struct setting_value *value, enum value_type type, void *field)
{
	if (types[type].read == NULL) {
		if (read_list(value, type, field) < 0)
			return -1;
		bool empty = ((const struct texts *)field)->len == 0;
		return empty && types[type].required ? no_value(value) : 0;
	}
	struct scalar scalar = {.value = value};
	if (setting_value_text(value, &scalar.text) < 0)
		return -1;
	scalar.at = setting_value_line(value)->at;
	if (scalar.text != NULL)
		return types[type].read(&scalar, field);
	if (types[type].required)
		return no_value(value);
	reset(type, field);
	return 0;
}
