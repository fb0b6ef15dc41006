/*
 * order: sorts tables so that each one follows the tables that its foreign keys reference. In a
 * cycle, the table with the first name is placed first. Ties retain the given order.
 */
#ifndef SCHEMAC_DIFF_ORDER_H
#define SCHEMAC_DIFF_ORDER_H

#include "schema/schema.h"

VEC_STRUCT(tables, const struct table *);

/* Reorders in place. References to tables that are not in the list are ignored. */
void order_tables(struct arena *arena, struct tables *tables);

#endif
