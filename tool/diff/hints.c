#include "diff/hints.h"

#include "base/file.h"
#include "base/text.h"
#include "schema/sql.h"

#include <errno.h>
#include <string.h>

/* ------------------------------------------------------------------ reading */

struct hint_parser {
	struct arena *arena;
	struct sql_lexer lexer;
	struct sql_token next;
	struct diagnostics *diagnostics;
	const char *path;
	unsigned line;
};

static void
take(struct hint_parser *parser)
{
	parser->next = sql_next(&parser->lexer);
}

static bool
accept(struct hint_parser *parser, const char *word)
{
	bool is = sql_is(&parser->next, word);
	if (is)
		take(parser);
	return is;
}

static int
expected(struct hint_parser *parser, const char *what)
{
	const struct location at = {parser->path, parser->line,
		(unsigned)parser->next.offset + 1, (unsigned)parser->next.length};
	return diag_add(parser->diagnostics, DIAG_BAD_HINT, at, "expected %s", what);
}

static int
read_name(struct hint_parser *parser, const char **out, const char *what)
{
	if (parser->next.kind != SQL_WORD && parser->next.kind != SQL_QUOTED_NAME)
		return expected(parser, what);
	*out = sql_name(parser->arena, &parser->next);
	take(parser);
	return 0;
}

/* [schema.]table */
static int
read_table(struct hint_parser *parser, struct qualified_name *out)
{
	*out = (struct qualified_name){0};
	if (read_name(parser, &out->name, "the name of a table") != 0)
		return -1;
	if (!accept(parser, "."))
		return 0;
	out->schema = out->name;
	return read_name(parser, &out->name, "the name of a table");
}

/* [schema.]table.column */
static int
read_column(struct hint_parser *parser, struct hint *hint)
{
	const char *names[3];
	size_t count = 0;
	do {
		if (read_name(parser, &names[count++], "table.column") != 0)
			return -1;
	} while (count < 3 && accept(parser, "."));
	if (count < 2)
		return expected(parser, "'.' and the name of a column");
	hint->column = names[count - 1];
	hint->table = (struct qualified_name){
		.schema = count == 3 ? names[0] : NULL, .name = names[count - 2]};
	return 0;
}

static int
expected_end(struct hint_parser *parser)
{
	return parser->next.kind == SQL_END ? 0 : expected(parser, "the end of the line");
}

/* (renumber | keep) column … */
static int
read_answer(struct hint_parser *parser, struct hint *hint, enum hint_kind kind)
{
	hint->kind = kind;
	if (!accept(parser, "column"))
		return expected(parser, "'column'");
	return read_column(parser, hint) != 0 ? -1 : expected_end(parser);
}

/* (rename | drop) (table | column) … */
static int
read_hint(struct hint_parser *parser, struct hint *hint)
{
	if (accept(parser, "renumber"))
		return read_answer(parser, hint, HINT_RENUMBER_COLUMN);
	if (accept(parser, "keep"))
		return read_answer(parser, hint, HINT_KEEP_COLUMN);
	bool rename = accept(parser, "rename");
	if (!rename && !accept(parser, "drop"))
		return expected(parser, "'rename', 'drop', 'renumber' or 'keep'");
	bool table = accept(parser, "table");
	if (!table && !accept(parser, "column"))
		return expected(parser, "'table' or 'column'");
	hint->kind = rename ? (table ? HINT_RENAME_TABLE : HINT_RENAME_COLUMN)
			    : (table ? HINT_DROP_TABLE : HINT_DROP_COLUMN);
	if ((table ? read_table(parser, &hint->table) : read_column(parser, hint)) != 0)
		return -1;
	if (rename && !accept(parser, "->"))
		return expected(parser, "'->'");
	if (rename && (table ? read_table(parser, &hint->to)
			     : read_name(parser, &hint->column_to, "the new name")) != 0)
		return -1;
	return expected_end(parser);
}

static int
read_line(struct hint_parser *parser, struct hints *out, const char *line, size_t length)
{
	struct hint hint = {0};
	while (length > 0 && char_is_space(line[length - 1]))
		length--;
	sql_lexer_init(&parser->lexer, line, length);
	size_t spaces = 0;
	while (spaces < length && char_is_space(line[spaces]))
		spaces++;
	if (spaces == length || line[spaces] == '#')
		return 0;
	take(parser);
	hint.at = (struct location){parser->path, parser->line, (unsigned)spaces + 1,
		(unsigned)(length - spaces)};
	if (read_hint(parser, &hint) != 0)
		return -1;
	*VEC_ADD(parser->arena, out) = hint;
	return 0;
}

