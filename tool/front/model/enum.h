/*
 * enum: builds an enum type from a C enum with SC_ENUM.
 */
#ifndef SCHEMAC_FRONT_MODEL_ENUM_H
#define SCHEMAC_FRONT_MODEL_ENUM_H

#include "front/c/unit.h"

struct model_builder;

/* Also sets enumeration->type, which fields and defaults refer to. */
void enum_build(struct model_builder *builder, struct model_enum *enumeration);

#endif
