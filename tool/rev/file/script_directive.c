/* Reads the directives of a script: the lines that start with "-- schemac:". */
#include "base/text.h"
#include "rev/file/lines.h"
#include "rev/file/script_internal.h"
#include "schema/sql.h"

#include <string.h>

int
script_wrong(
	struct script_parser *parser, const struct script_arguments *arguments, const char *form)
{
	return script_error(parser, arguments->at, "%s of '%s'; the syntax is '-- schemac: %s'",
		arguments->length == 0 ? "missing argument" : "wrong arguments", arguments->name,
		form);
}

/* Removes the first word from the arguments and returns it; NULL if there is none. */
static const char *
take_word(struct script_parser *parser, struct script_arguments *arguments)
{
	size_t length = 0;
	while (length < arguments->length && !char_is_space(arguments->text[length]))
		length++;
	if (length == 0)
		return NULL;
	const char *word = arena_strndup(parser->arena, arguments->text, length);
	arguments->text += length;
	arguments->length -= length;
	span_trim(&arguments->text, &arguments->length);
	return word;
}

void
script_split_statements(struct script_parser *parser, const struct script_arguments *arguments)
{
	if (parser->end != NULL && !parser->terminated) {
		script_error(parser, parser->last, "';' is missing after this");
		diag_note(parser->diagnostics, arguments->at,
			"this directive must not be inside a statement");
	}
	script_flush(parser);
}

/* ------------------------------------------------------------------ sections */

static void
report_section_word(struct script_parser *parser, struct location at, const char *word)
{
	const char *words[DIALECT_COUNT + 1] = {"no-transaction"};
	for (int i = 0; i < DIALECT_COUNT; i++)
		words[i + 1] = dialect_name((enum dialect_id)i);
	const char *near = text_nearest(word, words, DIALECT_COUNT + 1);
	if (dialect_find(word) != DIALECT_COUNT || strcmp(word, words[0]) == 0)
		script_error(parser, at,
			"unexpected word '%s': a section has at most one dialect and one "
			"no-transaction",
			word);
	else
		script_error(parser, at, "'%s' is neither a dialect nor no-transaction", word);
	if (near != NULL && strcmp(near, word) != 0)
		diag_fixit(parser->diagnostics, at, near);
}

static void
read_section_word(
	struct script_parser *parser, struct section *section, const char *text, const char *word)
{
	enum dialect_id dialect = dialect_find(word);
	if (strcmp(word, "no-transaction") == 0 && !section->no_transaction) {
		section->no_transaction = true;
	} else if (dialect != DIALECT_COUNT && section->dialect == DIALECT_COUNT) {
		section->dialect = dialect;
	} else {
		report_section_word(parser, script_place(parser, text, strlen(word)), word);
	}
}

static void
read_section(struct script_parser *parser, struct script_arguments *arguments)
{
	struct section *section = ARENA_NEW(parser->arena, struct section);
	bool up = strcmp(arguments->name, "upgrade") == 0;
	section->direction = up ? SCHEMAC_UP : SCHEMAC_DOWN;
	section->dialect = DIALECT_COUNT;
	section->at = arguments->at;
	section->text = arguments->line;
	const char *word, *text = arguments->text;
	while ((word = take_word(parser, arguments)) != NULL) {
		read_section_word(parser, section, text, word);
		text = arguments->text;
	}
	script_begin_section(parser, section);
}

/* ------------------------------------------------------------------ steps */

static void
read_call(struct script_parser *parser, struct script_arguments *arguments)
{
	const char *name = take_word(parser, arguments);
	script_split_statements(parser, arguments);
	if (name == NULL || arguments->length > 0 || !text_is_identifier(name)) {
		script_wrong(parser, arguments, "call NAME");
		return;
	}
	script_add_step(parser, SCHEMAC_STEP_CALL, arguments->at)->text = name;
}

static void
read_allow(struct script_parser *parser, struct script_arguments *arguments)
{
	const char *id = take_word(parser, arguments);
	if (id == NULL || arguments->length == 0) {
		script_error(parser, arguments->at,
			"%s is missing; the syntax is '-- schemac: allow LINT-ID reason'",
			id == NULL ? "the id of a lint rule" : "the reason");
		return;
	}
	*VEC_ADD(parser->arena, &parser->section->allowances) = (struct allowance){
		.id = id,
		.reason = arena_strndup(parser->arena, arguments->text, arguments->length),
		.at = arguments->at,
	};
}

static void
read_irreversible(struct script_parser *parser, struct script_arguments *arguments)
{
	if (parser->section->direction != SCHEMAC_DOWN) {
		script_error(parser, arguments->at, "only a downgrade can be irreversible");
		return;
	}
	if (parser->section->irreversible != NULL)
		script_error(parser, arguments->at, "'irreversible' is repeated");
	parser->section->irreversible =
		arena_strndup(parser->arena, arguments->text, arguments->length);
	parser->irreversible_at = arguments->at;
}

/* ------------------------------------------------------------------ rebuild */

static const char *
next_name(struct script_parser *parser, struct sql_lexer *lexer)
{
	struct sql_token token = sql_next(lexer);
	bool is_name = token.kind == SQL_WORD || token.kind == SQL_QUOTED_NAME;
	return is_name ? sql_name(parser->arena, &token) : NULL;
}

