/*
 * postgresql_dialect: PostgreSQL as a dialect: schemas, SQL and plans. It needs no library; only
 * live databases need the module with libpq (server/postgresql_engine.h).
 */
#ifndef SCHEMAC_POSTGRESQL_POSTGRESQL_DIALECT_H
#define SCHEMAC_POSTGRESQL_POSTGRESQL_DIALECT_H

#include "diff/dialect.h"

extern const struct dialect postgresql_dialect;

#endif
