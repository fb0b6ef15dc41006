/*
 * header_field: a column as a C field with markers.
 */
#include "base/text.h"
#include "out/header_internal.h"
#include "out/spell.h"
#include "schema/sql_text.h"

#include <stdlib.h>
#include <string.h>

/* ---- C types ---- */

/* A C type that implies an SQL type. */
struct natural_type {
	const char *c;
	const char *common;
	const char *sqlite; /* NULL: same as `common` */
	const char *strict; /* in a STRICT table of SQLite; NULL: same as `sqlite` */
	bool numeric;
};

static const struct natural_type natural_types[] = {
	{"bool ", "BOOLEAN", NULL, "INTEGER", false},
	{"int16_t ", "SMALLINT", "INTEGER", NULL, true},
	{"int32_t ", "INTEGER", NULL, NULL, true},
	{"int64_t ", "BIGINT", "INTEGER", NULL, true},
	{"float ", "REAL", NULL, NULL, true},
	{"double ", "DOUBLE PRECISION", NULL, "REAL", true},
	{"time_t ", "TIMESTAMP WITH TIME ZONE", "INTEGER", NULL, false},
};

/* The declaration of a field. */
struct field_type {
	const char *before;  /* text before the name: "int64_t " */
	const char *after;   /* text after the name: "[65]" */
	bool nullable;       /* the C type implies NULL */
	bool whole;          /* the C type implies the SQL type: SC_TYPE is not needed */
	bool numeric;
};

static bool
is_natural(
	const struct natural_type *natural, const struct table *table, const struct column *column)
{
	const struct dialect_text *type = &column->type;
	const char *sqlite = natural->sqlite;
	if (table->strict && natural->strict != NULL)
		sqlite = natural->strict;
	return text_equal(type->common, natural->common) &&
		type->only[DIALECT_POSTGRESQL] == NULL &&
		text_equal(type->only[DIALECT_SQLITE], sqlite);
}

/* Whether the front end accepts the default for the C type. */
static bool
default_fits(const struct natural_type *natural, const struct column *column)
{
	const char *value = column->default_value.common;
	return !natural->numeric || value == NULL || value[0] != '\'';
}

/*
 * The n of VARCHAR(n), which is char[n + 1]; 0 for other types and if n is too large for an array.
 */
static long
varchar_length(const struct table *table, const struct column *column)
{
	static const char prefix[] = "VARCHAR(";
	const char *type = column->type.common, *sqlite = column->type.only[DIALECT_SQLITE];
	char *end;
	if (type == NULL || !text_starts_with(type, prefix) ||
		column->type.only[DIALECT_POSTGRESQL] != NULL ||
		!text_equal(sqlite, table->strict ? "TEXT" : NULL))
		return 0;
	long length = strtol(type + strlen(prefix), &end, 10);
	bool whole = type[strlen(prefix)] != '0' && strcmp(end, ")") == 0;
	return whole && length > 0 && length < 65536 ? length : 0;
}

static bool
contains(const char *type, const char *word)
{
	return type != NULL && strcasestr(type, word) != NULL;
}

static bool
is_in_primary_key(const struct table *table, const struct column *column)
{
	const struct constraint *key = table_primary_key(table);
	for (size_t i = 0; key != NULL && i < key->parts.len; i++)
		if (text_equal(key->parts.items[i].column, column->name))
			return true;
	return false;
}

/* A C type for an SQL type that needs SC_TYPE. The rules are similar to SQLite's affinity rules. */
static struct field_type
similar_type(struct header *header, const struct table *table, const struct column *column)
{
	const char *type = column->type.common;
	struct field_type field = {.before = "char *", .after = "", .nullable = true};
	const char *scalar = NULL;
	if (contains(type, "int") && !contains(type, "interval") && !contains(type, "point"))
		scalar = contains(type, "small") ? "int16_t " : "int64_t ";
	else if (contains(type, "bool"))
		scalar = "bool ";
	else if (contains(type, "double") || contains(type, "float") || contains(type, "real"))
		scalar = "double ";
	else if (contains(type, "timestamp"))
		scalar = "time_t ";
	else if (contains(type, "blob") || contains(type, "bytea"))
		field.before = "uint8_t *";
	if (scalar == NULL || strchr(type, '[') != NULL)
		return field;
	field.nullable = !column->not_null && !is_in_primary_key(table, column);
	field.before =
		field.nullable ? arena_printf(header->arena, "%s*", scalar) : scalar;
	return field;
}

