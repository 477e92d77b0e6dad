//! Random statements that are valid and whose answer does not depend on the order in which rows come: names are in
//! scope, operands have types that fit, rows are cut only where their order is told. A small graph goes with them.
//!
//! Serves the laws that compare ways to run a statement: with passes of the optimizer off, on another copy of the graph.

use std::fmt::Write as _;

/// What decides: an endless sequence of numbers from a seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `n`.
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n
    }

    /// Yes in one of `n` cases.
    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }
}

/// The statement that makes the graph: nodes with no, one or two labels, some without properties; loops and
/// relationships side by side among the others.
pub(crate) fn graph(dice: &mut Dice) -> String {
    let mut text = String::from("CREATE ");
    let n_nodes = 6 + dice.below(4);
    for at in 0..n_nodes {
        let labels = dice.pick(&["", ":A", ":A", ":B", ":B", ":A:B", ":C"]);
        let mut entries: Vec<String> = Vec::new();
        if !dice.one_in(4) {
            entries.push(format!("n: {}", dice.below(4)));
        }
        if !dice.one_in(3) {
            entries.push(format!("s: '{}'", dice.pick(&["a", "ab", "b", "无锡"])));
        }
        if dice.one_in(2) {
            entries.push(format!("l: [{}, {}]", dice.below(3), dice.below(3)));
        }
        // A number of its own, which not every node has.
        if !dice.one_in(6) {
            entries.push(format!("u: {}", at * 5 % 11));
        }
        let _ = write!(text, "(v{at}{labels} {{{}}}), ", entries.join(", "));
    }
    for _ in 0..n_nodes + dice.below(8) {
        let (from, to) = (dice.below(n_nodes), dice.below(n_nodes));
        let _ =
            write!(text, "(v{from})-[:{} {{w: {}}}]->(v{to}), ", dice.pick(&["R", "R", "S"]), dice.below(3));
    }
    text.truncate(text.len() - 2);
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Node,
    Rel,
    Number,
    Text,
    List,
    Path,
}

/// A statement in the making: its text and the names in scope.
struct Writer<'d> {
    dice: &'d mut Dice,
    text: String,
    scope: Vec<(String, Kind)>,
    n_names: usize,
    /// Rows may be as many as the matches to the power of this.
    n_patterns: usize,
}

/// A statement that reads.
pub(crate) fn reading(dice: &mut Dice) -> String {
    let mut writer = Writer::new(dice);
    for _ in 0..1 + writer.dice.below(4) {
        writer.clause();
    }
    writer.result();
    writer.text
}

/// A statement that writes what does not depend on the order of rows, and gives a count.
pub(crate) fn writing(dice: &mut Dice) -> String {
    let mut writer = Writer::new(dice);
    for _ in 0..1 + writer.dice.below(2) {
        writer.clause();
    }
    writer.update();
    writer.text.push_str("RETURN count(*) AS n");
    writer.text
}

impl<'d> Writer<'d> {
    fn new(dice: &'d mut Dice) -> Self {
        Self { dice, text: String::new(), scope: Vec::new(), n_names: 0, n_patterns: 0 }
    }

    fn name(&mut self, kind: Kind) -> String {
        self.n_names += 1;
        let name = format!("x{}", self.n_names);
        self.scope.push((name.clone(), kind));
        name
    }

    /// A name in scope of a kind.
    fn known(&mut self, kind: Kind) -> Option<String> {
        let names: Vec<&String> =
            self.scope.iter().filter(|(_, k)| *k == kind).map(|(name, _)| name).collect();
        if names.is_empty() { None } else { Some(names[self.dice.below(names.len())].clone()) }
    }

    fn clause(&mut self) {
        match self.dice.below(8) {
            0 if !self.scope.is_empty() => {
                let list = self.list(2);
                let name = self.name(Kind::Number);
                let _ = write!(self.text, "UNWIND {list} AS {name} ");
            }
            1 | 2 if !self.scope.is_empty() => self.with(),
            _ if self.n_patterns < 3 => self.matching(),
            _ => {}
        }
    }

