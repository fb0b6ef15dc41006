/*
 * syntax: SQL that people wrote, held to the grammar of each dialect whose parser is at hand. Nothing
 * is loaded where there is nothing new to look at: SQL that was generated, or looked at when it was
 * reviewed, is known to be right.
 */
#ifndef SCHEMAC_DRAFT_SYNTAX_H
#define SCHEMAC_DRAFT_SYNTAX_H

#include "draft/schema_changes.h"

/* Reports the errors in the sections of a revision, at their lines. -1 where there are some. */
int syntax_check_revision(struct workspace *workspace, const struct revision *revision);

/* Reports the errors in what the changes bring from the models. -1 where there are some. */
int syntax_check_changes(struct workspace *workspace, const struct dialect_changes *changes);

#endif
