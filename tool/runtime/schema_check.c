/* The start-up check: compares the tables of the bundle with those of the database. */
#include "runtime/version.h"

#include <stdio.h>
#include <string.h>

struct comparison {
	struct session session;
	void (*report)(void *data, const struct schemac_drift *drift);
	void *data;
	size_t count;

	const struct schemac_table_shape *tables;
	size_t table_count;

	/* The table being compared. */
	const struct schemac_table_shape *table;
	struct schemac_table_shape unmanaged; /* an unmanaged table */
	bool *seen;    /* for each column of the table: whether it is in the database */
	bool found;    /* the table is in the database */
	size_t widest; /* number of elements in seen */
};

/* SQLite ignores the case of ASCII letters. PostgreSQL names are compared as stored. */
static bool
same_name(const struct comparison *comparison, const char *one, const char *other)
{
	if (comparison->session.db.driver->dialect == SCHEMAC_DIALECT_POSTGRESQL)
		return strcmp(one, other) == 0;
	while (*one && scrt_lower(*one) == scrt_lower(*other)) {
		one++;
		other++;
	}
	return *one == *other;
}

static bool
is_space(char letter)
{
	return letter == ' ' || (letter >= '\t' && letter <= '\r');
}

/* A type being read character by character. */
struct type_reader {
	const char *at;
	bool quoted;   /* inside double quotes */
	char previous; /* the preceding character; '(' at the beginning */
};

/*
 * Returns the next significant character of a type, or 0 at the end. A run of spaces counts as one
 * space, and only between two words. Case is significant only inside double quotes. The quotes
 * themselves are skipped.
 */
static char
next_letter(struct type_reader *reader)
{
	static const char glue[] = "(),";
	bool space = false;
	for (; *reader->at; reader->at++) {
		if (*reader->at == '"')
			reader->quoted = !reader->quoted;
		else if (reader->quoted || !is_space(*reader->at))
			break;
		else
			space = true;
	}
	if (!*reader->at)
		return '\0';
	if (space && !strchr(glue, *reader->at) && !strchr(glue, reader->previous))
		return reader->previous = ' ';
	char letter = *reader->at++;
	return reader->previous = reader->quoted ? letter : scrt_lower(letter);
}

/* Returns the type without its "schema." prefix. */
static const char *
skip_schema(const char *type)
{
	bool quoted = false;
	for (const char *at = type; *at && *at != '('; at++) {
		quoted = quoted != (*at == '"');
		if (*at == '.' && !quoted)
			return at + 1;
	}
	return type;
}

static bool
same_type(const struct comparison *comparison, const char *one, const char *other)
{
	struct type_reader readers[2] = {{one, false, '('}, {other, false, '('}};
	const char *names[2] = {skip_schema(one), skip_schema(other)};
	/* The server prints a type's schema only if search_path does not find the type. */
	if (comparison->session.db.driver->dialect == SCHEMAC_DIALECT_POSTGRESQL &&
		(names[0] == one) != (names[1] == other)) {
		readers[0].at = names[0];
		readers[1].at = names[1];
	}
	char letter;
	do {
		letter = next_letter(&readers[0]);
		if (letter != next_letter(&readers[1]))
			return false;
	} while (letter);
	return true;
}

static void
report(struct comparison *comparison, enum schemac_drift_kind kind, const char *column,
	const char *expected, const char *actual)
{
	struct schemac_drift drift = {kind, comparison->table->name, column, expected, actual};
	if (comparison->report)
		comparison->report(comparison->data, &drift);
	comparison->count += kind != SCHEMAC_DRIFT_UNMANAGED_TABLE;
}

static void
print_primary_key(char text[32], unsigned position)
{
	if (position)
		snprintf(text, 32, "primary key %u", position);
	else
		snprintf(text, 32, "no primary key");
}

static void
compare_column(struct comparison *comparison, const struct schemac_column_shape *column,
	const char *type, bool not_null, unsigned key)
{
	const char *expected = column->type ? column->type : "";
	if (!same_type(comparison, expected, type))
		report(comparison, SCHEMAC_DRIFT_TYPE, column->name, expected, type);
	if (column->primary_key != key) {
		char keys[2][32];
		print_primary_key(keys[0], column->primary_key);
		print_primary_key(keys[1], key);
		report(comparison, SCHEMAC_DRIFT_PRIMARY_KEY, column->name, keys[0], keys[1]);
	} else if (!key && column->not_null != not_null) {
		report(comparison, SCHEMAC_DRIFT_NOT_NULL, column->name,
			column->not_null ? "NOT NULL" : "NULL", not_null ? "NOT NULL" : "NULL");
	}
}

