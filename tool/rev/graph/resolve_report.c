#include "rev/graph/resolve_internal.h"

#include <stdarg.h>

int
resolve_error(const struct resolver *resolver, enum diag_id id, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(resolver->arena, format, arguments);
	va_end(arguments);
	return diag_add(resolver->diagnostics, id, (struct location){0}, "%s", text);
}

void
resolve_note(const struct resolver *resolver, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(resolver->arena, format, arguments);
	va_end(arguments);
	diag_note(resolver->diagnostics, (struct location){0}, "%s", text);
}

const char *
count_print(struct arena *arena, size_t count)
{
	static const char *const words[] = {"no", "one", "two", "three", "four", "five", "six",
		"seven", "eight", "nine", "ten"};
	if (count < sizeof(words) / sizeof(*words))
		return words[count];
	return arena_printf(arena, "%zu", count);
}

bool
selection_has(const struct selection *selection, const struct revision *revision)
{
	return selection->branch == NULL || selection->lineage.has[revision->number];
}
