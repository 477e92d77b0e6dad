MATCH (r:Region)-[:SETS]->(t:Target {year: 2023})-[a:ANSWERED_BY]->(o:Observation),
      (t)-[:OF_INDICATOR]->(i:Indicator)
RETURN r.name AS region, i.name AS indicator, t.op + ' ' + t.text AS promised, o.text AS reached,
       CASE WHEN a.met THEN 'kept' ELSE 'missed' END AS verdict, evidence(o)[0].quote AS sentence
ORDER BY verdict DESC, region, indicator
LIMIT 12;
