/*
 * sqlite_left_out: the contents of a database that a model cannot declare: numbers in its header,
 * its settings, statistics of ANALYZE, and the shadow tables of virtual tables.
 */
#include "sqlite/server/inspect_internal.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static void
add_item(struct inspection *in, const char *kind, const char *name, const char *detail)
{
	*VEC_ADD(in->arena, &in->schema->left_out) = (struct left_out){
		.kind = kind,
		.name = name,
		.detail = detail,
		.state = detail != NULL ? detail : "",
		.property = detail != NULL,
		.minor = true,
	};
}

static int
compare_items(const void *a, const void *b)
{
	const struct left_out *x = a, *y = b;
	int kinds = strcmp(x->kind, y->kind);
	return kinds != 0 ? kinds : strcmp(x->name, y->name);
}

int
inspection_find_left_out(struct inspection *in)
{
	int status;
	sqlite3_stmt *query = inspection_ask(in, QUERY_LEFT_OUT, NULL, NULL);
	if (query == NULL)
		return -1;
	while ((status = inspection_step(in, query)) > 0)
		add_item(in, inspection_text(in, query, 0), inspection_text(in, query, 1),
			inspection_text(in, query, 2));
	for (size_t i = 0; i < in->shadows.cap; i++)
		if (in->shadows.slots[i].key != NULL)
			add_item(in, "shadow table", in->shadows.slots[i].key, NULL);
	struct left_out_items *items = &in->schema->left_out;
	if (items->len > 0)
		qsort(items->items, items->len, sizeof(*items->items), compare_items);
	return status;
}
