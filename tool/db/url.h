/*
 * url: how a user specifies a database.
 *
 *	sqlite:///notes.db           a file, relative to a folder
 *	sqlite:////var/lib/notes.db  a file, absolute
 *	sqlite://:memory:            in memory, lost at exit (also sqlite:///:memory:)
 *	postgresql://…, postgres://… passed to libpq (PostgreSQL 15, 34.1.1.2)
 *	host=… dbname=…              passed to libpq (34.1.1.1)
 *
 * In the path of a SQLite URL, % and two hexadecimal digits encode a byte. '?' and '#' must be
 * encoded, because schemac does not support parameters in SQLite URLs. libpq checks the rest of a
 * PostgreSQL URL.
 *
 * Must not know: how a database is opened.
 */
#ifndef SCHEMAC_DB_URL_H
#define SCHEMAC_DB_URL_H

#include "base/arena.h"
#include "diag/diag.h"
#include "schema/dialect_id.h"

#include <stdbool.h>

struct database_url {
	enum dialect_id dialect;
	const char *path;     /* SQLite: the file, or ":memory:"; otherwise NULL */
	const char *conninfo; /* PostgreSQL: the argument for libpq; otherwise NULL */
	const char *shown;    /* for messages: as written, with "***" for each password */
	unsigned patience_ms; /* SQLite: how long opening waits for a lock; 0: 5 seconds */
};

/*
 * Parses text. A relative path starts at the folder (NULL: the working directory). -1 with a
 * diagnostic at the location. The texts in *out are in the arena.
 */
int database_url_parse(struct arena *arena, struct database_url *out, const char *text,
	const char *folder, struct location at, struct diagnostics *diagnostics);

/*
 * The dialect that the beginning of a URL or connection string names, valid or not; DIALECT_COUNT:
 * none.
 */
enum dialect_id database_url_dialect(const char *text);

/*
 * Whether the text is meant as a database URL, valid or not, rather than as a different kind of
 * operand.
 */
bool database_url_looks_like(const char *text);

#endif
