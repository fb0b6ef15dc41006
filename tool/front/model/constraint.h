/*
 * constraint: keys, checks and foreign keys of a table or a column. Annotations with other ids are
 * ignored, except those of indexes, which index.h builds.
 */
#ifndef SCHEMAC_FRONT_MODEL_CONSTRAINT_H
#define SCHEMAC_FRONT_MODEL_CONSTRAINT_H

#include "front/model/annotation.h"
#include "schema/schema.h"

void constraint_build(
	struct model_builder *builder, struct table *table, const struct annotation *annotation);

void constraint_build_on_column(struct model_builder *builder, struct table *table,
	const struct column *column, const struct annotation *annotation);

#endif
