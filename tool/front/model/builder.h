/*
 * builder: the state shared by the functions that build tables, enums and objects from a unit.
 *
 * Each function reports a mistake at its location and continues with the rest, so that one run
 * reports every mistake exactly once. Only model/ and tests include this header.
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
	struct texts *dependencies; /* receives the files that are read here; may be NULL */

	bool broken; /* a declaration could not be parsed: fields may be missing */
	struct map tables;  /* of this unit, by qualified_name_print() */
	struct map enums;   /* of this unit, by qualified_name_print() */
	struct map objects; /* of this unit, by object_key() */

	/* Of the table being built. */
	VEC(struct expected_columns) expected;
	struct texts candidates; /* its column names; filled when first searched */
	struct map columns;      /* by name */
	struct annotations table_annotations;
	struct annotations field_annotations; /* of one of its fields */
};

#endif
