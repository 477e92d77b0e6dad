CALL db.lables() YIELD label RETURN label
