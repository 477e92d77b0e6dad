MATCH (r:Region) WHERE EXISTS { MATCH (r)-[:DEVELOPS]->(i) WHERE i.name = '氢能' } RETURN r.name AS r
