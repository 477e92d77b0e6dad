MATCH (r:Region) OPTIONAL MATCH (r)-[:DEVELOPS]->(i) WHERE i.name STARTS WITH '氢' RETURN r.name, i.name
