// 200 nodes, each with three relationships to others, and few loops.
CREATE INDEX FOR (n:N) ON (n.id);
UNWIND range(0, 199) AS id CREATE (:N {id: id, zone: id % 10});
MATCH (a:N), (b:N) WHERE (a.id * 7 + 3) % 200 = b.id CREATE (a)-[:R]->(b);
MATCH (a:N), (b:N) WHERE (a.id * 3 + 50) % 200 = b.id CREATE (a)-[:R]->(b);
MATCH (a:N), (b:N) WHERE (a.id + 13) % 200 = b.id CREATE (a)-[:S]->(b);
