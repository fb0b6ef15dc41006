/*
 * The work of `schemac upgrade` without the tool: creates COUNT revisions in memory, and the
 * runtime applies them in one transaction. With --sql, prints the same statements as a script for
 * the sqlite3 shell.
 *
 *	upgrade COUNT DATABASE		prints the milliseconds of schemac_upgrade()
 *	upgrade COUNT --sql		prints the script
 */
#include <schemac/runtime.h>
#include <sqlite3.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The statements are like those of real histories: tables, indexes, columns and rows. */
static void
print_sql(char *text, size_t size, int number)
{
	if (number % 4 == 0)
		snprintf(text, size,
			"CREATE TABLE table_%d (\n\tid INTEGER PRIMARY KEY,\n\tname VARCHAR(80) NOT"
			" NULL,\n\tbody TEXT,\n\tcreated_at TIMESTAMP NOT NULL DEFAULT"
			" CURRENT_TIMESTAMP\n);\n",
			number);
	else if (number % 4 == 1)
		snprintf(text, size, "CREATE INDEX table_%d_name_idx ON table_%d (name);\n",
			number - 1, number - 1);
	else if (number % 4 == 2)
		snprintf(text, size, "ALTER TABLE table_%d ADD COLUMN phone VARCHAR(20);\n",
			number - 2);
	else
		snprintf(text, size, "INSERT INTO table_%d (name) VALUES ('one'), ('two');\n",
			number - 3);
}

struct made {
	char id[16];
	const char *parents[2];
	char sql[512];
	struct schemac_step up, down;
};

static void
make_revision(struct schemac_revision *revision, struct made *made, const struct made *below)
{
	revision->id = made->id;
	made->parents[0] = below ? below->id : NULL;
	revision->parents = made->parents;
	revision->message = "a step of a long history";
	revision->digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
	revision->reviewed = true;
	made->up.text = made->sql;
	made->down.text = "DROP TABLE nothing;";
	revision->upgrade[SCHEMAC_DIALECT_SQLITE].steps = &made->up;
	revision->upgrade[SCHEMAC_DIALECT_SQLITE].step_count = 1;
	revision->downgrade[SCHEMAC_DIALECT_SQLITE].steps = &made->down;
	revision->downgrade[SCHEMAC_DIALECT_SQLITE].step_count = 1;
	revision->downgrade[SCHEMAC_DIALECT_SQLITE].present = true;
}

static double
now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1000000;
}

static int
apply(struct made *made, int count, const char *path)
{
	struct schemac_revision *revisions = calloc((size_t)count + 1, sizeof(*revisions));
	struct schemac_bundle bundle = {.abi = SCHEMAC_BUNDLE_ABI, .size = sizeof(bundle)};
	struct schemac_error error;
	sqlite3 *handle = NULL;
	if (!revisions || sqlite3_open(path, &handle))
		return 1;
	for (int i = 0; i < count; i++)
		make_revision(&revisions[i], &made[i], i ? &made[i - 1] : NULL);
	bundle.revisions = revisions;
	bundle.revision_count = (size_t)count;
	double begun = now();
	int result = schemac_upgrade(schemac_sqlite(handle), &bundle, NULL, &error);
	if (result)
		fprintf(stderr, "%s: %s\n", error.revision, error.message);
	else
		printf("%.1f\n", now() - begun);
	sqlite3_close(handle);
	free(revisions);
	return result ? 1 : 0;
}

int
main(int argc, char **argv)
{
	int count = argc == 3 ? atoi(argv[1]) : 0;
	if (count <= 0) {
		fprintf(stderr, "usage: upgrade COUNT DATABASE|--sql\n");
		return 2;
	}
	struct made *made = calloc((size_t)count, sizeof(*made));
	if (!made)
		return 1;
	for (int i = 0; i < count; i++) {
		snprintf(made[i].id, sizeof(made[i].id), "%012x", (unsigned)i * 2654435761U);
		print_sql(made[i].sql, sizeof(made[i].sql), i);
	}
	int result = 0;
	if (strcmp(argv[2], "--sql") == 0) {
		puts("BEGIN;");
		for (int i = 0; i < count; i++)
			fputs(made[i].sql, stdout);
		puts("COMMIT;");
	} else {
		result = apply(made, count, argv[2]);
	}
	free(made);
	return result;
}
