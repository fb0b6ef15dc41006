#include "rev/embed/embed.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

enum {
	LITERAL_LIMIT = 4000, /* maximum literal size in bytes; C99 5.2.4.1 guarantees 4,095 */
	ROW = 12,             /* maximum number of characters on a line of an array */
};

/* The state while a C file is written. */
struct embed_printer {
	struct strbuf *out;
	const char *name; /* of the bundle; prefix of the names of the statics */
	size_t count;     /* statics printed so far */
};

/* ------------------------------------------------------------------ texts */

/*
 * Appends one byte of a literal. Octal escapes always have three digits, so that a digit after one
 * is not read as part of it.
 */
static void
add_byte(struct strbuf *out, char c)
{
	if (c == '\n')
		strbuf_addstr(out, "\\n");
	else if (c == '\t')
		strbuf_addstr(out, "\\t");
	else if (strchr("\"'\\?", c) != NULL && c != '\0')
		strbuf_addf(out, "\\%c", c);
	else if (c >= ' ' && c < 0x7F)
		strbuf_addch(out, c);
	else
		strbuf_addf(out, "\\%03o", (unsigned)(unsigned char)c);
}

/* Appends a literal. Each line of the text becomes a line of its own, after `indent`. */
static void
add_literal(struct strbuf *out, const char *text, const char *indent)
{
	strbuf_addch(out, '"');
	for (; *text != '\0'; text++) {
		add_byte(out, *text);
		if (*text == '\n' && text[1] != '\0')
			strbuf_addf(out, "\"\n%s\"", indent);
	}
	strbuf_addch(out, '"');
}

static void
add_text(struct strbuf *out, const char *text)
{
	if (text == NULL)
		strbuf_addstr(out, "NULL");
	else
		add_literal(out, text, "\t\t");
}

static bool
is_long(const char *text)
{
	return strlen(text) > LITERAL_LIMIT;
}

/* Prints a text that is too long for a literal as an array. Returns the number in its name. */
static size_t
add_array(struct embed_printer *printer, const char *text)
{
	struct strbuf *out = printer->out;
	size_t number = ++printer->count;
	strbuf_addf(out, "static const char %s_%zu[] = {", printer->name, number);
	for (size_t i = 0; text[i] != '\0'; i++) {
		strbuf_addstr(out, i % ROW == 0 ? "\n\t'" : " '");
		add_byte(out, text[i]);
		strbuf_addstr(out, "',");
	}
	strbuf_addstr(out, " '\\0'\n};\n\n");
	return number;
}

/* ------------------------------------------------------------------ lists of names */

static size_t
add_names(struct embed_printer *printer, const char *const *names)
{
	size_t number = ++printer->count;
	strbuf_addf(printer->out, "static const char *const %s_%zu[] = {", printer->name, number);
	for (; *names != NULL; names++) {
		strbuf_addstr(printer->out, "\n\t");
		add_literal(printer->out, *names, "\t");
		strbuf_addch(printer->out, ',');
	}
	strbuf_addstr(printer->out, "\n\tNULL\n};\n\n");
	return number;
}

/* Appends the name of a static, or NULL for number 0. */
static void
add_reference(struct embed_printer *printer, size_t number)
{
	if (number == 0)
		strbuf_addstr(printer->out, "NULL");
	else
		strbuf_addf(printer->out, "%s_%zu", printer->name, number);
}

/* ------------------------------------------------------------------ scripts */

static const char *
kind_name(enum schemac_step_kind kind)
{
	switch (kind) {
	case SCHEMAC_STEP_SQL:
		return "SCHEMAC_STEP_SQL";
	case SCHEMAC_STEP_CALL:
		return "SCHEMAC_STEP_CALL";
	case SCHEMAC_STEP_REBUILD:
		return "SCHEMAC_STEP_REBUILD";
	case SCHEMAC_STEP_REBUILD_END:
		return "SCHEMAC_STEP_REBUILD_END";
	case SCHEMAC_STEP_KEEP:
		return "SCHEMAC_STEP_KEEP";
	case SCHEMAC_STEP_KEEP_END:
		return "SCHEMAC_STEP_KEEP_END";
	case SCHEMAC_STEP_EXPECT_NO_ROWS:
		break;
	}
	return "SCHEMAC_STEP_EXPECT_NO_ROWS";
}

