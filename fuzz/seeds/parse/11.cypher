RETURN [(x IN y)], [x IN y], [x IN y, z], [x IN y WHERE x > 1 | x + 1]
