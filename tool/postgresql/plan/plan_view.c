#include "postgresql/plan/plan_view.h"

#include "base/text.h"
#include "postgresql/plan/plan_catalog.h"
#include "postgresql/plan/plan_depend.h"
#include "postgresql/plan/plan_lookup.h"
#include "postgresql/sql/postgresql_types.h"

#include <string.h>

enum { DEEPEST = 32 /* views over views */ };

struct reader {
	struct planner *p;
	enum plan_side side;
	unsigned depth;
};

/* A relation in FROM. */
struct source {
	const char *name; /* its alias, or its own name */
	struct view_columns columns;
};

VEC_STRUCT(sources, struct source);

static bool read_view(struct reader *r, const struct sql_object *view, struct view_columns *out);

/* ------------------------------------------------------------------ tables */

static void
add_column(struct reader *r, struct view_columns *out, const struct column *column)
{
	*VEC_ADD(r->p->arena, out) = (struct view_column){
		column->name, postgresql_type_name(r->p->arena, column->type.common), NULL};
}

static bool
has_column(const struct view_columns *columns, const char *name)
{
	VEC_EACH (const struct view_column, column, *columns)
		if (text_equal(column->name, name))
			return true;
	return false;
}

/* The server appends new columns. */
static void
add_table(struct reader *r, struct view_columns *out, const struct table *table)
{
	const struct table *before =
		r->side == SIDE_AFTER ? plan_lookup_table_before(r->p, table) : NULL;
	if (before != NULL)
		VEC_EACH (struct column *, old, before->columns) {
			const struct column *now = plan_lookup_column_after(r->p, before, *old);
			if (now != NULL && !plan_lookup_is_recreated(r->p, *old))
				add_column(r, out, now);
		}
	if (before != NULL)
		VEC_EACH (const struct change *, change, *plan_lookup_changes(r->p, table))
			if ((*change)->kind == CHANGE_ADD_COLUMN)
				add_column(r, out, (*change)->column);
	VEC_EACH (struct column *, column, table->columns)
		if (before == NULL || !has_column(out, (*column)->name))
			add_column(r, out, *column);
}

/* ------------------------------------------------------------------ FROM */

static bool
add_source(struct reader *r, struct sources *out, const struct json *range)
{
	struct things found = {0};
	const char *name = parse_tree_text(range, "relname");
	const struct json *alias = json_find(range, "alias");
	catalog_find_relations(
		&r->p->catalogs[r->side], &found, parse_tree_text(range, "schemaname"), name);
	struct source *source = VEC_ADD(r->p->arena, out);
	source->name = alias != NULL ? parse_tree_text(alias, "aliasname") : name;
	if (found.len != 1 || (alias != NULL && json_find(alias, "colnames") != NULL))
		return false;
	const struct thing *thing = &found.items[0];
	if (thing->kind == THING_TABLE)
		add_table(r, &source->columns, thing->item);
	else
		return thing->kind == THING_OBJECT && read_view(r, thing->item, &source->columns);
	return true;
}

/* False if an item is not a plain relation. */
static bool
add_sources(struct reader *r, struct sources *out, const struct json *item)
{
	const struct json *range = parse_tree_node(item, "RangeVar");
	const struct json *join = parse_tree_node(item, "JoinExpr");
	if (range != NULL)
		return add_source(r, out, range);
	if (join == NULL)
		return false;
	bool plain = json_find(join, "usingClause") == NULL && json_find(join, "alias") == NULL &&
		     !parse_tree_is_set(join, "isNatural");
	bool left = add_sources(r, out, json_find(join, "larg"));
	bool right = add_sources(r, out, json_find(join, "rarg"));
	return plain && left && right;
}

/* ------------------------------------------------------------------ SELECT */

static void
add_all(struct reader *r, struct view_columns *out, const struct view_columns *columns)
{
	VEC_EACH (const struct view_column, column, *columns)
		*VEC_ADD(r->p->arena, out) = *column;
}

static bool
add_star(struct reader *r, struct view_columns *out, const struct sources *sources,
	const char *qualifier)
{
	bool found = false;
	VEC_EACH (const struct source, source, *sources)
		if (qualifier == NULL || text_equal(source->name, qualifier)) {
			add_all(r, out, &source->columns);
			found = true;
		}
	return found;
}

static const char *
type_of_column(const struct sources *sources, const char *qualifier, const char *name)
{
	const char *type = NULL;
	size_t found = 0;
	VEC_EACH (const struct source, source, *sources)
		VEC_EACH (const struct view_column, column, source->columns)
			if ((qualifier == NULL || text_equal(source->name, qualifier)) &&
				text_equal(column->name, name)) {
				type = column->type;
				found++;
			}
	return found == 1 ? type : NULL;
}

/* The name that the server chooses (src/backend/parser/parse_target.c, FigureColname()). */
static const char *
implied_name(const struct json *value)
{
	const struct json *call = parse_tree_node(value, "FuncCall");
	const struct json *cast = parse_tree_node(value, "TypeCast");
	const struct json *column = parse_tree_node(value, "ColumnRef");
	if (column != NULL)
		return parse_tree_string(json_find(column, "fields"), -1);
	if (call != NULL)
		return parse_tree_string(json_find(call, "funcname"), -1);
	const char *name = cast != NULL ? implied_name(json_find(cast, "arg")) : NULL;
	if (cast != NULL && name == NULL)
		name = parse_tree_string(json_find(json_find(cast, "typeName"), "names"), -1);
	return name;
}

