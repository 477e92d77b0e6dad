// Which region develops hydrogen, since when, and in which words?
MATCH (r:Region)-[d:DEVELOPS]->(:Industry {name: '氢能'})
UNWIND evidence(d) AS place
RETURN DISTINCT r.name AS region, place.year AS report, place.quote AS sentence
ORDER BY report, region, sentence;
