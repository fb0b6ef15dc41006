#include "front/c/lexer.h"

#include "base/text.h"

#include <string.h>

void
lexer_init(struct lexer *lexer, const char *text, size_t length)
{
	*lexer = (struct lexer){.at = text, .end = text + length, .line_start = text, .line = 1,
		.line_begins = true};
}

/* Classes of bytes. A table is fast: every byte of every header is classified. */
enum {
	BYTE_DIGIT = 1,
	BYTE_WORD = 2,   /* digits, letters, '_', '$', and all bytes outside ASCII */
	BYTE_SPACE = 4,  /* including line ends */
	BYTE_QUOTED = 8, /* special within a literal: quotes, backslash, line end */
};

enum {
	D = BYTE_DIGIT | BYTE_WORD,
	W = BYTE_WORD,
	S = BYTE_SPACE,
	N = BYTE_SPACE | BYTE_QUOTED,
	Q = BYTE_QUOTED,
};

/* clang-format off */
static const unsigned char byte_class[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, S, N, S, S, S, 0, 0, /* 0x00 */
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 0x10 */
	S, 0, Q, 0, W, 0, 0, Q, 0, 0, 0, 0, 0, 0, 0, 0, /* 0x20 */
	D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0, /* 0x30 */
	0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0x40 */
	W, W, W, W, W, W, W, W, W, W, W, 0, Q, 0, 0, W, /* 0x50 */
	0, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0x60 */
	W, W, W, W, W, W, W, W, W, W, W, 0, 0, 0, 0, 0, /* 0x70 */
	W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0x80 */
	W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0x90 */
	W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xa0 */
	W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xb0 */
	W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xc0 */
	W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xd0 */
	W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xe0 */
	W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W, /* 0xf0 */
};
/* clang-format on */

static bool
is_class(char c, unsigned char class)
{
	return (byte_class[(unsigned char)c] & class) != 0;
}

static void
new_line(struct lexer *lexer)
{
	lexer->line++;
	lexer->line_start = lexer->at;
}

/* The length of a line splice (a backslash and a line end) at p; 0 if there is none. */
static size_t
splice_length(const char *p, const char *end)
{
	if (end - p >= 2 && p[0] == '\\' && p[1] == '\n')
		return 2;
	return end - p >= 3 && p[0] == '\\' && p[1] == '\r' && p[2] == '\n' ? 3 : 0;
}

static bool
skip_splice(struct lexer *lexer)
{
	size_t length = splice_length(lexer->at, lexer->end);
	if (length == 0)
		return false;
	lexer->at += length;
	new_line(lexer);
	return true;
}

static void
skip_block_comment(struct lexer *lexer)
{
	lexer->at += 2;
	while (lexer->at < lexer->end) {
		char c = *lexer->at++;
		if (c == '\n')
			new_line(lexer);
		else if (c == '*' && lexer->at < lexer->end && *lexer->at == '/') {
			lexer->at++;
			return;
		}
	}
}

static void
skip_line(struct lexer *lexer)
{
	while (lexer->at < lexer->end && *lexer->at != '\n')
		if (!skip_splice(lexer))
			lexer->at++;
}

static bool
at_comment(const struct lexer *lexer, char second)
{
	return lexer->end - lexer->at >= 2 && lexer->at[0] == '/' && lexer->at[1] == second;
}

/* White space and comments. */
static void
skip_space(struct lexer *lexer)
{
	while (lexer->at < lexer->end) {
		char c = *lexer->at;
		if (c == '\n') {
			lexer->at++;
			new_line(lexer);
			lexer->line_begins = true;
		} else if (is_class(c, BYTE_SPACE)) {
			lexer->at++;
		} else if (at_comment(lexer, '*')) {
			skip_block_comment(lexer);
		} else if (at_comment(lexer, '/')) {
			skip_line(lexer);
		} else if (!skip_splice(lexer)) {
			return;
		}
	}
}

static void
lex_quoted(struct lexer *lexer)
{
	char quote = *lexer->at++;
	for (;;) {
		while (lexer->at < lexer->end && !is_class(*lexer->at, BYTE_QUOTED))
			lexer->at++;
		if (lexer->at == lexer->end || *lexer->at == '\n')
			return;
		if (skip_splice(lexer))
			continue;
		char c = *lexer->at++;
		if (c == quote)
			return;
		if (c == '\\' && lexer->at < lexer->end && *lexer->at != '\n')
			lexer->at++;
	}
}

/* A directive may contain comments that span lines. */
static void
lex_directive(struct lexer *lexer)
{
	while (lexer->at < lexer->end && *lexer->at != '\n') {
		if (at_comment(lexer, '*'))
			skip_block_comment(lexer);
		else if (at_comment(lexer, '/'))
			skip_line(lexer);
		else if (*lexer->at == '"' || *lexer->at == '\'')
			lex_quoted(lexer);
		else if (!skip_splice(lexer))
			lexer->at++;
	}
}

