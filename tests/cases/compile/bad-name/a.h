#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE("")
	int64_t id SC_PRIMARY_KEY;
};

struct post {
	SC_TABLE(posts)
	int64_t id SC_NAME("a\nb");
};
