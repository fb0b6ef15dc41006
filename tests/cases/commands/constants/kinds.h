#ifndef KINDS_H
#define KINDS_H
#define FIRST 10
enum kind { KIND_A = FIRST, KIND_B, KIND_C = -1, KIND_BIG = 5000000000, KIND_COUNT };
#endif
