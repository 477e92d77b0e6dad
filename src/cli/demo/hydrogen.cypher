MATCH (r:Region)-[d:DEVELOPS]->(:Industry {name: '氢能'})
RETURN r.name AS region, d.evidence_doc[0] AS report, d.evidence_quote[0] AS sentence
ORDER BY region;
