#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

enum role { SC_ENUM(role) R_FOO SC_VALUE("FOO"), R_B SC_VALUE("B") };
struct u { SC_TABLE(users) int64_t id SC_PRIMARY_KEY; enum role role SC_DEFAULT(R_FOO); };
