RETURN localdatetime('9999-12-31T23:59:59.999999999') + duration({nanoseconds: 1}) AS t, datetime('0001-01-01T00:00:00+18:00') AS z
