MATCH p = (a:Region)-[:PART_OF]->(b)<-[:PART_OF]-(c) WHERE a.name < c.name RETURN [n IN nodes(p) | n.name] AS names ORDER BY names