    fn matching(&mut self) {
        self.n_patterns += 1;
        let optional = if self.dice.one_in(4) { "OPTIONAL " } else { "" };
        let mut parts = vec![self.part()];
        if self.dice.one_in(4) && self.known(Kind::Node).is_some() {
            parts.push(self.part());
        }
        let _ = write!(self.text, "{optional}MATCH {} ", parts.join(", "));
        let mut conditions = Vec::new();
        for _ in 0..2 {
            conditions.extend(if self.dice.one_in(3) { self.equality() } else { None });
        }
        if self.dice.one_in(2) {
            conditions.push(self.condition(2));
        }
        if !conditions.is_empty() {
            let _ = write!(self.text, "WHERE {} ", conditions.join(" AND "));
        }
    }

    /// An equality that may join two parts of a pattern, or what keeps two nodes apart.
    fn equality(&mut self) -> Option<String> {
        let (one, other) = (self.known(Kind::Node)?, self.known(Kind::Node)?);
        let rel = self.known(Kind::Rel).unwrap_or_else(|| one.clone());
        let op = self.dice.pick(&["=", "<>"]);
        Some(match self.dice.below(12) {
            0 => format!("{one} {op} {other}"),
            1 => format!("id({one}) {op} id({other})"),
            7 => format!("elementId({one}) {op} elementId({other})"),
            8 | 9 => format!("{one}:A AND {other}:A AND {one}.u {op} {other}.u"),
            10 => format!("{one}.u {op} {other}.u"),
            2 => format!("{one}.n + 1 = {other}.n"),
            3 => format!("toUpper({one}.s) = toUpper({other}.s)"),
            4 => format!("{one}.l = {other}.l"),
            5 => format!("{rel}.w = {other}.n"),
            6 => format!("{one}.s = {other}.s"),
            _ => format!("{one}.n = {other}.n"),
        })
    }

    /// A path pattern: it begins where something is known, in two of three cases.
    fn part(&mut self) -> String {
        let mut text = String::new();
        let mut path = None;
        if self.dice.one_in(5) {
            self.n_names += 1;
            path = Some(format!("x{}", self.n_names));
        }
        let first = if self.dice.one_in(3) { None } else { self.known(Kind::Node) };
        text += &self.node(first);
        for _ in 0..self.dice.below(3) {
            text += &self.step();
            let end = if self.dice.one_in(5) { self.known(Kind::Node) } else { None };
            text += &self.node(end);
        }
        match path {
            None => text,
            Some(path) => {
                self.scope.push((path.clone(), Kind::Path));
                format!("{path} = {text}")
            }
        }
    }

    fn node(&mut self, known: Option<String>) -> String {
        let is_new = known.is_none();
        let name = match known {
            Some(name) => name,
            None if self.dice.one_in(3) => String::new(),
            None => self.name(Kind::Node),
        };
        let label =
            if self.dice.one_in(3) { self.dice.pick(&[":A", ":B", ":A:B", ":C", ":None"]) } else { "" };
        let properties = match self.dice.below(8) {
            0 if is_new => format!(" {{n: {}}}", self.dice.below(4)),
            1 if is_new => " {s: 'a'}".to_owned(),
            _ => String::new(),
        };
        format!("({name}{label}{properties})")
    }

    fn step(&mut self) -> String {
        let (left, right) = self.dice.pick(&[("-", "->"), ("<-", "-"), ("-", "-")]);
        let types = self.dice.pick(&["", ":R", ":S", ":R|S"]);
        match self.dice.below(6) {
            0 => {
                let length = self.dice.pick(&["*1..2", "*0..1", "*2", "*..2", "*0..2"]);
                format!("{left}[{types}{length}]{right}")
            }
            1 => format!("{left}[{types} {{w: {}}}]{right}", self.dice.below(3)),
            2 => {
                let name = self.name(Kind::Rel);
                format!("{left}[{name}{types}]{right}")
            }
            _ => format!("{left}[{types}]{right}"),
        }
    }

