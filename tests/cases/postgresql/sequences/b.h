#include <schemac/model.h>
#include <stdint.h>

struct small { SC_TABLE(small) int64_t id SC_PRIMARY_KEY SC_SERIAL; int32_t n SC_NULL; };
struct wide { SC_TABLE(wide) int64_t id SC_PRIMARY_KEY SC_SERIAL; int32_t n SC_NULL; };
struct start { SC_TABLE(start) int32_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(always, start(1000), cache(5)); int32_t n SC_NULL; };
struct moved { SC_TABLE(moved) int32_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(always, start(2000)); int32_t n SC_NULL; };
struct bounds { SC_TABLE(bounds) int32_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(always, start(5), minvalue(3), maxvalue(99)); int32_t n SC_NULL; };
struct down { SC_TABLE(down) int32_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(always, increment(-2)); int32_t n SC_NULL; };
struct taken { SC_TABLE(taken) int32_t id SC_PRIMARY_KEY SC_IDENTITY; int32_t n SC_NULL; };
struct given { SC_TABLE(given) int32_t id SC_PRIMARY_KEY SC_SERIAL; int32_t n SC_NULL; };
struct plain { SC_TABLE(plain) int32_t id SC_PRIMARY_KEY SC_SERIAL; int32_t n SC_NULL; };
struct odd { SC_TABLE(odd) int32_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(always, start(3), increment(5)); int32_t n SC_NULL; };
struct loose { SC_TABLE(loose) int32_t id SC_PRIMARY_KEY SC_DEFAULT("nextval('loose_id_seq')"); int32_t n SC_NULL; };
struct tied { SC_TABLE(tied) int32_t id SC_PRIMARY_KEY SC_SERIAL; int32_t n SC_NULL; };
SC_SEQUENCE(loose_id_seq, comment("free"))
