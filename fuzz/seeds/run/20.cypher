MATCH (x) WHERE x.name > 'a' AND 'd' > x.name RETURN x.name AS name ORDER BY name
