/*
 * sqlite_dialect: SQLite as a dialect.
 */
#ifndef SCHEMAC_SQLITE_SQLITE_DIALECT_H
#define SCHEMAC_SQLITE_SQLITE_DIALECT_H

#include "diff/dialect.h"

extern const struct dialect sqlite_dialect;

#endif
