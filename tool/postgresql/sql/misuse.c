#include "postgresql/sql/misuse.h"

#include "base/json.h"
#include "base/text.h"
#include "postgresql/sql/postgresql_parser.h"
#include "schema/sql.h"

#include <string.h>

enum {
	TOKEN_LIMIT = 4000, /* tokens of one text, because its tree is printed recursively */
};

/* What PostgreSQL 15 allows in each place (src/backend/parser/parse_expr.c, parse_agg.c). */
static const struct rule {
	const char *name; /* in messages */
	bool columns, subqueries, volatile_functions;
	const char *start, *end; /* around the text, they make it a statement */
} rules[] = {
	[SQL_IN_DEFAULT] = {"a default", false, false, true, "SELECT (", "\n)"},
	[SQL_IN_CHECK] = {"a check constraint", true, false, true, "SELECT (", "\n)"},
	[SQL_IN_GENERATED] = {"a generated column", true, false, false, "SELECT (", "\n)"},
	[SQL_IN_INDEX] = {"an index", true, false, false, "SELECT (", "\n)"},
	[SQL_IN_BACKFILL] = {"an UPDATE", true, true, true, "SELECT (", "\n)"},
	[SQL_IN_USING] = {"USING", true, false, true, "SELECT (", "\n)"},
	[SQL_IN_EXCLUDE] = {"an exclusion constraint", true, false, false,
		"ALTER TABLE t ADD EXCLUDE ", "\n"},
};

struct search {
	struct arena *arena;
	struct sql_errors *out;
	enum sql_place place;
	const struct table *table, *before;
};

/* ------------------------------------------------------------------ nodes */

static const char *
text_of(const struct json *object, const char *key)
{
	const struct json *value = json_find(object, key);
	return value != NULL && value->type == JSON_TEXT ? value->text : NULL;
}

static size_t
offset_of(const struct search *search, const struct json *node)
{
	const struct json *location = json_find(node, "location");
	size_t start = strlen(rules[search->place].start);
	size_t at = location != NULL && location->type == JSON_NUMBER && location->number > 0
			    ? (size_t)location->number
			    : start;
	return at > start ? at - start : 0;
}

static void
report(const struct search *search, const struct json *node, const char *message)
{
	*VEC_ADD(search->arena, search->out) = (struct sql_error){
		.message = message, .offset = offset_of(search, node)};
}

/* The names of a list of String nodes, without pg_catalog; a '*' ends it. */
static void
read_names(struct arena *arena, const struct json *list, struct texts *out)
{
	for (size_t i = 0; list != NULL && i < list->items.len; i++) {
		const char *name = text_of(json_find(list->items.items[i], "String"), "sval");
		if (name == NULL)
			return;
		if (strcmp(name, "pg_catalog") != 0)
			*VEC_ADD(arena, out) = name;
	}
}

/* ------------------------------------------------------------------ columns */

