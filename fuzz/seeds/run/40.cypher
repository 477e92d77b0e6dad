MATCH p = allShortestPaths((a:Region {name: '江阴市'})-[:DEVELOPS*..6]-(b:Region {name: '苏州市'})) RETURN length(p) AS steps, count(*) AS paths
