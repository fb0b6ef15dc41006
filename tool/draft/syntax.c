#include "draft/syntax.h"

#include "draft/literal.h"
#include "rev/file/script.h"
#include "schema/sql.h"
#include "workspace/dialects.h"

#include <string.h>

static bool
is_asked_for(const struct workspace *workspace)
{
	return workspace->diagnostics.severity[DIAG_SQL_SYNTAX] != SEVERITY_IGNORED;
}

/* ------------------------------------------------------------------ revisions */

/* The location of a place in the script's text. */
static struct location
place_in(const struct script *script, const char *path, const char *text)
{
	struct location at = {.file = path, .line = 1};
	const char *line = script->text, *feed;
	struct sql_lexer lexer;
	while ((feed = memchr(line, '\n', (size_t)(text - line))) != NULL) {
		line = feed + 1;
		at.line++;
	}
	sql_lexer_init(&lexer, text, (size_t)(script->text + script->length - text));
	at.column = (unsigned)(text - line) + 1;
	at.length = (unsigned)sql_next(&lexer).length;
	return at;
}

static int
check_text(struct workspace *workspace, const struct dialect *dialect, const struct script *script,
	const char *path, const char *text, size_t length)
{
	struct sql_errors errors = {0};
	if (dialect->find_errors(
		    &workspace->arena, &errors, text, length, &workspace->diagnostics) != 0)
		return -1;
	VEC_EACH (const struct sql_error, error, errors)
		diag_add(&workspace->diagnostics, DIAG_SQL_SYNTAX,
			place_in(script, path, text + error->offset), "%s", error->message);
	return 0;
}

/* Checks the queries of expect-no-rows, which are written in comments. */
static int
check_guards(struct workspace *workspace, const struct dialect *dialect,
	const struct script *script, const char *path, const struct section *section)
{
	const char *from = section->text;
	VEC_EACH (const struct schemac_step, step, section->steps) {
		if (step->kind != SCHEMAC_STEP_EXPECT_NO_ROWS)
			continue;
		size_t left = section->length - (size_t)(from - section->text);
		size_t length = strlen(step->text);
		const char *at = memmem(from, left, step->text, length);
		if (at == NULL)
			continue;
		if (check_text(workspace, dialect, script, path, at, length) != 0)
			return -1;
		from = at + length;
	}
	return 0;
}

static int
check_sections(struct workspace *workspace, const struct dialect *dialect,
	const struct script *script, const char *path)
{
	static const enum schemac_direction directions[] = {SCHEMAC_UP, SCHEMAC_DOWN};
	for (size_t i = 0; i < sizeof(directions) / sizeof(*directions); i++) {
		const struct section *section = script_section(script, directions[i], dialect->id);
		if (section == NULL)
			continue;
		if (check_text(workspace, dialect, script, path, section->text, section->length) !=
				0 ||
			check_guards(workspace, dialect, script, path, section) != 0)
			return -1;
	}
	return 0;
}

int
syntax_check_revision(struct workspace *workspace, const struct revision *revision)
{
	struct dialects dialects = {0};
	struct script script = {0};
	size_t before = diag_errors(&workspace->diagnostics);
	if (!is_asked_for(workspace))
		return 0;
	if (dialects_select(workspace, &dialects) != 0)
		return -1;
	for (size_t i = 0; i < dialects.len; i++) {
		if (dialects.items[i]->find_errors == NULL)
			continue;
		if (script.text == NULL && script_read(&workspace->arena, &script, revision,
						   &workspace->diagnostics) != 0)
			return -1;
		if (check_sections(workspace, dialects.items[i], &script, revision->sql_path) != 0)
			return -1;
	}
	return diag_errors(&workspace->diagnostics) > before ? -1 : 0;
}

/* ------------------------------------------------------------------ models */

/* A piece of SQL of a model, and the text around it that makes it a statement. */
struct piece {
	const char *before, *text, *after;
	struct location at; /* of the marker or field that contains it */
	bool is_type;
};

static bool
same_place(struct location a, struct location b)
{
	return a.line == b.line && a.column == b.column;
}

/* The literal of a view is the text after AS. */
static struct location
place_in_model(const struct piece *piece, size_t offset)
{
	const char *as = strstr(piece->text, " AS ");
	const char *tail = as != NULL ? as + strlen(" AS ") : NULL;
	struct location at = literal_place(piece->at, piece->text, offset);
	if (!same_place(at, piece->at) || tail == NULL || offset < (size_t)(tail - piece->text))
		return at;
	return literal_place(piece->at, tail, offset - (size_t)(tail - piece->text));
}

/* Whether the text is one word, number or string (true, 5, 'x') or a type such as VARCHAR(20). */
static bool
is_plain(const struct piece *piece)
{
	struct sql_lexer lexer;
	struct sql_token token;
	size_t count = 0, others = 0;
	sql_lexer_init(&lexer, piece->text, strlen(piece->text));
	while ((token = sql_next(&lexer)).kind != SQL_END) {
		bool in_type = token.kind == SQL_WORD || token.kind == SQL_NUMBER ||
			       sql_is(&token, "(") || sql_is(&token, ")") || sql_is(&token, ",");
		count++;
		others += !in_type;
	}
	return (count == 1 && token.kind != SQL_BROKEN) || (piece->is_type && others == 0);
}

