RETURN cuont(1)
