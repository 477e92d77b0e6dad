//! The kit's notation of expected values: `(:A {x: 1})`, `[:T]`, `<(:A)-[:T]->(:B)>`, and literals.

use std::collections::{BTreeMap, BTreeSet};

use tuzhi::value::Value;

/// An expected value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expected {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    /// A text, or the text of a temporal value.
    Text(String),
    List(Vec<Expected>),
    Map(BTreeMap<String, Expected>),
    Node(ExpectedNode),
    Rel(ExpectedRel),
    Path(Vec<ExpectedNode>, Vec<ExpectedStep>),
}

/// A node by what can be seen of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ExpectedNode {
    pub(crate) labels: BTreeSet<String>,
    pub(crate) properties: BTreeMap<String, Expected>,
}

/// A relationship by what can be seen of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExpectedRel {
    pub(crate) rel_type: String,
    pub(crate) properties: BTreeMap<String, Expected>,
}

/// A relationship of a path with the way it is walked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExpectedStep {
    pub(crate) rel: ExpectedRel,
    pub(crate) forward: bool,
}

impl Expected {
    /// Reads one value.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader { rest: text.trim() };
        let value = reader.value().ok_or_else(|| format!("the kit's value `{text}` cannot be read"))?;
        reader.blank();
        if reader.rest.is_empty() { Ok(value) } else { Err(format!("`{}` is left of `{text}`", reader.rest)) }
    }

    /// The value as a parameter; graph elements cannot be one.
    pub(crate) fn to_value(&self) -> Result<Value, String> {
        Ok(match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Integer(value) => Value::Integer(*value),
            Self::Float(value) => Value::Float(*value),
            Self::Text(value) => Value::from(value.as_str()),
            Self::List(items) => Value::list(items.iter().map(Self::to_value).collect::<Result<_, _>>()?),
            Self::Map(map) => {
                let entry = |(key, item): (&String, &Self)| Ok((key.as_str().into(), item.to_value()?));
                Value::map(map.iter().map(entry).collect::<Result<_, String>>()?)
            }
            Self::Node(_) | Self::Rel(_) | Self::Path(..) => {
                return Err("a parameter is no graph element".into());
            }
        })
    }
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn blank(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, expected: &str) -> bool {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn need(&mut self, expected: &str) -> Option<()> {
        self.take(expected).then_some(())
    }

    fn value(&mut self) -> Option<Expected> {
        self.blank();
        match self.rest.chars().next()? {
            '\'' => self.text().map(Expected::Text),
            '{' => self.map().map(Expected::Map),
            '(' => self.node().map(Expected::Node),
            '<' => self.path(),
            '[' if self.rest[1..].trim_start().starts_with(':') => self.rel().map(Expected::Rel),
            '[' => self.list().map(Expected::List),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Option<Expected> {
        let words = [
            ("true", Expected::Boolean(true)),
            ("false", Expected::Boolean(false)),
            ("null", Expected::Null),
            ("NaN", Expected::Float(f64::NAN)),
            ("-Infinity", Expected::Float(f64::NEG_INFINITY)),
            ("Infinity", Expected::Float(f64::INFINITY)),
            ("-Inf", Expected::Float(f64::NEG_INFINITY)),
            ("Inf", Expected::Float(f64::INFINITY)),
        ];
        for (word, value) in words {
            if self.take(word) {
                return Some(value);
            }
        }
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
        let end = self.rest.find(|c| !is_number(c)).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        match number.parse() {
            Ok(integer) => Some(Expected::Integer(integer)),
            Err(_) => number.parse().ok().map(Expected::Float),
        }
    }

    fn text(&mut self) -> Option<String> {
        self.need("'")?;
        let mut out = String::new();
        loop {
            if self.take("'") {
                return Some(out);
            }
            if self.take("\\'") {
                out.push('\'');
            } else if self.take("\\\\") {
                out.push('\\');
            } else {
                let c = self.rest.chars().next()?;
                out.push(c);
                self.rest = &self.rest[c.len_utf8()..];
            }
        }
    }

    fn name(&mut self) -> Option<String> {
        if self.take("`") {
            let (name, rest) = self.rest.split_once('`')?;
            self.rest = rest;
            return Some(name.to_owned());
        }
        let end =
            self.rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn list(&mut self) -> Option<Vec<Expected>> {
        self.need("[")?;
        let mut items = Vec::new();
        self.blank();
        if self.take("]") {
            return Some(items);
        }
        loop {
            items.push(self.value()?);
            self.blank();
            if self.take("]") {
                return Some(items);
            }
            self.need(",")?;
        }
    }

    fn map(&mut self) -> Option<BTreeMap<String, Expected>> {
        self.need("{")?;
        let mut map = BTreeMap::new();
        self.blank();
        if self.take("}") {
            return Some(map);
        }
        loop {
            self.blank();
            let key = self.name()?;
            self.blank();
            self.need(":")?;
            map.insert(key, self.value()?);
            self.blank();
            if self.take("}") {
                return Some(map);
            }
            self.need(",")?;
        }
    }

    /// Properties in braces, or none.
    fn properties(&mut self) -> Option<BTreeMap<String, Expected>> {
        self.blank();
        let properties = if self.rest.starts_with('{') { self.map()? } else { BTreeMap::new() };
        self.blank();
        Some(properties)
    }

    fn node(&mut self) -> Option<ExpectedNode> {
        self.need("(")?;
        self.blank();
        let mut labels = BTreeSet::new();
        while self.take(":") {
            labels.insert(self.name()?);
            self.blank();
        }
        let properties = self.properties()?;
        self.need(")")?;
        Some(ExpectedNode { labels, properties })
    }

    fn rel(&mut self) -> Option<ExpectedRel> {
        self.need("[")?;
        self.blank();
        self.need(":")?;
        let rel_type = self.name()?;
        let properties = self.properties()?;
        self.need("]")?;
        Some(ExpectedRel { rel_type, properties })
    }

    fn path(&mut self) -> Option<Expected> {
        self.need("<")?;
        self.blank();
        let mut nodes = vec![self.node()?];
        let mut steps = Vec::new();
        loop {
            self.blank();
            if self.take(">") {
                return Some(Expected::Path(nodes, steps));
            }
            let forward = !self.take("<-");
            if forward {
                self.need("-")?;
            }
            let rel = self.rel()?;
            self.need(if forward { "->" } else { "-" })?;
            steps.push(ExpectedStep { rel, forward });
            nodes.push(self.node()?);
        }
    }
}
