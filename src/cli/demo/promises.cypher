MATCH (r:Region)-[:SETS]->(t:Target)-[a:ANSWERED_BY]->(o:Observation),
      (t)-[:OF_INDICATOR]->(i:Indicator)
WHERE t.year = 2023
RETURN r.name AS region, i.name AS indicator, t.op + ' ' + t.text AS promised, o.text AS reached,
       CASE a.met WHEN true THEN 'kept' WHEN false THEN 'missed' ELSE '?' END AS verdict,
       o.evidence_quote[0] AS sentence
ORDER BY region, indicator
LIMIT 12;
