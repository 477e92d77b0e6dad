MATCH (r:Region {name: '无锡市'}) WITH r, id(r) AS before SET r:City REMOVE r:Region WITH r, before MATCH (c:City) RETURN id(c) = before AS same, c = r AS equal, labels(c) AS labels