/* A pp-number (C17 6.4.8), with the separators of C23. */
static void
lex_number(struct lexer *lexer)
{
	const char *end = lexer->end;
	while (lexer->at < end) {
		bool separator = *lexer->at == '\'' && end - lexer->at >= 2 &&
			is_class(lexer->at[1], BYTE_WORD);
		if (!is_class(*lexer->at, BYTE_WORD) && *lexer->at != '.' && !separator)
			return;
		char c = char_lower(*lexer->at++);
		bool exponent = c == 'e' || c == 'p';
		if (exponent && lexer->at < end && (*lexer->at == '+' || *lexer->at == '-'))
			lexer->at++;
	}
}

static void
lex_punctuator(struct lexer *lexer)
{
	static const char *const pairs = "<< >> <= >= == != && || -> ## ++ -- :: ";
	size_t left = (size_t)(lexer->end - lexer->at);
	if (left >= 3 && memcmp(lexer->at, "...", 3) == 0) {
		lexer->at += 3;
		return;
	}
	for (const char *pair = pairs; left >= 2 && *pair != '\0'; pair += 3)
		if (lexer->at[0] == pair[0] && lexer->at[1] == pair[1]) {
			lexer->at += 2;
			return;
		}
	lexer->at++;
}

static bool
is_string_prefix(const char *text, size_t length)
{
	return (length == 1 && (*text == 'L' || *text == 'u' || *text == 'U')) ||
		(length == 2 && memcmp(text, "u8", 2) == 0);
}

/* Reads at most max_digits digits at *p and moves *p past them. */
static unsigned long
read_digits(const char **p, const char *end, int base, int max_digits)
{
	unsigned long value = 0;
	for (int i = 0; i < max_digits && *p < end; i++) {
		int digit = char_hex_value(**p);
		if (digit < 0 || digit >= base)
			break;
		value = value * (unsigned long)base + (unsigned long)digit;
		(*p)++;
	}
	return value;
}

static void
add_utf8(struct strbuf *out, unsigned long code)
{
	if (code < 0x80) {
		strbuf_addch(out, (char)code);
		return;
	}
	if (code > 0x10ffff)
		code = 0xfffd;
	int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};
	strbuf_addch(out, (char)(lead[more] | (code >> (6 * more))));
	while (more-- > 0)
		strbuf_addch(out, (char)(0x80 | ((code >> (6 * more)) & 0x3f)));
}

/* The length of a universal character name (C17 6.4.3) at p; 0 if there is none. */
static size_t
universal_length(const char *p, const char *end)
{
	if (end - p < 6 || p[0] != '\\' || (p[1] != 'u' && p[1] != 'U'))
		return 0;
	size_t length = p[1] == 'u' ? 6 : 10;
	if ((size_t)(end - p) < length)
		return 0;
	for (size_t i = 2; i < length; i++)
		if (char_hex_value(p[i]) < 0)
			return 0;
	return length;
}

/* Skips a line splice within a word; false if the word ends before it. */
static bool
skip_splice_in_word(struct lexer *lexer)
{
	size_t splice = splice_length(lexer->at, lexer->end);
	const char *next = lexer->at + splice;
	return splice > 0 && next < lexer->end && is_class(*next, BYTE_WORD) && skip_splice(lexer);
}

/* gcc -E prints a non-ASCII letter as a universal character name. */
static enum token_kind
lex_word(struct lexer *lexer)
{
	const char *start = lexer->at;
	for (;;) {
		while (lexer->at < lexer->end && is_class(*lexer->at, BYTE_WORD))
			lexer->at++;
		size_t universal = universal_length(lexer->at, lexer->end);
		lexer->at += universal;
		if (universal == 0 && !skip_splice_in_word(lexer))
			break;
	}
	bool quote = lexer->at < lexer->end && (*lexer->at == '"' || *lexer->at == '\'');
	if (!quote || !is_string_prefix(start, (size_t)(lexer->at - start)))
		return TOKEN_WORD;
	enum token_kind kind = *lexer->at == '"' ? TOKEN_STRING : TOKEN_CHARACTER;
	lex_quoted(lexer);
	return kind;
}

static enum token_kind
lex_token(struct lexer *lexer, bool line_begins)
{
	char c = *lexer->at;
	if (c == '#' && line_begins) {
		lex_directive(lexer);
		return TOKEN_DIRECTIVE;
	}
	bool number = is_class(c, BYTE_DIGIT) ||
		(c == '.' && lexer->end - lexer->at >= 2 && is_class(lexer->at[1], BYTE_DIGIT));
	if (number) {
		lex_number(lexer);
		return TOKEN_NUMBER;
	}
	if (is_class(c, BYTE_WORD) || universal_length(lexer->at, lexer->end) > 0)
		return lex_word(lexer);
	if (c == '"' || c == '\'') {
		lex_quoted(lexer);
		return c == '"' ? TOKEN_STRING : TOKEN_CHARACTER;
	}
	lex_punctuator(lexer);
	return TOKEN_PUNCTUATOR;
}

