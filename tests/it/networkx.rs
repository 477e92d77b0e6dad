//! Algorithms against networkx: 100 random graphs, every number to 1e-9. Runs where python3 has networkx, and says so where
//! it has not.

use std::io::Write as _;
use std::process::{Command, Stdio};

use tuzhi::database::{Database, Params};
use tuzhi::export::{JsonStyle, value_json};
use tuzhi::result::Elements;
use tuzhi::value::Value;

/// Reads one JSON object a line: nodes, edges (from, to, weight) and what the procedures gave; prints what differs.
const CHECK: &str = r#"
import json, sys
import networkx as nx

# networkx asks for scipy to compute PageRank, but has a form without.
try:
    import scipy
    pagerank = nx.pagerank
except ImportError:
    from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python as pagerank

def near(a, b):
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))

def groups(rows):
    parts = {}
    for node, group in rows:
        parts.setdefault(group, set()).add(node)
    return sorted(map(sorted, parts.values()))

def same_scores(name, at, mine, theirs):
    mine = dict(map(tuple, mine))
    if set(mine) != set(theirs) or any(not near(mine[n], theirs[n]) for n in theirs):
        print(f'graph {at}: {name}: {mine} is not {theirs}')

for at, line in enumerate(sys.stdin):
    case = json.loads(line)
    G = nx.DiGraph()
    G.add_nodes_from(range(case['n']))
    G.add_weighted_edges_from(case['edges'])
    U = nx.Graph()
    U.add_nodes_from(G)
    for a, b, w in case['edges']:
        U.add_edge(a, b, weight=w + (U[a][b]['weight'] if U.has_edge(a, b) else 0))
    least = nx.Graph()
    least.add_nodes_from(G)
    for a, b, w in case['edges']:
        least.add_edge(a, b, weight=min(w, least[a][b]['weight']) if least.has_edge(a, b) else w)
    r = case['results']
    same_scores('pagerank', at, r['pagerank'], pagerank(G, weight=None, tol=1e-15, max_iter=2000))
    same_scores('weighted pagerank', at, r['pagerank_w'], pagerank(G, weight='weight', tol=1e-15, max_iter=2000))
    same_scores('betweenness', at, r['betweenness'], nx.betweenness_centrality(G))
    same_scores('weighted betweenness', at, r['betweenness_w'], nx.betweenness_centrality(G, weight='weight'))
    same_scores('undirected betweenness', at, r['betweenness_u'], nx.betweenness_centrality(U))
    same_scores('closeness', at, r['closeness'], nx.closeness_centrality(G))
    same_scores('weighted closeness', at, r['closeness_w'], nx.closeness_centrality(G, distance='weight'))
    same_scores('undirected closeness', at, r['closeness_u'], nx.closeness_centrality(U))
    same_scores('degree', at, r['degree'], nx.degree_centrality(G))
    same_scores('triangles', at, r['triangles'], nx.triangles(U))
    same_scores('clustering', at, r['clustering'], nx.clustering(U))
    for name, mine, theirs in [('wcc', r['wcc'], nx.weakly_connected_components(G)), ('scc', r['scc'], nx.strongly_connected_components(G))]:
        if groups(mine) != sorted(map(sorted, theirs)):
            print(f'graph {at}: {name}: {groups(mine)}')
    for name in ['louvain', 'labels']:
        parts = groups([row[:2] for row in r[name]])
        if not near(r[name][0][2], nx.community.modularity(U, parts, weight='weight')):
            print(f'graph {at}: modularity of {name}: {r[name][0][2]}')
        if sorted(n for part in parts for n in part) != list(range(case['n'])):
            print(f'graph {at}: {name} is no partition')
    best = max(nx.community.modularity(U, nx.community.louvain_communities(U, seed=s)) for s in range(3))
    if r['louvain'][0][2] < best - 0.05:
        print(f'graph {at}: louvain reaches {r["louvain"][0][2]}, networkx {best}')
    try:
        path = nx.dijkstra_path_length(G, 0, 1)
    except nx.NetworkXNoPath:
        path = None
    mine = r['shortest'][0][0] if r['shortest'] else None
    if (path is None) != (mine is None) or path is not None and not near(path, mine):
        print(f'graph {at}: shortest path: {mine} is not {path}')
    theirs = []
    if path is not None:
        for p in nx.shortest_simple_paths(G, 0, 1, weight='weight'):
            theirs.append(nx.path_weight(G, p, 'weight'))
            if len(theirs) == 5:
                break
    mine = [row[0] for row in r['k_shortest']]
    if len(mine) != len(theirs) or any(not near(a, b) for a, b in zip(mine, theirs)):
        print(f'graph {at}: k shortest paths: {mine} is not {theirs}')
    tree = nx.minimum_spanning_tree(least).size(weight='weight')
    if not near(sum(row[0] for row in r['tree']), tree):
        print(f'graph {at}: spanning tree: {sum(row[0] for row in r["tree"])} is not {tree}')
    cycles = sorted(len(c) for c in nx.simple_cycles(G, length_bound=5))
    if sorted(row[0] for row in r['cycles']) != cycles:
        print(f'graph {at}: cycles: {sorted(row[0] for row in r["cycles"])} is not {cycles}')
    cycles = sorted(len(c) for c in nx.simple_cycles(least, length_bound=5))
    if sorted(row[0] for row in r['cycles_u']) != cycles:
        print(f'graph {at}: undirected cycles: {sorted(row[0] for row in r["cycles_u"])} is not {cycles}')
    order = {node: position for node, position in r['order']}
    if bool(order) != nx.is_directed_acyclic_graph(G) or order and any(order[a] >= order[b] for a, b in G.edges):
        print(f'graph {at}: topological order: {order}')
