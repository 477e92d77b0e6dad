MATCH (i:Industry)<-[:DEVELOPS]-(r) RETURN i.name AS i, count(r.missing) AS n ORDER BY i
