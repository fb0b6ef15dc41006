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

struct comment {
	SC_TABLE(audit.old comments)
	int64_t id SC_PRIMARY_KEY;
};

struct vote {
	SC_TABLE(all audit.votes)
	int64_t id SC_PRIMARY_KEY;
};
