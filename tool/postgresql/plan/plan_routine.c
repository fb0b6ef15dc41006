#include "postgresql/plan/plan_routine.h"

#include "base/text.h"
#include "postgresql/sql/parse_tree.h"
#include "postgresql/sql/references.h"
#include "schema/sql.h"

#include <string.h>
#include <strings.h>

/* Without a parser: whether the texts differ only in their bodies. */
static bool
is_same_head(const char *a, const char *b)
{
	struct sql_lexer x, y;
	sql_lexer_init(&x, a, strlen(a));
	sql_lexer_init(&y, b, strlen(b));
	for (;;) {
		struct sql_token s = sql_next(&x), t = sql_next(&y);
		if (s.kind == SQL_STRING && t.kind == SQL_STRING)
			return true;
		if (s.kind != t.kind || s.length != t.length ||
			strncasecmp(s.text, t.text, s.length) != 0)
			return false;
		if (s.kind == SQL_END)
			return true;
	}
}

static bool
is_same_type(struct planner *p, const struct json *a, const struct json *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return parse_tree_is_set(a, "setof") == parse_tree_is_set(b, "setof") &&
	       text_equal(postgresql_tree_type(p->arena, a), postgresql_tree_type(p->arena, b));
}

/* IN is the default. */
static const char *
mode_of(const struct json *parameter)
{
	const char *mode = parse_tree_text(parameter, "mode");
	return text_equal(mode, "FUNC_PARAM_DEFAULT") ? "FUNC_PARAM_IN" : mode;
}

static bool
is_same_parameter(struct planner *p, const struct json *a, const struct json *b)
{
	const char *name = parse_tree_text(a, "name");
	return text_equal(mode_of(a), mode_of(b)) &&
	       (name == NULL || text_equal(name, parse_tree_text(b, "name"))) &&
	       (json_find(a, "defexpr") == NULL || json_find(b, "defexpr") != NULL) &&
	       is_same_type(p, json_find(a, "argType"), json_find(b, "argType"));
}

static bool
are_same_parameters(struct planner *p, const struct json *a, const struct json *b)
{
	size_t count = a != NULL ? a->items.len : 0;
	if (count != (b != NULL ? b->items.len : 0))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!is_same_parameter(p, parse_tree_node(a->items.items[i], "FunctionParameter"),
			    parse_tree_node(b->items.items[i], "FunctionParameter")))
			return false;
	return true;
}

/* WINDOW makes it a function of a different kind. */
static bool
is_same_kind(const struct json *a, const struct json *b)
{
	const struct json *x = json_find(a, "options"), *y = json_find(b, "options");
	return parse_tree_is_set(a, "is_procedure") == parse_tree_is_set(b, "is_procedure") &&
	       (parse_tree_option(x, "window") != NULL) == (parse_tree_option(y, "window") != NULL);
}

bool
plan_routine_is_replaceable(
	struct planner *p, const struct sql_object *before, const struct sql_object *after)
{
	const struct json *a =
		parse_tree_statement(p->arena, before->sql.common, "CreateFunctionStmt");
	const struct json *b =
		parse_tree_statement(p->arena, after->sql.common, "CreateFunctionStmt");
	if (a == NULL || b == NULL)
		return is_same_head(before->sql.common, after->sql.common);
	return is_same_kind(a, b) &&
	       is_same_type(p, json_find(a, "returnType"), json_find(b, "returnType")) &&
	       are_same_parameters(p, json_find(a, "parameters"), json_find(b, "parameters"));
}
