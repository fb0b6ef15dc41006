#include "diff/ddl.h"

#include "schema/sql.h"

#include <stdarg.h>
#include <string.h>

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

/* Whether the text ends within a line comment, which would hide what follows on the line. */
static bool
ends_in_comment(const char *text)
{
	struct sql_lexer lexer;
	struct sql_token token;
	const char *end = text;
	sql_lexer_init(&lexer, text, strlen(text));
	while ((token = sql_next(&lexer)).kind != SQL_END && token.kind != SQL_BROKEN)
		end = token.text + token.length;
	const char *comment = strstr(end, "--");
	return comment != NULL && strchr(comment, '\n') == NULL;
}

void
ddl_print(struct strbuf *out, const struct ddl *ddl)
{
	VEC_EACH (const struct statement, statement, ddl->statements) {
		switch (statement->kind) {
		case STATEMENT_SQL:
			strbuf_addf(out, "%s%s;\n", statement->text,
				ends_in_comment(statement->text) ? "\n" : "");
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
