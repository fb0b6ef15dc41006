#include "rev/file/id.h"

#include "base/digest.h"
#include "base/strbuf.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

const char *
id_new(struct arena *arena, const char *const *parents, size_t count, const char *content)
{
	struct strbuf text = STRBUF_INIT;
	const char **sorted = arena_alloc(arena, (count + 1) * sizeof(*sorted));
	for (size_t i = 0; i < count; i++)
		sorted[i] = parents[i];
	qsort(sorted, count, sizeof(*sorted), text_compare);
	for (size_t i = 0; i < count; i++)
		strbuf_addf(&text, "%s\n", sorted[i]);
	strbuf_addf(&text, "\n%s", content);
	struct digest digest = digest_of(text.buf, text.len);
	strbuf_release(&text);
	return arena_strndup(arena, digest.hex, ID_DIGITS);
}

/* ------------------------------------------------------------------ slug */

static bool
is_slug_char(char c)
{
	return char_is_word(c) || (unsigned char)c >= 0x80;
}

/* The length to cut the slug to: after the last word that fits, otherwise after a character. */
static size_t
cut_at(const char *slug, size_t limit)
{
	size_t end = limit;
	if (slug[limit] == '_')
		return limit;
	while (end > 0 && slug[end - 1] != '_')
		end--;
	if (end > 1)
		return end - 1;
	/* UTF-8 (RFC 3629, section 3): a byte of the form 10xxxxxx continues a character. */
	end = limit;
	while (end > 0 && ((unsigned char)slug[end] & 0xC0) == 0x80)
		end--;
	return end;
}

const char *
slug_new(struct arena *arena, const char *message, size_t limit)
{
	struct strbuf slug = STRBUF_INIT;
	for (const char *c = message; *c != '\0' && *c != '\n'; c++) {
		if (is_slug_char(*c))
			strbuf_addch(&slug, char_lower(*c));
		else if (slug.len > 0 && slug.buf[slug.len - 1] != '_')
			strbuf_addch(&slug, '_');
	}
	if (slug.len > limit)
		strbuf_cut(&slug, cut_at(slug.buf, limit));
	while (slug.len > 0 && slug.buf[slug.len - 1] == '_')
		strbuf_cut(&slug, slug.len - 1);
	return strbuf_finish(&slug, arena);
}

/* ------------------------------------------------------------------ file name */

/* The numeric placeholders of a template. */
struct stamp_numbers {
	const char *name;
	long long value;
};

static void
fill_numbers(struct stamp_numbers numbers[7], const struct file_stamp *stamp)
{
	struct tm tm = {0};
	time_t local = stamp->epoch + stamp->utc_offset;
	gmtime_r(&local, &tm);
	numbers[0] = (struct stamp_numbers){"epoch", stamp->epoch};
	numbers[1] = (struct stamp_numbers){"year", tm.tm_year + 1900};
	numbers[2] = (struct stamp_numbers){"month", tm.tm_mon + 1};
	numbers[3] = (struct stamp_numbers){"day", tm.tm_mday};
	numbers[4] = (struct stamp_numbers){"hour", tm.tm_hour};
	numbers[5] = (struct stamp_numbers){"minute", tm.tm_min};
	numbers[6] = (struct stamp_numbers){"second", tm.tm_sec};
}

static void
add_slug(struct strbuf *out, const char *slug)
{
	if (*slug == '\0' && out->len > 0 && strchr("_-", out->buf[out->len - 1]) != NULL)
		strbuf_cut(out, out->len - 1);
	strbuf_addstr(out, slug);
}

/*
 * Appends one placeholder: (name)s, (name)d, (name).2d or (name)02d. text points after its '%'.
 * Returns the rest of the text, or NULL if it is not a placeholder.
 */
static const char *
add_placeholder(
	struct arena *arena, struct strbuf *out, const char *text, const struct file_stamp *stamp)
{
	struct stamp_numbers numbers[7];
	size_t length = strcspn(text, ")");
	if (*text != '(' || text[length] == '\0')
		return NULL;
	const char *name = arena_strndup(arena, text + 1, length - 1);
	const char *rest = text + length + 1;
	rest += *rest == '.' || *rest == '0';
	int width = char_is_digit(*rest) ? *rest++ - '0' : 0;
	if (*rest != 's' && *rest != 'd')
		return NULL;
	fill_numbers(numbers, stamp);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		if (strcmp(numbers[i].name, name) != 0)
			continue;
		/* The same as a text and as a number: a month is 03, never 3. */
		if (width == 0 && i > 1)
			width = *rest == 's' ? 2 : 1;
		strbuf_addf(out, "%0*lld", width, numbers[i].value);
		return rest + 1;
	}
	if (strcmp(name, "rev") == 0)
		strbuf_addstr(out, stamp->id);
	else if (strcmp(name, "slug") == 0)
		add_slug(out, stamp->slug);
	else
		return NULL;
	return rest + 1;
}

const char *
file_name_new(struct arena *arena, const char *template, const struct file_stamp *stamp,
	const char **problem)
{
	struct strbuf name = STRBUF_INIT;
	const char *text = template;
	*problem = NULL;
	while (text != NULL && *text != '\0') {
		if (*text != '%') {
			strbuf_addch(&name, *text++);
		} else if (text[1] == '%' && text[2] != '(') {
			strbuf_addch(&name, '%');
			text += 2;
		} else {
			/* alembic.ini doubles the percent sign: %%(rev)s. */
			text += text[1] == '%' ? 2 : 1;
			text = add_placeholder(arena, &name, text, stamp);
		}
	}
	if (text == NULL)
		*problem =
			"unknown placeholder; the placeholders are %(rev)s, %(slug)s, %(epoch)s, "
			"%(year)s, %(month)s, %(day)s, %(hour)s, %(minute)s and %(second)s";
	else if (strstr(template, "(rev)") == NULL)
		*problem = "%(rev)s is missing: two revisions could have the same file name";
	else if (strchr(name.buf, '/') != NULL || name.buf[0] == '.')
		*problem =
			"the name contains '/' or starts with '.': schemac would ignore the file";
	const char *copy = *problem == NULL ? arena_strdup(arena, name.buf) : NULL;
	strbuf_release(&name);
	return copy;
}

const char *
timestamp_print(struct arena *arena, time_t epoch)
{
	struct tm tm = {0};
	gmtime_r(&epoch, &tm);
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900,
		tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}
