/*
 * postgresql_types: when two types mean the same to PostgreSQL.
 *
 * Names and synonyms are those of PostgreSQL 15, table 8.1, and of src/backend/parser/gram.y, which
 * accepts more.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_TYPES_H
#define SCHEMAC_POSTGRESQL_SQL_POSTGRESQL_TYPES_H

#include "base/arena.h"

#include <stdbool.h>

/*
 * The type as format_type() prints it (PostgreSQL 15, 9.26), without optional spaces:
 * INT → integer, varchar(20) → character varying(20), DECIMAL(8, 2) → numeric(8,2).
 */
const char *postgresql_type_name(struct arena *arena, const char *written_type);

bool postgresql_types_equal(const char *a, const char *b);

/* Whether the type is smallint, integer or bigint, in any spelling. */
bool postgresql_is_integer(const char *type);

#endif
