#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	SC_INDEX(users_name_idx, on(nmae, desc(id)), include(zip))
	SC_UNIQUE_KEY(users_key, id, full_name)
	SC_PRIMARY_KEY_ON(idd)
	int64_t id;
	char name[65];
	char display[65] SC_NAME(full);
	int64_t boss SC_REFERENCES(users, idd);
	SC_UNIQUE_KEY(users_key2, display)
	SC_INDEX(users_odd_idx, on(Odd_nme))
	int odd SC_NAME("Odd name");
};
