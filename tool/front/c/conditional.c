#include "front/c/conditional.h"

#include "base/text.h"

#include <limits.h>
#include <string.h>

/* The first tokens of a directive, without comments and line splices. */
struct directive_words {
	struct token word[8];
	size_t count; /* of all tokens, including those beyond the array */
};

static struct directive_words
read_words(const struct token *directive)
{
	struct directive_words words = {.count = 0};
	struct lexer lexer;
	struct token token;
	lexer_init(&lexer, directive->text + 1, directive->length - 1);
	for (;;) {
		lexer.line_begins = false;
		lexer_next(&lexer, &token);
		if (token.kind == TOKEN_END)
			return words;
		if (words.count < sizeof(words.word) / sizeof(*words.word))
			words.word[words.count] = token;
		words.count++;
	}
}

static bool
word_is(const struct directive_words *words, size_t index, const char *text)
{
	return index < words->count && index < sizeof(words->word) / sizeof(*words->word) &&
		token_is(&words->word[index], text);
}

/*
 * Whether the condition tests only the compiler, and is therefore the same in every configuration.
 */
static bool
tests_compiler(const struct directive_words *words)
{
	bool tested = false;
	for (size_t i = 1; i < words->count; i++) {
		bool harmless = word_is(words, i, "defined") || word_is(words, i, "(") ||
			word_is(words, i, ")") || word_is(words, i, "!");
		bool compiler =
			word_is(words, i, "__SCHEMAC__") || word_is(words, i, "__cplusplus");
		if (!harmless && !compiler)
			return false;
		tested |= compiler;
	}
	return tested;
}

/* "#if 1" or "#if 0": also the same in every configuration. */
static bool
is_constant(const struct directive_words *words)
{
	return word_is(words, 0, "if") && words->count == 2 &&
		words->word[1].kind == TOKEN_NUMBER;
}

/*
 * The macro that an include guard ("#ifndef X" or "#if !defined(X)") tests; NULL if the directive
 * is not one.
 */
static const char *
guard_name(struct arena *arena, const struct directive_words *words)
{
	if (word_is(words, 0, "ifndef") && words->count == 2)
		return arena_strndup(arena, words->word[1].text, words->word[1].length);
	if (!word_is(words, 0, "if") || !word_is(words, 1, "!") || !word_is(words, 2, "defined"))
		return NULL;
	bool parenthesised = word_is(words, 3, "(");
	const struct token *name = &words->word[parenthesised ? 4 : 3];
	return words->count == (parenthesised ? 6 : 4)
		? arena_strndup(arena, name->text, name->length)
		: NULL;
}

static struct conditional *
open_conditional(struct conditional_reader *reader, const struct token *directive,
	unsigned last_line, const char *text, bool counts)
{
	struct conditional *conditional = ARENA_NEW(reader->arena, struct conditional);
	*conditional = (struct conditional){.first = last_line + 1, .last = UINT_MAX,
		.text = text, .counts = counts,
		.at = {.file = reader->file, .line = directive->line, .column = directive->column,
			.length = directive->line == last_line ? directive->length : 1}};
	*VEC_ADD(reader->arena, reader->out) = conditional;
	return conditional;
}

/*
 * The directive without its '#', on one line, with each run of white space replaced by one space.
 */
static const char *
directive_text(struct arena *arena, const struct token *directive)
{
	struct strbuf text = STRBUF_INIT;
	for (const char *p = directive->text + 1; p < directive->text + directive->length; p++) {
		bool space = char_is_space(*p) || (*p == '\\' && (p[1] == '\n' || p[1] == '\r'));
		if (!space)
			strbuf_addch(&text, *p);
		else if (text.len > 0 && text.buf[text.len - 1] != ' ')
			strbuf_addch(&text, ' ');
	}
	while (text.len > 0 && text.buf[text.len - 1] == ' ')
		strbuf_cut(&text, text.len - 1);
	const char *copy = arena_strndup(arena, text.buf, text.len);
	strbuf_release(&text);
	return copy;
}

static void
close_conditional(struct conditional_reader *reader, const struct token *directive)
{
	if (reader->open == NULL)
		return;
	reader->open->last = directive->line > 0 ? directive->line - 1 : 0;
	reader->open = reader->open->outer;
}

/* #elif and #else: ends one branch of the #if and begins the next. */
static void
next_branch(struct conditional_reader *reader, const struct token *directive, unsigned last_line)
{
	struct conditional *before = reader->open;
	if (before == NULL)
		return;
	close_conditional(reader, directive);
	struct conditional *conditional =
		open_conditional(reader, directive, last_line, before->text, before->counts);
	conditional->outer = reader->open;
	reader->open = conditional;
}

void
conditional_read(
	struct conditional_reader *reader, const struct token *directive, unsigned last_line)
{
	struct directive_words words = read_words(directive);
	const char *guard = reader->guard;
	bool first = !reader->started;
	reader->guard = NULL;
	reader->started = true;
	if (word_is(&words, 0, "define")) {
		if (guard != NULL && word_is(&words, 1, guard) && reader->open != NULL)
			reader->open->counts = false;
	} else if (word_is(&words, 0, "endif")) {
		close_conditional(reader, directive);
	} else if (word_is(&words, 0, "if") || word_is(&words, 0, "ifdef") ||
		word_is(&words, 0, "ifndef")) {
		struct conditional *conditional = open_conditional(reader, directive, last_line,
			directive_text(reader->arena, directive),
			!tests_compiler(&words) && !is_constant(&words));
		conditional->outer = reader->open;
		reader->open = conditional;
		reader->guard = first ? guard_name(reader->arena, &words) : NULL;
	} else if (words.count > 0 && words.word[0].length >= 4 &&
		memcmp(words.word[0].text, "el", 2) == 0) {
		next_branch(reader, directive, last_line);
	}
}

struct conditional *
conditional_find(const struct conditionals *all, unsigned line)
{
	size_t low = 0, high = all->len;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (all->items[middle]->first <= line)
			low = middle + 1;
		else
			high = middle;
	}
	struct conditional *found = low > 0 ? all->items[low - 1] : NULL;
	while (found != NULL && (line > found->last || !found->counts))
		found = found->outer;
	return found;
}
