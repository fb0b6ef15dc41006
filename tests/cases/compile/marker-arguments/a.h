#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE()
	int64_t id SC_PRIMARY_KEY;
};

struct post {
	SC_TABLE(posts, schema())
	SC_CHECK(posts_check)
	SC_CHECK(posts_id, id > 0)
	SC_UNIQUE_KEY(posts_key)
	SC_FOREIGN_KEY(posts_fk, id, posts)
	SC_INDEX(posts_idx, id)
	SC_INDEX(posts_idx2, unique)
	SC_INDEX(posts_idx3, on(id,))
	SC_INDEX(posts_idx4, on(down(id)))
	int64_t id SC_PRIMARY_KEY;
	int a SC_TYPE(integer);
	int b SC_TYPE_ON(oracle, "number");
	int c SC_REFERENCES(posts, id, on_delete(explode));
	int d SC_REFERENCES(posts, id, match(some));
	int e SC_REFERENCES();
	int f SC_GENERATED("a + b");
	int g SC_COLLATE("");
	int h SC_CHECK_COLUMN("");
	int i SC_IDENTITY_OPTIONS(start);
};
