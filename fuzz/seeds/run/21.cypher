MATCH (x)-[p:LINE]->(m)-[q:LINE]->(y) RETURN count(*) AS n
