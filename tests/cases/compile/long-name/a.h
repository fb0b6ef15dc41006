#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	int a_column_whose_name_is_rather_longer_than_postgresql_is_ready_to_keep;
};
