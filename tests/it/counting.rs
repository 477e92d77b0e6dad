//! Counts of patterns against the plainest way to find them: small random graphs with loops and relationships side by side,
//! random patterns of one to five relationships, every choice of relationships tried.

use tuzhi::database::{Database, Options, Params};
use tuzhi::value::Value;

/// Graphs, and patterns counted on each.
const GRAPHS: u64 = 60;
const PATTERNS: usize = 12;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

struct Graph {
    /// Whether a node is a `B`, and its number.
    nodes: Vec<(bool, i64)>,
    /// Start, end, whether it is an `X`.
    rels: Vec<(usize, usize, bool)>,
}

impl Graph {
    fn random(dice: &mut Dice) -> Self {
        let n = 3 + dice.below(3);
        let nodes = (0..n).map(|_| (dice.below(2) == 0, i64::try_from(dice.below(4)).unwrap())).collect();
        let rel = |dice: &mut Dice| (dice.below(n), dice.below(n), dice.below(3) > 0);
        let mut rels: Vec<_> = (0..6 + dice.below(9)).map(|_| rel(dice)).collect();
        // Without loops other ways to count are open.
        if dice.below(2) == 0 {
            rels.retain(|(start, end, _)| start != end);
        }
        Self { nodes, rels }
    }

    fn create(&self) -> String {
        let label = |is_b: bool| if is_b { "A:B" } else { "A" };
        let nodes = self.nodes.iter().enumerate();
        let text =
            |at: usize| if has_text(at) { format!(", t: 'text {}'", at * 7 % 10) } else { String::new() };
        let nodes =
            nodes.map(|(at, (is_b, k))| format!("(n{at}:{} {{k: {k}, i: {at}{}}})", label(*is_b), text(at)));
        let rel = |(start, end, is_x): &(usize, usize, bool)| {
            format!("(n{start})-[:{}]->(n{end})", if *is_x { "X" } else { "Y" })
        };
        let parts: Vec<String> = nodes.chain(self.rels.iter().map(rel)).collect();
        format!("CREATE {}", parts.join(", "))
    }
}

/// Of the texts that nodes have no two are the same, but not every node has one.
fn has_text(node: usize) -> bool {
    node % 3 != 1
}

/// What is compared to tell two nodes apart, or to be one.
#[derive(Clone, Copy)]
enum By {
    Node,
    Id,
    ElementId,
    /// A number of its own, and a text of its own where there is one.
    Number,
    Text,
    /// A number that others may have.
    Shared,
}

impl By {
    const ALL: [Self; 6] = [Self::Node, Self::Id, Self::ElementId, Self::Number, Self::Text, Self::Shared];

    fn text(self, op: &str, one: usize, other: usize) -> String {
        let key = |key: &str| format!("v{one}:A AND v{other}:A AND v{one}.{key} {op} v{other}.{key}");
        match self {
            Self::Node => format!("v{one} {op} v{other}"),
            Self::Id => format!("id(v{one}) {op} id(v{other})"),
            Self::ElementId => format!("elementId(v{one}) {op} elementId(v{other})"),
            Self::Number => key("i"),
            Self::Text => key("t"),
            Self::Shared => key("k"),
        }
    }

    /// Whether two nodes are the same by it; none where one has nothing to be compared.
    fn is_same(self, graph: &Graph, one: usize, other: usize) -> Option<bool> {
        match self {
            Self::Node | Self::Id | Self::ElementId | Self::Number => Some(one == other),
            Self::Text => (has_text(one) && has_text(other)).then_some(one == other),
            Self::Shared => Some(graph.nodes[one].1 == graph.nodes[other].1),
        }
    }
}

#[derive(Clone, Copy)]
enum Arrow {
    Right,
    Left,
    Either,
}

struct Step {
    from: usize,
    to: usize,
    arrow: Arrow,
    /// `X`, `Y` or any.
    wants_x: Option<bool>,
    clause: usize,
}

enum Condition {
    Differ(By, usize, usize),
    Same(By, usize, usize),
    Less(usize, usize),
    Is(usize, i64),
    NotJoined(usize, usize),
    Joined(usize, usize),
}

struct Pattern {
    is_b: Vec<bool>,
    steps: Vec<Step>,
    conditions: Vec<Condition>,
}

