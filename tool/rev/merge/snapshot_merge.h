/*
 * snapshot_merge: three-way merge of the snapshots of one revision, when two branches changed the
 * same file.
 *
 * Objects are merged as in merge_objects.h, other members one by one. A review is kept if only one
 * side added it, or if both sides reviewed the same content; then the earlier review is kept. It is
 * removed if one side removed it, or if the sides reviewed different content. The digest of a kept
 * review decides whether it is valid for the merged snapshot.
 */
#ifndef SCHEMAC_REV_MERGE_SNAPSHOT_MERGE_H
#define SCHEMAC_REV_MERGE_SNAPSHOT_MERGE_H

#include "rev/file/snapshot.h"
#include "rev/merge/merge_objects.h"

/*
 * base is NULL if both sides added the file. Conflicts are appended; there *out is the same as
 * ours. *out gets the path of ours.
 */
void snapshot_merge(struct arena *arena, struct snapshot *out, const struct snapshot *base,
	const struct snapshot *ours, const struct snapshot *theirs,
	struct merge_conflicts *conflicts);

#endif
