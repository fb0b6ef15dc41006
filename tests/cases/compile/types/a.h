#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define NAME_MAX_LENGTH 64
enum plain { PLAIN_A, PLAIN_B };
typedef int32_t number_t;
typedef number_t alias_t;

struct sample {
	SC_TABLE(samples)
	bool b;
	_Bool b2;
	int8_t i8;
	int16_t i16;
	short s;
	int32_t i32;
	int i;
	int64_t i64;
	long l;
	long long ll;
	uint8_t u8;
	uint16_t u16;
	uint32_t u32;
	unsigned u;
	alias_t alias;
	float f;
	double d;
	char fixed[NAME_MAX_LENGTH + 1];
	char *text;
	const char *const constant;
	uint8_t digest[32];
	unsigned char bytes[4];
	uint8_t *blob;
	time_t at;
	time_t *maybe_at;
	enum plain plain;
	int32_t *maybe;
	unsigned flags : 3;
	volatile int v;
	int first, second;
	struct {
		int x;
		struct {
			int y;
		};
	};
};
