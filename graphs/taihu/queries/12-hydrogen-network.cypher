// Everything within two steps of hydrogen that is not a report: platforms, companies, projects and their places.
MATCH (:Industry {name: '氢能'})<-[:IN_INDUSTRY]-(x)
OPTIONAL MATCH (r:Region)-[:BUILDS|HAS_PROJECT|COOPERATES_WITH]->(x)
RETURN labels(x)[0] AS kind, x.name AS name, collect(DISTINCT r.name) AS regions
ORDER BY kind, name;
