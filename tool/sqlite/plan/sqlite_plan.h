/*
 * sqlite_plan: the statements that make the changes of a revision in SQLite.
 *
 * Each table is changed by ALTER TABLE if SQLite supports all of its changes. Otherwise it is
 * rebuilt once: CREATE TABLE under a new name, a copy of the rows by named columns, DROP TABLE of
 * the old table, and a rename (lang_altertable.html, section 7).
 */
#ifndef SCHEMAC_SQLITE_PLAN_SQLITE_PLAN_H
#define SCHEMAC_SQLITE_PLAN_SQLITE_PLAN_H

#include "diff/dialect.h"

/* Appends the statements to *ddl. -1 with diagnostics if a change is not possible. */
int sqlite_plan(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	struct diagnostics *diagnostics);

#endif
