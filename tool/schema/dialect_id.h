/*
 * dialect_id: the databases that schemac writes SQL for. A dialect's code is a folder of its own;
 * here are only their names, so that a schema can say what holds for one of them.
 */
#ifndef SCHEMAC_SCHEMA_DIALECT_ID_H
#define SCHEMAC_SCHEMA_DIALECT_ID_H

enum dialect_id { DIALECT_SQLITE, DIALECT_POSTGRESQL, DIALECT_COUNT };

/* "sqlite", "postgresql". */
const char *dialect_name(enum dialect_id dialect);

/* The dialect of that name, or DIALECT_COUNT. */
enum dialect_id dialect_find(const char *name);

#endif
