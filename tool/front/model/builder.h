/*
 * builder: the state shared by the functions that make tables, enums and objects out of a unit.
 *
 * Each function reports a mistake at its place and continues with the rest, so that one run shows
 * every mistake once. Only model/ includes this header, and tests.
 */
#ifndef SCHEMAC_FRONT_MODEL_BUILDER_H
#define SCHEMAC_FRONT_MODEL_BUILDER_H

#include "base/text.h"
#include "front/c/source.h"
#include "front/c/unit.h"
#include "front/model/annotation.h"
#include "schema/schema.h"

/* SQL that may contain a misspelt column of the table being built. */
struct expected_columns {
	const char *name; /* of the annotation */
	const struct argument *argument;
};

struct model_builder {
	/* Given by the caller. */
	struct arena *arena;
	struct schema *schema; /* receives the result */
	struct unit *unit;
	struct sources *sources;
	struct diagnostics *diagnostics;
	struct texts *dependencies; /* files that are read here are added; may be NULL */

	bool broken; /* a declaration could not be parsed: fields may be missing */
	struct map tables;  /* of this unit, by qualified_name_print() */
	struct map enums;   /* of this unit, by qualified_name_print() */
	struct map objects; /* of this unit, by object_key() */

	/* Of the table being built. */
	VEC(struct expected_columns) expected;
	struct texts candidates; /* its columns' names, once a misspelling is looked for */
	struct map columns;      /* by their names in lower case */
	struct annotations table_annotations;
	struct annotations field_annotations; /* of one of its fields */
};

#endif
