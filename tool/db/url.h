/*
 * url: how a user names a database.
 *
 *	sqlite:///notes.db           a file, relative to a folder
 *	sqlite:////var/lib/notes.db  a file, absolute
 *	sqlite://:memory:            gone with the process (also sqlite:///:memory:)
 *	postgresql://…, postgres://… passed on to libpq (PostgreSQL 15, 34.1.1.2)
 *	host=… dbname=…              likewise (34.1.1.1)
 *
 * In the path of a SQLite URL, % and two hexadecimal digits stand for a byte; '?' and '#' must be
 * written so, since SQLite URLs take no parameters here. What is behind a PostgreSQL scheme is
 * checked by libpq.
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
	const char *path;     /* SQLite: the file, or ":memory:"; else NULL */
	const char *conninfo; /* PostgreSQL: what libpq is given; else NULL */
	const char *shown;    /* as the user wrote it, with "***" for a password: for messages */
};

/*
 * Parses text; a relative path is taken from the folder (NULL: the one we are in). -1 with a
 * diagnostic at the place given. Texts in *out are in the arena.
 */
int database_url_parse(struct arena *arena, struct database_url *out, const char *text,
	const char *folder, struct location at, struct diagnostics *diagnostics);

/* Whether the text can only be meant as a database, so that what is wrong with it may be said. */
bool database_url_looks_like(const char *text);

#endif
