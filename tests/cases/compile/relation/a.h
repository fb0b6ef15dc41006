#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	struct post *posts SC_RELATION(many, posts, author_id);
	struct post *first SC_RELATION(one, posts);
	struct post *bad SC_RELATION(several, posts);
	struct post *worse SC_RELATION(many);
};
