/*
 * build: makes tables, enums and objects out of a unit. Only front/ includes this.
 *
 * Each function reports what is wrong where it stands and goes on with what is left, so that one
 * run shows every mistake once. What is said by a marker in a struct and by an option of
 * SC_TABLE_ONLY is the same `statement`.
 */
#ifndef SCHEMAC_FRONT_MODEL_BUILDER_H
#define SCHEMAC_FRONT_MODEL_BUILDER_H

#include "base/file.h"
#include "base/text.h"
#include "front/c/argument.h"
#include "front/c/source.h"
#include "front/c/unit.h"
#include "front/front.h"
#include "schema/schema.h"

/* One thing said of a table, a column, an enum or an object. */
struct statement {
	enum marker_id id;
	const char *name;                /* as written, for messages: "SC_UNIQUE", "unique" */
	struct argument_list items;
	const struct marker *marker;     /* NULL within SC_TABLE_ONLY */
	struct location at;              /* of its name */
};

VEC_STRUCT(statements, struct statement);

/* SQL in which a column of the table being built may be misspelt. */
struct expected_columns {
	const char *name; /* of the statement */
	const struct argument *argument;
};

struct builder {
	struct arena *arena;
	struct schema *schema;
	struct unit *unit;
	struct sources *sources;
	struct diagnostics *diagnostics;
	const char *collection;
	bool broken; /* a declaration was not understood: fields may be missing */
	struct map tables; /* of the schema, by what qualified_name_print() gives */
	struct map enums;
	struct map objects; /* by object_key() */
	struct map older; /* places of what was read before, by keys of tables, enums, objects */
	VEC(struct expected_columns) expected;
	struct texts candidates; /* of the table being checked, when one is looked for */
	struct map names; /* of the struct being built: its columns, in small letters */
	struct statements table_statements; /* of that struct */
	struct statements field_statements; /* of its field being built */
	struct texts *dependencies; /* files read here are added; may be NULL */
};

/*
 * Whether the declaration is one that an earlier collection read as well, from a header that both
 * include: no second declaration. The key is that of schema/json.h.
 */
bool is_read_before(const struct builder *builder, const char *key, const struct location *at);

/* Parses the marker's arguments. -1 where they cannot be parsed: that is reported. */
int statement_of_marker(
	struct builder *builder, const struct marker *marker, struct statement *out);

/* ---- names and options: option.c ---- */

void report_unknown_marker(struct builder *builder, const struct marker *marker);

