#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define AUDIT time_t created_at SC_DEFAULT("CURRENT_TIMESTAMP"); time_t updated_at SC_NULL;
#define KEY SC_PRIMARY_KEY SC_IDENTITY
#define LONG_NAME(prefix) prefix##_very_long_name

struct user {
	SC_TABLE(users)
	int64_t id KEY;
	AUDIT
	int LONG_NAME(a) SC_DEFAULT(wrong);
};
