#include "diff/change.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "diff/attribute.h"
#include "diff/constant_change.h"
#include "diff/enum_change.h"

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

/* "posts_author_fk", or the columns or condition of an unnamed one: "(author_id)", "(a > 0)". */
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
	return strbuf_finish(&text, arena);
}

static const char *
type_name(struct arena *arena, const struct column *column)
{
	const char *type = column->type.common != NULL ? column->type.common : "";
	if (column->enum_type.name != NULL)
		return qualified_name_print(arena, &column->enum_type);
	return column->serial ? arena_printf(arena, "%s (serial)", type) : type;
}

static const char *
sequence_type(const struct column *column)
{
	return column->sequence_type != NULL ? column->sequence_type : column->type.common;
}

/* The word between a constraint, index or trigger and its table: "add index i to t", "drop i from
 * t". */
static const char *
preposition(const struct change *change)
{
	switch (change->kind) {
	case CHANGE_ADD_CONSTRAINT:
	case CHANGE_ADD_INDEX:
	case CHANGE_ADD_OBJECT:
		return "to";
	case CHANGE_DROP_CONSTRAINT:
	case CHANGE_DROP_INDEX:
	case CHANGE_DROP_OBJECT:
		return "from";
	default:
		return "on";
	}
}

/* An altered primary key needs no columns to identify it: a table has only one. */
static bool
is_unnamed_key(const struct change *change, const struct constraint *constraint)
{
	return change->kind == CHANGE_ALTER_CONSTRAINT && constraint->name == NULL &&
	       constraint->kind == CONSTRAINT_PRIMARY_KEY;
}

/* "view v", "trigger touch to users". */
static const char *
object_subject(struct arena *arena, const struct change *change, const struct sql_object *object)
{
	const char *kind = object_kind_name(object->kind);
	if (object_kind_is_of_table(object->kind) && object->table.name != NULL)
		return arena_printf(arena, "%s %s %s %s", kind, object->name.name,
			preposition(change), qualified_name_print(arena, &object->table));
	return arena_printf(arena, "%s %s", kind, qualified_name_print(arena, &object->name));
}

/* The subject without its kind: "users.phone", "users_email_idx to users". */
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
	if (constraint != NULL && is_unnamed_key(change, constraint))
		return arena_printf(arena, "%s on %s", constraint_kind_name(constraint->kind),
			table_name(arena, change));
	if (constraint != NULL)
		return arena_printf(arena, "%s %s %s %s", constraint_kind_name(constraint->kind),
			constraint_name(arena, constraint), preposition(change),
			table_name(arena, change));
	if (index != NULL)
		return arena_printf(arena, "%s %s %s", index->name, preposition(change),
			table_name(arena, change));
	if (type != NULL)
		return qualified_name_print(arena, &type->name);
	if (object != NULL)
		return object_subject(arena, change, object);
	return table_name(arena, change);
}

static const char *
print_attributes(struct arena *arena, const struct change *change)
{
	struct attributes attributes = {0};
	attributes_add(arena, &attributes, change);
	return attributes_print(arena, &attributes);
}

static const char *
print_enum_change(struct arena *arena, const struct change *change)
{
	struct enum_change difference;
	enum_change_find(arena, &difference, change->enum_before, change->enum_type);
	return enum_change_print(arena, &difference);
}

/* "renumber constants of t.kind: KIND_B from 1 to 2" */
static const char *
print_constants(struct arena *arena, const struct change *change)
{
	static const char *const verbs[] = {[CONSTANTS_UNANSWERED] = "renumber constants of",
		[CONSTANTS_RENUMBER] = "renumber constants of",
		[CONSTANTS_KEEP] = "renumber constants but not rows of",
		[CONSTANTS_RECORD] = "record constants of"};
	struct constant_change difference;
	constant_change_find(arena, &difference, change->column_before, change->column);
	return arena_printf(arena, "%s %s: %s", verbs[change->column->constants_answer],
		subject(arena, change), constant_change_print(arena, &difference));
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
		return arena_printf(arena, "%s %s %s on %s to %s", verb,
			constraint_kind_name(change->constraint->kind),
			constraint_name(arena, change->constraint_before),
			table_name(arena, change), change->constraint->name);
	case CHANGE_RENAME_INDEX:
		return arena_printf(arena, "%s %s on %s to %s", verb, change->index_before->name,
			table_name(arena, change), change->index->name);
	case CHANGE_RENUMBER:
		return print_constants(arena, change);
	case CHANGE_ALTER_TYPE:
		return arena_printf(arena, "%s %s: %s to %s", verb, subject(arena, change),
			type_name(arena, change->column_before), type_name(arena, change->column));
	case CHANGE_ALTER_NULLABILITY:
		return arena_printf(arena, "%s %s: %s", verb, subject(arena, change),
			change->column->not_null ? "NOT NULL" : "NULL");
	case CHANGE_ALTER_SEQUENCE:
		return arena_printf(arena, "%s %s: %s to %s", verb, subject(arena, change),
			sequence_type(change->column_before), sequence_type(change->column));
	case CHANGE_ALTER_CONSTRAINT:
	case CHANGE_ALTER_INDEX:
		return arena_printf(arena, "%s %s: %s", verb, subject(arena, change),
			print_attributes(arena, change));
	case CHANGE_ALTER_ENUM:
		return arena_printf(arena, "%s %s: %s", verb, subject(arena, change),
			print_enum_change(arena, change));
	default:
		return arena_printf(arena, "%s %s", verb, subject(arena, change));
	}
}

