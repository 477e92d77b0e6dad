// Who keeps promises? Targets with a known outcome, by region and year.
MATCH (r:Region)-[:SETS]->(t:Target)-[a:ANSWERED_BY]->(:Observation)
WITH r.name AS region, t.year AS year, count(*) AS answered, sum(CASE WHEN a.met THEN 1 ELSE 0 END) AS kept
RETURN region, year, answered, kept, round(1000.0 * kept / answered) / 10 AS kept_percent
ORDER BY region, year;
