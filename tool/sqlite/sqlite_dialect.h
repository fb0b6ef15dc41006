/*
 * sqlite_dialect: SQLite as a dialect, and what its files share. Only sqlite/ and cmd/ include this.
 */
#ifndef SCHEMAC_SQLITE_SQLITE_DIALECT_H
#define SCHEMAC_SQLITE_SQLITE_DIALECT_H

#include "diff/dialect.h"

extern const struct dialect sqlite_dialect;

/* The functions of the struct, a file each. */
void sqlite_adapt(struct arena *arena, struct schema *schema);
bool sqlite_types_equal(const char *a, const char *b);
bool sqlite_defaults_equal(const char *type, const char *a, const char *b);
int sqlite_plan(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	struct diagnostics *diagnostics);

/*
 * The affinity of a declared type (datatype3.html, section 3.1): "INTEGER", "TEXT", "BLOB", "REAL"
 * or "NUMERIC".
 */
const char *sqlite_affinity(const char *type);

#endif
