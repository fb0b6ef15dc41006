/*
 * graph_arrows: graphs of revisions written as arrows, for tests.
 *
 *	"a->b->c1[L1]->d1; b->c2->d2; d1,d2->m; c1~>x"
 *
 * ';' separates chains. In x->y, y revises x; in x~>y, y depends on x. A stage of a chain is one id
 * or several ids; each id in the right stage follows each id in the left stage. [L] is a label. The
 * locations in a revision refer to a file "ID.sql" with its head on line 1.
 */
#ifndef GRAPH_ARROWS_H
#define GRAPH_ARROWS_H

#include "base/text.h"
#include "rev/graph/graph.h"

#include <stdlib.h>
#include <string.h>

static inline struct revision *
arrows_node(struct arena *arena, struct revisions *all, const char *id)
{
	VEC_EACH (struct revision *, revision, *all)
		if (strcmp((*revision)->id, id) == 0)
			return *revision;
	struct revision *revision = ARENA_NEW(arena, struct revision);
	revision->id = id;
	revision->sql_path = arena_printf(arena, "%s.sql", id);
	revision->id_at = (struct location){.file = revision->sql_path, .line = 1, .column = 1};
	*VEC_ADD(arena, all) = revision;
	return revision;
}

static inline void
arrows_refer(
	struct arena *arena, const struct revision *from, struct references *list, const char *name)
{
	*VEC_ADD(arena, list) = (struct reference){
		.name = name, .at = {.file = from->sql_path, .line = 2, .column = 1}};
}

static inline struct revisions
arrows_stage(struct arena *arena, struct revisions *all, const char *text, size_t length)
{
	struct revisions stage = {0};
	const char *end = text + length;
	while (text < end) {
		size_t size = strcspn(text, ",[");
		size = size > (size_t)(end - text) ? (size_t)(end - text) : size;
		struct revision *node = arrows_node(arena, all, arena_strndup(arena, text, size));
		*VEC_ADD(arena, &stage) = node;
		text += size;
		while (text < end && *text == '[') {
			size = strcspn(text, "]");
			arrows_refer(arena, node, &node->labels,
				arena_strndup(arena, text + 1, size - 1));
			text += size + 1;
		}
		text += text < end;
	}
	return stage;
}

static inline void
arrows_chain(struct arena *arena, struct revisions *all, const char *text)
{
	struct revisions before = {0};
	bool depends = false;
	for (;;) {
		const char *arrow = strchr(text, '>');
		size_t size = arrow != NULL ? (size_t)(arrow - text) - 1 : strlen(text);
		struct revisions stage = arrows_stage(arena, all, text, size);
		VEC_EACH (struct revision *, to, stage)
			VEC_EACH (struct revision *, from, before)
				arrows_refer(arena, *to,
					depends ? &(*to)->depends_on : &(*to)->parents,
					(*from)->id);
		if (arrow == NULL)
			return;
		before = stage;
		depends = arrow[-1] == '~';
		text = arrow + 1;
	}
}

/* The revisions of the arrows, without a graph. */
static inline struct revisions
arrows_revisions(struct arena *arena, const char *arrows)
{
	struct revisions all = {0};
	char *copy = arena_strdup(arena, arrows);
	char *save = NULL;
	for (char *chain = strtok_r(copy, ";", &save); chain != NULL;
		chain = strtok_r(NULL, ";", &save))
		arrows_chain(arena, &all, chain + strspn(chain, " "));
	return all;
}

static inline int
arrows_build(
	struct arena *arena, struct graph *out, const char *arrows, struct diagnostics *diagnostics)
{
	struct revisions all = arrows_revisions(arena, arrows);
	return graph_build(arena, out, &all, diagnostics);
}

/* All messages and notes, one per line. */
static inline const char *
arrows_messages(struct arena *arena, const struct diagnostics *diagnostics)
{
	const char *text = "";
	VEC_EACH (struct diagnostic *, diagnostic, diagnostics->all) {
		text = arena_printf(arena, "%s%s:%u: %s\n", text,
			(*diagnostic)->at.file != NULL ? (*diagnostic)->at.file : "",
			(*diagnostic)->at.line, (*diagnostic)->message);
		VEC_EACH (struct diag_note, note, (*diagnostic)->notes)
			text = arena_printf(arena, "%s%s:%u: note: %s\n", text,
				note->at.file != NULL ? note->at.file : "", note->at.line,
				note->text);
	}
	return text;
}

#endif
