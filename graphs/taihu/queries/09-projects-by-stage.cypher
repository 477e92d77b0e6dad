// How far have the named projects come?
MATCH (r:Region)-[:HAS_PROJECT]->(p:Project)
WITH p.stage AS stage, r.name + ': ' + p.name AS project ORDER BY project
RETURN stage, count(*) AS n, collect(project) AS projects
ORDER BY n DESC, stage;
