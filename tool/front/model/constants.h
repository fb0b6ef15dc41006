/*
 * constants: the named constants whose values the rows of a column hold.
 *
 * They are the enumerators of the column's C type, unless it has SC_ENUM and is stored by name, and
 * the constants that SC_DEFAULT and SC_BACKFILL name. Two kinds of enumerators are not stored:
 * aliases (LAST = RED), and the last one if its name is that of a count (COLOR_COUNT).
 */
#ifndef SCHEMAC_FRONT_MODEL_CONSTANTS_H
#define SCHEMAC_FRONT_MODEL_CONSTANTS_H

#include "front/model/annotation.h"
#include "front/model/column.h"

/* Adds the enumerators of the C type. */
void constants_add_type(
	struct model_builder *builder, struct column *column, const struct c_type *type);

/* Adds the constant that the annotation's argument names, if its value is an integer. */
void constants_add_argument(struct model_builder *builder, struct column *column,
	const struct annotation *annotation, size_t index, const char *value);

/* Removes them if the column's SQL type does not hold integers. */
void constants_check_type(struct arena *arena, struct column *column);

#endif
