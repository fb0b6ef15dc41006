/*
 * unmanaged: objects of a database that do not belong to this project.
 */
#ifndef SCHEMAC_WORKSPACE_UNMANAGED_H
#define SCHEMAC_WORKSPACE_UNMANAGED_H

#include "workspace/schema_source.h"

/*
 * Removes from a database's schema the objects that neither the other source nor any revision
 * names. Does so only if the other source declares what the database should contain: it is neither
 * a database nor empty. A single note lists the removed objects. -1 after a diagnostic.
 */
int unmanaged_remove(struct workspace *workspace, struct schema_source *source,
	const struct schema_source *other);

#endif
