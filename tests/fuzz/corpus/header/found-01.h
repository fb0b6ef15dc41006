#ifndef ALL_H
#define ALL_H
#include <schemac/model.h>
#include <libpq-fe.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <stdio.h>
#include <math.h>
#include <pthread.h>

#define EMAIL_MAX 254
#define DEFAULT_PLAN "'free'"
#define MAX_AGE (2 * 60)
#define AUDIT time_t created_at SC_DEFAULT("CURRENT_TIMESTAMP"); time_t updated_at SC_NULL;

#ifdef __cplusplus
extern "C" {
#endif

enum user_status {
    SC_ENUM(user_status)
    USER_ACTIVE SC_VALUE("active"),
    USER_SUSPENDED SC_VALUE("suspended", renamed_from("blocked"))
};
enum plain { P_A = 3, P_B };
typedef struct post post_t;

struct user {
    SC_TABLE(users, comment("People who can sign in"), sqlite(strict), postgresql(options("WITH (fillfactor=70)")))
    SC_INDEX(users_email_lower_idx, unique, on("lower(email)"), where("deleted_at IS NULL"))
    SC_CHECK(users_name_not_blank, "length(name) > 0")
    SC_UNIQUE_KEY(users_np_key, name, plan, deferrable)

    int64_t id SC_PRIMARY_KEY SC_IDENTITY;
    char email[EMAIL_MAX + 1] SC_UNIQUE;                      /* VARCHAR(EMAIL_MAX) */
    char name[65] SC_DEFAULT("''") SC_RENAMED_FROM(full_name);
    enum user_status status SC_DEFAULT(USER_ACTIVE);
    enum plain kind SC_DEFAULT(P_B);
    char *bio;
    char plan[21] SC_BACKFILL(DEFAULT_PLAN);
    int age SC_DEFAULT(MAX_AGE) SC_CHECK_COLUMN("age > 0");
    bool ok SC_DEFAULT(true);
    const char *const nick SC_COLLATE(nocase) SC_INDEXED;
    uint8_t hash[32];
    uint8_t *blob;
    double score SC_DEFAULT(-1.5f);
    struct { int x, y SC_NAME("Y y"); };
    _Alignas(8) unsigned u : 3;
    _Atomic int at;
    int32_t *maybe;
    char data[] SC_TYPE_ON(postgresql, "jsonb");
    time_t deleted_at SC_TYPE("timestamptz") SC_NULL SC_DEFAULT(NULL);
    AUDIT
    struct post *posts SC_RELATION(many, posts, author_id);    /* no column */
    size_t posts_len SC_TRANSIENT;                             /* no column */
};

struct post {
	SC_TABLE(posts)
	SC_FOREIGN_KEY(posts_author_fk, (author_id), users, (id), on_delete(cascade), deferrable)
	SC_INDEX(posts_title, on(desc(title, nulls_last), author_id), using(btree), include(id))
	int64_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(always, start(10));
	int64_t author_id;
	int64_t *reviewer_id SC_REFERENCES(users, id, on_delete(set_null));
	char title[81] SC_GENERATED("upper('x')", stored);
};
SC_TABLE_ONLY(marks, column(id, "integer", primary_key), column(mark, "text", not_null, default("''"), check("length(mark) < 9")), index(on(mark)))
SC_VIEW(active_users, "SELECT * FROM users")
SC_TRIGGER(touch, users, sqlite("CREATE TRIGGER touch AFTER UPDATE ON users BEGIN SELECT 1; END;"), postgresql("BEFORE UPDATE ON users EXECUTE FUNCTION f()"))
SC_EXTENSION(pgcrypto)
#ifdef __cplusplus
}
#endif
#endif
