#include "out/diagram.h"

#include "base/map.h"
#include "base/text.h"

#include <string.h>

/* Whether the column is in a key of the given kind. */
static bool
is_in_key(const struct table *table, const struct column *column, enum constraint_kind kind)
{
	VEC_EACH (struct constraint *, constraint, table->constraints) {
		if ((*constraint)->kind != kind)
			continue;
		VEC_EACH (struct key_part, part, (*constraint)->parts)
			if (text_equal(part->column, column->name))
				return true;
	}
	return false;
}

static const char *
type_of(const struct column *column)
{
	if (column->enum_type.name != NULL)
		return column->enum_type.name;
	for (int d = 0; d < DIALECT_COUNT && column->type.common == NULL; d++)
		if (column->type.only[d] != NULL)
			return column->type.only[d];
	return column->type.common != NULL ? column->type.common : "";
}

/* ---- Graphviz ---- */

/* Text within an HTML-like label (https://graphviz.org/doc/info/shapes.html#html). */
static void
add_html(struct strbuf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '<')
			strbuf_addstr(out, "&lt;");
		else if (*text == '>')
			strbuf_addstr(out, "&gt;");
		else if (*text == '&')
			strbuf_addstr(out, "&amp;");
		else if (*text == '"')
			strbuf_addstr(out, "&quot;");
		else
			strbuf_addch(out, (unsigned char)*text < ' ' ? ' ' : *text);
	}
}

/* A quoted ID of the dot language. */
static void
add_dot_id(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			strbuf_addch(out, '\\');
		strbuf_addch(out, *text == '\n' ? ' ' : *text);
	}
	strbuf_addch(out, '"');
}

static void
dot_table(struct arena *arena, struct strbuf *out, const struct table *table)
{
	const char *name = qualified_name_print(arena, &table->name);
	strbuf_addch(out, '\t');
	add_dot_id(out, name);
	strbuf_addstr(out, " [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">\n"
			   "\t\t<tr><td bgcolor=\"lightgray\"><b>");
	add_html(out, name);
	strbuf_addstr(out, "</b></td></tr>\n");
	for (size_t i = 0; i < table->columns.len; i++) {
		const struct column *column = table->columns.items[i];
		bool primary = is_in_key(table, column, CONSTRAINT_PRIMARY_KEY);
		strbuf_addf(out, "\t\t<tr><td align=\"left\" port=\"c%zu\">%s", i,
			primary ? "<u>" : "");
		add_html(out, column->name);
		strbuf_addstr(out, primary ? "</u> " : " ");
		add_html(out, type_of(column));
		strbuf_addstr(out, column->not_null ? "</td></tr>\n" : " NULL</td></tr>\n");
	}
	strbuf_addstr(out, "\t</table>>]\n");
}

static void
add_port(struct strbuf *out, const struct table *table, const char *column)
{
	for (size_t i = 0; table != NULL && i < table->columns.len; i++)
		if (text_equal(table->columns.items[i]->name, column))
			strbuf_addf(out, ":c%zu", i);
}

/* The first referenced column; by default, the first one of the target's primary key. */
static const char *
first_target(const struct constraint *constraint, const struct table *target)
{
	const struct constraint *key = target != NULL ? table_primary_key(target) : NULL;
	if (constraint->target_columns.len > 0)
		return constraint->target_columns.items[0];
	return key != NULL && key->parts.len > 0 ? key->parts.items[0].column : NULL;
}

static void
dot_keys(struct arena *arena, struct strbuf *out, const struct map *tables,
	const struct table *table)
{
	VEC_EACH (struct constraint *, item, table->constraints) {
		const struct constraint *key = *item;
		if (key->kind != CONSTRAINT_FOREIGN_KEY || key->parts.len == 0)
			continue;
		const char *name = qualified_name_print(arena, &key->target);
		const struct table *target = map_find(tables, name);
		strbuf_addch(out, '\t');
		add_dot_id(out, qualified_name_print(arena, &table->name));
		add_port(out, table, key->parts.items[0].column);
		strbuf_addstr(out, " -> ");
		add_dot_id(out, name);
		add_port(out, target, first_target(key, target));
		strbuf_addch(out, '\n');
	}
}

