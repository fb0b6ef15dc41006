#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct e {
	SC_TABLE(e)

	int64_t id SC_PRIMARY_KEY;
	char *note;
	time_t at SC_DEFAULT_ON(sqlite, "CURRENT_TIMESTAMP") SC_DEFAULT_ON(postgresql, "CURRENT_TIMESTAMP");
	time_t *day SC_DEFAULT_ON(sqlite, "CURRENT_DATE");
};

struct s {
	SC_TABLE(s, strict)

	int64_t id SC_PRIMARY_KEY;
	char *note;
};
