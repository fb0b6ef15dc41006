#include "sqlite/print/print_index.h"

#include "schema/sql_text.h"
#include "sqlite/print/print_parts.h"

void
sqlite_print_index(struct strbuf *out, const struct index *index, const struct table *table)
{
	struct qualified_name name = {.schema = table->name.schema, .name = index->name};

	strbuf_addstr(out, index->unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
	sql_add_qualified(out, &name);
	strbuf_addstr(out, " ON ");
	sql_add_name(out, table->name.name);
	strbuf_addch(out, ' ');
	sqlite_print_parts(out, &index->parts, "");
	if (index->where.common != NULL) {
		strbuf_addstr(out, " WHERE ");
		sqlite_print_expression(out, index->where.common);
	}
}
