/*
 * merge: one revision that follows several heads. Objects that more than one of them touched are
 * restated in its snapshot as the merge of their states; what does not merge is a conflict.
 */
#include "draft/autogenerate.h"
#include "replay/merge_check.h"
#include "rev/file/draft.h"
#include "rev/graph/resolve.h"
#include "rev/graph/set.h"
#include "rev/merge/fold.h"

#include <stdint.h>
#include <stdio.h>

struct merge_options {
	struct generate_options generate;
	bool dry_run;
};

static const struct option own_options[] = {
	{"message", 'm', false, OPTION_TEXT, "TEXT",
		offsetof(struct merge_options, generate.message), "what the merge is about"},
	{"rev-id", '\0', false, OPTION_TEXT, "ID", offsetof(struct merge_options, generate.id),
		"its id, instead of one that follows from the heads"},
	{"branch-label", '\0', false, OPTION_TEXT, "LABEL",
		offsetof(struct merge_options, generate.label), "name the branch that starts here"},
	{"depends-on", '\0', false, OPTION_LIST, "REVISION",
		offsetof(struct merge_options, generate.depends_on),
		"a revision of another branch that must be applied before"},
	{"version-path", '\0', false, OPTION_TEXT, "DIR",
		offsetof(struct merge_options, generate.folder),
		"the version location it goes to, instead of the first"},
	{"dry-run", '\0', false, OPTION_FLAG, NULL, offsetof(struct merge_options, dry_run),
		"print the revision file and write nothing"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

/* Those named, else the heads; each once, and none that comes before another. */
static int
select_parents(struct context *context, const struct store *store, struct revisions *out)
{
	struct arena *arena = &context->arena;
	struct revisions named = {0};
	if (context->operands.len == 0)
		named = store->graph.heads;
	VEC_EACH (const char *, name, context->operands) {
		struct selection selection;
		if (resolve(arena, &selection, &store->graph, *name, NULL,
			    &context->diagnostics) != 0)
			return -1;
		VEC_EACH (struct revision *, revision, selection.revisions)
			*VEC_ADD(arena, &named) = *revision;
	}
	struct revision_set all = set_new(arena, &store->graph);
	struct revision_set wanted = set_new(arena, &store->graph);
	VEC_EACH (struct revision *, revision, named) {
		struct revision_set below = set_new(arena, &store->graph);
		set_add_ancestors(&below, &store->graph, *revision, EDGES_PARENTS);
		below.has[(*revision)->number] = false;
		set_add(&all, &below);
		wanted.has[(*revision)->number] = true;
	}
	for (size_t i = 0; i < wanted.count; i++)
		if (wanted.has[i] && !all.has[i])
			*VEC_ADD(arena, out) = store->graph.all.items[i];
	return 0;
}

static int
check_parents(struct context *context, const struct revisions *parents)
{
	if (parents->len < 2) {
		diag_add(&context->diagnostics, DIAG_WRONG_TARGET, (struct location){0},
			"there is nothing to merge: %s",
			parents->len == 0 ? "there are no revisions"
					  : arena_printf(&context->arena, "there is only %s",
						    parents->items[0]->id));
		return -1;
	}
	VEC_EACH (struct revision *, parent, *parents)
		if ((*parent)->children.len > 0)
			return diag_add(&context->diagnostics, DIAG_WRONG_TARGET, (*parent)->at,
				"%s is no head: %s follows it", (*parent)->id,
				revisions_print(&context->arena, &(*parent)->children));
	return 0;
}

/* What more than one side touched, as it is after all of them, if they can be joined at all. */
static int
restate(struct context *context, const struct store *store, const struct revisions *parents,
	struct json **out)
{
	struct arena *arena = &context->arena;
	struct texts shared = {0};
	struct json *objects;
	*out = json_new_object(arena);
	if (fold_objects(arena, &objects, &store->graph, parents, &context->diagnostics) != 0 ||
		fold_shared(arena, &shared, &store->graph, parents, &context->diagnostics) != 0 ||
		proof_rebuilds(context, store, parents) != 0 ||
		proof_orders(context, store, parents, objects) != 0)
		return -1;
	VEC_EACH (const char *, key, shared) {
		struct json *state = json_find(objects, *key);
		json_set(arena, *out, *key, state != NULL ? state : json_new_null(arena));
	}
	return 0;
}

static const char *
default_message(struct arena *arena, const struct revisions *parents)
{
	return arena_printf(arena, "Merge %s", revisions_print(arena, parents));
}

static int
run(struct context *context)
{
	struct merge_options *options = context->options;
	struct store store;
	struct revisions parents = {0};
	struct json *objects;
	struct generation generation = {0};
	options->generate.write = !options->dry_run;
	if (options->generate.write && project_is_frozen(context))
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"no revision is written with --frozen, or with CI set in the environment; --dry-run prints it");
	if (project_store(context, &store) != 0 || select_parents(context, &store, &parents) != 0 ||
		check_parents(context, &parents) != 0 ||
		restate(context, &store, &parents, &objects) != 0)
		return -1;
	if (options->generate.message == NULL)
		options->generate.message = default_message(&context->arena, &parents);
	if (generate_merge(context, &generation, &options->generate, &store, &parents, objects) != 0)
		return -1;
	if (options->dry_run)
		fputs(generation.text, stdout);
	else if (!context->global.quiet)
		printf("%s\n", generation.sql_path);
	return 0;
}

const struct command command_merge = {
	.name = "merge",
	.operands = "[REVISION…]",
	.summary = "join several heads by a revision that follows them all",
	.details =
		"Writes a revision that follows the heads named, or all of them. It runs no SQL: that of both sides has been run by then. Where both sides changed the same table or object, it restates what comes of it; where the changes contradict each other nothing is written, and both places are shown. Before it is written, the revisions of both sides are replayed on scratch databases, in both orders, as databases may have got them, and must give the merged schema; see verify for where such a database comes from.",
	.groups = groups,
	.size = sizeof(struct merge_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
