/*
 * print_index: indexes, and all of a schema.
 */
#include "sqlite/print/print_parts.h"

#include "schema/sql.h"

void
sqlite_print_index(struct strbuf *out, const struct index *index, const struct table *table)
{
	struct qualified_name name = {.schema = table->name.schema, .name = index->name};

	strbuf_addstr(out, index->unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
	sql_add_qualified(out, &name);
	strbuf_addstr(out, " ON ");
	sql_add_name(out, table->name.name);
	strbuf_addch(out, ' ');
	ddl_print_parts(out, &index->parts, "");
	if (index->where.common != NULL) {
		strbuf_addstr(out, " WHERE ");
		ddl_print_expression(out, index->where.common);
	}
}

static void
end_statement(struct strbuf *out)
{
	strbuf_addstr(out, ";\n");
}

static void
start_statement(struct strbuf *out)
{
	if (out->len > 0)
		strbuf_addch(out, '\n');
}

static void
add_objects(struct strbuf *out, const struct schema *schema, enum object_kind kind)
{
	VEC_EACH (struct sql_object *, object, schema->objects) {
		if ((*object)->kind != kind)
			continue;
		start_statement(out);
		strbuf_addstr(out, (*object)->sql.common);
		end_statement(out);
	}
}

void
sqlite_print_schema(struct strbuf *out, const struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables) {
		start_statement(out);
		sqlite_print_table(out, *table, NULL);
		end_statement(out);
	}
	add_objects(out, schema, OBJECT_VIRTUAL_TABLE);
	VEC_EACH (struct table *, table, schema->tables) {
		VEC_EACH (struct index *, index, (*table)->indexes) {
			start_statement(out);
			sqlite_print_index(out, *index, *table);
			end_statement(out);
		}
	}
	add_objects(out, schema, OBJECT_VIEW);
	add_objects(out, schema, OBJECT_TRIGGER);
}
