#include "postgresql/plan/plan_depend.h"

#include "base/text.h"
#include "postgresql/plan/plan_catalog.h"
#include "postgresql/sql/postgresql_types.h"
#include "schema/sql_text.h"

#include <string.h>

/* The collection of the uses of one thing. */
struct collection {
	struct planner *p;
	const struct catalog *catalog;
	struct thing self;
	struct uses *out;
	const struct references *references; /* of the text being resolved */
};

static void
add(struct collection *c, const struct thing *thing, enum reference_strength strength)
{
	if (thing_equal(thing, &c->self))
		return;
	VEC_EACH (struct use, use, *c->out)
		if (thing_equal(&use->thing, thing)) {
			use->strength = use->strength > strength ? use->strength : strength;
			return;
		}
	*VEC_ADD(c->p->arena, c->out) = (struct use){*thing, strength};
}

static void
add_schema(struct collection *c, const char *name, enum reference_strength strength)
{
	struct thing thing;
	if (thing_plain_schema(name) == NULL)
		return;
	thing = thing_of_schema(name);
	add(c, &thing, strength);
}

static void
add_table(struct collection *c, const struct table *table, enum reference_strength strength)
{
	struct thing thing = thing_of_table(table);
	add(c, &thing, strength);
}

/* ------------------------------------------------------------------ columns */

/* Whether the column reference may be a column of the relation, which the text calls `name`. */
static bool
may_be_of(const struct reference *column, const struct reference *relation)
{
	return column->qualifier == NULL || text_equal(column->qualifier, relation->alias) ||
	       text_equal(column->qualifier, relation->name);
}

/* Whether the reference is the whole row of the relation: SELECT t FROM t, or '*'. */
static bool
is_whole_row(const struct reference *column, const struct reference *relation)
{
	if (column->name == NULL)
		return may_be_of(column, relation);
	return column->qualifier == NULL &&
	       (text_equal(column->name, relation->alias) ||
		       (relation->alias == NULL && text_equal(column->name, relation->name)));
}

static void
add_columns(struct collection *c, const struct table *table, const struct reference *relation)
{
	VEC_EACH (const struct reference, reference, *c->references) {
		if (reference->kind != REFERENCE_COLUMN || !may_be_of(reference, relation))
			continue;
		bool all = is_whole_row(reference, relation);
		VEC_EACH (struct column *, column, table->columns)
			if (all || text_equal((*column)->name, reference->name)) {
				struct thing thing = thing_of_column(table, *column);
				add(c, &thing, reference->strength);
			}
	}
}

/* Every column: for a text that could not be parsed. */
static void
add_mentioned_columns(struct collection *c, const struct table *table, const char *text)
{
	VEC_EACH (struct column *, column, table->columns)
		if (sql_mentions(text, (*column)->name)) {
			struct thing thing = thing_of_column(table, *column);
			add(c, &thing, REFERENCE_DEFINITION);
		}
}

/* ------------------------------------------------------------------ references */

static void
resolve(struct collection *c, const struct reference *reference, struct things *found)
{
	const char *name = reference->name;
	bool word = reference->kind == REFERENCE_WORD;
	if (reference->kind == REFERENCE_RELATION || word)
		catalog_find_relations(c->catalog, found, reference->schema, name);
	if (reference->kind == REFERENCE_TYPE || word)
		catalog_find_types(c->catalog, found, reference->schema, name);
	if (reference->kind == REFERENCE_FUNCTION || word)
		catalog_find_routines(c->catalog, found, reference);
	/* An unquoted word may be written in any case. */
	const char *lower = word ? text_lower(c->p->arena, name) : name;
	if (word && found->len == 0 && strcmp(lower, name) != 0) {
		struct reference again = *reference;
		again.name = lower;
		resolve(c, &again, found);
	}
}

static void
add_reference(struct collection *c, const struct reference *reference, const char *text)
{
	struct things found = {0};
	if (reference->kind == REFERENCE_SCHEMA)
		add_schema(c, reference->name, reference->strength);
	if (reference->name == NULL || reference->kind == REFERENCE_COLUMN ||
		reference->kind == REFERENCE_SCHEMA)
		return;
	resolve(c, reference, &found);
	VEC_EACH (const struct thing, thing, found) {
		add(c, thing, reference->strength);
		add_schema(c, thing_schema(thing), reference->strength);
		if (thing->kind != THING_TABLE)
			continue;
		if (reference->kind == REFERENCE_RELATION)
			add_columns(c, thing->item, reference);
		else if (reference->kind == REFERENCE_WORD &&
			 reference->strength == REFERENCE_DEFINITION)
			add_mentioned_columns(c, thing->item, text);
	}
}