static bool
is_system_column(const char *name)
{
	static const char *const names[] = {"ctid", "tableoid", "xmin", "xmax", "cmin", "cmax"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* Whether existing rows have the column while they are converted. */
static bool
has_column(const struct search *search, const char *name)
{
	bool converts = search->place == SQL_IN_BACKFILL || search->place == SQL_IN_USING;
	return table_find_column(search->table, name) != NULL ||
	       (converts && search->before != NULL &&
		       table_find_column(search->before, name) != NULL);
}

static const char *
nearest_column(const struct search *search, const char *name)
{
	VEC(const char *) names = {0};
	VEC_EACH (struct column *, column, search->table->columns)
		*VEC_ADD(search->arena, &names) = (*column)->name;
	VEC_EACH (const char *, other, names)
		if (text_equal_nocase(*other, name))
			return *other;
	return text_nearest(name, names.items, names.len);
}

static void
report_unknown(const struct search *search, const struct json *node, const char *name)
{
	*VEC_ADD(search->arena, search->out) = (struct sql_error){
		.message = arena_printf(search->arena, "table '%s' has no column '%s'",
			qualified_name_print(search->arena, &search->table->name), name),
		.offset = offset_of(search, node),
		.unknown_column = true,
		.nearest = nearest_column(search, name)};
}

static void
check_column(const struct search *search, const struct json *node)
{
	struct arena *arena = search->arena;
	struct texts names = {0};
	read_names(arena, json_find(node, "fields"), &names);
	if (names.len == 0)
		return;
	const char *name = names.items[names.len - 1];
	if (!rules[search->place].columns) {
		report(search, node,
			arena_printf(arena, "%s cannot use a column, and '%s' is read as one",
				rules[search->place].name, name));
		return;
	}
	bool whole_row = names.len == 1 && strcmp(name, search->table->name.name) == 0;
	bool other_table =
		names.len > 1 && strcmp(names.items[names.len - 2], search->table->name.name) != 0;
	if (other_table || whole_row || is_system_column(name) || has_column(search, name))
		return;
	report_unknown(search, node, name);
}

static void
check_generated_column(const struct search *search, const struct json *node)
{
	struct texts names = {0};
	read_names(search->arena, json_find(node, "fields"), &names);
	const struct column *column =
		names.len > 0 ? table_find_column(search->table, names.items[names.len - 1]) : NULL;
	if (column != NULL && column->generated != GENERATED_NONE)
		report(search, node,
			arena_printf(search->arena,
				"a generated column cannot use the generated column '%s'",
				column->name));
}

/* ------------------------------------------------------------------ functions */

static bool
is_listed(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* A function of the project may have the name of an aggregate, and more arguments. */
static bool
has_one_argument(const struct json *node)
{
	const struct json *arguments = json_find(node, "args");
	return arguments == NULL || arguments->items.len <= 1;
}

static void
check_function(const struct search *search, const struct json *node)
{
	static const char *const aggregates[] = {"count", "sum", "avg", "min", "max", "array_agg",
		"bool_and", "bool_or", "every", "json_agg", "jsonb_agg",
		"bit_and", "bit_or", "stddev", "variance"};
	static const char *const changing[] = {"now", "random", "clock_timestamp",
		"statement_timestamp", "transaction_timestamp", "timeofday", "nextval", "currval",
		"gen_random_uuid", "txid_current"};
	const struct rule *rule = &rules[search->place];
	struct texts names = {0};
	read_names(search->arena, json_find(node, "funcname"), &names);
	const char *name = names.len == 1 ? names.items[0] : "";
	if (json_find(node, "over") != NULL)
		report(search, node,
			arena_printf(search->arena, "%s cannot use the window function '%s'",
				rule->name, name));
	else if (is_listed(aggregates, sizeof(aggregates) / sizeof(*aggregates), name) &&
		 has_one_argument(node))
		report(search, node,
			arena_printf(search->arena, "%s cannot use the aggregate function '%s'",
				rule->name, name));
	else if (!rule->volatile_functions &&
		 is_listed(changing, sizeof(changing) / sizeof(*changing), name))
		report(search, node,
			arena_printf(search->arena,
				"%s cannot use '%s', whose result changes", rule->name, name));
}

/* ------------------------------------------------------------------ the walk */

static void walk(const struct search *search, const struct json *json);

/* False: the members of the node are not searched. */
static bool
check_node(const struct search *search, const char *type, const struct json *node)
{
	const struct rule *rule = &rules[search->place];
	if (strcmp(type, "SubLink") == 0) {
		if (!rule->subqueries)
			report(search, node,
				arena_printf(search->arena, "%s cannot contain a subquery",
					rule->name));
		return false;
	}
	if (strcmp(type, "ColumnRef") == 0) {
		check_column(search, node);
		if (search->place == SQL_IN_GENERATED)
			check_generated_column(search, node);
	}
	if (strcmp(type, "IndexElem") == 0 && text_of(node, "name") != NULL &&
		!has_column(search, text_of(node, "name")))
		report_unknown(search, node, text_of(node, "name"));
	if (strcmp(type, "FuncCall") == 0)
		check_function(search, node);
	if (strcmp(type, "SQLValueFunction") == 0 && !rule->volatile_functions)
		report(search, node,
			arena_printf(search->arena,
				"%s cannot use a value that depends on the time or the user",
				rule->name));
	return true;
}

static void
walk(const struct search *search, const struct json *json)
{
	if (json->type == JSON_LIST)
		VEC_EACH (struct json *, item, json->items)
			walk(search, *item);
	if (json->type == JSON_MEMBERS)
		VEC_EACH (const struct json_member, member, json->members)
			if (member->value->type != JSON_MEMBERS ||
				check_node(search, member->key, member->value))
				walk(search, member->value);
}

/* Whether the text needs a tree: not a number, a string or a single constant. */
static bool
is_worth_parsing(const char *text)
{
	struct sql_lexer lexer;
	size_t count = 0;
	bool constant = true;
	sql_lexer_init(&lexer, text, strlen(text));
	for (struct sql_token token; (token = sql_next(&lexer)).kind != SQL_END; count++) {
		if (token.kind == SQL_BROKEN || count >= TOKEN_LIMIT)
			return false;
		constant = constant && (token.kind == SQL_NUMBER || token.kind == SQL_STRING ||
					       sql_is(&token, "-") || sql_is(&token, "NULL") ||
					       sql_is(&token, "TRUE") || sql_is(&token, "FALSE"));
	}
	return count > 0 && !constant;
}

void
postgresql_find_misuses(struct arena *arena, struct sql_errors *out, const char *expression,
	enum sql_place place, const struct table *table, const struct table *before)
{
	const struct search search = {arena, out, place, table, before};
	const char *problem;
	struct json_error error = {0};
	if (!is_worth_parsing(expression))
		return;
	const struct postgresql_parser *parser = postgresql_parser_load(arena, &problem);
	if (parser == NULL)
		return; /* find_errors() reports that */
	const char *text = parser->tree(arena,
		arena_printf(arena, "%s%s%s", rules[place].start, expression, rules[place].end));
	const struct json *tree =
		text != NULL ? json_parse(arena, text, strlen(text), &error) : NULL;
	const struct json *statements = tree != NULL ? json_find(tree, "stmts") : NULL;
	if (statements != NULL && statements->type == JSON_LIST && statements->items.len == 1)
		walk(&search, statements);
}
