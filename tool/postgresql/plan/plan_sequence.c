#include "postgresql/plan/plan_sequence.h"

#include "base/text.h"
#include "postgresql/plan/plan_emit.h"
#include "postgresql/plan/plan_keep.h"
#include "postgresql/plan/plan_object.h"
#include "postgresql/plan/plan_step.h"
#include "postgresql/sql/equal.h"
#include "postgresql/sql/names.h"
#include "postgresql/sql/postgresql_print.h"
#include "postgresql/sql/postgresql_types.h"
#include "postgresql/sql/sequence_options.h"
#include "schema/sql_text.h"

#include <inttypes.h>

/* ------------------------------------------------------------------ parts of statements */

/* pg_get_serial_sequence('t', 'c') */
static void
add_sequence(struct planner *p, const struct table *table, const struct column *column)
{
	struct strbuf name = STRBUF_INIT;
	sql_add_qualified(&name, &table->name);
	strbuf_addstr(&p->sql, "pg_get_serial_sequence(");
	sql_add_literal(&p->sql, name.buf);
	strbuf_addstr(&p->sql, ", ");
	sql_add_literal(&p->sql, column->name);
	strbuf_addch(&p->sql, ')');
	strbuf_release(&name);
}

/* Begins a block that knows the sequence as s. */
static void
begin_block(struct planner *p, const struct table *table, const struct column *column,
	const char *variables)
{
	strbuf_addstr(&p->sql, "DO $schemac$\nDECLARE s text := ");
	add_sequence(p, table, column);
	strbuf_addf(&p->sql, ";%s\nBEGIN\n", variables);
}

static void
end_block(struct planner *p)
{
	strbuf_addstr(&p->sql, "END $schemac$");
	plan_emit(p);
}

static struct sequence_options
options_of(const struct column *column)
{
	struct sequence_options options;
	sequence_options_read(&options, column->identity_options, column->type.common);
	return options;
}

/* The last number of the sequence's series that is not beyond `number`. */
static void
add_position(struct planner *p, const struct sequence_options *options, const char *number)
{
	bool up = options->increment > 0;
	bool plain = options->increment == 1 || options->increment == -1;
	if (options->has_limit)
		strbuf_addstr(&p->sql, up ? "least(" : "greatest(");
	if (plain)
		strbuf_addstr(&p->sql, number);
	else
		strbuf_addf(&p->sql, "%" PRId64 " + (%s - %" PRId64 ") / %" PRId64 " * %" PRId64,
			options->start, number, options->start, options->increment,
			options->increment);
	if (options->has_limit)
		strbuf_addf(&p->sql, ", %" PRId64 ")", up ? options->maximum : options->minimum);
}

static void
add_condition(struct planner *p, const struct sequence_options *options, const char *number)
{
	strbuf_addf(&p->sql, "%s %s %" PRId64, number,
		options->increment > 0 ? ">=" : "<=", options->start);
}

/* "max(c)", or min(c) for a descending sequence. */
static const char *
extreme(struct planner *p, const struct sequence_options *options, const struct column *column)
{
	struct strbuf text = STRBUF_INIT;
	strbuf_addstr(&text, options->increment > 0 ? "max(" : "min(");
	sql_add_name(&text, column->name);
	strbuf_addch(&text, ')');
	return strbuf_finish(&text, p->arena);
}

/* A new sequence continues after the existing rows. Without rows it begins at START. */
static void
skip_rows(struct planner *p, const struct table *table, const struct column *column)
{
	struct sequence_options options = options_of(column);
	const char *last = extreme(p, &options, column);
	strbuf_addstr(&p->sql, "SELECT setval(");
	add_sequence(p, table, column);
	strbuf_addstr(&p->sql, ", ");
	add_position(p, &options, last);
	plan_add_table(p, ") FROM ", table);
	strbuf_addstr(&p->sql, " HAVING ");
	add_condition(p, &options, last);
	plan_emit(p);
}

/* The sequence takes the place of the default that the column has before. */
static void
replace_default(struct planner *p, const struct change *change)
{
	if (change->column_before->default_value.common == NULL)
		return;
	plan_step_removes(p, thing_of_default(change->table_before, change->column_before));
	plan_emit_drop_default(p, change->table, change->column);
}

/* ------------------------------------------------------------------ serial */

/* The name that the server chooses. */
static struct qualified_name
sequence_name(const struct planner *p, const struct table *table, const struct column *column)
{
	return (struct qualified_name){table->name.schema,
		postgresql_make_object_name(p->arena, table->name.name, column->name, "seq")};
}

