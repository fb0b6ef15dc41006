#include "base/secret.h"

#include "base/strbuf.h"

#include <string.h>

enum {
	WORD_SECRET_MAX = 11, /* bytes of a secret that is replaced as a whole word only */
};

static const char mask[] = "***";

/* Bytes of a text, from start up to and without end. */
struct span {
	size_t start, end;
};
VEC_STRUCT(spans, struct span);

/* The spans of one text; they do not overlap and are in order. */
struct finder {
	struct arena *arena;
	const char *text;
	struct spans found;
};

/* The byte that "%XX" encodes; -1 if the text does not begin with a valid escape. */
static int
escaped_byte(const char *text)
{
	int high = text[0] == '%' ? char_hex_value(text[1]) : -1;
	int low = high < 0 ? -1 : char_hex_value(text[2]);
	return low < 0 ? -1 : high * 16 + low;
}

/* A copy of the bytes with each valid %XX decoded. */
static char *
decode(struct arena *arena, const char *text, size_t length)
{
	char *out = arena_alloc(arena, length + 1);
	size_t used = 0;
	for (size_t i = 0; i < length; i++) {
		int byte = i + 2 < length ? escaped_byte(text + i) : -1;
		out[used++] = byte > 0 ? (char)byte : text[i];
		i += byte > 0 ? 2 : 0;
	}
	return out;
}

static void
add_span(struct finder *finder, size_t start, size_t end)
{
	*VEC_ADD(finder->arena, &finder->found) = (struct span){start, end};
}

/*
 * Whether a keyword of libpq, or a parameter of a driver, has a secret value. libpq 18 marks
 * password, sslpassword, scram_client_key, scram_server_key and oauth_client_secret as such.
 */
static bool
is_secret_key(struct arena *arena, const char *key, size_t length)
{
	static const char *const parts[] = {
		"passw", "pwd", "secret", "passphrase", "token", "_key", "hexkey", "textkey"};
	const char *name = text_lower(arena, decode(arena, key, length));
	if (text_equal(name, "key"))
		return true;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strstr(name, parts[i]) != NULL)
			return true;
	return false;
}

/* The secrets of "name=value&name=value". A word after a secret value belongs to it. */
static void
find_in_parameters(struct finder *finder, size_t at)
{
	bool secret = false;
	size_t start = 0, end = 0;
	while (finder->text[at] != '\0') {
		size_t length = strcspn(finder->text + at, "&");
		const char *equals = memchr(finder->text + at, '=', length);
		size_t name = equals != NULL ? (size_t)(equals - (finder->text + at)) : 0;
		if (equals != NULL) {
			if (secret)
				add_span(finder, start, end);
			secret = is_secret_key(finder->arena, finder->text + at, name);
			start = end = at + name + 1;
		}
		end = secret ? at + length : start;
		at += length + (finder->text[at + length] != '\0');
	}
	if (secret)
		add_span(finder, start, end);
}

/* Whether the text is a host, a path and parameters, without a stray '@'. */
static bool
is_clean_address(const char *text)
{
	text += strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			     "0123456789-._~%,:[]");
	if (*text == '/')
		text += strcspn(text, "@?");
	if (*text == '?' && text[1] != '\0')
		return strcspn(text, "=") < strcspn(text, "&@");
	return *text == '\0' || *text == '?';
}

/* Whether the text after a ':' can be the port, or ports, at the end of the address. */
static bool
is_port(const char *text)
{
	text += strspn(text, "0123456789");
	return *text == '\0' || *text == '/' || *text == '?' || *text == ',';
}

/* The colon before something that is not a port, in a URL without '@'; NULL if there is none. */
static const char *
colon_of_broken(const char *address)
{
	const char *end = address + strcspn(address, "/?");
	const char *bracket = memchr(address, ']', (size_t)(end - address));
	for (const char *at = bracket != NULL ? bracket : address; at < end; at++)
		if (*at == ':' && !is_port(at + 1))
			return at;
	return NULL;
}

/* The '@' that ends "user:password"; NULL if the URL has none. */
static const char *
find_userinfo_end(const char *authority)
{
	/* as libpq does it (conninfo_uri_parse_options) */
	const char *first = authority + strcspn(authority, "@/");
	if (*first == '@' && is_clean_address(first + 1))
		return first;
	if (*first != '@' && is_clean_address(authority) && colon_of_broken(authority) == NULL)
		return NULL;
	return strrchr(authority, '@');
}

