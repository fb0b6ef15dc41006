/*
 * script: the sections of a revision file, which follow its head: SQL and directives.
 *
 *	-- schemac: upgrade|downgrade [sqlite|postgresql] [no-transaction]
 *	-- schemac: call NAME                    calls a C function of a plugin or of the program
 *	-- schemac: allow LINT-ID reason         disables the warning LINT-ID in this section
 *	-- schemac: irreversible reason          replaces the SQL of a downgrade
 *	-- schemac: rebuild TABLE (col, col, …)  the SQL up to rebuild-end recreates TABLE
 *	-- schemac: rebuild-end TABLE
 *	-- schemac: expect-no-rows SELECT …      stops before any change if there are rows
 *	-- schemac: keep KIND NAME               remembers what a recreated object would lose
 *	-- schemac: keep-end KIND NAME           gives it back
 *
 * A directive is a line that starts with "--", outside strings, quoted names, block comments and
 * dollar quotes. A section without a dialect is used for each dialect that has no section of its
 * own. In the texts, line endings are LF, and a byte order mark is removed.
 *
 * The steps are the runtime's structs. Therefore schemac and an embedded bundle run the same steps.
 */
#ifndef SCHEMAC_REV_FILE_SCRIPT_H
#define SCHEMAC_REV_FILE_SCRIPT_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "rev/graph/revision.h"
#include "schema/dialect_id.h"

#include <schemac/runtime.h>

/* An `allow` directive. */
struct allowance {
	const char *id;     /* of the lint rule */
	const char *reason; /* never empty */
	struct location at;
};

struct section {
	enum schemac_direction direction;
	enum dialect_id dialect; /* DIALECT_COUNT: all that have no section of their own */
	bool no_transaction;
	const char *irreversible; /* the reason, may be ""; NULL: the section can be undone */
	VEC(struct schemac_step) steps;
	VEC(struct allowance) allowances;
	struct location at; /* of its marker */
	const char *text;   /* everything after the marker, including comments and directives */
	size_t length;      /* bytes of text */
};

struct script {
	VEC(struct section *) sections; /* in file order */
	struct schemac_script upgrade[DIALECT_COUNT];
	struct schemac_script downgrade[DIALECT_COUNT];
	struct digest digest;         /* digest_of_text() of the whole file */
	struct digest upgrade_digest; /* of the upgrade sections, for schemac_history */
	const char *text;             /* the whole file */
	size_t length;                /* bytes of text */
};

/* Parses the sections of a whole file. Skips its head without checking it. path is borrowed. */
int script_parse(struct arena *arena, struct script *out, const char *path, const char *text,
	size_t length, struct diagnostics *diagnostics);

/* The same for a revision's SQL file. */
int script_read(struct arena *arena, struct script *out, const struct revision *revision,
	struct diagnostics *diagnostics);

/* The section for the dialect, or NULL. */
const struct section *script_section(
	const struct script *script, enum schemac_direction direction, enum dialect_id dialect);

#endif
