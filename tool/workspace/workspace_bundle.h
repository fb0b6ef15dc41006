/*
 * workspace_bundle: the revisions as the runtime takes them, with the settings of the ini.
 */
#ifndef SCHEMAC_WORKSPACE_WORKSPACE_BUNDLE_H
#define SCHEMAC_WORKSPACE_WORKSPACE_BUNDLE_H

#include "rev/embed/runtime_bundle.h"
#include "workspace/workspace.h"

/*
 * All revisions of the store. `wanted` as in struct runtime_bundle_options. With shapes, the tables
 * at the heads for the start-up check and the reviews; without, runtime_bundle_read_reviews() is
 * for those that are to run. NULL after a diagnostic.
 */
struct schemac_bundle *workspace_bundle_new(struct workspace *workspace, const struct store *store,
	const struct revision_set *wanted, bool with_shapes);

#endif
