/*
 * order: tables so that each stands behind those its foreign keys refer to. Where a cycle makes
 * that impossible, the first of the cycle by name stands first. Ties keep the order given.
 */
#ifndef SCHEMAC_DIFF_ORDER_H
#define SCHEMAC_DIFF_ORDER_H

#include "schema/schema.h"

VEC_STRUCT(tables, const struct table *);

/* Reorders in place. References to tables that are not in the list do not count. */
void order_tables(struct arena *arena, struct tables *tables);

#endif
