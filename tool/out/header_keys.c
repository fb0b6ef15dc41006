/*
 * header_keys: constraints and indexes as markers of the table or of a column.
 */
#include "base/text.h"
#include "out/header_internal.h"
#include "out/spell.h"

#include <string.h>

/* ---- which are markers of columns ---- */

static size_t
column_index(const struct table *table, const char *name)
{
	size_t i = 0;
	while (i < table->columns.len && !text_equal(table->columns.items[i]->name, name))
		i++;
	return i;
}

static bool
is_plain_part(const struct key_part *part)
{
	return part->column != NULL && part->collation == NULL && part->opclass == NULL &&
		!part->descending && !part->nulls_first && !part->nulls_last;
}

/* The column whose marker can express the constraint; NULL if it needs a marker of the table. */
static const char *
column_of_constraint(const struct constraint *constraint)
{
	bool single = constraint->parts.len == 1 && is_plain_part(&constraint->parts.items[0]);
	bool plain = constraint->conflict == NULL && constraint->comment == NULL &&
		!constraint->deferrable && !constraint->initially_deferred &&
		!constraint->nulls_not_distinct && !constraint->not_valid &&
		(constraint->name == NULL || constraint->name_from_template);
	switch (constraint->kind) {
	case CONSTRAINT_PRIMARY_KEY:
	case CONSTRAINT_UNIQUE:
		return single && plain ? constraint->parts.items[0].column : NULL;
	case CONSTRAINT_FOREIGN_KEY:
		return single && constraint->target_columns.len <= 1
			? constraint->parts.items[0].column
			: NULL;
	case CONSTRAINT_CHECK:
		return constraint->on_column;
	default:
		return NULL;
	}
}

static const char *
column_of_index(const struct index *index)
{
	bool plain = index->name_from_template && !index->unique && index->parts.len == 1 &&
		is_plain_part(&index->parts.items[0]) && !dialect_text_given(&index->where) &&
		index->method == NULL && index->include.len == 0 && index->with == NULL &&
		!index->nulls_not_distinct && !index->concurrently && index->comment == NULL;
	return plain ? index->parts.items[0].column : NULL;
}

void
header_find_column_keys(const struct table *table, struct column_keys *out)
{
	size_t last = 0;
	for (; out->constraints < table->constraints.len; out->constraints++) {
		const char *column =
			column_of_constraint(table->constraints.items[out->constraints]);
		size_t index = column != NULL ? column_index(table, column) : 0;
		if (column == NULL || index < last || index == table->columns.len)
			break;
		last = index;
	}
	last = 0;
	for (; out->indexes < table->indexes.len; out->indexes++) {
		const char *column = column_of_index(table->indexes.items[out->indexes]);
		size_t index = column != NULL ? column_index(table, column) : 0;
		if (column == NULL || index < last || index == table->columns.len)
			break;
		last = index;
	}
}

/* ---- arguments ---- */

/* Arguments of a marker; a comma precedes all but the first. */
struct arguments {
	struct strbuf *out;
	bool any;
};

static struct strbuf *
next_argument(struct arguments *arguments)
{
	if (arguments->any)
		strbuf_addstr(arguments->out, ", ");
	arguments->any = true;
	return arguments->out;
}

static void
add_name(struct arguments *arguments, const char *name)
{
	spell_name(next_argument(arguments), name);
}

static void
add_flag(struct arguments *arguments, bool flag, const char *word)
{
	if (flag)
		strbuf_addstr(next_argument(arguments), word);
}

/* word(name) */
static void
add_named(struct arguments *arguments, const char *word, const char *name)
{
	if (name == NULL)
		return;
	strbuf_addf(next_argument(arguments), "%s(", word);
	spell_name(arguments->out, name);
	strbuf_addch(arguments->out, ')');
}

/* word("text") */
static void
add_text(struct arguments *arguments, const char *word, const char *text)
{
	if (text == NULL)
		return;
	strbuf_addf(next_argument(arguments), "%s(", word);
	spell_literal(arguments->out, text, "\t\t");
	strbuf_addch(arguments->out, ')');
}

/* (a, b) */
static void
add_columns(struct arguments *arguments, const struct key_parts *parts)
{
	struct arguments inner = {.out = next_argument(arguments)};
	strbuf_addch(arguments->out, '(');
	VEC_EACH (struct key_part, part, *parts)
		add_name(&inner, part->column != NULL ? part->column : "");
	strbuf_addch(arguments->out, ')');
}

