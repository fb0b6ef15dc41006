/*
 * index: SC_INDEX of a table and SC_INDEXED of a column.
 */
#ifndef SCHEMAC_FRONT_MODEL_INDEX_H
#define SCHEMAC_FRONT_MODEL_INDEX_H

#include "front/model/annotation.h"
#include "schema/schema.h"

void index_build(
	struct model_builder *builder, struct table *table, const struct annotation *annotation);

void index_build_on_column(struct model_builder *builder, struct table *table,
	const struct column *column, const struct annotation *annotation);

#endif
