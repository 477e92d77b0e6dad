// Which places are known, what lies in what, and how many figures each has promised and told.
MATCH (r:Region)
OPTIONAL MATCH (r)-[:PART_OF]->(above:Region)
WITH r, collect(above.name) AS part_of
RETURN r.name AS region, r.level AS level, part_of,
       size([(r)-[:SETS]->(t) | t]) AS targets, size([(r)-[:REPORTS]->(o) | o]) AS observations
ORDER BY targets DESC, observations DESC, region;
