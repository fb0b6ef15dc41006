#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum status {
	SC_ENUM(status)
	ACTIVE SC_VALUE("active"),
	IDLE SC_VALUE("active"),
};

struct user {
	SC_TABLE(users, coment("people"));
	SC_INEDX(users_name_idx, on(name))
	SC_INDEX(users_mail_idx, on(emial))
	SC_CHECK(users_check, id > 0)
	SC_UNIQUE_KEY(users_key, name, nothing)

	int64_t id SC_PRIMARY_KEY;
	char email[255] SC_UNIQUE SC_UNIQUE;
	char name[65] SC_NOT_NULL SC_NULL;
	int age SC_DEFAULT("'old'");
	bool active SC_DEFAULT(9);
	SC_NOT_NULL int height;
	struct user *friend;
	char Email[10];
	char key[10] SC_IDENTITY;
	int64_t boss_id SC_REFERENCES(user, id);
	int64_t mate_id SC_REFERENCES(users, idd);
	enum status status SC_DEFAULT(CURRENT);
};

struct post {
	SC_TABLE(posts)
	char *slug SC_PRIMARY_KEY;
	int64_t author_id SC_REFERENCES(users, id, on_delete(vanish));
};
