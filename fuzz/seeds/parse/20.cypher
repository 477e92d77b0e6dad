MATCH (n) WHERE n.a == 1 RETURN n
