/*
 * A tree is the JSON that libpg_query prints. A node is an object with one member, whose key is the
 * node's type (src/include/nodes/parsenodes.h of PostgreSQL 15). Different spellings with the same
 * meaning are rewritten to the one that the server prints.
 */
#include "postgresql/sql/tree.h"

#include "base/json.h"
#include "base/text.h"
#include "postgresql/sql/postgresql_parser.h"
#include "schema/sql.h"

#include <string.h>

enum {
	NESTING_LIMIT = 4000, /* tokens of one text that can nest its tree, which is recursive */
	TOKEN_LIMIT = 200000, /* tokens of one text */
};

/* ------------------------------------------------------------------ parts of nodes */

/* The struct of a node of that type, or NULL. */
static struct json *
node_of(const struct json *json, const char *type)
{
	return json != NULL && json->members.len == 1 ? json_find(json, type) : NULL;
}

static bool
member_is(const struct json *object, const char *key, const char *text)
{
	const struct json *value = json_find(object, key);
	return value != NULL && value->type == JSON_TEXT && strcmp(value->text, text) == 0;
}

static void
set_member(struct arena *arena, struct json *object, const char *key, struct json *value)
{
	VEC_EACH (struct json_member, member, object->members)
		if (strcmp(member->key, key) == 0) {
			member->value = value;
			return;
		}
	json_set(arena, object, key, value);
}

static struct json *
new_node(struct arena *arena, const char *type, struct json *fields)
{
	struct json *node = json_new_object(arena);
	json_set(arena, node, type, fields);
	return node;
}

/* [{"String": {"sval": name}}] */
static struct json *
new_name(struct arena *arena, const char *name)
{
	struct json *text = json_new_object(arena), *list = json_new_list(arena);
	json_set(arena, text, "sval", json_new_text(arena, name));
	json_push(arena, list, new_node(arena, "String", text));
	return list;
}

/* Removes the schema pg_catalog from a name: int is parsed as pg_catalog.int4, int4 is not. */
static void
drop_catalog(struct json *names)
{
	if (names != NULL && names->items.len > 1 &&
		member_is(node_of(names->items.items[0], "String"), "sval", "pg_catalog"))
		VEC_REMOVE(&names->items, 0);
}

/* ------------------------------------------------------------------ canonical form */

/* Whether the member describes how or where a node was written, not its meaning. */
static bool
is_spelling(const char *key)
{
	static const char *const keys[] = {"location", "stmt_len", "funcformat", "replace"};
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (strcmp(key, keys[i]) == 0)
			return true;
	return text_ends_with(key, "_location");
}

static void
set_operator(struct arena *arena, struct json *expression, const char *kind, const char *name)
{
	set_member(arena, expression, "kind", json_new_text(arena, kind));
	if (name != NULL)
		set_member(arena, expression, "name", new_name(arena, name));
}

/* a IN (1, 2) is a = ANY (ARRAY[1, 2]); a NOT IN (1, 2) is a <> ALL (ARRAY[1, 2]). */
static void
rewrite_in(struct arena *arena, struct json *expression)
{
	struct json *list = node_of(json_find(expression, "rexpr"), "List");
	struct json *items = list != NULL ? json_find(list, "items") : NULL;
	struct json *names = json_find(expression, "name");
	if (items == NULL || names == NULL || names->items.len != 1)
		return;
	bool not = member_is(node_of(names->items.items[0], "String"), "sval", "<>");
	if (items->items.len == 1) {
		set_operator(arena, expression, "AEXPR_OP", NULL);
		set_member(arena, expression, "rexpr", items->items.items[0]);
		return;
	}
	struct json *array = json_new_object(arena);
	json_set(arena, array, "elements", items);
	set_operator(arena, expression, not ? "AEXPR_OP_ALL" : "AEXPR_OP_ANY", NULL);
	set_member(arena, expression, "rexpr", new_node(arena, "A_ArrayExpr", array));
}

static struct json *
new_operation(struct arena *arena, struct json *left, const char *name, struct json *right)
{
	struct json *expression = json_new_object(arena);
	set_operator(arena, expression, "AEXPR_OP", name);
	json_set(arena, expression, "lexpr", left);
	json_set(arena, expression, "rexpr", right);
	return new_node(arena, "A_Expr", expression);
}

/*
 * a BETWEEN 1 AND 2 is a >= 1 AND a <= 2; a NOT BETWEEN 1 AND 2 is a < 1 OR a > 2. Only for a
 * column: a nested expression on the left would be doubled at each level.
 */
