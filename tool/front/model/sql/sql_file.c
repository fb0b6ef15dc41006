/*
 * SC_SQL_FILE: the CREATE statements of an SQL file as objects.
 *
 *	SC_SQL_FILE("triggers.sql")			for all dialects
 *	SC_SQL_FILE("functions.sql", postgresql)	for one
 *
 * The path is relative to the header's folder.
 */
#include "front/model/sql/sql_file.h"

#include "base/file.h"
#include "base/text.h"
#include "front/model/builder.h"
#include "front/model/object.h"
#include "front/model/take.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <errno.h>
#include <string.h>

enum { STATEMENT_WORDS = 64 }; /* tokens kept of a statement, in order to find its kind and names */

struct sql_file {
	struct model_builder *builder;
	const char *path;
	const char *text;
	enum dialect_id dialect; /* or DIALECT_COUNT */
};

static struct location
place(const struct sql_file *file, const struct sql_token *token)
{
	struct location at = {.file = file->path, .line = 1, .column = 1};
	for (size_t i = 0; i < token->offset; i++) {
		at.column++;
		if (file->text[i] == '\n') {
			at.line++;
			at.column = 1;
		}
	}
	at.length = (unsigned)token->length;
	return at;
}

/*
 * The change of nesting depth. Within BEGIN … END and CASE … END of a trigger, a ';' does not end
 * the statement.
 */
static int
block_step(const struct sql_token *token, bool is_trigger)
{
	if (!is_trigger)
		return 0;
	if (sql_is(token, "BEGIN") || sql_is(token, "CASE"))
		return 1;
	return sql_is(token, "END") ? -1 : 0;
}

/* The first tokens and the end of a statement. */
struct sql_statement {
	struct sql_token words[STATEMENT_WORDS];
	size_t count;
	size_t end; /* offset after its last byte, without the ';' */
	bool broken;
};

/* Reads the next statement; false if there are no more. */
static bool
next_statement(struct sql_lexer *lexer, struct sql_statement *out)
{
	struct sql_token token;
	int depth = 0;
	bool trigger = false;
	*out = (struct sql_statement){0};
	while ((token = sql_next(lexer)).kind != SQL_END) {
		if (sql_is(&token, ";") && depth <= 0) {
			if (out->count == 0)
				continue;
			return true;
		}
		trigger |= out->count < 4 && sql_is(&token, "TRIGGER");
		depth += block_step(&token, trigger);
		out->broken |= token.kind == SQL_BROKEN;
		if (out->count < STATEMENT_WORDS)
			out->words[out->count] = token;
		out->count++;
		out->end = token.offset + token.length;
	}
	return out->count > 0;
}

static const struct sql_token *
word_at(const struct sql_statement *statement, size_t index)
{
	static const struct sql_token end = {.kind = SQL_END, .text = ""};
	return index < statement->count && index < STATEMENT_WORDS ? &statement->words[index]
								   : &end;
}

/* CREATE [OR REPLACE] [TEMP…] kind [IF NOT EXISTS]: finds the kind and the index of the name. */
static enum object_kind
find_kind(const struct sql_statement *statement, size_t *name)
{
	static const char *const skipped[] = {"OR", "REPLACE", "TEMP", "TEMPORARY", "CONSTRAINT",
		"RECURSIVE"};
	size_t i = 1;
	for (size_t s = 0; s < sizeof(skipped) / sizeof(*skipped); s++)
		if (sql_is(word_at(statement, i), skipped[s])) {
			i++;
			s = (size_t)-1;
		}
	enum object_kind kind = OBJECT_KIND_COUNT;
	if (sql_is(word_at(statement, i), "PROCEDURE") ||
		sql_is(word_at(statement, i), "AGGREGATE"))
		kind = OBJECT_FUNCTION;
	for (int k = 0; k < OBJECT_KIND_COUNT && kind == OBJECT_KIND_COUNT; k++) {
		const char *word = object_kind_name((enum object_kind)k);
		const char *space = strchr(word, ' ');
		char first[32];
		snprintf(first, sizeof(first), "%.*s",
			space != NULL ? (int)(space - word) : (int)strlen(word), word);
		if (!sql_is(word_at(statement, i), first) ||
			(space != NULL && !sql_is(word_at(statement, i + 1), space + 1)))
			continue;
		kind = (enum object_kind)k;
		i += space != NULL;
	}
	i++;
	if (sql_is(word_at(statement, i), "IF"))
		i += 3;
	*name = i;
	return kind;
}

/* Reads name ["." name] at token *index and moves *index past it. */
static bool
read_qualified(struct arena *arena, const struct sql_statement *statement, size_t *index,
	struct qualified_name *out)
{
	const struct sql_token *token = word_at(statement, *index);
	*out = (struct qualified_name){0};
	if (token->kind != SQL_WORD && token->kind != SQL_QUOTED_NAME)
		return false;
	out->name = sql_name(arena, token);
	++*index;
	if (!sql_is(word_at(statement, *index), "."))
		return true;
	out->schema = out->name;
	out->name = sql_name(arena, word_at(statement, *index + 1));
	*index += 2;
	return true;
}

