MATCH (d:Document)
OPTIONAL MATCH (x)-[:MENTIONED_IN]->(d)
RETURN d.year AS year, d.region AS region, d.kind AS kind, d.title AS title, d.characters AS characters,
       count(x) AS entities
ORDER BY year, region, title
