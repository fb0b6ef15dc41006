#include "postgresql/plan/plan_depend.h"

#include "base/text.h"
#include "postgresql/plan/plan_lookup.h"
#include "schema/sql.h"

#include <string.h>

/* ------------------------------------------------------------------ words */

static void
add_word(struct planner *p, struct word_set *out, const char *word)
{
	const char *lower = text_lower(p->arena, word);
	if (map_put(p->arena, &out->set, lower, out) == NULL)
		*VEC_ADD(p->arena, &out->words) = lower;
}

/*
 * A body can be in any language: every sequence of word characters counts as a word, quoted or not.
 */
static void
add_raw_words(struct planner *p, struct word_set *out, const char *text)
{
	while (*text != '\0') {
		size_t length = 0;
		while (text[length] != '\0' && char_is_word(text[length]))
			length++;
		if (length > 0)
			add_word(p, out, arena_strndup(p->arena, text, length));
		text += length > 0 ? length : 1;
	}
}

static void
add_words(struct planner *p, struct word_set *out, const char *sql, bool with_bodies)
{
	struct sql_lexer lexer;
	struct sql_token token;
	sql_lexer_init(&lexer, sql, strlen(sql));
	while ((token = sql_next(&lexer)).kind != SQL_END) {
		if (token.kind == SQL_WORD || token.kind == SQL_QUOTED_NAME)
			add_word(p, out, sql_name(p->arena, &token));
		if (token.kind != SQL_STRING || !with_bodies)
			continue;
		const char *body = sql_string_value(p->arena, &token);
		add_words(p, out, body, false);
		add_raw_words(p, out, body);
	}
}

const struct word_set *
plan_depend_words(struct planner *p, const struct sql_object *object)
{
	const char *key = plan_lookup_key(p, object);
	struct word_set *words = map_find(&p->words, key);
	if (words == NULL) {
		words = ARENA_NEW(p->arena, struct word_set);
		add_words(p, words, object->sql.common, object->kind == OBJECT_FUNCTION);
		map_put(p->arena, &p->words, key, words);
	}
	return words;
}

bool
plan_depend_mentions_any(
	struct planner *p, const struct sql_object *object, const struct map *names)
{
	if (names->len == 0)
		return false;
	VEC_EACH (const char *, word, plan_depend_words(p, object)->words)
		if (map_find(names, *word) != NULL)
			return true;
	return false;
}

/* Other texts mention a function without its argument types. */
const char *
plan_depend_word(struct planner *p, const struct sql_object *object)
{
	const char *name = object->name.name;
	if (object->kind == OBJECT_TRIGGER || object->kind == OBJECT_RULE)
		return NULL;
	return text_lower(p->arena, arena_strndup(p->arena, name, strcspn(name, "(")));
}

/* ------------------------------------------------------------------ order */

VEC_STRUCT(numbers, size_t);

/* An object to be put in order. */
struct node {
	const struct sql_object *object;
	struct numbers dependents; /* the objects that mention this one */
	size_t waits_for;          /* number of mentioned objects not yet placed */
	bool placed;
};

static void
add_edges(struct planner *p, struct node *nodes, size_t number, const struct map *by_word)
{
	VEC_EACH (const char *, word, plan_depend_words(p, nodes[number].object)->words) {
		const struct numbers *named = map_find(by_word, *word);
		for (size_t i = 0; named != NULL && i < named->len; i++) {
			size_t other = named->items[i];
			if (other == number)
				continue;
			*VEC_ADD(p->arena, &nodes[other].dependents) = number;
			nodes[number].waits_for++;
		}
	}
}

static struct node *
new_nodes(struct planner *p, const struct sql_object *const *items, size_t count)
{
	struct node *nodes = arena_alloc(p->arena, (count + 1) * sizeof(*nodes));
	struct map by_word = {0};
	for (size_t i = 0; i < count; i++) {
		const char *word = plan_depend_word(p, items[i]);
		nodes[i].object = items[i];
		if (word == NULL)
			continue;
		struct numbers *named = map_find(&by_word, word);
		if (named == NULL) {
			named = ARENA_NEW(p->arena, struct numbers);
			map_put(p->arena, &by_word, word, named);
		}
		*VEC_ADD(p->arena, named) = i;
	}
	for (size_t i = 0; i < count; i++)
		add_edges(p, nodes, i, &by_word);
	return nodes;
}

/* The first object with no unmet dependency; in a cycle, the first one not yet placed. */
static struct node *
next_node(struct node *nodes, size_t count)
{
	struct node *first = NULL;
	for (size_t i = 0; i < count; i++) {
		if (nodes[i].placed)
			continue;
		if (nodes[i].waits_for == 0)
			return &nodes[i];
		first = first != NULL ? first : &nodes[i];
	}
	return first;
}

void
plan_depend_sort(struct planner *p, const struct sql_object **items, size_t count)
{
	struct node *nodes = new_nodes(p, items, count);
	for (size_t i = 0; i < count; i++) {
		struct node *node = next_node(nodes, count);
		node->placed = true;
		items[i] = node->object;
		VEC_EACH (size_t, dependent, node->dependents)
			nodes[*dependent].waits_for--;
	}
}
