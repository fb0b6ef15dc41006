/*
 * sqlite_types: which declared types and defaults are equivalent in SQLite.
 *
 * SQLite stores a type as it was written and derives only an affinity from it. Types are therefore
 * compared as written, except for synonyms in standard SQL. INT and INTEGER differ: only INTEGER
 * makes an alias of the rowid.
 */
#ifndef SCHEMAC_SQLITE_RULES_SQLITE_TYPES_H
#define SCHEMAC_SQLITE_RULES_SQLITE_TYPES_H

#include <stdbool.h>

bool sqlite_types_equal(const char *a, const char *b);

/* Whether two defaults of a column of the type are equivalent; NULL: no default. */
bool sqlite_defaults_equal(const char *type, const char *a, const char *b);

/*
 * The affinity of a declared type (datatype3.html, section 3.1): "INTEGER", "TEXT", "BLOB", "REAL"
 * or "NUMERIC".
 */
const char *sqlite_affinity(const char *type);

#endif
