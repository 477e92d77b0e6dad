MATCH (r:Region) SET r.seen = true WITH r LIMIT 0 RETURN count(r) AS n