impl Pattern {
    fn random(dice: &mut Dice) -> Self {
        let mut pattern = Self { is_b: vec![dice.below(8) == 0], steps: Vec::new(), conditions: Vec::new() };
        let two_clauses = dice.below(4) == 0;
        for at in 0..1 + dice.below(5) {
            let from = dice.below(pattern.is_b.len());
            let to = match dice.below(4) {
                0 => dice.below(pattern.is_b.len()),
                _ => {
                    pattern.is_b.push(dice.below(8) == 0);
                    pattern.is_b.len() - 1
                }
            };
            let arrow = [Arrow::Right, Arrow::Left, Arrow::Either][dice.below(3)];
            let wants_x = [Some(true), Some(true), Some(false), None][dice.below(4)];
            let clause = usize::from(two_clauses && at >= 2);
            pattern.steps.push(Step { from, to, arrow, wants_x, clause });
        }
        let n = pattern.is_b.len();
        for _ in 0..dice.below(3) {
            let (one, other) = (dice.below(n), dice.below(n));
            let by = By::ALL[dice.below(By::ALL.len())];
            pattern.conditions.push(match dice.below(8) {
                0..3 => Condition::Differ(by, one, other),
                7 => Condition::Same(by, one, other),
                3 => Condition::Less(one, other),
                4 => Condition::Is(one, 1),
                5 => Condition::NotJoined(one, other),
                _ => Condition::Joined(one, other),
            });
        }
        pattern
    }

    /// Four nodes in a ring, begun anywhere and drawn any way, mostly alike; sometimes with a step to a fifth.
    fn cycle_of_four(dice: &mut Dice) -> Self {
        let arrows = [Arrow::Right, Arrow::Left, Arrow::Either];
        let types = [Some(true), Some(true), Some(false), None];
        let (arrow, wants_x) = (arrows[dice.below(3)], types[dice.below(4)]);
        let is_mixed = dice.below(2) == 0;
        let mut steps: Vec<Step> = (0..4)
            .map(|from| Step {
                from,
                to: (from + 1) % 4,
                arrow: if is_mixed { arrows[dice.below(3)] } else { arrow },
                wants_x: if is_mixed { types[dice.below(4)] } else { wants_x },
                clause: 0,
            })
            .collect();
        if !is_mixed && dice.below(2) == 0 {
            // Both ways from one node to the one opposite.
            let against = |arrow| match arrow {
                Arrow::Right => Arrow::Left,
                Arrow::Left => Arrow::Right,
                Arrow::Either => Arrow::Either,
            };
            steps[2..].iter_mut().for_each(|step| step.arrow = against(step.arrow));
        }
        let mut is_b: Vec<bool> = (0..4).map(|_| dice.below(8) == 0).collect();
        if dice.below(4) == 0 {
            is_b.push(false);
            steps.push(Step {
                from: dice.below(4),
                to: 4,
                arrow,
                wants_x: Some(dice.below(2) == 0),
                clause: 0,
            });
        }
        let mut conditions = Vec::new();
        for pair in [(0, 2), (1, 3)] {
            if dice.below(2) == 0 {
                conditions.push(Condition::Differ(By::ALL[dice.below(By::ALL.len())], pair.0, pair.1));
            }
        }
        if dice.below(3) == 0 {
            conditions.push(Condition::Is(dice.below(4), 1));
        }
        Self { is_b, steps, conditions }
    }

    fn text(&self) -> String {
        let label = |at: usize| if self.is_b[at] { ":B" } else { "" };
        let step = |step: &Step| {
            let ty = match step.wants_x {
                Some(true) => ":X",
                Some(false) => ":Y",
                None => "",
            };
            let (left, right) = match step.arrow {
                Arrow::Right => ("-", "->"),
                Arrow::Left => ("<-", "-"),
                Arrow::Either => ("-", "-"),
            };
            format!("(v{}{}){left}[{ty}]{right}(v{}{})", step.from, label(step.from), step.to, label(step.to))
        };
        let clause = |clause: usize| {
            let steps = self.steps.iter().filter(|step| step.clause == clause).map(step);
            let steps: Vec<String> = steps.collect();
            if steps.is_empty() { String::new() } else { format!("MATCH {} ", steps.join(", ")) }
        };
        let condition = |condition: &Condition| match condition {
            Condition::Differ(by, one, other) => by.text("<>", *one, *other),
            Condition::Same(by, one, other) => by.text("=", *one, *other),
            Condition::Less(one, other) => format!("v{one}.k < v{other}.k"),
            Condition::Is(node, k) => format!("v{node}.k = {k}"),
            Condition::NotJoined(one, other) => format!("NOT (v{one})-[:X]->(v{other})"),
            Condition::Joined(one, other) => format!("EXISTS {{ (v{one})-[:X]-(v{other}) }}"),
        };
        let conditions: Vec<String> = self.conditions.iter().map(condition).collect();
        let filter = match &conditions[..] {
            [] => String::new(),
            conditions => format!("WHERE {} ", conditions.join(" AND ")),
        };
        format!("{}{}{filter}", clause(0), clause(1))
    }

