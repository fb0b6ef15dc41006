struct a {
	struct { long id SC_PRIMARY_KEY; };
	union { int a; long b; } SC_TRANSIENT;
};
