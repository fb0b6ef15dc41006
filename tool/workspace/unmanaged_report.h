/*
 * unmanaged_report: notes about what a database contains and schemac does not manage.
 *
 * The items are grouped by kind. A few fit into the message. More are listed in one note for each
 * kind, shortened to about the width of a terminal; with -v in one note for each item, with its
 * definition. The state of an item is never printed.
 */
#ifndef SCHEMAC_WORKSPACE_UNMANAGED_REPORT_H
#define SCHEMAC_WORKSPACE_UNMANAGED_REPORT_H

#include "schema/schema.h"
#include "workspace/workspace.h"

/*
 * Reports the items in one diagnostic, which starts with `what`. The items of a kind must be
 * adjacent. Minor items are left out unless -v is given. Does nothing without items.
 */
void unmanaged_report(struct workspace *workspace, struct location at, const char *what,
	const struct left_out_items *items);

/* Reports what no model can declare, and which declared objects need it. */
void unmanaged_report_left_out(
	struct workspace *workspace, struct location at, const struct schema *schema);

/* Reports in what two databases differ, of what no model can declare. */
void unmanaged_report_differences(struct workspace *workspace, const struct schema *from,
	struct location from_at, const struct schema *to, struct location to_at);

#endif
