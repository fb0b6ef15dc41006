/*
 * rev/merge/merge_objects with random tables and random edits (fixed seeds), compared with a model
 * that does not use JSON. A table in the model has items in four lists; each item is present or
 * absent and has two fields. The fourth list contains the values of an enum, although a real table
 * has none. Three branches must give the same result in any order of merging.
 */
#include "base/json.h"
#include "rev/merge/merge_objects.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka.h requires the four headers above */
#include <cmocka.h>

enum {
	ROUNDS = 4000,
	ITEMS = 16,
};

/* The lists that merge by item; item i is in lists[i % 4]. */
static const char *const lists[] = {"columns", "indexes", "constraints", "values"};

enum { LISTS = sizeof(lists) / sizeof(*lists) };

/* A value consists only of its name; an unnamed constraint, only of its content. */
static bool
has_fields(int item)
{
	return strcmp(lists[item % LISTS], "values") != 0;
}

struct item {
	bool present;
	unsigned type;   /* 0: absent */
	unsigned option; /* likewise */
};

struct model {
	struct item items[ITEMS];
	unsigned comment;
};

static uint64_t seed;

/* Steele, Lea, Flood: SplitMix64. */
static unsigned
random_below(unsigned limit)
{
	uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (unsigned)((z ^ (z >> 31)) % limit);
}

static struct item
random_item(int number)
{
	if (!has_fields(number))
		return (struct item){.present = true};
	return (struct item){true, random_below(3), random_below(3)};
}

static struct model
random_model(void)
{
	struct model model = {.comment = random_below(3)};
	for (int i = 0; i < ITEMS; i++)
		if (random_below(3) > 0)
			model.items[i] = random_item(i);
	return model;
}

static void
edit(struct model *model)
{
	int number = (int)random_below(ITEMS);
	struct item *item = &model->items[number];
	switch (random_below(4)) {
	case 0:
		model->comment = random_below(3);
		break;
	case 1:
		*item = (struct item){0};
		break;
	default:
		*item = random_item(number);
	}
}

/* ------------------------------------------------------------------ as JSON */

static void
set_number(struct arena *arena, struct json *object, const char *key, unsigned number)
{
	if (number > 0)
		json_set(arena, object, key, json_new_number(arena, number));
}

static struct json *
item_to_json(struct arena *arena, const struct item *item, int number)
{
	struct json *object = json_new_object(arena);
	const char *list = lists[number % LISTS];
	const char *name = arena_printf(arena, "i%d", number);
	if (strcmp(list, "constraints") == 0) {
		json_set_text(arena, object, "kind", "check");
		json_set_text(arena, object, "expression", name);
	} else {
		json_set_text(arena, object, strcmp(list, "values") == 0 ? "value" : "name", name);
	}
	set_number(arena, object, "type", item->type);
	set_number(arena, object, "option", item->option);
	return object;
}

static struct json *
model_to_json(struct arena *arena, const struct model *model)
{
	struct json *object = json_new_object(arena);
	set_number(arena, object, "comment", model->comment);
	for (int k = 0; k < LISTS; k++) {
		struct json *list = json_new_list(arena);
		for (int i = k; i < ITEMS; i += LISTS)
			if (model->items[i].present)
				json_push(arena, list, item_to_json(arena, &model->items[i], i));
		json_set_list(arena, object, lists[k], list);
	}
	return object;
}

static unsigned
number_of(const struct json *object, const char *key)
{
	const struct json *value = json_find(object, key);
	return value != NULL ? (unsigned)value->number : 0;
}

static unsigned long
number_of_item(const struct json *value)
{
	static const char *const names[] = {"name", "expression", "value"};
	for (size_t i = 0; i < 3; i++) {
		const struct json *name = json_find(value, names[i]);
		if (name != NULL)
			return strtoul(name->text + 1, NULL, 10);
	}
	fail();
	return 0;
}

/* Ignores the order of the items. No item may occur twice. */
static struct model
model_of_json(const struct json *json)
{
	struct model model = {.comment = number_of(json, "comment")};
	for (int i = 0; i < LISTS; i++) {
		const struct json *list = json_find(json, lists[i]);
		for (size_t k = 0; list != NULL && k < list->items.len; k++) {
			const struct json *value = list->items.items[k];
			struct item *item = &model.items[number_of_item(value)];
			assert_false(item->present);
			*item = (struct item){
				true, number_of(value, "type"), number_of(value, "option")};
		}
	}
	return model;
}

/* ------------------------------------------------------------------ the model's merge */

static bool
merge_number(unsigned *out, unsigned base, unsigned ours, unsigned theirs)
{
	*out = ours == base ? theirs : ours;
	return ours == base || theirs == base || ours == theirs;
}

