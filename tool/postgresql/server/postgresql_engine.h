/*
 * postgresql_engine: live PostgreSQL databases. The module with libpq is loaded when one is
 * opened.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_POSTGRESQL_ENGINE_H
#define SCHEMAC_POSTGRESQL_SERVER_POSTGRESQL_ENGINE_H

#include "db/engine.h"

extern const struct engine postgresql_engine;

#endif
