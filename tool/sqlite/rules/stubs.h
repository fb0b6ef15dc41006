/*
 * stubs: stand-ins, on a scratch database, for what only the program adds to its connections:
 * collations, functions, modules of virtual tables and tokenizers.
 *
 * With them, SQLite accepts the statements of a schema. They have no behaviour: a collation
 * compares bytes, a function returns NULL, a virtual table is empty, a tokenizer finds no words.
 * They must not be used on a database whose content matters.
 */
#ifndef SCHEMAC_SQLITE_RULES_STUBS_H
#define SCHEMAC_SQLITE_RULES_STUBS_H

#include <sqlite3.h>
#include <stdbool.h>

/* Accepts every collation from now on. */
void sqlite_stub_collations(sqlite3 *db);

/*
 * Adds the functions, modules and tokenizers that the SQL uses and the connection lacks. Returns
 * false if there are none.
 */
bool sqlite_stub_names(sqlite3 *db, const char *sql);

/* Whether an error message of SQLite reports that such a thing is missing. */
bool sqlite_is_missing_stub(const char *message);

/*
 * Replaces each function of SQLite that is not available in an untrusted schema by one that is, but
 * that returns NULL: the JSON functions before SQLite 3.41. A schema that uses them in an index or
 * a generated column can then be read, and nothing in it is evaluated
 * (https://www.sqlite.org/src/info/fe8dd3dc76b58b1d). -1 if SQLite fails.
 */
int sqlite_stub_untrusted(sqlite3 *db);

#endif
