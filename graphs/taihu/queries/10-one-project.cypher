// The life of one project, sentence by sentence.
MATCH (p:Project)
WHERE p.name CONTAINS '华虹二期'
UNWIND evidence(p) AS place
RETURN p.name AS project, place.year AS report, place.document AS document, place.quote AS sentence
ORDER BY report, sentence;
