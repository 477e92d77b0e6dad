CREATE (a:Person:Emp {name:'Ann',age:30,city:'X'}),(b:Person {name:'Bob',age:40,city:'Y'}),(c:Person {name:'Cat',age:50,city:'X'}),(d:City {name:'X'}),(e:City {name:'Y'}),
(a)-[:KNOWS {since:2000}]->(b),(b)-[:KNOWS {since:2010}]->(c),(a)-[:KNOWS {since:2020}]->(c),(a)-[:LIVES]->(d),(b)-[:LIVES]->(e),(c)-[:LIVES]->(d),(d)-[:ROAD {km:5}]->(e),(e)-[:ROAD {km:7}]->(d);
