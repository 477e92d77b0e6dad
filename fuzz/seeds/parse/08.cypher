MATCH (n) RETURN left('abc')
