/* compare_key: constraints and indexes of a table that exists before and after. */
#include "base/text.h"
#include "diff/compare_internal.h"

static void
add_constraint_change(struct comparison *c, enum change_kind kind,
	const struct constraint *before, const struct constraint *after)
{
	struct change *change = comparison_add(c, kind);
	change->constraint_before = before;
	change->constraint = after;
}

static void
add_index_change(struct comparison *c, enum change_kind kind, const struct index *before,
	const struct index *after)
{
	struct change *change = comparison_add(c, kind);
	change->index_before = before;
	change->index = after;
}

/* Returns the name of the column after the change; NULL if it is dropped. */
static const char *
name_after(const struct table_match *tables, const char *name)
{
	const struct column *after = match_column_after(tables, name);
	return after != NULL ? after->name : NULL;
}

static bool
part_equal(const struct comparison *c, const struct key_part *a, const struct key_part *b)
{
	if ((a->column == NULL) != (b->column == NULL))
		return false;
	bool same = a->column != NULL
			    ? text_equal(name_after(c->tables, a->column), b->column)
			    : comparison_expressions_equal(c, &a->expression, &b->expression);
	return same && text_equal_nocase(a->collation, b->collation) &&
	       c->dialect->expressions_equal(a->opclass, b->opclass) &&
	       a->descending == b->descending && a->nulls_first == b->nulls_first &&
	       a->nulls_last == b->nulls_last;
}

static bool
parts_equal(const struct comparison *c, const struct key_parts *a, const struct key_parts *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (!part_equal(c, &a->items[i], &b->items[i]))
			return false;
	return true;
}

static bool
names_equal(const struct texts *a, const struct texts *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (!text_equal(a->items[i], b->items[i]))
			return false;
	return true;
}

/* The columns that a foreign key references; if it names none, the primary key of its target. */
static void
find_target_columns(struct comparison *c, const struct map *tables, const struct constraint *key,
	struct texts *out)
{
	const struct table *target =
		map_find(tables, qualified_name_print(c->arena, &key->target));
	const struct constraint *primary = target != NULL ? table_primary_key(target) : NULL;
	*out = (struct texts){0};
	if (key->target_columns.len > 0 || primary == NULL) {
		*out = key->target_columns;
		return;
	}
	VEC_EACH (const struct key_part, part, primary->parts)
		*VEC_ADD(c->arena, out) = part->column;
}

/* Whether two foreign keys reference the same columns, even if those or their table are renamed. */
static bool
targets_equal(struct comparison *c, const struct constraint *a, const struct constraint *b)
{
	struct texts x = {0}, y = {0};
	const struct table_match *target = match_of_before(c->arena, &c->match, &a->target);
	if (!qualified_name_equal(target != NULL ? &target->after->name : &a->target, &b->target))
		return false;
	find_target_columns(c, &c->match.tables_before, a, &x);
	find_target_columns(c, &c->match.tables_after, b, &y);
	if (target == NULL || x.len != y.len)
		return names_equal(&x, &y);
	for (size_t i = 0; i < x.len; i++) {
		/* SQLite accepts a foreign key to a column that does not exist */
		bool known = table_find_column(target->before, x.items[i]) != NULL;
		const char *after = known ? name_after(target, x.items[i]) : x.items[i];
		if (!text_equal(after, y.items[i]))
			return false;
	}
	return true;
}

/* Whether two constraints are equal except for their names and comments. */
static bool
constraints_equal(struct comparison *c, const struct constraint *a, const struct constraint *b)
{
	return a->kind == b->kind && parts_equal(c, &a->parts, &b->parts) &&
	       comparison_expressions_equal(c, &a->expression, &b->expression) &&
	       (a->kind != CONSTRAINT_FOREIGN_KEY || targets_equal(c, a, b)) &&
	       a->on_delete == b->on_delete && a->on_update == b->on_update &&
	       text_equal_nocase(a->match, b->match) && a->not_valid == b->not_valid &&
	       a->no_inherit == b->no_inherit &&
	       a->deferrable == b->deferrable && a->initially_deferred == b->initially_deferred &&
	       a->nulls_not_distinct == b->nulls_not_distinct &&
	       text_equal_nocase(a->conflict, b->conflict);
}

static bool
indexes_equal(const struct comparison *c, const struct index *a, const struct index *b)
{
	return a->unique == b->unique && parts_equal(c, &a->parts, &b->parts) &&
	       comparison_expressions_equal(c, &a->where, &b->where) &&
	       text_equal_nocase(a->method, b->method) && names_equal(&a->include, &b->include) &&
	       c->dialect->expressions_equal(a->with, b->with) &&
	       a->nulls_not_distinct == b->nulls_not_distinct;
}

static bool
has_own_name(const struct constraint *constraint)
{
	return constraint->name != NULL && !constraint->name_from_template;
}

