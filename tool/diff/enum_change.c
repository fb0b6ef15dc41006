#include "diff/enum_change.h"

#include "base/strbuf.h"
#include "base/text.h"

/* The earlier state of this value: with the same name, or renamed by a hint of either; or NULL. */
static const struct enum_value *
value_before(const struct enum_type *before, const struct enum_type *after,
	const struct enum_value *value)
{
	VEC_EACH (const struct enum_value, old, before->values)
		if (text_equal(old->value, value->value))
			return old;
	VEC_EACH (const struct enum_value, old, before->values)
		if (!enum_has_value(after, old->value) &&
			((value->renamed_from != NULL &&
				 text_equal(old->value, value->renamed_from)) ||
				(old->renamed_from != NULL &&
					text_equal(old->renamed_from, value->value))))
			return old;
	return NULL;
}

static bool
is_renamed(const struct enum_change *change, const struct enum_value *before)
{
	VEC_EACH (const struct enum_rename, rename, change->renamed)
		if (rename->before == before)
			return true;
	return false;
}

void
enum_change_find(struct arena *arena, struct enum_change *out, const struct enum_type *before,
	const struct enum_type *after)
{
	const struct enum_value *last = NULL;
	*out = (struct enum_change){0};
	VEC_EACH (const struct enum_value, value, after->values) {
		const struct enum_value *old = value_before(before, after, value);
		if (old == NULL) {
			*VEC_ADD(arena, &out->added) = value->value;
			continue;
		}
		if (!text_equal(old->value, value->value))
			*VEC_ADD(arena, &out->renamed) = (struct enum_rename){old, value};
		out->reordered = out->reordered || (last != NULL && old < last);
		last = old;
	}
	VEC_EACH (const struct enum_value, old, before->values)
		if (!enum_has_value(after, old->value) && !is_renamed(out, old))
			*VEC_ADD(arena, &out->removed) = old->value;
}

/* Appends "verb 'a', verb 'b'" to a list separated by commas. */
static void
add_verbs(struct strbuf *text, const char *verb, const struct texts *values)
{
	VEC_EACH (const char *, value, *values)
		strbuf_addf(text, "%s%s '%s'", text->len > 0 ? ", " : "", verb, *value);
}

const char *
enum_change_print(struct arena *arena, const struct enum_change *change)
{
	struct strbuf text = STRBUF_INIT;
	add_verbs(&text, "add", &change->added);
	add_verbs(&text, "remove", &change->removed);
	VEC_EACH (const struct enum_rename, rename, change->renamed)
		strbuf_addf(&text, "%srename '%s' to '%s'", text.len > 0 ? ", " : "",
			rename->before->value, rename->after->value);
	if (change->reordered)
		strbuf_addf(&text, "%sreorder values", text.len > 0 ? ", " : "");
	return strbuf_finish(&text, arena);
}

/* Appends "has the values 'a', 'b' in HERE but not in THERE". */
static void
add_values(struct strbuf *text, const struct texts *values, const char *here, const char *there)
{
	if (values->len == 0)
		return;
	strbuf_addf(text, "%shas the value%s ", text->len > 0 ? "; it " : "",
		values->len > 1 ? "s" : "");
	VEC_EACH (const char *, value, *values)
		strbuf_addf(text, "%s'%s'", value > values->items ? ", " : "", *value);
	strbuf_addf(text, " in %s but not in %s", here, there);
}

const char *
enum_change_explain(struct arena *arena, const struct enum_change *change, const char *after,
	const char *before)
{
	struct strbuf text = STRBUF_INIT;
	add_values(&text, &change->added, after, before);
	add_values(&text, &change->removed, before, after);
	VEC_EACH (const struct enum_rename, rename, change->renamed)
		strbuf_addf(&text, "%shas the value '%s' in %s, which is '%s' in %s",
			text.len > 0 ? "; it " : "", rename->after->value, after,
			rename->before->value, before);
	if (change->reordered)
		strbuf_addf(&text, "%shas its values in a different order in %s",
			text.len > 0 ? "; it " : "", before);
	return strbuf_finish(&text, arena);
}
