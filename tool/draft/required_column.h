/*
 * required_column: columns that are new or become NOT NULL, and for which existing rows have no
 * value.
 */
#ifndef SCHEMAC_DRAFT_REQUIRED_COLUMN_H
#define SCHEMAC_DRAFT_REQUIRED_COLUMN_H

#include "draft/examine.h"

/* Reports each such column at its field. */
void required_column_report(struct workspace *workspace, const struct examination *found);

#endif
