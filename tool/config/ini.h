/*
 * ini: the lines of schemac.ini as settings, each with its location. Only config/ includes this.
 *
 * inih splits lines into names and values and joins the lines of a value. This module adds lines,
 * columns and section headers, and reports lines that inih would truncate or skip.
 */
#ifndef SCHEMAC_CONFIG_INI_H
#define SCHEMAC_CONFIG_INI_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"

#include <stdbool.h>

enum {
	CONFIG_LINE_LIMIT = 195, /* bytes; Debian's inih 55 does not truncate such a line */
};

/* One line of a value, without surrounding spaces and comment. */
struct setting_line {
	const char *text;
	struct location at;
};

struct setting {
	const char *section;
	const char *name;
	struct location at;             /* of the name */
	VEC(struct setting_line) lines; /* at least one */
};

struct ini_section {
	const char *name;
	struct location at; /* of the name in its first header */
};

struct ini {
	const char *path;
	VEC(struct setting *) settings;   /* in the order of the file */
	VEC(struct ini_section) sections; /* each once */
};

/* -1 after a diagnostic for each line that is not empty and not a setting, section or comment. */
int ini_read(
	struct arena *arena, struct ini *out, const char *path, struct diagnostics *diagnostics);

#endif
