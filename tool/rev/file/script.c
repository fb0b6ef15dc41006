#include "rev/file/script.h"

#include "base/text.h"
#include "rev/file/content.h"
#include "rev/file/lines.h"
#include "rev/file/script_internal.h"
#include "schema/sql.h"

#include <string.h>

enum {
	ERROR_LIMIT = 20, /* maximum per file: after one wrong quote, everything can look wrong */
};

/* ------------------------------------------------------------------ locations */

struct location
script_place(struct script_parser *parser, const char *text, size_t length)
{
	const char *start = parser->script->text;
	while (text < parser->counted) {
		/* Moves back to the previous line. The location is rarely far away. */
		const char *before = memrchr(start, '\n', (size_t)(parser->counted - 1 - start));
		parser->counted = before != NULL ? before + 1 : start;
		parser->line--;
	}
	const char *feed;
	while ((feed = memchr(parser->counted, '\n', (size_t)(text - parser->counted))) != NULL) {
		parser->counted = feed + 1;
		parser->line++;
	}
	return (struct location){
		.file = parser->file,
		.line = parser->line,
		.column = (unsigned)(text - parser->counted) + 1,
		.length = (unsigned)length,
	};
}

int
script_error(struct script_parser *parser, struct location at, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(parser->arena, format, arguments);
	va_end(arguments);
	parser->errors++;
	return diag_add(parser->diagnostics, DIAG_REVISION_FILE, at, "%s", text);
}

/* ------------------------------------------------------------------ steps */

struct schemac_step *
script_add_step(struct script_parser *parser, enum schemac_step_kind kind, struct location at)
{
	struct schemac_step *step = VEC_ADD(parser->arena, &parser->section->steps);
	step->kind = kind;
	step->line = at.line;
	return step;
}

void
script_flush(struct script_parser *parser)
{
	if (parser->end != NULL && parser->section != NULL) {
		size_t length = (size_t)(parser->end - parser->start);
		struct location at = script_place(parser, parser->start, 1);
		struct schemac_step *step = script_add_step(parser, SCHEMAC_STEP_SQL, at);
		step->text = arena_printf(parser->arena, "%.*s%s", (int)length, parser->start,
			parser->terminated ? "" : ";");
	}
	parser->start = parser->end = NULL;
}

static void
add_token(struct script_parser *parser, const struct sql_token *token)
{
	bool reaches_end =
		token->offset + token->length == parser->script->length && token->length > 0;
	if (token->kind == SQL_BROKEN && reaches_end && (unsigned char)token->text[0] > ' ')
		script_error(parser, script_place(parser, token->text, 1), "unterminated quote");
	if (parser->section == NULL) {
		script_error(parser, script_place(parser, token->text, token->length),
			"SQL before the first section: '-- schemac: upgrade' is missing");
		parser->errors = ERROR_LIMIT;
		return;
	}
	if (parser->start == NULL)
		parser->start = token->text;
	parser->end = token->text + token->length;
	parser->terminated = sql_is(token, ";");
	parser->last = script_place(parser, token->text, token->length);
}

/* ------------------------------------------------------------------ sections */

static bool
serves_same(const struct section *a, const struct section *b)
{
	return a->direction == b->direction && a->dialect == b->dialect;
}

static void
end_section(struct script_parser *parser)
{
	struct section *section = parser->section;
	script_flush(parser);
	if (section == NULL)
		return;
	if (parser->rebuild != NULL)
		script_error(parser, parser->rebuild_at,
			"'rebuild-end %s' is missing in this section", parser->rebuild);
	script_check_keeps(parser);
	if (section->irreversible != NULL && section->steps.len > 0) {
		script_error(parser, parser->irreversible_at,
			"this section is irreversible but contains SQL");
		diag_note(parser->diagnostics, section->at,
			"remove the directive, or turn the SQL into comments");
	}
	parser->rebuild = NULL;
}

