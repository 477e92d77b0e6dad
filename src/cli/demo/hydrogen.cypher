MATCH (r:Region)-[d:DEVELOPS]->(:Industry {name: '氢能'})
UNWIND evidence(d) AS place
WITH r, place WHERE size(place.quote) > 15
RETURN DISTINCT r.name AS region, place.year AS year, place.quote AS sentence
ORDER BY year, region
LIMIT 8;
