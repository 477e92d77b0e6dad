MATCH (r:Region {name: '锡山区'})-[:DEVELOPS|NEAR*1..3]->(i) RETURN DISTINCT i.name AS i ORDER BY i
