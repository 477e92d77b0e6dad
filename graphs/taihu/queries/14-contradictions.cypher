// Where does a later report tell another figure for the same year, and what do both say?
MATCH (r:Region)-[:REPORTS]->(later:Observation)-[c:CONTRADICTS]->(earlier:Observation)-[:OF_INDICATOR]->(i:Indicator)
RETURN r.name AS region, i.name AS indicator, later.year AS year, earlier.text AS first_told, later.text AS then_told,
       round(1000 * c.gap) / 10 AS gap_percent, evidence(earlier)[0].quote AS first_said, evidence(later)[0].quote AS then_said
ORDER BY gap_percent DESC, region, indicator, year;