static void
add_references(struct collection *c, const struct references *references, const char *text)
{
	c->references = references;
	VEC_EACH (const struct reference, reference, *references)
		add_reference(c, reference, text);
}

/* A frame's text is parsed only if it mentions a name of the schema. */
static void
add_text(struct collection *c, enum parse_frame frame, const char *text)
{
	struct references references = {0};
	if (text == NULL || !catalog_words_mention(&c->catalog->words, text))
		return;
	postgresql_references(c->p->arena, &references, frame, text);
	add_references(c, &references, text);
}

/* ------------------------------------------------------------------ parts of tables */

/* The columns of its own table that an expression mentions. */
static void
add_own_columns(struct collection *c, const struct table *table, const char *text)
{
	VEC_EACH (struct column *, column, table->columns) {
		struct thing thing = thing_of_column(table, *column);
		if (text != NULL && sql_mentions(text, (*column)->name))
			add(c, &thing, REFERENCE_DEFINITION);
	}
}

static void
add_column_named(struct collection *c, const struct table *table, const char *name)
{
	const struct column *column = name != NULL ? table_find_column(table, name) : NULL;
	struct thing thing = thing_of_column(table, column);
	if (column != NULL)
		add(c, &thing, REFERENCE_DEFINITION);
}

static void
add_column(struct collection *c, const struct table *table, const struct column *column)
{
	add_text(c, FRAME_TYPE, column->type.common);
	if (column->generated == GENERATED_NONE)
		return;
	add_own_columns(c, table, column->generated_expression.common);
	add_text(c, FRAME_EXPRESSION, column->generated_expression.common);
}

static bool
is_same_key(const struct key_parts *parts, const struct texts *names)
{
	size_t found = 0;
	VEC_EACH (const struct key_part, part, *parts)
		VEC_EACH (const char *, name, *names)
			found += text_equal(part->column, *name);
	return parts->len == names->len && found == names->len;
}

/* The table that a foreign key references, its columns, and the key that makes them unique. */
static void
add_target(struct collection *c, const struct constraint *foreign)
{
	const struct table *target = schema_find_table(c->catalog->schema, &foreign->target);
	if (target == NULL)
		return;
	add_table(c, target, REFERENCE_DEFINITION);
	VEC_EACH (const char *, name, foreign->target_columns)
		add_column_named(c, target, *name);
	VEC_EACH (struct constraint *, key, target->constraints)
		if (((*key)->kind == CONSTRAINT_PRIMARY_KEY || (*key)->kind == CONSTRAINT_UNIQUE) &&
			is_same_key(&(*key)->parts, &foreign->target_columns)) {
			struct thing thing = thing_of_constraint(target, *key);
			add(c, &thing, REFERENCE_DEFINITION);
		}
	VEC_EACH (struct index *, index, target->indexes)
		if ((*index)->unique && is_same_key(&(*index)->parts, &foreign->target_columns)) {
			struct thing thing = thing_of_index(target, *index);
			add(c, &thing, REFERENCE_DEFINITION);
		}
}

static void
add_constraint(struct collection *c, const struct table *table, const struct constraint *constraint)
{
	bool exclude = constraint->kind == CONSTRAINT_EXCLUDE;
	VEC_EACH (const struct key_part, part, constraint->parts)
		add_column_named(c, table, part->column);
	add_own_columns(c, table, constraint->expression.common);
	add_text(c, exclude ? FRAME_EXCLUDE : FRAME_EXPRESSION, constraint->expression.common);
	if (constraint->kind == CONSTRAINT_FOREIGN_KEY)
		add_target(c, constraint);
}

/* The schema in "s.gin_trgm_ops". */
static void
add_schema_of_opclass(struct collection *c, const char *opclass)
{
	size_t length = opclass != NULL ? strcspn(opclass, ".(") : 0;
	if (length > 0 && opclass[length] == '.')
		add_schema(c, arena_strndup(c->p->arena, opclass, length), REFERENCE_DEFINITION);
}

