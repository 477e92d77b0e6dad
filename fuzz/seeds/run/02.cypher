MATCH (r:Region)-[:DEVELOPS]->(i:Industry {name: '氢能'}) RETURN r.name
