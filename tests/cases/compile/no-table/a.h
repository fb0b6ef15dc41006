#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	int64_t id SC_PRIMARY_KEY;
};

enum status { A SC_VALUE("a") };

union both {
	SC_TABLE(both)
	int a;
};
