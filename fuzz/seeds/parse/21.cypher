MATCH (n：Region) RETURN n
