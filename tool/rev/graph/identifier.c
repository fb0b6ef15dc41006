#include "rev/graph/identifier.h"

#include "rev/graph/resolve_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
	OFFSET_DIGITS = 9, /* of an offset; more might not fit into a 32-bit long */
};

int
identifier_parse(struct arena *arena, struct identifier *out, const char *text,
	struct diagnostics *diagnostics)
{
	struct resolver resolver = {.arena = arena, .diagnostics = diagnostics};
	*out = (struct identifier){.text = text};
	const char *rest = strchr(text, '@');
	if (rest != NULL)
		out->branch = arena_strndup(arena, text, (size_t)(rest++ - text));
	else
		rest = text;
	size_t symbol = strcspn(rest, "+-");
	if (symbol > 0)
		out->symbol = arena_strndup(arena, rest, symbol);
	const char *sign = rest + symbol;
	size_t digits = *sign != '\0' ? strspn(sign + 1, "0123456789") : 0;
	out->has_offset = *sign != '\0';
	if (digits > 0 && digits <= OFFSET_DIGITS)
		out->offset = strtol(sign, NULL, 10);
	bool well_formed = out->has_offset ? digits > 0 && sign[digits + 1] == '\0' : symbol > 0;
	if (!well_formed || (out->branch != NULL && *out->branch == '\0'))
		return resolve_error(
			&resolver, DIAG_UNKNOWN_REVISION, "'%s' does not name a revision", text);
	if (digits > OFFSET_DIGITS)
		return resolve_error(
			&resolver, DIAG_WRONG_TARGET, "the offset of '%s' is too large", text);
	return 0;
}
