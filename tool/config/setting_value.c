#include "config/setting_value.h"

#include "base/strbuf.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* A position in a line of the value. */
struct scan {
	const struct setting_value *value;
	const char *c;      /* the next byte */
	struct location at; /* its place */
};

static void
skip(struct scan *scan, size_t count)
{
	scan->c += count;
	scan->at.column += (unsigned)count;
}

/* The value of "$$" or "${NAME}" at scan->c, or NULL after a diagnostic. */
static const char *
expand(struct scan *scan)
{
	struct diagnostics *diagnostics = scan->value->diagnostics;
	struct location at = scan->at;
	if (scan->c[1] == '$') {
		skip(scan, 2);
		return "$";
	}
	const char *end = scan->c[1] == '{' ? strchr(scan->c, '}') : NULL;
	at.length = end != NULL ? (unsigned)(end - scan->c + 1) : 1;
	char *name =
		end != NULL ? arena_strndup(scan->value->arena, scan->c + 2, at.length - 3U) : NULL;
	if (name == NULL || !text_is_identifier(name)) {
		if (diagnostics != NULL)
			diag_add(diagnostics, DIAG_BAD_CONFIG, at,
				"expected ${NAME}, where NAME is an environment variable; write '$$' for "
				"a '$'");
		return NULL;
	}
	const char *text = getenv(name);
	if (text == NULL && diagnostics != NULL)
		diag_add(diagnostics, DIAG_BAD_CONFIG, at,
			"environment variable '%s' is not set", name);
	if (text != NULL && diagnostics != NULL)
		diag_conceal(diagnostics, text);
	skip(scan, at.length);
	return text != NULL ? arena_strdup(scan->value->arena, text) : NULL;
}

bool
setting_value_needs_environment(const struct setting *setting)
{
	VEC_EACH (struct setting_line, line, setting->lines)
		if (strchr(line->text, '$') != NULL)
			return true;
	return false;
}

const struct setting_line *
setting_value_line(const struct setting_value *value)
{
	const struct setting_line *found = NULL;
	VEC_EACH (struct setting_line, line, value->setting->lines) {
		if (*line->text == '\0')
			continue;
		if (found != NULL) {
			setting_value_error(value, line->at,
				"'%s' takes a single value on one line", value->setting->name);
			return NULL;
		}
		found = line;
	}
	return found != NULL ? found : &value->setting->lines.items[0];
}

int
setting_value_error(const struct setting_value *value, struct location at, const char *format, ...)
{
	if (value->diagnostics == NULL)
		return -1;
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(value->arena, format, arguments);
	va_end(arguments);
	return diag_add(value->diagnostics, DIAG_BAD_CONFIG, at, "%s", text);
}

int
setting_value_text(const struct setting_value *value, const char **out)
{
	struct strbuf text = STRBUF_INIT;
	const struct setting_line *line = setting_value_line(value);
	*out = NULL;
	if (line == NULL)
		return -1;
	struct scan scan = {.value = value, .c = line->text, .at = line->at};
	while (*scan.c != '\0') {
		const char *part = NULL;
		if (*scan.c == '$' && (part = expand(&scan)) == NULL) {
			strbuf_release(&text);
			return -1;
		}
		if (part != NULL) {
			strbuf_addstr(&text, part);
			continue;
		}
		strbuf_addch(&text, *scan.c);
		skip(&scan, 1);
	}
	if (text.len > 0)
		*out = arena_strdup(value->arena, text.buf);
	if (text.len > 0 && value->diagnostics != NULL)
		diag_conceal(value->diagnostics, *out);
	strbuf_release(&text);
	return 0;
}

/* The word being read. */
struct word {
	struct strbuf text;
	struct location at;
	bool open;   /* part of it has been read, perhaps only quotes */
	bool quoted; /* inside quotes */
};

static void
open_word(struct word *word, const struct scan *scan)
{
	if (!word->open)
		word->at = scan->at;
	word->open = true;
}

static void
close_word(
	const struct setting_value *value, struct word *word, struct value_words *out, unsigned end)
{
	if (!word->open)
		return;
	word->at.length = end - word->at.column;
	*VEC_ADD(value->arena, out) = (struct value_word){
		.text = arena_strdup(value->arena, word->text.buf), .at = word->at};
	strbuf_reset(&word->text);
	word->open = false;
}

static bool
separates(char c, bool commas)
{
	return char_is_space(c) || (commas && c == ',');
}

/* As in a shell: outside quotes, spaces in the value of a variable separate words. */
static int
expand_word(struct scan *scan, struct word *word, struct value_words *out, bool commas)
{
	struct location start = scan->at;
	const char *part = expand(scan);
	if (part == NULL)
		return -1;
	for (; *part != '\0'; part++) {
		if (!word->quoted && separates(*part, commas)) {
			close_word(scan->value, word, out, scan->at.column);
			continue;
		}
		if (!word->open)
			word->at = start;
		word->open = true;
		strbuf_addch(&word->text, *part);
	}
	return 0;
}

static int
read_word_part(struct scan *scan, struct word *word, struct value_words *out, bool commas)
{
	if (*scan->c == '$')
		return expand_word(scan, word, out, commas);
	if (!word->quoted && separates(*scan->c, commas)) {
		close_word(scan->value, word, out, scan->at.column);
		skip(scan, 1);
		return 0;
	}
	open_word(word, scan);
	if (*scan->c == '"') {
		word->quoted = !word->quoted;
		skip(scan, 1);
		return 0;
	}
	if (word->quoted && *scan->c == '\\' && (scan->c[1] == '"' || scan->c[1] == '\\'))
		skip(scan, 1);
	strbuf_addch(&word->text, *scan->c);
	skip(scan, 1);
	return 0;
}

static int
read_words_of_line(const struct setting_value *value, const struct setting_line *line,
	struct value_words *out, bool commas)
{
	struct word word = {.text = STRBUF_INIT};
	struct scan scan = {.value = value, .c = line->text, .at = line->at};
	int result = 0;
	scan.at.length = 1;
	while (*scan.c != '\0' && result == 0)
		result = read_word_part(&scan, &word, out, commas);
	if (result == 0 && word.quoted)
		result = setting_value_error(value, word.at,
			"missing '\"' at the end (a ';' after a space begins a comment)");
	if (result == 0)
		close_word(value, &word, out, scan.at.column);
	strbuf_release(&word.text);
	return result;
}

int
setting_value_words(const struct setting_value *value, struct value_words *out, bool commas)
{
	*out = (struct value_words){0};
	VEC_EACH (struct setting_line, line, value->setting->lines)
		if (read_words_of_line(value, line, out, commas) < 0)
			return -1;
	return 0;
}
