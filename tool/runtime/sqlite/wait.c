#include "runtime/sqlite/sqlite_internal.h"

enum {
	DEFAULT_TIMEOUT = 30000, /* milliseconds */
	LONGEST_PAUSE = 50,      /* milliseconds */
};

static int
time_out(struct session *session, int code, long long waited)
{
	scrt_fail(session, SCHEMAC_ERROR_LOCK,
		"%s: another connection has held the lock for %lld ms", sqlite3_errstr(code),
		waited);
	session->error->code = code;
	return -1;
}

int
scrt_sqlite_wait(struct session *session, struct wait *wait, int code)
{
	if ((code & 0xff) != SQLITE_BUSY)
		return 0;
	long long limit = session->options.busy_timeout_ms ? session->options.busy_timeout_ms
							   : DEFAULT_TIMEOUT;
	long long now = scrt_elapsed();
	if (!wait->since) {
		wait->since = now ? now : 1;
		scrt_progress(session, SCHEMAC_EVENT_WAITING);
	}
	if (now - wait->since >= limit)
		return time_out(session, code, now - wait->since);
	if (scrt_check_interrupt(session))
		return -1;
	int pause = wait->pauses < LONGEST_PAUSE ? (int)++wait->pauses : LONGEST_PAUSE;
	long long left = limit - (now - wait->since);
	sqlite3_sleep(pause < left ? pause : (int)left);
	return 1;
}
