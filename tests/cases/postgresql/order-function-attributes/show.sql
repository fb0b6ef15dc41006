SELECT proacl FROM pg_proc WHERE proname = 'f'
