// What do the reports speak of most?
MATCH (x)-[m:MENTIONED_IN]->(d:Document)
WHERE NOT x:Region
RETURN labels(x)[0] AS kind, x.name AS name, count(d) AS reports, sum(m.count) AS mentions
ORDER BY reports DESC, mentions DESC, name
LIMIT 15;
