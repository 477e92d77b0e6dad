RETURN size(reduce(s = 'x', i IN range(1, 60) | s + s)) AS n