static struct field_type
find_type(struct header *header, const struct table *table, const struct column *column)
{
	struct arena *arena = header->arena;
	bool pointer = !column->not_null && !is_in_primary_key(table, column);
	if (column->enum_type.name != NULL)
		return (struct field_type){.whole = true, .nullable = pointer, .after = "",
			.before = arena_printf(arena, "enum %s %s",
				header_enum_tag(header, &column->enum_type), pointer ? "*" : "")};
	for (size_t i = 0; i < sizeof(natural_types) / sizeof(*natural_types); i++) {
		const struct natural_type *natural = &natural_types[i];
		if (is_natural(natural, table, column) && default_fits(natural, column))
			return (struct field_type){.whole = true, .nullable = pointer, .after = "",
				.numeric = natural->numeric,
				.before = pointer ? arena_printf(arena, "%s*", natural->c)
						  : natural->c};
	}
	long length = varchar_length(table, column);
	if (length > 0)
		return (struct field_type){.whole = true, .nullable = false, .before = "char ",
			.after = arena_printf(arena, "[%ld]", length + 1)};
	const struct natural_type text = {"char *", "TEXT", NULL, NULL, false};
	const struct natural_type bytes = {"uint8_t *", "BYTEA", "BLOB", NULL, false};
	if (is_natural(&text, table, column))
		return (struct field_type){"char *", "", true, true, false};
	if (is_natural(&bytes, table, column))
		return (struct field_type){"uint8_t *", "", true, true, false};
	return similar_type(header, table, column);
}

/* ---- markers ---- */

/* MARKER("text") and MARKER_ON(dialect, "text"). */
static void
print_dialect_text(struct strbuf *out, const char *marker, const struct dialect_text *text)
{
	if (text->common != NULL) {
		strbuf_addf(out, " %s(", marker);
		spell_literal(out, text->common, "\t\t");
		strbuf_addch(out, ')');
	}
	for (int d = 0; d < DIALECT_COUNT; d++)
		if (text->only[d] != NULL) {
			strbuf_addf(out, " %s_ON(%s, ", marker, dialect_name((enum dialect_id)d));
			spell_literal(out, text->only[d], "\t\t");
			strbuf_addch(out, ')');
		}
}

static void
print_text(struct strbuf *out, const char *marker, const char *text)
{
	if (text == NULL)
		return;
	strbuf_addf(out, " %s(", marker);
	spell_literal(out, text, "\t\t");
	strbuf_addch(out, ')');
}

static void
print_name(struct strbuf *out, const char *marker, const char *name)
{
	if (name == NULL)
		return;
	strbuf_addf(out, " %s(", marker);
	spell_name(out, name);
	strbuf_addch(out, ')');
}

/* "START WITH 10 CYCLE" as "start(10), cycle". */
static void
print_identity_options(struct strbuf *out, const char *options)
{
	static const char *const words[][2] = {{"START WITH ", "start"},
		{"INCREMENT BY ", "increment"}, {"MINVALUE ", "minvalue"},
		{"MAXVALUE ", "maxvalue"}, {"CACHE ", "cache"}};
	while (*options != '\0') {
		size_t i = 0, count = sizeof(words) / sizeof(*words);
		while (i < count && !text_starts_with(options, words[i][0]))
			i++;
		if (i < count) {
			options += strlen(words[i][0]);
			size_t length = strcspn(options, " ");
			strbuf_addf(out, ", %s(%.*s)", words[i][1], (int)length, options);
		} else if (text_starts_with(options, "CYCLE")) {
			strbuf_addstr(out, ", cycle");
		}
		options += strcspn(options, " ");
		options += *options == ' ';
	}
}

static void
print_identity(struct strbuf *out, const struct column *column)
{
	if (column->identity == IDENTITY_NONE)
		return;
	if (column->identity == IDENTITY_BY_DEFAULT && column->identity_options == NULL) {
		strbuf_addstr(out, " SC_IDENTITY");
		return;
	}
	strbuf_addf(out, " SC_IDENTITY_OPTIONS(%s",
		column->identity == IDENTITY_ALWAYS ? "always" : "by_default");
	if (column->identity_options != NULL)
		print_identity_options(out, column->identity_options);
	strbuf_addch(out, ')');
}