static bool
same_item(const struct item *a, const struct item *b)
{
	return a->present == b->present && a->type == b->type && a->option == b->option;
}

static bool
merge_item(struct item *out, const struct item *base, const struct item *ours,
	const struct item *theirs)
{
	*out = same_item(ours, base) ? *theirs : *ours;
	if (same_item(ours, base) || same_item(theirs, base) || same_item(ours, theirs))
		return true;
	if (!base->present || !ours->present || !theirs->present)
		return false;
	bool type = merge_number(&out->type, base->type, ours->type, theirs->type);
	return merge_number(&out->option, base->option, ours->option, theirs->option) && type;
}

static bool
merge_model(struct model *out, const struct model *base, const struct model *ours,
	const struct model *theirs)
{
	bool clean = merge_number(&out->comment, base->comment, ours->comment, theirs->comment);
	for (int i = 0; i < ITEMS; i++)
		clean &= merge_item(
			&out->items[i], &base->items[i], &ours->items[i], &theirs->items[i]);
	return clean;
}

static bool
same_model(const struct model *a, const struct model *b)
{
	bool same = a->comment == b->comment;
	for (int i = 0; i < ITEMS; i++)
		same &= same_item(&a->items[i], &b->items[i]);
	return same;
}

/* ------------------------------------------------------------------ both */

/* Merges the JSON. Returns true if there was no conflict. */
static bool
merge(struct arena *arena, struct model *out, const struct model *base, const struct model *ours,
	const struct model *theirs)
{
	struct merge_conflicts conflicts = {0};
	*out = model_of_json(merge_json(arena, model_to_json(arena, base),
		model_to_json(arena, ours), model_to_json(arena, theirs), &conflicts));
	return conflicts.len == 0;
}

static void
the_merge_is_what_the_model_says(void **state)
{
	(void)state;
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		struct arena arena;
		struct model got, back, expected;
		seed = round;
		const struct model base = random_model();
		struct model ours = base, theirs = base;
		arena_init(&arena);
		for (unsigned edits = random_below(5); edits > 0; edits--)
			edit(&ours);
		for (unsigned edits = random_below(5); edits > 0; edits--)
			edit(&theirs);
		bool clean = merge_model(&expected, &base, &ours, &theirs);
		assert_true(merge(&arena, &got, &base, &ours, &theirs) == clean);
		assert_true(merge(&arena, &back, &base, &theirs, &ours) == clean);
		assert_true(!clean || same_model(&got, &expected));
		assert_true(!clean || same_model(&back, &expected));
		assert_true(merge(&arena, &got, &base, &ours, &base) && same_model(&got, &ours));
		assert_true(merge(&arena, &got, &base, &ours, &ours) && same_model(&got, &ours));
		arena_release(&arena);
	}
}

/* Merges the branches one after the other, as fold does. */
static struct model
merge_in_order(struct arena *arena, const struct model *base, const struct model *branches,
	const int order[3])
{
	struct model merged;
	struct merge_conflicts conflicts = {0};
	const struct json *before = model_to_json(arena, base);
	struct json *state = model_to_json(arena, &branches[order[0]]);
	for (int i = 1; i < 3; i++)
		state = merge_json(arena, before, state,
			model_to_json(arena, &branches[order[i]]), &conflicts);
	assert_int_equal(conflicts.len, 0);
	merged = model_of_json(state);
	return merged;
}

static void
the_order_of_three_branches_does_not_matter(void **state)
{
	static const int orders[][3] = {
		{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	int clean = 0;
	(void)state;
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		struct arena arena;
		struct model unused;
		seed = round << 20;
		const struct model base = random_model();
		struct model branches[3] = {base, base, base};
		for (int i = 0; i < 3; i++)
			for (unsigned edits = random_below(4); edits > 0; edits--)
				edit(&branches[i]);
		if (!merge_model(&unused, &base, &branches[0], &branches[1]) ||
			!merge_model(&unused, &base, &branches[0], &branches[2]) ||
			!merge_model(&unused, &base, &branches[1], &branches[2]))
			continue;
		clean++;
		arena_init(&arena);
		const struct model first = merge_in_order(&arena, &base, branches, orders[0]);
		for (int i = 1; i < 6; i++) {
			const struct model other =
				merge_in_order(&arena, &base, branches, orders[i]);
			assert_true(same_model(&first, &other));
		}
		arena_release(&arena);
	}
	assert_true(clean > ROUNDS / 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_merge_is_what_the_model_says),
		cmocka_unit_test(the_order_of_three_branches_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