print('checked', at + 1)
"#;

/// What is asked of each graph: name, procedure with its arguments, and what is returned.
const ASKED: &[(&str, &str)] = &[
    ("pagerank", "CALL algo.pagerank() YIELD node, score RETURN node.n, score"),
    ("pagerank_w", "CALL algo.pagerank({weight: 'w'}) YIELD node, score RETURN node.n, score"),
    ("betweenness", "CALL algo.betweenness('N', 'R') YIELD node, score RETURN node.n, score"),
    ("betweenness_w", "CALL algo.betweenness({weight: 'w'}) YIELD node, score RETURN node.n, score"),
    ("betweenness_u", "CALL algo.betweenness({directed: false}) YIELD node, score RETURN node.n, score"),
    ("closeness", "CALL algo.closeness() YIELD node, score RETURN node.n, score"),
    ("closeness_w", "CALL algo.closeness('N', 'R', {weight: 'w'}) YIELD node, score RETURN node.n, score"),
    ("closeness_u", "CALL algo.closeness({directed: false}) YIELD node, score RETURN node.n, score"),
    ("degree", "CALL algo.degree() YIELD node, score RETURN node.n, score"),
    ("triangles", "CALL algo.triangles() YIELD node, triangles RETURN node.n, triangles"),
    ("clustering", "CALL algo.triangles() YIELD node, clustering RETURN node.n, clustering"),
    ("wcc", "CALL algo.wcc() YIELD node, component RETURN node.n, component"),
    ("scc", "CALL algo.scc() YIELD node, component RETURN node.n, component"),
    (
        "louvain",
        "CALL algo.louvain({weight: 'w'}) YIELD node, community, modularity RETURN node.n, community, modularity",
    ),
    (
        "labels",
        "CALL algo.labelPropagation({weight: 'w'}) YIELD node, community, modularity RETURN node.n, community, modularity",
    ),
    (
        "shortest",
        "MATCH (a {n: 0}), (b {n: 1}) CALL algo.shortestPath(a, b, {weight: 'w'}) YIELD cost RETURN cost",
    ),
    (
        "k_shortest",
        "MATCH (a {n: 0}), (b {n: 1}) CALL algo.kShortestPaths(a, b, 5, {weight: 'w'}) YIELD cost RETURN cost",
    ),
    ("tree", "CALL algo.spanningTree({weight: 'w'}) YIELD weight RETURN weight"),
    ("cycles", "CALL algo.cycles({maxLength: 5, limit: 1000000}) YIELD length RETURN length"),
    (
        "cycles_u",
        "CALL algo.cycles({maxLength: 5, limit: 1000000, directed: false}) YIELD length RETURN length",
    ),
];

#[test]
fn algorithms_agree_with_networkx() {
    let has_networkx = Command::new("python3").args(["-c", "import networkx"]).stderr(Stdio::null()).status();
    if !has_networkx.is_ok_and(|status| status.success()) {
        let _ = writeln!(std::io::stderr(), "skipped: python3 with networkx is not installed");
        return;
    }
    let lines: String = (0..100).map(|seed| line(&mut Random(seed * 2 + 1), seed)).collect();
    let mut python = Command::new("python3")
        .args(["-c", CHECK])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    python.stdin.take().expect("it is piped").write_all(lines.as_bytes()).expect("python3 reads");
    let output = python.wait_with_output().expect("python3 ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "checked 100\n");
}

/// A graph and what the procedures say of it, as a line of JSON. Every third graph has no cycle.
fn line(random: &mut Random, seed: u64) -> String {
    let n = 4 + random.below(12);
    // One relationship is always there, so that its type is known.
    let mut edges: Vec<(u64, u64, f64)> = vec![(2, 3, 1.0)];
    for _ in 0..random.below(3 * n) {
        let (a, b) = (random.below(n), random.below(n));
        let (a, b) = if seed.is_multiple_of(3) { (a.min(b), a.max(b)) } else { (a, b) };
        if a != b && !edges.iter().any(|(from, to, _)| (*from, *to) == (a, b)) {
            // Weights whose sums are exact: equal lengths are equal in any order of addition.
            edges.push((a, b, (1 + random.below(16)) as f64 / 4.0));
        }
    }
    let mut database = Database::default();
    let mut session = database.session();
    session
        .run(&format!("UNWIND range(0, {}) AS n CREATE (:N {{n: n}})", n - 1), &Params::new())
        .expect("it runs");
    for (a, b, w) in &edges {
        let text = format!("MATCH (a:N {{n: {a}}}), (b:N {{n: {b}}}) CREATE (a)-[:R {{w: {w:?}}}]->(b)");
        session.run(&text, &Params::new()).expect("it runs");
    }
    let mut results = serde_json::Map::new();
    for (name, text) in ASKED {
        let table = session.run(text, &Params::new()).unwrap_or_else(|error| panic!("{text}: {error}"));
        let row = |row: &Vec<Value>| -> serde_json::Value {
            row.iter().map(|value| value_json(value, &table.elements, JsonStyle::Plain)).collect()
        };
        results.insert((*name).to_owned(), table.rows.iter().map(row).collect());
    }
    let order = session
        .run("CALL algo.topologicalSort() YIELD node, position RETURN node.n, position", &Params::new());
    let order = order.map(|table| table.rows).unwrap_or_default();
    let numbers = |row: &Vec<Value>| -> serde_json::Value {
        row.iter().map(|value| value_json(value, &Elements::default(), JsonStyle::Plain)).collect()
    };
    results.insert("order".to_owned(), order.iter().map(numbers).collect());
    format!("{}\n", serde_json::json!({ "n": n, "edges": edges, "results": results }))
}

/// Numbers that are the same in each run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % bound.max(1)
    }
}
