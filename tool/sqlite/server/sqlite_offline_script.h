/*
 * sqlite_offline_script: upgrades and downgrades of SQLite as a script for the sqlite3 shell.
 */
#ifndef SCHEMAC_SQLITE_SERVER_SQLITE_OFFLINE_SCRIPT_H
#define SCHEMAC_SQLITE_SERVER_SQLITE_OFFLINE_SCRIPT_H

#include "db/offline_driver.h"

extern const struct offline_dialect sqlite_offline;

#endif
