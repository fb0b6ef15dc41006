#include "draft/draft_names.h"

#include "base/text.h"
#include "rev/graph/resolve.h"

#include <sys/stat.h>

static int
refuse(struct context *context, const char *option, const char *problem)
{
	return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0}, "%s: %s",
		option, problem);
}

/* A place to look at, where another revision is what is in the way. */
static int
refuse_taken(struct context *context, const char *name, const char *what,
	const struct revision *revision)
{
	diag_add(&context->diagnostics, DIAG_BAD_USAGE, revision->at, "there is %s %s already", what,
		name);
	return -1;
}

static bool
same_folder(const char *a, const char *b)
{
	struct stat x, y;
	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static int
take_folder(struct context *context, const char *folder, struct draft *draft)
{
	struct texts folders = {0};
	project_version_folders(context, &folders);
	draft->folder = folders.items[0];
	if (folder == NULL)
		return 0;
	VEC_EACH (const char *, known, folders) {
		draft->folder = *known;
		if (same_folder(*known, folder))
			return 0;
	}
	return refuse(context, "--version-path",
		arena_printf(&context->arena,
			"'%s' is not among the version_locations of schemac.ini, so nobody would read it",
			folder));
}

static int
take_label(struct context *context, const struct graph *graph, const char *label,
	struct draft *draft)
{
	const char *problem = revision_name_problem(&context->arena, label, "label");
	const struct revision *other = graph_find_label(graph, label);
	if (problem != NULL)
		return refuse(context, "--branch-label", problem);
	if (other != NULL)
		return refuse_taken(context, label, "a label", other);
	if (graph_find(graph, label) != NULL)
		return refuse_taken(context, label, "a revision", graph_find(graph, label));
	*VEC_ADD(&context->arena, &draft->text.labels) = label;
	return 0;
}

static int
take_dependency(struct context *context, const struct graph *graph, const char *name,
	struct draft *draft)
{
	struct revision *needed;
	if (resolve_one(&context->arena, &needed, graph, name, NULL, &context->diagnostics) != 0)
		return -1;
	if (needed == NULL)
		return refuse(context, "--depends-on",
			arena_printf(&context->arena, "%s is no revision", name));
	*VEC_ADD(&context->arena, &draft->text.depends_on) = needed->id;
	return 0;
}

int
draft_names_take(struct context *context, const struct generation *g,
	const struct generate_options *options, struct draft *draft)
{
	const struct graph *graph = &g->store.graph;
	if (take_folder(context, options->folder, draft) != 0)
		return -1;
	if (options->label != NULL && take_label(context, graph, options->label, draft) != 0)
		return -1;
	VEC_EACH (const char *, name, options->depends_on)
		if (take_dependency(context, graph, *name, draft) != 0)
			return -1;
	return 0;
}

int
draft_names_check_id(
	struct context *context, const struct generation *g, const struct draft *draft)
{
	const char *id = draft->text.id;
	const struct graph *graph = &g->store.graph;
	const char *problem = revision_name_problem(&context->arena, id, "id");
	const struct revision *other = graph_find(graph, id);
	if (problem != NULL)
		return refuse(context, "--rev-id", problem);
	if (other != NULL && other != g->obsolete) {
		refuse_taken(context, id, "a revision", other);
		diag_note(&context->diagnostics, (struct location){0},
			"where --rev-id gives none, the same parents and content make the same id: "
			"say another message or --rev-id");
		return -1;
	}
	other = graph_find_label(graph, id);
	if (other != NULL && other != g->obsolete)
		return refuse_taken(context, id, "a label", other);
	VEC_EACH (const char *, label, draft->text.labels)
		if (text_equal(*label, id))
			return refuse(context, "--branch-label", "the label is the id");
	return 0;
}
