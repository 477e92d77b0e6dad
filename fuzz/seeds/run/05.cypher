MATCH (a)-[:NEAR]->(b)-[:NEAR]->(c) RETURN count(*) AS n
