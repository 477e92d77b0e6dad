MATCH (a:Region {name: '无锡市'}), (b:Region {name: '苏州市'}) MERGE (a)-[c:COOPERATES_WITH]-(b) RETURN type(c) AS type, startNode(c).name AS start
