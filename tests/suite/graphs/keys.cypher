// Two kinds of nodes with values of many types, numbered: what equals what is the question.
UNWIND [[1, 1], [2, 1.0], [3, 2], [5, 'x'], [6, '1'], [7, true], [8, [1, 2]], [9, [1.0, 2.0]], [10, date('2024-05-01')],
  [11, datetime('2024-05-01T08:00:00+08:00')], [12, duration('P1D')], [13, 3.8亿美元], [14, 100亿元], [15, 5%],
  [16, 9007199254740993], [17, 0.0 / 0.0], [18, -0.0], [19, '无锡'], [20, 'X'], [21, time('12:00+01:00')]] AS row
CREATE (:A {i: row[0], k: row[1]});
UNWIND [[1, 1], [2, 1.0], [3, 2.5], [5, 'x'], [6, '1'], [7, true], [8, [1, 2]], [9, [2, 1]], [10, date('2024-05-01')],
  [11, datetime('2024-05-01T00:00:00Z')], [12, duration('PT24H')], [13, 380000000美元], [14, 10000000000元], [15, 5个百分点],
  [16, 9007199254740992.0], [17, 0.0 / 0.0], [18, 0], [19, '无锡'], [20, 'x'], [21, time('11:00Z')]] AS row
CREATE (:B {i: row[0], q: row[1]});
CREATE (:A {i: 4}), (:B {i: 4}), (:A {i: 22, k: 1}), (:B {i: 22, q: 2});
MATCH (a:A), (b:B) WHERE a.i = b.i CREATE (a)-[:SAME {i: a.i}]->(b);
MATCH (a:A {i: 1}), (b:B {i: 2}) CREATE (a)-[:NEXT]->(b)-[:NEXT]->(a);
