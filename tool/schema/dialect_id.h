/*
 * dialect_id: the databases that schemac supports. The code of each dialect is in its own folder.
 * The identifiers are here, so that a schema can contain texts for one dialect.
 */
#ifndef SCHEMAC_SCHEMA_DIALECT_ID_H
#define SCHEMAC_SCHEMA_DIALECT_ID_H

enum dialect_id { DIALECT_SQLITE, DIALECT_POSTGRESQL, DIALECT_COUNT };

/* "sqlite", "postgresql". */
const char *dialect_name(enum dialect_id dialect);

/* "SQLite", "PostgreSQL". */
const char *dialect_title(enum dialect_id dialect);

/* The dialect with that name, or DIALECT_COUNT. */
enum dialect_id dialect_find(const char *name);

#endif
