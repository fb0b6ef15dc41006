#include "front/c/locate.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
	NEAR = 200, /* lines searched before and after the line from the output */
};

struct locator {
	struct arena *arena;
	struct sources *sources;
};

static struct source *
get_source(struct locator *locator, unsigned file)
{
	struct source *source = sources_get(locator->sources, file);
	source_load(locator->sources, source);
	return source;
}

/* The location of the first token of the line, used when the exact location is unknown. */
static struct location
place_of_line(const struct source *source, unsigned line)
{
	size_t first = source_line(source, line);
	if (first < source->token_count && source->tokens[first].line == line)
		return source_place(source, &source->tokens[first]);
	return (struct location){.file = source->name, .line = line};
}

/* The index of the bracket that closes the one at `open`, or token_count. */
static size_t
closing(const struct source *source, size_t open)
{
	int depth = 0;
	for (size_t i = open; i < source->token_count; i++) {
		int step = token_bracket(&source->tokens[i]);
		depth += step;
		if (step < 0 && depth == 0)
			return i;
	}
	return source->token_count;
}

/* ---- markers ---- */

/*
 * Whether the arguments between the parentheses are those of the marker. Their bytes are usually
 * equal, because the preprocessor only replaces white space with one space.
 */
static bool
same_arguments(const struct source *source, size_t first, size_t last, const char *text)
{
	const struct token *tokens = source->tokens;
	size_t length = first < last ? (size_t)(tokens[last - 1].text + tokens[last - 1].length -
					       tokens[first].text)
				     : 0;
	if (strlen(text) == length && memcmp(text, tokens[first].text, length) == 0)
		return true;
	struct lexer lexer;
	struct token token;
	lexer_init(&lexer, text, strlen(text));
	lexer.line_begins = false;
	for (size_t i = first; i < last; i++) {
		lexer_next(&lexer, &token);
		lexer.line_begins = false;
		if (!token_same(&token, &source->tokens[i]))
			return false;
	}
	lexer_next(&lexer, &token);
	return token.kind == TOKEN_END;
}

/* If the marker is written at token `index`, sets its location and returns true. */
static bool
place_marker_at(struct source *source, size_t index, struct marker *marker)
{
	const struct token *word = &source->tokens[index];
	if (word->kind != TOKEN_WORD || word->text[0] != marker->name[0] ||
		!token_is_name(word, marker->name))
		return false;
	size_t first = index + 1, last = first;
	if (first < source->token_count && token_is_char(&source->tokens[first], '(')) {
		last = closing(source, first);
		first++;
	}
	bool unknown = marker->id == MARKER_COUNT;
	if (!unknown && marker_kind(marker->id)->arguments &&
		!same_arguments(source, first, last, marker->text))
		return false;
	marker->at = source_place(source, word);
	marker->arguments = &source->tokens[first];
	marker->argument_count = last > first ? last - first : 0;
	marker->placed = true;
	return true;
}

/*
 * Reads the arguments of a marker that a project macro expands to. All of them have the marker's
 * location.
 */
static void
lex_arguments(struct locator *locator, struct marker *marker)
{
	VEC(struct token) tokens = {0};
	struct lexer lexer;
	struct token token;
	lexer_init(&lexer, marker->text, strlen(marker->text));
	for (;;) {
		lexer.line_begins = false;
		lexer_next(&lexer, &token);
		if (token.kind == TOKEN_END)
			break;
		*VEC_ADD(locator->arena, &tokens) = token;
	}
	marker->arguments = tokens.items;
	marker->argument_count = tokens.len;
}

/* Searches the tokens from *cursor to `end` for the marker, and moves *cursor past it. */
static void
place_marker(struct locator *locator, struct source *source, struct marker *marker, size_t *cursor,
	size_t end)
{
	for (size_t i = *cursor; i < end && i < source->token_count; i++)
		if (place_marker_at(source, i, marker)) {
			*cursor = i + 1 + marker->argument_count;
			return;
		}
	marker->at = place_of_line(source, marker->line);
	lex_arguments(locator, marker);
}