static void
add_names(struct arguments *arguments, const struct texts *names)
{
	struct arguments inner = {.out = next_argument(arguments)};
	strbuf_addch(arguments->out, '(');
	VEC_EACH (const char *, name, *names)
		add_name(&inner, *name);
	strbuf_addch(arguments->out, ')');
}

/* The text for all dialects, and the texts for single dialects. */
static void
add_sql(struct arguments *arguments, const struct dialect_text *text)
{
	if (text->common != NULL)
		spell_literal(next_argument(arguments), text->common, "\t\t");
	for (int d = 0; d < DIALECT_COUNT; d++)
		add_text(arguments, dialect_name((enum dialect_id)d), text->only[d]);
}

static const char *
own_name(const struct constraint *constraint)
{
	return constraint->name_from_template ? NULL : constraint->name;
}

/* The words in lower case with '_' for each space: "set_null". */
static void
add_words(struct arguments *arguments, const char *option, const char *words)
{
	if (words == NULL)
		return;
	strbuf_addf(next_argument(arguments), "%s(", option);
	for (const char *c = words; *c != '\0'; c++)
		strbuf_addch(arguments->out, *c == ' ' ? '_' : char_lower(*c));
	strbuf_addch(arguments->out, ')');
}

/* ---- constraints ---- */

static void
add_key_options(struct arguments *arguments, const struct constraint *constraint)
{
	add_flag(arguments, constraint->deferrable, "deferrable");
	add_flag(arguments, constraint->initially_deferred, "initially_deferred");
	add_flag(arguments, constraint->nulls_not_distinct, "nulls_not_distinct");
	add_flag(arguments, constraint->not_valid, "not_valid");
	add_flag(arguments, constraint->no_inherit, "no_inherit");
	add_words(arguments, "on_conflict", constraint->conflict);
	add_text(arguments, "comment", constraint->comment);
}

static void
add_reference_options(struct arguments *arguments, const struct constraint *constraint)
{
	if (constraint->on_delete != FK_NO_ACTION)
		add_words(arguments, "on_delete", fk_action_name(constraint->on_delete));
	if (constraint->on_update != FK_NO_ACTION)
		add_words(arguments, "on_update", fk_action_name(constraint->on_update));
	add_words(arguments, "match", constraint->match);
	add_flag(arguments, constraint->unchecked, "unchecked");
	add_key_options(arguments, constraint);
}

static void
print_foreign_key(struct arguments *arguments, const struct constraint *constraint)
{
	add_columns(arguments, &constraint->parts);
	spell_qualified(next_argument(arguments), &constraint->target);
	if (constraint->target_columns.len > 0)
		add_names(arguments, &constraint->target_columns);
	add_reference_options(arguments, constraint);
}

/* name, a, b; or (a, b), name(name) if the name is also that of a column. */
static void
print_key_columns(struct arguments *arguments, const struct table *table,
	const struct constraint *constraint)
{
	const char *name = own_name(constraint);
	if (name == NULL || table_find_column(table, name) != NULL) {
		add_columns(arguments, &constraint->parts);
		add_named(arguments, "name", name);
		return;
	}
	add_name(arguments, name);
	VEC_EACH (struct key_part, part, constraint->parts)
		add_name(arguments, part->column != NULL ? part->column : "");
}

/* Prints the constraint as a marker of the table. */
static void
print_constraint(
	struct header *header, const struct table *table, const struct constraint *constraint)
{
	static const char *const markers[] = {[CONSTRAINT_PRIMARY_KEY] = "SC_PRIMARY_KEY_ON",
		[CONSTRAINT_UNIQUE] = "SC_UNIQUE_KEY", [CONSTRAINT_FOREIGN_KEY] = "SC_FOREIGN_KEY",
		[CONSTRAINT_CHECK] = "SC_CHECK", [CONSTRAINT_EXCLUDE] = "SC_EXCLUDE"};
	struct arguments arguments = {.out = header->out};
	bool key = constraint->kind == CONSTRAINT_PRIMARY_KEY ||
		constraint->kind == CONSTRAINT_UNIQUE;
	strbuf_addf(header->out, "\t%s(", markers[constraint->kind]);
	if (own_name(constraint) != NULL && !key)
		add_name(&arguments, constraint->name);
	if (key) {
		print_key_columns(&arguments, table, constraint);
		add_key_options(&arguments, constraint);
	} else if (constraint->kind == CONSTRAINT_FOREIGN_KEY) {
		print_foreign_key(&arguments, constraint);
	} else {
		add_sql(&arguments, &constraint->expression);
		add_named(&arguments, "column", constraint->on_column);
		add_key_options(&arguments, constraint);
	}
	strbuf_addstr(header->out, ")\n");
}

