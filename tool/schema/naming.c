#include "schema/naming.h"

#include "base/strbuf.h"

#include <string.h>

struct named {
	const struct table *table;
	const struct key_parts *parts;
	const char *on_column; /* of a CHECK that belongs to a column, or NULL */
	const struct qualified_name *target;
	const char *given;
};

static const char *
column_name(const struct named *named, size_t index)
{
	if (index < named->parts->len && named->parts->items[index].column != NULL)
		return named->parts->items[index].column;
	return index == 0 && named->on_column != NULL ? named->on_column : "expr";
}

static void
add_columns(struct strbuf *out, const struct named *named)
{
	size_t count = named->parts->len > 0 ? named->parts->len : 1;
	for (size_t i = 0; i < count; i++)
		strbuf_addf(out, "%s%s", i > 0 ? "_" : "", column_name(named, i));
}

static void
add_placeholder(struct strbuf *out, const char *name, size_t length, const struct named *named)
{
	if (strncmp(name, "table_name", length) == 0)
		strbuf_addstr(out, named->table->name.name);
	else if (strncmp(name, "column_0_name", length) == 0)
		strbuf_addstr(out, column_name(named, 0));
	else if (strncmp(name, "column_names", length) == 0)
		add_columns(out, named);
	else if (strncmp(name, "referred_table_name", length) == 0 && named->target != NULL &&
		 named->target->name != NULL)
		strbuf_addstr(out, named->target->name);
	else if (strncmp(name, "constraint_name", length) == 0 && named->given != NULL)
		strbuf_addstr(out, named->given);
}

static const char *
fill(struct arena *arena, const char *template, const struct named *named)
{
	struct strbuf out = STRBUF_INIT;
	while (*template != '\0') {
		const char *end = strncmp(template, "%(", 2) == 0 ? strstr(template, ")s") : NULL;
		if (end != NULL) {
			add_placeholder(&out, template + 2, (size_t)(end - template - 2), named);
			template = end + 2;
		} else {
			template += template[0] == '%' && template[1] == '%';
			strbuf_addch(&out, *template++);
		}
	}
	return strbuf_finish(&out, arena);
}

static const char *
template_for(const struct naming *naming, enum constraint_kind kind)
{
	switch (kind) {
	case CONSTRAINT_PRIMARY_KEY:
		return naming->primary_key;
	case CONSTRAINT_UNIQUE:
		return naming->unique;
	case CONSTRAINT_FOREIGN_KEY:
		return naming->foreign_key;
	case CONSTRAINT_CHECK:
		return naming->check;
	case CONSTRAINT_EXCLUDE:
		return naming->exclude;
	case CONSTRAINT_KIND_COUNT:
		break;
	}
	return NULL;
}

void
naming_apply(struct arena *arena, struct schema *schema, const struct naming *naming)
{
	VEC_EACH (struct table *, table, schema->tables) {
		VEC_EACH (struct constraint *, item, (*table)->constraints) {
			struct constraint *constraint = *item;
			const char *template = template_for(naming, constraint->kind);
			const struct named named = {.table = *table,
				.parts = &constraint->parts,
				.on_column = constraint->on_column,
				.target = &constraint->target};
			if (constraint->name != NULL || template == NULL)
				continue;
			constraint->name = fill(arena, template, &named);
			constraint->name_from_template = true;
		}
		VEC_EACH (struct index *, index, (*table)->indexes) {
			const struct named named = {.table = *table, .parts = &(*index)->parts};
			if ((*index)->name_from_template && naming->index != NULL)
				(*index)->name = fill(arena, naming->index, &named);
		}
	}
}
