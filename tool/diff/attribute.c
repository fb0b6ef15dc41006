#include "diff/attribute.h"

#include "base/strbuf.h"
#include "base/text.h"

static void
add(struct arena *arena, struct attributes *out, const char *name, const char *before,
	const char *after)
{
	if (!text_equal(before, after))
		*VEC_ADD(arena, out) = (struct attribute){name, before, after};
}

static void
add_flag(struct arena *arena, struct attributes *out, bool before, bool after, const char *set,
	const char *unset)
{
	add(arena, out, "", before ? set : unset, after ? set : unset);
}

static const char *
list_names(struct arena *arena, const struct texts *names)
{
	struct strbuf text = STRBUF_INIT;
	if (names->len == 0)
		return NULL;
	VEC_EACH (const char *, name, *names)
		strbuf_addf(&text, "%s%s", name > names->items ? ", " : "(", *name);
	strbuf_addch(&text, ')');
	return strbuf_finish(&text, arena);
}

static const char *
list_parts(struct arena *arena, const struct key_parts *parts)
{
	struct texts names = {0};
	VEC_EACH (const struct key_part, part, *parts) {
		const char *name = part->column != NULL ? part->column : part->expression.common;
		const char *collation = part->collation != NULL ? arena_printf(arena, " COLLATE %s",
									  part->collation)
								: "";
		*VEC_ADD(arena, &names) = arena_printf(arena, "%s%s%s%s%s%s", name, collation,
			part->opclass != NULL ? " " : "",
			part->opclass != NULL ? part->opclass : "", part->descending ? " DESC" : "",
			part->nulls_first  ? " NULLS FIRST"
			: part->nulls_last ? " NULLS LAST"
					   : "");
	}
	return list_names(arena, &names);
}

/* ------------------------------------------------------------------ columns and tables */

static const char *
type_name(struct arena *arena, const struct column *column)
{
	if (column->enum_type.name != NULL)
		return qualified_name_print(arena, &column->enum_type);
	return column->type.common;
}

static const char *
sequence_type(struct arena *arena, const struct column *column)
{
	return column->sequence_type != NULL ? column->sequence_type : type_name(arena, column);
}

static const char *
generated(struct arena *arena, const struct column *column)
{
	if (column->generated == GENERATED_NONE)
		return "not generated";
	return arena_printf(arena, "generated (%s) from %s",
		column->generated == GENERATED_STORED ? "stored" : "virtual",
		column->generated_expression.common);
}

static const char *
identity(const struct column *column)
{
	switch (column->identity) {
	case IDENTITY_ALWAYS:
		return "ALWAYS";
	case IDENTITY_BY_DEFAULT:
		return "BY DEFAULT";
	default:
		return NULL;
	}
}

static void
add_column(struct arena *arena, struct attributes *out, const struct change *change)
{
	const struct column *a = change->column_before, *b = change->column;
	switch (change->kind) {
	case CHANGE_ALTER_TYPE:
		add(arena, out, "type", type_name(arena, a), type_name(arena, b));
		add_flag(arena, out, a->serial, b->serial, "serial", "not serial");
		break;
	case CHANGE_ALTER_NULLABILITY:
		add_flag(arena, out, a->not_null, b->not_null, "NOT NULL", "nullable");
		add(arena, out, "NOT NULL ON CONFLICT", a->not_null_conflict, b->not_null_conflict);
		break;
	case CHANGE_ALTER_DEFAULT:
		add(arena, out, "default", a->default_value.common, b->default_value.common);
		break;
	case CHANGE_ALTER_GENERATED:
		add(arena, out, "", generated(arena, a), generated(arena, b));
		break;
	case CHANGE_ALTER_IDENTITY:
		add(arena, out, "identity", identity(a), identity(b));
		add(arena, out, "identity options", a->identity_options, b->identity_options);
		add_flag(arena, out, a->autoincrement, b->autoincrement, "AUTOINCREMENT",
			"not AUTOINCREMENT");
		break;
	case CHANGE_ALTER_SEQUENCE:
		add(arena, out, "a sequence of type", sequence_type(arena, a),
			sequence_type(arena, b));
		break;
	case CHANGE_ALTER_COLLATION:
		add(arena, out, "collation", a->collation, b->collation);
		break;
	default:
		add(arena, out, "comment", a->comment, b->comment);
		break;
	}
}

static void
add_table(struct arena *arena, struct attributes *out, const struct change *change)
{
	const struct table *a = change->table_before, *b = change->table;
	if (change->kind == CHANGE_ALTER_TABLE_COMMENT) {
		add(arena, out, "comment", a->comment, b->comment);
		return;
	}
	add_flag(arena, out, a->strict, b->strict, "STRICT", "not STRICT");
	add_flag(arena, out, a->without_rowid, b->without_rowid, "WITHOUT ROWID", "a rowid table");
	add_flag(arena, out, a->unlogged, b->unlogged, "UNLOGGED", "logged");
	add(arena, out, "options", a->options.common, b->options.common);
}

/* ------------------------------------------------------------------ constraints and indexes */