    /// The nodes of every match.
    fn matches(&self, graph: &Graph) -> Vec<Vec<usize>> {
        let mut found = Vec::new();
        let mut nodes = vec![None; self.is_b.len()];
        // A pattern's first node may stand in no step only when there is none.
        self.extend(graph, &mut nodes, &mut Vec::new(), &mut found);
        found
    }

    fn extend(
        &self,
        graph: &Graph,
        nodes: &mut Vec<Option<usize>>,
        taken: &mut Vec<usize>,
        found: &mut Vec<Vec<usize>>,
    ) {
        let Some(step) = self.steps.get(taken.len()) else {
            let nodes: Vec<usize> = nodes.iter().map(|node| node.unwrap()).collect();
            if self.holds(graph, &nodes) {
                found.push(nodes);
            }
            return;
        };
        for (rel, &(start, end, is_x)) in graph.rels.iter().enumerate() {
            let is_used =
                taken.iter().zip(&self.steps).any(|(used, by)| *used == rel && by.clause == step.clause);
            if is_used || step.wants_x.is_some_and(|wants_x| wants_x != is_x) {
                continue;
            }
            let ways: &[(usize, usize)] = match step.arrow {
                Arrow::Right => &[(start, end)],
                Arrow::Left => &[(end, start)],
                Arrow::Either if start == end => &[(start, end)],
                Arrow::Either => &[(start, end), (end, start)],
            };
            for &(from, to) in ways {
                let before = nodes.clone();
                let fits = |known: Option<usize>, node| known.is_none_or(|known| known == node);
                if fits(nodes[step.from], from)
                    && (step.from != step.to || from == to)
                    && fits(nodes[step.to], to)
                {
                    nodes[step.from] = Some(from);
                    nodes[step.to] = Some(to);
                    taken.push(rel);
                    self.extend(graph, nodes, taken, found);
                    taken.pop();
                }
                *nodes = before;
            }
        }
    }

    fn holds(&self, graph: &Graph, nodes: &[usize]) -> bool {
        let joined = |one: usize, other: usize| {
            graph.rels.iter().any(|(start, end, is_x)| *is_x && *start == nodes[one] && *end == nodes[other])
        };
        let labels = self.is_b.iter().zip(nodes).all(|(is_b, node)| !is_b || graph.nodes[*node].0);
        labels
            && self.conditions.iter().all(|condition| match *condition {
                Condition::Differ(by, one, other) => {
                    by.is_same(graph, nodes[one], nodes[other]) == Some(false)
                }
                Condition::Same(by, one, other) => by.is_same(graph, nodes[one], nodes[other]) == Some(true),
                Condition::Less(one, other) => graph.nodes[nodes[one]].1 < graph.nodes[nodes[other]].1,
                Condition::Is(node, k) => graph.nodes[nodes[node]].1 == k,
                Condition::NotJoined(one, other) => !joined(one, other),
                Condition::Joined(one, other) => joined(one, other) || joined(other, one),
            })
    }
}

fn integers(database: &mut Database, text: &str, options: Options) -> Vec<Vec<i64>> {
    let mut session = database.session();
    session.set_optimizer(options);
    let table = session.run(text, &Params::new()).unwrap_or_else(|error| panic!("{text}: {error}"));
    let integer = |value: &Value| match value {
        Value::Integer(value) => *value,
        other => panic!("{text}: {other:?}"),
    };
    table.rows.iter().map(|row| row.iter().map(integer).collect()).collect()
}

fn explained(database: &mut Database, text: &str, options: Options) -> String {
    let mut session = database.session();
    session.set_optimizer(options);
    let plan = session.run(&format!("EXPLAIN {text}"), &Params::new()).unwrap();
    plan.rows.iter().flatten().map(Value::to_text).collect()
}

#[test]
fn patterns_are_counted_as_they_are_found() {
    let (mut n_found, mut n_diamonds, mut n_meetings) = (0, 0, 0);
    for seed in 0..GRAPHS {
        let mut dice = Dice(seed);
        let graph = Graph::random(&mut dice);
        let mut database = Database::default();
        database.session().run(&graph.create(), &Params::new()).unwrap();
        for at in 0..PATTERNS {
            let pattern = match at % 3 {
                0 => Pattern::cycle_of_four(&mut dice),
                _ => Pattern::random(&mut dice),
            };
            let matches = pattern.matches(&graph);
            n_found += matches.len();
            let text = pattern.text();
            let all = vec![vec![i64::try_from(matches.len()).unwrap()]];
            let key = dice.below(pattern.is_b.len());
            let mut by_key = vec![0; graph.nodes.len()];
            matches.iter().for_each(|nodes| by_key[nodes[key]] += 1);
            let by_key: Vec<Vec<i64>> =
                (0..).zip(by_key).filter(|(_, n)| *n > 0).map(|(node, n)| vec![node, n]).collect();
            for options in [Options::default(), Options::none()] {
                let count = format!("{text}RETURN count(*)");
                n_diamonds +=
                    usize::from(explained(&mut database, &count, options).contains("CountDiamonds"));
                let counted = integers(&mut database, &count, options);
                assert_eq!(counted, all, "{}\n{text}", graph.create());
                let grouped = format!("{text}RETURN v{key}.i AS i, count(v0) AS n ORDER BY i");
                n_meetings += usize::from(explained(&mut database, &grouped, options).contains("ExpandMeet"));
                assert_eq!(
                    integers(&mut database, &grouped, options),
                    by_key,
                    "{}\n{grouped}",
                    graph.create()
                );
            }
        }
    }
    assert!(n_found > 4_000 && n_diamonds > 60, "{n_found} matches, {n_diamonds} cycles of four");
    assert!(n_meetings > 60, "{n_meetings} plans in which steps meet");
}

