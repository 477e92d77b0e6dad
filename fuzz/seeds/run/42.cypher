MATCH (r:Region) SET r.seen = true RETURN count(r.seen) AS n
