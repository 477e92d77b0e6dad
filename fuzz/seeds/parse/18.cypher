RETURN 1 /* never ends
