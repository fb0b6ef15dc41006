#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	user_id_t id SC_PRIMARY_KEY;
};
