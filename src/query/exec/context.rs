//! What all operators of a running statement share.

use std::cell::{Cell, Ref, RefCell};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use rustc_hash::FxHashMap;

use super::elements::Deleted;
use super::limits::Limits;
use super::undo::Undo;
use crate::graph::{Change, GraphError, GraphStore, GraphView, KeyId, LabelId, TypeId};
use crate::query::bind::{KeyRef, LabelRef, TypeRef};
use crate::query::function::{EvalError, FunctionContext};
use crate::query::plan::QueryPlan;
use crate::query::{ErrorClass, ErrorPhase, QueryError};
use crate::source::Span;
use crate::value::Value;

/// The state of a running statement.
pub(super) struct Context<'c> {
    pub(super) plan: &'c QueryPlan,
    store: RefCell<&'c mut dyn GraphStore>,
    pub(super) parameters: Vec<Value>,
    labels: Vec<Cell<Option<LabelId>>>,
    types: Vec<Cell<Option<TypeId>>>,
    keys: Vec<Cell<Option<KeyId>>>,
    /// The stack of comprehensions.
    pub(super) locals: RefCell<Vec<Value>>,
    pub(super) undo: RefCell<Undo>,
    pub(super) deleted: RefCell<Deleted>,
    /// Whether anything was deleted, asked before each access.
    pub(super) has_deleted: Cell<bool>,
    interrupt: &'c AtomicBool,
    held: Cell<usize>,
    pub(super) limits: Limits,
    deadline: Option<Instant>,
    /// Rows that each operator gave, by its plan's key, for `PROFILE`.
    pub(super) profile: Option<RefCell<FxHashMap<usize, u64>>>,
    /// The last regular expression used, with its text.
    pub(super) regex: RefCell<Option<(Box<str>, regex::Regex)>>,
    now_ns: i128,
    random: &'c Cell<u64>,
}

impl<'c> Context<'c> {
    pub(super) fn new(
        plan: &'c QueryPlan,
        store: &'c mut dyn GraphStore,
        parameters: Vec<Value>,
        environment: &super::run::Environment<'c>,
    ) -> Self {
        let names = &plan.tables.names;
        let context = Self {
            plan,
            store: RefCell::new(store),
            parameters,
            labels: vec![Cell::new(None); names.labels.len()],
            types: vec![Cell::new(None); names.types.len()],
            keys: vec![Cell::new(None); names.keys.len()],
            locals: RefCell::default(),
            undo: RefCell::default(),
            deleted: RefCell::default(),
            has_deleted: Cell::new(false),
            interrupt: environment.interrupt,
            held: Cell::new(0),
            limits: environment.limits,
            deadline: environment.limits.deadline(),
            profile: None,
            regex: RefCell::default(),
            now_ns: environment.now_ns,
            random: environment.random,
        };
        context.intern_written();
        context.resolve_names();
        context
    }