static unsigned
parse_key(const char *digits)
{
	unsigned number = 0;
	for (; digits && *digits >= '0' && *digits <= '9' && number < 100000; digits++)
		number = number * 10 + (unsigned)(*digits - '0');
	return number;
}

static int
take_column(void *data, const char *const *values)
{
	struct comparison *comparison = data;
	const struct schemac_table_shape *table = comparison->table;
	const char *type = values[1] ? values[1] : "";
	comparison->found = true;
	for (size_t i = 0; i < table->column_count; i++) {
		if (!same_name(comparison, table->columns[i].name, values[0]))
			continue;
		comparison->seen[i] = true;
		compare_column(comparison, &table->columns[i], type, parse_key(values[2]) != 0,
			parse_key(values[3]));
		return 0;
	}
	report(comparison, SCHEMAC_DRIFT_UNEXPECTED_COLUMN, values[0], NULL, type);
	return 0;
}

static int
compare_table(struct comparison *comparison, const struct schemac_table_shape *table)
{
	struct session *session = &comparison->session;
	const char *const values[] = {
		table->name, table->schema ? table->schema : session->db.driver->default_schema};
	comparison->table = table;
	comparison->found = false;
	memset(comparison->seen, 0, comparison->widest * sizeof(*comparison->seen));
	if (session->db.driver->query(session, &session->statements[STATEMENT_COLUMNS], values, 2,
		    take_column, comparison))
		return -1;
	if (!comparison->found)
		report(comparison, SCHEMAC_DRIFT_MISSING_TABLE, NULL, NULL, NULL);
	for (size_t i = 0; comparison->found && i < table->column_count; i++)
		if (!comparison->seen[i])
			report(comparison, SCHEMAC_DRIFT_MISSING_COLUMN, table->columns[i].name,
				table->columns[i].type, NULL);
	return 0;
}

static int
take_table(void *data, const char *const *values)
{
	struct comparison *comparison = data;
	if (same_name(comparison, values[0], scrt_version_table(&comparison->session)) ||
		same_name(comparison, values[0], HISTORY_TABLE))
		return 0;
	for (size_t i = 0; i < comparison->table_count; i++)
		if (same_name(comparison, values[0], comparison->tables[i].name))
			return 0;
	comparison->unmanaged.name = values[0];
	comparison->table = &comparison->unmanaged;
	report(comparison, SCHEMAC_DRIFT_UNMANAGED_TABLE, NULL, NULL, NULL);
	comparison->table = NULL;
	return 0;
}

static int
compare(void *data)
{
	struct comparison *comparison = data;
	struct session *session = &comparison->session;
	const struct schemac_driver *driver = session->db.driver;
	session->statements[STATEMENT_COLUMNS].sql = driver->columns_sql;
	session->statements[STATEMENT_TABLES].sql = driver->tables_sql;
	comparison->tables = session->bundle->tables[driver->dialect];
	comparison->table_count = session->bundle->table_count[driver->dialect];
	for (size_t i = 0; i < comparison->table_count; i++)
		if (comparison->tables[i].column_count > comparison->widest)
			comparison->widest = comparison->tables[i].column_count;
	comparison->seen = scrt_alloc(session, comparison->widest, sizeof(*comparison->seen));
	if (!comparison->seen)
		return -1;
	for (size_t i = 0; i < comparison->table_count; i++)
		if (compare_table(comparison, &comparison->tables[i]))
			return -1;
	return driver->query(
		session, &session->statements[STATEMENT_TABLES], NULL, 0, take_table, comparison);
}

int
schemac_check_drift(size_t *count, struct schemac_db db, const struct schemac_bundle *bundle,
	void (*report_drift)(void *data, const struct schemac_drift *drift), void *data,
	const struct schemac_options *options, struct schemac_error *error)
{
	struct comparison comparison;
	memset(&comparison, 0, sizeof(comparison));
	comparison.report = report_drift;
	comparison.data = data;
	int result = scrt_session_open(&comparison.session, db, bundle, options, error);
	if (!result)
		result = scrt_read(&comparison.session, compare, &comparison);
	*count = comparison.count;
	return scrt_session_close(&comparison.session, result);
}