static void
rewrite_between(struct arena *arena, struct json *node, const struct json *expression, bool not )
{
	struct json *list = node_of(json_find(expression, "rexpr"), "List");
	struct json *bounds = list != NULL ? json_find(list, "items") : NULL;
	struct json *left = json_find(expression, "lexpr");
	struct json *both = json_new_object(arena), *arguments = json_new_list(arena);
	if (bounds == NULL || bounds->items.len != 2 || node_of(left, "ColumnRef") == NULL)
		return;
	json_push(arena, arguments,
		new_operation(arena, left, not ? "<" : ">=", bounds->items.items[0]));
	json_push(arena, arguments,
		new_operation(arena, left, not ? ">" : "<=", bounds->items.items[1]));
	json_set(arena, both, "boolop", json_new_text(arena, not ? "OR_EXPR" : "AND_EXPR"));
	json_set(arena, both, "args", arguments);
	node->members.items[0] = (struct json_member){"BoolExpr", both};
}

static void
rewrite_expression(struct arena *arena, struct json *node, struct json *expression)
{
	if (member_is(expression, "kind", "AEXPR_IN"))
		rewrite_in(arena, expression);
	else if (member_is(expression, "kind", "AEXPR_BETWEEN"))
		rewrite_between(arena, node, expression, false);
	else if (member_is(expression, "kind", "AEXPR_NOT_BETWEEN"))
		rewrite_between(arena, node, expression, true);
	else if (member_is(expression, "kind", "AEXPR_LIKE") ||
		 member_is(expression, "kind", "AEXPR_ILIKE"))
		set_operator(arena, expression, "AEXPR_OP", NULL);
}

/* (a AND b) AND c is a AND b AND c. */
static void
flatten(struct arena *arena, struct json *expression)
{
	const struct json *operator= json_find(expression, "boolop");
	const struct json *arguments = json_find(expression, "args");
	struct json *flat = json_new_list(arena);
	if (operator== NULL || arguments == NULL || operator->type != JSON_TEXT ||
		strcmp(operator->text, "NOT_EXPR") == 0)
		return;
	VEC_EACH (struct json *, argument, arguments->items) {
		const struct json *inner = node_of(*argument, "BoolExpr");
		const struct json *more = inner != NULL ? json_find(inner, "args") : NULL;
		if (more == NULL || !member_is(inner, "boolop", operator->text))
			json_push(arena, flat, *argument);
		else
			VEC_EACH (struct json *, item, more->items)
				json_push(arena, flat, *item);
	}
	set_member(arena, expression, "args", flat);
}

/* The cast of a value to the element type of the array type. */
static struct json *
new_element_cast(struct arena *arena, struct json *value, const struct json *array_type)
{
	struct json *type = json_new_object(arena), *cast = json_new_object(arena);
	VEC_EACH (const struct json_member, member, array_type->members)
		if (strcmp(member->key, "arrayBounds") != 0)
			json_set(arena, type, member->key, member->value);
	json_set(arena, cast, "arg", value);
	json_set(arena, cast, "typeName", type);
	return new_node(arena, "TypeCast", cast);
}

/*
 * ARRAY['a'::character varying]::text[] is ARRAY[('a'::character varying)::text]: the server prints
 * the first form for c IN ('a') if c is a varchar, and the second one when it reads the first.
 */
static void
rewrite_array_cast(struct arena *arena, struct json *node, const struct json *cast)
{
	const struct json *array = node_of(json_find(cast, "arg"), "A_ArrayExpr");
	const struct json *elements = array != NULL ? json_find(array, "elements") : NULL;
	const struct json *type = json_find(cast, "typeName");
	const struct json *bounds = type != NULL ? json_find(type, "arrayBounds") : NULL;
	if (elements == NULL || elements->items.len == 0 || bounds == NULL)
		return;
	struct json *list = json_new_list(arena), *folded = json_new_object(arena);
	VEC_EACH (struct json *, element, elements->items) {
		if (node_of(*element, "A_ArrayExpr") != NULL)
			return;
		json_push(arena, list, new_element_cast(arena, *element, type));
	}
	json_set(arena, folded, "elements", list);
	node->members.items[0] = (struct json_member){"A_ArrayExpr", folded};
}

/* Depth first: the parts of a node are canonical before the node is rewritten. */
static void
canonicalise(struct arena *arena, struct json *json)
{
	VEC_EACH (struct json *, item, json->items)
		canonicalise(arena, *item);
	for (size_t i = json->members.len; i > 0; i--) {
		if (is_spelling(json->members.items[i - 1].key))
			VEC_REMOVE(&json->members, i - 1);
		else
			canonicalise(arena, json->members.items[i - 1].value);
	}
	drop_catalog(json_find(json, "names"));
	drop_catalog(json_find(json, "funcname"));
	struct json *expression = node_of(json, "A_Expr");
	if (expression != NULL)
		rewrite_expression(arena, json, expression);
	expression = node_of(json, "BoolExpr");
	if (expression != NULL)
		flatten(arena, expression);
	expression = node_of(json, "TypeCast");
	if (expression != NULL)
		rewrite_array_cast(arena, json, expression);
}

/* ------------------------------------------------------------------ equality */

