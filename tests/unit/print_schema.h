/*
 * print_schema: a whole schema as a script for SQLite.
 */
#ifndef SCHEMAC_TESTS_PRINT_SCHEMA_H
#define SCHEMAC_TESTS_PRINT_SCHEMA_H

#include "sqlite/print/print_index.h"
#include "sqlite/print/print_table.h"

static inline void
print_statement_start(struct strbuf *out)
{
	if (out->len > 0)
		strbuf_addch(out, '\n');
}

static inline void
print_objects(struct strbuf *out, const struct schema *schema, enum object_kind kind)
{
	VEC_EACH (struct sql_object *, object, schema->objects) {
		if ((*object)->kind != kind)
			continue;
		print_statement_start(out);
		strbuf_addf(out, "%s\n;\n", (*object)->sql.common);
	}
}

/*
 * Tables, virtual tables, indexes, views and triggers, in this order, with an empty line between
 * them.
 */
static inline void
print_schema(struct strbuf *out, const struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables) {
		print_statement_start(out);
		sqlite_print_table(out, *table, NULL);
		strbuf_addstr(out, ";\n");
	}
	print_objects(out, schema, OBJECT_VIRTUAL_TABLE);
	VEC_EACH (struct table *, table, schema->tables)
		VEC_EACH (struct index *, index, (*table)->indexes) {
			print_statement_start(out);
			sqlite_print_index(out, *index, *table);
			strbuf_addstr(out, ";\n");
		}
	print_objects(out, schema, OBJECT_VIEW);
	print_objects(out, schema, OBJECT_TRIGGER);
}

#endif
