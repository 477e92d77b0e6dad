WITH {n: 1} AS m RETURN m . n, M.n IS NULL
