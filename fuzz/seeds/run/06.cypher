MATCH (a)-[:NEAR]-(b) RETURN a.name AS a, count(*) AS n ORDER BY a
