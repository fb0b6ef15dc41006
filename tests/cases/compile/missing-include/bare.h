struct a {
	SC_TABLE
	long id SC_PRIMARY_KEY;
};