void
lexer_next(struct lexer *lexer, struct token *out)
{
	skip_space(lexer);
	*out = (struct token){.text = lexer->at, .line = lexer->line,
		.column = (unsigned)(lexer->at - lexer->line_start) + 1, .kind = TOKEN_END};
	if (lexer->at >= lexer->end)
		return;
	bool line_begins = lexer->line_begins;
	lexer->line_begins = false;
	out->kind = lex_token(lexer, line_begins);
	out->length = (unsigned)(lexer->at - out->text);
}

bool
token_same(const struct token *a, const struct token *b)
{
	const char *x = a->text, *x_end = a->text + a->length;
	const char *y = b->text, *y_end = b->text + b->length;
	if (a->kind != b->kind)
		return false;
	for (;;) {
		for (size_t n; x < x_end && (n = splice_length(x, x_end)) > 0;)
			x += n;
		for (size_t n; y < y_end && (n = splice_length(y, y_end)) > 0;)
			y += n;
		if (x == x_end || y == y_end)
			return x == x_end && y == y_end;
		if (*x++ != *y++)
			return false;
	}
}

/* Appends the value of the escape sequence at p, after its backslash. Returns its end. */
static const char *
add_escape(struct strbuf *out, const char *p, const char *end)
{
	static const char letters[] = "abfnrtve", values[] = "\a\b\f\n\r\t\v\033";
	char c = *p;
	const char *letter = c != '\0' ? strchr(letters, c) : NULL;
	if (letter != NULL) {
		strbuf_addch(out, values[letter - letters]);
		return p + 1;
	}
	if (c >= '0' && c <= '7') {
		strbuf_addch(out, (char)read_digits(&p, end, 8, 3));
	} else if (c == 'x') {
		p++;
		strbuf_addch(out, (char)read_digits(&p, end, 16, 16));
	} else if (c == 'u' || c == 'U') {
		p++;
		add_utf8(out, read_digits(&p, end, 16, c == 'u' ? 4 : 8));
	} else {
		strbuf_addch(out, c);
		p++;
	}
	return p;
}

void
token_add_value(struct strbuf *out, const struct token *token)
{
	const char *p = token->text, *end = token->text + token->length;
	while (p < end && *p != '"' && *p != '\'')
		p++;
	char quote = p < end ? *p++ : '"';
	while (p < end && *p != quote) {
		const char *plain = p;
		while (p < end && *p != quote && *p != '\\')
			p++;
		strbuf_add(out, plain, (size_t)(p - plain));
		if (p == end || *p == quote)
			break;
		size_t splice = splice_length(p, end);
		if (splice > 0)
			p += splice;
		else if (p + 1 < end)
			p = add_escape(out, p + 1, end);
		else
			strbuf_addch(out, *p++);
	}
}

/* Appends a word without line splices and with its universal character names as UTF-8. */
static void
add_word(struct strbuf *out, const struct token *token)
{
	const char *p = token->text, *end = token->text + token->length;
	while (p < end) {
		size_t universal = universal_length(p, end), splice = splice_length(p, end);
		const char *digits = p + 2;
		if (universal > 0)
			add_utf8(out, read_digits(&digits, end, 16, (int)universal - 2));
		else if (splice == 0)
			strbuf_addch(out, *p);
		p += universal + splice > 0 ? universal + splice : 1;
	}
}

static bool
is_escaped(const struct token *token)
{
	return token->kind == TOKEN_WORD && memchr(token->text, '\\', token->length) != NULL;
}

bool
token_is_name(const struct token *token, const char *name)
{
	if (!is_escaped(token))
		return token->kind == TOKEN_WORD && token_is(token, name);
	struct strbuf word = STRBUF_INIT;
	add_word(&word, token);
	bool same = strcmp(word.buf, name) == 0;
	strbuf_release(&word);
	return same;
}

void
token_copy(const struct token *token, char *out)
{
	struct strbuf word = STRBUF_INIT;
	if (is_escaped(token))
		add_word(&word, token);
	bool escaped = word.len > 0;
	size_t length = escaped ? word.len : token->length;
	memcpy(out, escaped ? word.buf : token->text, length);
	out[length] = '\0';
	strbuf_release(&word);
}

char *
token_text(struct arena *arena, const struct token *token)
{
	char *text = arena_alloc(arena, token->length + 1UL);
	token_copy(token, text);
	return text;
}
