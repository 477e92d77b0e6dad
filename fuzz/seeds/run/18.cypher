UNWIND range(1, 1000) AS i MATCH (m) RETURN labels(m) AS labels, i % 2 AS odd, count(*) AS n ORDER BY labels, odd
