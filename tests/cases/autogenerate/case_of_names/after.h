#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct user {
	SC_TABLE(Users)
	int64_t ID SC_PRIMARY_KEY SC_IDENTITY;
	char Name[65];
	char *bio;
};
struct post { SC_TABLE(Posts) SC_INDEX(Posts_U, on(U)) int64_t Id SC_PRIMARY_KEY SC_IDENTITY; int64_t U SC_REFERENCES(Users, ID); };
