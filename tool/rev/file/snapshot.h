/*
 * snapshot: the tool's half of a revision, a file of JSON beside the SQL.
 *
 *	{
 *	  "changes": ["add column users.phone"],
 *	  "format": 1,
 *	  "generated": "9f86d081…",
 *	  "objects": {"table users": {…}, "view old": null},
 *	  "parents": ["1975ea83b712"],
 *	  "renames": {"column users.phone": "telephone"},
 *	  "review": {"at": "2026-11-21T10:00:00Z", "by": "…", "digest": "…"},
 *	  "revision": "27c6a30d7c24"
 *	}
 *
 * `objects` holds the whole state of each object that the revision touches, as schema/json.h prints
 * it, or null where it is dropped. All else of the schema is what the ancestors say: see fold.h.
 */
#ifndef SCHEMAC_REV_FILE_SNAPSHOT_H
#define SCHEMAC_REV_FILE_SNAPSHOT_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "diag/diag.h"
#include "rev/graph/revision.h"
#include "rev/file/script.h"

enum {
	SNAPSHOT_FORMAT = 1,
};

struct review {
	const char *digest; /* snapshot_digest() of what was reviewed */
	const char *by;     /* "Name <mail>", or NULL */
	const char *at;     /* when, 2026-11-21T10:00:00Z, or NULL */
	bool destructive;   /* the loss of data was confirmed apart */
};

struct snapshot {
	const char *path;
	const char *revision;
	struct texts parents;
	struct texts changes;  /* one line each: "add column users.phone" */
	struct json *objects;  /* key to state; JSON null: dropped */
	struct json *renames;  /* "column people.nick" or "table people" to the old name; or NULL */
	const char *generated; /* digest of the SQL as generated; NULL: written by hand */
	struct review *review; /* NULL: not reviewed */
	const char *text;      /* the file, for places in it; NULL where it was not read */
};

int snapshot_parse(struct arena *arena, struct snapshot *out, const char *path, const char *text,
	size_t length, struct diagnostics *diagnostics);

/* Reads the file and holds it to the revision it stands beside. */
int snapshot_read(struct arena *arena, struct snapshot *out, const struct revision *revision,
	struct diagnostics *diagnostics);

/* Appends the file's text. */
void snapshot_print(struct arena *arena, struct strbuf *out, const struct snapshot *snapshot);

/* Writes snapshot->path. */
int snapshot_write(
	struct arena *arena, const struct snapshot *snapshot, struct diagnostics *diagnostics);

/* What a review covers: the SQL file's text and the snapshot without its review. */
struct digest snapshot_digest(
	struct arena *arena, const struct snapshot *snapshot, const char *sql, size_t sql_length);

/* Whether the SQL file's text is still what was generated. */
bool snapshot_is_generated(const struct snapshot *snapshot, const char *sql, size_t sql_length);

/* The objects after a revision: those before it (key to state), with those that it states. */
struct json *snapshot_apply(
	struct arena *arena, const struct json *before, const struct json *touched);

/* Where the file states the object; the file as a whole where that cannot be said. */
struct location snapshot_place(const struct snapshot *snapshot, const char *key);

#endif
