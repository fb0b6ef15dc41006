#include "diff/data_loss.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "diff/constant_change.h"
#include "diff/enum_change.h"
#include "schema/sql.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ types */

/* Within a family, a type with a higher rank can hold more. */
enum family { UNKNOWN, TEXTS, BYTES, INTEGERS, FLOATS, DECIMALS, BOOLEANS, DATES };

struct known_type {
	const char *name;
	enum family family;
	int rank;
};

static const struct known_type known_types[] = {
	{"text", TEXTS, 2}, {"clob", TEXTS, 2}, {"varchar", TEXTS, 1},
	{"character varying", TEXTS, 1}, {"char varying", TEXTS, 1}, {"char", TEXTS, 0},
	{"character", TEXTS, 0}, {"bpchar", TEXTS, 0}, {"citext", TEXTS, 2},
	{"blob", BYTES, 0}, {"bytea", BYTES, 0},
	{"tinyint", INTEGERS, 0}, {"smallint", INTEGERS, 1}, {"int2", INTEGERS, 1},
	{"int", INTEGERS, 2}, {"integer", INTEGERS, 2}, {"int4", INTEGERS, 2},
	{"bigint", INTEGERS, 3}, {"int8", INTEGERS, 3},
	{"real", FLOATS, 0}, {"float4", FLOATS, 0}, {"float", FLOATS, 1}, {"double", FLOATS, 1},
	{"double precision", FLOATS, 1}, {"float8", FLOATS, 1},
	{"numeric", DECIMALS, 0}, {"decimal", DECIMALS, 0}, {"dec", DECIMALS, 0},
	{"boolean", BOOLEANS, 0}, {"bool", BOOLEANS, 0},
	{"date", DATES, 0}, {"timestamp", DATES, 1}, {"timestamptz", DATES, 1},
	{"timestamp with time zone", DATES, 1}, {"timestamp without time zone", DATES, 1},
};

/* A parsed type: VARCHAR(80), NUMERIC(8, 2). */
struct shape {
	const struct known_type *known; /* NULL: an unknown name */
	long arguments[2];
	size_t count;
};

static const struct known_type *
find_known(const char *name)
{
	for (size_t i = 0; i < sizeof(known_types) / sizeof(*known_types); i++)
		if (text_equal_nocase(known_types[i].name, name))
			return &known_types[i];
	return NULL;
}

/* The words before '(' and after ')' are the name, separated by one space. */
static struct shape
parse_type(const char *type)
{
	struct shape shape = {0};
	struct strbuf name = STRBUF_INIT;
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, type, strlen(type));
	for (struct sql_token token; (token = sql_next(&lexer)).kind != SQL_END;) {
		if (token.kind == SQL_WORD) {
			strbuf_addstr(&name, name.len > 0 ? " " : "");
			strbuf_add(&name, token.text, token.length);
		} else if (token.kind == SQL_NUMBER && shape.count < 2) {
			shape.arguments[shape.count++] = strtol(token.text, NULL, 10);
		} else if (sql_is(&token, "[")) {
			strbuf_addch(&name, '['); /* an array is not in known_types */
		}
	}
	shape.known = find_known(name.buf);
	strbuf_release(&name);
	return shape;
}

/* Whether a numeric type has fewer digits after the decimal point, or fewer before it. */
static enum data_risk
decimal_risk(const struct shape *a, const struct shape *b)
{
	if (b->count == 0)
		return RISK_NONE;
	if (a->count == 0 || b->arguments[1] < a->arguments[1])
		return RISK_LOSS; /* rounded */
	bool overflows = b->arguments[0] - b->arguments[1] < a->arguments[0] - a->arguments[1];
	return overflows ? RISK_STOP : RISK_NONE;
}

/*
 * Two types of one family. PostgreSQL rounds floats and dates, and refuses other values that do not
 * fit.
 */
static enum data_risk
narrowing_risk(const struct shape *a, const struct shape *b)
{
	enum family family = b->known->family;
	if (family == DECIMALS)
		return decimal_risk(a, b);
	if (family == TEXTS) {
		bool limited_before = a->known->rank < 2 && a->count > 0;
		bool limited = b->known->rank < 2 && b->count > 0;
		bool shorter = !limited_before || b->arguments[0] < a->arguments[0];
		return limited && shorter ? RISK_STOP : RISK_NONE;
	}
	if (b->known->rank >= a->known->rank)
		return RISK_NONE;
	return family == INTEGERS ? RISK_STOP : RISK_LOSS;
}

