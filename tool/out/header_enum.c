/*
 * header_enum: enums, and the C names of their values.
 */
#include "out/header_internal.h"
#include "out/spell.h"

const char *
header_enum_tag(struct header *header, const struct qualified_name *name)
{
	const char *whole = qualified_name_print(header->arena, name);
	return spell_identifier(header->arena, &header->tags, whole,
		arena_printf(header->arena, "enum %s", whole));
}

const char *
header_enum_constant(struct header *header, const struct enum_type *type, const char *value)
{
	const char *tag = header_enum_tag(header, &type->name);
	char *word = arena_printf(header->arena, "%s_%s", tag, value);
	for (char *c = word; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return spell_identifier(header->arena, &header->constants, word,
		arena_printf(header->arena, "%s %s", tag, value));
}

void
header_print_enum(struct header *header, const struct enum_type *type)
{
	struct strbuf *out = header->out;
	const char *tag = header_enum_tag(header, &type->name);
	strbuf_addf(out, "\nenum %s {\n\tSC_ENUM(", tag);
	spell_qualified(out, &type->name);
	strbuf_addstr(out, ")\n");
	VEC_EACH (struct enum_value, value, type->values) {
		bool last = value == &type->values.items[type->values.len - 1];
		strbuf_addf(
			out, "\t%s SC_VALUE(", header_enum_constant(header, type, value->value));
		spell_literal(out, value->value, "");
		if (value->renamed_from != NULL) {
			strbuf_addstr(out, ", renamed_from(");
			spell_literal(out, value->renamed_from, "");
			strbuf_addch(out, ')');
		}
		strbuf_addstr(out, last ? ")\n" : "),\n");
	}
	strbuf_addstr(out, "};\n");
}
