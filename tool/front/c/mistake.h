/*
 * mistake: diagnostics for markers and declarations that the parser does not accept.
 */
#ifndef SCHEMAC_FRONT_C_MISTAKE_H
#define SCHEMAC_FRONT_C_MISTAKE_H

#include "front/c/source.h"
#include "front/c/unit.h"

/*
 * Reports the mistakes of the unit, whose locations must be known (locate.h). True if the unit may
 * lack fields or structs because of them.
 */
bool mistakes_report(
	struct sources *sources, const struct unit *unit, struct diagnostics *diagnostics);

/*
 * Reports a marker that was not expanded and therefore has no id: it is unknown, its arguments are
 * missing, or the file does not include <schemac/model.h>.
 */
void mistake_report_marker(struct sources *sources, struct diagnostics *diagnostics,
	const struct marker *marker);

/* Reports the unexpanded ones among the markers; true if there are any. */
bool mistake_report_markers(struct sources *sources, struct diagnostics *diagnostics,
	const struct markers *markers);

#endif