static bool
add_target(struct reader *r, struct view_columns *out, const struct sources *sources,
	const struct json *target)
{
	const struct json *value = json_find(target, "val");
	const struct json *column = parse_tree_node(value, "ColumnRef");
	const struct json *fields = column != NULL ? json_find(column, "fields") : NULL;
	const char *given = parse_tree_text(target, "name");
	if (fields != NULL && parse_tree_string(fields, -1) == NULL)
		return fields->items.len <= 2 &&
		       add_star(r, out, sources, parse_tree_string(fields, -2));
	const char *type = fields != NULL ? type_of_column(sources, parse_tree_string(fields, -2),
						    parse_tree_string(fields, -1))
					  : NULL;
	const char *name = given != NULL ? given : implied_name(value);
	*VEC_ADD(r->p->arena, out) =
		(struct view_column){name, type, type == NULL ? value : NULL};
	return name != NULL;
}

static bool
has_star(const struct json *targets)
{
	VEC_EACH (struct json *, item, targets->items) {
		const struct json *column = parse_tree_node(
			json_find(parse_tree_node(*item, "ResTarget"), "val"), "ColumnRef");
		if (column != NULL && parse_tree_string(json_find(column, "fields"), -1) == NULL)
			return true;
	}
	return false;
}

static bool
read_select(struct reader *r, const struct json *select, struct view_columns *out)
{
	const struct json *targets = json_find(select, "targetList");
	const struct json *from = json_find(select, "fromClause");
	struct sources sources = {0};
	bool plain = json_find(select, "withClause") == NULL;
	if (targets == NULL)
		return false;
	if (from != NULL)
		VEC_EACH (struct json *, item, from->items)
			plain = add_sources(r, &sources, *item) && plain;
	if (!plain) /* a name may be that of something else */
		sources.len = 0;
	if (!plain && has_star(targets))
		return false;
	VEC_EACH (struct json *, item, targets->items)
		if (!add_target(r, out, &sources, parse_tree_node(*item, "ResTarget")))
			return false;
	return true;
}

static const struct json *
view_query(struct reader *r, const struct sql_object *view, const struct json **aliases)
{
	struct arena *arena = r->p->arena;
	const struct json *statement =
		parse_tree_statement(arena, view->sql.common, "ViewStmt");
	const struct json *materialized =
		parse_tree_statement(arena, view->sql.common, "CreateTableAsStmt");
	*aliases = json_find(statement, "aliases");
	if (materialized != NULL)
		*aliases = json_find(json_find(materialized, "into"), "colNames");
	return parse_tree_node(
		json_find(statement != NULL ? statement : materialized, "query"), "SelectStmt");
}

static bool
read_view(struct reader *r, const struct sql_object *view, struct view_columns *out)
{
	const struct json *aliases;
	const struct json *select = view_query(r, view, &aliases);
	if (select == NULL || r->depth >= DEEPEST)
		return false;
	r->depth++;
	bool known = read_select(r, select, out);
	r->depth--;
	size_t named = aliases != NULL ? aliases->items.len : 0;
	for (size_t i = 0; i < named && i < out->len; i++)
		out->items[i].name = parse_tree_string(aliases, (long)i);
	return known;
}

bool
plan_view_columns(struct planner *p, enum plan_side side, const struct sql_object *view,
	struct view_columns *out)
{
	struct reader reader = {.p = p, .side = side};
	return read_view(&reader, view, out);
}

/* ------------------------------------------------------------------ comparing */

static bool
is_same_value(const struct json *a, const struct json *b)
{
	if (a == NULL || b == NULL || a->type != b->type)
		return a == b;
	if (a->items.len != b->items.len || a->members.len != b->members.len)
		return false;
	for (size_t i = 0; i < a->items.len; i++)
		if (!is_same_value(a->items.items[i], b->items.items[i]))
			return false;
	for (size_t i = 0; i < a->members.len; i++) {
		const char *key = a->members.items[i].key;
		if (strcmp(key, "location") != 0 &&
			!is_same_value(a->members.items[i].value, json_find(b, key)))
			return false;
	}
	return a->items.len + a->members.len > 0 || json_values_equal(a, b);
}

static bool
is_same_column(const struct view_column *a, const struct view_column *b)
{
	return text_equal(a->name, b->name) && text_equal(a->type, b->type) &&
	       is_same_value(a->value, b->value);
}

static bool
begins_with(const struct view_columns *after, const struct view_columns *before)
{
	for (size_t i = 0; i < before->len; i++)
		if (i >= after->len || !is_same_column(&before->items[i], &after->items[i]))
			return false;
	return true;
}

bool
plan_view_is_replaceable(
	struct planner *p, const struct sql_object *before, const struct sql_object *after)
{
	struct view_columns a = {0}, b = {0};
	return before->kind == OBJECT_VIEW && plan_view_columns(p, SIDE_BEFORE, before, &a) &&
	       plan_view_columns(p, SIDE_AFTER, after, &b) && begins_with(&b, &a);
}

/* For a view whose columns are not obvious. */
static bool
uses_table_with_new_column(struct planner *p, const struct sql_object *after)
{
	struct thing view = thing_of_object(after);
	VEC_EACH (const struct use, use, *plan_depend_uses(p, SIDE_AFTER, &view))
		if (use->thing.kind == THING_TABLE)
			VEC_EACH (const struct change *, change,
				*plan_lookup_changes(p, use->thing.item))
				if ((*change)->kind == CHANGE_ADD_COLUMN)
					return true;
	return false;
}

bool
plan_view_star_differs(
	struct planner *p, const struct sql_object *before, const struct sql_object *after)
{
	struct view_columns a = {0}, b = {0};
	if (!plan_depend_has_star(p, before))
		return false;
	if (!plan_view_columns(p, SIDE_BEFORE, before, &a) ||
		!plan_view_columns(p, SIDE_AFTER, after, &b))
		return uses_table_with_new_column(p, after);
	return a.len != b.len || !begins_with(&b, &a);
}
