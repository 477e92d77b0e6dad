UNWIND range(1, 1000) AS i MATCH (x:Station)-[:LINE]->(m) RETURN m.zone AS zone, count(*) AS n, sum(i) AS sum ORDER BY zone