bool
secret_url_is_clear(const char *authority)
{
	const char *end = find_userinfo_end(authority);
	const char *libpq_end = authority + strcspn(authority, "@/");
	return end != NULL ? end == libpq_end : colon_of_broken(authority) == NULL;
}

/* The secrets of a URL whose authority begins at this offset. */
static void
find_in_url(struct finder *finder, size_t authority, bool has_user)
{
	const char *text = finder->text, *start = text + authority;
	const char *end = has_user ? find_userinfo_end(start) : NULL;
	const char *colon = end != NULL ? memchr(start, ':', (size_t)(end - start)) : NULL;
	if (has_user && end == NULL)
		colon = colon_of_broken(start);
	if (colon != NULL && end == NULL)
		end = start + strlen(start);
	if (colon != NULL)
		add_span(finder, (size_t)(colon + 1 - text), (size_t)(end - text));
	const char *parameters = strchr(end != NULL ? end : start, '?');
	if (parameters != NULL)
		find_in_parameters(finder, (size_t)(parameters + 1 - text));
}

/* The length of a value of a connection string, quoted or up to a space (libpq's conninfo_parse).
 */
static size_t
value_length(const char *value)
{
	bool quoted = value[0] == '\'';
	size_t i = quoted;
	for (; value[i] != '\0'; i++) {
		if (value[i] == '\\' && value[i + 1] != '\0')
			i++;
		else if (quoted && value[i] == '\'')
			return i + 1;
		else if (!quoted && char_is_space(value[i]))
			return i;
	}
	return i;
}

/* Whether the text begins with a word and '='; *length is that of the word. */
static bool
is_setting(const char *text, size_t *length)
{
	size_t spaces = 0;
	for (*length = 0; char_is_word(text[*length]); ++*length)
		;
	while (char_is_space(text[*length + spaces]))
		spaces++;
	return *length > 0 && text[*length + spaces] == '=';
}

/* The end of a secret value; words after it that are not settings belong to it. */
static size_t
secret_end(const char *text, size_t at)
{
	size_t end = at, length;
	do {
		end = at + value_length(text + at);
		at = end;
		while (char_is_space(text[at]))
			at++;
	} while (text[at] != '\0' && !(at > end && is_setting(text + at, &length)));
	return end;
}

/* The secrets of "host=h password = 'p'", in which other words may precede the settings. */
static void
find_in_settings(struct finder *finder)
{
	const char *text = finder->text;
	for (size_t at = 0, length; text[at] != '\0';) {
		if (!is_setting(text + at, &length)) {
			at += length > 0 ? length : 1;
			continue;
		}
		bool secret = is_secret_key(finder->arena, text + at, length);
		at += length;
		while (char_is_space(text[at]) || text[at] == '=')
			if (text[at++] == '=')
				break;
		while (char_is_space(text[at]))
			at++;
		size_t end = secret ? secret_end(text, at) : at;
		if (secret)
			add_span(finder, at, end);
		at = end;
	}
}

/* The length of "sqlite:" or the like at the start of the text; 0 if there is none. */
static size_t
scheme_length(const char *text, bool *is_file)
{
	static const char *const schemes[] = {"sqlite:", "file:", "postgresql:", "postgres:"};
	enum { FILE_SCHEMES = 2 };
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (text_starts_with(text, schemes[i])) {
			*is_file = i < FILE_SCHEMES;
			return strlen(schemes[i]);
		}
	return 0;
}

/*
 * The offset of what follows "scheme://" or, in a URL by mistake, "scheme:"; 0 if the text is not a
 * URL. *is_file: the text continues with the name of a file, which may contain ':' and '@'.
 */
static size_t
find_authority(const char *text, bool *is_file)
{
	const char *at = text;
	size_t length = 0;
	*is_file = false;
	for (; *at != '\0' && length == 0; at++) {
		if (text_starts_with(at, "://"))
			return (size_t)(at - text) + strlen("://");
		if (at == text || !char_is_word(at[-1]))
			length = scheme_length(at, is_file);
	}
	if (length == 0)
		return 0;
	at += length - 1;
	bool has_slashes = text_starts_with(at, "//");
	*is_file = *is_file && (!has_slashes || at[2] == '/' || strchr(at, '@') == NULL);
	return (size_t)(at - text) + (has_slashes ? 2 : 0);
}

