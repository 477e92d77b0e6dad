// Which targets of 2023 does the report of 2024 pass over in silence?
MATCH (r:Region)-[:SETS]->(t:Target {year: 2023})-[:OF_INDICATOR]->(i:Indicator)
WHERE NOT (t)-[:ANSWERED_BY]->() AND EXISTS { MATCH (d:Document {year: 2024}) WHERE d.region = r.name }
RETURN r.name AS region, i.name AS indicator, t.op AS op, t.text AS promised, evidence(t)[0].quote AS sentence
ORDER BY region, indicator, promised;
