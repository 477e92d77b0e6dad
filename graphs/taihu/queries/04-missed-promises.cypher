// Which targets were missed, by how much (in per cent of the target), and where does it say so?
MATCH (r:Region)-[:SETS]->(t:Target)-[a:ANSWERED_BY {met: false}]->(o:Observation),
      (t)-[:OF_INDICATOR]->(i:Indicator)
RETURN r.name AS region, t.year AS year, i.name AS indicator, t.text AS promised, o.text AS reached,
       round(1000.0 * (o.value - t.value) / t.value) / 10 AS gap_percent,
       evidence(t)[0].quote AS promise, evidence(o)[0].quote AS outcome
ORDER BY gap_percent, region, year, indicator;
