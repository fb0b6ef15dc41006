/*
 * schemac/descriptor.h: the types of the descriptors that `schemac compile --emit=c` generates from
 * a model's structs. They let a program read and write rows without naming every field.
 *
 *	for (size_t i = 0; i < user_table.column_count; i++)
 *		bind(statement, i, (char *)user + user_table.columns[i].offset,
 *			&user_table.columns[i]);
 *
 * All descriptors are constant and have static storage duration. C99 and C++11.
 */
#ifndef SCHEMAC_DESCRIPTOR_H
#define SCHEMAC_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

/* The offset recorded for a bit-field, which has no address. */
#define SCHEMAC_NO_OFFSET ((size_t)-1)

/* A column of a table. */
struct schemac_column_descriptor {
	const char *name;            /* in SQL, without quotes */
	const char *field;           /* name of the field in C */
	const char *c_type;          /* as written in the header: "char[65]" */
	const char *sqlite_type;     /* "VARCHAR(64)"; NULL: an enum */
	const char *postgresql_type; /* "VARCHAR(64)"; NULL: an enum */
	const char *enum_type;       /* name of the enum in SQL; NULL: not an enum */
	size_t offset;               /* bytes from the start of the struct, or SCHEMAC_NO_OFFSET */
	size_t size;                 /* in bytes; 0 for a bit-field or a flexible array member */
	bool nullable;               /* may be NULL in SQL */
	bool primary_key;            /* part of the primary key */
	bool generated;              /* computed by the database: must not be written */
};

/* A table. */
struct schemac_table_descriptor {
	const char *schema; /* in SQL, without quotes; NULL: none */
	const char *name;   /* in SQL, without quotes */
	size_t size;        /* of the struct, in bytes */
	const struct schemac_column_descriptor *columns; /* in the order of the fields */
	size_t column_count;
};

/* Does not compile if the condition is false; the compiler's message then contains `name`. */
#define SCHEMAC_ASSERT(condition, name) typedef char name[(condition) ? 1 : -1]

#endif
