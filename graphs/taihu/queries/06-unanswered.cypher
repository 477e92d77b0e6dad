// Which targets of 2023 were never told of again?
MATCH (r:Region)-[:SETS]->(t:Target {year: 2023})-[:OF_INDICATOR]->(i:Indicator)
WHERE NOT (t)-[:ANSWERED_BY]->()
RETURN r.name AS region, i.name AS indicator, t.op AS op, t.text AS promised, evidence(t)[0].quote AS sentence
ORDER BY region, indicator, promised;
