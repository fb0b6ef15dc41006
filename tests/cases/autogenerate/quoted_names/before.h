#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

SC_TABLE_ONLY("Order Details", column("Unit Price", "real"), column("group", "text"))