static const char *
print_name(struct planner *p, struct qualified_name name)
{
	struct strbuf text = STRBUF_INIT;
	sql_add_qualified(&text, &name);
	return strbuf_finish(&text, p->arena);
}

/* The sequence object of the schema with the name of the column's sequence, or NULL. */
static const struct sql_object *
find_object(const struct planner *p, const struct schema *schema, const struct table *table,
	const struct column *column)
{
	const struct qualified_name name = sequence_name(p, table, column);
	return schema_find_object(schema, OBJECT_SEQUENCE, &name);
}

/* The free sequence that the column's own sequence becomes (`to`) or was; NULL: none. */
static const struct sql_object *
counterpart(
	const struct planner *p, const struct table *table, const struct column *column, bool to)
{
	const struct schema *own = to ? p->request->before : p->request->after;
	const struct schema *other = to ? p->request->after : p->request->before;
	return find_object(p, own, table, column) == NULL ? find_object(p, other, table, column)
							  : NULL;
}

bool
plan_sequence_is_handed_over(const struct planner *p, const struct sql_object *sequence)
{
	if (sequence->kind != OBJECT_SEQUENCE)
		return false;
	VEC_EACH (const struct change, change, *p->request->changes) {
		if (change->kind != CHANGE_ALTER_TYPE ||
			change->column_before->serial == change->column->serial ||
			change->column_before->identity != IDENTITY_NONE ||
			change->column->identity != IDENTITY_NONE)
			continue;
		if (counterpart(p, change->table, change->column, !change->column->serial) ==
			sequence)
			return true;
	}
	return false;
}

/* CREATE SEQUENCE as for a serial column. */
static const char *
serial_sql(struct planner *p, const struct table *table, const struct column *column)
{
	return arena_printf(p->arena, "CREATE SEQUENCE %s AS %s",
		print_name(p, sequence_name(p, table, column)),
		postgresql_type_name(p->arena, column->type.common));
}

/* A sequence object of the new schema takes over the sequence of the column. */
static bool
hand_over(struct planner *p, const struct table *table, const struct column *column)
{
	const struct sql_object *object = counterpart(p, table, column, true);
	if (object == NULL)
		return false;
	struct strbuf literal = STRBUF_INIT;
	plan_step_provides(p, thing_of_object(object));
	sql_add_literal(&literal, print_name(p, object->name));
	begin_block(p, table, column, "");
	strbuf_addf(&p->sql,
		"\tEXECUTE format('ALTER SEQUENCE %%s OWNED BY NONE', s);\n"
		"\tIF to_regclass(%s) IS NULL THEN\n"
		"\t\tEXECUTE format('ALTER SEQUENCE %%s RENAME TO %%I', s, ",
		literal.buf);
	sql_add_literal(&p->sql, object->name.name);
	strbuf_addstr(&p->sql, ");\n\tEND IF;\n");
	end_block(p);
	strbuf_release(&literal);
	plan_object_alter_sequence(p, serial_sql(p, table, column), object->sql.common);
	plan_object_comment(p, NULL, object);
	return true;
}

/* The column takes over a sequence object of the old schema. */
static bool
take_over(struct planner *p, const struct table *table, const struct column *column)
{
	const struct sql_object *object = counterpart(p, table, column, false);
	if (object == NULL)
		return false;
	const char *name = print_name(p, object->name);
	plan_step_removes(p, thing_of_object(object));
	plan_object_alter_sequence(p, object->sql.common, serial_sql(p, table, column));
	if (object->comment != NULL) {
		strbuf_addf(&p->sql, "COMMENT ON SEQUENCE %s IS NULL", name);
		plan_emit(p);
	}
	strbuf_addf(&p->sql, "ALTER SEQUENCE %s OWNED BY ", name);
	plan_add_table(p, "", table);
	plan_add_name(p, ".", column->name);
	plan_emit(p);
	plan_add_alter_column(p, table, column);
	strbuf_addstr(&p->sql, " SET DEFAULT nextval(");
	sql_add_literal(&p->sql, name);
	strbuf_addch(&p->sql, ')');
	plan_emit(p);
	return true;
}

