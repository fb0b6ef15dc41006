#include "diff/plan.h"

#include <stdarg.h>

void
plan_add(struct arena *arena, struct plan *plan, enum statement_kind kind, const char *text)
{
	struct statement *statement = VEC_ADD(arena, &plan->statements);
	statement->kind = kind;
	statement->text = text;
}

void
plan_addf(struct arena *arena, struct plan *plan, enum statement_kind kind, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	plan_add(arena, plan, kind, arena_vprintf(arena, format, arguments));
	va_end(arguments);
}

void
plan_print(struct strbuf *out, const struct plan *plan)
{
	VEC_EACH (const struct statement, statement, plan->statements) {
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
