MATCH (a)-[x:NEAR]->(b)-[y:NEAR]->(c) RETURN count(*)
