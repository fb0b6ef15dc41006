#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(user)
	int64_t id SC_PRIMARY_KEY;
	struct post *posts SC_RELATION(many, posts.author_id);
};

struct event {
	SC_TABLE(audit.events)
	int64_t id SC_PRIMARY_KEY;
};

struct post {
	SC_TABLE(posts)
	SC_FOREIGN_KEY(posts_a, (a), user.id)
	SC_FOREIGN_KEY(posts_b, (b), "user.id", on_delete(cascade))
	SC_FOREIGN_KEY(posts_c, (c), audit.events.id)
	SC_FOREIGN_KEY(posts_d, (d), user(id))
	SC_FOREIGN_KEY((d), user(id), on_delete(cascade))
	int64_t id SC_PRIMARY_KEY;
	int64_t author_id SC_REFERENCES(user.id);
	int64_t a SC_REFERENCES(user.idd, on_delete(cascade));
	int64_t b SC_REFERENCES("user.id");
	int64_t c SC_REFERENCES("audit.events.id");
	int64_t d SC_REFERENCES(audit.events.id);
	int64_t e SC_REFERENCES(user(id), on_delete(cascade));
	int64_t f SC_REFERENCES("user(id)");
	int64_t g SC_REFERENCES(user.name);
	int64_t h SC_REFERENCES(users.id);
	int64_t i SC_REFERENCES(user.id, id);
	int64_t j SC_REFERENCES(on_delete(cascade));
};

SC_TABLE_ONLY(only, column(id, "bigint", primary_key), column(a, "bigint", references(user.id)),
	foreign_key(only_a, (a), user.id))