    /// `WITH`: some names go on, under new names or their own, or groups of them with counts.
    fn with(&mut self) {
        let is_grouped = self.dice.one_in(3);
        let (items, scope) = self.items(is_grouped);
        let distinct = if self.dice.one_in(4) { "DISTINCT " } else { "" };
        let _ = write!(self.text, "WITH {distinct}{} ", items.join(", "));
        self.scope = scope;
        if self.dice.one_in(4) {
            self.ordered();
        }
        if self.dice.one_in(4) {
            let condition = self.condition(1);
            let _ = write!(self.text, "WHERE {condition} ");
        }
    }

    /// An order of all columns, and only then a cut.
    fn ordered(&mut self) {
        let names: Vec<String> = self.scope.iter().map(|(name, _)| name.clone()).collect();
        let keys: Vec<String> =
            names.iter().map(|name| format!("{name}{}", self.dice.pick(&["", " DESC"]))).collect();
        let _ = write!(self.text, "ORDER BY {} ", keys.join(", "));
        if self.dice.one_in(3) {
            let _ = write!(self.text, "SKIP {} ", self.dice.below(3));
        }
        if self.dice.one_in(2) {
            let _ = write!(self.text, "LIMIT {} ", self.dice.below(6));
        }
    }

    /// Items of a projection and the names that they leave in scope.
    fn items(&mut self, is_grouped: bool) -> (Vec<String>, Vec<(String, Kind)>) {
        let (mut items, mut scope) = (Vec::new(), Vec::new());
        for (name, kind) in self.scope.clone() {
            if !self.dice.one_in(3) {
                items.push((name.clone(), None));
                scope.push((name, kind));
            }
        }
        let mut added: Vec<(String, Kind)> = Vec::new();
        if self.dice.one_in(2) {
            added.push((self.number(2), Kind::Number));
        }
        if self.dice.one_in(5) {
            added.push((self.words(), Kind::Text));
        }
        if self.dice.one_in(6) {
            added.push((self.list(2), Kind::List));
        }
        if is_grouped || (items.is_empty() && added.is_empty()) {
            added.push((self.aggregate(), Kind::Number));
        }
        for (expr, kind) in added {
            self.n_names += 1;
            let name = format!("x{}", self.n_names);
            scope.push((name.clone(), kind));
            items.push((expr, Some(name)));
        }
        let written = items.into_iter().map(|(expr, name)| match name {
            None => expr,
            Some(name) => format!("{expr} AS {name}"),
        });
        (written.collect(), scope)
    }

    fn aggregate(&mut self) -> String {
        let number = self.number(1);
        match self.dice.below(7) {
            0 | 1 => "count(*)".to_owned(),
            2 => format!("count({number})"),
            3 => format!("count(DISTINCT {number})"),
            4 => format!("sum({number})"),
            5 => format!("size(collect({number}))"),
            _ => format!("{}({number})", self.dice.pick(&["min", "max"])),
        }
    }

    fn result(&mut self) {
        let is_grouped = self.dice.one_in(3);
        let (items, scope) = self.items(is_grouped);
        let distinct = if self.dice.one_in(4) { "DISTINCT " } else { "" };
        let _ = write!(self.text, "RETURN {distinct}{} ", items.join(", "));
        self.scope = scope;
        if self.dice.one_in(2) {
            self.ordered();
        }
        self.text.truncate(self.text.trim_end().len());
    }

    fn update(&mut self) {
        let node = self.known(Kind::Node);
        let number = self.number(1);
        match (self.dice.below(5), node) {
            (0, Some(node)) => {
                let _ = write!(self.text, "SET {node}.seen = true, {node}:Seen ");
            }
            (1, Some(node)) => {
                let _ = write!(self.text, "DETACH DELETE {node} ");
            }
            (2, Some(node)) => {
                let _ = write!(self.text, "REMOVE {node}.n, {node}:A ");
            }
            (3, Some(node)) => {
                let _ = write!(
                    self.text,
                    "MERGE (m:M {{n: 1}}) ON CREATE SET m.made = true MERGE ({node})-[:T]->(m) "
                );
            }
            _ => {
                let _ = write!(self.text, "CREATE (:New {{n: {number}}})-[:T]->(:New:End) ");
            }
        }
    }

