#include "diff/constant_change.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "schema/sql_text.h"

#include <errno.h>
#include <stdlib.h>

/* ------------------------------------------------------------------ lists */

const struct constant *
constants_find(const struct constants *constants, const char *name)
{
	VEC_EACH (const struct constant, constant, *constants)
		if (text_equal(constant->name, name))
			return constant;
	return NULL;
}

bool
constants_equal(const struct constants *a, const struct constants *b)
{
	if (a->len != b->len)
		return false;
	VEC_EACH (const struct constant, constant, *a) {
		const struct constant *other = constants_find(b, constant->name);
		if (other == NULL || !text_equal(other->value, constant->value))
			return false;
	}
	return true;
}

static bool
has_value(const struct constants *constants, const char *value)
{
	VEC_EACH (const struct constant, constant, *constants)
		if (text_equal(constant->value, value))
			return true;
	return false;
}

/* ------------------------------------------------------------------ flags */

/* The value, which may be negative; 0 if it has more than 63 bits. */
static long long
number(const struct constant *constant)
{
	errno = 0;
	long long value = strtoll(constant->value, NULL, 10);
	return errno == 0 ? value : 0;
}

static bool
is_bit(long long value)
{
	return value > 0 && (value & (value - 1)) == 0;
}

/*
 * Whether the constants are bit flags: several single bits and names for sums of them, but not the
 * numbers from 0 or 1 upwards.
 */
static bool
are_flags(const struct constants *constants)
{
	long long bits = 0, greatest = 0;
	size_t count = 0;
	VEC_EACH (const struct constant, constant, *constants) {
		long long value = number(constant);
		greatest = value > greatest ? value : greatest;
		bits |= is_bit(value) ? value : 0;
		count += is_bit(value);
	}
	VEC_EACH (const struct constant, constant, *constants)
		if (number(constant) < 0 || (number(constant) & ~bits) != 0)
			return false;
	bool counted = greatest > 2;
	for (long long value = 1; counted && value < greatest; value++) {
		char text[24];
		(void)snprintf(text, sizeof(text), "%lld", value);
		counted = has_value(constants, text);
	}
	return count >= 2 && !counted;
}

/* ------------------------------------------------------------------ finding */

/* Whether rows can be attributed to the constant: a name for several flags has no rows of its own. */
static bool
counts(const struct constant_change *change, const struct constant *constant)
{
	return !change->flags || is_bit(number(constant));
}

/* Whether the old value keeps a name: one that is new, or that had the value before. */
static bool
keeps_name(const struct constants *before, const struct constants *after, const char *value)
{
	VEC_EACH (const struct constant, constant, *after) {
		const struct constant *old = constants_find(before, constant->name);
		if (text_equal(constant->value, value) &&
			(old == NULL || text_equal(old->value, value)))
			return true;
	}
	return false;
}

void
constant_change_find(struct arena *arena, struct constant_change *out, const struct column *before,
	const struct column *after)
{
	const struct constants *old = &before->constants, *new = &after->constants;
	*out = (struct constant_change){.before = before, .column = after};
	if (old->len == 0)
		VEC_EACH (const struct constant, constant, *new)
			*VEC_ADD(arena, &out->added) = constant;
	if (old->len == 0 || new->len == 0)
		return;
	out->flags = are_flags(old) && are_flags(new);
	VEC_EACH (const struct constant, constant, *new) {
		const struct constant *was = constants_find(old, constant->name);
		if (!counts(out, constant))
			continue;
		if (was == NULL && !has_value(old, constant->value))
			*VEC_ADD(arena, &out->added) = constant;
		if (was != NULL && !text_equal(was->value, constant->value))
			*VEC_ADD(arena, &out->moved) = (struct constant_move){was, constant};
	}
	VEC_EACH (const struct constant, constant, *old)
		if (counts(out, constant) && constants_find(new, constant->name) == NULL &&
			!keeps_name(old, new, constant->value))
			*VEC_ADD(arena, &out->removed) = constant;
}

bool
constant_change_affects_rows(const struct constant_change *change)
{
	return change->moved.len > 0 || change->removed.len > 0;
}

/* ------------------------------------------------------------------ messages */

static const char *
take(struct arena *arena, struct strbuf *text)
{
	const char *copy = text->len > 0 ? arena_strdup(arena, text->buf) : NULL;
	strbuf_release(text);
	return copy;
}

const char *
constant_change_print(struct arena *arena, const struct constant_change *change)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct constant_move, move, change->moved)
		strbuf_addf(&text, "%s%s from %s to %s", text.len > 0 ? ", " : "",
			move->after->name, move->before->value, move->after->value);
	VEC_EACH (const struct constant *, removed, change->removed)
		strbuf_addf(&text, "%sremove %s (%s)", text.len > 0 ? ", " : "", (*removed)->name,
			(*removed)->value);
	bool first = text.len == 0;
	VEC_EACH (const struct constant *, added, change->added)
		if (first)
			strbuf_addf(&text, "%s%s %s", text.len > 0 ? ", " : "", (*added)->name,
				(*added)->value);
	const char *copy = take(arena, &text);
	return copy != NULL ? copy : "names";
}

