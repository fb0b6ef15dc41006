#include "runtime/version.h"

const char *
scrt_version_table(const struct session *session)
{
	return session->bundle->version_table ? session->bundle->version_table : "schemac_version";
}

/*
 * $v is the version table, $h the history, $V the version table's name as a literal, $i the type of
 * the history's key, $p the name of the primary key. $1… are parameters. Each is used once and in
 * order, because SQLite numbers parameters by first use.
 */
static const char *const templates[STATEMENT_COUNT] = {
	[STATEMENT_ROWS] = "SELECT version_num FROM $v ORDER BY 1",
	[STATEMENT_ROW_ADD] = "INSERT INTO $v (version_num) VALUES ($1)",
	[STATEMENT_ROW_REMOVE] = "DELETE FROM $v WHERE version_num = $1 RETURNING version_num",
	[STATEMENT_HISTORY_ADD] =
		"INSERT INTO $h (version_table, revision, direction, digest, revises, message,"
		" applied_at, duration_ms, applied_by, tool, down)"
		" VALUES ($V, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	[STATEMENT_HISTORY_LAST] =
		"SELECT revises, down, digest, message FROM $h WHERE version_table = $V"
		" AND revision = $1 AND direction = 'upgrade' ORDER BY id DESC LIMIT 1",
	[STATEMENT_HISTORY_ALL] =
		"SELECT revision, direction, digest, revises, message, applied_at, duration_ms,"
		" applied_by, tool, CASE WHEN down IS NULL THEN 0 ELSE 1 END FROM $h"
		" WHERE version_table = $V ORDER BY id",
	[STATEMENT_HISTORY_DIGESTS] = "SELECT revision, digest FROM $h WHERE version_table = $V"
				      " AND direction IN ('upgrade', 'stamp') ORDER BY id",
};

static const char create_version[] =
	"CREATE TABLE $v (version_num TEXT NOT NULL, CONSTRAINT $p PRIMARY KEY (version_num))";

static const char create_history[] =
	"CREATE TABLE $h (id $i, version_table TEXT NOT NULL, revision TEXT NOT NULL,"
	" direction TEXT NOT NULL, digest TEXT, revises TEXT, message TEXT,"
	" applied_at TEXT NOT NULL, duration_ms BIGINT NOT NULL, applied_by TEXT, tool TEXT,"
	" down TEXT)";

static void
add_qualified(struct text *text, const char *schema, const char *table)
{
	if (schema) {
		scrt_text_name(text, schema);
		scrt_text_add(text, ".", 1);
	}
	scrt_text_name(text, table);
}

static void
add_variable(struct session *session, struct text *text, char variable)
{
	const char *table = scrt_version_table(session);
	if (variable == 'v') {
		add_qualified(text, session->version_schema, table);
	} else if (variable == 'h') {
		add_qualified(text, session->history_schema, HISTORY_TABLE);
	} else if (variable == 'V') {
		scrt_text_literal(text, table);
	} else if (variable == 'i') {
		scrt_text_puts(text, session->db.driver->history_id);
	} else if (variable == 'p') {
		struct text name = {.pool = &session->pool};
		scrt_text_puts(&name, table);
		scrt_text_puts(&name, "_pkc");
		if (name.failed)
			text->failed = true;
		else
			scrt_text_name(text, name.data);
	} else {
		scrt_text_add(text, "$", 1);
		scrt_text_add(text, &variable, 1);
	}
}

/* Returns a template expanded to SQL, or NULL with the error set. */
static const char *
expand(struct session *session, const char *template)
{
	struct text text = {.pool = &session->pool};
	for (const char *at = template; *at; at++)
		if (*at == '$')
			add_variable(session, &text, *++at);
		else
			scrt_text_add(&text, at, 1);
	if (text.failed) {
		scrt_no_memory(session);
		return NULL;
	}
	return text.data;
}

int
scrt_version_init(struct session *session)
{
	for (int id = 0; id < STATEMENT_COUNT; id++) {
		if (!templates[id])
			continue;
		session->statements[id].sql = expand(session, templates[id]);
		if (!session->statements[id].sql)
			return -1;
	}
	return 0;
}

/* Finds one table; *schema is set if it is not known yet. */
static int
find_table(struct session *session, const char *name, const char **schema, bool *has)
{
	const struct schemac_driver *driver = session->db.driver;
	char *found = NULL;
	if (*schema || !driver->find_table)
		return driver->has_table(session, *schema, name, has);
	int result = driver->find_table(session, name, &found, has);
	*schema = found;
	return result;
}

int
scrt_version_find(struct session *session, bool *has_version, bool *has_history)
{
	bool is_known = !session->db.driver->find_table ||
			(session->version_schema && session->history_schema);
	if (find_table(session, scrt_version_table(session), &session->version_schema,
		    has_version) ||
		find_table(session, HISTORY_TABLE, &session->history_schema, has_history))
		return -1;
	return is_known ? 0 : scrt_version_init(session);
}

static int
run_once(struct session *session, const char *template)
{
	struct prepared_statement statement = {expand(session, template), NULL};
	if (!statement.sql)
		return -1;
	return session->db.driver->query(session, &statement, NULL, 0, NULL, NULL);
}

int
scrt_version_create(struct session *session, bool has_version, bool has_history)
{
	if (!has_version && run_once(session, create_version))
		return -1;
	if (!has_history && run_once(session, create_history))
		return -1;
	return 0;
}

int
scrt_version_query(struct session *session, enum statement_id id, const char *const *values,
	size_t count, row_function *row, void *data)
{
	return session->db.driver->query(
		session, &session->statements[id], values, count, row, data);
}

int
scrt_version_rows(struct session *session, row_function *row, void *data)
{
	return scrt_version_query(session, STATEMENT_ROWS, NULL, 0, row, data);
}

int
scrt_version_add(struct session *session, const char *id)
{
	return scrt_version_query(session, STATEMENT_ROW_ADD, &id, 1, NULL, NULL);
}

static int
count_row(void *data, const char *const *values)
{
	(void)values;
	++*(size_t *)data;
	return 0;
}

int
scrt_version_remove(struct session *session, const char *id)
{
	size_t count = 0;
	if (scrt_version_query(session, STATEMENT_ROW_REMOVE, &id, 1, count_row, &count))
		return -1;
	if (count == 0)
		return scrt_fail(session, SCHEMAC_ERROR_STATE,
			"row %s was removed from the version table while the migration ran", id);
	return 0;
}