/* "view 'v'", "trigger 'touch' on 'users'". */
static const char *
quoted_object(struct arena *arena, const struct sql_object *object)
{
	const char *kind = object_kind_name(object->kind);
	if (object_kind_is_of_table(object->kind) && object->table.name != NULL)
		return arena_printf(arena, "%s '%s' on '%s'", kind, object->name.name,
			qualified_name_print(arena, &object->table));
	return arena_printf(arena, "%s '%s'", kind, qualified_name_print(arena, &object->name));
}

/* The subject in a message: "column 'users.phone'", "index 'i' on table 'users'". */
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
	if (constraint != NULL && is_unnamed_key(change, constraint))
		return arena_printf(arena, "%s of table '%s'",
			constraint_kind_name(constraint->kind), table_name(arena, change));
	if (constraint != NULL)
		return arena_printf(arena, "%s '%s' of table '%s'",
			constraint_kind_name(constraint->kind), constraint_name(arena, constraint),
			table_name(arena, change));
	if (index != NULL)
		return arena_printf(
			arena, "index '%s' on table '%s'", index->name, table_name(arena, change));
	if (object != NULL)
		return quoted_object(arena, object);
	if (change->enum_type != NULL || change->enum_before != NULL)
		return arena_printf(arena, "enum '%s'", subject(arena, change));
	return arena_printf(arena, "table '%s'", table_name(arena, change));
}

/* "is different in revision 1975ea83b712", or its altered attributes if the change has any. */
static const char *
explain_difference(
	struct arena *arena, const struct change *change, const char *after, const char *before)
{
	struct attributes attributes = {0};
	struct enum_change difference;
	if (change->kind == CHANGE_ALTER_ENUM) {
		enum_change_find(arena, &difference, change->enum_before, change->enum_type);
		return enum_change_explain(arena, &difference, after, before);
	}
	if (change->kind == CHANGE_RENUMBER) {
		struct constant_change constants;
		constant_change_find(arena, &constants, change->column_before, change->column);
		return constant_change_explain(arena, &constants, after, before);
	}
	attributes_add(arena, &attributes, change);
	if (attributes.len == 0)
		return arena_printf(arena, "is different in %s", before);
	return attributes_explain(arena, &attributes, after, before);
}

const char *
change_explain(
	struct arena *arena, const struct change *change, const char *after, const char *before)
{
	const char *what = quoted_subject(arena, change);
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
		if (change->constraint_before->name == NULL)
			return arena_printf(arena, "%s has no name in %s", what, before);
		return arena_printf(arena, "%s is called '%s' in %s", what,
			change->constraint_before->name, before);
	case CHANGE_RENAME_INDEX:
		return arena_printf(
			arena, "%s is called '%s' in %s", what, change->index_before->name, before);
	default:
		return arena_printf(
			arena, "%s %s", what, explain_difference(arena, change, after, before));
	}
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

/*
 * Tables first, then enums, then objects; within a table by kind and name. Columns are added in the
 * order of the struct.
 */
struct sort_key {
	int group;
	const char *table;
	size_t position; /* of an added column in its table; otherwise 0 */
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
	if (order == 0 && x->position != y->position)
		order = x->position < y->position ? -1 : 1;
	return order != 0 ? order : strcmp(x->text, y->text);
}

static size_t
position_of(const struct change *change)
{
	size_t at = 0;
	if (change->kind != CHANGE_ADD_COLUMN)
		return 0;
	while (at < change->table->columns.len && change->table->columns.items[at] != change->column)
		at++;
	return at;
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
		keys[i].position = position_of(change);
		keys[i].text = change_print(arena, change);
		keys[i].change = *change;
	}
	qsort(keys, changes->len, sizeof(*keys), compare_keys);
	for (size_t i = 0; i < changes->len; i++)
		changes->items[i] = keys[i].change;
}