int
hints_read(struct arena *arena, struct hints *out, const char *path,
	struct diagnostics *diagnostics)
{
	struct hint_parser parser = {.arena = arena, .diagnostics = diagnostics, .path = path};
	struct strbuf text = STRBUF_INIT;
	int result = 0;
	if (file_read(&text, path) != 0) {
		strbuf_release(&text);
		return diag_add(diagnostics, DIAG_CANNOT_READ, location_of_file(path),
			"cannot read the file: %s", file_error(errno));
	}
	if (text_find_invalid(text.buf, text.len) != NULL)
		result = diag_add(diagnostics, DIAG_ENCODING, location_of_file(path),
			"the file is not UTF-8");
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		const char *line_end = memchr(text.buf + at, '\n', text.len - at);
		end = line_end != NULL ? (size_t)(line_end - text.buf) : text.len;
		parser.line++;
		if (read_line(&parser, out, text.buf + at, end - at) != 0)
			result = -1;
	}
	strbuf_release(&text);
	return result;
}

/* ------------------------------------------------------------------ recalling */

/* Returns the text after the prefix, or NULL. */
static const char *
skip_prefix(const char *text, const char *prefix)
{
	return text_starts_with(text, prefix) ? text + strlen(prefix) : NULL;
}

/* Returns "a" from "a to b" if b is the given name, or NULL. */
static const char *
old_name(struct arena *arena, const char *text, const char *name)
{
	const char *end = arena_printf(arena, " to %s", name);
	if (!text_ends_with(text, end))
		return NULL;
	return arena_strndup(arena, text, strlen(text) - strlen(end));
}

static void
recall_column(struct arena *arena, struct hints *out, const struct table *table, const char *names)
{
	VEC_EACH (struct column *, column, table->columns) {
		const char *old = old_name(arena, names, (*column)->name);
		if (old == NULL)
			continue;
		*VEC_ADD(arena, out) = (struct hint){.kind = HINT_RENAME_COLUMN,
			.table = table->name,
			.column = old,
			.column_to = (*column)->name};
		return;
	}
}

/* "t.kind: KIND_B from 1 to 2" */
static void
recall_answer(struct arena *arena, struct hints *out, enum hint_kind kind, const char *rest,
	const struct schema *after)
{
	VEC_EACH (struct table *, table, after->tables)
		VEC_EACH (struct column *, column, (*table)->columns) {
			const char *subject = arena_printf(arena, "%s.%s: ",
				qualified_name_print(arena, &(*table)->name), (*column)->name);
			if (text_starts_with(rest, subject))
				*VEC_ADD(arena, out) = (struct hint){.kind = kind,
					.table = (*table)->name,
					.column = (*column)->name};
		}
}

/* Whether the change is about constants. */
static bool
recall_constants(
	struct arena *arena, struct hints *out, const char *change, const struct schema *after)
{
	static const struct {
		const char *prefix;
		enum hint_kind kind;
	} answers[] = {{"renumber constants of ", HINT_RENUMBER_COLUMN},
		{"renumber constants but not rows of ", HINT_KEEP_COLUMN},
		{"record constants of ", HINT_RECORD_COLUMN}};
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
		const char *rest = skip_prefix(change, answers[i].prefix);
		if (rest == NULL)
			continue;
		recall_answer(arena, out, answers[i].kind, rest, after);
		return true;
	}
	return false;
}

static void
recall_in_table(
	struct arena *arena, struct hints *out, const struct table *table, const char *change)
{
	const char *name = qualified_name_print(arena, &table->name), *rest;
	if ((rest = skip_prefix(change, "rename table ")) != NULL) {
		const char *old = old_name(arena, rest, name);
		if (old == NULL)
			return;
		const char *dot = table->name.schema != NULL ? strchr(old, '.') : NULL;
		struct qualified_name from = {.name = dot != NULL ? dot + 1 : old};
		if (dot != NULL)
			from.schema = arena_strndup(arena, old, (size_t)(dot - old));
		*VEC_ADD(arena, out) = (struct hint){
			.kind = HINT_RENAME_TABLE, .table = from, .to = table->name};
	} else if ((rest = skip_prefix(change, arena_printf(arena, "rename column %s.", name))) !=
		   NULL) {
		recall_column(arena, out, table, rest);
	} else if ((rest = skip_prefix(change, arena_printf(arena, "drop column %s.", name))) !=
		   NULL) {
		*VEC_ADD(arena, out) = (struct hint){
			.kind = HINT_DROP_COLUMN, .table = table->name, .column = rest};
	}
}

