#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	SC_INDEX(users_name_idx, on(name), where("bio IS NOT NULL"))
	SC_UNIQUE_KEY(users_pair_key, bio, name)
	int64_t id SC_PRIMARY_KEY;
	char name[65];
	char *bio;
};
struct post {
	SC_TABLE(posts)
	SC_FOREIGN_KEY(posts_author_fk, (author_id), users, on_delete(set_null))
	int64_t id SC_PRIMARY_KEY;
	int64_t author_id SC_NULL;
};
