#include "branch/commit_text.h"

#include <time.h>

enum {
	SHOWN_DIGITS = 10, /* of a commit's id */
};

const char *
commit_text_id(struct arena *arena, const struct commit *commit)
{
	return arena_strndup(arena, commit->id, SHOWN_DIGITS);
}

const char *
commit_text_person(struct arena *arena, const struct git_person *person)
{
	if (person->name == NULL && person->email == NULL)
		return "an unknown author";
	if (person->email == NULL)
		return person->name;
	return arena_printf(arena, "%s%s<%s>", person->name != NULL ? person->name : "",
		person->name != NULL ? " " : "", person->email);
}

const char *
commit_text_date(struct arena *arena, long long seconds, int offset)
{
	time_t when = (time_t)(seconds + 60LL * offset);
	struct tm day;
	if (gmtime_r(&when, &day) == NULL)
		return "an unknown date";
	return arena_printf(
		arena, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

const char *
commit_text(struct arena *arena, const struct commit *commit)
{
	return arena_printf(arena, "%s %s, %s: %s", commit_text_id(arena, commit),
		commit_text_person(arena, &commit->author),
		commit_text_date(arena, commit->time, commit->offset), commit->summary);
}

/* "2026-11-21T11:00:00+01:00" */
static const char *
print_time(struct arena *arena, long long seconds, int offset)
{
	time_t when = (time_t)(seconds + 60LL * offset);
	struct tm time;
	unsigned minutes = (unsigned)(offset < 0 ? -offset : offset);
	if (gmtime_r(&when, &time) == NULL)
		return NULL;
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d%c%02u:%02u", time.tm_year + 1900,
		time.tm_mon + 1, time.tm_mday, time.tm_hour, time.tm_min, time.tm_sec,
		offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

struct json *
commit_text_to_json(struct arena *arena, const struct commit *commit)
{
	struct json *object = json_new_object(arena);
	json_set(arena, object, "id", json_new_text(arena, commit->id));
	json_set(arena, object, "author", json_new_text(arena, commit->author.name));
	json_set(arena, object, "email", json_new_text(arena, commit->author.email));
	json_set(arena, object, "date",
		json_new_text(arena, print_time(arena, commit->time, commit->offset)));
	json_set(arena, object, "summary", json_new_text(arena, commit->summary));
	return object;
}
