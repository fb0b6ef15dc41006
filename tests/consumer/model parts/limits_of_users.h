#define EMAIL_MAX 254
