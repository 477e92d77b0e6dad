CREATE (a)-[:R*2]->(b)
