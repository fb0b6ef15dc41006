#include "postgresql/server/libpq/left_out.h"

#include "base/text.h"
#include "postgresql/server/libpq/left_out_objects.h"
#include "postgresql/server/libpq/read_transaction.h"

#include <string.h>

static void
add_part(struct strbuf *sql, const char *part)
{
	strbuf_addf(sql, "%s%s", text_ends_with(sql->buf, "(") ? "" : " UNION ALL ", part);
}

static void
print_query(struct strbuf *sql, int version)
{
	for (size_t i = 0; i < sizeof(left_out_prefix) / sizeof(*left_out_prefix); i++)
		strbuf_addstr(sql, left_out_prefix[i]);
	for (size_t i = 0; i < sizeof(left_out_relations) / sizeof(*left_out_relations); i++)
		add_part(sql, left_out_relations[i]);
	for (size_t i = 0; i < sizeof(left_out_objects) / sizeof(*left_out_objects); i++)
		add_part(sql, left_out_objects[i]);
	if (version >= 140000)
		add_part(sql, left_out_compression);
	add_part(sql, version >= 150000 ? left_out_publications : left_out_publications_11);
	if (version >= 180000)
		add_part(sql, left_out_not_null);
	strbuf_addstr(sql, left_out_suffix);
}

/* A value in the arena; NULL if it is NULL. */
static const char *
value(struct arena *arena, const PGresult *rows, int row, int column)
{
	if (PQgetisnull(rows, row, column))
		return NULL;
	return arena_strdup(arena, PQgetvalue(rows, row, column));
}

static void
add_lines(struct arena *arena, struct texts *out, const char *lines)
{
	while (lines != NULL && *lines != '\0') {
		size_t length = strcspn(lines, "\n");
		*VEC_ADD(arena, out) = arena_strndup(arena, lines, length);
		lines += length + (lines[length] == '\n');
	}
}

static void
take_row(struct arena *arena, struct schema *schema, const PGresult *rows, int row,
	const struct inspect_options *options)
{
	const struct qualified_name about = {value(arena, rows, row, LEFT_ABOUT_SCHEMA),
		value(arena, rows, row, LEFT_ABOUT_NAME)};
	const char *kind = value(arena, rows, row, LEFT_ABOUT_KIND);
	if (about.name != NULL && (text_equal(about.name, options->version_table) ||
					  text_equal(about.name, options->history_table)))
		return;
	struct left_out *item = VEC_ADD(arena, &schema->left_out);
	item->kind = value(arena, rows, row, LEFT_KIND);
	item->name = value(arena, rows, row, LEFT_NAME);
	item->detail = value(arena, rows, row, LEFT_DETAIL);
	item->state = value(arena, rows, row, LEFT_STATE);
	item->minor = PQgetvalue(rows, row, LEFT_MINOR)[0] == 't';
	item->property = PQgetvalue(rows, row, LEFT_PROPERTY)[0] == 't';
	item->about_name = about;
	if (kind != NULL)
		item->about = arena_printf(arena, "%s %s", kind,
			qualified_name_print(arena, &about));
	add_lines(arena, &item->needed_by, value(arena, rows, row, LEFT_NEEDED_BY));
}

int
left_out_read(struct arena *arena, struct schema *schema, PGconn *handle,
	const struct inspect_options *options, struct diagnostics *diagnostics)
{
	struct strbuf sql = STRBUF_INIT;
	print_query(&sql, PQserverVersion(handle));
	PGresult *rows = PQexec(handle, sql.buf);
	strbuf_release(&sql);
	int result = 0;
	if (PQresultStatus(rows) == PGRES_TUPLES_OK) {
		for (int row = 0; row < PQntuples(rows); row++)
			take_row(arena, schema, rows, row, options);
	} else {
		result = diag_add(diagnostics, DIAG_DATABASE_FAILED, options->at, "%s",
			read_transaction_error(arena, handle, rows));
	}
	PQclear(rows);
	return result;
}