/* Casts between families (PostgreSQL 15, pg_cast). */
static enum data_risk
postgresql_cast_risk(const struct shape *a, const struct shape *b)
{
	enum family from = a->known->family, to = b->known->family;
	if (to == TEXTS)
		return b->known->rank < 2 && b->count > 0 ? RISK_STOP : RISK_NONE;
	if (from == BOOLEANS && (to == INTEGERS || to == FLOATS || to == DECIMALS))
		return RISK_NONE;
	if (from == INTEGERS && to == DECIMALS)
		return b->count > 0 ? RISK_STOP : RISK_NONE;
	bool numbers = from == INTEGERS || from == FLOATS || from == DECIMALS;
	return numbers && to != DATES && to != BYTES ? RISK_LOSS : RISK_STOP;
}

/*
 * SQLite: a type is an affinity, and a column stores values that do not fit it unchanged
 * (https://sqlite.org/datatype3.html, section 3). A text that looks like a number becomes a number:
 * '007' becomes 7. A STRICT table refuses values that do not fit.
 */
static enum data_risk
sqlite_risk(bool strict, const struct shape *a, const struct shape *b)
{
	enum family from = a->known->family, to = b->known->family;
	if (strict)
		return from != to && to != TEXTS ? RISK_STOP : RISK_NONE;
	bool numbers = to == INTEGERS || to == FLOATS || to == DECIMALS;
	return from == TEXTS && numbers ? RISK_LOSS : RISK_NONE;
}

enum data_risk
data_loss_of_type(enum dialect_id dialect, bool strict, const char *before, const char *after)
{
	if (before == NULL || after == NULL)
		return RISK_NONE;
	struct shape a = parse_type(before), b = parse_type(after);
	if (a.known == NULL || b.known == NULL)
		return RISK_NONE;
	if (dialect == DIALECT_SQLITE)
		return sqlite_risk(strict, &a, &b);
	return a.known->family == b.known->family ? narrowing_risk(&a, &b)
						  : postgresql_cast_risk(&a, &b);
}

/* ------------------------------------------------------------------ changes */

static const char *
name_of_table(struct arena *arena, const struct change *change)
{
	const struct table *table = change->table != NULL ? change->table : change->table_before;
	return table != NULL ? qualified_name_print(arena, &table->name) : "";
}

static const char *
name_of_column(struct arena *arena, const struct change *change)
{
	const struct column *column =
		change->column != NULL ? change->column : change->column_before;
	return arena_printf(arena, "%s.%s", name_of_table(arena, change), column->name);
}

static enum data_risk
risk_of_type(enum dialect_id dialect, const struct change *change)
{
	const struct column *before = change->column_before, *after = change->column;
	return data_loss_of_type(dialect, change->table != NULL && change->table->strict,
		before->type.common, after->type.common);
}

static bool
loss_of_object(struct arena *arena, struct data_loss *out, const struct change *change)
{
	const struct sql_object *object = change->object_before;
	const char *name = qualified_name_print(arena, &object->name);
	if (object->kind == OBJECT_VIRTUAL_TABLE)
		*out = (struct data_loss){arena_printf(arena, "rows of virtual table %s", name),
			"the downgrade restores the virtual table, not its rows"};
	else if (object->kind == OBJECT_SEQUENCE)
		*out = (struct data_loss){arena_printf(arena, "the value of sequence %s", name),
			"the downgrade restores the sequence, not its value"};
	else
		return false;
	return true;
}

/* The table that a NOT NULL column references; NULL: none. */
static const char *
required_parent(struct arena *arena, const struct change *change)
{
	const struct column *column = change->column_before;
	if (!column->not_null || column->generated != GENERATED_NONE)
		return NULL;
	VEC_EACH (struct constraint *, key, change->table_before->constraints) {
		if ((*key)->kind != CONSTRAINT_FOREIGN_KEY)
			continue;
		VEC_EACH (const struct key_part, part, (*key)->parts)
			if (text_equal(part->column, column->name))
				return qualified_name_print(arena, &(*key)->target);
	}
	return NULL;
}

static const char *
remark_of_column(struct arena *arena, const struct change *change)
{
	const char *parent = required_parent(arena, change);
	return parent == NULL ? "the downgrade restores the column, not its values"
			      : arena_printf(arena,
					"the downgrade restores the column, not its values; if there are rows, it fails unless %s has a row that they can refer to",
					parent);
}

