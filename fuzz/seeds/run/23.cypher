MATCH (x)-[:TRACK]->(m)-[:LINE]->(y) RETURN count(*) AS n