/* Prints the steps as a static array, after the arrays that they point to. Returns its number. */
static size_t
add_steps(struct embed_printer *printer, const struct schemac_script *script)
{
	struct strbuf steps = STRBUF_INIT;
	struct embed_printer rows = *printer;
	rows.out = &steps;
	if (script->step_count == 0)
		return 0;
	for (size_t i = 0; i < script->step_count; i++) {
		const struct schemac_step *step = &script->steps[i];
		size_t array = is_long(step->text) ? add_array(printer, step->text) : 0;
		size_t columns = step->columns != NULL ? add_names(printer, step->columns) : 0;
		strbuf_addf(&steps, "\t{%s,\n\t\t", kind_name(step->kind));
		if (array > 0)
			add_reference(&rows, array);
		else
			add_text(&steps, step->text);
		strbuf_addf(&steps, ",\n\t\t%u, ", step->line);
		add_reference(&rows, columns);
		strbuf_addstr(&steps, "},\n");
	}
	size_t number = ++printer->count;
	strbuf_addf(printer->out, "static const struct schemac_step %s_%zu[] = {\n", printer->name,
		number);
	strbuf_add(printer->out, steps.buf, steps.len);
	strbuf_addstr(printer->out, "};\n\n");
	strbuf_release(&steps);
	return number;
}

static void
add_script(struct embed_printer *printer, const struct schemac_script *script, size_t steps)
{
	strbuf_addch(printer->out, '{');
	add_reference(printer, steps);
	strbuf_addf(printer->out, ", %zu, %s, %s, ", script->step_count,
		script->present ? "true" : "false", script->no_transaction ? "true" : "false");
	add_text(printer->out, script->irreversible);
	strbuf_addch(printer->out, '}');
}

/* ------------------------------------------------------------------ revisions */

/* Appends the scripts of one direction: {{…}, {…}}. Their steps have already been printed. */
static void
add_scripts(
	struct embed_printer *printer, const struct schemac_script *scripts, const size_t *steps)
{
	strbuf_addstr(printer->out, "\t\t{");
	for (int i = 0; i < SCHEMAC_DIALECT_COUNT; i++) {
		strbuf_addstr(printer->out, i > 0 ? ",\n\t\t\t" : "");
		add_script(printer, &scripts[i], steps[i]);
	}
	strbuf_addch(printer->out, '}');
}

/* Prints the steps of one direction. Dialects with the same section share them. */
static void
add_all_steps(struct embed_printer *printer, const struct schemac_script *scripts, size_t *steps)
{
	for (int i = 0; i < SCHEMAC_DIALECT_COUNT; i++) {
		bool shared = i > 0 && scripts[i].steps == scripts[i - 1].steps &&
			      scripts[i].step_count == scripts[i - 1].step_count;
		steps[i] = shared ? steps[i - 1] : add_steps(printer, &scripts[i]);
	}
}

static void
add_revision(
	struct embed_printer *statics, struct strbuf *rows, const struct schemac_revision *revision)
{
	size_t upgrade[SCHEMAC_DIALECT_COUNT] = {0}, downgrade[SCHEMAC_DIALECT_COUNT] = {0};
	size_t parents = revision->parents != NULL ? add_names(statics, revision->parents) : 0;
	size_t needs = revision->depends_on != NULL ? add_names(statics, revision->depends_on) : 0;
	add_all_steps(statics, revision->upgrade, upgrade);
	add_all_steps(statics, revision->downgrade, downgrade);
	struct embed_printer row = *statics;
	row.out = rows;
	strbuf_addstr(rows, "\t{");
	add_text(rows, revision->id);
	strbuf_addstr(rows, ", ");
	add_reference(&row, parents);
	strbuf_addstr(rows, ", ");
	add_reference(&row, needs);
	strbuf_addstr(rows, ",\n\t\t");
	add_text(rows, revision->message);
	strbuf_addstr(rows, ",\n\t\t");
	add_text(rows, revision->file != NULL ? path_name(revision->file) : NULL);
	strbuf_addstr(rows, ",\n\t\t");
	add_text(rows, revision->digest);
	strbuf_addf(rows, ", %s,\n", revision->reviewed ? "true" : "false");
	add_scripts(&row, revision->upgrade, upgrade);
	strbuf_addstr(rows, ",\n");
	add_scripts(&row, revision->downgrade, downgrade);
	strbuf_addstr(rows, "},\n");
}

static void
add_revisions(struct embed_printer *printer, const struct schemac_bundle *bundle)
{
	struct strbuf rows = STRBUF_INIT;
	if (bundle->revision_count == 0)
		return;
	for (size_t i = 0; i < bundle->revision_count; i++)
		add_revision(printer, &rows, &bundle->revisions[i]);
	strbuf_addf(printer->out, "static const struct schemac_revision %s_revisions[] = {\n",
		printer->name);
	strbuf_add(printer->out, rows.buf, rows.len);
	strbuf_addstr(printer->out, "};\n\n");
	strbuf_release(&rows);
}

/* ------------------------------------------------------------------ tables */

