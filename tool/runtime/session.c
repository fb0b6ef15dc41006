#include "runtime/session.h"

#include "runtime/driver.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int
check_bundle(struct session *session)
{
	const struct schemac_bundle *bundle = session->bundle;
	if (!session->db.driver || !session->db.handle)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE, "no connection was given");
	if (!bundle)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE, "no bundle of revisions was given");
	if (bundle->abi != SCHEMAC_BUNDLE_ABI || bundle->size != sizeof(*bundle))
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the revisions were embedded by an incompatible version of schemac (ABI "
			"%u, expected %d): run `schemac embed` again",
			bundle->abi, SCHEMAC_BUNDLE_ABI);
	return 0;
}

int
scrt_session_open(struct session *session, struct schemac_db db,
	const struct schemac_bundle *bundle, const struct schemac_options *options,
	struct schemac_error *error)
{
	memset(session, 0, sizeof(*session));
	session->db = db;
	session->bundle = bundle;
	if (options)
		session->options = *options;
	session->error = error ? error : &session->no_error;
	memset(session->error, 0, sizeof(*session->error));
	scrt_pool_init(&session->pool, session->options.allocator);
	if (check_bundle(session))
		return -1;
	session->version_schema = bundle->version_table_schema ? bundle->version_table_schema
							       : db.driver->default_schema;
	session->history_schema = session->version_schema;
	return db.driver->open(session);
}

int
scrt_session_close(struct session *session, int result)
{
	if (session->db.driver)
		session->db.driver->close(session);
	scrt_pool_release(&session->pool);
	return result || session->error->kind != SCHEMAC_ERROR_NONE ? -1 : 0;
}

enum schemac_dialect
schemac_db_dialect(struct schemac_db db)
{
	return db.driver->dialect;
}

static void
locate(struct session *session, struct schemac_error *error)
{
	if (session->revision) {
		snprintf(error->revision, sizeof(error->revision), "%s", session->revision->id);
		error->file = session->revision->file;
	}
	if (session->step)
		error->line = session->step->line;
}

/* A message is one line, but an engine's text may span several. */
static void
flatten(char *message)
{
	for (; *message; message++)
		if ((unsigned char)*message < ' ')
			*message = ' ';
}

int
scrt_fail(struct session *session, enum schemac_error_kind kind, const char *format, ...)
{
	struct schemac_error *error = session->error;
	if (error->kind != SCHEMAC_ERROR_NONE)
		return -1;
	error->kind = kind;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(error->message, sizeof(error->message), format, arguments);
	va_end(arguments);
	flatten(error->message);
	locate(session, error);
	return -1;
}

int
scrt_no_memory(struct session *session)
{
	return scrt_fail(session, SCHEMAC_ERROR_NO_MEMORY, "out of memory");
}

int
scrt_fail_object(struct session *session, const char *object)
{
	if (!session->error->object[0])
		snprintf(session->error->object, sizeof(session->error->object), "%s", object);
	return -1;
}

void *
scrt_alloc(struct session *session, size_t count, size_t size)
{
	void *item = scrt_pool_zeroed(&session->pool, count, size);
	if (!item)
		scrt_no_memory(session);
	return item;
}

char *
scrt_copy(struct session *session, const char *text, size_t length)
{
	char *copy = scrt_pool_copy(&session->pool, text, length);
	if (!copy)
		scrt_no_memory(session);
	return copy;
}

void *
scrt_grow(struct session *session, void *items, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	size_t larger = *capacity + *capacity / 2 + 8;
	void *grown = larger <= SIZE_MAX / size
			      ? scrt_pool_resize(&session->pool, items, larger * size)
			      : NULL;
	if (grown)
		*capacity = larger;
	else
		scrt_no_memory(session);
	return grown;
}

int
scrt_check_interrupt(struct session *session)
{
	const struct schemac_options *options = &session->options;
	if (options->interrupted && options->interrupted(options->data))
		return scrt_fail(session, SCHEMAC_ERROR_INTERRUPTED, "interrupted");
	return 0;
}

void
scrt_progress(struct session *session, enum schemac_event event)
{
	session->progress.event = event;
	if (session->options.progress)
		session->options.progress(session->options.data, &session->progress);
}

void
scrt_progress_text(struct session *session, enum schemac_event event, const char *text)
{
	session->progress.text = text;
	session->progress.text_length = text ? strlen(text) : 0;
	scrt_progress(session, event);
	session->progress.text = NULL;
	session->progress.text_length = 0;
}

int
scrt_read(struct session *session, int (*work)(void *data), void *data)
{
	const struct schemac_driver *driver = session->db.driver;
	int result = driver->read_begin ? driver->read_begin(session) : 0;
	if (!result)
		result = work(data);
	if (driver->read_end)
		driver->read_end(session);
	return result;
}

bool
scrt_retry(struct session *session)
{
	session->revision = NULL;
	session->progress.revision = NULL;
	if (!session->db.driver->retry)
		return false;
	char reason[sizeof(session->error->message)];
	memcpy(reason, session->error->message, sizeof(reason));
	if (!session->db.driver->retry(session))
		return false;
	if (session->shown)
		scrt_progress_text(session, SCHEMAC_EVENT_RESTART, reason);
	session->shown = false;
	return true;
}

int
scrt_statement(struct session *session, const char *text, size_t length, unsigned line)
{
	session->progress.statement++;
	session->progress.text = text;
	session->progress.text_length = length;
	session->progress.line = line;
	scrt_progress(session, SCHEMAC_EVENT_STATEMENT);
	session->progress.text = NULL;
	session->progress.text_length = 0;
	session->progress.line = 0;
	return scrt_check_interrupt(session);
}

static long long
read_clock(clockid_t id)
{
	struct timespec now = {0, 0};
	clock_gettime(id, &now);
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

long long
scrt_now(struct session *session)
{
	if (session->options.clock)
		return session->options.clock(session->options.data);
	return read_clock(CLOCK_REALTIME);
}

long long
scrt_elapsed(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

/*
 * gmtime() has global state. The algorithm is days_from_civil of Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms": days are counted from 0000-03-01, and a year begins in March.
 */
void
scrt_print_date(char date[SCRT_DATE_SIZE], long long milliseconds)
{
	long long seconds = milliseconds / 1000 - (milliseconds % 1000 < 0);
	long long days = seconds / 86400 - (seconds % 86400 < 0);
	int second = (int)(seconds - days * 86400);
	days += 719468;
	long long era = (days >= 0 ? days : days - 146096) / 146097;
	int day_of_era = (int)(days - era * 146097);
	int year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month = (5 * day_of_year + 2) / 153;
	snprintf(date, SCRT_DATE_SIZE, "%04lld-%02d-%02dT%02d:%02d:%02dZ",
		year_of_era + era * 400 + (month >= 10), month < 10 ? month + 3 : month - 9,
		day_of_year - (153 * month + 2) / 5 + 1, second / 3600, second / 60 % 60,
		second % 60);
}
