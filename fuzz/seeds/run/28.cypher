MATCH (z:Region {name: '无锡市'})<-[r:PART_OF]-(b), (b)-[:DEVELOPS]->() WITH *, 1 AS a RETURN *
