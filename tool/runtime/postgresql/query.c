#include "runtime/postgresql/postgresql_internal.h"

enum { MOST_COLUMNS = 16 };

int
scrt_pg_take_rows(const PGresult *result, row_function *row, void *data)
{
	int columns = PQnfields(result);
	for (int i = 0; row && i < PQntuples(result); i++) {
		const char *values[MOST_COLUMNS] = {NULL};
		for (int j = 0; j < columns && j < MOST_COLUMNS; j++)
			if (!PQgetisnull(result, i, j))
				values[j] = PQgetvalue(result, i, j);
		if (row(data, values))
			return 1;
	}
	return 0;
}

int
scrt_pg_query(struct session *session, const char *sql, const char *const *values,
	size_t value_count, row_function *row, void *data)
{
	PGresult *result = scrt_pg_send(session, sql, values, value_count);
	if (!result)
		return -1;
	if (!scrt_pg_succeeded(result))
		return scrt_pg_fail(session, result, SCHEMAC_ERROR_DATABASE);
	scrt_pg_take_rows(result, row, data);
	PQclear(result);
	return 0;
}

int
scrt_pg_query_statement(struct session *session, struct statement *statement,
	const char *const *values, size_t value_count, row_function *row, void *data)
{
	return scrt_pg_query(session, statement->sql, values, value_count, row, data);
}
