/*
 * column: builds a column from the C type and the annotations of its field.
 */
#ifndef SCHEMAC_FRONT_MODEL_COLUMN_H
#define SCHEMAC_FRONT_MODEL_COLUMN_H

#include "front/c/parser/c_type.h"
#include "front/model/annotation.h"
#include "schema/schema.h"

struct column_source {
	const struct c_type *type; /* NULL within SC_TABLE_ONLY */
	struct location at;
};

/* Applies the annotations to the column, which must already be in its table. */
void column_build(struct model_builder *builder, struct table *table, struct column *column,
	const struct column_source *source, const struct annotations *annotations);

#endif
