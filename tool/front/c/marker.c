#include "front/c/marker.h"

#include "base/text.h"

#include <string.h>

static const struct marker_kind kinds[MARKER_COUNT] = {
#define MARKER(constant, scope, arguments, repeats)                                                \
	{"SC_" #constant, SCOPE_##scope, arguments, repeats},
#include "front/c/marker.def"
#undef MARKER
};

const char *
marker_scope_name(enum marker_scope scope)
{
	static const char *const names[] = {
		[SCOPE_TABLE] = "on a line of its own in a struct",
		[SCOPE_COLUMN] = "after a field's name",
		[SCOPE_ENUM] = "at the beginning of an enum",
		[SCOPE_ENUMERATOR] = "after an enumerator",
		[SCOPE_FILE] = "outside structs and functions",
	};
	return names[scope];
}

const struct marker_kind *
marker_kind(enum marker_id id)
{
	return &kinds[id];
}

enum marker_id
marker_find(const char *name, size_t length)
{
	static const unsigned char lengths[MARKER_COUNT] = {
#define MARKER(constant, scope, arguments, repeats) sizeof("SC_" #constant) - 1,
#include "front/c/marker.def"
#undef MARKER
	};
	int id = 0;
	while (id < MARKER_COUNT &&
		(lengths[id] != length || memcmp(kinds[id].name, name, length) != 0))
		id++;
	return (enum marker_id)id;
}

const char *
marker_nearest(const char *name)
{
	const char *names[MARKER_COUNT];
	for (int id = 0; id < MARKER_COUNT; id++)
		names[id] = kinds[id].name;
	return text_nearest(name, names, MARKER_COUNT);
}

struct marker *
markers_find(const struct markers *markers, enum marker_id id)
{
	for (size_t i = 0; i < markers->len; i++)
		if (markers->items[i].id == id)
			return &markers->items[i];
	return NULL;
}