    /// The graph, to read.
    #[inline]
    pub(super) fn view(&self) -> Ref<'_, dyn GraphView> {
        Ref::map(self.store.borrow(), |store| {
            let view: &dyn GraphView = &**store;
            view
        })
    }

    /// Names that the statement writes must be known to the graph, so that it can read what it wrote.
    fn intern_written(&self) {
        let names = &self.plan.tables.names;
        let mut store = self.store.borrow_mut();
        for label in names.labels.iter().filter(|label| label.written) {
            store.intern_label(&label.name);
        }
        for rel_type in names.types.iter().filter(|rel_type| rel_type.written) {
            store.intern_type(&rel_type.name);
        }
        for key in names.keys.iter().filter(|key| key.written) {
            store.intern_key(&key.name);
        }
    }

    fn resolve_names(&self) {
        let names = &self.plan.tables.names;
        let store = self.store.borrow();
        let vocabulary = store.vocabulary();
        for (cell, used) in self.labels.iter().zip(&names.labels) {
            cell.set(vocabulary.label(&used.name));
        }
        for (cell, used) in self.types.iter().zip(&names.types) {
            cell.set(vocabulary.rel_type(&used.name));
        }
        for (cell, used) in self.keys.iter().zip(&names.keys) {
            cell.set(vocabulary.key(&used.name));
        }
    }

    /// The graph's number of a key that comes from data, made when it is new.
    pub(super) fn intern_key(&self, name: &str) -> KeyId {
        let known = self.store.borrow().vocabulary().key(name);
        if let Some(known) = known {
            return known;
        }
        let key = self.store.borrow_mut().intern_key(name);
        self.resolve_names();
        key
    }

    pub(super) fn label(&self, label: LabelRef) -> Option<LabelId> {
        self.labels[label.index()].get()
    }

    pub(super) fn rel_type(&self, rel_type: TypeRef) -> Option<TypeId> {
        self.types[rel_type.index()].get()
    }

    pub(super) fn key(&self, key: KeyRef) -> Option<KeyId> {
        self.keys[key.index()].get()
    }

    pub(super) fn key_name(&self, key: KeyRef) -> &str {
        &self.plan.tables.names.keys[key.index()].name
    }

    pub(super) fn n_slots(&self) -> usize {
        self.plan.tables.slots.len()
    }

    /// Carries out a write and keeps what undoes it.
    pub(super) fn apply(&self, change: Change) -> Result<(), QueryError> {
        let mut store = self.store.borrow_mut();
        self.undo.borrow_mut().apply(&mut **store, change).map_err(|error| graph_error(&error))
    }

    pub(super) fn with_store<T>(
        &self,
        work: impl FnOnce(&mut dyn GraphStore) -> Result<T, GraphError>,
    ) -> Result<T, QueryError> {
        let mut store = self.store.borrow_mut();
        work(&mut **store).map_err(|error| graph_error(&error))
    }

    /// Undoes all that was written.
    pub(super) fn roll_back(&self) -> Result<(), QueryError> {
        let mut store = self.store.borrow_mut();
        self.undo.borrow_mut().roll_back(&mut **store).map_err(|error| graph_error(&error))
    }

    /// Ends the statement when the user asked for it.
    pub(super) fn check_interrupt(&self) -> Result<(), QueryError> {
        if self.interrupt.load(Ordering::Relaxed) {
            return Err(QueryError::runtime(
                ErrorClass::ExecutionError,
                "Interrupted",
                "the query was stopped",
            ));
        }
        if self.deadline.is_some_and(|deadline| Instant::now() > deadline) {
            return Err(QueryError::runtime(
                ErrorClass::ExecutionError,
                "TimeLimit",
                "the query took longer than it may",
            ));
        }
        Ok(())
    }

    /// Counts values that an operator keeps.
    pub(super) fn hold(&self, values: usize) -> Result<(), QueryError> {
        let held = self.held.get() + values;
        self.held.set(held);
        self.limits.check_values(held)
    }

    /// Gives back what [`Self::hold`] counted.
    pub(super) fn release(&self, values: usize) {
        self.held.set(self.held.get().saturating_sub(values));
    }

    /// Calls `work` with what functions may ask.
    pub(super) fn with_functions<T>(&self, work: impl FnOnce(&FunctionContext<'_>) -> T) -> T {
        let view = self.view();
        work(&FunctionContext { graph: &*view, now_ns: self.now_ns, random: self.random })
    }
}

/// A function's error, with phase and place.
pub(super) fn eval_error(error: EvalError, span: Span) -> QueryError {
    QueryError::new(error.class, ErrorPhase::Runtime, error.detail, error.message).at(span)
}

pub(super) fn graph_error(error: &GraphError) -> QueryError {
    match error {
        GraphError::NotStorable(_) => {
            QueryError::runtime(ErrorClass::TypeError, "InvalidPropertyType", error.to_string())
        }
        GraphError::NodeHasRelationships(_) => QueryError::runtime(
            ErrorClass::ConstraintVerificationFailed,
            "DeleteConnectedNode",
            error.to_string(),
        )
        .with_hint("`DETACH DELETE` takes its relationships too"),
        _ => QueryError::runtime(ErrorClass::ExecutionError, "GraphError", error.to_string()),
    }
}

pub(super) fn type_error(detail: &'static str, message: impl Into<String>, span: Span) -> QueryError {
    QueryError::runtime(ErrorClass::TypeError, detail, message).at(span)
}
