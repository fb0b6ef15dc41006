struct a {
	SC_TABLE(a)
	long id SC_PRIMARY_KEY;
	char name[20] SC_DEFAULT("'x'");
};

struct b {
	SC_TABLE(b)
	SC_INDEX(b_i, on(id))
	long id SC_PRIMARY_KEY;
};
