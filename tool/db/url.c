#include "db/url.h"

#include "base/file.h"
#include "base/secret.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char memory[] = ":memory:";

struct url_parser {
	struct arena *arena;
	struct database_url *out;
	const char *text;
	const char *folder;
	struct location at;
	struct diagnostics *diagnostics;
};

/* The text after "name:" or "name+driver:", or NULL. */
static const char *
after_scheme(const char *text, const char *name)
{
	if (!text_starts_with(text, name))
		return NULL;
	text += strlen(name);
	if (*text == '+')
		text += strspn(text, "+abcdefghijklmnopqrstuvwxyz0123456789_");
	return *text == ':' ? text + 1 : NULL;
}

/* Whether the text begins with "name = …": libpq calls this a keyword/value string. */
static bool
is_keyword_value(const char *text)
{
	while (char_is_space(*text))
		text++;
	size_t length = 0;
	while (char_is_word(text[length]))
		length++;
	size_t spaces = 0;
	while (char_is_space(text[length + spaces]))
		spaces++;
	return length > 0 && text[length + spaces] == '=';
}

bool
database_url_looks_like(const char *text)
{
	return after_scheme(text, "sqlite") != NULL || after_scheme(text, "postgres") != NULL ||
	       after_scheme(text, "postgresql") != NULL || is_keyword_value(text) ||
	       strstr(text, "://") != NULL;
}

enum dialect_id
database_url_dialect(const char *text)
{
	if (after_scheme(text, "sqlite") != NULL)
		return DIALECT_SQLITE;
	bool postgresql = after_scheme(text, "postgres") != NULL ||
			  after_scheme(text, "postgresql") != NULL || is_keyword_value(text);
	return postgresql ? DIALECT_POSTGRESQL : DIALECT_COUNT;
}

/* The path with its %XX decoded; NULL with a diagnostic. */
static const char *
decode(struct url_parser *in, const char *path)
{
	char *out = arena_alloc(in->arena, strlen(path) + 1);
	size_t length = 0;

	for (; *path != '\0'; path++) {
		if (*path != '%') {
			out[length++] = *path;
			continue;
		}
		int high = char_hex_value(path[1]);
		int low = high < 0 ? -1 : char_hex_value(path[2]);
		if (low < 0 || (high == 0 && low == 0)) {
			diag_add(in->diagnostics, DIAG_BAD_URL, in->at,
				"'%.3s' in '%s' is not a valid escape; write '%%25' for '%%'", path,
				in->out->shown);
			return NULL;
		}
		out[length++] = (char)(high * 16 + low);
		path += 2;
	}
	return out;
}

static int
parse_sqlite(struct url_parser *in, const char *rest)
{
	/* the scheme contains nothing that is hidden */
	const char *shown = in->out->shown + (rest - in->text);
	in->out->dialect = DIALECT_SQLITE;
	if (text_equal(rest, "//:memory:") || text_equal(rest, "///:memory:")) {
		in->out->path = memory;
		return 0;
	}
	if (!text_starts_with(rest, "//"))
		return diag_add(in->diagnostics, DIAG_BAD_URL, in->at,
			"'%s' is not a database URL; write 'sqlite:///%s' for the file",
			in->out->shown, shown);
	if (rest[2] != '/')
		return diag_add(in->diagnostics, DIAG_BAD_URL, in->at,
			"'%s' has a host, which SQLite does not support; write 'sqlite:///%s' for "
			"the file",
			in->out->shown, shown + 2);
	const char *path = rest + 3;
	if (*path == '\0')
		return diag_add(in->diagnostics, DIAG_BAD_URL, in->at,
			"'%s' has no file name; write 'sqlite://:memory:' for an "
			"in-memory database",
			in->out->shown);
	const char *extra = strpbrk(path, "?#");
	if (extra != NULL)
		return diag_add(in->diagnostics, DIAG_BAD_URL, in->at,
			"'%s' has parameters, which a SQLite URL cannot have; in a file name, "
			"write '%%%X' for '%c'",
			in->out->shown, (unsigned)*extra, *extra);
	path = decode(in, path);
	if (path == NULL)
		return -1;
	in->out->path = in->folder == NULL ? path : path_join(in->arena, in->folder, path);
	return 0;
}