void
hints_recall(struct arena *arena, struct hints *out, const char *const *changes, size_t count,
	const struct schema *after)
{
	for (size_t i = 0; i < count; i++) {
		if (recall_constants(arena, out, changes[i], after))
			continue;
		const char *dropped = skip_prefix(changes[i], "drop table ");
		if (dropped != NULL)
			*VEC_ADD(arena, out) = (struct hint){
				.kind = HINT_DROP_TABLE, .table = {.name = dropped}};
		else if (text_starts_with(changes[i], "rename ") ||
			 text_starts_with(changes[i], "drop column "))
			VEC_EACH (struct table *, table, after->tables)
				recall_in_table(arena, out, *table, changes[i]);
	}
}

/* ------------------------------------------------------------------ applying */

static int
apply_to_table(const struct hint *hint, struct schema *after, struct diagnostics *diagnostics)
{
	struct table *table = schema_find_table(after, &hint->to);
	if (table == NULL)
		return diag_add(diagnostics, DIAG_BAD_HINT, hint->at,
			"table '%s' is not in the models", hint->to.name);
	table->renamed_from = hint->table;
	table->renamed_now = true;
	return 0;
}

static int
apply_to_column(const struct hint *hint, struct schema *after, struct diagnostics *diagnostics)
{
	struct table *table = schema_find_table(after, &hint->table);
	if (table == NULL)
		return diag_add(diagnostics, DIAG_BAD_HINT, hint->at,
			"table '%s' is not in the models", hint->table.name);
	struct column *column = table_find_column(table, hint->column_to);
	if (column == NULL)
		return diag_add(diagnostics, DIAG_BAD_HINT, hint->at,
			"column '%s.%s' is not in the models", hint->table.name,
			hint->column_to);
	column->renamed_from = hint->column;
	column->renamed_now = true;
	return 0;
}

/* The column keeps the first answer: the file precedes what a draft recalls. */
static int
apply_answer(const struct hint *hint, struct schema *after, struct diagnostics *diagnostics)
{
	struct table *table = schema_find_table(after, &hint->table);
	struct column *column = table != NULL ? table_find_column(table, hint->column) : NULL;
	if (column == NULL)
		return diag_add(diagnostics, DIAG_BAD_HINT, hint->at,
			"column '%s.%s' is not in the models", hint->table.name, hint->column);
	if (column->constants_answer == CONSTANTS_UNANSWERED)
		column->constants_answer = hint->kind == HINT_RENUMBER_COLUMN
						   ? CONSTANTS_RENUMBER
					   : hint->kind == HINT_KEEP_COLUMN ? CONSTANTS_KEEP
									    : CONSTANTS_RECORD;
	return 0;
}

int
hints_apply(const struct hints *hints, struct schema *after, struct diagnostics *diagnostics)
{
	int result = 0;
	VEC_EACH (const struct hint, hint, *hints) {
		if (hint->kind == HINT_RENAME_TABLE &&
			apply_to_table(hint, after, diagnostics) != 0)
			result = -1;
		if (hint->kind == HINT_RENAME_COLUMN &&
			apply_to_column(hint, after, diagnostics) != 0)
			result = -1;
		if (hint->kind >= HINT_RENUMBER_COLUMN &&
			apply_answer(hint, after, diagnostics) != 0)
			result = -1;
	}
	return result;
}

static bool
same_name(const char *a, const char *b)
{
	return text_equal_nocase(a, b);
}

static bool
same_table(const struct qualified_name *a, const struct table *b)
{
	return b != NULL && same_name(a->name, b->name.name) &&
	       (a->schema == NULL || same_name(a->schema, b->name.schema));
}

