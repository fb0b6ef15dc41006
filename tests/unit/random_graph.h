/*
 * random_graph: random graphs with merges, dependencies and labels, and random identifiers for
 * commands on them. A seed always gives the same graph.
 */
#ifndef RANDOM_GRAPH_H
#define RANDOM_GRAPH_H

#include "graph_arrows.h"

#include <stdint.h>

/* Steele, Lea, Flood: SplitMix64. */
static inline unsigned
random_below(uint64_t *seed, unsigned limit)
{
	uint64_t z = *seed += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (unsigned)((z ^ (z >> 31)) % limit);
}

static inline void
random_edge(struct arena *arena, uint64_t *seed, const struct revisions *below,
	const struct revision *from, struct references *list)
{
	const struct revision *to = below->items[random_below(seed, (unsigned)below->len)];
	VEC_EACH (struct reference, reference, *list)
		if (strcmp(reference->name, to->id) == 0)
			return;
	arrows_refer(arena, from, list, to->id);
}

/* Up to `most` (at most 100) revisions for graph_build(). */
static inline struct revisions
random_revisions(struct arena *arena, uint64_t *seed, unsigned most)
{
	struct revisions all = {0};
	unsigned count = 1 + random_below(seed, most);
	for (unsigned i = 0; i < count; i++) {
		/*
		 * The order of the ids differs from the order of the history, and some ids share a
		 * prefix.
		 */
		const char *id = arena_printf(arena, "%c%02u", 'a' + (i * 5) % 3, i * 37 % 101);
		struct revisions below = all;
		struct revision *revision = arrows_node(arena, &all, id);
		unsigned parents = i == 0 || random_below(seed, 8) == 0 ? 0
				   : random_below(seed, 5) == 0         ? 2
									: 1;
		for (unsigned k = 0; k < parents; k++)
			random_edge(arena, seed, &below, revision, &revision->parents);
		if (i > 0 && random_below(seed, 6) == 0)
			random_edge(arena, seed, &below, revision, &revision->depends_on);
		if (random_below(seed, 5) == 0)
			arrows_refer(arena, revision, &revision->labels,
				arena_printf(arena, "L%u", i));
	}
	return all;
}

/* An identifier for upgrade, downgrade or stamp; it may be invalid. */
static inline const char *
random_target(struct arena *arena, uint64_t *seed, const struct graph *graph)
{
	static const char *const words[] = {"heads", "head", "base", "current", "+1", "-1", "+2",
		"-2", "current-1", "base+1", "head-1"};
	const unsigned word_count = sizeof(words) / sizeof(*words);
	const struct revision *a = graph->all.items[random_below(seed, (unsigned)graph->all.len)];
	const struct revision *b = graph->all.items[random_below(seed, (unsigned)graph->all.len)];
	const char *branch = a->labels.len > 0 ? a->labels.items[0].name : a->id;
	switch (random_below(seed, 8)) {
	case 0:
	case 1:
		return words[random_below(seed, word_count)];
	case 2:
		return arena_printf(arena, "%s@%s", branch, b->id);
	case 3:
		return arena_printf(arena, "%s@%s", branch, words[random_below(seed, word_count)]);
	case 4:
		return arena_printf(arena, "%s%+d", a->id, (int)random_below(seed, 5) - 2);
	default:
		return b->id;
	}
}

#endif
