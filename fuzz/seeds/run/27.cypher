UNWIND [3, 1, null, 2] AS x RETURN x, CASE WHEN x > 1 THEN 'large' WHEN x IS NULL THEN 'none' ELSE 'small' END AS size ORDER BY x DESC
