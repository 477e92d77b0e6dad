MATCH (r:Region) CREATE (:Region {name: r.name}) WITH count(*) AS n MATCH (r:Region) RETURN n, count(r) AS after
