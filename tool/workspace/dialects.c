#include "workspace/dialects.h"

#include "postgresql/postgresql_dialect.h"
#include "sqlite/sqlite_dialect.h"
#include "workspace/named_url.h"

/* Indexed by enum dialect_id; NULL: this schemac was built without it. */
static const struct dialect *const known[DIALECT_COUNT] = {
	[DIALECT_SQLITE] = &sqlite_dialect,
	[DIALECT_POSTGRESQL] = &postgresql_dialect,
};

static int
select_dialect(struct workspace *workspace, const char *name, bool *selected)
{
	struct location at = config_place(&workspace->config, "dialects");
	enum dialect_id id = dialect_find(name);
	if (id == DIALECT_COUNT) {
		diag_add(&workspace->diagnostics, DIAG_BAD_CONFIG, at, "'%s' is not a dialect",
			name);
		diag_note(&workspace->diagnostics, (struct location){0},
			"the dialects are sqlite and postgresql");
		return -1;
	}
	if (known[id] == NULL)
		return diag_add(&workspace->diagnostics, DIAG_BAD_CONFIG, at,
			"this schemac was built without support for %s", name);
	selected[id] = true;
	return 0;
}

/* Without `dialects`, the dialect of the named database counts. */
static int
select_default(struct workspace *workspace, bool *selected)
{
	enum dialect_id id;
	if (named_url_dialect(workspace, &id) != 0)
		return -1;
	selected[id != DIALECT_COUNT ? id : DIALECT_SQLITE] = true;
	return 0;
}

int
dialects_select(struct workspace *workspace, struct dialects *out)
{
	bool selected[DIALECT_COUNT] = {false};
	VEC_EACH (const char *, name, workspace->config.dialects)
		if (select_dialect(workspace, *name, selected) != 0)
			return -1;
	if (workspace->config.dialects.len == 0 && select_default(workspace, selected) != 0)
		return -1;
	for (int id = 0; id < DIALECT_COUNT; id++)
		if (selected[id])
			out->items[out->len++] = known[id];
	return 0;
}

int
dialects_list(struct workspace *workspace, struct texts *out)
{
	struct dialects dialects = {0};
	if (dialects_select(workspace, &dialects) != 0)
		return -1;
	for (size_t i = 0; i < dialects.len; i++)
		*VEC_ADD(&workspace->arena, out) = dialect_name(dialects.items[i]->id);
	return 0;
}

int
dialects_require(struct workspace *workspace, enum dialect_id dialect, struct location at)
{
	struct dialects dialects = {0};
	if (dialects_select(workspace, &dialects) != 0)
		return -1;
	for (size_t i = 0; i < dialects.len; i++)
		if (dialects.items[i]->id == dialect)
			return 0;
	diag_add(&workspace->diagnostics, DIAG_OTHER_DIALECT, at,
		"the database is %s, but the revisions of this project are for %s",
		dialect_title(dialect), dialect_title(dialects.items[0]->id));
	diag_note(&workspace->diagnostics, config_place(&workspace->config, "dialects"),
		"add '%s' to `dialects`, or name a database of the other engine",
		dialect_name(dialect));
	return -1;
}

struct compare_settings
dialects_compare_settings(struct workspace *workspace, enum dialect_id dialect)
{
	const struct config *config = &workspace->config;
	const unsigned versions[DIALECT_COUNT] = {
		[DIALECT_SQLITE] = config->sqlite_version,
		[DIALECT_POSTGRESQL] = config->postgresql_version,
	};
	const char **pairs = arena_alloc(
		&workspace->arena, (2 * config->type_synonyms.len + 1) * sizeof(*pairs));
	for (size_t i = 0; i < config->type_synonyms.len; i++) {
		pairs[2 * i] = config->type_synonyms.items[i].name;
		pairs[2 * i + 1] = config->type_synonyms.items[i].value;
	}
	return (struct compare_settings){.ignore_types = !config->compare_type,
		.ignore_defaults = !config->compare_server_default,
		.version = versions[dialect],
		.type_synonyms = pairs};
}
