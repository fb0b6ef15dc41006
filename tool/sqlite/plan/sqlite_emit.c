#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"

static bool
is_blank_or_end(char c)
{
	return char_is_space(c) || c == ';';
}

void
sqlite_emit_sql(struct arena *arena, struct ddl *ddl, struct strbuf *sql)
{
	while (sql->len > 0 && is_blank_or_end(sql->buf[sql->len - 1]))
		strbuf_cut(sql, sql->len - 1);
	ddl_add(arena, ddl, STATEMENT_SQL, arena_strdup(arena, sql->buf));
	strbuf_reset(sql);
}

void
sqlite_emit_directive(struct arena *arena, struct ddl *ddl, struct strbuf *text)
{
	ddl_add(arena, ddl, STATEMENT_DIRECTIVE, arena_strdup(arena, text->buf));
	strbuf_reset(text);
}
