//! Scalar functions by name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    EvalError, collection, conversion, date_format, evidence, graph, list, load_csv, math, normal_form,
    point, quantity, scalar, string, temporal, trigonometry, vector,
};
use crate::graph::GraphView;
use crate::value::Value;

/// What functions may ask beside their arguments. Clock and randomness are passed in, so that a run can be repeated.
pub struct FunctionContext<'c> {
    /// The graph, for `labels`, `type`, `properties` and their kin.
    pub graph: &'c dyn GraphView,
    /// Nanoseconds since 1970-01-01T00:00:00Z at the start of the statement.
    pub now_ns: i128,
    /// State of the random number generator.
    pub random: &'c std::cell::Cell<u64>,
    /// What reads files.
    pub files: Files,
    /// Where the lines of documents begin, as far as it was asked.
    pub sources: &'c super::SourceLines,
}

/// What reads files for a statement.
#[derive(Clone, Copy, Debug)]
pub struct Files {
    /// The bytes of a file that the statement names.
    pub bytes: fn(&str) -> std::io::Result<Vec<u8>>,
    /// Where the lines of a document begin, in the bytes that evidence counts, by its path and its SHA-256; nothing when
    /// it is no longer there or no longer the same.
    pub line_starts: fn(&str, &str) -> Option<Vec<usize>>,
}

impl Files {
    /// Reads no file.
    pub const NONE: Self =
        Self { bytes: |_| Err(std::io::Error::other("files cannot be read here")), line_starts: |_, _| None };
}

/// What an argument must be for a call to make sense; null is always allowed. `bind` refuses a literal or a variable of
/// a known other type at compile time (`InvalidArgumentType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ArgumentType {
    Any,
    Boolean,
    Integer,
    Number,
    String,
    List,
    Map,
    Node,
    Relationship,
    Path,
    /// A node or a relationship.
    Element,
    /// A string or a list.
    StringOrList,
    /// A map, a node or a relationship.
    MapOrElement,
}

/// One scalar function.
#[derive(Debug)]
pub struct Function {
    /// Canonical name with namespaces: `toUpper`, `duration.between`. Looked up without regard to case.
    pub name: &'static str,
    /// How help shows it: `left(text, length) :: STRING`.
    pub signature: &'static str,
    /// Types of the arguments, required ones first.
    pub arguments: &'static [ArgumentType],
    /// How many of `arguments` must be given; more than `arguments.len()` only when `variadic`.
    pub required: usize,
    /// Whether the last argument may be repeated.
    pub variadic: bool,
    /// Whether equal arguments give equal results within a statement (not so: `rand`).
    pub deterministic: bool,
    /// Computes the result. Arity is already checked.
    pub call: fn(&FunctionContext<'_>, &[Value]) -> Result<Value, EvalError>,
}

/// The body of a function.
pub(super) type Call = fn(&FunctionContext<'_>, &[Value]) -> Result<Value, EvalError>;

impl Function {
    /// A function whose arguments must all be given. The name is what stands before `(` in the signature.
    pub(super) const fn new(
        name: &'static str,
        signature: &'static str,
        arguments: &'static [ArgumentType],
        call: Call,
    ) -> Self {
        let required = arguments.len();
        Self { name, signature, arguments, required, variadic: false, deterministic: true, call }
    }

    /// The same with fewer arguments required.
    pub(super) const fn requires(mut self, required: usize) -> Self {
        self.required = required;
        self
    }

    /// The same with the last argument repeatable.
    pub(super) const fn variadic(mut self) -> Self {
        self.variadic = true;
        self
    }

    /// The same with a result that differs from call to call.
    pub(super) const fn volatile(mut self) -> Self {
        self.deterministic = false;
        self
    }
}

const FAMILIES: [&[Function]; 16] = [
    scalar::FUNCTIONS,
    string::FUNCTIONS,
    math::FUNCTIONS,
    trigonometry::FUNCTIONS,
    list::FUNCTIONS,
    collection::FUNCTIONS,
    vector::FUNCTIONS,
    point::FUNCTIONS,
    normal_form::FUNCTIONS,
    date_format::FUNCTIONS,
    graph::FUNCTIONS,
    evidence::FUNCTIONS,
    conversion::FUNCTIONS,
    load_csv::FUNCTIONS,
    quantity::FUNCTIONS,
    temporal::FUNCTIONS,
];

static BY_NAME: LazyLock<FxHashMap<String, &'static Function>> = LazyLock::new(|| {
    FAMILIES.iter().flat_map(|family| family.iter()).map(|f| (f.name.to_ascii_lowercase(), f)).collect()
});

/// Finds a function by its full name, without regard to case.
pub fn find(name: &str) -> Option<&'static Function> {
    BY_NAME.get(&name.to_ascii_lowercase()).copied()
}

/// All names with their signatures, sorted.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let functions = FAMILIES.iter().flat_map(|family| family.iter());
    let mut all: Vec<_> = functions.map(|function| (function.name, function.signature)).collect();
    all.sort_unstable();
    all.into_iter()
}

/// All names, for completion and "did you mean".
pub fn names() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().flat_map(|family| family.iter()).map(|function| function.name)
}