void
diagram_print_dot(struct arena *arena, struct strbuf *out, const struct schema *schema)
{
	struct map tables = {0};
	strbuf_addstr(out, "digraph schema {\n\trankdir=LR\n\tnode [shape=plain]\n");
	VEC_EACH (struct table *, table, schema->tables) {
		map_put(arena, &tables, qualified_name_print(arena, &(*table)->name), *table);
		dot_table(arena, out, *table);
	}
	VEC_EACH (struct table *, table, schema->tables)
		dot_keys(arena, out, &tables, *table);
	strbuf_addstr(out, "}\n");
}

/* ---- Mermaid (https://mermaid.js.org/syntax/entityRelationshipDiagram.html) ---- */

/*
 * A Mermaid word consists of letters, digits and a few punctuation characters. Other characters
 * become '_'.
 */
static void
add_word(struct strbuf *out, const char *text)
{
	if (*text == '\0' || char_is_digit(*text))
		strbuf_addch(out, '_');
	for (; *text != '\0'; text++)
		strbuf_addch(
			out, char_is_word(*text) || strchr("-()[]", *text) != NULL ? *text : '_');
}

static void
add_quoted(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '"');
	for (; *text != '\0'; text++)
		strbuf_addch(out, *text == '"' || (unsigned char)*text < ' ' ? ' ' : *text);
	strbuf_addch(out, '"');
}

static void
mermaid_table(struct arena *arena, struct strbuf *out, const struct table *table)
{
	strbuf_addstr(out, "    ");
	add_quoted(out, qualified_name_print(arena, &table->name));
	strbuf_addstr(out, " {\n");
	VEC_EACH (struct column *, item, table->columns) {
		const struct column *column = *item;
		bool primary = is_in_key(table, column, CONSTRAINT_PRIMARY_KEY);
		bool foreign = is_in_key(table, column, CONSTRAINT_FOREIGN_KEY);
		strbuf_addstr(out, "        ");
		add_word(out, type_of(column));
		strbuf_addch(out, ' ');
		add_word(out, column->name);
		strbuf_addf(out, "%s%s%s", primary ? " PK" : "", primary && foreign ? "," : "",
			foreign ? " FK" : "");
		if (column->comment != NULL) {
			strbuf_addch(out, ' ');
			add_quoted(out, column->comment);
		}
		strbuf_addch(out, '\n');
	}
	strbuf_addstr(out, "    }\n");
}

/* Whether every column of the key is NOT NULL: each row has exactly one target. */
static bool
is_mandatory(const struct table *table, const struct constraint *key)
{
	VEC_EACH (struct key_part, part, key->parts) {
		const struct column *column =
			part->column != NULL ? table_find_column(table, part->column) : NULL;
		if (column == NULL || !column->not_null)
			return false;
	}
	return true;
}

static void
mermaid_keys(struct arena *arena, struct strbuf *out, const struct table *table)
{
	VEC_EACH (struct constraint *, item, table->constraints) {
		const struct constraint *key = *item;
		if (key->kind != CONSTRAINT_FOREIGN_KEY || key->parts.len == 0)
			continue;
		strbuf_addstr(out, "    ");
		add_quoted(out, qualified_name_print(arena, &key->target));
		strbuf_addstr(out, is_mandatory(table, key) ? " ||--o{ " : " |o--o{ ");
		add_quoted(out, qualified_name_print(arena, &table->name));
		strbuf_addstr(out, " : ");
		add_quoted(
			out, key->parts.items[0].column != NULL ? key->parts.items[0].column : "");
		strbuf_addch(out, '\n');
	}
}

void
diagram_print_mermaid(struct arena *arena, struct strbuf *out, const struct schema *schema)
{
	strbuf_addstr(out, "erDiagram\n");
	VEC_EACH (struct table *, table, schema->tables)
		mermaid_table(arena, out, *table);
	VEC_EACH (struct table *, table, schema->tables)
		mermaid_keys(arena, out, *table);
}
