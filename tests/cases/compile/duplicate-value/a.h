#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum status {
	SC_ENUM(status)
	A SC_VALUE("a"),
	B SC_VALUE("a"),
};
