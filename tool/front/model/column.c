#include "front/model/column.h"

#include "base/text.h"
#include "front/model/builder.h"
#include "front/model/column_names.h"
#include "front/model/constants.h"
#include "front/model/constraint.h"
#include "front/model/marker_options.h"
#include "front/model/sql/sql_value.h"
#include "front/model/take.h"
#include "schema/sql_text.h"

#include <string.h>

struct column_builder {
	struct model_builder *builder;
	struct table *table;
	struct column *column;
	const struct column_source *source;
	const struct annotations *annotations;
	struct sql_type type; /* of the C type; its text is empty if the C type has no SQL type */
};

static const struct annotation *
find(const struct column_builder *b, enum marker_id id)
{
	VEC_EACH (const struct annotation, annotation, *b->annotations)
		if (annotation->id == id)
			return annotation;
	return NULL;
}

/* The column for messages: "'users.email'". */
static const char *
label(const struct column_builder *b)
{
	return arena_printf(
		b->builder->arena, "'%s.%s'", b->table->name.name, b->column->name);
}

/* ---- types ---- */

/* The SQL text of a type, which may be empty on SQLite. */
static int
take_type(struct column_builder *b, const struct annotation *annotation, size_t index,
	const char **out)
{
	struct argument *const *items = annotation->items.items;
	bool empty = index < annotation->items.len && items[index]->kind == ARGUMENT_TEXT &&
		items[index]->text[0] == '\0';
	if (empty) {
		*out = "";
		return 0;
	}
	return sql_value_take_sql(b->builder, annotation, index, out);
}

static int
take_type_on(struct column_builder *b, const struct annotation *annotation)
{
	enum dialect_id dialect;
	if (annotation->items.len != 2)
		return annotation_expect(b->builder, annotation, "a dialect and a type");
	if (take_dialect(b->builder, annotation, annotation->items.items[0], &dialect) != 0)
		return -1;
	return take_type(b, annotation, 1, &b->column->type.only[dialect]);
}

static int
unknown_type(struct column_builder *b, const char *reason)
{
	struct diagnostics *diagnostics = b->builder->diagnostics;
	const char *type = c_type_print(b->builder->arena, b->source->type);
	diag_add(diagnostics, DIAG_UNKNOWN_TYPE, b->source->at, "field %s has type '%s': %s",
		label(b), type, reason);
	diag_note(diagnostics, (struct location){0},
		"add SC_TYPE(\"…\"), or SC_TRANSIENT or SC_RELATION(…) if it is not a column");
	return -1;
}

/*
 * A STRICT table allows few types (https://sqlite.org/stricttables.html). A type derived from C is
 * replaced by one of them.
 */
static void
make_strict(struct column *column, enum value_kind values)
{
	const char *type = dialect_text_get(&column->type, DIALECT_SQLITE);
	if (type == NULL || column->enum_type.name != NULL)
		return;
	if (values == VALUE_TEXT)
		type = "TEXT";
	else if (values == VALUE_BOOL)
		type = "INTEGER";
	else if (strcmp(type, "DOUBLE PRECISION") == 0)
		type = "REAL";
	if (!text_equal(type, column->type.common))
		column->type.only[DIALECT_SQLITE] = type;
}

/* Sets the type from SC_TYPE or the C type, and the types for single dialects from SC_TYPE_ON. */
static void
build_type(struct column_builder *b)
{
	struct column *column = b->column;
	const struct annotation *given = find(b, MARKER_TYPE);
	const char *reason = NULL;
	int known = -1;
	if (b->source->type != NULL)
		known = sql_type_of(b->builder->arena, b->source->type, &b->type, &reason);
	column->not_null = b->source->type != NULL && !b->type.nullable;
	if (given != NULL) {
		b->type.values = VALUE_ANY;
		take_type(b, given, 0, &column->type.common);
	} else if (known == 0) {
		column->type = b->type.text;
		column->enum_type = b->type.enum_type;
		if (b->table->strict)
			make_strict(column, b->type.values);
	}
	VEC_EACH (const struct annotation, annotation, *b->annotations)
		if (annotation->id == MARKER_TYPE_ON)
			take_type_on(b, annotation);
	bool everywhere = true;
	for (int dialect = 0; dialect < DIALECT_COUNT; dialect++)
		everywhere &= column->type.only[dialect] != NULL;
	if (everywhere || find(b, MARKER_TYPE_ON) != NULL)
		b->type.values = VALUE_ANY;
	if (given == NULL && known != 0 && !everywhere && b->source->type != NULL)
		unknown_type(b, reason);
	column->narrowed = given == NULL && b->type.narrowed &&
			   column->type.only[DIALECT_SQLITE] != NULL;
}

