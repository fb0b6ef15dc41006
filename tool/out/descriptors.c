#include "out/descriptors.h"

#include "base/text.h"
#include "out/spell.h"

#include <string.h>

static void
add_text(struct strbuf *out, const char *text)
{
	if (text == NULL)
		strbuf_addstr(out, "NULL");
	else
		spell_literal(out, text, "\t\t");
}

static bool
is_primary(const struct table *table, const struct column *column)
{
	const struct constraint *key = table_primary_key(table);
	for (size_t i = 0; key != NULL && i < key->parts.len; i++)
		if (text_equal(key->parts.items[i].column, column->name))
			return true;
	return false;
}

/* "unsigned int : 3" */
static bool
is_bit_field(const struct column *column)
{
	return strstr(column->c_type, " : ") != NULL;
}

static bool
has_size(const struct column *column)
{
	return !is_bit_field(column) && strstr(column->c_type, "[]") == NULL;
}

/* Whether the type can be spelled outside its declaration, which requires a name. */
static bool
is_named(const struct column *column)
{
	return strchr(column->c_type, '{') == NULL && strchr(column->c_type, '(') == NULL;
}

static void
print_column(struct strbuf *out, const struct table *table, const struct column *column)
{
	const char *type = table->struct_name;
	strbuf_addstr(out, "\t{");
	add_text(out, column->name);
	strbuf_addstr(out, ", ");
	add_text(out, column->field);
	strbuf_addstr(out, ", ");
	add_text(out, column->c_type);
	for (int d = 0; d < DIALECT_COUNT; d++) {
		strbuf_addstr(out, ", ");
		add_text(out, dialect_text_get(&column->type, (enum dialect_id)d));
	}
	strbuf_addstr(out, ", ");
	add_text(out, column->enum_type.name);
	if (is_bit_field(column))
		strbuf_addstr(out, ",\n\t\tSCHEMAC_NO_OFFSET, 0");
	else
		strbuf_addf(out, ",\n\t\toffsetof(%s, %s)", type, column->field);
	if (has_size(column))
		strbuf_addf(out, ", sizeof(((%s *)0)->%s)", type, column->field);
	else if (!is_bit_field(column))
		strbuf_addstr(out, ", 0");
	strbuf_addf(out, ", %s, %s, %s},\n", column->not_null ? "false" : "true",
		is_primary(table, column) ? "true" : "false",
		column->generated != GENERATED_NONE ? "true" : "false");
}

/* These descriptors must not be used with a struct that has changed since they were generated. */
static void
print_asserts(struct strbuf *out, const struct table *table, const char *name)
{
	VEC_EACH (struct column *, item, table->columns) {
		const struct column *column = *item;
		if (has_size(column) && is_named(column))
			strbuf_addf(out,
				"SCHEMAC_ASSERT(sizeof(((%s *)0)->%s) == sizeof(%s),\n"
				"\t%s_%s_has_changed);\n",
				table->struct_name, column->field, column->c_type, name,
				column->field);
	}
}

static void
print_table(struct arena *arena, struct strbuf *out, const struct table *table, struct map *taken)
{
	const char *name = table->struct_name;
	if (text_starts_with(name, "struct "))
		name += strlen("struct ");
	name = spell_identifier(arena, taken, name, qualified_name_print(arena, &table->name));
	strbuf_addch(out, '\n');
	print_asserts(out, table, name);
	strbuf_addf(
		out, "\nstatic const struct schemac_column_descriptor %s_columns[] = {\n", name);
	VEC_EACH (struct column *, column, table->columns)
		print_column(out, table, *column);
	strbuf_addf(out,
		"};\n\nextern const struct schemac_table_descriptor %s_table;\n"
		"const struct schemac_table_descriptor %s_table = {",
		name, name);
	add_text(out, table->name.schema);
	strbuf_addstr(out, ", ");
	add_text(out, table->name.name);
	strbuf_addf(out,
		", sizeof(%s),\n\t%s_columns, sizeof(%s_columns) / sizeof(*%s_columns)};\n",
		table->struct_name, name, name, name);
}

/* Each header that declares a table, once. */
static void
print_includes(struct arena *arena, struct strbuf *out, const struct schema *schema)
{
	struct map seen = {0};
	VEC_EACH (struct table *, item, schema->tables) {
		const struct table *table = *item;
		if (table->struct_name == NULL || table->at.file == NULL ||
			map_put(arena, &seen, table->at.file, (void *)table) != NULL)
			continue;
		strbuf_addf(out, "#include \"%s\"\n", table->at.file);
	}
}

void
descriptors_print(struct arena *arena, struct strbuf *out, const struct schema *schema)
{
	struct map taken = {0};
	print_includes(arena, out, schema);
	strbuf_addstr(out, "\n#include <schemac/descriptor.h>\n");
	VEC_EACH (struct table *, table, schema->tables)
		if ((*table)->struct_name != NULL && (*table)->columns.len > 0)
			print_table(arena, out, *table, &taken);
}