    /// A number or null.
    fn number(&mut self, depth: usize) -> String {
        let name = if self.dice.one_in(2) { self.known(Kind::Number) } else { None };
        if let Some(name) = name {
            return name;
        }
        match self.dice.below(if depth == 0 { 4 } else { 9 }) {
            0 => self.dice.below(5).to_string(),
            1 => self.known(Kind::Rel).map_or("2".to_owned(), |rel| format!("{rel}.w")),
            2 | 3 => self.known(Kind::Node).map_or("1".to_owned(), |node| format!("{node}.n")),
            4 => format!(
                "{} {} {}",
                self.number(depth - 1),
                self.dice.pick(&["+", "-", "*"]),
                self.number(depth - 1)
            ),
            5 => format!("size({})", self.list(depth - 1)),
            6 => self.known(Kind::Path).map_or("0".to_owned(), |path| format!("length({path})")),
            7 => format!("coalesce({}, {})", self.number(depth - 1), self.number(depth - 1)),
            _ => format!(
                "CASE WHEN {} THEN {} ELSE {} END",
                self.condition(depth - 1),
                self.number(depth - 1),
                self.number(depth - 1)
            ),
        }
    }

    fn words(&mut self) -> String {
        let name = self.known(Kind::Text);
        match (self.dice.below(3), name, self.known(Kind::Node)) {
            (0, Some(name), _) => name,
            (1, _, Some(node)) => format!("{node}.s"),
            _ => format!("'{}'", self.dice.pick(&["a", "b", "无", ""])),
        }
    }

    /// A list of numbers or null.
    fn list(&mut self, depth: usize) -> String {
        match self.dice.below(if depth == 0 { 3 } else { 5 }) {
            0 => format!("[{}, {}]", self.dice.below(4), self.dice.below(4)),
            1 => self.known(Kind::Node).map_or("[]".to_owned(), |node| format!("{node}.l")),
            2 => self.known(Kind::List).unwrap_or_else(|| "[1]".to_owned()),
            3 => format!("[i IN {} WHERE i > {} | i + 1]", self.list(depth - 1), self.dice.below(3)),
            _ => format!("range(0, {})", self.dice.below(3)),
        }
    }

    fn condition(&mut self, depth: usize) -> String {
        if depth == 0 || self.dice.one_in(3) {
            return self.comparison();
        }
        let (a, b) = (self.condition(depth - 1), self.condition(depth - 1));
        match self.dice.below(4) {
            0 => format!("({a} OR {b})"),
            1 => format!("NOT ({a})"),
            2 => format!("({a} XOR {b})"),
            _ => format!("{a} AND {b}"),
        }
    }

    fn comparison(&mut self) -> String {
        let node = self.known(Kind::Node);
        match (self.dice.below(9), node) {
            (0, Some(node)) => format!("{node}:{}", self.dice.pick(&["A", "B", "C"])),
            (1, Some(node)) => {
                format!("({node}){}()", self.dice.pick(&["-->", "<-[:R]-", "--", "-[:S*1..2]->"]))
            }
            (2, Some(node)) => {
                let number = self.dice.below(4);
                format!("EXISTS {{ MATCH ({node})-[:R]-(e) WHERE e.n >= {number} RETURN e }}")
            }
            (3, Some(node)) => {
                let other = self.known(Kind::Node).unwrap_or_else(|| node.clone());
                format!("{node} {} {other}", self.dice.pick(&["=", "<>"]))
            }
            (4, _) => format!("{} IN {}", self.number(1), self.list(1)),
            (5, _) => format!(
                "{} {} {}",
                self.words(),
                self.dice.pick(&["STARTS WITH", "CONTAINS", "="]),
                self.words()
            ),
            (6, _) => format!("{} IS {}NULL", self.number(1), self.dice.pick(&["", "NOT "])),
            (7, _) => format!("any(i IN {} WHERE i = {})", self.list(1), self.dice.below(3)),
            _ => format!(
                "{} {} {}",
                self.number(1),
                self.dice.pick(&["=", "<>", "<", "<=", ">="]),
                self.number(1)
            ),
        }
    }
}
