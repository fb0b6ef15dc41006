#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct post {
	SC_TABLE(posts)
	int64_t id SC_PRIMARY_KEY;
	int64_t author_id SC_REFERENCES(user, id);
	int64_t blog_id SC_REFERENCES(blogs, id);
};

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
};
