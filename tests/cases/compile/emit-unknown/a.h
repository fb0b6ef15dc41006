#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum user_status {
	SC_ENUM(user_status)
	USER_ACTIVE SC_VALUE("active"),
	USER_IDLE SC_VALUE("idle")
};

struct user {
	SC_TABLE(users, comment("People"))
	SC_INDEX(users_name_idx, on(desc(name)), where("id > 0"))

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char name[65] SC_UNIQUE SC_COMMENT("full name");
	enum user_status status SC_DEFAULT(USER_ACTIVE);
	char *bio;
	unsigned flags : 3;
	int32_t age SC_CHECK_COLUMN("age > 0") SC_DEFAULT(1);
	int next SC_GENERATED("age + 1", stored);
};

typedef struct {
	SC_TABLE(posts, schema(blog))

	int64_t id SC_PRIMARY_KEY;
	int64_t author_id SC_REFERENCES(users, id, on_delete(cascade));
	int64_t *reviewer_id SC_REFERENCES(users, id);
	char title[101] SC_NAME("Title");
} post_t;

SC_VIEW(active_users, "SELECT id\n  FROM users\n WHERE status = 'active'")
