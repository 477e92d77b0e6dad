MATCH (a:Region {name: '无锡市'})-[r*2..1]->(b) RETURN r
