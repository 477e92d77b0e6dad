RETURN all(x IN xs WHERE x > 0), reduce(s = 0, x IN xs | s + x), count(*), count(DISTINCT x), exists((a)-->())
