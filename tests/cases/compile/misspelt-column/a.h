#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	SC_CHECK(users_name, "length(nmae) > 0 AND nmae <> 'nmae'")
	SC_INDEX(users_low, on("lower(emial)"), where("deleted_att IS NULL"))
	int64_t id SC_PRIMARY_KEY;
	int age SC_CHECK_COLUMN("aged > 0") SC_DEFAULT(1);
	int twice SC_GENERATED("2 * agge", stored);
	int same SC_CHECK_COLUMN("same::date <> current_date AND name.sam > 1 AND CAST(age AS names) > 0");
	char name[9];
	char email[99];
	time_t deleted_at;
};