static void
add_create(struct planner *p, const struct table *table, const struct column *column)
{
	struct strbuf name = STRBUF_INIT, literal = STRBUF_INIT;
	const struct qualified_name sequence = sequence_name(p, table, column);
	sql_add_qualified(&name, &sequence);
	sql_add_literal(&literal, name.buf);
	struct strbuf owned = STRBUF_INIT;
	sql_add_qualified(&owned, &table->name);
	strbuf_addf(&p->sql, "\tCREATE SEQUENCE %s AS %s;\n", name.buf,
		postgresql_type_name(p->arena, column->type.common));
	/* A sequence and the table that owns it must have the same owner. */
	strbuf_addf(&p->sql,
		"\tEXECUTE format('ALTER SEQUENCE %%s OWNER TO %%I', %s, (SELECT "
		"pg_get_userbyid(relowner) FROM pg_class WHERE oid = ",
		literal.buf);
	sql_add_literal(&p->sql, owned.buf);
	strbuf_addf(
		&p->sql, "::regclass));\n\tALTER SEQUENCE %s OWNED BY %s.", name.buf, owned.buf);
	sql_add_name(&p->sql, column->name);
	plan_add_table(p, ";\n\tALTER TABLE ", table);
	plan_add_name(p, " ALTER COLUMN ", column->name);
	strbuf_addf(&p->sql, " SET DEFAULT nextval(%s);\n", literal.buf);
	strbuf_release(&owned);
	strbuf_release(&literal);
	strbuf_release(&name);
}

/* Privileges on a table do not include its sequences. */
static void
remark_privileges(struct planner *p, const struct table *table, const struct column *column)
{
	ddl_addf(p->arena, p->ddl, STATEMENT_COMMENT,
		"roles other than the owner need GRANT USAGE ON SEQUENCE %s to insert rows",
		print_name(p, sequence_name(p, table, column)));
}

void
plan_sequence_create_serial(
	struct planner *p, const struct table *table, const struct column *column)
{
	if (take_over(p, table, column))
		return;
	remark_privileges(p, table, column);
	strbuf_addstr(&p->sql, "DO $schemac$\nBEGIN\n");
	add_create(p, table, column);
	end_block(p);
	skip_rows(p, table, column);
}

static void
add_drop_serial(struct planner *p, const struct table *table, const struct column *column)
{
	strbuf_addch(&p->sql, '\t');
	plan_add_alter_column(p, table, column);
	strbuf_addstr(&p->sql, " DROP DEFAULT;\n\tEXECUTE 'DROP SEQUENCE ' || s;\n");
}

void
plan_sequence_drop_serial(struct planner *p, const struct table *table, const struct column *column)
{
	if (hand_over(p, table, column))
		return;
	begin_block(p, table, column, "");
	add_drop_serial(p, table, column);
	end_block(p);
}

void
plan_sequence_alter_type(struct planner *p, const struct table *table, const struct column *column)
{
	begin_block(p, table, column, "");
	strbuf_addf(&p->sql, "\tEXECUTE format('ALTER SEQUENCE %%s AS %s', s);\n",
		postgresql_type_name(p->arena, column->type.common));
	end_block(p);
}

/* ------------------------------------------------------------------ identity */

static const char *
identity_word(const struct column *column)
{
	return column->identity == IDENTITY_ALWAYS ? "ALWAYS" : "BY DEFAULT";
}

/*
 * Exchanges a serial and an identity. The new sequence continues after the rows and after the old
 * sequence.
 */
static void
exchange(struct planner *p, const struct table *table, const struct column *after)
{
	struct sequence_options options = options_of(after);
	if (after->serial)
		remark_privileges(p, table, after);
	plan_emit_keep_sequence(p, table, after);
	begin_block(p, table, after, " n bigint;");
	strbuf_addf(&p->sql,
		"\tEXECUTE 'SELECT CASE WHEN is_called THEN last_value ELSE last_value - (%d) END "
		"FROM ' || s INTO n;\n",
		options.increment > 0 ? 1 : -1);
	if (after->serial) {
		strbuf_addch(&p->sql, '\t');
		plan_add_alter_column(p, table, after);
		strbuf_addstr(&p->sql, " DROP IDENTITY;\n");
		add_create(p, table, after);
	} else {
		add_drop_serial(p, table, after);
		strbuf_addch(&p->sql, '\t');
		plan_add_alter_column(p, table, after);
		strbuf_addstr(&p->sql, " ADD ");
		postgresql_print_identity(&p->sql, after);
		strbuf_addstr(&p->sql, ";\n");
	}
	strbuf_addf(&p->sql, "\tn := %s(n, (SELECT %s",
		options.increment > 0 ? "greatest" : "least", extreme(p, &options, after));
	plan_add_table(p, " FROM ", table);
	strbuf_addstr(&p->sql, "));\n\tIF ");
	add_condition(p, &options, "n");
	strbuf_addstr(&p->sql, " THEN\n\t\tPERFORM setval(");
	add_sequence(p, table, after);
	strbuf_addstr(&p->sql, ", ");
	add_position(p, &options, "n");
	strbuf_addstr(&p->sql, ");\n\tEND IF;\n");
	end_block(p);
	plan_emit_keep_sequence_end(p, table, after);
}