/* ---- identity ---- */

struct identity_options {
	bool always, by_default, cycle, no_cycle;
	const char *start, *increment, *minvalue, *maxvalue, *cache;
};

static int
take_identity_number(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out)
{
	const struct argument *value = argument->items.len == 1 ? argument->items.items[0] : NULL;
	if (value == NULL || value->kind != ARGUMENT_NUMBER)
		return annotation_report(builder, annotation, argument->at, "'%s' takes a number",
			argument->text);
	*out = value->text;
	return 0;
}

static int
take_identity_option(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, struct identity_options *out)
{
	struct {
		const char *name;
		bool *flag;
		const char **number;
	} const known[] = {
		{"always", &out->always, NULL}, {"by_default", &out->by_default, NULL},
		{"cycle", &out->cycle, NULL}, {"no_cycle", &out->no_cycle, NULL},
		{"start", NULL, &out->start}, {"increment", NULL, &out->increment},
		{"minvalue", NULL, &out->minvalue}, {"maxvalue", NULL, &out->maxvalue},
		{"cache", NULL, &out->cache}};
	const char *names[9];
	for (size_t i = 0; i < 9; i++) {
		names[i] = known[i].name;
		if (argument->text == NULL || strcmp(argument->text, known[i].name) != 0)
			continue;
		if (known[i].number != NULL)
			return take_identity_number(builder, annotation, argument, known[i].number);
		*known[i].flag = true;
		return 0;
	}
	const char *word = argument->text != NULL ? argument->text : "(…)";
	diag_add(builder->diagnostics, DIAG_UNKNOWN_OPTION, argument->at, "%s: unknown option '%s'",
		annotation->name, word);
	diag_suggest(builder->diagnostics, text_nearest(word, names, 9));
	return -1;
}

static const char *
print_identity(struct arena *arena, const struct identity_options *options)
{
	struct strbuf text = STRBUF_INIT;
	const struct {
		const char *word, *value;
	} parts[] = {{"START WITH", options->start}, {"INCREMENT BY", options->increment},
		{"MINVALUE", options->minvalue}, {"MAXVALUE", options->maxvalue},
		{"CACHE", options->cache}};
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (parts[i].value != NULL)
			strbuf_addf(&text, "%s%s %s", text.len > 0 ? " " : "", parts[i].word,
				parts[i].value);
	if (options->cycle)
		strbuf_addf(&text, "%sCYCLE", text.len > 0 ? " " : "");
	const char *copy = text.len > 0 ? arena_strdup(arena, text.buf) : NULL;
	strbuf_release(&text);
	return copy;
}

static void
take_identity(struct column_builder *b, const struct annotation *annotation)
{
	struct identity_options options = {0};
	for (size_t i = 0; i < annotation->items.len; i++)
		take_identity_option(
			b->builder, annotation, annotation->items.items[i], &options);
	if (options.always && options.by_default)
		diag_add(b->builder->diagnostics, DIAG_CONFLICTING_MARKERS, annotation->at,
			"%s: 'always' and 'by_default' contradict each other", annotation->name);
	b->column->identity = options.always ? IDENTITY_ALWAYS : IDENTITY_BY_DEFAULT;
	b->column->identity_options = print_identity(b->builder->arena, &options);
}

/* ---- the other markers ---- */

static void
take_value_on(struct column_builder *b, const struct annotation *annotation, const char **out)
{
	if (sql_value_take(b->builder, annotation, 1, &b->type, out) == 0)
		constants_add_argument(b->builder, b->column, annotation, 1, *out);
}

static void
take_default_on(struct column_builder *b, const struct annotation *annotation)
{
	enum dialect_id dialect;
	if (annotation->items.len != 2)
		annotation_expect(b->builder, annotation, "a dialect and a value");
	else if (take_dialect(b->builder, annotation, annotation->items.items[0], &dialect) == 0)
		take_value_on(b, annotation, &b->column->default_value.only[dialect]);
}

