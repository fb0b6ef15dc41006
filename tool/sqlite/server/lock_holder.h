/* lock_holder: names the process that has locked a SQLite database. */
#ifndef SCHEMAC_SQLITE_SERVER_LOCK_HOLDER_H
#define SCHEMAC_SQLITE_SERVER_LOCK_HOLDER_H

#include "base/arena.h"

/*
 * Such as "process 4711 (sqlite3)"; NULL if it is unknown. The caller must not have a transaction on
 * the file: closing a file releases the locks of the whole process (fcntl(2)).
 */
const char *sqlite_lock_holder(struct arena *arena, const char *path);

#endif
