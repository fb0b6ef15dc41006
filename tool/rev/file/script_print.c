#include "rev/file/script_print.h"

#include "base/text.h"
#include "rev/file/lines.h"

#include <string.h>

/* Whether a comment with this text would be read as "key: value". */
static bool
looks_like_key(const char *text, size_t length)
{
	size_t size = 0;
	while (size < length && (char_is_word(text[size]) || text[size] == '-'))
		size++;
	return size > 0 && size < length && text[size] == ':';
}

/* Whether a comment with this text would be read as a directive. */
static bool
looks_like_directive(const char *text, size_t length)
{
	struct strbuf comment = STRBUF_INIT;
	strbuf_addstr(&comment, "-- ");
	strbuf_add(&comment, text, length);
	const struct line line = {.text = comment.buf, .length = comment.len};
	bool result = line_directive(&line, &length) != NULL;
	strbuf_release(&comment);
	return result;
}

/* Appends one comment line that cannot be read as a key or a directive. */
static void
add_comment(struct strbuf *out, const char *text, size_t length)
{
	span_trim(&text, &length);
	strbuf_addstr(out, length > 0 ? "-- " : "--");
	if (looks_like_directive(text, length))
		strbuf_addstr(out, "> ");
	else if (looks_like_key(text, length))
		strbuf_addch(out, ' ');
	for (; length > 0; text++, length--)
		strbuf_addch(out, (unsigned char)*text < ' ' || *text == 0x7F ? ' ' : *text);
	strbuf_addch(out, '\n');
}

static void
add_comments(struct strbuf *out, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		add_comment(out, text, length);
		text += length + (text[length] == '\n');
	}
}

static void
add_key(struct strbuf *out, const char *key, const struct texts *values)
{
	if (values->len == 0)
		return;
	strbuf_addf(out, "-- %s: ", key);
	for (size_t i = 0; i < values->len; i++)
		strbuf_addf(out, "%s%s", i > 0 ? ", " : "", values->items[i]);
	strbuf_addch(out, '\n');
}

static void
add_section(struct strbuf *out, const struct section_text *section)
{
	strbuf_addf(out, "\n-- schemac: %s",
		section->direction == SCHEMAC_UP ? "upgrade" : "downgrade");
	if (section->dialect < DIALECT_COUNT)
		strbuf_addf(out, " %s", dialect_name(section->dialect));
	strbuf_addstr(out, section->no_transaction ? " no-transaction\n" : "\n");
	if (section->irreversible != NULL) {
		strbuf_addf(out, "-- schemac: irreversible%s%.*s\n",
			*section->irreversible != '\0' ? " " : "",
			(int)strcspn(section->irreversible, "\r\n"), section->irreversible);
		return;
	}
	const char *sql = section->sql;
	size_t length = strlen(sql);
	while (length > 0 && char_is_space(sql[length - 1]))
		length--;
	strbuf_add(out, sql, length);
	if (length > 0)
		strbuf_addch(out, '\n');
}

void
script_print(struct strbuf *out, const struct revision_text *revision)
{
	const char *message = revision->message != NULL ? revision->message : "";
	size_t first = strcspn(message, "\n");
	const struct texts id = {.items = (const char *[]){revision->id}, .len = 1};
	const struct texts created = {
		.items = (const char *[]){revision->created}, .len = revision->created != NULL};
	const char *rest = message + first + (message[first] == '\n');
	if (first > 0) {
		add_comment(out, message, first);
		strbuf_addstr(out, "--\n");
	}
	add_key(out, "revision", &id);
	add_key(out, "revises", &revision->parents);
	add_key(out, "labels", &revision->labels);
	add_key(out, "depends_on", &revision->depends_on);
	add_key(out, "created", &created);
	if (*rest != '\0' || revision->notes.len > 0)
		strbuf_addstr(out, "--\n");
	add_comments(out, rest);
	VEC_EACH (const char *, note, revision->notes)
		add_comments(out, *note);
	VEC_EACH (struct section_text, section, revision->sections)
		add_section(out, section);
}
