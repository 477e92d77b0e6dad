RETURN duration('P292471208677Y10M') + duration({months: 1}) AS d
