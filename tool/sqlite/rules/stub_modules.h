/*
 * stub_modules: stand-ins for modules of virtual tables, and for tokenizers of full-text search. A
 * part of stubs.h.
 */
#ifndef SCHEMAC_SQLITE_RULES_STUB_MODULES_H
#define SCHEMAC_SQLITE_RULES_STUB_MODULES_H

#include "base/arena.h"

#include <sqlite3.h>
#include <stdbool.h>

/*
 * Adds the modules and tokenizers that the CREATE VIRTUAL TABLE statements in the SQL need. Returns
 * false if there are none.
 */
bool stub_modules(struct arena *arena, sqlite3 *db, const char *sql);

#endif
