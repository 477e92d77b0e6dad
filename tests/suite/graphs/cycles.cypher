CREATE (a:Person {name: 'a', age: 10}), (b:Person {name: 'b', age: 20}), (c:Person {name: 'c', age: 30}),
       (d:Robot {name: 'd', age: 40}), (e:Person {name: 'e'}), (k:Person {name: 'k', age: 25}), (l:Robot {name: 'l'}),
       (a)-[:KNOWS]->(b), (b)-[:KNOWS]->(c), (a)-[:KNOWS]->(c), (c)-[:KNOWS]->(d), (d)-[:KNOWS]->(a),
       (b)-[:LIKES]->(d), (c)-[:LIKES]->(b), (e)-[:KNOWS]->(e), (e)-[:KNOWS]->(a), (b)-[:KNOWS]->(e),
       (k)-[:KNOWS]->(l), (k)-[:KNOWS]->(l), (l)-[:LIKES]->(k), (k)-[:KNOWS]->(a), (l)-[:KNOWS]->(a)
