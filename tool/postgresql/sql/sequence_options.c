#include "postgresql/sql/sequence_options.h"

#include "postgresql/sql/postgresql_types.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

/* An option that is given at most once. */
struct option {
	int64_t value;
	bool given;
};

struct given {
	struct option start, increment, minimum, maximum, cache;
};

/* Reads a number after an option's name, with its sign and an optional WITH or BY. */
static void
read_number(struct sql_lexer *lexer, struct option *option)
{
	struct sql_token token = sql_next(lexer);
	bool negative = false;
	while (sql_is(&token, "WITH") || sql_is(&token, "BY"))
		token = sql_next(lexer);
	while (sql_is(&token, "-") || sql_is(&token, "+")) {
		negative ^= sql_is(&token, "-");
		token = sql_next(lexer);
	}
	if (token.kind != SQL_NUMBER)
		return;
	/* -9223372036854775808 has no positive counterpart. */
	unsigned long long number = strtoull(token.text, NULL, 10);
	option->value = negative ? (int64_t)(0 - number) : (int64_t)number;
	option->given = true;
}

static void
read_all(struct given *given, bool *cycle, const char *text)
{
	struct sql_lexer lexer;
	struct sql_token token, last = {0};
	sql_lexer_init(&lexer, text, strlen(text));
	for (token = sql_next(&lexer); token.kind != SQL_END; token = sql_next(&lexer)) {
		bool no = last.kind == SQL_WORD && sql_is(&last, "NO");
		if (sql_is(&token, "START"))
			read_number(&lexer, &given->start);
		else if (sql_is(&token, "INCREMENT"))
			read_number(&lexer, &given->increment);
		else if (sql_is(&token, "MINVALUE") && !no)
			read_number(&lexer, &given->minimum);
		else if (sql_is(&token, "MAXVALUE") && !no)
			read_number(&lexer, &given->maximum);
		else if (sql_is(&token, "CACHE"))
			read_number(&lexer, &given->cache);
		else if (sql_is(&token, "CYCLE"))
			*cycle = !no;
		last = token;
	}
}

static int64_t
maximum_of(const char *type)
{
	if (postgresql_types_equal(type, "smallint"))
		return INT16_MAX;
	return postgresql_types_equal(type, "integer") ? INT32_MAX : INT64_MAX;
}

static int64_t
value_of(const struct option *option, int64_t otherwise)
{
	return option->given ? option->value : otherwise;
}

void
sequence_options_read(struct sequence_options *out, const char *text, const char *type)
{
	struct given given = {0};
	int64_t most = maximum_of(type);
	*out = (struct sequence_options){0};
	if (text != NULL)
		read_all(&given, &out->cycle, text);
	out->increment = value_of(&given.increment, 1);
	bool up = out->increment > 0;
	out->minimum = value_of(&given.minimum, up ? 1 : -most - 1);
	out->maximum = value_of(&given.maximum, up ? most : -1);
	out->start = value_of(&given.start, up ? out->minimum : out->maximum);
	out->cache = value_of(&given.cache, 1);
	out->has_limit = up ? given.maximum.given : given.minimum.given;
}
