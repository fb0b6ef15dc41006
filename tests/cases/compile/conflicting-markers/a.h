#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY SC_SERIAL;
	int age SC_NOT_NULL SC_NULL;
	int next SC_GENERATED("age + 1", stored) SC_DEFAULT(3);
	int gone SC_TRANSIENT SC_UNIQUE;
	int64_t n SC_IDENTITY_OPTIONS(always, by_default);
};