/* Finds a marker of which only the approximate line is known. */
static void
place_lone_marker(struct locator *locator, struct marker *marker)
{
	struct source *source = get_source(locator, marker->file);
	unsigned first = marker->line > NEAR ? marker->line - NEAR : 0;
	size_t cursor = source_line(source, marker->line);
	size_t end = source_line(source, marker->line + NEAR);
	place_marker(locator, source, marker, &cursor, end);
	cursor = source_line(source, first);
	if (!marker->placed)
		place_marker(locator, source, marker, &cursor, end);
}

/* ---- names ---- */

/* Whether a name at that token is declared there, as both names in "enum status status;" are. */
static bool
is_declared_at(const struct source *source, size_t index)
{
	const struct token *next = &source->tokens[index + 1];
	if (next->kind == TOKEN_WORD)
		return memcmp(next->text, "SC_", next->length < 3 ? next->length : 3) == 0 ||
			memcmp(next->text, "__", next->length < 2 ? next->length : 2) == 0;
	return next->kind == TOKEN_PUNCTUATOR && strchr(";,[:)=}", next->text[0]) != NULL;
}

/* Whether this token begins a marker with arguments. */
static bool
is_marker_call(const struct token *token)
{
	return token->kind == TOKEN_WORD && token->length > 3 &&
		memcmp(token->text, "SC_", 3) == 0 && token_is_char(token + 1, '(');
}

/*
 * Searches from *cursor to `end` for the token that declares the name and is nearest to the line.
 * Moves *cursor past it. Returns `end` if there is none.
 */
static size_t
find_name(const struct source *source, const char *name, unsigned line, size_t *cursor, size_t end)
{
	size_t best = end;
	unsigned best_distance = NEAR;
	for (size_t i = *cursor; i < end && source->tokens[i].line <= line + best_distance; i++) {
		const struct token *token = &source->tokens[i];
		unsigned distance = token->line > line ? token->line - line : line - token->line;
		if (is_marker_call(token)) {
			i = closing(source, i + 1);
			continue;
		}
		if (distance > best_distance || !token_is_name(token, name) ||
			!is_declared_at(source, i))
			continue;
		if (distance < best_distance || best == end)
			best = i;
		best_distance = distance;
	}
	if (best < end)
		*cursor = best + 1;
	return best;
}

static struct location
place_name(const struct source *source, const char *name, unsigned line, size_t *cursor, size_t end)
{
	size_t index = name != NULL ? find_name(source, name, line, cursor, end) : end;
	return index < end ? source_place(source, &source->tokens[index])
			   : place_of_line(source, line);
}

/* ---- structs and enums ---- */

/* The '{' on this line that follows the tag, or else the first '{' on the line. */
static size_t
find_brace_on(const struct source *source, unsigned line, const char *tag)
{
	size_t found = source->token_count;
	for (size_t i = source_line(source, line);
		i < source->token_count && source->tokens[i].line == line; i++) {
		if (!token_is_char(&source->tokens[i], '{'))
			continue;
		if (tag != NULL && i > 0 && token_is_name(&source->tokens[i - 1], tag))
			return i;
		found = found < source->token_count ? found : i;
	}
	return found;
}

/* The '{' nearest to the line; token_count if there is none. */
static size_t
find_brace(const struct source *source, unsigned line, const char *tag)
{
	for (unsigned distance = 0; distance < NEAR; distance++) {
		for (int side = distance == 0; side < 2; side++) {
			if (side == 0 && distance > line)
				continue;
			size_t found = find_brace_on(
				source, side == 0 ? line - distance : line + distance, tag);
			if (found < source->token_count)
				return found;
		}
	}
	return source->token_count;
}

