/*
 * table: builds a table from a struct with SC_TABLE, and columns from its fields.
 */
#ifndef SCHEMAC_FRONT_MODEL_TABLE_H
#define SCHEMAC_FRONT_MODEL_TABLE_H

#include "front/c/unit.h"
#include "front/model/annotation.h"
#include "schema/schema.h"

void table_build(struct model_builder *builder, const struct model_struct *structure);

/* ---- shared with table_only ---- */

/* Adds a table to the schema. Returns NULL after reporting that the name is taken. */
struct table *table_declare(
	struct model_builder *builder, struct qualified_name name, struct location at);

/* Stores the options of SC_TABLE and SC_TABLE_ONLY, starting at item `first`, in the table. */
int table_take_options(struct model_builder *builder, const struct annotation *annotation,
	size_t first, struct table *table);

/* Whether table_take_options() takes the argument. */
bool table_is_option(const struct argument *argument);

#endif