bool
data_loss_of(struct arena *arena, struct data_loss *out, enum dialect_id dialect,
	const struct change *change)
{
	const struct column *before = change->column_before, *after = change->column;
	out->remark = "the downgrade restores the column, not its values";
	switch (change->kind) {
	case CHANGE_DROP_TABLE:
		out->data = arena_printf(arena, "rows of %s", name_of_table(arena, change));
		out->remark = "the downgrade restores the table, not its rows";
		return true;
	case CHANGE_DROP_COLUMN:
		out->data = arena_printf(arena, "values of %s", name_of_column(arena, change));
		out->remark = remark_of_column(arena, change);
		return before->generated == GENERATED_NONE;
	case CHANGE_ALTER_GENERATED:
		out->data = arena_printf(arena, "values of %s, which becomes a generated column",
			name_of_column(arena, change));
		return before->generated == GENERATED_NONE && after->generated != GENERATED_NONE;
	case CHANGE_ALTER_TYPE:
		if (risk_of_type(dialect, change) != RISK_LOSS)
			return false;
		out->data = arena_printf(arena, "values of %s that %s cannot hold exactly",
			name_of_column(arena, change), after->type.common);
		out->remark = "the downgrade restores the type, not the values";
		return true;
	case CHANGE_DROP_OBJECT:
	case CHANGE_REPLACE_OBJECT:
		return loss_of_object(arena, out, change);
	default:
		return false;
	}
}

void
data_loss_find(struct arena *arena, struct data_losses *out, enum dialect_id dialect,
	const struct changes *changes)
{
	VEC_EACH (const struct change, change, *changes) {
		struct data_loss loss;
		bool is_new = data_loss_of(arena, &loss, dialect, change);
		VEC_EACH (const struct data_loss, known, *out)
			is_new = is_new && !text_equal(known->data, loss.data);
		if (is_new)
			*VEC_ADD(arena, out) = loss;
	}
}

/* ------------------------------------------------------------------ stops */

static void
add_stop(struct arena *arena, struct texts *out, const char *stop)
{
	VEC_EACH (const char *, known, *out)
		if (text_equal(*known, stop))
			return;
	*VEC_ADD(arena, out) = stop;
}

static void
add_enum_stops(struct arena *arena, struct texts *out, const struct enum_type *before,
	const struct enum_type *after)
{
	struct enum_change change;
	enum_change_find(arena, &change, before, after);
	VEC_EACH (const char *, value, change.removed)
		add_stop(arena, out,
			arena_printf(arena, "rows with the value '%s' of %s", *value,
				qualified_name_print(arena, &after->name)));
}

/* Rows whose meaning the renumbering would lose. */
static void
add_constant_stop(struct arena *arena, struct texts *out, const struct change *change)
{
	struct constant_change constants;
	constant_change_find(arena, &constants, change->column_before, change->column);
	const char *guard = constant_change_guard(arena, &constants, true);
	if (guard != NULL && change->column->constants_answer == CONSTANTS_RENUMBER)
		add_stop(arena, out,
			arena_printf(arena, "rows of %s where %s", name_of_table(arena, change),
				guard));
}

void
data_loss_find_stops(struct arena *arena, struct texts *out, enum dialect_id dialect,
	const struct schema *before, const struct schema *after, const struct changes *changes)
{
	VEC_EACH (const struct change, change, *changes)
		if (change->kind == CHANGE_RENUMBER)
			add_constant_stop(arena, out, change);
		else if (change->kind == CHANGE_ALTER_TYPE &&
			 risk_of_type(dialect, change) == RISK_STOP)
			add_stop(arena, out,
				arena_printf(arena, "values of %s that %s cannot hold",
					name_of_column(arena, change),
					change->column->type.common));
	VEC_EACH (struct enum_type *, old, before->enums) {
		const struct enum_type *new = schema_find_enum(after, &(*old)->name);
		if (new != NULL)
			add_enum_stops(arena, out, *old, new);
	}
}

static bool
is_text(const struct column *column)
{
	const struct shape shape = parse_type(
		column->type.common != NULL ? column->type.common : "");
	return shape.known != NULL && shape.known->family == TEXTS;
}

void
data_loss_find_down_stops(struct arena *arena, struct texts *out, const struct changes *changes)
{
	VEC_EACH (const struct change, change, *changes) {
		if (change->kind != CHANGE_ALTER_TYPE)
			continue;
		const struct column *old = change->column_before, *new = change->column;
		bool was_enum = old->enum_type.name != NULL || old->check_enum != NULL;
		bool is_enum = new->enum_type.name != NULL || new->check_enum != NULL;
		if (was_enum ? !is_enum : is_enum && !is_text(old))
			add_stop(arena, out,
				arena_printf(arena, "values of %s that %s cannot hold",
					name_of_column(arena, change),
					was_enum && old->check_enum != NULL
						? old->check_enum->name.name
						: old->type.common));
	}
}
