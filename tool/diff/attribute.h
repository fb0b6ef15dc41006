/*
 * attribute: the attributes in which two states of a column, constraint, index or table differ.
 */
#ifndef SCHEMAC_DIFF_ATTRIBUTE_H
#define SCHEMAC_DIFF_ATTRIBUTE_H

#include "diff/change.h"

struct attribute {
	const char *name;   /* "type", "ON DELETE"; "": the values need no name ("NOT NULL") */
	const char *before; /* NULL: none */
	const char *after;  /* NULL: none */
};

VEC_STRUCT(attributes, struct attribute);

/* Appends the attributes that the change alters, the most important first. */
void attributes_add(struct arena *arena, struct attributes *out, const struct change *change);

/* "ON DELETE SET NULL, no ON UPDATE": the state afterwards. */
const char *attributes_print(struct arena *arena, const struct attributes *attributes);

/* "has ON DELETE SET NULL in the models, none in revision 1975ea83b712" */
const char *attributes_explain(struct arena *arena, const struct attributes *attributes,
	const char *after, const char *before);

#endif
