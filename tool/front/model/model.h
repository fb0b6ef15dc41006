/*
 * model: builds the tables, enums and objects of a unit in builder->schema.
 */
#ifndef SCHEMAC_FRONT_MODEL_MODEL_H
#define SCHEMAC_FRONT_MODEL_MODEL_H

#include "front/model/builder.h"

/* Also reports the mistakes of the unit, whose locations must be known (front/c/locate.h). */
void model_build(struct model_builder *builder);

#endif