static void
take_generated(struct column_builder *b, const struct annotation *annotation)
{
	static const struct option options[] = {{"stored", OPTION_FLAG, 0, DIALECT_COUNT},
		{"virtual", OPTION_FLAG, 1, DIALECT_COUNT}};
	bool flags[2] = {false, false};
	struct column *column = b->column;
	if (sql_value_take_sql(b->builder, annotation, 0, &column->generated_expression.common) !=
		0)
		return;
	column_names_expect(b->builder, annotation, annotation->items.items[0]);
	marker_options_take(
		b->builder, annotation, 1, options, 2, flags, &column->generated_expression);
	if (flags[0] == flags[1])
		annotation_report(b->builder, annotation, annotation->at,
			"expected either 'stored' or 'virtual' after the expression");
	column->generated = flags[1] ? GENERATED_VIRTUAL : GENERATED_STORED;
}

/* SC_ON_CONFLICT(ignore): SQLite's conflict clause of NOT NULL. */
static void
take_on_conflict(struct column_builder *b, const struct annotation *annotation)
{
	if (annotation->items.len != 1)
		annotation_expect(b->builder, annotation,
			"one of rollback, abort, fail, ignore and replace");
	else
		take_conflict(b->builder, annotation, annotation->items.items[0],
			&b->column->not_null_conflict);
}

/* A number is a time_t on SQLite; PostgreSQL has a timestamp and needs a function. */
static void
convert_time(struct column_builder *b, struct dialect_text *value)
{
	const char *text = value->common;
	size_t sign = text != NULL && *text == '-';
	if (b->type.values == VALUE_TIME && text != NULL && text[sign] != '\0' &&
		strspn(text + sign, "0123456789") == strlen(text + sign) &&
		value->only[DIALECT_POSTGRESQL] == NULL)
		value->only[DIALECT_POSTGRESQL] =
			arena_printf(b->builder->arena, "to_timestamp(%s)", text);
}

static void
take_one_value(struct column_builder *b, const struct annotation *annotation, const char **out)
{
	if (annotation->items.len != 1)
		annotation_expect(b->builder, annotation, "one value");
	else if (sql_value_take(b->builder, annotation, 0, &b->type, out) == 0)
		constants_add_argument(b->builder, b->column, annotation, 0, *out);
}

static void
take_one_name(struct column_builder *b, const struct annotation *annotation, const char **out)
{
	if (annotation->items.len != 1)
		annotation_expect(b->builder, annotation, "one name");
	else
		take_name(b->builder, annotation, annotation->items.items[0], out);
}

/* Applies all annotations except types, names and keys. */
static void
build_annotation(struct column_builder *b, const struct annotation *annotation)
{
	struct column *column = b->column;
	switch (annotation->id) {
	case MARKER_NOT_NULL:
		column->not_null = true;
		break;
	case MARKER_NULL:
		column->not_null = false;
		column->null_given = true;
		break;
	case MARKER_ON_CONFLICT:
		take_on_conflict(b, annotation);
		break;
	case MARKER_DEFAULT:
		take_one_value(b, annotation, &column->default_value.common);
		break;
	case MARKER_DEFAULT_ON:
		take_default_on(b, annotation);
		break;
	case MARKER_IDENTITY:
		column->identity = IDENTITY_BY_DEFAULT;
		break;
	case MARKER_IDENTITY_OPTIONS:
		take_identity(b, annotation);
		break;
	case MARKER_SERIAL:
		column->serial = true;
		break;
	case MARKER_AUTOINCREMENT:
		column->autoincrement = true;
		break;
	case MARKER_GENERATED:
		take_generated(b, annotation);
		break;
	case MARKER_COLLATE:
		take_one_name(b, annotation, &column->collation);
		break;
	case MARKER_COMMENT:
		sql_value_take_sql(b->builder, annotation, 0, &column->comment);
		break;
	case MARKER_RENAMED_FROM:
		take_one_name(b, annotation, &column->renamed_from);
		break;
	case MARKER_BACKFILL:
		take_one_value(b, annotation, &column->backfill.common);
		break;
	case MARKER_USING:
		sql_value_take_sql(b->builder, annotation, 0, &column->using_expression.common);
		break;
	default:
		break;
	}
}

/* A comment at the end of these texts would swallow what is printed after them. */
static void
trim_texts(struct column_builder *b)
{
	struct dialect_text *texts[] = {&b->column->default_value, &b->column->backfill,
		&b->column->using_expression};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		for (int d = -1; d < DIALECT_COUNT; d++) {
			const char **text = d < 0 ? &texts[i]->common : &texts[i]->only[d];
			if (*text != NULL && strstr(*text, "--") != NULL)
				*text = sql_trim(b->builder->arena, *text);
		}
}

