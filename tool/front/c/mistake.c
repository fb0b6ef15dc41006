#include "front/c/mistake.h"

#include <string.h>

/* ---- markers that were not expanded ---- */

/* Once per file: one #include fixes all its markers. */
static void
report_missing_include(
	struct source *source, struct diagnostics *diagnostics, const struct marker *marker)
{
	if (source->lacks_include)
		return;
	source->lacks_include = true;
	diag_add(diagnostics, DIAG_MISSING_INCLUDE, marker->at,
		"%s is undefined: '#include <schemac/model.h>' is missing", marker->name);
	bool before = source->first_include != 0 && source->first_include < marker->at.line;
	struct location at = {
		.file = source->name, .line = before ? source->first_include : 1, .column = 1};
	if (marker->placed)
		diag_fixit(diagnostics, at, "#include <schemac/model.h>\n");
}

void
mistake_report_marker(
	struct sources *sources, struct diagnostics *diagnostics, const struct marker *marker)
{
	enum marker_id id = marker_find(marker->name, strlen(marker->name));
	if (id == MARKER_COUNT) {
		const char *nearest = marker_nearest(marker->name);
		diag_add(diagnostics, DIAG_UNKNOWN_MARKER, marker->at, "unknown marker '%s'",
			marker->name);
		diag_suggest(diagnostics, nearest);
		if (nearest != NULL && marker->placed)
			diag_fixit(diagnostics, marker->at, nearest);
	} else if (marker->called || !marker_kind(id)->arguments) {
		report_missing_include(sources_get(sources, marker->file), diagnostics, marker);
	} else {
		diag_add(diagnostics, DIAG_MARKER_ARGUMENTS, marker->at,
			"%s requires arguments in parentheses", marker->name);
	}
}

bool
mistake_report_markers(struct sources *sources, struct diagnostics *diagnostics,
	const struct markers *markers)
{
	bool reported = false;
	VEC_EACH (struct marker, marker, *markers)
		if (marker->id == MARKER_COUNT) {
			mistake_report_marker(sources, diagnostics, marker);
			reported = true;
		}
	return reported;
}

/* ---- mistakes of the unit ---- */

static void
report_semicolon(struct diagnostics *diagnostics, const struct marker *marker)
{
	struct location at = marker->at;
	const struct token *close =
		marker->placed ? &marker->arguments[marker->argument_count] : NULL;
	bool found = close != NULL && token_is_char(close, ')') && token_is_char(close + 1, ';');
	if (found) {
		at.line = close[1].line;
		at.column = close[1].column;
		at.length = 1;
	}
	diag_add(diagnostics, DIAG_STRAY_SEMICOLON, at,
		"extra ';' after %s: compilers warn about it", marker->name);
	if (found)
		diag_fixit(diagnostics, at, "");
}

static void
report_scope(struct sources *sources, struct diagnostics *diagnostics, const struct marker *marker)
{
	if (marker->id == MARKER_COUNT)
		mistake_report_marker(sources, diagnostics, marker);
	else
		diag_add(diagnostics, DIAG_MISPLACED_MARKER, marker->at, "%s belongs %s",
			marker->name, marker_scope_name(marker_kind(marker->id)->scope));
}

static void
report_mistake(struct sources *sources, struct diagnostics *diagnostics,
	const struct unit_mistake *mistake)
{
	const struct marker *marker = &mistake->marker;
	struct location line = {
		.file = sources_get(sources, mistake->file)->name, .line = mistake->line};
	switch (mistake->kind) {
	case MISTAKE_SYNTAX:
		diag_add(diagnostics, DIAG_SYNTAX, line, "cannot parse this declaration at '%s'",
			mistake->text);
		break;
	case MISTAKE_DEPTH:
		diag_add(diagnostics, DIAG_TOO_LARGE, line, "structs are nested too deeply");
		break;
	case MISTAKE_SEMICOLON:
		report_semicolon(diagnostics, marker);
		break;
	case MISTAKE_PREFIX:
		if (marker->id == MARKER_COUNT)
			mistake_report_marker(sources, diagnostics, marker);
		else
			diag_add(diagnostics, DIAG_MISPLACED_MARKER, marker->at,
				"%s belongs %s, not before it", marker->name,
				marker_scope_name(SCOPE_COLUMN));
		break;
	case MISTAKE_ARGUMENTS:
		diag_add(diagnostics, DIAG_MARKER_ARGUMENTS, marker->at, "%s takes no arguments",
			marker->name);
		break;
	case MISTAKE_SCOPE:
		report_scope(sources, diagnostics, marker);
		break;
	}
}

bool
mistakes_report(struct sources *sources, const struct unit *unit, struct diagnostics *diagnostics)
{
	bool incomplete = false;
	VEC_EACH (struct unit_mistake, mistake, unit->mistakes) {
		report_mistake(sources, diagnostics, mistake);
		incomplete |= mistake->kind == MISTAKE_SYNTAX || mistake->kind == MISTAKE_DEPTH;
	}
	return incomplete;
}