/* Adds the argument types to the name of a function: "(" … ")" as written. */
static void
read_signature(struct arena *arena, const struct sql_statement *statement, size_t index,
	struct sql_object *object)
{
	const struct sql_token *open = word_at(statement, index);
	int depth = 0;
	if (!sql_is(open, "("))
		return;
	for (; index < statement->count && index < STATEMENT_WORDS; index++) {
		const struct sql_token *token = word_at(statement, index);
		depth += sql_is(token, "(") - sql_is(token, ")");
		if (depth != 0)
			continue;
		size_t length = (size_t)(token->text + token->length - open->text);
		object->name.name = arena_printf(arena, "%s%s", object->name.name,
			sql_normalise(arena, arena_strndup(arena, open->text, length)));
		return;
	}
}

/* The table of a trigger (after ON) or of a rule (after TO). */
static void
read_table(struct arena *arena, const struct sql_statement *statement, size_t index,
	struct sql_object *object)
{
	const char *word = object->kind == OBJECT_RULE ? "TO" : "ON";
	for (; index < statement->count && index < STATEMENT_WORDS; index++)
		if (sql_is(word_at(statement, index), word)) {
			index++;
			read_qualified(arena, statement, &index, &object->table);
			return;
		}
}

static int
add_statement(const struct sql_file *file, const struct sql_statement *statement)
{
	struct model_builder *builder = file->builder;
	struct location at = place(file, &statement->words[0]);
	size_t index = 0;
	enum object_kind kind = OBJECT_KIND_COUNT;
	if (sql_is(&statement->words[0], "CREATE"))
		kind = find_kind(statement, &index);
	struct sql_object object = {.kind = kind, .at = at};
	if (kind == OBJECT_KIND_COUNT || statement->broken ||
		!read_qualified(builder->arena, statement, &index, &object.name))
		return diag_add(builder->diagnostics, DIAG_OBJECT_SQL, at,
			statement->broken
				? "this statement contains an unterminated quote or comment"
				: "expected CREATE, an object kind and a name");
	if (kind == OBJECT_FUNCTION)
		read_signature(builder->arena, statement, index, &object);
	if (kind == OBJECT_TRIGGER || kind == OBJECT_RULE)
		read_table(builder->arena, statement, index, &object);
	size_t start = statement->words[0].offset;
	const char *sql =
		arena_strndup(builder->arena, file->text + start, statement->end - start);
	if (file->dialect == DIALECT_COUNT)
		object.sql.common = sql;
	else
		object.sql.only[file->dialect] = sql;
	object_add(builder, &object);
	return 0;
}

static void
read_statements(const struct sql_file *file)
{
	struct sql_lexer lexer;
	struct sql_statement statement;
	sql_lexer_init(&lexer, file->text, strlen(file->text));
	while (next_statement(&lexer, &statement))
		if (add_statement(file, &statement) != 0)
			return;
}

static int
check_encoding(const struct sql_file *file, size_t length)
{
	const char *bad = text_find_invalid(file->text, length);
	unsigned line = 1;
	if (bad == NULL)
		return 0;
	for (const char *at = file->text; at < bad; at++)
		line += *at == '\n';
	return diag_add(file->builder->diagnostics, DIAG_ENCODING,
		(struct location){.file = file->path, .line = line},
		"byte 0x%02X is not UTF-8: save the file as UTF-8", (unsigned char)*bad);
}

void
sql_file_build(struct model_builder *builder, const struct annotation *annotation)
{
	struct sql_file file = {
		.builder = builder, .dialect = DIALECT_COUNT};
	const char *name;
	struct strbuf text = STRBUF_INIT;
	if (annotation->items.len < 1 || annotation->items.len > 2) {
		annotation_expect(builder, annotation, "a path, optionally followed by a dialect");
		return;
	}
	if (take_text(builder, annotation, annotation->items.items[0], &name) != 0)
		return;
	if (annotation->items.len == 2 &&
		take_dialect(builder, annotation, annotation->items.items[1], &file.dialect) != 0)
		return;
	file.path =
		path_join(builder->arena, path_folder(builder->arena, annotation->at.file), name);
	if (builder->sources->closed)
		return;
	if (file_read(&text, file.path) != 0) {
		diag_add(builder->diagnostics, DIAG_CANNOT_READ, annotation->items.items[0]->at,
			"%s: %s", file.path, file_error(errno));
	} else {
		if (builder->dependencies != NULL)
			*VEC_ADD(builder->arena, builder->dependencies) = file.path;
		file.text = arena_strndup(builder->arena, text.buf, text.len);
		if (check_encoding(&file, text.len) == 0)
			read_statements(&file);
	}
	strbuf_release(&text);
}
