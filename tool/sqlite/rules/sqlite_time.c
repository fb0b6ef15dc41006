#include "sqlite/rules/sqlite_time.h"

#include "schema/sql_text.h"

#include <stddef.h>

enum { VERSION_UNIXEPOCH = 3038000 };

/* A point in time, in the forms for every version and since 3.38. */
static const struct moment {
	const char *seconds, *unixepoch;
} moments[] = {
	{"CAST(strftime('%s', 'now') AS INTEGER)", "unixepoch()"},
	{"CAST(strftime('%s', 'now', 'start of day') AS INTEGER)",
		"unixepoch('now', 'start of day')"},
};

static const struct {
	const char *expression;
	const struct moment *moment;
} names[] = {
	{"CURRENT_TIMESTAMP", &moments[0]},
	{"LOCALTIMESTAMP", &moments[0]},
	{"now()", &moments[0]},
	{"transaction_timestamp()", &moments[0]},
	{"statement_timestamp()", &moments[0]},
	{"clock_timestamp()", &moments[0]},
	{"datetime('now')", &moments[0]},
	{"CURRENT_DATE", &moments[1]},
	{"date('now')", &moments[1]},
};

static const struct moment *
find_moment(const char *expression)
{
	for (size_t i = 0; expression != NULL && i < sizeof(names) / sizeof(*names); i++)
		if (sql_equal(names[i].expression, expression))
			return names[i].moment;
	return NULL;
}

static bool
is_seconds(const struct moment *moment, const char *expression)
{
	return sql_equal(moment->seconds, expression) || sql_equal(moment->unixepoch, expression);
}

const char *
sqlite_seconds(const char *expression, unsigned version)
{
	const struct moment *moment = find_moment(expression);
	if (moment == NULL)
		return NULL;
	return version >= VERSION_UNIXEPOCH ? moment->unixepoch : moment->seconds;
}

bool
sqlite_seconds_equal(const char *a, const char *b)
{
	for (size_t i = 0; i < sizeof(moments) / sizeof(*moments); i++)
		if (is_seconds(&moments[i], a) && is_seconds(&moments[i], b))
			return true;
	return false;
}

bool
sqlite_becomes_seconds(const char *before, const char *after)
{
	const struct moment *moment = find_moment(before);
	return moment != NULL && after != NULL && is_seconds(moment, after);
}