static void
add_index(struct collection *c, const struct table *table, const struct index *index)
{
	VEC_EACH (const struct key_part, part, index->parts) {
		add_column_named(c, table, part->column);
		add_own_columns(c, table, part->expression.common);
		add_text(c, FRAME_EXPRESSION, part->expression.common);
		add_schema_of_opclass(c, part->opclass);
	}
	VEC_EACH (const char *, name, index->include)
		add_column_named(c, table, *name);
	add_own_columns(c, table, index->where.common);
	add_text(c, FRAME_EXPRESSION, index->where.common);
}

static void
add_whole_table(struct collection *c, const struct table *table)
{
	VEC_EACH (struct column *, column, table->columns) {
		add_text(c, FRAME_TYPE, (*column)->type.common);
		add_text(c, FRAME_EXPRESSION, (*column)->default_value.common);
		add_text(c, FRAME_EXPRESSION, (*column)->generated_expression.common);
	}
	VEC_EACH (struct constraint *, constraint, table->constraints) {
		bool exclude = (*constraint)->kind == CONSTRAINT_EXCLUDE;
		add_text(c, exclude ? FRAME_EXCLUDE : FRAME_EXPRESSION,
			(*constraint)->expression.common);
		if ((*constraint)->kind == CONSTRAINT_FOREIGN_KEY)
			add_target(c, *constraint);
	}
}

static void
add_object(struct collection *c, const struct sql_object *object)
{
	struct references references = {0};
	postgresql_references(
		c->p->arena, &references, FRAME_STATEMENTS, object->sql.common);
	add_references(c, &references, object->sql.common);
	if (object->table.name == NULL)
		return;
	struct reference table = {.kind = REFERENCE_RELATION,
		.strength = REFERENCE_DEFINITION,
		.schema = object->table.schema,
		.name = object->table.name};
	add_reference(c, &table, object->sql.common);
}

static void
collect(struct collection *c)
{
	const struct table *table = c->self.table;
	add_schema(c, thing_schema(&c->self), REFERENCE_DEFINITION);
	if (table != NULL)
		add_table(c, table, REFERENCE_DEFINITION);
	switch (c->self.kind) {
	case THING_TABLE:
		add_whole_table(c, c->self.item);
		break;
	case THING_COLUMN:
		add_column(c, table, c->self.item);
		break;
	case THING_DEFAULT:
		add_column_named(c, table, ((const struct column *)c->self.item)->name);
		add_text(c, FRAME_EXPRESSION,
			((const struct column *)c->self.item)->default_value.common);
		break;
	case THING_CONSTRAINT:
		add_constraint(c, table, c->self.item);
		break;
	case THING_INDEX:
		add_index(c, table, c->self.item);
		break;
	case THING_OBJECT:
		add_object(c, c->self.item);
		break;
	default:
		break;
	}
}

const struct uses *
plan_depend_uses(struct planner *p, enum plan_side side, const struct thing *thing)
{
	const char *key = thing_key(p->arena, thing);
	struct uses *uses = map_find(&p->uses[side], key);
	if (uses != NULL)
		return uses;
	uses = ARENA_NEW(p->arena, struct uses);
	map_put(p->arena, &p->uses[side], key, uses);
	struct collection c = {
		.p = p, .catalog = &p->catalogs[side], .self = *thing, .out = uses};
	collect(&c);
	return uses;
}

void
plan_depend_add_expression(struct planner *p, struct uses *out, enum plan_side side,
	const struct table *table, const char *expression)
{
	struct collection c = {.p = p, .catalog = &p->catalogs[side], .out = out};
	if (expression == NULL)
		return;
	if (table != NULL)
		add_own_columns(&c, table, expression);
	add_text(&c, FRAME_EXPRESSION, expression);
}

bool
plan_depend_has_star(struct planner *p, const struct sql_object *object)
{
	struct references references = {0};
	if (strchr(object->sql.common, '*') == NULL)
		return false;
	postgresql_references(p->arena, &references, FRAME_STATEMENTS, object->sql.common);
	VEC_EACH (const struct reference, reference, references)
		if (reference->kind == REFERENCE_COLUMN && reference->name == NULL)
			return true;
	return false;
}
