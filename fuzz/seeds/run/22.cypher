MATCH (x)-[:LINE]->(m)-[:LINE]->(y) WHERE x.zone = 2 AND y.zone > 1 RETURN m.name AS m, count(*) AS n ORDER BY m
