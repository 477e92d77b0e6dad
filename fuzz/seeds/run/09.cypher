RETURN duration({years: 1000000000}) AS d, duration({months: 9223372036854775807}) AS m
