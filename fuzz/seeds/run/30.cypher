MATCH (a)-[:DEVELOPS]->(i:Industry {name: '氢能'}), (a)-[:PART_OF]->(c) RETURN c.name, i.name, a.name
