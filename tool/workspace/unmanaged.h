/*
 * unmanaged: objects of a database that do not belong to this project.
 */
#ifndef SCHEMAC_WORKSPACE_UNMANAGED_H
#define SCHEMAC_WORKSPACE_UNMANAGED_H

#include "workspace/schema_source.h"

/*
 * Removes from a database's schema the objects that neither the other source nor any revision
 * names, if the other source declares what the database should hold (it is not a database and not
 * empty). One note names them all. -1 after a diagnostic.
 */
int unmanaged_remove(struct workspace *workspace, struct schema_source *source,
	const struct schema_source *other);

#endif
