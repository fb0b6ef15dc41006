#include <schemac/model.h>
#include <stdint.h>

struct item {
	SC_TABLE(items)
	SC_CHECK(items_price, "price > 0")

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	int price;
};
