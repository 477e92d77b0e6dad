// The number of high-tech enterprises in every place as one series.
MATCH (r:Region)-[:REPORTS]->(o:Observation {type: 'level'})-[:OF_INDICATOR]->(i:Indicator)
WHERE i.name CONTAINS '高新技术企业'
WITH r, o ORDER BY o.year
RETURN r.name AS region, collect([o.year, o.value]) AS series
ORDER BY region;
