#include "postgresql/sql/references.h"

#include "base/strbuf.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

/* The state of a walk through one tree. */
struct walker {
	struct arena *arena;
	struct references *out;
	enum reference_strength strength;
	VEC(const char *) hidden;        /* names of WITH queries in scope: not relations */
	const struct json *parameters;   /* of the function whose body is walked, or NULL */
};

static void walk(struct walker *w, const struct json *json);

static struct reference *
add(struct walker *w, enum reference_kind kind, const char *schema, const char *name)
{
	struct reference *reference = VEC_ADD(w->arena, w->out);
	reference->kind = kind;
	reference->strength = w->strength;
	reference->schema = schema;
	reference->name = name;
	reference->argument_count = -1;
	return reference;
}

/* ------------------------------------------------------------------ names */

/* Adds the name in a text such as 's.f(integer)' or "Q". */
static void
add_written_name(struct walker *w, enum reference_kind kind, const char *text)
{
	struct sql_lexer lexer;
	const char *schema = NULL, *name = NULL;
	sql_lexer_init(&lexer, text, strlen(text));
	for (;;) {
		struct sql_token token = sql_next(&lexer);
		if (token.kind != SQL_WORD && token.kind != SQL_QUOTED_NAME)
			break;
		schema = name;
		name = sql_name(w->arena, &token);
		if (token.kind == SQL_WORD)
			name = text_lower(w->arena, name);
		token = sql_next(&lexer);
		if (!sql_is(&token, "."))
			break;
	}
	if (name != NULL)
		add(w, kind, schema, name);
}

static void
add_relation(struct walker *w, const struct json *range)
{
	const char *schema = parse_tree_text(range, "schemaname");
	const char *name = parse_tree_text(range, "relname");
	VEC_EACH (const char *, hidden, w->hidden)
		if (schema == NULL && text_equal(*hidden, name))
			return;
	add(w, REFERENCE_RELATION, schema, name)->alias =
		parse_tree_text(json_find(range, "alias"), "aliasname");
}

static void
add_type(struct walker *w, const struct json *type)
{
	const struct json *names = json_find(type, "names");
	if (!parse_tree_is_set(type, "pct_type")) {
		add(w, REFERENCE_TYPE, parse_tree_string(names, -2), parse_tree_string(names, -1));
		return;
	}
	const char *relation = parse_tree_string(names, -2);
	add(w, REFERENCE_RELATION, parse_tree_string(names, -3), relation);
	add(w, REFERENCE_COLUMN, NULL, parse_tree_string(names, -1))->qualifier = relation;
}

static void
add_column(struct walker *w, const struct json *column)
{
	const struct json *fields = json_find(column, "fields");
	add(w, REFERENCE_COLUMN, NULL, parse_tree_string(fields, -1))->qualifier =
		parse_tree_string(fields, -2);
}

/* ------------------------------------------------------------------ calls */

