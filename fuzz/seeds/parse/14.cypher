PROFILE MATCH (`a b`)-[:`T-1`]->(`match`) DETACH DELETE `a b`, `match`
