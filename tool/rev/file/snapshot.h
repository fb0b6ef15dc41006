/*
 * snapshot: the JSON file of a revision, next to the SQL file. Only schemac writes it.
 *
 *	{
 *	  "changes": ["add column users.phone"],
 *	  "dialects": ["sqlite"],
 *	  "format": 2,
 *	  "generated": "9f86d081…",
 *	  "objects": {"table users": {…}, "view old": null},
 *	  "parents": ["1975ea83b712"],
 *	  "renames": {"column users.phone": "telephone"},
 *	  "review": {"at": "2026-11-21T10:00:00Z", "by": "…", "digest": "…"},
 *	  "revision": "27c6a30d7c24"
 *	}
 *
 * `objects` contains the whole state of each object that the revision changes, as
 * schema/schema_json.h prints it, or null if the revision drops it. All other objects are in the
 * snapshots of the ancestors, see fold.h.
 */
#ifndef SCHEMAC_REV_FILE_SNAPSHOT_H
#define SCHEMAC_REV_FILE_SNAPSHOT_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "diag/diag.h"
#include "rev/file/script.h"
#include "rev/graph/revision.h"

/*
 * Format 2: the key of a trigger or rule contains its table (snapshot_keys.h); `dialects`. A snapshot is written
 * in the lowest format that can express it.
 */
enum {
	SNAPSHOT_FORMAT = 2,
};

struct review {
	const char *digest; /* snapshot_digest() of the reviewed files */
	const char *by;     /* "Name <mail>", or NULL */
	const char *at;     /* time of the review, 2026-11-21T10:00:00Z; or NULL */
	bool destructive;   /* the loss of data was confirmed explicitly */
};

struct snapshot {
	const char *path;
	const char *revision;
	struct texts parents;
	struct texts changes;  /* one line each: "add column users.phone" */
	/*
	 * The dialects for which the sections without a dialect were written: those of the project at
	 * that time. Empty: unknown, because the snapshot is older than this key.
	 */
	struct texts dialects;
	struct json *objects;  /* key to state; JSON null: dropped; keys as in format 2 */
	bool old_keys;         /* read in format 1, in which some of the keys are different */
	struct json *renames;  /* "column people.nick" or "table people" to the old name; or NULL */
	const char *generated; /* digest of the generated SQL; NULL: written by hand */
	struct review *review; /* NULL: not reviewed */
	const char *text;      /* the file, to find locations in it; NULL: not read */
};

int snapshot_parse(struct arena *arena, struct snapshot *out, const char *path, const char *text,
	size_t length, struct diagnostics *diagnostics);

/* Reads the revision's snapshot and checks that it belongs to the head of the SQL file. */
int snapshot_read(struct arena *arena, struct snapshot *out, const struct revision *revision,
	struct diagnostics *diagnostics);

/* Appends the file's text. */
void snapshot_print(struct arena *arena, struct strbuf *out, const struct snapshot *snapshot);

/* Writes snapshot->path. */
int snapshot_write(
	struct arena *arena, const struct snapshot *snapshot, struct diagnostics *diagnostics);

/* The digest that a review records: that of the SQL file and of the snapshot without its review. */
struct digest snapshot_digest(
	struct arena *arena, const struct snapshot *snapshot, const char *sql, size_t sql_length);

/* Whether the SQL file is still as it was generated. */
bool snapshot_is_generated(const struct snapshot *snapshot, const char *sql, size_t sql_length);

/*
 * The objects (key to state) after a revision that changes `touched`, from those before it. The
 * result has no keys of format 1.
 */
struct json *snapshot_apply(
	struct arena *arena, const struct json *before, struct json *touched);

/* The location of the object's state in the file; the file as a whole if it is not found. */
struct location snapshot_place(const struct snapshot *snapshot, const char *key);

#endif