static void
print_generated(struct strbuf *out, const struct column *column)
{
	if (column->generated == GENERATED_NONE)
		return;
	const struct dialect_text *text = &column->generated_expression;
	strbuf_addstr(out, " SC_GENERATED(");
	spell_literal(out, text->common != NULL ? text->common : "", "\t\t");
	strbuf_addf(out, ", %s", column->generated == GENERATED_STORED ? "stored" : "virtual");
	for (int d = 0; d < DIALECT_COUNT; d++)
		if (text->only[d] != NULL) {
			strbuf_addf(out, ", %s(", dialect_name((enum dialect_id)d));
			spell_literal(out, text->only[d], "\t\t");
			strbuf_addch(out, ')');
		}
	strbuf_addch(out, ')');
}

/* Whether the column has a marker for generated numbers, which makes it NOT NULL. */
static bool
is_numbered(const struct column *column)
{
	return column->identity != IDENTITY_NONE || column->serial;
}

static void
print_null(struct header *header, const struct table *table, const struct column *column,
	const struct field_type *type)
{
	struct strbuf *out = header->out;
	bool key = is_in_primary_key(table, column); /* SQLite allows NULL in a primary key */
	bool implied = !type->nullable || is_numbered(column);
	if (column->not_null && !implied)
		strbuf_addstr(out, " SC_NOT_NULL");
	else if (!column->not_null && (implied || key))
		strbuf_addstr(out, " SC_NULL");
	if (column->not_null_conflict != NULL)
		print_name(out, "SC_ON_CONFLICT",
			text_lower(header->arena, column->not_null_conflict));
}

/* The enumerator whose value is the default, or NULL. */
static const char *
default_constant(struct header *header, const struct column *column)
{
	const char *value = column->default_value.common, *found = NULL;
	const struct enum_type *type = schema_find_enum(header->schema, &column->enum_type);
	struct strbuf literal = STRBUF_INIT;
	for (size_t i = 0; type != NULL && i < type->values.len && found == NULL; i++) {
		strbuf_reset(&literal);
		sql_add_literal(&literal, type->values.items[i].value);
		if (strcmp(literal.buf, value) == 0)
			found = header_enum_constant(header, type, type->values.items[i].value);
	}
	strbuf_release(&literal);
	return found;
}

/* Whether the value has the same meaning without quotes. */
static bool
is_bare(const char *value, const struct field_type *type)
{
	const char *digits = value + (*value == '-');
	size_t length = strlen(digits);
	bool truth = strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
	if (text_starts_with(type->before, "bool "))
		return truth;
	bool number = length > 0 && length < 19 && strspn(digits, "0123456789") == length &&
		(digits[0] != '0' || (length == 1 && *value != '-'));
	return type->numeric && number;
}

/* The value without quotes if possible, otherwise SQL in a string literal. */
static void
print_default(struct header *header, const struct column *column, const struct field_type *type)
{
	struct dialect_text rest = column->default_value;
	const char *bare = NULL;
	if (rest.common != NULL && column->enum_type.name != NULL)
		bare = default_constant(header, column);
	else if (rest.common != NULL && is_bare(rest.common, type))
		bare = rest.common;
	if (bare != NULL) {
		strbuf_addf(header->out, " SC_DEFAULT(%s)", bare);
		rest.common = NULL;
	}
	print_dialect_text(header->out, "SC_DEFAULT", &rest);
}

void
header_print_column(struct header *header, const struct table *table, const struct column *column,
	struct map *fields, const struct column_keys *keys)
{
	struct strbuf *out = header->out;
	struct field_type type = find_type(header, table, column);
	const char *name = spell_identifier(header->arena, fields, column->name, column->name);
	header_print_comment(out, column->source_comment, "\t");
	strbuf_addf(out, "\t%s%s%s", type.before, name, type.after);
	if (strcmp(name, column->name) != 0)
		print_name(out, "SC_NAME", column->name);
	if (!type.whole)
		print_dialect_text(out, "SC_TYPE", &column->type);
	print_null(header, table, column, &type);
	header_print_column_keys(header, table, column, keys);
	print_identity(out, column);
	strbuf_addstr(out, column->serial ? " SC_SERIAL" : "");
	strbuf_addstr(out, column->autoincrement ? " SC_AUTOINCREMENT" : "");
	print_default(header, column, &type);
	print_generated(out, column);
	print_name(out, "SC_COLLATE", column->collation);
	print_text(out, "SC_COMMENT", column->comment);
	print_name(out, "SC_RENAMED_FROM", column->renamed_from);
	print_text(out, "SC_BACKFILL", column->backfill.common);
	print_text(out, "SC_USING", column->using_expression.common);
	strbuf_addstr(out, ";\n");
}
