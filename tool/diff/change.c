#include "diff/change.h"

#include "base/strbuf.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_texts[CHANGE_KIND_COUNT] = {
#define CHANGE(constant, text) [CHANGE_##constant] = text,
	CHANGE_KINDS(CHANGE)
#undef CHANGE
};

const char *
change_kind_name(enum change_kind kind)
{
	return kind_texts[kind];
}

static const char *
table_name(struct arena *arena, const struct change *change)
{
	const struct table *table = change->table != NULL ? change->table : change->table_before;
	return qualified_name_print(arena, &table->name);
}

/* "posts_author_fk", or what an unnamed one is on: "(author_id)", "CHECK (a > 0)". */
static const char *
constraint_name(struct arena *arena, const struct constraint *constraint)
{
	struct strbuf text = STRBUF_INIT;
	if (constraint->name != NULL)
		return constraint->name;
	strbuf_addch(&text, '(');
	VEC_EACH (const struct key_part, part, constraint->parts) {
		strbuf_addstr(&text, part > constraint->parts.items ? ", " : "");
		strbuf_addstr(&text, part->column != NULL ? part->column : part->expression.common);
	}
	if (constraint->expression.common != NULL)
		strbuf_addstr(&text, constraint->expression.common);
	strbuf_addch(&text, ')');
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static const char *
type_name(struct arena *arena, const struct column *column)
{
	if (column->enum_type.name != NULL)
		return qualified_name_print(arena, &column->enum_type);
	return column->type.common != NULL ? column->type.common : "";
}

/* The subject without its kind: "users.phone", "users_email_idx of users". */
static const char *
subject(struct arena *arena, const struct change *change)
{
	const struct column *column =
		change->column != NULL ? change->column : change->column_before;
	const struct constraint *constraint =
		change->constraint != NULL ? change->constraint : change->constraint_before;
	const struct index *index = change->index != NULL ? change->index : change->index_before;
	const struct enum_type *type =
		change->enum_type != NULL ? change->enum_type : change->enum_before;
	const struct sql_object *object =
		change->object != NULL ? change->object : change->object_before;
	if (column != NULL)
		return arena_printf(arena, "%s.%s", table_name(arena, change), column->name);
	if (constraint != NULL)
		return arena_printf(arena, "%s %s of %s", constraint_kind_name(constraint->kind),
			constraint_name(arena, constraint), table_name(arena, change));
	if (index != NULL)
		return arena_printf(arena, "%s of %s", index->name, table_name(arena, change));
	if (type != NULL)
		return qualified_name_print(arena, &type->name);
	if (object != NULL)
		return arena_printf(arena, "%s %s", object_kind_name(object->kind),
			qualified_name_print(arena, &object->name));
	return table_name(arena, change);
}

const char *
change_print(struct arena *arena, const struct change *change)
{
	const char *verb = kind_texts[change->kind];
	switch (change->kind) {
	case CHANGE_RENAME_TABLE:
		return arena_printf(arena, "%s %s to %s", verb,
			qualified_name_print(arena, &change->table_before->name),
			qualified_name_print(arena, &change->table->name));
	case CHANGE_RENAME_COLUMN:
		return arena_printf(arena, "%s %s.%s to %s", verb, table_name(arena, change),
			change->column_before->name, change->column->name);
	case CHANGE_RENAME_CONSTRAINT:
		return arena_printf(arena, "%s %s %s of %s to %s", verb,
			constraint_kind_name(change->constraint->kind),
			change->constraint_before->name, table_name(arena, change),
			change->constraint->name);
	case CHANGE_RENAME_INDEX:
		return arena_printf(arena, "%s %s of %s to %s", verb, change->index_before->name,
			table_name(arena, change), change->index->name);
	case CHANGE_ALTER_TYPE:
		return arena_printf(arena, "%s %s: %s to %s", verb, subject(arena, change),
			type_name(arena, change->column_before), type_name(arena, change->column));
	case CHANGE_ALTER_NULLABILITY:
		return arena_printf(arena, "%s %s: %s", verb, subject(arena, change),
			change->column->not_null ? "NOT NULL" : "NULL");
	default:
		return arena_printf(arena, "%s %s", verb, subject(arena, change));
	}
}

/* "column 'users.phone'", "index 'i' of table 'users'": the subject as messages name it. */
static const char *
quoted_subject(struct arena *arena, const struct change *change)
{
	const struct constraint *constraint =
		change->constraint != NULL ? change->constraint : change->constraint_before;
	const struct index *index = change->index != NULL ? change->index : change->index_before;
	const struct sql_object *object =
		change->object != NULL ? change->object : change->object_before;
	if (change->column != NULL || change->column_before != NULL)
		return arena_printf(arena, "column '%s'", subject(arena, change));
	if (constraint != NULL)
		return arena_printf(arena, "%s '%s' of table '%s'",
			constraint_kind_name(constraint->kind), constraint_name(arena, constraint),
			table_name(arena, change));
	if (index != NULL)
		return arena_printf(
			arena, "index '%s' of table '%s'", index->name, table_name(arena, change));
	if (object != NULL)
		return arena_printf(arena, "%s '%s'", object_kind_name(object->kind),
			qualified_name_print(arena, &object->name));
	if (change->enum_type != NULL || change->enum_before != NULL)
		return arena_printf(arena, "enum '%s'", subject(arena, change));
	return arena_printf(arena, "table '%s'", table_name(arena, change));
}

static const char *
or_none(const char *text)
{
	return text != NULL ? text : "none";
}

static const char *
nullability(const struct column *column)
{
	return column->not_null ? "NOT NULL" : "NULL";
}

static const char *
generated(struct arena *arena, const struct column *column)
{
	if (column->generated == GENERATED_NONE)
		return "not generated";
	return arena_printf(arena, "generated %s from %s",
		column->generated == GENERATED_STORED ? "(stored)" : "(virtual)",
		or_none(column->generated_expression.common));
}

/* What of a column that is on both sides differs: "type", here, there. */
struct difference {
	const char *what, *here, *there;
};

static struct difference
column_difference(struct arena *arena, const struct change *change)
{
	const struct column *a = change->column_before, *b = change->column;
	switch (change->kind) {
	case CHANGE_ALTER_TYPE:
		return (struct difference){"type", type_name(arena, b), type_name(arena, a)};
	case CHANGE_ALTER_NULLABILITY:
		return (struct difference){"nullability", nullability(b), nullability(a)};
	case CHANGE_ALTER_DEFAULT:
		return (struct difference){"default", or_none(b->default_value.common),
			or_none(a->default_value.common)};
	case CHANGE_ALTER_GENERATED:
		return (struct difference){
			"expression", generated(arena, b), generated(arena, a)};
	case CHANGE_ALTER_COLLATION:
		return (struct difference){"collation", or_none(b->collation), or_none(a->collation)};
	case CHANGE_ALTER_COLUMN_COMMENT:
		return (struct difference){"comment", or_none(b->comment), or_none(a->comment)};
	default:
		return (struct difference){0};
	}
}

const char *
change_explain(
	struct arena *arena, const struct change *change, const char *after, const char *before)
{
	const char *what = quoted_subject(arena, change);
	struct difference difference = {0};
	switch (change->kind) {
	case CHANGE_ADD_TABLE:
	case CHANGE_ADD_COLUMN:
	case CHANGE_ADD_CONSTRAINT:
	case CHANGE_ADD_INDEX:
	case CHANGE_ADD_ENUM:
	case CHANGE_ADD_OBJECT:
		return arena_printf(arena, "%s is in %s but not in %s", what, after, before);
	case CHANGE_DROP_TABLE:
	case CHANGE_DROP_COLUMN:
	case CHANGE_DROP_CONSTRAINT:
	case CHANGE_DROP_INDEX:
	case CHANGE_DROP_ENUM:
	case CHANGE_DROP_OBJECT:
		return arena_printf(arena, "%s is in %s but not in %s", what, before, after);
	case CHANGE_RENAME_TABLE:
		return arena_printf(arena, "%s is called '%s' in %s", what,
			qualified_name_print(arena, &change->table_before->name), before);
	case CHANGE_RENAME_COLUMN:
		return arena_printf(arena, "%s is called '%s' in %s", what,
			change->column_before->name, before);
	case CHANGE_RENAME_CONSTRAINT:
		return arena_printf(arena, "%s is called '%s' in %s", what,
			change->constraint_before->name, before);
	case CHANGE_RENAME_INDEX:
		return arena_printf(arena, "%s is called '%s' in %s", what,
			change->index_before->name, before);
	default:
		difference = column_difference(arena, change);
		break;
	}
	if (difference.what == NULL)
		return arena_printf(arena, "%s is not as it is in %s", what, before);
	return arena_printf(arena, "%s has %s %s in %s, %s in %s", what, difference.what,
		difference.here, after, difference.there, before);
}

struct location
change_location(const struct change *change)
{
	struct location none = {0};
	if (change->column != NULL && change->column->at.file != NULL)
		return change->column->at;
	if (change->constraint != NULL && change->constraint->at.file != NULL)
		return change->constraint->at;
	if (change->index != NULL && change->index->at.file != NULL)
		return change->index->at;
	if (change->table != NULL)
		return change->table->at;
	if (change->enum_type != NULL)
		return change->enum_type->at;
	return change->object != NULL ? change->object->at : none;
}

/* Tables first, then enums, then objects; within a table by kind and name. */
struct sort_key {
	int group;
	const char *table;
	const char *text;
	struct change change;
};

static int
compare_keys(const void *a, const void *b)
{
	const struct sort_key *x = a, *y = b;
	int order = x->group - y->group;
	if (order == 0)
		order = strcmp(x->table, y->table);
	if (order == 0)
		order = (int)x->change.kind - (int)y->change.kind;
	return order != 0 ? order : strcmp(x->text, y->text);
}

void
changes_sort(struct arena *arena, struct changes *changes)
{
	struct sort_key *keys = arena_alloc(arena, (changes->len + 1) * sizeof(*keys));
	for (size_t i = 0; i < changes->len; i++) {
		const struct change *change = &changes->items[i];
		bool of_table = change->table != NULL || change->table_before != NULL;
		keys[i].group = of_table ? 0 : change->kind < CHANGE_ADD_OBJECT ? 1 : 2;
		keys[i].table = of_table ? table_name(arena, change) : "";
		keys[i].text = change_print(arena, change);
		keys[i].change = *change;
	}
	qsort(keys, changes->len, sizeof(*keys), compare_keys);
	for (size_t i = 0; i < changes->len; i++)
		changes->items[i] = keys[i].change;
}