const char *
constant_change_explain(struct arena *arena, const struct constant_change *change,
	const char *after, const char *before)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const struct constant_move, move, change->moved)
		strbuf_addf(&text, "%s%s = %s in %s, %s in %s", text.len > 0 ? "; it has " : "has ",
			move->after->name, move->after->value, after, move->before->value, before);
	VEC_EACH (const struct constant *, removed, change->removed)
		strbuf_addf(&text, "%s%s = %s in %s, and no name for %s in %s",
			text.len > 0 ? "; it has " : "has ", (*removed)->name, (*removed)->value,
			before, (*removed)->value, after);
	const char *copy = take(arena, &text);
	return copy != NULL ? copy
			    : arena_printf(arena, "has constants that %s does not record", before);
}

/* ------------------------------------------------------------------ SQL */

/* The bits of the constants before they move. */
static long long
moved_bits(const struct constant_change *change)
{
	long long bits = 0;
	VEC_EACH (const struct constant_move, move, change->moved)
		bits |= number(move->before);
	return bits;
}

static void
add_flags(struct strbuf *out, const struct constant_change *change)
{
	strbuf_addch(out, '(');
	sql_add_name(out, change->column->name);
	strbuf_addf(out, " & %lld)", ~moved_bits(change));
	VEC_EACH (const struct constant_move, move, change->moved) {
		strbuf_addstr(out, " | (CASE WHEN (");
		sql_add_name(out, change->column->name);
		strbuf_addf(out, " & %s) <> 0 THEN %s ELSE 0 END)", move->before->value,
			move->after->value);
	}
}

const char *
constant_change_expression(struct arena *arena, const struct constant_change *change)
{
	struct strbuf text = STRBUF_INIT;
	if (change->moved.len == 0)
		return NULL;
	if (change->flags) {
		add_flags(&text, change);
		return take(arena, &text);
	}
	strbuf_addstr(&text, "CASE ");
	sql_add_name(&text, change->column->name);
	VEC_EACH (const struct constant_move, move, change->moved)
		strbuf_addf(&text, " WHEN %s THEN %s", move->before->value, move->after->value);
	strbuf_addstr(&text, " ELSE ");
	sql_add_name(&text, change->column->name);
	strbuf_addstr(&text, " END");
	return take(arena, &text);
}

/* "kind IN (1, 2)", or "(kind & 3) <> 0" for flags; NULL without values. */
static const char *
condition(struct arena *arena, const struct constant_change *change, const struct texts *values)
{
	struct strbuf text = STRBUF_INIT;
	long long bits = 0;
	if (values->len == 0)
		return NULL;
	strbuf_addstr(&text, change->flags ? "(" : "");
	sql_add_name(&text, change->column->name);
	VEC_EACH (const char *, value, *values) {
		bits |= strtoll(*value, NULL, 10);
		if (!change->flags)
			strbuf_addf(&text, "%s%s", value > values->items ? ", " : " IN (", *value);
	}
	if (change->flags)
		strbuf_addf(&text, " & %lld) <> 0", bits);
	else
		strbuf_addch(&text, ')');
	return take(arena, &text);
}

const char *
constant_change_condition(struct arena *arena, const struct constant_change *change)
{
	struct texts values = {0};
	VEC_EACH (const struct constant_move, move, change->moved)
		*VEC_ADD(arena, &values) = move->before->value;
	return condition(arena, change, &values);
}

static bool
is_source(const struct constant_steps *steps, const char *value)
{
	VEC_EACH (const struct constant_step, step, *steps)
		if (text_equal(step->from, value))
			return true;
	return false;
}

/* A value that no constant has or had. */
static const char *
unused_value(struct arena *arena, const struct constant_change *change)
{
	const struct constants *lists[] = {&change->before->constants, &change->column->constants};
	long long value = 0;
	for (size_t i = 0; i < 2; i++)
		VEC_EACH (const struct constant, constant, *lists[i])
			if (number(constant) >= value)
				value = number(constant) + 1;
	return arena_printf(arena, "%lld", value);
}

void
constant_change_steps(
	struct arena *arena, struct constant_steps *out, const struct constant_change *change)
{
	struct constant_steps left = {0};
	VEC_EACH (const struct constant_move, move, change->moved)
		*VEC_ADD(arena, &left) =
			(struct constant_step){move->before->value, move->after->value};
	while (left.len > 0) {
		size_t i = 0;
		while (i < left.len && is_source(&left, left.items[i].to))
			i++;
		if (i < left.len) {
			*VEC_ADD(arena, out) = left.items[i];
			VEC_REMOVE(&left, i);
			continue;
		}
		const char *unused = unused_value(arena, change);
		*VEC_ADD(arena, out) = (struct constant_step){left.items[0].from, unused};
		left.items[0].from = unused;
	}
}

static bool
moves_away(const struct constant_change *change, const char *value)
{
	VEC_EACH (const struct constant_move, move, change->moved)
		if (text_equal(move->before->value, value))
			return true;
	return false;
}

const char *
constant_change_guard(struct arena *arena, const struct constant_change *change, bool removed)
{
	struct texts values = {0};
	VEC_EACH (const struct constant_move, move, change->moved)
		if (!moves_away(change, move->after->value))
			*VEC_ADD(arena, &values) = move->after->value;
	VEC_EACH (const struct constant *, constant, change->removed) {
		bool listed = !removed;
		VEC_EACH (const char *, value, values)
			listed = listed || text_equal(*value, (*constant)->value);
		if (!listed)
			*VEC_ADD(arena, &values) = (*constant)->value;
	}
	return condition(arena, change, &values);
}