static const char *
action(enum fk_action action)
{
	return action != FK_NO_ACTION ? fk_action_name(action) : NULL;
}

static const char *
target(struct arena *arena, const struct constraint *key)
{
	const char *columns = list_names(arena, &key->target_columns);
	if (key->target.name == NULL)
		return NULL;
	return arena_printf(arena, "%s%s%s", qualified_name_print(arena, &key->target),
		columns != NULL ? " " : "", columns != NULL ? columns : "");
}

static const char *
deferrability(const struct constraint *constraint)
{
	if (!constraint->deferrable)
		return "NOT DEFERRABLE";
	return constraint->initially_deferred ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE";
}

static void
add_constraint(struct arena *arena, struct attributes *out, const struct change *change)
{
	const struct constraint *a = change->constraint_before, *b = change->constraint;
	if (change->kind == CHANGE_ALTER_CONSTRAINT_COMMENT) {
		add(arena, out, "comment", a->comment, b->comment);
		return;
	}
	add(arena, out, "columns", list_parts(arena, &a->parts), list_parts(arena, &b->parts));
	add(arena, out, a->kind == CONSTRAINT_CHECK ? "condition" : "definition",
		a->expression.common, b->expression.common);
	add(arena, out, "target", target(arena, a), target(arena, b));
	add(arena, out, "ON DELETE", action(a->on_delete), action(b->on_delete));
	add(arena, out, "ON UPDATE", action(a->on_update), action(b->on_update));
	add(arena, out, "MATCH", a->match, b->match);
	add(arena, out, "", deferrability(a), deferrability(b));
	add_flag(arena, out, a->not_valid, b->not_valid, "NOT VALID", "validated");
	add(arena, out, "NO INHERIT", a->no_inherit ? "" : NULL, b->no_inherit ? "" : NULL);
	add(arena, out, "NULLS NOT DISTINCT", a->nulls_not_distinct ? "" : NULL,
		b->nulls_not_distinct ? "" : NULL);
	add(arena, out, "ON CONFLICT", a->conflict, b->conflict);
}

static void
add_index(struct arena *arena, struct attributes *out, const struct change *change)
{
	const struct index *a = change->index_before, *b = change->index;
	if (change->kind == CHANGE_ALTER_INDEX_COMMENT) {
		add(arena, out, "comment", a->comment, b->comment);
		return;
	}
	add_flag(arena, out, a->unique, b->unique, "UNIQUE", "not UNIQUE");
	add(arena, out, "columns", list_parts(arena, &a->parts), list_parts(arena, &b->parts));
	add(arena, out, "condition", a->where.common, b->where.common);
	add(arena, out, "method", a->method, b->method);
	add(arena, out, "INCLUDE", list_names(arena, &a->include), list_names(arena, &b->include));
	add(arena, out, "storage parameters", a->with, b->with);
	add(arena, out, "NULLS NOT DISTINCT", a->nulls_not_distinct ? "" : NULL,
		b->nulls_not_distinct ? "" : NULL);
}

void
attributes_add(struct arena *arena, struct attributes *out, const struct change *change)
{
	if (change->column != NULL && change->column_before != NULL)
		add_column(arena, out, change);
	else if (change->constraint != NULL && change->constraint_before != NULL)
		add_constraint(arena, out, change);
	else if (change->index != NULL && change->index_before != NULL)
		add_index(arena, out, change);
	else if (change->kind == CHANGE_ALTER_OBJECT_COMMENT)
		add(arena, out, "comment", change->object_before->comment, change->object->comment);
	else if (change->kind == CHANGE_ALTER_OPTIONS || change->kind == CHANGE_ALTER_TABLE_COMMENT)
		add_table(arena, out, change);
}

/* ------------------------------------------------------------------ texts */

/* "ON DELETE SET NULL", "no default", "NOT NULL" */
static void
add_state(struct strbuf *text, const struct attribute *attribute, const char *value)
{
	if (value == NULL)
		strbuf_addf(text, "no %s", attribute->name);
	else
		strbuf_addf(text, "%s%s%s", attribute->name,
			*attribute->name != '\0' && *value != '\0' ? " " : "", value);
}

const char *
attributes_print(struct arena *arena, const struct attributes *attributes)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct attribute, attribute, *attributes) {
		strbuf_addstr(&text, attribute > attributes->items ? ", " : "");
		add_state(&text, attribute, attribute->after);
	}
	return strbuf_finish(&text, arena);
}

static const char *
short_state(const struct attribute *attribute, const char *value)
{
	if (value == NULL)
		return "none";
	return *value != '\0' ? value : attribute->name;
}

const char *
attributes_explain(struct arena *arena, const struct attributes *attributes, const char *after,
	const char *before)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct attribute, attribute, *attributes) {
		const char *verb = *attribute->name != '\0' ? "has" : "is";
		strbuf_addf(&text, "%s%s ", attribute > attributes->items ? "; it " : "", verb);
		add_state(&text, attribute, attribute->after);
		strbuf_addf(&text, " in %s, %s in %s", after,
			short_state(attribute, attribute->before), before);
	}
	return strbuf_finish(&text, arena);
}