/* Reports a '%' that does not begin an escape. libpq would quote the text around it. */
static int
check_escapes(struct url_parser *in, const char *rest)
{
	for (; *rest != '\0'; rest++) {
		if (*rest != '%')
			continue;
		int high = char_hex_value(rest[1]);
		if (high >= 0 && char_hex_value(rest[2]) >= 0)
			continue;
		return diag_add(in->diagnostics, DIAG_BAD_URL, in->at,
			"'%s' contains a '%%' that is not followed by two hexadecimal digits; "
			"write '%%25' for '%%'",
			in->out->shown);
	}
	return 0;
}

static int
parse_postgresql(struct url_parser *in, const char *rest)
{
	in->out->dialect = DIALECT_POSTGRESQL;
	in->out->conninfo = in->text;
	if (rest == NULL)
		return 0;
	if (!text_starts_with(rest, "//"))
		return diag_add(in->diagnostics, DIAG_BAD_URL, in->at,
			"'%s' is not a database URL: '//' is missing after the scheme",
			in->out->shown);
	if (check_escapes(in, rest) != 0)
		return -1;
	if (secret_url_is_clear(rest + 2))
		return 0;
	diag_add(in->diagnostics, DIAG_BAD_URL, in->at,
		"'%s' is not a valid URL: the end of the password, or the port, is not clear",
		in->out->shown);
	diag_note(in->diagnostics, (struct location){0},
		"in a user name or password, write '%%40' for '@', '%%2F' for '/', '%%3A' for ':', "
		"'%%3F' for '?', '%%23' for '#' and '%%25' for '%%'");
	return -1;
}

/* SQLAlchemy's names for Python drivers, as in postgresql+psycopg2. */
static int
refuse_driver(struct url_parser *in, const char *rest)
{
	const char *plus = strchr(in->text, '+');

	return diag_add(in->diagnostics, DIAG_BAD_URL, in->at,
		"'%s' specifies driver '%.*s', which schemac does not support; "
		"write '%.*s:'",
		in->out->shown, (int)(rest - 1 - plus), plus, (int)(plus - in->text), in->text);
}

int
database_url_parse(struct arena *arena, struct database_url *out, const char *text,
	const char *folder, struct location at, struct diagnostics *diagnostics)
{
	struct url_parser in = {.arena = arena,
		.out = out,
		.text = arena_strdup(arena, text),
		.folder = folder,
		.at = at,
		.diagnostics = diagnostics};
	const char *sqlite = after_scheme(in.text, "sqlite");
	const char *postgresql = after_scheme(in.text, "postgresql");

	diag_conceal(diagnostics, in.text);
	*out = (struct database_url){.shown = secret_hide(arena, in.text)};
	if (postgresql == NULL)
		postgresql = after_scheme(in.text, "postgres");
	const char *rest = sqlite != NULL ? sqlite : postgresql;
	if (rest != NULL && memchr(in.text, '+', (size_t)(rest - in.text)) != NULL)
		return refuse_driver(&in, rest);
	if (sqlite != NULL)
		return parse_sqlite(&in, sqlite);
	if (postgresql != NULL || is_keyword_value(in.text))
		return parse_postgresql(&in, postgresql);
	diag_add(diagnostics, DIAG_BAD_URL, at,
		"'%s' is not a database URL: expected 'sqlite://' or 'postgresql://'",
		out->shown);
	if (strchr(in.text, ':') == NULL)
		diag_note(diagnostics, (struct location){0},
			"write 'sqlite:///%s' for a SQLite file", out->shown);
	return -1;
}
