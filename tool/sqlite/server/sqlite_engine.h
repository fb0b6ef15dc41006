/*
 * sqlite_engine: SQLite as a live database.
 */
#ifndef SCHEMAC_SQLITE_SERVER_SQLITE_ENGINE_H
#define SCHEMAC_SQLITE_SERVER_SQLITE_ENGINE_H

#include "db/engine.h"

extern const struct engine sqlite_engine;

#endif
