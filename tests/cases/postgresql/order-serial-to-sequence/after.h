#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

SC_SEQUENCE(t_id_seq, "AS integer")
struct t { SC_TABLE(t) int32_t id SC_PRIMARY_KEY SC_DEFAULT("nextval('t_id_seq')"); };
