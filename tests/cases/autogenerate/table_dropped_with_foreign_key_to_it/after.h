#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct post {
	SC_TABLE(posts)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char title[81];
};
