MATCH (n:Region) RETURN m.name
