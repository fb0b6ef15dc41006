/*
 * table_only: SC_TABLE_ONLY, a table without a struct.
 */
#ifndef SCHEMAC_FRONT_MODEL_TABLE_ONLY_H
#define SCHEMAC_FRONT_MODEL_TABLE_ONLY_H

#include "front/model/annotation.h"

void table_only_build(struct model_builder *builder, const struct annotation *annotation);

#endif
