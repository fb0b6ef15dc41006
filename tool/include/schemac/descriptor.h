/*
 * schemac/descriptor.h: what `schemac compile --emit=c` writes about a model's structs, for
 *programs that read and write rows without naming every field.
 *
 *	for (size_t i = 0; i < user_table.column_count; i++)
 *		bind(statement, i, (char *)user + user_table.columns[i].offset,
 *&user_table.columns[i]);
 *
 * All of it is constant and lives as long as the program. C99 and C++11.
 */
#ifndef SCHEMAC_DESCRIPTOR_H
#define SCHEMAC_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

/* A bit-field has no place of its own. */
#define SCHEMAC_NO_OFFSET ((size_t)-1)

struct schemac_column_descriptor {
	const char *name;            /* in SQL, without quotes */
	const char *field;           /* in C */
	const char *c_type;          /* as the header has it: "char[65]" */
	const char *sqlite_type;     /* "VARCHAR(64)"; NULL: an enum */
	const char *postgresql_type; /* the same */
	const char *enum_type;       /* the enum's SQL name, or NULL */
	size_t offset;               /* bytes from the struct's first, or SCHEMAC_NO_OFFSET */
	size_t size;                 /* bytes; 0 of a bit-field or an open array */
	bool nullable;
	bool primary_key;
	bool generated;              /* computed by the database: never written */
};

struct schemac_table_descriptor {
	const char *schema; /* in SQL, or NULL */
	const char *name;   /* in SQL, without quotes */
	size_t size;        /* of the struct, in bytes */
	const struct schemac_column_descriptor *columns;
	size_t column_count;
};

/* Refuses to compile where the condition is false; `name` names it. */
#define SCHEMAC_ASSERT(condition, name) typedef char name[(condition) ? 1 : -1]

#endif
