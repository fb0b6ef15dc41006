struct a {
	long SC_DEFAULT(1) x;
};
