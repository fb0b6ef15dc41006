#include "front/check/check_lost_tables.h"

#include "base/text.h"

/*
 * Whether the unit has a table of this header: from the file itself, from a file that is not a
 * header of the project, which #line may name, or without a file, which is the effect of -P.
 */
static bool
has_table(const struct unit *unit, unsigned file, size_t headers)
{
	VEC_EACH (struct model_struct *, structure, unit->structs) {
		const struct marker *table = markers_find(&(*structure)->markers, MARKER_TABLE);
		if (table != NULL && (table->file == file || table->file == 0 ||
					     table->file > headers))
			return true;
	}
	return false;
}

/* The first SC_TABLE(…) in the text that every configuration of the header has; NULL: none. */
static const struct token *
find_marker(const struct source *source)
{
	for (size_t i = 0; i + 1 < source->token_count; i++) {
		const struct token *token = &source->tokens[i];
		if (token->length == strlen("SC_TABLE") &&
			strncmp(token->text, "SC_TABLE", token->length) == 0 &&
			*token[1].text == '(' &&
			conditional_find(&source->conditionals, token->line) == NULL)
			return token;
	}
	return NULL;
}

int
check_lost_tables(const struct unit *unit, struct sources *sources, size_t count,
	struct diagnostics *diagnostics)
{
	int result = 0;
	for (unsigned i = 1; i <= count && i < sources->all.len; i++) {
		struct source *source = sources->all.items[i];
		if (has_table(unit, i, count))
			continue;
		source_load(sources, source);
		const struct token *marker = find_marker(source);
		if (marker == NULL)
			continue;
		result = diag_add(diagnostics, DIAG_LOST_TABLE, source_place(source, marker),
			"this table is not in the output of the compiler");
		diag_note(diagnostics, (struct location){0},
			"check `cflags` and the compiler options for one that redirects or suppresses "
			"the preprocessed text, such as -o, -M or -fsyntax-only");
	}
	return result;
}
