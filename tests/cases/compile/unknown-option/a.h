#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users, coment("people"))
	SC_INDEX(users_idx, on(id), uniqe)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(startt(1));
	int64_t boss SC_REFERENCES(users, id, on_delte(cascade));
};

SC_TABLE_ONLY(marks, column(id, "integer", primary_kye), indx(on(id)))
