#include <schemac/model.h>
#include <stdint.h>
#include <time.h>

enum order_state {
	SC_ENUM(order_state)
	ORDER_OPEN SC_VALUE("open"),
	ORDER_PAID SC_VALUE("paid")
};

struct customer {
	SC_TABLE(customers, comment("Who buys"))
	SC_INDEX(customers_email_idx, unique, on("lower(email)"), where("gone_at IS NULL"))
	SC_CHECK(customers_name_check, "length(name) > 0 AND name <> 'x'")
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char email[81] SC_UNIQUE;
	char name[65] SC_DEFAULT("'nobody'");
	time_t *gone_at;
	time_t created_at SC_DEFAULT_ON(postgresql, "CURRENT_TIMESTAMP") SC_DEFAULT_ON(sqlite, "0");
};

struct order {
	SC_TABLE(orders)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	int64_t customer_id SC_REFERENCES(customers, id, on_delete(cascade)) SC_INDEXED;
	enum order_state state SC_DEFAULT(ORDER_OPEN);
	char *note SC_TYPE_ON(postgresql, "jsonb") SC_DEFAULT("'{}'");
};

SC_VIEW(present_customers, "SELECT id, name FROM customers WHERE gone_at IS NULL")
