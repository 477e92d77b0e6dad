MATCH (区:Region {level: 'district'})-[:PART_OF]->(市) RETURN 区.name AS 区, 市.name AS 所属城市 ORDER BY 区
