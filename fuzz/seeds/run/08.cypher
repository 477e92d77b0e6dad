MATCH (n:Nothing)-[:DEVELOPS]->() RETURN count(*) AS n
