// Which industries do several places develop?
MATCH (r:Region)-[:DEVELOPS]->(i:Industry)
WITH i, r ORDER BY r.name
WITH i.name AS industry, collect(DISTINCT r.name) AS regions
WHERE size(regions) > 1
RETURN industry, size(regions) AS n, regions
ORDER BY n DESC, industry;
