/*
 * ini: the lines of schemac.ini as settings, each with its place. Only config/ includes this.
 *
 * inih splits lines into names and values and joins the lines of a value; this adds what it does
 * not tell: line and column, section headers, and lines that it would cut or skip.
 */
#ifndef SCHEMAC_CONFIG_INI_H
#define SCHEMAC_CONFIG_INI_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"

#include <stdbool.h>

/* One line of a value, without the blanks and the comment around it. */
struct setting_line {
	const char *text;
	struct location at;
};

struct setting {
	const char *section;
	const char *name;
	struct location at;             /* of the name */
	VEC(struct setting_line) lines; /* one at least */
};

struct ini_section {
	const char *name;
	struct location at; /* of the name; its first header */
};

struct ini {
	const char *path;
	VEC(struct setting *) settings;   /* as in the file */
	VEC(struct ini_section) sections; /* each once */
};

/* -1 after a diagnostic for each line that is no setting, section, comment or blank. */
int ini_read(
	struct arena *arena, struct ini *out, const char *path, struct diagnostics *diagnostics);

#endif
