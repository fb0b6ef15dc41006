/*
 * schemac/descriptor.h: the tables that `schemac compile --emit=c` writes about a model's structs,
 * for programs that read and write rows without naming every field.
 *
 *	for (size_t i = 0; i < user_table.column_count; i++)
 *		bind(statement, i, (char *)user + user_table.columns[i].offset,
 *			&user_table.columns[i]);
 *
 * All tables are constant and have static storage duration. C99 and C++11.
 */
#ifndef SCHEMAC_DESCRIPTOR_H
#define SCHEMAC_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

/* The offset of a bit-field, which has no address. */
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
	size_t size;                 /* bytes; 0 for a bit-field or a flexible array member */
	bool nullable;               /* may be NULL in SQL */
	bool primary_key;            /* is part of the primary key */
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

/* Fails to compile, with `name` in the compiler's message, if the condition is false. */
#define SCHEMAC_ASSERT(condition, name) typedef char name[(condition) ? 1 : -1]

#endif
