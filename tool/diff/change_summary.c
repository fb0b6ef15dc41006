#include "diff/change_summary.h"

#include "base/text.h"

static bool
columns_equal(const struct key_parts *a, const struct key_parts *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (a->items[i].column == NULL ||
			!text_equal(a->items[i].column, b->items[i].column))
			return false;
	return true;
}

/* Whether a reader sees both as the same constraint: by name or, if unnamed, by content. */
static bool
is_same_constraint(const struct constraint *a, const struct constraint *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->name != NULL && b->name != NULL)
		return text_equal(a->name, b->name);
	switch (a->kind) {
	case CONSTRAINT_PRIMARY_KEY:
		return true;
	case CONSTRAINT_CHECK:
		return a->on_column != NULL && text_equal(a->on_column, b->on_column);
	case CONSTRAINT_UNIQUE:
	case CONSTRAINT_FOREIGN_KEY:
		return columns_equal(&a->parts, &b->parts);
	default:
		return false;
	}
}

static bool
is_counterpart(const struct change *drop, const struct change *add)
{
	if (drop->table != add->table)
		return false;
	if (drop->kind == CHANGE_DROP_CONSTRAINT && add->kind == CHANGE_ADD_CONSTRAINT)
		return is_same_constraint(drop->constraint_before, add->constraint);
	if (drop->kind == CHANGE_DROP_INDEX && add->kind == CHANGE_ADD_INDEX)
		return text_equal(drop->index_before->name, add->index->name);
	return false;
}

static const struct enum_type *
enum_of(const struct constraint *constraint)
{
	return constraint != NULL ? constraint->check_enum : NULL;
}

/* Combines the drop and the add into one change, that of the enum if both are its CHECK. */
static struct change
join(const struct change *drop, const struct change *add)
{
	const struct enum_type *before = enum_of(drop->constraint_before);
	const struct enum_type *after = enum_of(add->constraint);
	if (before != NULL && after != NULL && qualified_name_equal(&before->name, &after->name))
		return (struct change){
			.kind = CHANGE_ALTER_ENUM, .enum_before = before, .enum_type = after};
	struct change joined = *add;
	joined.kind =
		drop->kind == CHANGE_DROP_INDEX ? CHANGE_ALTER_INDEX : CHANGE_ALTER_CONSTRAINT;
	joined.constraint_before = drop->constraint_before;
	joined.index_before = drop->index_before;
	return joined;
}

static bool
has_enum_change(const struct changes *changes, const struct enum_type *type)
{
	VEC_EACH (const struct change, change, *changes)
		if (change->kind == CHANGE_ALTER_ENUM &&
			qualified_name_equal(&change->enum_type->name, &type->name))
			return true;
	return false;
}

/* Whether the change is the CHECK of an enum column that is itself added or dropped. */
static bool
is_part_of_column(const struct changes *changes, const struct change *check)
{
	const struct constraint *constraint =
		check->constraint != NULL ? check->constraint : check->constraint_before;
	if (enum_of(constraint) == NULL)
		return false;
	VEC_EACH (const struct change, change, *changes) {
		bool added = change->kind == CHANGE_ADD_COLUMN &&
			     check->kind == CHANGE_ADD_CONSTRAINT;
		bool dropped = change->kind == CHANGE_DROP_COLUMN &&
			       check->kind == CHANGE_DROP_CONSTRAINT;
		const struct column *column = added ? change->column : change->column_before;
		if ((added || dropped) && change->table == check->table &&
			text_equal(column->name, constraint->on_column))
			return true;
	}
	return false;
}

static void
add_joined(struct arena *arena, struct changes *out, const struct change *joined)
{
	if (joined->kind != CHANGE_ALTER_ENUM || !has_enum_change(out, joined->enum_type))
		*VEC_ADD(arena, out) = *joined;
}

struct changes
change_summary(struct arena *arena, const struct changes *changes)
{
	struct changes out = {0};
	bool *is_joined = arena_alloc(arena, changes->len + 1);
	for (size_t i = 0; i < changes->len; i++)
		is_joined[i] = false;
	for (size_t i = 0; i < changes->len; i++) {
		const struct change *drop = &changes->items[i];
		if (drop->kind != CHANGE_DROP_CONSTRAINT && drop->kind != CHANGE_DROP_INDEX)
			continue;
		for (size_t j = 0; j < changes->len && !is_joined[i]; j++) {
			const struct change *add = &changes->items[j];
			if (is_joined[j] || !is_counterpart(drop, add))
				continue;
			const struct change joined = join(drop, add);
			is_joined[i] = is_joined[j] = true;
			add_joined(arena, &out, &joined);
		}
	}
	for (size_t i = 0; i < changes->len; i++)
		if (!is_joined[i] && !is_part_of_column(changes, &changes->items[i]))
			*VEC_ADD(arena, &out) = changes->items[i];
	changes_sort(arena, &out);
	return out;
}
