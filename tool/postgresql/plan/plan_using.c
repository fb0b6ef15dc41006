#include "postgresql/plan/plan_using.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/sql/cast.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

/* ------------------------------------------------------------------ session settings */

/* Types without their precision: "timestamp(3) with time zone" is TZ. */
enum moment { INSTANT, ZONED_TIME, LOCAL, DAY, TIME, TEXT, MONEY, NUMBER, NO_MOMENT };

static enum moment
moment_of(struct arena *arena, const char *written)
{
	static const struct {
		const char *start, *end;
		enum moment moment;
	} types[] = {
		{"timestamp", "with time zone", INSTANT},
		{"timestamp", "", LOCAL},
		{"time", "with time zone", ZONED_TIME},
		{"time", "", TIME},
		{"date", "", DAY},
		{"text", "", TEXT},
		{"character", "", TEXT},
		{"money", "", MONEY},
		{"numeric", "", NUMBER},
		{"integer", "", NUMBER},
		{"bigint", "", NUMBER},
	};
	const char *type = postgresql_type_name(arena, written);
	if (text_ends_with(type, "[]"))
		type = arena_strndup(arena, type, strlen(type) - strlen("[]"));
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (text_starts_with(type, types[i].start) && text_ends_with(type, types[i].end))
			return types[i].moment;
	return NO_MOMENT;
}

/* The setting on which the conversion of a value depends; NULL: none. */
static const char *
setting_of(struct planner *p, const struct change *change)
{
	enum moment from = moment_of(p->arena, change->column_before->type.common);
	enum moment to = moment_of(p->arena, change->column->type.common);
	if (from == to || from == NO_MOMENT || to == NO_MOMENT)
		return NULL;
	if (from == MONEY || to == MONEY)
		return from == TEXT || to == TEXT ? "lc_monetary" : NULL;
	/* A time with a zone has the offset that it was stored with. */
	if (from == INSTANT || to == INSTANT || (to == ZONED_TIME && from != TEXT))
		return "TimeZone";
	return (from == TEXT) != (to == TEXT) &&
			       (from == DAY || to == DAY || from == LOCAL || to == LOCAL)
		       ? "DateStyle"
		       : NULL;
}

/* ------------------------------------------------------------------ AT TIME ZONE */

/*
 * The zone of an expression that ends in AT TIME ZONE 'zone' or is timezone('zone', …); NULL: it is
 * neither.
 */
static const char *
zone_of(struct planner *p, const char *expression)
{
	struct sql_lexer lexer;
	struct sql_token last[4] = {{0}};
	bool called = false;
	const char *zone = NULL;
	sql_lexer_init(&lexer, expression, strlen(expression));
	for (struct sql_token token = sql_next(&lexer); token.kind != SQL_END;
		token = sql_next(&lexer)) {
		memmove(last, last + 1, sizeof(last) - sizeof(*last));
		last[3] = token;
		called = called || (sql_is(&last[1], "timezone") && sql_is(&last[2], "("));
		bool at = sql_is(&last[0], "AT") && sql_is(&last[1], "TIME") &&
			  sql_is(&last[2], "ZONE");
		bool argument = sql_is(&last[1], "timezone") && sql_is(&last[2], "(");
		if (token.kind == SQL_STRING && (at || argument))
			zone = arena_strndup(p->arena, token.text, token.length);
	}
	return zone;
}

/*
 * The way back of an SC_USING with AT TIME ZONE: the same zone. A timestamp is between the two
 * types.
 */
static const char *
mirror(struct planner *p, const struct change *change)
{
	const struct column *before = change->column_before, *after = change->column;
	enum moment from = moment_of(p->arena, before->type.common);
	enum moment to = moment_of(p->arena, after->type.common);
	const char *zone = before->using_expression.common != NULL
				   ? zone_of(p, before->using_expression.common)
				   : NULL;
	if (zone == NULL || (from != INSTANT && to != INSTANT))
		return NULL;
	struct strbuf text = STRBUF_INIT;
	sql_add_name(&text, after->name);
	const char *name = arena_strdup(p->arena, text.buf);
	strbuf_release(&text);
	if (from == INSTANT && to == LOCAL)
		return arena_printf(p->arena, "%s AT TIME ZONE %s", name, zone);
	if (from == INSTANT)
		return arena_printf(
			p->arena, "(%s AT TIME ZONE %s)::%s", name, zone, after->type.common);
	return arena_printf(
		p->arena, "%s%s AT TIME ZONE %s", name, from == LOCAL ? "" : "::timestamp", zone);
}

/* ------------------------------------------------------------------ the expression */

static const char *
cast_to(struct planner *p, const struct column *column, const char *rest)
{
	struct strbuf text = STRBUF_INIT;
	sql_add_name(&text, column->name);
	strbuf_addf(&text, "%s::%s", rest, column->type.common);
	return strbuf_finish(&text, p->arena);
}

