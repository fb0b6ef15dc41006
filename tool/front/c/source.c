#include "front/c/source.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>
#include <sys/stat.h>

void
sources_init(struct sources *sources, struct arena *arena)
{
	*sources = (struct sources){.arena = arena};
	*VEC_ADD(arena, &sources->all) = ARENA_NEW(arena, struct source);
}

static const char *
without_dot(const char *name)
{
	while (name[0] == '.' && name[1] == '/' && name[2] != '\0') {
		name += 2;
		while (*name == '/')
			name++;
	}
	return name;
}

unsigned
sources_add(struct sources *sources, const char *name)
{
	if (name[0] == '<' || name[0] == '\0')
		return 0;
	const char *key = without_dot(name);
	unsigned *number = map_find(&sources->by_name, key);
	if (number != NULL)
		return *number;
	struct source *source = ARENA_NEW(sources->arena, struct source);
	source->name = arena_strdup(sources->arena, name);
	number = ARENA_NEW(sources->arena, unsigned);
	*number = (unsigned)sources->all.len;
	*VEC_ADD(sources->arena, &sources->all) = source;
	map_put(sources->arena, &sources->by_name, without_dot(source->name), number);
	return *number;
}

struct source *
sources_get(const struct sources *sources, unsigned number)
{
	return sources->all.items[number < sources->all.len ? number : 0];
}

struct location
source_place(const struct source *source, const struct token *token)
{
	return (struct location){.file = source->name, .line = token->line,
		.column = token->column, .length = token->length};
}

static bool
is_include(const struct token *directive)
{
	struct lexer lexer;
	struct token word;
	lexer_init(&lexer, directive->text + 1, directive->length - 1);
	lexer_next(&lexer, &word);
	return token_is(&word, "include");
}

void
source_set_text(struct sources *sources, struct source *source, const char *text, size_t length)
{
	VEC(struct token) tokens = {0};
	struct lexer lexer;
	struct token token;
	struct conditional_reader reader = {.arena = sources->arena, .file = source->name,
		.out = &source->conditionals};
	size_t mark = text_mark_length(text, length);
	text += mark;
	length -= mark;
	/* Assumes five bytes per token, so that most files need only one allocation. */
	tokens.cap = length / 5 + 16;
	tokens.items = arena_alloc(sources->arena, tokens.cap * sizeof(struct token));
	lexer_init(&lexer, text, length);
	do {
		lexer_next(&lexer, &token);
		if (token.kind == TOKEN_DIRECTIVE) {
			conditional_read(&reader, &token, lexer.line);
			bool first = source->first_include == 0 && is_include(&token) &&
				conditional_find(&source->conditionals, token.line) == NULL;
			if (first)
				source->first_include = token.line;
			continue;
		}
		reader.started = true;
		while (source->line_tokens.len <= token.line)
			*VEC_ADD(sources->arena, &source->line_tokens) = tokens.len;
		*VEC_ADD(sources->arena, &tokens) = token;
	} while (token.kind != TOKEN_END);
	source->loaded = true;
	source->tokens = tokens.items;
	source->token_count = tokens.len - 1;
}

/* #line can name any file, even a device; therefore only regular files are opened. */
static bool
is_regular(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

void
source_load(struct sources *sources, struct source *source)
{
	static struct token none = {.text = "", .kind = TOKEN_END};
	if (source->loaded)
		return;
	source->loaded = true;
	source->tokens = &none;
	bool wanted = source->name != NULL && !source->system && !sources->closed;
	if (!wanted || !is_regular(source->name))
		return;
	struct strbuf text = STRBUF_INIT;
	if (file_read(&text, source->name) == 0)
		source_set_text(sources, source,
			arena_strndup(sources->arena, text.buf, text.len), text.len);
	strbuf_release(&text);
}

size_t
source_line(const struct source *source, unsigned line)
{
	return line < source->line_tokens.len ? source->line_tokens.items[line]
					      : source->token_count;
}
