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
	struct post *lost SC_RELATION(many, post, author_id);
	struct post *drafts SC_RELATION(many, posts, auther_id);
	struct post *far SC_RELATION(many, elsewhere);
	struct page *pages SC_RELATION(many, pages);
	struct post *recent SC_RELATION(many, recent_posts, author);
};

struct post {
	SC_TABLE(posts)
	int64_t id SC_PRIMARY_KEY;
	int64_t author_id SC_REFERENCES(users, id);
	struct user *author SC_RELATION(one, users, author_id);
	struct user *readers SC_RELATION(many, users, author_id);
};

SC_VIEW(recent_posts, "SELECT id, author_id AS author FROM posts WHERE id > 100")

struct page {
	SC_TABLE(pages, schema(audit))
	int64_t id SC_PRIMARY_KEY;
	int64_t user_id SC_REFERENCES(audit.users, id);
};