void
script_begin_section(struct script_parser *parser, struct section *section)
{
	end_section(parser);
	if (section == NULL)
		return;
	VEC_EACH (struct section *, other, parser->script->sections) {
		if (!serves_same(*other, section))
			continue;
		script_error(parser, section->at, "second %s section for %s",
			(*other)->direction == SCHEMAC_UP ? "upgrade" : "downgrade",
			section->dialect < DIALECT_COUNT ? dialect_name(section->dialect)
							 : "all dialects");
		diag_note(parser->diagnostics, (*other)->at, "the first one is here");
	}
	*VEC_ADD(parser->arena, &parser->script->sections) = section;
	parser->section = section;
}

const struct section *
script_section(
	const struct script *script, enum schemac_direction direction, enum dialect_id dialect)
{
	const struct section *found = NULL;
	VEC_EACH (struct section *, section, script->sections) {
		if ((*section)->direction != direction)
			continue;
		if ((*section)->dialect == dialect)
			return *section;
		if ((*section)->dialect == DIALECT_COUNT)
			found = *section;
	}
	return found;
}

static struct schemac_script
script_for(const struct script *script, enum schemac_direction direction, enum dialect_id dialect)
{
	const struct section *section = script_section(script, direction, dialect);
	if (section == NULL)
		return (struct schemac_script){0};
	return (struct schemac_script){
		.steps = section->steps.items,
		.step_count = section->steps.len,
		.present = true,
		.no_transaction = section->no_transaction,
		.irreversible = section->irreversible,
	};
}

/* ------------------------------------------------------------------ the file */

/*
 * The end of the block comment at text, which may be nested (PostgreSQL 4.1.5); NULL if
 * unterminated.
 */
static const char *
skip_block_comment(const char *text, const char *end)
{
	size_t depth = 0;
	while (text + 1 < end) {
		bool opens = text[0] == '/' && text[1] == '*';
		bool closes = text[0] == '*' && text[1] == '/';
		depth = opens ? depth + 1 : closes ? depth - 1 : depth;
		text += opens || closes ? 2 : 1;
		if (depth == 0)
			return text;
	}
	return NULL;
}

static void
read_line_comment(struct script_parser *parser, const char *text, size_t length)
{
	const struct line line = {.text = text, .length = length};
	size_t size;
	const char *directive = line_directive(&line, &size);
	if (directive == NULL) {
		if (parser->start == NULL)
			parser->start = text;
		return;
	}
	if (text > parser->script->text && text[-1] != '\n')
		script_error(parser, script_place(parser, text, length),
			"a directive must be at the start of a line");
	else
		script_read_directive(parser, text, length, directive, size);
}

/* Reads spaces and comments between two tokens. */
static void
read_gap(struct script_parser *parser, const char *text, const char *end)
{
	while (text < end) {
		const char *next = text + 1;
		if (text[0] == '-') {
			const char *feed = memchr(text, '\n', (size_t)(end - text));
			next = feed != NULL ? feed : end;
			read_line_comment(parser, text, (size_t)(next - text));
		} else if (text[0] == '/') {
			if (parser->start == NULL)
				parser->start = text;
			next = skip_block_comment(text, end);
			if (next == NULL)
				script_error(parser, script_place(parser, text, 2),
					"unterminated comment");
			next = next != NULL ? next : end;
		}
		text = next;
	}
}

static void
read_all(struct script_parser *parser)
{
	struct script *script = parser->script;
	const char *gap = script->text;
	struct sql_lexer lexer;
	struct sql_token token;
	sql_lexer_init(&lexer, script->text, script->length);
	do {
		token = sql_next(&lexer);
		read_gap(parser, gap, token.text);
		if (token.kind != SQL_END)
			add_token(parser, &token);
		gap = token.text + token.length;
	} while (token.kind != SQL_END && parser->errors < ERROR_LIMIT);
	script_begin_section(parser, NULL);
}