/* Whether no earlier constraint has matched this one. */
static bool
is_free(const struct constraint *const *taken, size_t count, const struct constraint *constraint)
{
	for (size_t i = 0; i < count; i++)
		if (taken[i] == constraint)
			return false;
	return true;
}

/* Whether a different constraint has the name of `before` now. */
static bool
name_is_reused(const struct comparison *c, const struct constraint *before,
	const struct constraint *constraint)
{
	const struct constraint *named =
		has_own_name(before) ? table_find_constraint(c->tables->after, before->name) : NULL;
	return named != NULL && named != constraint;
}

/* Returns the counterpart of a constraint, by its name or by its content, or NULL. */
static const struct constraint *
constraint_before(struct comparison *c, const struct constraint *constraint,
	const struct constraint *const *taken, size_t count)
{
	VEC_EACH (struct constraint *, before, c->tables->before->constraints)
		if (has_own_name(*before) && has_own_name(constraint) &&
			(*before)->kind == constraint->kind &&
			text_equal((*before)->name, constraint->name) &&
			is_free(taken, count, *before))
			return *before;
	VEC_EACH (struct constraint *, before, c->tables->before->constraints)
		if ((*before)->kind == constraint->kind && is_free(taken, count, *before) &&
			!name_is_reused(c, *before, constraint) &&
			constraints_equal(c, *before, constraint))
			return *before;
	return NULL;
}

/*
 * A name that only the database has is ignored. A name from the models replaces the name that the
 * database chose, because a later drop uses it.
 */
static bool
is_renamed(const struct comparison *c, const struct constraint *before,
	const struct constraint *after)
{
	if (before->name == NULL)
		return c->dialect->leaves_unnamed && has_own_name(after);
	return has_own_name(after) &&
	       !text_equal(before->name, after->name) &&
	       (has_own_name(before) || after->at.file != NULL);
}

static void
compare_constraint(
	struct comparison *c, const struct constraint *before, const struct constraint *after)
{
	if (!constraints_equal(c, before, after)) {
		add_constraint_change(c, CHANGE_DROP_CONSTRAINT, before, NULL);
		add_constraint_change(c, CHANGE_ADD_CONSTRAINT, NULL, after);
		return;
	}
	if (is_renamed(c, before, after))
		add_constraint_change(c, CHANGE_RENAME_CONSTRAINT, before, after);
	if (!text_equal(before->comment, after->comment))
		add_constraint_change(c, CHANGE_ALTER_CONSTRAINT_COMMENT, before, after);
}

void
compare_constraints(struct comparison *c)
{
	size_t count = c->tables->after->constraints.len;
	const struct constraint **taken = arena_alloc(c->arena, (count + 1) * sizeof(*taken));
	for (size_t i = 0; i < count; i++) {
		const struct constraint *after = c->tables->after->constraints.items[i];
		taken[i] = constraint_before(c, after, taken, i);
		if (taken[i] == NULL)
			add_constraint_change(c, CHANGE_ADD_CONSTRAINT, NULL, after);
		else
			compare_constraint(c, taken[i], after);
	}
	VEC_EACH (struct constraint *, before, c->tables->before->constraints)
		if (is_free(taken, count, *before))
			add_constraint_change(c, CHANGE_DROP_CONSTRAINT, *before, NULL);
}

/* Returns the index with this name, or a renamed one: with the same content and a dropped name. */
static const struct index *
index_before(const struct comparison *c, const struct index *index)
{
	const struct index *same = table_find_index(c->tables->before, index->name);
	if (same != NULL)
		return same;
	VEC_EACH (struct index *, before, c->tables->before->indexes)
		if (table_find_index(c->tables->after, (*before)->name) == NULL &&
			indexes_equal(c, *before, index))
			return *before;
	return NULL;
}

void
compare_indexes(struct comparison *c)
{
	struct map taken = {0};
	VEC_EACH (struct index *, index, c->tables->after->indexes) {
		const struct index *before = index_before(c, *index);
		if (before != NULL && map_put(c->arena, &taken, before->name, *index) != NULL)
			before = NULL;
		if (before == NULL) {
			add_index_change(c, CHANGE_ADD_INDEX, NULL, *index);
		} else if (!indexes_equal(c, before, *index)) {
			add_index_change(c, CHANGE_DROP_INDEX, before, NULL);
			add_index_change(c, CHANGE_ADD_INDEX, NULL, *index);
		} else if (!text_equal(before->name, (*index)->name)) {
			add_index_change(c, CHANGE_RENAME_INDEX, before, *index);
		}
		if (before != NULL && !text_equal(before->comment, (*index)->comment))
			add_index_change(c, CHANGE_ALTER_INDEX_COMMENT, before, *index);
	}
	VEC_EACH (struct index *, before, c->tables->before->indexes)
		if (map_find(&taken, (*before)->name) == NULL)
			add_index_change(c, CHANGE_DROP_INDEX, *before, NULL);
}
