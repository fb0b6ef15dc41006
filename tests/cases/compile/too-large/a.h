#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct a {
	SC_TABLE(a)
	int id;
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	struct {
	int x SC_NOT_NULL;
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
	};
};
