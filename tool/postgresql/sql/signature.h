/*
 * signature: a function's name with the types of its arguments, by which the server identifies it.
 *
 * half(n int DEFAULT 2) is half(integer). Names, modes, defaults and the lengths of types do not
 * matter (PostgreSQL 15, CREATE FUNCTION, Overloading).
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_SIGNATURE_H
#define SCHEMAC_POSTGRESQL_SQL_SIGNATURE_H

#include "base/arena.h"

/* "half(n int = 2)" → "half(integer)"; a name without parentheses is returned unchanged. */
const char *postgresql_signature(struct arena *arena, const char *name);

#endif
