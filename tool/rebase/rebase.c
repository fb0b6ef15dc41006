#include "rebase/rebase.h"

#include "rebase/rebase_internal.h"
#include "rev/file/draft_lock.h"
#include "workspace/database.h"
#include "workspace/workspace_bundle.h"

bool
rebase_moves(const struct rebase *rebase)
{
	VEC_EACH (struct rebased, step, rebase->steps)
		if (!step->stays)
			return true;
	return false;
}

static int
run_stages(struct rebase *rebase, const char *onto, bool write)
{
	struct workspace *workspace = rebase->workspace;
	if (workspace_store(workspace, &rebase->store) != 0 || rebase_select(rebase, onto) != 0 ||
		rebase_rewrite(rebase) != 0)
		return -1;
	if (database_is_named(workspace))
		rebase->bundle = workspace_bundle_new(workspace, &rebase->store, NULL, false);
	if (!rebase_moves(rebase))
		return 0;
	if (write && rebase_write(rebase) != 0)
		return -1;
	rebase_advise(rebase);
	return 0;
}

int
rebase_run(struct rebase *rebase, const char *onto, bool write, bool *recovered)
{
	struct draft_lock lock;
	*recovered = false;
	if (!write)
		return run_stages(rebase, onto, false);
	if (workspace_lock(rebase->workspace, &lock) != 0)
		return -1;
	bool finished;
	int result = rebase_recover(rebase->workspace, &finished);
	if (result == 0) {
		*recovered = finished;
		result = run_stages(rebase, onto, true);
	}
	workspace_unlock(rebase->workspace, &lock);
	return result;
}
