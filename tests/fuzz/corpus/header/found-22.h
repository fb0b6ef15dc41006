#incl께께께께께께께께께께께께께께께께께께께께께께께께께께께께께께께께께께께께께께쾣de <schemac/model.h>
#inct.h>
#include <stddef.h>
struct timespec_;
#define WRAP(x) SC_DEFAULT(x)
enum st ude <stddef.h>
struct timespec_;
#define WRAP(x) SC_DEFAULT(x)
enum st { SC_ENUM(st) A SC_VALUE("a"), B SC_VALUE("a"UE_KEY(a, b)