static int
check_piece(struct workspace *workspace, const struct dialect *dialect, const struct piece *piece)
{
	struct sql_errors errors = {0};
	struct arena *arena = &workspace->arena;
	size_t before = strlen(piece->before), length;
	if (piece->text == NULL || is_plain(piece))
		return 0;
	length = strlen(piece->text);
	const char *sql = arena_printf(arena, "%s%s%s", piece->before, piece->text, piece->after);
	if (dialect->find_errors(arena, &errors, sql, strlen(sql), &workspace->diagnostics) != 0)
		return -1;
	VEC_EACH (const struct sql_error, error, errors) {
		size_t offset = error->offset < before ? 0 : error->offset - before;
		struct location at = place_in_model(piece, offset < length ? offset : length);
		diag_add(&workspace->diagnostics, DIAG_SQL_SYNTAX, at, "%s", error->message);
		if (same_place(at, piece->at))
			diag_note(&workspace->diagnostics, (struct location){0}, "the SQL is: %s",
				piece->text);
	}
	return 0;
}

static int
check_column(
	struct workspace *workspace, const struct dialect *dialect, const struct column *column)
{
	const struct location at = column->at;
	const struct piece pieces[] = {
		{"ALTER TABLE t ADD c ", column->type.common, "\n", at, true},
		{"SELECT (", column->default_value.common, "\n)", at, false},
		{"SELECT (", column->generated_expression.common, "\n)", at, false},
		{"SELECT (", column->backfill.common, "\n)", at, false},
		{"SELECT (", column->using_expression.common, "\n)", at, false},
	};
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++)
		if (check_piece(workspace, dialect, &pieces[i]) != 0)
			return -1;
	return 0;
}

static int
check_constraint(struct workspace *workspace, const struct dialect *dialect,
	const struct constraint *constraint)
{
	const bool exclude = constraint->kind == CONSTRAINT_EXCLUDE;
	const struct piece piece = {
		exclude ? "ALTER TABLE t ADD EXCLUDE " : "ALTER TABLE t ADD CHECK (",
		constraint->expression.common, exclude ? "\n" : "\n)", constraint->at, false};
	return check_piece(workspace, dialect, &piece);
}

static int
check_index(struct workspace *workspace, const struct dialect *dialect, const struct index *index)
{
	const struct piece where = {
		"CREATE INDEX ON t (c) WHERE ", index->where.common, "\n", index->at, false};
	const struct piece with = {
		"CREATE INDEX ON t (c) WITH (", index->with, "\n)", index->at, false};
	VEC_EACH (const struct key_part, part, index->parts) {
		const struct piece piece = {
			"CREATE INDEX ON t ((", part->expression.common, "\n))", index->at, false};
		if (check_piece(workspace, dialect, &piece) != 0)
			return -1;
	}
	return check_piece(workspace, dialect, &where) != 0 ? -1
							  : check_piece(workspace, dialect, &with);
}

static int
check_table(struct workspace *workspace, const struct dialect *dialect, const struct table *table)
{
	const struct piece options = {
		"CREATE TABLE t () ", table->options.common, "\n", table->at, false};
	VEC_EACH (struct column *, column, table->columns)
		if (check_column(workspace, dialect, *column) != 0)
			return -1;
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (check_constraint(workspace, dialect, *constraint) != 0)
			return -1;
	VEC_EACH (struct index *, index, table->indexes)
		if (check_index(workspace, dialect, *index) != 0)
			return -1;
	return check_piece(workspace, dialect, &options);
}

static int
check_change(
	struct workspace *workspace, const struct dialect *dialect, const struct change *change)
{
	if (change->kind == CHANGE_ADD_TABLE || change->kind == CHANGE_ALTER_OPTIONS)
		return check_table(workspace, dialect, change->table);
	if (change->column != NULL)
		return check_column(workspace, dialect, change->column);
	if (change->constraint != NULL)
		return check_constraint(workspace, dialect, change->constraint);
	if (change->index != NULL)
		return check_index(workspace, dialect, change->index);
	if (change->object == NULL)
		return 0;
	const struct piece piece = {
		"", change->object->sql.common, "\n", change->object->at, false};
	return check_piece(workspace, dialect, &piece);
}

int
syntax_check_changes(struct workspace *workspace, const struct dialect_changes *changes)
{
	size_t before = diag_errors(&workspace->diagnostics);
	if (changes->dialect->find_errors == NULL || !is_asked_for(workspace))
		return 0;
	VEC_EACH (const struct change, change, changes->changes)
		if (check_change(workspace, changes->dialect, change) != 0)
			return -1;
	return diag_errors(&workspace->diagnostics) > before ? -1 : 0;
}
