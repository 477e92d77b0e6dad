MATCH p = (x:Region {name: '昆山市'})-[r:PART_OF|DEVELOPS*1..2]-(y), q = (y)--() RETURN length(p) AS p, size(r) AS r, count(q) AS q ORDER BY p, q
