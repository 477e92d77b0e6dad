MATCH (r:Region {name: '昆山市'}) DETACH DELETE r