static size_t
add_columns(struct embed_printer *printer, const struct schemac_table_shape *table)
{
	size_t number = ++printer->count;
	strbuf_addf(printer->out, "static const struct schemac_column_shape %s_%zu[] = {\n",
		printer->name, number);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct schemac_column_shape *column = &table->columns[i];
		strbuf_addstr(printer->out, "\t{");
		add_text(printer->out, column->name);
		strbuf_addstr(printer->out, ", ");
		add_text(printer->out, column->type);
		strbuf_addf(printer->out, ", %s, %u},\n", column->not_null ? "true" : "false",
			column->primary_key);
	}
	strbuf_addstr(printer->out, "};\n\n");
	return number;
}

static size_t
add_tables(struct embed_printer *printer, const struct schemac_table_shape *tables, size_t count)
{
	struct strbuf rows = STRBUF_INIT;
	struct embed_printer row = *printer;
	row.out = &rows;
	if (count == 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		size_t columns = tables[i].column_count > 0 ? add_columns(printer, &tables[i]) : 0;
		strbuf_addstr(&rows, "\t{");
		add_text(&rows, tables[i].schema);
		strbuf_addstr(&rows, ", ");
		add_text(&rows, tables[i].name);
		strbuf_addstr(&rows, ", ");
		add_reference(&row, columns);
		strbuf_addf(&rows, ", %zu},\n", tables[i].column_count);
	}
	size_t number = ++printer->count;
	strbuf_addf(printer->out, "static const struct schemac_table_shape %s_%zu[] = {\n",
		printer->name, number);
	strbuf_add(printer->out, rows.buf, rows.len);
	strbuf_addstr(printer->out, "};\n\n");
	strbuf_release(&rows);
	return number;
}

/* ------------------------------------------------------------------ files */

static void
add_declaration(struct strbuf *out, const char *identifier)
{
	strbuf_addf(out,
		"#ifdef __cplusplus\n"
		"extern \"C\" {\n"
		"#endif\n"
		"extern const struct schemac_bundle %s;\n"
		"#ifdef __cplusplus\n"
		"}\n"
		"#endif\n\n",
		identifier);
}

void
embed_print(struct strbuf *out, const struct schemac_bundle *bundle, const char *identifier)
{
	struct embed_printer printer = {.out = out, .name = identifier};
	size_t tables[SCHEMAC_DIALECT_COUNT];
	strbuf_addstr(out, "/* Made by `schemac embed`: do not edit. */\n"
			   "#include <schemac/runtime.h>\n\n");
	add_declaration(out, identifier);
	add_revisions(&printer, bundle);
	for (int i = 0; i < SCHEMAC_DIALECT_COUNT; i++)
		tables[i] = add_tables(&printer, bundle->tables[i], bundle->table_count[i]);
	strbuf_addf(out,
		"const struct schemac_bundle %s = {\n"
		"\tSCHEMAC_BUNDLE_ABI, sizeof(struct schemac_bundle),\n\t",
		identifier);
	add_text(out, bundle->name);
	strbuf_addstr(out, ", ");
	add_text(out, bundle->version_table);
	strbuf_addstr(out, ", ");
	add_text(out, bundle->version_table_schema);
	strbuf_addf(out, ",\n\t%s%s, %zu,\n\t{", bundle->revision_count > 0 ? identifier : "NULL",
		bundle->revision_count > 0 ? "_revisions" : "", bundle->revision_count);
	for (int i = 0; i < SCHEMAC_DIALECT_COUNT; i++) {
		strbuf_addstr(out, i > 0 ? ", " : "");
		add_reference(&printer, tables[i]);
	}
	strbuf_addstr(out, "},\n\t{");
	for (int i = 0; i < SCHEMAC_DIALECT_COUNT; i++)
		strbuf_addf(out, "%s%zu", i > 0 ? ", " : "", bundle->table_count[i]);
	strbuf_addstr(out, "}\n};\n");
}

void
embed_print_header(struct strbuf *out, const char *identifier)
{
	strbuf_addf(out,
		"/* Made by `schemac embed`: do not edit. */\n"
		"#ifndef SCHEMAC_EMBEDDED_%s\n"
		"#define SCHEMAC_EMBEDDED_%s\n\n"
		"#include <schemac/runtime.h>\n\n",
		identifier, identifier);
	add_declaration(out, identifier);
	strbuf_addstr(out, "#endif\n");
}

const char *
embed_name(struct arena *arena, const char *name)
{
	struct strbuf identifier = STRBUF_INIT;
	if (char_is_digit(*name) || *name == '\0')
		strbuf_addstr(&identifier, *name == '\0' ? "schema" : "schema_");
	for (; *name != '\0'; name++)
		strbuf_addch(&identifier, char_is_word(*name) ? *name : '_');
	const char *result = arena_printf(arena, "%s_revisions", identifier.buf);
	strbuf_release(&identifier);
	return result;
}
