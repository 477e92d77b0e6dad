MATCH (r:Region {name: '锡山区'}) DETACH DELETE r RETURN r
