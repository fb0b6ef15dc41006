/*
 * plan_place: the part of a table that an error message of SQLite is about. The message names a
 * column, a function or a kind of expression, but not the part.
 */
#include "sqlite/plan/sqlite_plan_internal.h"

#include "base/text.h"
#include "schema/sql_text.h"

#include <string.h>

static bool
mentions(const struct dialect_text *text, const char *word)
{
	return text->common != NULL && sql_mentions(text->common, word);
}

/* The part of the table that the problem is about: the first one with the word. */
static struct location
place_in_table(const struct table *table, const char *word)
{
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (mentions(&(*constraint)->expression, word) && (*constraint)->at.file != NULL)
			return (*constraint)->at;
	VEC_EACH (struct column *, column, table->columns)
		if (mentions(&(*column)->generated_expression, word) ||
			mentions(&(*column)->default_value, word))
			return (*column)->at;
	VEC_EACH (struct index *, index, table->indexes) {
		bool found = mentions(&(*index)->where, word);
		VEC_EACH (const struct key_part, part, (*index)->parts)
			found = found || mentions(&part->expression, word);
		if (found && (*index)->at.file != NULL)
			return (*index)->at;
	}
	return table->at;
}

/* The word after the prefix in the problem, up to one of ".([])"; NULL if it is not there. */
static const char *
word_after(struct arena *arena, const char *problem, const char *prefix)
{
	const char *found = strstr(problem, prefix);
	if (found == NULL)
		return NULL;
	found += strlen(prefix);
	return arena_strndup(arena, found, strcspn(found, ".([])"));
}

static struct location
place_of_check(const struct table *table)
{
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if ((*constraint)->kind == CONSTRAINT_CHECK && (*constraint)->at.file != NULL)
			return (*constraint)->at;
	return table->at;
}

/* The first part of a kind that the problem names without any word of it. */
static struct location
place_of_kind(const struct table *table, const char *problem)
{
	if (strstr(problem, "CHECK constraints") != NULL)
		return place_of_check(table);
	VEC_EACH (struct column *, column, table->columns)
		if (strstr(problem, "generated columns") != NULL &&
			(*column)->generated != GENERATED_NONE)
			return (*column)->at;
	VEC_EACH (struct index *, index, table->indexes) {
		bool expression = strstr(problem, "index expressions") != NULL;
		bool partial = strstr(problem, "partial index") != NULL;
		bool found = partial && (*index)->where.common != NULL;
		VEC_EACH (const struct key_part, part, (*index)->parts)
			found = found || (expression && part->column == NULL);
		if (found)
			return (*index)->at;
	}
	return table->at;
}

/* "no such column: nope", "subqueries prohibited in CHECK constraints" (resolve.c of SQLite 3.40) */
struct location
sqlite_place_of_problem(struct arena *arena, const struct table *table, const char *problem)
{
	static const char *const prefixes[] = {"no such column: ", "function ", "aggregate: "};
	const char *column = word_after(arena, problem, "default value of column [");
	if (column != NULL && table_find_column(table, column) != NULL)
		return table_find_column(table, column)->at;
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		const char *word = word_after(arena, problem, prefixes[i]);
		if (word != NULL)
			return place_in_table(table, word);
	}
	return text_starts_with(problem, "subqueries ") ? place_in_table(table, "SELECT")
							: place_of_kind(table, problem);
}