/* Whether numbers that the sequence may have reached are outside of the new bounds. */
static bool
is_narrower(const struct sequence_options *before, const struct sequence_options *after)
{
	return after->minimum > before->minimum || after->maximum < before->maximum;
}

static void
add_limits(struct planner *p, const struct sequence_options *before,
	const struct sequence_options *after)
{
	if (before->minimum != after->minimum)
		strbuf_addf(&p->sql, " SET MINVALUE %" PRId64, after->minimum);
	if (before->maximum != after->maximum)
		strbuf_addf(&p->sql, " SET MAXVALUE %" PRId64, after->maximum);
	if (before->start != after->start)
		strbuf_addf(&p->sql, " SET START WITH %" PRId64, after->start);
}

static void
add_options(struct planner *p, const struct change *change, const struct sequence_options *before,
	const struct sequence_options *after)
{
	plan_add_alter_column(p, change->table, change->column);
	if (change->column_before->identity != change->column->identity)
		strbuf_addf(&p->sql, " SET GENERATED %s", identity_word(change->column));
	if (before->increment != after->increment)
		strbuf_addf(&p->sql, " SET INCREMENT BY %" PRId64, after->increment);
	add_limits(p, before, after);
	if (before->cache != after->cache)
		strbuf_addf(&p->sql, " SET CACHE %" PRId64, after->cache);
	if (before->cycle != after->cycle)
		strbuf_addf(&p->sql, " SET %sCYCLE", after->cycle ? "" : "NO ");
}

/*
 * The server refuses options that exclude the sequence's position. A sequence that has never been
 * used moves to the new START; one that is beyond a bound stops there.
 */
static void
move_sequence(struct planner *p, const struct change *change, const struct sequence_options *before,
	const struct sequence_options *after)
{
	bool up = after->increment > 0;
	begin_block(p, change->table, change->column, " n bigint; used boolean;");
	strbuf_addf(&p->sql,
		"\tEXECUTE 'SELECT last_value, is_called FROM ' || s INTO n, used;\n"
		"\tIF NOT used AND n = %" PRId64 " THEN\n\t\tn := %" PRId64 ";\n\tEND IF;\n"
		"\tEXECUTE format('",
		before->start, after->start);
	add_options(p, change, before, after);
	strbuf_addf(&p->sql,
		" RESTART WITH %%s', least(greatest(n, %" PRId64 "), %" PRId64 "));\n"
		"\tIF used AND n %s %" PRId64 " THEN\n"
		"\t\tPERFORM setval(s, %s(n, %" PRId64 "));\n\tEND IF;\n",
		after->minimum, after->maximum,
		up ? ">=" : "<=", up ? after->minimum : after->maximum, up ? "least" : "greatest",
		up ? after->maximum : after->minimum);
	end_block(p);
}

static void
change_options(struct planner *p, const struct change *change)
{
	struct sequence_options before, after = options_of(change->column);
	sequence_options_read(
		&before, change->column_before->identity_options, change->column->type.common);
	if (is_narrower(&before, &after) || before.start != after.start) {
		move_sequence(p, change, &before, &after);
		return;
	}
	add_options(p, change, &before, &after);
	plan_emit(p);
}

void
plan_sequence_drop_identity(
	struct planner *p, const struct table *table, const struct column *column)
{
	plan_add_alter_column(p, table, column);
	strbuf_addstr(&p->sql, " DROP IDENTITY");
	plan_emit(p);
}

void
plan_sequence_alter_identity(struct planner *p, const struct change *change)
{
	const struct column *before = change->column_before, *after = change->column;
	if (before->serial != after->serial &&
		(before->identity != IDENTITY_NONE || after->identity != IDENTITY_NONE) &&
		(before->serial || before->identity != IDENTITY_NONE)) {
		exchange(p, change->table, after);
	} else if (before->identity != IDENTITY_NONE && after->identity != IDENTITY_NONE) {
		change_options(p, change);
	} else if (after->identity != IDENTITY_NONE) {
		replace_default(p, change);
		plan_add_alter_column(p, change->table, after);
		strbuf_addstr(&p->sql, " ADD ");
		postgresql_print_identity(&p->sql, after);
		plan_emit(p);
		skip_rows(p, change->table, after);
	}
}
