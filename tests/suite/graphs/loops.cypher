// Stations with lines between them: lines side by side, lines that end where they start, and a depot.
CREATE (a:Station {name: 'a', zone: 1}), (b:Station {name: 'b', zone: 2}), (c:Station {name: 'c', zone: 2}), (d:Depot {name: 'd'}),
       (a)-[:LINE]->(b), (a)-[:LINE]->(b), (b)-[:LINE]->(b), (b)-[:LINE]->(c), (c)-[:LINE]->(c), (c)-[:LINE]->(c),
       (c)-[:LINE]->(a), (b)-[:LINE]->(d), (d)-[:LINE]->(a), (d)-[:LINE]->(d), (a)-[:TRACK]->(c), (c)-[:TRACK]->(c);