/* "(" name { "," name } ")", and nothing after it. */
static int
read_columns(struct script_parser *parser, struct sql_lexer *lexer, struct texts *out)
{
	struct sql_token token = sql_next(lexer);
	if (!sql_is(&token, "("))
		return -1;
	do {
		const char *name = next_name(parser, lexer);
		if (name == NULL)
			return -1;
		*VEC_ADD(parser->arena, out) = name;
		token = sql_next(lexer);
	} while (sql_is(&token, ","));
	if (!sql_is(&token, ")") || sql_next(lexer).kind != SQL_END)
		return -1;
	*VEC_ADD(parser->arena, out) = NULL;
	return 0;
}

static void
read_rebuild(struct script_parser *parser, struct script_arguments *arguments)
{
	struct texts columns = {0};
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, arguments->text, arguments->length);
	script_split_statements(parser, arguments);
	const char *table = next_name(parser, &lexer);
	if (table == NULL || read_columns(parser, &lexer, &columns) != 0) {
		script_wrong(parser, arguments, "rebuild TABLE (column, column)");
		return;
	}
	if (parser->section->dialect == DIALECT_POSTGRESQL || parser->section->no_transaction)
		script_error(parser, arguments->at,
			"a rebuild is for SQLite only, and requires a transaction");
	if (parser->rebuild != NULL)
		script_error(parser, arguments->at, "the rebuild of table %s has not ended",
			parser->rebuild);
	struct schemac_step *step = script_add_step(parser, SCHEMAC_STEP_REBUILD, arguments->at);
	step->text = table;
	step->columns = columns.items;
	parser->rebuild = table;
	parser->rebuild_at = arguments->at;
}

static void
read_rebuild_end(struct script_parser *parser, struct script_arguments *arguments)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, arguments->text, arguments->length);
	script_split_statements(parser, arguments);
	const char *table = next_name(parser, &lexer);
	if (table == NULL || sql_next(&lexer).kind != SQL_END) {
		script_wrong(parser, arguments, "rebuild-end TABLE");
		return;
	}
	if (!text_equal(parser->rebuild, table))
		script_error(parser, arguments->at, "no rebuild of table %s has begun", table);
	parser->rebuild = NULL;
	script_add_step(parser, SCHEMAC_STEP_REBUILD_END, arguments->at)->text = table;
}

static void
read_expect_no_rows(struct script_parser *parser, struct script_arguments *arguments)
{
	script_split_statements(parser, arguments);
	if (arguments->length == 0) {
		script_wrong(parser, arguments, "expect-no-rows SELECT …");
		return;
	}
	script_add_step(parser, SCHEMAC_STEP_EXPECT_NO_ROWS, arguments->at)->text =
		arena_strndup(parser->arena, arguments->text, arguments->length);
}

/* ------------------------------------------------------------------ the table */

static const struct directive {
	const char *name;
	bool in_section; /* must be inside a section */
	void (*read)(struct script_parser *parser, struct script_arguments *arguments);
} directives[] = {
	{"upgrade", false, read_section},
	{"downgrade", false, read_section},
	{"call", true, read_call},
	{"allow", true, read_allow},
	{"irreversible", true, read_irreversible},
	{"rebuild", true, read_rebuild},
	{"rebuild-end", true, read_rebuild_end},
	{"expect-no-rows", true, read_expect_no_rows},
	{"keep", true, script_read_keep},
	{"keep-end", true, script_read_keep},
};

enum {
	DIRECTIVES = sizeof(directives) / sizeof(*directives),
};

static void
report_unknown(struct script_parser *parser, struct location at, const char *name)
{
	const char *names[DIRECTIVES];
	for (size_t i = 0; i < DIRECTIVES; i++)
		names[i] = directives[i].name;
	const char *near = text_nearest(name, names, DIRECTIVES);
	if (near != NULL) {
		script_error(parser, at, "unknown directive '%s'", name);
		diag_suggest(parser->diagnostics, near);
		diag_fixit(parser->diagnostics, at, near);
		return;
	}
	script_error(parser, at,
		"unknown directive '%s'; the directives are upgrade, downgrade, call, allow, "
		"irreversible, rebuild, rebuild-end, keep, keep-end and expect-no-rows",
		name);
}

void
script_read_directive(struct script_parser *parser, const char *comment, size_t comment_length,
	const char *text, size_t length)
{
	struct script_arguments arguments = {
		.text = text,
		.length = length,
		.line = comment,
		.at = script_place(parser, comment, comment_length),
	};
	arguments.name = take_word(parser, &arguments);
	if (arguments.name == NULL) {
		script_error(parser, arguments.at, "the name of the directive is missing");
		return;
	}
	const struct directive *directive = directives;
	while (directive < directives + DIRECTIVES && strcmp(directive->name, arguments.name) != 0)
		directive++;
	if (directive == directives + DIRECTIVES)
		report_unknown(
			parser, script_place(parser, text, strlen(arguments.name)), arguments.name);
	else if (directive->in_section && parser->section == NULL)
		script_error(parser, arguments.at, "'%s' must not be before the first section",
			arguments.name);
	else
		directive->read(parser, &arguments);
}
