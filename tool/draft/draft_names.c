#include "draft/draft_names.h"

#include "base/text.h"
#include "rev/graph/resolve.h"

#include <sys/stat.h>

static int
refuse(struct workspace *workspace, const char *option, const char *problem)
{
	return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0}, "%s: %s",
		option, problem);
}

/* Reports that a different revision already has the name. */
static int
refuse_taken(struct workspace *workspace, const char *name, const char *what,
	const struct revision *revision)
{
	diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, revision->at, "%s '%s' already exists",
		what, name);
	return -1;
}

static bool
same_folder(const char *a, const char *b)
{
	struct stat x, y;
	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static int
take_folder(struct workspace *workspace, const char *folder, struct draft *draft)
{
	struct texts folders = {0};
	workspace_version_folders(workspace, &folders);
	draft->folder = folders.items[0];
	if (folder == NULL)
		return 0;
	VEC_EACH (const char *, known, folders) {
		draft->folder = *known;
		if (same_folder(*known, folder))
			return 0;
	}
	return refuse(workspace, "--version-path",
		arena_printf(&workspace->arena,
			"'%s' is not one of the version_locations of schemac.ini and would not be read",
			folder));
}

static int
take_label(struct workspace *workspace, const struct graph *graph, const char *label,
	struct draft *draft)
{
	const char *problem = revision_name_problem(&workspace->arena, label, "label");
	const struct revision *other = graph_find_label(graph, label);
	if (problem != NULL)
		return refuse(workspace, "--branch-label", problem);
	if (other != NULL)
		return refuse_taken(workspace, label, "label", other);
	if (graph_find(graph, label) != NULL)
		return refuse_taken(workspace, label, "revision", graph_find(graph, label));
	*VEC_ADD(&workspace->arena, &draft->text.labels) = label;
	return 0;
}

static int
take_dependency(struct workspace *workspace, const struct graph *graph, const char *name,
	struct draft *draft)
{
	struct revision *needed;
	if (resolve_one(&workspace->arena, &needed, graph, name, NULL, &workspace->diagnostics) !=
		0)
		return -1;
	if (needed == NULL)
		return refuse(workspace, "--depends-on",
			arena_printf(&workspace->arena,
				"'%s' does not identify exactly one revision", name));
	*VEC_ADD(&workspace->arena, &draft->text.depends_on) = needed->id;
	return 0;
}

int
draft_names_take(struct workspace *workspace, const struct graph *graph,
	const struct draft_options *options, struct draft *draft)
{
	if (take_folder(workspace, options->folder, draft) != 0)
		return -1;
	if (options->label != NULL && take_label(workspace, graph, options->label, draft) != 0)
		return -1;
	VEC_EACH (const char *, name, options->depends_on)
		if (take_dependency(workspace, graph, *name, draft) != 0)
			return -1;
	return 0;
}

int
draft_names_check_id(
	struct workspace *workspace, const struct graph *graph, const struct revision *obsolete,
	const struct draft *draft)
{
	const char *id = draft->text.id;
	const char *problem = revision_name_problem(&workspace->arena, id, "id");
	const struct revision *other = graph_find(graph, id);
	if (problem != NULL)
		return refuse(workspace, "--rev-id", problem);
	if (other != NULL && other != obsolete) {
		refuse_taken(workspace, id, "revision", other);
		diag_note(&workspace->diagnostics, (struct location){0},
			"the id is derived from the parents and the content: use a different message, or "
			"set the id with --rev-id");
		return -1;
	}
	other = graph_find_label(graph, id);
	if (other != NULL && other != obsolete)
		return refuse_taken(workspace, id, "label", other);
	VEC_EACH (const char *, label, draft->text.labels)
		if (text_equal(*label, id))
			return refuse(
				workspace, "--branch-label", "the label is the same as the id");
	return 0;
}
