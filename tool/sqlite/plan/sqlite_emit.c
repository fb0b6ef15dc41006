#include "sqlite/plan/sqlite_plan_internal.h"

#include "schema/sql_text.h"

void
sqlite_emit_sql(struct arena *arena, struct ddl *ddl, struct strbuf *sql)
{
	ddl_add(arena, ddl, STATEMENT_SQL, sql_trim(arena, sql->buf));
	strbuf_reset(sql);
}

void
sqlite_emit_directive(struct arena *arena, struct ddl *ddl, struct strbuf *text)
{
	ddl_add(arena, ddl, STATEMENT_DIRECTIVE, arena_strdup(arena, text->buf));
	strbuf_reset(text);
}
