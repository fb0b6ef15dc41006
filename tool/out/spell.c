#include "out/spell.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Words with a meaning in C, C++ or the headers that a model includes. Sorted. */
static const char *const reserved[] = {"NULL", "alignas", "alignof", "and", "and_eq", "asm", "auto",
	"bitand", "bitor", "bool", "break", "case", "catch", "char", "class", "compl", "const",
	"const_cast", "constexpr", "continue", "decltype", "default", "delete", "do", "double",
	"dynamic_cast", "else", "enum", "errno", "explicit", "export", "extern", "false", "float",
	"for", "friend", "goto", "i386", "if", "inline", "int", "linux", "long", "mutable",
	"namespace", "new", "noexcept", "not", "not_eq", "nullptr", "operator", "or", "or_eq",
	"private", "protected", "public", "register", "reinterpret_cast", "restrict", "return",
	"short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct", "switch",
	"template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename",
	"typeof", "typeof_unqual", "union", "unix", "unsigned", "using", "virtual", "void",
	"volatile", "wchar_t", "while", "xor", "xor_eq"};

/* Marker options that can be used where a name is also allowed. Sorted. */
static const char *const options[] = {"concurrently", "deferrable", "initially_deferred",
	"no_inherit", "not_valid", "nulls_first", "nulls_last", "nulls_not_distinct", "strict", "unique",
	"unlogged", "without_rowid"};

static int
compare(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

#define IS_IN(list, word)                                                                          \
	(bsearch((word), (list), sizeof(list) / sizeof(*(list)), sizeof(*(list)), compare) != NULL)

/*
 * One byte in a string literal. The second '?' of two is escaped, because "??" may begin a
 * trigraph.
 */
static void
spell_byte(struct strbuf *out, char c, char before)
{
	if (c == '"' || c == '\\' || (c == '?' && before == '?'))
		strbuf_addf(out, "\\%c", c);
	else if (c == '\n')
		strbuf_addstr(out, "\\n");
	else if (c == '\t')
		strbuf_addstr(out, "\\t");
	else if ((unsigned char)c < ' ' || c == 127)
		strbuf_addf(out, "\\%03o", (unsigned char)c);
	else
		strbuf_addch(out, c);
}

void
spell_literal(struct strbuf *out, const char *text, const char *indent)
{
	strbuf_addch(out, '"');
	for (const char *c = text; *c != '\0'; c++) {
		spell_byte(out, *c, c > text ? c[-1] : '\0');
		if (*c == '\n' && c[1] != '\0')
			strbuf_addf(out, "\"\n%s\"", indent);
	}
	strbuf_addch(out, '"');
}

void
spell_name(struct strbuf *out, const char *name)
{
	if (text_is_identifier(name) && !IS_IN(options, name))
		strbuf_addstr(out, name);
	else
		spell_literal(out, name, "");
}

void
spell_qualified(struct strbuf *out, const struct qualified_name *name)
{
	if (name->schema != NULL) {
		spell_name(out, name->schema);
		strbuf_addch(out, '.');
	}
	spell_name(out, name->name);
}

/* Whether stdint.h or time.h may define the word as a macro: INT32_MAX, CLOCKS_PER_SEC. */
static bool
is_macro(const char *word)
{
	static const char *const prefixes[] = {
		"INT", "UINT", "PTRDIFF_", "SIG_ATOMIC_", "SIZE_", "WCHAR_", "WINT_"};
	static const char *const suffixes[] = {"_MAX", "_MIN", "_C", "_WIDTH"};
	bool begins = false, ends = false;
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		begins = begins || text_starts_with(word, prefixes[i]);
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		ends = ends || text_ends_with(word, suffixes[i]);
	return (begins && ends) || text_starts_with(word, "CLOCK") ||
		text_starts_with(word, "TIMER_") || strcmp(word, "TIME_UTC") == 0;
}

static bool
is_taken(const struct map *taken, const char *word, const char *owner)
{
	const char *other = map_find(taken, word);
	return other != NULL && strcmp(other, owner) != 0;
}

const char *
spell_identifier(struct arena *arena, struct map *taken, const char *word, const char *owner)
{
	bool letter = char_is_word(word[0]) && !char_is_digit(word[0]) && word[0] != '_' &&
		!text_starts_with(word, "SC_");
	char *clean = arena_printf(arena, "%s%s", letter ? "" : "x", word);
	for (char *c = clean; *c != '\0'; c++)
		if (!char_is_word(*c))
			*c = '_';
	const char *spelt = clean;
	if (IS_IN(reserved, clean) || is_macro(clean))
		spelt = arena_printf(arena, "%s_", clean);
	for (unsigned n = 2; is_taken(taken, spelt, owner); n++)
		spelt = arena_printf(arena, "%s_%u", clean, n);
	map_put(arena, taken, spelt, arena_strdup(arena, owner));
	return spelt;
}