static bool
has_enum(const struct change *change)
{
	return change->column_before->enum_type.name != NULL ||
	       change->column->enum_type.name != NULL;
}

static enum cast
cast_of(struct planner *p, const struct change *change)
{
	return postgresql_cast(
		p->arena, change->column_before->type.common, change->column->type.common);
}

static bool
is_one_of(const char *type, const char *const *names)
{
	for (; *names != NULL; names++)
		if (postgresql_types_equal(type, *names))
			return true;
	return false;
}

/* Seconds since 1970 and points in time: the way back of a conversion that SC_USING specified. */
static const char *
convert_time(struct planner *p, const struct column *before, const struct column *after)
{
	static const char *const times[] = {"timestamp", "timestamp with time zone", NULL};
	static const char *const numbers[] = {"smallint", "integer", "bigint", "numeric(20)", NULL};
	struct strbuf name = STRBUF_INIT;
	const char *expression = NULL;
	sql_add_name(&name, after->name);
	if (is_one_of(before->type.common, times) && is_one_of(after->type.common, numbers))
		expression = arena_printf(
			p->arena, "extract(epoch FROM %s)::%s", name.buf, after->type.common);
	if (is_one_of(before->type.common, numbers) && is_one_of(after->type.common, times))
		expression = arena_printf(p->arena, "to_timestamp(%s)", name.buf);
	strbuf_release(&name);
	return expression;
}

const char *
plan_using_find(struct planner *p, const struct change *change, bool *unknown)
{
	const struct column *after = change->column;
	*unknown = false;
	if (p->request->direction == DDL_UP && after->using_expression.common != NULL)
		return after->using_expression.common;
	const char *mirrored = p->request->direction == DDL_DOWN ? mirror(p, change) : NULL;
	if (mirrored == NULL && p->request->direction == DDL_DOWN)
		mirrored = convert_time(p, change->column_before, after);
	if (mirrored != NULL)
		return mirrored;
	switch (cast_of(p, change)) {
	case CAST_ASSIGNMENT:
		return NULL;
	case CAST_EXPLICIT:
		return cast_to(p, after, "");
	case CAST_UNKNOWN:
		break;
	}
	/* A cast from text either converts a value or fails: no value is lost. */
	*unknown = p->request->direction == DDL_UP && !has_enum(change);
	return cast_to(p, after, "::text");
}

/* ------------------------------------------------------------------ remarks */

static void
warn(struct planner *p, const struct change *change, const char *setting)
{
	const struct column *before = change->column_before, *after = change->column;
	if (diag_add(p->diagnostics, DIAG_SESSION_SETTING, after->at,
		    "column '%s.%s': the conversion from %s to %s depends on the setting %s of the "
		    "session that runs the migration",
		    change->table->name.name, after->name, before->type.common, after->type.common,
		    setting) == 0)
		return;
	if (strcmp(setting, "TimeZone") == 0)
		diag_note(p->diagnostics, (struct location){0},
			"specify the zone with SC_USING(\"%s AT TIME ZONE 'UTC'\")", after->name);
	else
		diag_note(p->diagnostics, (struct location){0},
			"specify the conversion with SC_USING(\"…\"), an expression over the old "
			"value");
}

/* Values of unrelated types cannot be read from each other's text. */
static void
guard_values(struct planner *p, const struct change *change)
{
	struct strbuf condition = STRBUF_INIT;
	ddl_addf(p->arena, p->ddl, STATEMENT_COMMENT,
		"values of %s cannot be converted from %s back to %s: with rows this is "
		"irreversible",
		change->column->name, change->column_before->type.common,
		change->column->type.common);
	sql_add_name(&condition, change->column->name);
	strbuf_addstr(&condition, " IS NOT NULL");
	plan_emit_guard(p, change->table, condition.buf);
	strbuf_release(&condition);
}

void
plan_using_remark(struct planner *p, const struct change *change, const char *expression)
{
	bool given =
		p->request->direction == DDL_UP && change->column->using_expression.common != NULL;
	const char *setting = setting_of(p, change);
	if (p->request->direction == DDL_DOWN && cast_of(p, change) == CAST_UNKNOWN &&
		!has_enum(change) &&
		convert_time(p, change->column_before, change->column) == NULL &&
		(expression == NULL || zone_of(p, expression) == NULL))
		guard_values(p, change);
	if (setting == NULL || given || (expression != NULL && zone_of(p, expression) != NULL))
		return;
	ddl_addf(p->arena, p->ddl, STATEMENT_COMMENT,
		"the values of %s are converted with the setting %s of the session that runs this",
		change->column->name, setting);
	if (p->request->direction == DDL_UP)
		warn(p, change, setting);
}
