#include "rev/merge/snapshot_merge.h"

#include "base/text.h"

#include <string.h>

/* The three snapshots of a merge. */
struct snapshot_merge {
	struct arena *arena;
	const struct snapshot *base, *ours, *theirs; /* base: not NULL, may be empty */
	struct merge_conflicts *conflicts;
};

static void
add_conflict(const struct snapshot_merge *merge, const char *path, const struct json *base,
	const struct json *ours, const struct json *theirs)
{
	*VEC_ADD(merge->arena, merge->conflicts) =
		(struct merge_conflict){path, base, ours, theirs};
}

/* ------------------------------------------------------------------ texts */

static const char *
merge_text(const struct snapshot_merge *merge, const char *path, const char *base, const char *ours,
	const char *theirs)
{
	if (text_equal(ours, theirs) || text_equal(theirs, base))
		return ours;
	if (text_equal(ours, base))
		return theirs;
	add_conflict(merge, path, json_new_text(merge->arena, base),
		json_new_text(merge->arena, ours), json_new_text(merge->arena, theirs));
	return ours;
}

static bool
has_text(const struct texts *texts, const char *text)
{
	VEC_EACH (const char *, item, *texts)
		if (strcmp(*item, text) == 0)
			return true;
	return false;
}

static bool
texts_same(const struct texts *a, const struct texts *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return true;
}

/* Parents are a single value: a merged order would be meaningless. */
static struct texts
merge_parents(const struct snapshot_merge *merge)
{
	const struct texts *base = &merge->base->parents, *ours = &merge->ours->parents,
			   *theirs = &merge->theirs->parents;
	if (texts_same(ours, theirs) || texts_same(theirs, base))
		return *ours;
	if (texts_same(ours, base))
		return *theirs;
	add_conflict(merge, "parents", NULL, NULL, NULL);
	return *ours;
}

/*
 * The changes of the base and those that either side added, without those that either side removed.
 */
static struct texts
merge_changes(const struct snapshot_merge *merge)
{
	struct texts out = {0};
	const struct texts *base = &merge->base->changes, *ours = &merge->ours->changes,
			   *theirs = &merge->theirs->changes;
	VEC_EACH (const char *, change, *ours)
		if (has_text(theirs, *change) || !has_text(base, *change))
			*VEC_ADD(merge->arena, &out) = *change;
	VEC_EACH (const char *, change, *theirs)
		if (!has_text(ours, *change) && !has_text(base, *change))
			*VEC_ADD(merge->arena, &out) = *change;
	return out;
}

/* ------------------------------------------------------------------ objects and renames */

/*
 * Unlike json_values_equal(), this distinguishes NULL (not in the snapshot) from JSON null
 * (dropped).
 */
static bool
state_same(const struct json *a, const struct json *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return json_values_equal(a, b);
}

static struct json *
merge_state(const struct snapshot_merge *merge, const char *key, struct json *base,
	struct json *ours, struct json *theirs)
{
	struct merge_conflicts inner = {0};
	if (state_same(ours, theirs) || state_same(theirs, base))
		return ours;
	if (state_same(ours, base))
		return theirs;
	if (ours == NULL || theirs == NULL) {
		add_conflict(merge, key, base, ours, theirs);
		return ours;
	}
	struct json *merged = merge_json(merge->arena, base, ours, theirs, &inner);
	VEC_EACH (const struct merge_conflict, conflict, inner)
		add_conflict(merge,
			*conflict->path == '\0'
				? key
				: arena_printf(merge->arena, "%s: %s", key, conflict->path),
			conflict->base, conflict->ours, conflict->theirs);
	return merged != NULL ? merged : json_new_null(merge->arena);
}

/* Merges member by member, in the order of ours, then theirs. */
static struct json *
merge_members(const struct snapshot_merge *merge, const struct json *base, const struct json *ours,
	const struct json *theirs)
{
	struct json *out = json_new_object(merge->arena);
	const struct json *const sides[] = {ours, theirs};
	for (size_t i = 0; i < 2; i++) {
		if (sides[i] == NULL)
			continue;
		VEC_EACH (const struct json_member, member, sides[i]->members) {
			const char *key = member->key;
			if (i == 1 && json_find(ours, key) != NULL)
				continue;
			struct json *state = merge_state(merge, key, json_find(base, key),
				json_find(ours, key), json_find(theirs, key));
			if (state != NULL)
				json_set(merge->arena, out, key, state);
		}
	}
	return out;
}

/* ------------------------------------------------------------------ the review */

static bool
review_same(const struct review *a, const struct review *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return text_equal(a->digest, b->digest) && text_equal(a->by, b->by) &&
	       text_equal(a->at, b->at) && a->destructive == b->destructive;
}

/*
 * The review that confirms more, otherwise the earlier one. The order of the arguments does not
 * matter.
 */
static struct review *
prefer(struct review *a, struct review *b)
{
	if (a->destructive != b->destructive)
		return a->destructive ? a : b;
	int order = strcmp(a->at != NULL ? a->at : "", b->at != NULL ? b->at : "");
	if (order == 0)
		order = strcmp(a->by != NULL ? a->by : "", b->by != NULL ? b->by : "");
	return order <= 0 ? a : b;
}

static struct review *
merge_review(const struct review *base, struct review *ours, struct review *theirs)
{
	if (review_same(ours, theirs) || review_same(theirs, base))
		return ours;
	if (review_same(ours, base))
		return theirs;
	if (ours == NULL || theirs == NULL || strcmp(ours->digest, theirs->digest) != 0)
		return NULL;
	return prefer(ours, theirs);
}

/* ------------------------------------------------------------------ the whole */

void
snapshot_merge(struct arena *arena, struct snapshot *out, const struct snapshot *base,
	const struct snapshot *ours, const struct snapshot *theirs,
	struct merge_conflicts *conflicts)
{
	const struct snapshot nothing = {0};
	const struct snapshot *before = base != NULL ? base : &nothing;
	const struct snapshot_merge merge = {arena, before, ours, theirs, conflicts};
	*out = (struct snapshot){
		.path = ours->path, .old_keys = ours->old_keys && theirs->old_keys};
	out->revision =
		merge_text(&merge, "revision", before->revision, ours->revision, theirs->revision);
	out->parents = merge_parents(&merge);
	out->changes = merge_changes(&merge);
	out->objects = merge_members(&merge, before->objects, ours->objects, theirs->objects);
	out->renames = merge_members(&merge, before->renames, ours->renames, theirs->renames);
	out->dialects = ours->dialects.len > 0 ? ours->dialects : theirs->dialects;
	/* If both sides generated different SQL, the user must choose one, with its snapshot. */
	out->generated = merge_text(
		&merge, "the generated SQL", before->generated, ours->generated, theirs->generated);
	out->review = merge_review(before->review, ours->review, theirs->review);
}
