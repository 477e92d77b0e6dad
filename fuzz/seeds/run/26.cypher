MATCH (r:Region)-[:SETS]->(t:Target)-[a:ANSWERED_BY]->(o:Observation) RETURN r.name AS region, t.value AS promised, o.value AS reached, a.met AS met
