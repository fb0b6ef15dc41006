#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
#ifdef WITH_PHONE
	char phone[21];
	char fax[21];
#endif
#ifdef __SCHEMAC__
	int always;
#endif
#ifdef DEBUG
	int no_column SC_TRANSIENT;
#endif
};

#if WITH_PHONE > 1
struct call {
	SC_TABLE(calls)
	int64_t id SC_PRIMARY_KEY;
};
#endif