/// Nodes with hundreds of steps beside nodes with one or two, loops and relationships side by side among them.
#[test]
fn few_steps_meet_the_many_of_a_hub() {
    let mut dice = Dice(7);
    let mut database = Database::default();
    let mut run = |text: &str| drop(database.session().run(text, &Params::new()).unwrap());
    run("CREATE INDEX FOR (a:A) ON (a.i)");
    run("UNWIND range(0, 399) AS i CREATE (:A {i: i})");
    for rel_type in ["X", "Y"] {
        let mut pair = |from: usize| [dice.below(from), dice.below(400)];
        let hubs: Vec<_> = (0..700).map(|_| pair(3)).collect();
        let pairs: Vec<_> = hubs.into_iter().chain((0..300).map(|_| pair(400))).collect();
        run(&format!(
            "UNWIND {pairs:?} AS r MATCH (a:A {{i: r[0]}}), (b:A {{i: r[1]}}) CREATE (a)-[:{rel_type}]->(b)"
        ));
    }
    for pattern in [
        "(a)-[:X]->(b), (a)<-[:Y]-(c), (b)<-[:Y]-(c)",
        "(a)-[:X]-(b), (a)-[:Y]-(c)-[:X]-(b)",
        "(a)-[:X]->(b)-[:X]->(c), (a)-[:X]->(c)",
        "(a)-[:Y]-(b)-[:Y]-(c)-[:Y]-(a)",
    ] {
        for end in ["count(*)", "a.i % 50 AS i, count(c) AS n ORDER BY i"] {
            let text = format!("MATCH {pattern} RETURN {end}");
            let [counted, found] =
                [Options::default(), Options::none()].map(|options| integers(&mut database, &text, options));
            assert!(!found.is_empty(), "{text}");
            assert_eq!(counted, found, "{text}");
        }
    }
}

/// A key tells nodes apart only as long as no two have the same value: a plan that is kept is asked again.
#[test]
fn nodes_are_told_apart_by_what_they_have_now() {
    let mut database = Database::default();
    let mut run = |text: &str| -> String {
        let table = database.session().run(text, &Params::new()).unwrap();
        table.rows.iter().flatten().map(Value::to_text).collect()
    };
    run("UNWIND range(0, 9) AS i CREATE (:A {i: i})");
    run("MATCH (a:A), (b:A) WHERE b.i IN [(a.i + 1) % 10, (a.i + 2) % 10] CREATE (a)-[:X]->(b)");
    let two_steps = "MATCH (a:A)-[:X]-(b:A)-[:X]-(c:A) WHERE a.i <> c.i RETURN count(*)";
    let triangles = "MATCH (a:A)-[:X]->(b:A)-[:X]->(c:A)-[:X]-(d:A) WHERE a.i = d.i RETURN count(*)";
    for _ in 0..2 {
        assert_eq!([run(two_steps), run(triangles)], ["120", "10"]);
    }
    let explained = |run: &mut dyn FnMut(&str) -> String| run(&format!("EXPLAIN {two_steps}"));
    assert!(!explained(&mut run).contains("a.i"), "the values are not read");
    for (change, expected) in [
        // A node without a value is neither different nor the same.
        ("MATCH (a:A {i: 0}) REMOVE a.i", "96"),
        ("MATCH (a:A) WHERE a.i IS NULL SET a.i = 1", "116"),
        ("MATCH (a:A {i: 2}) SET a.i = 2.0", "116"),
        ("MATCH (a:A {i: 2}) SET a.i = 'two'", "116"),
        // Not a number differs from all, itself too.
        ("MATCH (a:A {i: 1}) SET a.i = 0.0 / 0.0", "120"),
    ] {
        run(change);
        assert_eq!(run(two_steps), expected, "{change}");
    }
    assert!(explained(&mut run).contains("a.i"), "the values are read");
}
