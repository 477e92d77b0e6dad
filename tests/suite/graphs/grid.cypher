// Four times four cells, each with a relationship to the next on the right and to the next below.
UNWIND range(0, 15) AS at CREATE (:Cell {x: at % 4, y: at / 4});
MATCH (a:Cell), (b:Cell) WHERE (a.x + 1 = b.x AND a.y = b.y) OR (a.x = b.x AND a.y + 1 = b.y) CREATE (a)-[:NEXT]->(b);
