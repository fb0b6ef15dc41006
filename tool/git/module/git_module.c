/* The one symbol that the module exports. */
#include "git/module/module_internal.h"

__attribute__((visibility("default"))) extern const struct git_functions schemac_git;

const struct git_functions schemac_git = {
	.header = {GIT_MODULE_LAYOUT, SCHEMAC_VERSION},
	.open = module_open,
	.close = module_close,
	.is_committed = module_is_committed,
	.identity = module_identity,
	.map_person = module_map_person,
	.branches = module_branches,
	.find_target = module_find_target,
	.read_files = module_read_files,
	.merge = module_merge,
	.worktree_changes = module_worktree_changes,
	.additions = module_additions,
	.find_addition = module_find_addition,
	.merge_point = module_merge_point,
};
