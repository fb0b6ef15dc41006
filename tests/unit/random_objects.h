/*
 * random_objects: views, views over views, triggers and moved constraints for the random schemas of
 * SQLite.
 *
 * The objects of a schema follow from its tables and from a seed. The same seed gives an edited
 * schema the same objects, except where the tables require others, and a few random differences.
 */
#ifndef SCHEMAC_TESTS_RANDOM_OBJECTS_H
#define SCHEMAC_TESTS_RANDOM_OBJECTS_H

#include "random_tables.h"

static inline void
add_object(struct arena *arena, struct schema *schema, enum object_kind kind, const char *name,
	const char *table, const char *sql)
{
	struct sql_object *object = ARENA_NEW(arena, struct sql_object);
	object->kind = kind;
	object->name.name = name;
	object->table.name = table;
	object->sql = dialect_text_all(sql);
	*VEC_ADD(arena, &schema->objects) = object;
}

static inline unsigned
hash_of(const char *text, uint64_t seed)
{
	struct random random = {.state = seed};
	for (; *text != '\0'; text++)
		random.state = random.state * 31 + (unsigned char)*text;
	return below(&random, 1000);
}

/* The view of a table reads about half of its columns. */
static inline const char *
view_sql(struct arena *arena, const struct table *table, const char *name, uint64_t seed)
{
	static const char *const ends[] = {"", " -- a comment", " WHERE id > 0 /* some */",
		" ORDER BY id COLLATE NOCASE"};
	struct strbuf sql = STRBUF_INIT;
	strbuf_addf(&sql, "CREATE VIEW %s AS SELECT id", name);
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->name[0] != 'i' && hash_of((*column)->name, seed) < 500)
			strbuf_addf(&sql, ", %s", (*column)->name);
	strbuf_addf(&sql, " FROM %s%s", table->name.name, ends[hash_of(name, seed) % 4]);
	const char *copy = arena_strdup(arena, sql.buf);
	strbuf_release(&sql);
	return copy;
}

static inline void
add_objects_of(struct arena *arena, struct schema *schema, const struct table *table,
	const struct table *other, uint64_t seed)
{
	const char *t = table->name.name, *view = arena_printf(arena, "v_%s", t);
	unsigned hash = hash_of(t, seed);
	if (hash % 10 < 4)
		return;
	add_object(arena, schema, OBJECT_VIEW, view, NULL, view_sql(arena, table, view, seed));
	if (hash % 7 < 4)
		add_object(arena, schema, OBJECT_VIEW, arena_printf(arena, "w_%s", t), NULL,
			arena_printf(arena, "CREATE VIEW w_%s AS SELECT id FROM %s", t, view));
	if (hash % 5 < 2)
		add_object(arena, schema, OBJECT_TRIGGER, arena_printf(arena, "i_%s", t), view,
			arena_printf(arena, "CREATE TRIGGER i_%s INSTEAD OF DELETE ON %s BEGIN "
				"DELETE FROM %s WHERE id = old.id; END", t, view, t));
	if (hash % 3 == 0)
		add_object(arena, schema, OBJECT_TRIGGER, arena_printf(arena, "a_%s", t),
			other->name.name,
			arena_printf(arena, "CREATE TRIGGER a_%s AFTER DELETE ON %s BEGIN "
				"UPDATE %s SET id = id WHERE id IN (SELECT id FROM %s); -- x\n"
				"END", t, other->name.name, t, view));
}

static inline void
add_random_objects(struct arena *arena, struct schema *schema, uint64_t seed)
{
	schema->objects.len = 0;
	for (size_t i = 0; i < schema->tables.len; i++)
		add_objects_of(arena, schema, schema->tables.items[i],
			schema->tables.items[(i + 1) % schema->tables.len], seed);
	schema_sort(schema);
}

/* Moves a CHECK into the definition of any column, or out of it. This is not a change. */
static inline void
move_checks(struct random *random, struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables)
		VEC_EACH (struct constraint *, check, (*table)->constraints) {
			if ((*check)->kind != CONSTRAINT_CHECK || !chance(random, 50))
				continue;
			unsigned at = below(random, (unsigned)(*table)->columns.len + 1);
			(*check)->on_column = at < (*table)->columns.len
						      ? (*table)->columns.items[at]->name
						      : NULL;
		}
}

/* Gives an unnamed constraint a name. */
static inline void
name_constraints(struct arena *arena, struct random *random, struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables)
		VEC_EACH (struct constraint *, constraint, (*table)->constraints)
			if ((*constraint)->name == NULL && chance(random, 10))
				(*constraint)->name = arena_printf(arena, "n%zu_%s",
					(size_t)(constraint - (*table)->constraints.items),
					(*table)->name.name);
}

#endif