/* Sets the text of each section: everything between two markers, without trailing spaces. */
static void
set_texts(struct script *script)
{
	for (size_t i = 0; i < script->sections.len; i++) {
		struct section *section = script->sections.items[i];
		const char *end = i + 1 < script->sections.len ? script->sections.items[i + 1]->text
							       : script->text + script->length;
		const char *feed = memchr(section->text, '\n', (size_t)(end - section->text));
		section->text = feed != NULL ? feed + 1 : end;
		while (end > section->text && char_is_space(end[-1]))
			end--;
		section->length = (size_t)(end - section->text);
	}
}

static void
set_digests(struct script *script)
{
	struct strbuf upgrade = STRBUF_INIT;
	VEC_EACH (struct section *, section, script->sections) {
		if ((*section)->direction != SCHEMAC_UP)
			continue;
		strbuf_addf(&upgrade, "upgrade %s %d\n",
			(*section)->dialect < DIALECT_COUNT ? dialect_name((*section)->dialect)
							    : "all",
			(*section)->no_transaction);
		strbuf_add(&upgrade, (*section)->text, (*section)->length);
		strbuf_addch(&upgrade, '\n');
	}
	script->upgrade_digest = digest_of(upgrade.buf, upgrade.len);
	strbuf_release(&upgrade);
}

/* Copies the text with LF line endings and without a byte order mark. */
static void
set_text(struct arena *arena, struct script *script, const char *text, size_t length)
{
	const char *end = text + length;
	char *copy = arena_alloc(arena, length + 1);
	script->text = copy;
	script->digest = digest_of_text(text, length);
	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	for (; text < end; text++)
		if (*text != '\r' || text + 1 == end || text[1] != '\n')
			*copy++ = *text;
	script->length = (size_t)(copy - script->text);
}

int
script_parse(struct arena *arena, struct script *out, const char *path, const char *text,
	size_t length, struct diagnostics *diagnostics)
{
	*out = (struct script){0};
	set_text(arena, out, text, length);
	struct script_parser parser = {
		.arena = arena,
		.script = out,
		.diagnostics = diagnostics,
		.file = path,
		.counted = out->text,
		.line = 1,
	};
	const char *nul = memchr(out->text, '\0', out->length);
	if (nul != NULL)
		return script_error(&parser, script_place(&parser, nul, 1),
			"a revision file must not contain a NUL byte");
	const char *bad = text_find_invalid(out->text, out->length);
	if (bad != NULL)
		return diag_add(diagnostics, DIAG_ENCODING, script_place(&parser, bad, 1),
			"byte 0x%02X is not UTF-8: save the revision as UTF-8",
			(unsigned char)*bad);
	read_all(&parser);
	for (int i = 0; i < DIALECT_COUNT; i++) {
		out->upgrade[i] = script_for(out, SCHEMAC_UP, (enum dialect_id)i);
		out->downgrade[i] = script_for(out, SCHEMAC_DOWN, (enum dialect_id)i);
	}
	bool has_upgrade = false;
	VEC_EACH (struct section *, section, out->sections)
		has_upgrade |= (*section)->direction == SCHEMAC_UP;
	if (parser.errors == 0 && !has_upgrade)
		script_error(&parser, location_of_file(path),
			"the revision has no '-- schemac: upgrade' section");
	if (parser.errors > 0)
		note_conflict_marks(diagnostics, path, out->text, out->length);
	set_texts(out);
	set_digests(out);
	return parser.errors > 0 ? -1 : 0;
}

int
script_read(struct arena *arena, struct script *out, const struct revision *revision,
	struct diagnostics *diagnostics)
{
	struct strbuf text = STRBUF_INIT;
	int result = -1;
	if (content_read_sql(&text, revision, diagnostics) == 0)
		result = script_parse(
			arena, out, revision->sql_path, text.buf, text.len, diagnostics);
	strbuf_release(&text);
	return result;
}
