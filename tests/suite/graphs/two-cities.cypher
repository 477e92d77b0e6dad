// Two cities, three districts, what they develop, and one promise with its outcome.
CREATE (wx:Region {name: '无锡市', level: 'city'}), (sz:Region {name: '苏州市', level: 'city'}),
       (xs:Region {name: '锡山区', level: 'district'})-[:PART_OF]->(wx),
       (hs:Region {name: '惠山区', level: 'district'})-[:PART_OF]->(wx),
       (kc:Region {name: '昆山市', level: 'county'})-[:PART_OF]->(sz),
       (ic:Industry {name: '集成电路'}), (h2:Industry {name: '氢能'}),
       (xs)-[:DEVELOPS {year: 2023}]->(ic), (kc)-[:DEVELOPS {year: 2024}]->(ic), (hs)-[:DEVELOPS {year: 2023}]->(h2),
       (t:Target:Measure {value: 1000.0, year: 2023})<-[:SETS]-(xs),
       (o:Observation:Measure {value: 1043.5, year: 2023})<-[:REPORTS]-(xs),
       (t)-[:ANSWERED_BY {met: true}]->(o);
