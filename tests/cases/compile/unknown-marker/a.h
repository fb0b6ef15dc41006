#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	SC_INEDX(users_name_idx, on(name))
	int64_t id SC_PRIMRY_KEY;
	char name[65] SC_SPARKLES;
};

struct post {
	SC_TABEL(posts)
	int64_t id SC_PRIMARY_KEY;
};

SC_VEIW(active, "SELECT * FROM users")