/* The tag before a brace; without a tag, the keyword. */
static struct location
place_of_tag(const struct source *source, size_t brace, unsigned line)
{
	for (size_t i = brace; i > 0 && brace - i < 16; i--) {
		const struct token *token = &source->tokens[i - 1];
		bool keyword = token_is(token, "struct") || token_is(token, "enum") ||
			token_is(token, "union");
		if (keyword)
			return source_place(source, i < brace ? &source->tokens[brace - 1] : token);
		if (token_is_char(token, ';') || token_is_char(token, '}'))
			break;
	}
	return place_of_line(source, line);
}

/* The end of a member and its markers: the next ';' or ',' outside brackets. */
static size_t
end_of_member(const struct source *source, size_t from, size_t end)
{
	int depth = 0;
	for (size_t i = from; i < end; i++) {
		const struct token *token = &source->tokens[i];
		depth += token_bracket(token);
		if (depth <= 0 && (token_is_char(token, ';') || token_is_char(token, ',')))
			return i;
	}
	return end;
}

static void
place_struct(struct locator *locator, struct model_struct *structure)
{
	struct source *source = get_source(locator, structure->file);
	size_t brace = find_brace(source, structure->line, structure->tag);
	size_t end = closing(source, brace);
	structure->at = place_of_tag(source, brace, structure->line);
	size_t cursor = brace;
	VEC_EACH (struct marker, marker, structure->markers)
		if (marker->file == structure->file)
			place_marker(locator, source, marker, &cursor, end);
		else
			place_lone_marker(locator, marker);
	cursor = brace;
	VEC_EACH (struct model_field, field, structure->fields) {
		struct source *own = get_source(locator, field->file);
		size_t begin = own == source ? cursor : 0;
		size_t stop = own == source ? end : own->token_count;
		field->at = place_name(own, field->name, field->line, &begin, stop);
		size_t member = end_of_member(own, begin, stop);
		VEC_EACH (struct marker, marker, field->markers)
			place_marker(locator, own, marker, &begin, member);
		if (own == source)
			cursor = begin;
	}
}

static void
place_enum(struct locator *locator, struct model_enum *enumeration)
{
	struct source *source = get_source(locator, enumeration->file);
	size_t brace = find_brace(source, enumeration->line, enumeration->tag);
	size_t end = closing(source, brace);
	enumeration->placed = true;
	enumeration->at = place_of_tag(source, brace, enumeration->line);
	size_t cursor = brace;
	VEC_EACH (struct marker, marker, enumeration->markers)
		place_marker(locator, source, marker, &cursor, end);
	VEC_EACH (struct enumerator *, item, enumeration->enumerators) {
		struct enumerator *enumerator = *item;
		enumerator->at =
			place_name(source, enumerator->name, enumerator->line, &cursor, end);
		size_t member = end_of_member(source, cursor, end);
		VEC_EACH (struct marker, marker, enumerator->markers)
			place_marker(locator, source, marker, &cursor, member);
	}
}

/* Locates the enum of a field, which may have no markers. */
static void
place_enum_of(struct locator *locator, const struct c_type *type)
{
	const struct c_type *resolved = type != NULL ? c_type_resolve(type) : NULL;
	if (resolved != NULL && resolved->kind == C_POINTER)
		resolved = c_type_resolve(resolved->base);
	if (resolved != NULL && resolved->kind == C_ENUM && resolved->enumeration != NULL &&
		!resolved->enumeration->placed)
		place_enum(locator, resolved->enumeration);
}

void
locate_unit(struct arena *arena, struct sources *sources, struct unit *unit)
{
	struct locator locator = {.arena = arena, .sources = sources};
	VEC_EACH (struct model_enum *, enumeration, unit->enums)
		place_enum(&locator, *enumeration);
	VEC_EACH (struct model_struct *, structure, unit->structs) {
		place_struct(&locator, *structure);
		VEC_EACH (struct model_field, field, (*structure)->fields)
			place_enum_of(&locator, field->type);
	}
	VEC_EACH (struct marker, marker, unit->markers)
		place_lone_marker(&locator, marker);
	VEC_EACH (struct unit_mistake, mistake, unit->mistakes)
		if (mistake->marker.name != NULL)
			place_lone_marker(&locator, &mistake->marker);
}
