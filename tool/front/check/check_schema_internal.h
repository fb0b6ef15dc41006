/*
 * check_schema: what the checks of a whole schema share. Only front/check*.c include this.
 */
#ifndef SCHEMAC_FRONT_CHECK_CHECK_SCHEMA_INTERNAL_H
#define SCHEMAC_FRONT_CHECK_CHECK_SCHEMA_INTERNAL_H

#include "base/map.h"
#include "schema/schema.h"

struct checker {
	struct arena *arena;
	struct schema *schema;
	struct diagnostics *diagnostics;
	struct map tables; /* "schema.table" -> struct table */
	struct map enums;  /* the same of enums */
	VEC(const char *) table_names;
};

/* The name for messages, and as a key of the maps. */
const char *check_print(struct checker *checker, const struct qualified_name *name);

/* ---- what refers to other tables: check_target.c ---- */

void check_foreign_key(struct checker *checker, const struct table *table,
	const struct constraint *constraint);

void check_relation(struct checker *checker, const struct relation *relation);

#endif
