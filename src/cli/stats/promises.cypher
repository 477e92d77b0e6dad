MATCH (r:Region)-[:SETS]->(t:Target)
OPTIONAL MATCH (t)-[a:ANSWERED_BY]->()
WITH r.name AS region, t.year AS year, t, count(a) > 0 AS is_answered, max(CASE WHEN a.met THEN 1 ELSE 0 END) AS met
RETURN region, year, count(t) AS targets, sum(CASE WHEN is_answered THEN 1 ELSE 0 END) AS answered, sum(met) AS kept
ORDER BY region, year
