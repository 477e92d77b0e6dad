// Who works with whom?
MATCH (a)-[c:COOPERATES_WITH]->(b)
RETURN a.name AS one, labels(b)[0] AS kind, b.name AS other, evidence(c)[0].quote AS sentence
ORDER BY one, other;
