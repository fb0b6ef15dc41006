#include "diff/ddl.h"

#include <stdarg.h>

void
ddl_add(struct arena *arena, struct ddl *ddl, enum statement_kind kind, const char *text)
{
	struct statement *statement = VEC_ADD(arena, &ddl->statements);
	statement->kind = kind;
	statement->text = text;
}

void
ddl_addf(struct arena *arena, struct ddl *ddl, enum statement_kind kind, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	ddl_add(arena, ddl, kind, arena_vprintf(arena, format, arguments));
	va_end(arguments);
}

void
ddl_print(struct strbuf *out, const struct ddl *ddl)
{
	VEC_EACH (const struct statement, statement, ddl->statements) {
		switch (statement->kind) {
		case STATEMENT_SQL:
			strbuf_addf(out, "%s;\n", statement->text);
			break;
		case STATEMENT_DIRECTIVE:
			strbuf_addf(out, "-- schemac: %s\n", statement->text);
			break;
		case STATEMENT_COMMENT:
			strbuf_addf(out, "-- %s\n", statement->text);
			break;
		}
	}
}
