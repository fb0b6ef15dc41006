/*
 * object: views, triggers and other objects at file scope, given as SQL.
 */
#ifndef SCHEMAC_FRONT_MODEL_OBJECT_H
#define SCHEMAC_FRONT_MODEL_OBJECT_H

#include "front/model/annotation.h"
#include "schema/schema.h"

/* Builds the object of SC_VIEW, SC_TRIGGER and so on; ignores annotations with other ids. */
void object_build(struct model_builder *builder, const struct annotation *annotation);

/* Adds a copy of the object to the schema, or reports that its name is taken. */
void object_add(struct model_builder *builder, const struct sql_object *object);

#endif