/* ---- indexes ---- */

static void
add_part(struct arguments *arguments, const struct key_part *part)
{
	struct strbuf *out = next_argument(arguments);
	struct arguments inner = {.out = out};
	bool wrapped = !is_plain_part(part) && (part->descending || part->nulls_first ||
		part->nulls_last || part->collation != NULL || part->opclass != NULL);
	if (wrapped)
		strbuf_addstr(out, part->descending ? "desc(" : "asc(");
	if (part->column != NULL)
		add_name(&inner, part->column);
	else
		add_sql(&inner, &part->expression);
	if (!wrapped)
		return;
	add_flag(&inner, part->nulls_first, "nulls_first");
	add_flag(&inner, part->nulls_last, "nulls_last");
	add_named(&inner, "collate", part->collation);
	add_named(&inner, "opclass", part->opclass);
	strbuf_addch(out, ')');
}

static void
print_index(struct header *header, const struct index *index)
{
	struct arguments arguments = {.out = header->out}, inner = {.out = header->out};
	strbuf_addstr(header->out, "\tSC_INDEX(");
	if (!index->name_from_template)
		add_name(&arguments, index->name);
	add_flag(&arguments, index->unique, "unique");
	strbuf_addstr(next_argument(&arguments), "on(");
	VEC_EACH (struct key_part, part, index->parts)
		add_part(&inner, part);
	strbuf_addch(header->out, ')');
	add_text(&arguments, "where", index->where.common);
	for (int d = 0; d < DIALECT_COUNT; d++)
		if (index->where.only[d] != NULL) {
			strbuf_addf(next_argument(&arguments), "%s(where(",
				dialect_name((enum dialect_id)d));
			spell_literal(header->out, index->where.only[d], "\t\t");
			strbuf_addstr(header->out, "))");
		}
	add_named(&arguments, "using", index->method);
	if (index->include.len > 0) {
		strbuf_addstr(next_argument(&arguments), "include");
		struct arguments list = {.out = header->out};
		add_names(&list, &index->include);
	}
	add_text(&arguments, "with", index->with);
	add_flag(&arguments, index->nulls_not_distinct, "nulls_not_distinct");
	add_flag(&arguments, index->concurrently, "concurrently");
	add_text(&arguments, "comment", index->comment);
	strbuf_addstr(header->out, ")\n");
}

void
header_print_table_keys(
	struct header *header, const struct table *table, const struct column_keys *keys)
{
	for (size_t i = keys->constraints; i < table->constraints.len; i++)
		print_constraint(header, table, table->constraints.items[i]);
	for (size_t i = keys->indexes; i < table->indexes.len; i++)
		print_index(header, table->indexes.items[i]);
}

/* ---- markers of a column ---- */

static void
print_reference(struct header *header, const struct constraint *constraint)
{
	struct arguments arguments = {.out = header->out};
	strbuf_addstr(header->out, " SC_REFERENCES(");
	spell_qualified(next_argument(&arguments), &constraint->target);
	if (constraint->target_columns.len > 0)
		add_name(&arguments, constraint->target_columns.items[0]);
	add_named(&arguments, "name", own_name(constraint));
	add_reference_options(&arguments, constraint);
	strbuf_addch(header->out, ')');
}

static void
print_column_check(struct header *header, const struct constraint *constraint)
{
	struct arguments arguments = {.out = header->out};
	strbuf_addstr(header->out, " SC_CHECK_COLUMN(");
	add_sql(&arguments, &constraint->expression);
	add_named(&arguments, "name", own_name(constraint));
	add_key_options(&arguments, constraint);
	strbuf_addch(header->out, ')');
}

void
header_print_column_keys(struct header *header, const struct table *table,
	const struct column *column, const struct column_keys *keys)
{
	for (size_t i = 0; i < keys->constraints; i++) {
		const struct constraint *constraint = table->constraints.items[i];
		if (!text_equal(column_of_constraint(constraint), column->name))
			continue;
		if (constraint->kind == CONSTRAINT_PRIMARY_KEY)
			strbuf_addstr(header->out, " SC_PRIMARY_KEY");
		else if (constraint->kind == CONSTRAINT_UNIQUE)
			strbuf_addstr(header->out, " SC_UNIQUE");
		else if (constraint->kind == CONSTRAINT_FOREIGN_KEY)
			print_reference(header, constraint);
		else
			print_column_check(header, constraint);
	}
	for (size_t i = 0; i < keys->indexes; i++)
		if (text_equal(column_of_index(table->indexes.items[i]), column->name))
			strbuf_addstr(header->out, " SC_INDEXED");
}
