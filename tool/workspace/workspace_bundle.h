/*
 * workspace_bundle: the revisions as a bundle for the runtime, with the settings of schemac.ini.
 */
#ifndef SCHEMAC_WORKSPACE_WORKSPACE_BUNDLE_H
#define SCHEMAC_WORKSPACE_WORKSPACE_BUNDLE_H

#include "rev/embed/runtime_bundle.h"
#include "workspace/workspace.h"

/*
 * All revisions of the store. `wanted` as in struct runtime_bundle_options. With shapes, the bundle
 * includes the reviews, and the tables at the heads for the start-up check. Without shapes,
 * runtime_bundle_read_reviews() reads the reviews of the revisions that are about to run. NULL
 * after a diagnostic.
 */
struct schemac_bundle *workspace_bundle_new(struct workspace *workspace, const struct store *store,
	const struct revision_set *wanted, bool with_shapes);

#endif