/* Reports that an argument is not what the statement needs there. Always -1. */
int bad_argument(struct builder *builder, const struct statement *statement, struct location at,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Reports how many arguments there should be. Always -1. */
int bad_count(struct builder *builder, const struct statement *statement, const char *expected);

/* A name: a bare word or a string literal. Checked: not empty, no line end. */
int take_name(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const char **out);
int take_qualified(struct builder *builder, const struct statement *statement,
	const struct argument *argument, struct qualified_name *out);

/* A string literal. */
int take_text(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const char **out);

/* "sqlite" or "postgresql". */
int take_dialect(struct builder *builder, const struct statement *statement,
	const struct argument *argument, enum dialect_id *out);

/* What SQLite does ON CONFLICT: "IGNORE". */
int take_conflict(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const char **out);

/* Proposes the name in place of what stands there; a string literal if it is no identifier. */
void fix_name(struct diagnostics *diagnostics, struct location at, const char *name);

enum option_form {
	OPTION_FLAG,      /* bool */
	OPTION_NAME,      /* const char * */
	OPTION_TEXT,      /* const char *: a string literal */
	OPTION_WORDS,     /* const char *: bare words, in capitals */
	OPTION_QUALIFIED, /* struct qualified_name */
	OPTION_COLUMNS,   /* struct texts */
	OPTION_SQL,       /* struct dialect_text */
	OPTION_ACTION,    /* enum fk_action */
	OPTION_PARTS,     /* struct key_parts */
	OPTION_CONFLICT,  /* const char *: what SQLite does ON CONFLICT */
};

struct option {
	const char *name;
	enum option_form form;
	unsigned offset;         /* of the value in the target */
	enum dialect_id dialect; /* the only one that has it, or DIALECT_COUNT */
};

/*
 * Reads the items from number `first` on, each an option of the table, into the target. sql is what
 * sqlite("…") and postgresql("…") set, or NULL where they only hold options. -1 where one was
 * wrong; the others are read all the same.
 */
int take_options(struct builder *builder, const struct statement *statement, size_t first,
	const struct option *options, size_t count, void *target, struct dialect_text *sql);

/* Whether the argument is a bare word, or the name, of one of the options. */
bool is_option(const struct argument *argument, const struct option *options, size_t count);

/* How many items stand before the first option. */
size_t count_positional(
	const struct statement *statement, const struct option *options, size_t count);

/* ---- columns: column.c, value.c, sqltype.c ---- */

struct column_source {
	const struct c_type *type; /* NULL within SC_TABLE_ONLY */
	struct location at;
};

/* Everything said of one column, given as statements. The column is in its table already. */
void build_column(struct builder *builder, struct table *table, struct column *column,
	const struct column_source *source, const struct statement *statements, size_t count);

/* What kind of values a column has, as its C type tells. */
enum value_kind {
	VALUE_ANY,
	VALUE_BOOL,
	VALUE_NUMBER,
	VALUE_TEXT,
	VALUE_BYTES,
	VALUE_TIME,
	VALUE_ENUM
};

struct sql_type {
	struct dialect_text text;
	struct qualified_name enum_type; /* name NULL: none */
	enum value_kind values;
	bool nullable;
	bool narrowed; /* on SQLite half of the range is missing */
};

/* 0, or -1 where the C type has no SQL type; *reason then says why. */
int sql_type_of(struct builder *builder, const struct c_type *type, struct sql_type *out,
	const char **reason);

/* The SQL text of a value: bare NULL, true, false, numbers, constants; or SQL in a string. */
int take_value(struct builder *builder, const struct statement *statement, size_t index,
	const struct sql_type *type, const char **out);

/* The text of a string literal, or of a macro that makes one. */
int take_sql(struct builder *builder, const struct statement *statement, size_t index,
	const char **out);

/* ---- constraints and indexes: key.c, index.c ---- */

/* The table has no column of that name: says so. Always -1. */
int report_unknown_column(struct builder *builder, const struct statement *statement,
	const struct table *table, const char *name, struct location at);

/* Where the word stands among the arguments; `otherwise` where it does not. */
struct location find_argument(
	const struct argument_list *items, const char *name, struct location otherwise);

/* SC_INDEX and SC_INDEXED. */
void build_index(
	struct builder *builder, struct table *table, const struct statement *statement);
void build_column_index(struct builder *builder, struct table *table,
	const struct column *column, const struct statement *statement);

/* Anything said of the whole table but SC_TABLE itself. */
void build_key(struct builder *builder, struct table *table, const struct statement *statement);

/* SC_PRIMARY_KEY, SC_UNIQUE, SC_INDEXED, SC_REFERENCES, SC_CHECK_COLUMN at a column. */
void build_column_key(struct builder *builder, struct table *table, const struct column *column,
	const struct statement *statement);

/* Columns or expressions: the items of on(…). */
int take_parts(struct builder *builder, const struct statement *statement,
	const struct argument_list *items, struct key_parts *out);

/* ---- names within SQL: expression.c ---- */

/* Looks, when the table is complete, for misspelt columns in the SQL of an argument. */
void expect_columns(struct builder *builder, const struct statement *statement,
	const struct argument *argument);

/* The table is complete: looks. */
void check_expressions(struct builder *builder, const struct table *table);

/* ---- the whole: front.c, table.c, only.c, enum.c, object.c ---- */

/*
 * Makes of the unit what it means, into builder->schema. The builder's arena, schema, unit, sources
 * and diagnostics are given. Where `options` is not NULL, the compiler is asked about what is not
 * understood; -1 where it refuses the headers.
 */
int build_unit(struct builder *builder, const struct front_options *options);

void build_enums(struct builder *builder);
void build_tables(struct builder *builder);
void build_objects(struct builder *builder);
/* Adds a copy to the schema, unless its name is taken. */
void add_object(struct builder *builder, const struct sql_object *object);

/* SC_SQL_FILE: every CREATE statement of a file as an object. */
void build_sql_file(struct builder *builder, const struct statement *statement);
void build_table_only(struct builder *builder, const struct statement *statement);

/* A new table; NULL where the same declaration was read before, or the name is taken. */
struct table *build_new_table(
	struct builder *builder, struct qualified_name name, struct location at);

/* Reads the options of SC_TABLE and SC_TABLE_ONLY from item `first` on. */
int take_table_options(struct builder *builder, const struct statement *statement, size_t first,
	struct table *table);
bool is_table_option(const struct argument *argument);

/* Warns of what only some configurations of the program see: depends.c. */
void check_conditions(struct builder *builder);

#endif