const char *
postgresql_tree_type(struct arena *arena, const struct json *type)
{
	const struct json *names = json_find(type, "names");
	const char *schema = parse_tree_string(names, -2), *name = parse_tree_string(names, -1);
	struct strbuf text = STRBUF_INIT;
	if (name == NULL)
		return NULL;
	if (schema != NULL && strcmp(schema, "pg_catalog") != 0 && strcmp(schema, "public") != 0) {
		sql_add_name(&text, schema);
		strbuf_addch(&text, '.');
	}
	sql_add_name(&text, name);
	strbuf_addstr(&text, json_find(type, "arrayBounds") != NULL ? "[]" : "");
	const char *copy = postgresql_type_name(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static const char *
type_of_parameter(struct walker *w, const char *name, long number)
{
	long at = 0;
	if (w->parameters == NULL)
		return NULL;
	VEC_EACH (struct json *, item, w->parameters->items) {
		const struct json *parameter = parse_tree_node(*item, "FunctionParameter");
		at++;
		if (at == number || (name != NULL && text_equal(parse_tree_text(parameter, "name"), name)))
			return postgresql_tree_type(w->arena, json_find(parameter, "argType"));
	}
	return NULL;
}

/* NULL: the type is not obvious. */
static const char *
type_of_argument(struct walker *w, const struct json *argument)
{
	const struct json *cast = parse_tree_node(argument, "TypeCast");
	const struct json *constant = parse_tree_node(argument, "A_Const");
	const struct json *column = parse_tree_node(argument, "ColumnRef");
	const struct json *parameter = parse_tree_node(argument, "ParamRef");
	const struct json *fields = column != NULL ? json_find(column, "fields") : NULL;
	if (cast != NULL)
		return postgresql_tree_type(w->arena, json_find(cast, "typeName"));
	if (constant != NULL && json_find(constant, "ival") != NULL)
		return "integer";
	if (fields != NULL && fields->items.len == 1)
		return type_of_parameter(w, parse_tree_string(fields, 0), -1);
	const struct json *number = parameter != NULL ? json_find(parameter, "number") : NULL;
	return number != NULL ? type_of_parameter(w, NULL, (long)number->number) : NULL;
}

/* The object that a text constant in the call names: nextval('q'), 'q'::regclass. */
static void
add_named_by_text(struct walker *w, const char *by, const struct json *argument)
{
	static const struct {
		const char *by;
		enum reference_kind kind;
	} names[] = {{"nextval", REFERENCE_RELATION}, {"currval", REFERENCE_RELATION},
		{"setval", REFERENCE_RELATION}, {"pg_get_serial_sequence", REFERENCE_RELATION},
		{"regclass", REFERENCE_RELATION}, {"regtype", REFERENCE_TYPE},
		{"regproc", REFERENCE_FUNCTION}, {"regprocedure", REFERENCE_FUNCTION}};
	const char *text = parse_tree_constant(argument);
	for (size_t i = 0; text != NULL && by != NULL && i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(by, names[i].by) == 0)
			add_written_name(w, names[i].kind, text);
}

static void
add_call(struct walker *w, const struct json *call)
{
	const struct json *names = json_find(call, "funcname");
	const struct json *arguments = json_find(call, "args");
	const char *name = parse_tree_string(names, -1);
	struct reference added = {.kind = REFERENCE_FUNCTION,
		.strength = w->strength,
		.schema = parse_tree_string(names, -2),
		.name = name,
		.argument_count = parse_tree_is_set(call, "func_variadic") ? -1 : 0};
	if (arguments != NULL && added.argument_count == 0) {
		added.argument_count = (long)arguments->items.len;
		VEC_EACH (struct json *, argument, arguments->items)
			*VEC_ADD(w->arena, &added.argument_types) = type_of_argument(w, *argument);
	}
	*VEC_ADD(w->arena, w->out) = added;
	if (arguments != NULL && arguments->items.len > 0)
		add_named_by_text(w, name, arguments->items.items[0]);
}

/* ------------------------------------------------------------------ statements */

/* Texts of a body in a language that is not SQL: its words. */
static void
add_words(struct walker *w, const char *text)
{
	while (*text != '\0') {
		size_t length = 0;
		while (text[length] != '\0' && char_is_word(text[length]))
			length++;
		if (length > 0)
			add(w, REFERENCE_WORD, NULL, arena_strndup(w->arena, text, length));
		text += length > 0 ? length : 1;
	}
}

static void
walk_body(struct walker *w, const char *language, const char *body)
{
	const struct json *tree = NULL;
	bool sql = language != NULL && text_equal_nocase(language, "sql");
	enum reference_strength outer = w->strength;
	if (sql)
		tree = parse_tree_read(w->arena, FRAME_STATEMENTS, body);
	w->strength = tree != NULL ? REFERENCE_BODY : REFERENCE_HINT;
	if (tree != NULL)
		walk(w, tree);
	else
		add_words(w, body);
	w->strength = outer;
}

static void
walk_function(struct walker *w, const struct json *function)
{
	const struct json *options = json_find(function, "options");
	const struct json *language =
		parse_tree_node(parse_tree_option(options, "language"), "String");
	const struct json *as = parse_tree_node(parse_tree_option(options, "as"), "List");
	const char *body = as != NULL ? parse_tree_string(json_find(as, "items"), 0) : NULL;
	w->parameters = json_find(function, "parameters");
	walk(w, w->parameters);
	walk(w, json_find(function, "returnType"));
	walk(w, json_find(function, "sql_body"));
	if (body != NULL)
		walk_body(w, parse_tree_text(language, "sval"), body);
	w->parameters = NULL;
}

/* OLD and NEW are rows of the table. */
static void
add_table_of_trigger(struct walker *w, const struct json *statement)
{
	static const char *const rows[] = {"old", "new"};
	const struct json *range = json_find(statement, "relation");
	const struct json *columns = json_find(statement, "columns");
	for (size_t i = 0; i < 2; i++)
		add(w, REFERENCE_RELATION, parse_tree_text(range, "schemaname"),
			parse_tree_text(range, "relname"))
			->alias = rows[i];
	if (columns != NULL)
		for (size_t i = 0; i < columns->items.len; i++)
			add(w, REFERENCE_COLUMN, NULL, parse_tree_string(columns, (long)i));
}

/* The arguments of a trigger are not arguments of its function. */
static void
add_trigger_function(struct walker *w, const struct json *names)
{
	add(w, REFERENCE_FUNCTION, parse_tree_string(names, -2), parse_tree_string(names, -1))
		->argument_count = 0;
}

static void
walk_sequence(struct walker *w, const struct json *sequence)
{
	const struct json *owner =
		parse_tree_node(parse_tree_option(json_find(sequence, "options"), "owned_by"), "List");
	const struct json *names = owner != NULL ? json_find(owner, "items") : NULL;
	const char *table = parse_tree_string(names, -2);
	if (table == NULL)
		return;
	add(w, REFERENCE_RELATION, parse_tree_string(names, -3), table);
	add(w, REFERENCE_COLUMN, NULL, parse_tree_string(names, -1))->qualifier = table;
}

/* The columns that INSERT or UPDATE writes. */
static void
add_written_columns(struct walker *w, const struct json *targets)
{
	if (targets == NULL) {
		add(w, REFERENCE_COLUMN, NULL, NULL);
		return;
	}
	VEC_EACH (struct json *, item, targets->items)
		add(w, REFERENCE_COLUMN, NULL,
			parse_tree_text(parse_tree_node(*item, "ResTarget"), "name"));
}

static void
add_join(struct walker *w, const struct json *join)
{
	const struct json *columns = json_find(join, "usingClause");
	if (parse_tree_is_set(join, "isNatural"))
		add(w, REFERENCE_COLUMN, NULL, NULL);
	for (size_t i = 0; columns != NULL && i < columns->items.len; i++)
		add(w, REFERENCE_COLUMN, NULL, parse_tree_string(columns, (long)i));
}

/* Adds the references of this node itself. False: its parts have been walked already. */
static bool
visit_node(struct walker *w, const char *type, const struct json *fields)
{
	if (strcmp(type, "ColumnRef") == 0)
		add_column(w, fields);
	else if (strcmp(type, "FuncCall") == 0)
		add_call(w, fields);
	else if (strcmp(type, "TypeCast") == 0)
		add_named_by_text(w,
			parse_tree_string(json_find(json_find(fields, "typeName"), "names"), -1),
			json_find(fields, "arg"));
	else if (strcmp(type, "JoinExpr") == 0)
		add_join(w, fields);
	else if (strcmp(type, "InsertStmt") == 0)
		add_written_columns(w, json_find(fields, "cols"));
	else if (strcmp(type, "UpdateStmt") == 0)
		add_written_columns(w, json_find(fields, "targetList"));
	else if (strcmp(type, "CreateTrigStmt") == 0 || strcmp(type, "RuleStmt") == 0)
		add_table_of_trigger(w, fields);
	if (strcmp(type, "CreateTrigStmt") == 0)
		add_trigger_function(w, json_find(fields, "funcname"));
	if (strcmp(type, "CreateSeqStmt") == 0)
		walk_sequence(w, fields);
	if (strcmp(type, "CreateFunctionStmt") == 0)
		walk_function(w, fields);
	const struct json *schema = strcmp(type, "CreateExtensionStmt") == 0
					    ? parse_tree_option(json_find(fields, "options"), "schema")
					    : NULL;
	if (schema != NULL)
		add(w, REFERENCE_SCHEMA, NULL,
			parse_tree_text(parse_tree_node(schema, "String"), "sval"));
	return strcmp(type, "CreateFunctionStmt") != 0;
}

/* A WITH query sees those before it, and itself only if it is recursive. */
static void
walk_with(struct walker *w, const struct json *with)
{
	const struct json *queries = json_find(with, "ctes");
	bool recursive = parse_tree_is_set(with, "recursive");
	for (int pass = recursive ? 0 : 1; queries != NULL && pass < 2; pass++)
		VEC_EACH (struct json *, item, queries->items) {
			const struct json *query = parse_tree_node(*item, "CommonTableExpr");
			if (pass == 1)
				walk(w, json_find(query, "ctequery"));
			if (pass == 0 || !recursive)
				*VEC_ADD(w->arena, &w->hidden) = parse_tree_text(query, "ctename");
		}
}

/* Whether the member is the name of what the statement creates. */
static bool
is_own_name(const char *key)
{
	return strcmp(key, "view") == 0 || strcmp(key, "sequence") == 0 || strcmp(key, "into") == 0;
}

static void
walk_members(struct walker *w, const struct json *json)
{
	const struct json *with = json_find(json, "withClause");
	size_t visible = w->hidden.len;
	if (with != NULL)
		walk_with(w, with);
	VEC_EACH (struct json_member, member, json->members)
		if (member->value != with && !is_own_name(member->key))
			walk(w, member->value);
	w->hidden.len = visible;
}

static void
walk(struct walker *w, const struct json *json)
{
	if (json == NULL)
		return;
	VEC_EACH (struct json *, item, json->items)
		walk(w, *item);
	if (json->members.len == 1 &&
		!visit_node(w, json->members.items[0].key, json->members.items[0].value))
		return;
	if (parse_tree_text(json, "relname") != NULL)
		add_relation(w, json);
	else if (json_find(json, "names") != NULL && json_find(json, "typemod") != NULL)
		add_type(w, json);
	walk_members(w, json);
}

/* Every word of a text without a tree, also those of its strings. */
static void
add_all_words(struct walker *w, const char *sql)
{
	struct sql_lexer lexer;
	struct sql_token token;
	sql_lexer_init(&lexer, sql, strlen(sql));
	while ((token = sql_next(&lexer)).kind != SQL_END && token.kind != SQL_BROKEN) {
		if (token.kind == SQL_WORD || token.kind == SQL_QUOTED_NAME)
			add(w, REFERENCE_WORD, NULL, sql_name(w->arena, &token));
		if (token.kind != SQL_STRING)
			continue;
		w->strength = REFERENCE_HINT;
		add_words(w, sql_string_value(w->arena, &token));
		w->strength = REFERENCE_DEFINITION;
	}
}

void
postgresql_references(
	struct arena *arena, struct references *out, enum parse_frame frame, const char *sql)
{
	struct walker w = {.arena = arena, .out = out, .strength = REFERENCE_DEFINITION};
	const struct json *tree = parse_tree_read(arena, frame, sql);
	if (tree != NULL)
		walk(&w, tree);
	else
		add_all_words(&w, sql);
}
