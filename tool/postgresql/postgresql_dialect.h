/*
 * postgresql_dialect: PostgreSQL as a dialect: schemas, SQL and plans. It needs no library; the
 * module with libpq (server/postgresql_engine.h) is for live databases.
 */
#ifndef SCHEMAC_POSTGRESQL_POSTGRESQL_DIALECT_H
#define SCHEMAC_POSTGRESQL_POSTGRESQL_DIALECT_H

#include "diff/dialect.h"

extern const struct dialect postgresql_dialect;

#endif
