/* Reads the directives keep and keep-end. */
#include "base/text.h"
#include "rev/file/script_internal.h"
#include "schema/sql.h"

#include <string.h>

/* What follows the kind of an object in a keep directive. */
enum keep_form { KEEP_NAME, KEEP_NAME_ON_TABLE, KEEP_TABLE_COLUMN };

static const struct keep_kind {
	const char *word;
	enum keep_form form;
} keep_kinds[] = {
	{"view", KEEP_NAME},
	{"options", KEEP_NAME},
	{"materialized view", KEEP_NAME},
	{"function", KEEP_NAME},
	{"type", KEEP_NAME},
	{"domain", KEEP_NAME},
	{"index", KEEP_NAME},
	{"trigger", KEEP_NAME_ON_TABLE},
	{"rule", KEEP_NAME_ON_TABLE},
	{"constraint", KEEP_NAME_ON_TABLE},
	{"column", KEEP_TABLE_COLUMN},
	{"storage", KEEP_TABLE_COLUMN},
	{"sequence", KEEP_TABLE_COLUMN},
};

enum {
	KEEP_KINDS = sizeof(keep_kinds) / sizeof(*keep_kinds),
};

/* NAME { "." NAME }; returns the number of names, 0 if there are none. The token after them. */
static unsigned
skip_qualified(struct sql_lexer *lexer, struct sql_token *token)
{
	unsigned names = 0;
	do {
		*token = sql_next(lexer);
		if (token->kind != SQL_WORD && token->kind != SQL_QUOTED_NAME)
			return 0;
		names++;
		*token = sql_next(lexer);
	} while (sql_is(token, "."));
	return names;
}

/* Whether the text is the name of an object of the kind; a signature may contain any type. */
static bool
is_keep_name(const struct keep_kind *kind, const char *text)
{
	struct sql_lexer lexer;
	struct sql_token token;
	sql_lexer_init(&lexer, text, strlen(text));
	unsigned names = skip_qualified(&lexer, &token);
	if (strcmp(kind->word, "function") == 0)
		return names > 0 && sql_is(&token, "(") && text_ends_with(text, ")");
	if (kind->form == KEEP_NAME_ON_TABLE)
		return names == 1 && sql_is(&token, "ON") && skip_qualified(&lexer, &token) > 0 &&
		       token.kind == SQL_END;
	return names > (kind->form == KEEP_TABLE_COLUMN ? 1u : 0u) && token.kind == SQL_END;
}

static bool
is_keep(const char *text)
{
	for (const struct keep_kind *kind = keep_kinds; kind < keep_kinds + KEEP_KINDS; kind++) {
		size_t length = strlen(kind->word);
		if (strncmp(text, kind->word, length) == 0 && text[length] == ' ')
			return is_keep_name(kind, text + length + 1);
	}
	return false;
}

static bool
is_step(const struct schemac_step *step, enum schemac_step_kind kind, const char *text)
{
	return step->kind == kind && strcmp(step->text, text) == 0;
}

/* Whether a keep of the same text precedes the end. */
static bool
keep_has_begun(const struct script_parser *parser, const char *text)
{
	VEC_EACH (const struct schemac_step, step, parser->section->steps)
		if (is_step(step, SCHEMAC_STEP_KEEP, text))
			return true;
	return false;
}

void
script_check_keeps(struct script_parser *parser)
{
	const struct schemac_step *end = parser->section->steps.items + parser->section->steps.len;
	VEC_EACH (const struct schemac_step, keep, parser->section->steps) {
		const struct schemac_step *next = keep + 1;
		if (keep->kind != SCHEMAC_STEP_KEEP)
			continue;
		while (next < end && !is_step(next, SCHEMAC_STEP_KEEP_END, keep->text))
			next++;
		if (next == end)
			script_error(parser,
				(struct location){
					.file = parser->file, .line = keep->line, .column = 1},
				"'keep-end %s' is missing in this section", keep->text);
	}
}

void
script_read_keep(struct script_parser *parser, struct script_arguments *arguments)
{
	bool ends = strcmp(arguments->name, "keep-end") == 0;
	const char *text = arena_strndup(parser->arena, arguments->text, arguments->length);
	script_split_statements(parser, arguments);
	if (!is_keep(text)) {
		script_wrong(parser, arguments,
			ends ? "keep-end KIND NAME' with the words of its keep"
			     : "keep KIND NAME', such as 'keep view v', 'keep function "
			       "f(integer)', "
			       "'keep trigger t ON users' or 'keep column users.name");
		return;
	}
	if (parser->section->dialect == DIALECT_SQLITE || parser->section->no_transaction)
		script_error(parser, arguments->at,
			"%s is for PostgreSQL only, and requires a transaction", arguments->name);
	if (ends && !keep_has_begun(parser, text))
		script_error(parser, arguments->at, "no 'keep %s' precedes this", text);
	script_add_step(parser, ends ? SCHEMAC_STEP_KEEP_END : SCHEMAC_STEP_KEEP, arguments->at)
		->text = text;
}