/* The constant in a cast of a constant; otherwise the node itself. */
static const struct json *
without_cast(const struct json *node)
{
	const struct json *cast = node_of(node, "TypeCast");
	const struct json *inner = cast != NULL ? json_find(cast, "arg") : NULL;
	return node_of(inner, "A_Const") != NULL ? inner : node;
}

static bool is_equal(const struct json *a, const struct json *b);

static bool
are_lists_equal(const struct json *a, const struct json *b)
{
	bool equal = a->items.len == b->items.len;
	for (size_t i = 0; equal && i < a->items.len; i++)
		equal = is_equal(a->items.items[i], b->items.items[i]);
	return equal;
}

static bool
are_members_equal(const struct json *a, const struct json *b)
{
	if ((node_of(a, "TypeCast") != NULL) != (node_of(b, "TypeCast") != NULL)) {
		a = without_cast(a);
		b = without_cast(b);
	}
	bool equal = a->members.len == b->members.len;
	for (size_t i = 0; equal && i < a->members.len; i++) {
		const struct json *other = json_find(b, a->members.items[i].key);
		equal = other != NULL && is_equal(a->members.items[i].value, other);
	}
	return equal;
}

static bool
is_equal(const struct json *a, const struct json *b)
{
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case JSON_BOOL:
		return a->truth == b->truth;
	case JSON_NUMBER:
		return a->number == b->number;
	case JSON_TEXT:
		return strcmp(a->text, b->text) == 0;
	case JSON_LIST:
		return are_lists_equal(a, b);
	case JSON_MEMBERS:
		return are_members_equal(a, b);
	default:
		return true;
	}
}

/* ------------------------------------------------------------------ from text to tree */

/* Text that turns a fragment into a statement. The newline ends a line comment in the fragment. */
static const char *const frames[][2] = {
	{"", "\n"},
	{"SELECT (", "\n)"},
	{"ALTER TABLE t ADD EXCLUDE ", "\n"},
	{"CREATE TABLE t () ", "\n"},
};

static bool
is_constant(const struct sql_token *token)
{
	return token->kind == SQL_STRING || token->kind == SQL_NUMBER;
}

/* Whether the token may nest the tree. The items of a list, 'a'::text or ('a'::text), do not. */
static bool
can_nest(const struct sql_token *before, const struct sql_token *token,
	const struct sql_token *next, bool in_type)
{
	if (token->kind == SQL_WORD)
		return !in_type;
	if (token->kind != SQL_OPERATOR || sql_is(token, ",") || sql_is(token, ")"))
		return false;
	return !(sql_is(token, "::") && is_constant(before)) &&
	       !(sql_is(token, "(") && is_constant(next));
}

static bool
is_short(const char *text)
{
	struct sql_lexer lexer;
	size_t count = 0, nesting = 0;
	bool in_type = false;
	sql_lexer_init(&lexer, text, strlen(text));
	struct sql_token before = {.kind = SQL_END}, token = sql_next(&lexer);
	while (count < TOKEN_LIMIT && nesting < NESTING_LIMIT && token.kind != SQL_END) {
		struct sql_token next = sql_next(&lexer);
		nesting += can_nest(&before, &token, &next, in_type);
		in_type = sql_is(&token, "::") || (in_type && token.kind == SQL_WORD);
		count++;
		before = token;
		token = next;
	}
	return token.kind == SQL_END;
}

/* The canonical statements; NULL if the text is not valid in the frame. */
static struct json *
read_tree(struct arena *arena, const struct postgresql_parser *parser, const char *const *frame,
	const char *text)
{
	struct json_error error;
	const char *printed =
		parser->tree(arena, arena_printf(arena, "%s%s%s", frame[0], text, frame[1]));
	struct json *tree =
		printed != NULL ? json_parse(arena, printed, strlen(printed), &error) : NULL;
	struct json *statements = tree != NULL ? json_find(tree, "stmts") : NULL;
	if (statements == NULL || statements->items.len == 0)
		return NULL;
	canonicalise(arena, statements);
	return statements;
}

static enum tree_comparison
compare_in(struct arena *arena, const char *a, const char *b)
{
	const char *problem;
	const struct postgresql_parser *parser = postgresql_parser_load(arena, &problem);
	if (parser == NULL)
		return TREES_UNKNOWN;
	for (size_t i = 0; i < sizeof(frames) / sizeof(*frames); i++) {
		const struct json *x = read_tree(arena, parser, frames[i], a);
		const struct json *y = x != NULL ? read_tree(arena, parser, frames[i], b) : NULL;
		if (y != NULL)
			return is_equal(x, y) ? TREES_EQUAL : TREES_DIFFER;
	}
	return TREES_UNKNOWN;
}

enum tree_comparison
tree_compare(const char *a, const char *b)
{
	if (!is_short(a) || !is_short(b))
		return TREES_UNKNOWN;
	struct arena arena;
	arena_init(&arena);
	enum tree_comparison answer = compare_in(&arena, a, b);
	arena_release(&arena);
	return answer;
}