static struct spans
find(struct arena *arena, const char *text)
{
	struct finder finder = {.arena = arena, .text = text};
	bool is_file;
	size_t authority = find_authority(text, &is_file);
	if (authority > 0)
		find_in_url(&finder, authority, !is_file);
	if (finder.found.len == 0)
		find_in_settings(&finder);
	return finder.found;
}

char *
secret_hide(struct arena *arena, const char *text)
{
	struct strbuf out = STRBUF_INIT;
	const struct spans found = find(arena, text);
	size_t at = 0;
	VEC_EACH (const struct span, span, found) {
		strbuf_add(&out, text + at, span->start - at);
		strbuf_addstr(&out, mask);
		at = span->end;
	}
	strbuf_addstr(&out, text + at);
	char *result = arena_strndup(arena, out.buf, out.len);
	strbuf_release(&out);
	return result;
}

bool
secret_is_in(const char *text)
{
	struct arena arena;
	arena_init(&arena);
	bool result = find(&arena, text).len > 0;
	arena_release(&arena);
	return result;
}

void
secret_overwrite(char *text)
{
	struct arena arena;
	arena_init(&arena);
	const struct spans found = find(&arena, text);
	VEC_EACH (const struct span, span, found)
		memset(text + span->start, '*', span->end - span->start);
	arena_release(&arena);
}

/* A quoted value of a connection string without its quotes and backslashes. */
static const char *
unquote(struct arena *arena, const char *text, size_t length)
{
	char *out = arena_alloc(arena, length + 1);
	size_t used = 0;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\\' && i + 1 < length)
			i++;
		else if (text[i] == '\'' && (i == 0 || i + 1 == length))
			continue;
		out[used++] = text[i];
	}
	return out;
}

void
secret_collect(struct arena *arena, struct texts *out, const char *text)
{
	const struct spans found = find(arena, text);
	VEC_EACH (const struct span, span, found) {
		size_t length = span->end - span->start;
		if (length == 0)
			continue;
		*VEC_ADD(arena, out) = arena_strndup(arena, text + span->start, length);
		*VEC_ADD(arena, out) = decode(arena, text + span->start, length);
		*VEC_ADD(arena, out) = unquote(arena, text + span->start, length);
	}
}

/* The length at the start of the text that is the secret, each byte as it is or as %XX; 0: none. */
static size_t
match_length(const char *text, const char *secret)
{
	size_t at = 0;
	for (; *secret != '\0'; secret++) {
		if (text[at] == *secret)
			at++;
		else if (escaped_byte(text + at) == (unsigned char)*secret)
			at += 3;
		else if (*secret == ' ' && text[at] == '+')
			at++;
		else
			return 0;
	}
	return at;
}

static bool
is_short_word(const char *secret)
{
	size_t length = 0;
	while (char_is_word(secret[length]))
		length++;
	return length <= WORD_SECRET_MAX && secret[length] == '\0';
}

/* The length of the longest secret that begins at this offset of the text; 0: none. */
static size_t
secret_length(const char *text, size_t at, const struct texts *secrets)
{
	size_t longest = 0;
	VEC_EACH (const char *const, secret, *secrets) {
		size_t length = match_length(text + at, *secret);
		bool inside =
			length > 0 && is_short_word(*secret) &&
			((at > 0 && char_is_word(text[at - 1])) || char_is_word(text[at + length]));
		if (!inside && length > longest)
			longest = length;
	}
	return longest;
}

char *
secret_scrub(struct arena *arena, const char *text, const struct texts *secrets)
{
	struct strbuf out = STRBUF_INIT;
	for (size_t at = 0; text[at] != '\0';) {
		size_t length = secret_length(text, at, secrets);
		if (length > 0)
			strbuf_addstr(&out, mask);
		else
			strbuf_addch(&out, text[at]);
		at += length > 0 ? length : 1;
	}
	char *result = arena_strndup(arena, out.buf, out.len);
	strbuf_release(&out);
	return result;
}
