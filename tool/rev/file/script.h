/*
 * script: what stands below the head of a revision file: sections of SQL and directives.
 *
 *	-- schemac: upgrade|downgrade [sqlite|postgresql] [no-transaction]
 *	-- schemac: call NAME                    a C function of a plugin or of the program
 *	-- schemac: allow LINT-ID reason         this section may do what LINT-ID warns of
 *	-- schemac: irreversible reason          instead of the SQL of a downgrade
 *	-- schemac: rebuild TABLE (col, col, …)  the SQL up to rebuild-end makes TABLE anew
 *	-- schemac: rebuild-end TABLE
 *	-- schemac: expect-no-rows SELECT …      stops before anything is touched if there are rows
 *
 * A directive is a line of its own that starts with "--"; inside of strings, quoted names, block
 * comments and dollar quotes there are none. A section without a dialect serves all that have none
 * of their own. Line ends are LF in the texts, whatever the file has; a byte order mark is left
 * out.
 *
 * The steps are the runtime's own structs, so that the tool and an embedded bundle run the same.
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
	enum dialect_id dialect; /* DIALECT_COUNT: for all that have none of their own */
	bool no_transaction;
	const char *irreversible; /* the reason, "" where none is given; NULL: it can be undone */
	VEC(struct schemac_step) steps;
	VEC(struct allowance) allowances;
	struct location at; /* of its marker */
	const char *text;   /* what stands below the marker, with comments and directives */
	size_t length;      /* bytes of text */
};

struct script {
	VEC(struct section *) sections; /* in the order of the file */
	struct schemac_script upgrade[DIALECT_COUNT];
	struct schemac_script downgrade[DIALECT_COUNT];
	struct digest digest;         /* digest_of_text() of the whole file */
	struct digest upgrade_digest; /* of the upgrade sections: what schemac_history keeps */
	const char *text;             /* the whole file, with LF and no byte order mark */
	size_t length;                /* bytes of text */
};

/* The sections of a whole file; its head is skipped, not checked. path is borrowed. */
int script_parse(struct arena *arena, struct script *out, const char *path, const char *text,
	size_t length, struct diagnostics *diagnostics);

/* Reads the revision's file. */
int script_read(struct arena *arena, struct script *out, const struct revision *revision,
	struct diagnostics *diagnostics);

/* The section that serves the dialect, or NULL. */
const struct section *script_section(
	const struct script *script, enum schemac_direction direction, enum dialect_id dialect);

#endif
