/*
 * syntax: checks handwritten SQL against the grammar of each dialect whose parser is available.
 * Generated SQL and SQL that was checked at its review are not checked again, so that most builds
 * load no parser.
 */
#ifndef SCHEMAC_DRAFT_SYNTAX_H
#define SCHEMAC_DRAFT_SYNTAX_H

#include "draft/schema_changes.h"

/* Reports syntax errors in the sections of a revision, at their lines. -1 if there are any. */
int syntax_check_revision(struct workspace *workspace, const struct revision *revision);

/* Reports syntax errors in the SQL of the models that the changes use. -1 if there are any. */
int syntax_check_changes(struct workspace *workspace, const struct dialect_changes *changes);

#endif
