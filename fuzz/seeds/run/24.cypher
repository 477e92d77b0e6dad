MATCH (x)-->(m)-->(y) RETURN count(y.zone) AS n
