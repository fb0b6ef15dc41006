#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum user_status {
	SC_ENUM(user_status, schema(app))
	USER_ACTIVE SC_VALUE("active"),
	USER_SUSPENDED SC_VALUE("suspended", renamed_from("blocked")) = 7,
	USER_GONE
};
typedef enum { SC_ENUM("Odd kind") KIND_A, KIND_B } kind_t;

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	enum user_status status SC_DEFAULT(USER_ACTIVE);
	kind_t kind;
	kind_t *maybe;
	enum user_status as_text SC_TYPE("text");
};
