/*
 * misuse_check: finds, at the header, what an engine does not accept in the expressions of changed
 * tables: defaults, CHECKs, generated columns, indexes, SC_BACKFILL and SC_USING.
 */
#ifndef SCHEMAC_DRAFT_MISUSE_CHECK_H
#define SCHEMAC_DRAFT_MISUSE_CHECK_H

#include "workspace/dialects.h"
#include "draft/schema_changes.h"

/* -1 after diagnostics. */
int misuse_check_changes(struct workspace *workspace, const struct dialect_changes *changes);

#endif
