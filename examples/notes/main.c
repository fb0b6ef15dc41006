/*
 * notes: keeps notes in a database.
 *
 *	notes add TITLE [BODY]
 *	notes list [TAG]
 *	notes tag NOTE TAG…
 *	notes search TEXT
 *	notes rm NOTE…
 *
 * The environment variable NOTES_DB names the SQLite database; the default is notes.db.
 */
#include "store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
print_note(const struct note *note)
{
	struct tm *when = localtime(&note->created_at);
	char day[sizeof("2026-11-21")] = "?";

	if (when != NULL)
		strftime(day, sizeof(day), "%Y-%m-%d", when);
	printf("%lld\t%s\t%s", (long long)note->id, day, note->title);
	if (note->tags != NULL)
		printf("\t[%s]", note->tags);
	printf("\n");
	if (note->body != NULL)
		printf("\t%s\n", note->body);
}

/* Note numbers start at 1. */
static int
parse_note(int64_t *out, const char *text)
{
	char *end;

	errno = 0;
	*out = strtoll(text, &end, 10);
	if (errno == 0 && end != text && *end == '\0' && *out > 0)
		return 0;
	fprintf(stderr, "notes: '%s' is not a note number\n", text);
	return -1;
}

static int
add(struct store *store, int count, char **arguments)
{
	struct note note = {.body = count > 1 ? arguments[1] : NULL, .created_at = time(NULL)};

	if (strlen(arguments[0]) > NOTE_TITLE_MAX) {
		fprintf(stderr, "notes: a title may be at most %d bytes long\n", NOTE_TITLE_MAX);
		return -1;
	}
	strcpy(note.title, arguments[0]);
	if (store_add(store, &note) != 0)
		return -1;
	printf("%lld\n", (long long)note.id);
	return 0;
}

static int
list(struct store *store, int count, char **arguments)
{
	return store_each(store, count > 0 ? arguments[0] : NULL, NULL, print_note);
}

static int
tag(struct store *store, int count, char **arguments)
{
	int64_t note;

	if (parse_note(&note, arguments[0]) != 0)
		return -1;
	for (int i = 1; i < count; i++) {
		if (strlen(arguments[i]) > TAG_NAME_MAX) {
			fprintf(stderr, "notes: a tag may be at most %d bytes long\n", TAG_NAME_MAX);
			return -1;
		}
		if (store_tag(store, note, arguments[i]) != 0)
			return -1;
	}
	return 0;
}

static int
search(struct store *store, int count, char **arguments)
{
	(void)count;
	return store_each(store, NULL, arguments[0], print_note);
}

static int
rm(struct store *store, int count, char **arguments)
{
	for (int i = 0; i < count; i++) {
		int64_t note;
		if (parse_note(&note, arguments[i]) != 0 || store_remove(store, note) != 0)
			return -1;
	}
	return 0;
}

static const struct command {
	const char *name;
	int least, most; /* arguments */
	int (*run)(struct store *store, int count, char **arguments);
	const char *usage;
} commands[] = {
	{"add", 1, 2, add, "TITLE [BODY]"},
	{"list", 0, 1, list, "[TAG]"},
	{"tag", 2, 100, tag, "NOTE TAG..."},
	{"search", 1, 1, search, "TEXT"},
	{"rm", 1, 100, rm, "NOTE..."},
};

static const struct command *
find_command(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (strcmp(commands[i].name, argv[1]) == 0 && argc - 2 >= commands[i].least &&
			argc - 2 <= commands[i].most)
			return &commands[i];
	}
	return NULL;
}

int
main(int argc, char **argv)
{
	const struct command *command = find_command(argc, argv);
	const char *path = getenv("NOTES_DB");
	struct store store = {0};

	if (command == NULL) {
		for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
			fprintf(stderr, "%s notes %s %s\n", i == 0 ? "usage:" : "      ",
				commands[i].name, commands[i].usage);
		return 2;
	}
	int status = store_open(&store, path ? path : "notes.db");
	if (status == 0)
		status = command->run(&store, argc - 2, argv + 2);
	store_close(&store);
	return status == 0 ? 0 : 1;
}
