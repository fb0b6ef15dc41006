/*
 * parts: the columns and expressions of an index, in on(…).
 */
#ifndef SCHEMAC_FRONT_MODEL_PARTS_H
#define SCHEMAC_FRONT_MODEL_PARTS_H

#include "front/model/annotation.h"
#include "schema/schema.h"

/* Appends the parts. Returns -1 after reporting a part; the other parts are still stored. */
int parts_take(struct model_builder *builder, const struct annotation *annotation,
	const struct argument_list *items, struct key_parts *out);

#endif
