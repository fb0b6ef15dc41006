# 1 "a.h"
typedef unsigned char u8; enum e { __schemac_marker__("SC_ENUM", "e") A __schemac_marker__("SC_VALUE","\"a\""), B = (1 << 3) + sizeof(long[4]) * 2 };
extern "C" {
struct __attribute__((packed)) a { __schemac_marker__("SC_TABLE", "a, comment(\"x\")") u8 h[B / 2], *p; enum e s __schemac_marker__("SC_DEFAULT", "A", A); int (*f[3])(int); };
}
int f(int a) { return a; }
static int t[] = { 1, 2 };
