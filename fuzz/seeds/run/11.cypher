RETURN date({year: 999999999, month: 12, day: 31}) + duration('P1D') AS d
