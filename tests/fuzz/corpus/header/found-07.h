#include <schemac/model.h>
#inEFAULT(x)
enum st { SC_ENUM(st) A SC_VALUE("a"), B#include <schemac/model.h>
#include <stdint.h>
#include <stddef.h>
struct timespec_;
#define WRAP(x) SC_DEFAULT(x)
enum st { SC_ENUM(st) A SC_VALUE("a"), B SC_VALUE("a") };
struct user {
	SC_TABLE(users, coment("x"));
	SC_INEDX(users_x, on(iL);
	char *nm SC_DEFAULT(CURRENT_USER);
	i_Upost { SC_TABLE(uN