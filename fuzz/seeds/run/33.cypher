MATCH (r:Region {name: '无锡市'}) SET r = {name: null, a: 1} RETURN properties(r) AS properties
