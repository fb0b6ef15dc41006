/* How long a call waits for locks. */
#include "runtime/postgresql/postgresql_internal.h"

#include <stdio.h>
#include <time.h>

enum {
	DEFAULT_TIMEOUT = 30000, /* milliseconds */
	LONGEST_PAUSE = 100,     /* milliseconds */
	SHORTEST_WAIT = 500,     /* milliseconds; long enough to find out who holds the lock */
};

long long
scrt_pg_busy_timeout(const struct session *session)
{
	return session->options.busy_timeout_ms ? session->options.busy_timeout_ms
						: DEFAULT_TIMEOUT;
}

long long
scrt_pg_time_left(struct session *session)
{
	long long left = scrt_pg_busy_timeout(session) - scrt_pg_engine(session)->waited;
	return left > SHORTEST_WAIT ? left : SHORTEST_WAIT;
}

void
scrt_pg_tell(struct session *session, const char *what, const char *holder)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	char text[sizeof(engine->blockers) + 64];
	if (engine->told)
		return;
	engine->told = true;
	snprintf(text, sizeof(text), "%s%s", what, holder ? holder : "");
	scrt_progress_text(session, SCHEMAC_EVENT_WAITING, text);
}

bool
scrt_pg_pause(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	long long left = scrt_pg_busy_timeout(session) - engine->waited, begun = scrt_elapsed();
	if (left <= 0)
		return false;
	unsigned pause = ++engine->pauses * 10;
	if (pause > LONGEST_PAUSE)
		pause = LONGEST_PAUSE;
	struct timespec time = {0, (left < pause ? (long)left : (long)pause) * 1000000L};
	nanosleep(&time, NULL);
	engine->waited += scrt_elapsed() - begun;
	return true;
}
