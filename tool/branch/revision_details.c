#include "branch/revision_details.h"

#include "workspace/repositories.h"

int
revision_details_read(struct workspace *workspace, struct revision_details *out,
	const struct revision *revision, bool commits)
{
	*out = (struct revision_details){0};
	if (review_read(&workspace->arena, &out->review, &out->snapshot, revision,
		    &workspace->diagnostics) != 0)
		return -1;
	if (!commits)
		return 0;
	out->in_repository = repositories_of(workspace, revision->folder) != NULL;
	out->origin = provenance_find(workspace, revision);
	return provenance_find_merges(workspace, revision, &out->merges);
}