/* ---- contradictions ---- */

static void
conflict(struct column_builder *b, enum marker_id one, enum marker_id other)
{
	const struct annotation *first = find(b, one), *second = find(b, other);
	if (first == NULL || second == NULL)
		return;
	diag_add(b->builder->diagnostics, DIAG_CONFLICTING_MARKERS, second->at,
		"column %s cannot have both %s and %s", label(b), first->name, second->name);
	diag_note(b->builder->diagnostics, first->at, "%s is here", first->name);
}

static void
check_conflicts(struct column_builder *b)
{
	static const enum marker_id pairs[][2] = {{MARKER_NOT_NULL, MARKER_NULL},
		{MARKER_IDENTITY, MARKER_IDENTITY_OPTIONS}, {MARKER_IDENTITY, MARKER_SERIAL},
		{MARKER_IDENTITY_OPTIONS, MARKER_SERIAL}, {MARKER_GENERATED, MARKER_DEFAULT},
		{MARKER_GENERATED, MARKER_DEFAULT_ON}, {MARKER_GENERATED, MARKER_IDENTITY},
		{MARKER_GENERATED, MARKER_IDENTITY_OPTIONS}, {MARKER_GENERATED, MARKER_SERIAL},
		{MARKER_GENERATED, MARKER_BACKFILL}};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		conflict(b, pairs[i][0], pairs[i][1]);
}

static const struct annotation *
find_counter(const struct column_builder *b)
{
	static const enum marker_id counters[] = {
		MARKER_IDENTITY, MARKER_IDENTITY_OPTIONS, MARKER_SERIAL, MARKER_AUTOINCREMENT};
	for (size_t i = 0; i < sizeof(counters) / sizeof(*counters); i++)
		if (find(b, counters[i]) != NULL)
			return find(b, counters[i]);
	return NULL;
}

static bool
is_integer_type(const char *type)
{
	static const char *const names[] = {"INTEGER", "INT", "BIGINT", "SMALLINT", "INT2", "INT4",
		"INT8", "TINYINT", "MEDIUMINT"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (text_equal_nocase(type, names[i]))
			return true;
	return false;
}

static void
check_counter(struct column_builder *b)
{
	const struct annotation *counter = find_counter(b);
	const char *type = b->column->type.common;
	if (counter == NULL)
		return;
	if (type != NULL && !is_integer_type(type))
		diag_add(b->builder->diagnostics, DIAG_BAD_IDENTITY, counter->at,
			"%s: column %s has type %s, which is not an integer type", counter->name,
			label(b), type);
	else if (b->column->enum_type.name != NULL)
		diag_add(b->builder->diagnostics, DIAG_BAD_IDENTITY, counter->at,
			"%s: column %s is an enum, not an integer", counter->name,
			label(b));
	else if (find(b, MARKER_DEFAULT) != NULL)
		diag_add(b->builder->diagnostics, DIAG_BAD_IDENTITY, counter->at,
			"%s: column %s also has a default", counter->name, label(b));
}

static void
check_null_default(struct column_builder *b)
{
	const struct annotation *given = find(b, MARKER_DEFAULT);
	const char *value = b->column->default_value.common;
	if (given == NULL || value == NULL || !b->column->not_null || strcmp(value, "NULL") != 0)
		return;
	diag_add(b->builder->diagnostics, DIAG_BAD_DEFAULT, given->at,
		"%s: column %s is NOT NULL but has the default NULL", given->name,
		label(b));
}

void
column_build(struct model_builder *builder, struct table *table, struct column *column,
	const struct column_source *source, const struct annotations *annotations)
{
	struct column_builder b = {.builder = builder, .table = table, .column = column,
		.source = source, .annotations = annotations};
	build_type(&b);
	constants_add_type(builder, column, source->type);
	if (find(&b, MARKER_SERIAL) != NULL || find(&b, MARKER_IDENTITY) != NULL ||
		find(&b, MARKER_IDENTITY_OPTIONS) != NULL)
		column->not_null = true;
	VEC_EACH (const struct annotation, annotation, *annotations)
		build_annotation(&b, annotation);
	trim_texts(&b);
	convert_time(&b, &column->default_value);
	convert_time(&b, &column->backfill);
	constants_check_type(builder->arena, column);
	check_conflicts(&b);
	check_counter(&b);
	check_null_default(&b);
	VEC_EACH (const struct annotation, annotation, *annotations)
		constraint_build_on_column(builder, table, column, annotation);
}
