#include "diff/match.h"

#include "base/text.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

/* A table or column, and its state before the change. */
struct candidate {
	const char *name;
	const char *hint; /* its old name; NULL: none */
	const void *after;
	void *before; /* NULL: added */
	bool now;     /* the hint always takes effect */
	bool resolved;
};

struct candidates {
	VEC(struct candidate) all;
	struct map by_name;    /* struct candidate * */
	struct map old;        /* name before → table or column */
	struct map taken;      /* old names that a rename already uses */
};

static void
index_candidates(struct arena *arena, struct candidates *c)
{
	VEC_EACH (struct candidate, candidate, c->all)
		map_put(arena, &c->by_name, candidate->name, candidate);
}

static bool
has_usable_hint(const struct candidates *c, const struct candidate *candidate)
{
	return candidate->hint != NULL && !candidate->resolved &&
	       map_find(&c->old, candidate->hint) != NULL &&
	       map_find(&c->taken, candidate->hint) == NULL;
}

/*
 * Whether the hint can be followed: nothing has the old name now, or the thing that has it was
 * itself renamed, and so on.
 */
static bool
can_follow(const struct candidates *c, const struct candidate *start)
{
	const struct candidate *at = start;
	for (size_t steps = 0; steps <= c->all.len; steps++) {
		if (!has_usable_hint(c, at))
			return at != start && start->now;
		at = map_find(&c->by_name, at->hint);
		if (at == NULL)
			return true;
		if (at == start)
			return start->now;
	}
	return false;
}

static void
follow(struct arena *arena, struct candidates *c, struct candidate *start)
{
	struct candidate *at = start;
	do {
		at->before = map_find(&c->old, at->hint);
		at->resolved = true;
		map_put(arena, &c->taken, at->hint, at);
		at = map_find(&c->by_name, at->hint);
	} while (at != NULL && at != start && has_usable_hint(c, at));
}

static void
resolve(struct arena *arena, struct candidates *c)
{
	index_candidates(arena, c);
	VEC_EACH (struct candidate, candidate, c->all)
		if (candidate->hint != NULL && map_find(&c->old, candidate->name) == NULL &&
			can_follow(c, candidate))
			follow(arena, c, candidate);
	VEC_EACH (struct candidate, candidate, c->all)
		if (candidate->now && candidate->hint != NULL &&
			!text_equal(candidate->hint, candidate->name) && can_follow(c, candidate))
			follow(arena, c, candidate);
	VEC_EACH (struct candidate, candidate, c->all)
		if (!candidate->resolved && map_find(&c->taken, candidate->name) == NULL)
			candidate->before = map_find(&c->old, candidate->name);
}

enum {
	MAPPED_FROM = 32, /* number of columns from which a map is faster */
};

static bool
needs_map(const struct table_match *match)
{
	VEC_EACH (struct column *, column, match->after->columns)
		if ((*column)->renamed_from != NULL)
			return true;
	return match->after->columns.len >= MAPPED_FROM ||
	       match->before->columns.len >= MAPPED_FROM;
}

static void
match_columns(struct arena *arena, struct table_match *match)
{
	struct candidates c = {0};
	match->mapped = needs_map(match);
	if (!match->mapped)
		return;
	VEC_EACH (struct column *, column, match->before->columns)
		map_put(arena, &c.old, (*column)->name, *column);
	VEC_EACH (struct column *, column, match->after->columns)
		*VEC_ADD(arena, &c.all) = (struct candidate){.name = (*column)->name,
			.hint = (*column)->renamed_from,
			.now = (*column)->renamed_now,
			.after = *column};
	resolve(arena, &c);
	VEC_EACH (struct candidate, candidate, c.all) {
		const struct column *before = candidate->before;
		if (before == NULL)
			continue;
		map_put(arena, &match->columns_before, candidate->name, candidate->before);
		map_put(arena, &match->columns_after, before->name, (void *)candidate->after);
		match->renames = match->renames || !text_equal(before->name, candidate->name);
	}
}

static void
add_match(struct arena *arena, struct match *out, const struct candidate *candidate)
{
	struct table_match *match = ARENA_NEW(arena, struct table_match);
	match->before = candidate->before;
	match->after = candidate->after;
	map_put(arena, &out->by_after, candidate->name, match);
	map_put(arena, &out->by_before, qualified_name_print(arena, &match->before->name), match);
	match_columns(arena, match);
}

void
match_init(struct arena *arena, struct match *out, const struct schema *before,
	const struct schema *after)
{
	struct candidates c = {0};
	*out = (struct match){0};
	VEC_EACH (struct table *, table, before->tables)
		map_put(arena, &c.old, qualified_name_print(arena, &(*table)->name), *table);
	VEC_EACH (struct table *, table, after->tables) {
		const struct qualified_name *hint = &(*table)->renamed_from;
		const char *name = qualified_name_print(arena, &(*table)->name);
		*VEC_ADD(arena, &c.all) = (struct candidate){.name = name,
			.hint = hint->name != NULL ? qualified_name_print(arena, hint) : NULL,
			.now = (*table)->renamed_now,
			.after = *table};
		map_put(arena, &out->tables_after, name, *table);
	}
	resolve(arena, &c);
	out->tables_before = c.old;
	VEC_EACH (struct candidate, candidate, c.all)
		if (candidate->before != NULL)
			add_match(arena, out, candidate);
}

const struct table_match *
match_of_after(struct arena *arena, const struct match *match, const struct qualified_name *name)
{
	return map_find(&match->by_after, qualified_name_print(arena, name));
}

const struct table_match *
match_of_before(struct arena *arena, const struct match *match, const struct qualified_name *name)
{
	return map_find(&match->by_before, qualified_name_print(arena, name));
}

const struct column *
match_column_after(const struct table_match *match, const char *before)
{
	if (!match->mapped)
		return table_find_column(match->after, before);
	return map_find(&match->columns_after, before);
}

const struct column *
match_column_before(const struct table_match *match, const char *after)
{
	if (!match->mapped)
		return table_find_column(match->before, after);
	return map_find(&match->columns_before, after);
}

/* Returns the new name of the renamed column that the token names, or NULL. */
static const char *
new_name(struct arena *arena, const struct table_match *match, const struct sql_token *token)
{
	if (token->kind != SQL_WORD && token->kind != SQL_QUOTED_NAME)
		return NULL;
	const char *name = sql_name(arena, token);
	VEC_EACH (struct column *, before, match->before->columns) {
		const struct column *after = match_column_after(match, (*before)->name);
		if (after != NULL && text_equal_nocase((*before)->name, name) &&
			!text_equal((*before)->name, after->name))
			return after->name;
	}
	return NULL;
}

const char *
match_expression(struct arena *arena, const struct table_match *match, const char *expression)
{
	struct strbuf out = STRBUF_INIT;
	struct sql_lexer lexer;
	size_t copied = 0;
	if (expression == NULL || !match->renames)
		return expression;
	sql_lexer_init(&lexer, expression, strlen(expression));
	for (struct sql_token token; (token = sql_next(&lexer)).kind != SQL_END;) {
		const char *name = new_name(arena, match, &token);
		if (name == NULL)
			continue;
		strbuf_add(&out, expression + copied, token.offset - copied);
		sql_add_name(&out, name);
		copied = token.offset + token.length;
	}
	strbuf_addstr(&out, expression + copied);
	return strbuf_finish(&out, arena);
}
