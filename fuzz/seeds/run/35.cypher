MATCH p = (:Region {name: '锡山区'})-[:PART_OF]-(:Region {name: '无锡市'})-[:PART_OF]-(x) RETURN [n IN nodes(p) | n.name] AS names, length(p) AS n
