/*
 * snapshot_merge: three-way merge of the snapshots of one revision, where two branches changed the
 * same file.
 *
 * Objects merge as rev/merge.h says, all else member by member. A review is kept where one side
 * made it and where both reviewed the same (the earlier one stays); it is taken back where either
 * side took it back, or where the two sides reviewed different things. Whether a review that is
 * kept covers what the merge gave, its digest tells: what differs from what was read is void.
 */
#ifndef SCHEMAC_REV_MERGE_SNAPSHOT_MERGE_H
#define SCHEMAC_REV_MERGE_SNAPSHOT_MERGE_H

#include "rev/file/snapshot.h"
#include "rev/merge/merge_objects.h"

/*
 * base is NULL where both sides added the file. Conflicts are appended; *out then holds what ours
 * says there. The path of *out is that of ours.
 */
void snapshot_merge(struct arena *arena, struct snapshot *out, const struct snapshot *base,
	const struct snapshot *ours, const struct snapshot *theirs,
	struct merge_conflicts *conflicts);

#endif
