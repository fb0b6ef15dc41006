#include "out/header.h"

#include "out/header_internal.h"
#include "out/spell.h"

#include <string.h>

/* ---- tables ---- */

static void
print_option(struct strbuf *out, const char *option, const char *text)
{
	if (text == NULL)
		return;
	strbuf_addf(out, ", %s(", option);
	spell_literal(out, text, "\t\t");
	strbuf_addch(out, ')');
}

static void
print_table_head(struct header *header, const struct table *table)
{
	struct strbuf *out = header->out;
	strbuf_addstr(out, "\tSC_TABLE(");
	spell_qualified(out, &table->name);
	print_option(out, "comment", table->comment);
	if (table->renamed_from.name != NULL) {
		strbuf_addstr(out, ", renamed_from(");
		spell_qualified(out, &table->renamed_from);
		strbuf_addch(out, ')');
	}
	strbuf_addstr(out, table->strict ? ", strict" : "");
	strbuf_addstr(out, table->without_rowid ? ", without_rowid" : "");
	strbuf_addstr(out, table->unlogged ? ", unlogged" : "");
	print_option(out, "options", table->options.common);
	for (int d = 0; d < DIALECT_COUNT; d++)
		if (table->options.only[d] != NULL) {
			strbuf_addf(out, ", %s(options(", dialect_name((enum dialect_id)d));
			spell_literal(out, table->options.only[d], "\t\t");
			strbuf_addstr(out, "))");
		}
	strbuf_addstr(out, ")\n");
}

/* The end of a comment inside the text would end the C comment. */
void
header_print_comment(struct strbuf *out, const char *text, const char *indent)
{
	if (text == NULL)
		return;
	strbuf_addf(out, "%s/* ", indent);
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			strbuf_addf(out, "\n%s * ", indent);
		else if (text[0] == '*' && text[1] == '/')
			strbuf_addstr(out, "* ");
		else if (*text != '\r')
			strbuf_addch(out, *text);
	}
	strbuf_addstr(out, " */\n");
}

static void
print_table(struct header *header, const struct table *table)
{
	struct strbuf *out = header->out;
	struct map fields = {0};
	struct column_keys keys = {0};
	header_find_column_keys(table, &keys);
	const char *name = qualified_name_print(header->arena, &table->name);
	strbuf_addch(out, '\n');
	header_print_comment(out, table->source_comment, "");
	strbuf_addf(out, "struct %s {\n",
		spell_identifier(header->arena, &header->tags, name, name));
	print_table_head(header, table);
	header_print_table_keys(header, table, &keys);
	strbuf_addch(out, '\n');
	VEC_EACH (struct column *, column, table->columns)
		header_print_column(header, table, *column, &fields, &keys);
	strbuf_addstr(out, "};\n");
}

/* ---- objects ---- */

/* The marker for the kind of object: "SC_VIEW". */
static const char *
object_marker(enum object_kind kind)
{
	static const char *const markers[] = {
#define OBJECT(constant, key, marker) [OBJECT_##constant] = marker,
		SCHEMA_OBJECT_KINDS(OBJECT)
#undef OBJECT
	};
	return markers[kind];
}

static void
print_object(struct header *header, const struct sql_object *object)
{
	struct strbuf *out = header->out;
	strbuf_addf(out, "\n%s(", object_marker(object->kind));
	spell_qualified(out, &object->name);
	if (object->kind == OBJECT_TRIGGER || object->kind == OBJECT_RULE) {
		strbuf_addstr(out, ", ");
		spell_qualified(out, &object->table);
	}
	if (object->sql.common != NULL) {
		strbuf_addstr(out, ",\n\t");
		spell_literal(out, object->sql.common, "\t");
	}
	for (int d = 0; d < DIALECT_COUNT; d++)
		if (object->sql.only[d] != NULL) {
			strbuf_addf(out, ",\n\t%s(", dialect_name((enum dialect_id)d));
			spell_literal(out, object->sql.only[d], "\t\t");
			strbuf_addch(out, ')');
		}
	print_option(out, "comment", object->comment);
	strbuf_addstr(out, ")\n");
}

void
header_print(struct arena *arena, struct strbuf *out, const struct schema *schema)
{
	struct header header = {.arena = arena, .out = out, .schema = schema};
	strbuf_addstr(out,
		"#ifndef SCHEMAC_MODELS_H\n#define SCHEMAC_MODELS_H\n\n"
		"#include <schemac/model.h>\n\n"
		"#include <stdbool.h>\n#include <stdint.h>\n#include <time.h>\n");
	VEC_EACH (struct enum_type *, type, schema->enums)
		header_print_enum(&header, *type);
	VEC_EACH (struct table *, table, schema->tables)
		print_table(&header, *table);
	VEC_EACH (struct sql_object *, object, schema->objects)
		print_object(&header, *object);
	strbuf_addstr(out, "\n#endif\n");
}