/* Whether the hint asks for this change. */
static bool
is_about(const struct hint *hint, const struct change *change)
{
	switch (hint->kind) {
	case HINT_RENAME_TABLE:
		return change->kind == CHANGE_RENAME_TABLE && same_table(&hint->to, change->table);
	case HINT_RENAME_COLUMN:
		return change->kind == CHANGE_RENAME_COLUMN &&
		       same_table(&hint->table, change->table) &&
		       same_name(hint->column_to, change->column->name);
	case HINT_DROP_TABLE:
		return change->kind == CHANGE_DROP_TABLE &&
		       same_table(&hint->table, change->table_before);
	case HINT_DROP_COLUMN:
		return change->kind == CHANGE_DROP_COLUMN &&
		       same_table(&hint->table, change->table) &&
		       same_name(hint->column, change->column_before->name);
	case HINT_RENUMBER_COLUMN:
	case HINT_KEEP_COLUMN:
	case HINT_RECORD_COLUMN:
		return change->kind == CHANGE_RENUMBER &&
		       same_table(&hint->table, change->table) &&
		       same_name(hint->column, change->column->name);
	}
	return false;
}

bool
hints_drop(const struct hints *hints, const struct change *change)
{
	VEC_EACH (const struct hint, hint, *hints)
		if ((hint->kind == HINT_DROP_TABLE || hint->kind == HINT_DROP_COLUMN) &&
			is_about(hint, change))
			return true;
	return false;
}

static bool
has_change(const struct changes *changes, const struct hint *hint)
{
	VEC_EACH (const struct change, change, *changes)
		if (is_about(hint, change))
			return true;
	return false;
}

/* Whether what the hint renames is added again under its old name. */
static bool
is_added_again(const struct changes *changes, const struct hint *hint)
{
	VEC_EACH (const struct change, change, *changes) {
		if (hint->kind == HINT_RENAME_TABLE && change->kind == CHANGE_ADD_TABLE &&
			same_table(&hint->table, change->table))
			return true;
		if (hint->kind == HINT_RENAME_COLUMN && change->kind == CHANGE_ADD_COLUMN &&
			same_table(&hint->table, change->table) &&
			same_name(hint->column, change->column->name))
			return true;
	}
	return false;
}

/*
 * Reports a rename to a name that is taken by something that nobody dropped, from a name that is
 * still in the models: the rename would empty both.
 */
static void
report_conflict(const struct hints *hints, const struct hint *hint, const struct changes *changes,
	struct diagnostics *diagnostics)
{
	bool column = hint->kind == HINT_RENAME_COLUMN;
	struct hint taken = *hint;
	if (column)
		taken.column = hint->column_to;
	else
		taken.table = hint->to;
	taken.kind = column ? HINT_DROP_COLUMN : HINT_DROP_TABLE;
	VEC_EACH (const struct hint, other, *hints)
		if (other->kind == taken.kind && same_name(other->table.name, taken.table.name) &&
			(!column || same_name(other->column, taken.column)))
			return;
	if (!has_change(changes, hint) || !has_change(changes, &taken) ||
		!is_added_again(changes, hint))
		return;
	const char *from = column ? hint->column : hint->table.name;
	const char *to = column ? hint->column_to : hint->to.name;
	diag_add(diagnostics, DIAG_BAD_HINT, hint->at,
		"'%s' cannot be renamed to '%s': both exist, before and in the models", from, to);
	diag_note(diagnostics, (struct location){0},
		"remove the hint; or, if the data of '%s' is to be lost, add a hint that drops it",
		to);
}

void
hints_report_conflicts(const struct hints *hints, const struct changes *changes,
	struct diagnostics *diagnostics)
{
	VEC_EACH (const struct hint, hint, *hints)
		if (hint->at.file != NULL && (hint->kind == HINT_RENAME_COLUMN ||
						     hint->kind == HINT_RENAME_TABLE))
			report_conflict(hints, hint, changes, diagnostics);
}

void
hints_report_unused(const struct hints *hints, const struct changes *changes,
	struct diagnostics *diagnostics)
{
	VEC_EACH (const struct hint, hint, *hints) {
		bool used = hint->at.file == NULL;
		VEC_EACH (const struct change, change, *changes)
			used = used || is_about(hint, change);
		if (!used)
			diag_add(diagnostics, DIAG_STALE_RENAME, hint->at,
				"unused hint: %s",
				hint->kind >= HINT_RENUMBER_COLUMN
					? "no constant of that column has a new value"
				: hint->kind >= HINT_DROP_TABLE
					? "nothing of that name is dropped"
					: "nothing of that name is renamed");
	}
}
