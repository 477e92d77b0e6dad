//! What all operators of a running statement share.

use std::cell::{Cell, RefCell, RefMut};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use super::elements::Deleted;
use super::limits::Limits;
use super::operator::Tables;
use super::part::Part;
use super::profile::Profile;
use super::run::Commit;
use super::store::{Store, View};
use super::undo::{Mark, Undo};
use super::unlike::Unlike;
use crate::graph::{Change, GraphError, GraphStore, GraphView, KeyId, LabelId, TypeId};
use crate::query::bind::{KeyRef, LabelRef, TypeRef};
use crate::query::function::{EvalError, Files, FunctionContext, SourceLines};
use crate::query::plan::{PartPlan, QueryPlan};
use crate::query::stack::with_room;
use crate::query::{ErrorClass, ErrorPhase, QueryError};
use crate::source::Span;
use crate::value::Value;

/// The state of a running statement.
pub(super) struct Context<'c> {
    pub(super) plan: &'c QueryPlan,
    store: Store<'c>,
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
    /// What each operator gave and took, for `PROFILE`.
    pub(super) profile: Option<Profile>,
    /// The last regular expression used, with its text.
    pub(super) regex: RefCell<Option<(Box<str>, regex::Regex)>>,
    now_ns: i128,
    random: &'c Cell<u64>,
    files: Files,
    sources: SourceLines,
    /// The first two units that were compared though they are of two kinds.
    pub(super) unlike: Arc<OnceLock<Unlike>>,
    /// What the joins of subqueries have made, for a statement that does not write.
    pub(super) tables: Tables,
    /// Threads that the statement may use.
    pub(super) n_threads: usize,
    commit: Option<Commit<'c>>,
    /// What this thread has to do, when that is but a part of the work.
    pub(super) part: Option<Part>,
    /// The slots of the part of the statement that is running.
    slots: Cell<(usize, usize)>,
}

impl<'c> Context<'c> {
    pub(super) fn new(
        plan: &'c QueryPlan,
        store: &'c mut dyn GraphStore,
        parameters: Vec<Value>,
        environment: &super::run::Environment<'c>,
    ) -> Self {
        let store = Store::Own(RefCell::new(store));
        let context = Self::over(store, plan, parameters, environment, None);
        context.intern_written();
        context.resolve_names();
        context
    }

    fn over(
        store: Store<'c>,
        plan: &'c QueryPlan,
        parameters: Vec<Value>,
        environment: &super::run::Environment<'c>,
        part: Option<Part>,
    ) -> Self {
        let names = &plan.tables.names;
        Self {
            plan,
            store,
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
            files: environment.files,
            sources: SourceLines::default(),
            unlike: Arc::default(),
            tables: Tables::default(),
            n_threads: environment.n_threads,
            commit: environment.commit,
            part,
            slots: Cell::new((0, plan.tables.slots.len())),
        }
    }

    /// The graph, to read.
    #[inline]
    pub(super) fn view(&self) -> View<'_> {
        self.store.view()
    }

    /// Names that the statement writes must be known to the graph, so that it can read what it wrote.
    fn intern_written(&self) {
        let names = &self.plan.tables.names;
        let Some(mut store) = self.store.own() else { return };
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
        let view = self.view();
        let vocabulary = view.vocabulary();
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
        let known = self.view().vocabulary().key(name);
        if let Some(known) = known {
            return known;
        }
        let key = self.own_store().intern_key(name);
        self.resolve_names();
        key
    }

    /// The graph's number of a label that comes from data, made when it is new.
    pub(super) fn intern_label(&self, name: &str) -> LabelId {
        let known = self.view().vocabulary().label(name);
        known.unwrap_or_else(|| {
            let label = self.own_store().intern_label(name);
            self.resolve_names();
            label
        })
    }

    /// The graph's number of a relationship type that comes from data, made when it is new.
    pub(super) fn intern_type(&self, name: &str) -> TypeId {
        let known = self.view().vocabulary().rel_type(name);
        known.unwrap_or_else(|| {
            let rel_type = self.own_store().intern_type(name);
            self.resolve_names();
            rel_type
        })
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

    /// Names and signatures of all procedures.
    pub(super) fn procedures(&self) -> &[(Arc<str>, Arc<str>, &'static str)] {
        &self.plan.tables.procedures
    }

    /// The slots of the part of the statement that is running.
    pub(super) fn slots(&self) -> Range<usize> {
        let (start, end) = self.slots.get();
        start..end
    }

    /// Turns to another part of the statement.
    pub(super) fn begin_part(&self, part: &PartPlan) {
        self.slots.set((part.slots.start, part.slots.end));
    }

    fn own_store(&self) -> RefMut<'_, dyn GraphStore + '_> {
        self.store.own().expect("a statement that writes runs on one thread")
    }

    /// Carries out a write and keeps what undoes it.
    pub(super) fn apply(&self, change: Change) -> Result<(), QueryError> {
        let mut store = self.own_store();
        self.undo.borrow_mut().apply(&mut *store, change).map_err(|error| graph_error(&error))
    }

    pub(super) fn with_store<T>(
        &self,
        work: impl FnOnce(&mut dyn GraphStore) -> Result<T, GraphError>,
    ) -> Result<T, QueryError> {
        let mut store = self.own_store();
        work(&mut *store).map_err(|error| graph_error(&error))
    }

    /// Undoes all that was written.
    pub(super) fn roll_back(&self) -> Result<(), QueryError> {
        let mut store = self.own_store();
        self.undo.borrow_mut().roll_back(&mut *store).map_err(|error| graph_error(&error))
    }

    /// Where the statement is now, to be undone so far.
    pub(super) fn mark(&self) -> Mark {
        self.undo.borrow().mark()
    }

    /// Undoes what was written since.
    pub(super) fn back_to(&self, mark: Mark) -> Result<(), QueryError> {
        let mut store = self.own_store();
        self.undo.borrow_mut().back_to(&mut *store, mark).map_err(|error| graph_error(&error))
    }

    /// Makes what was written so far stay, whatever comes after; in its file too, where there is one.
    pub(super) fn commit(&self) -> Result<(), QueryError> {
        let mut undo = self.undo.borrow_mut();
        let Some(commit) = self.commit else {
            undo.keep();
            return Ok(());
        };
        match commit(&*self.own_store(), &undo.inverses) {
            Ok(true) => undo.forget(),
            Ok(false) => undo.keep(),
            Err(why) => return Err(QueryError::runtime(ErrorClass::ExecutionError, "CommitFailed", why)),
        }
        Ok(())
    }

    /// What a thread needs to make a context of its own.
    pub(super) fn shared(&self) -> SharedState<'c> {
        SharedState {
            plan: self.plan,
            parameters: self.parameters.clone(),
            interrupt: self.interrupt,
            now_ns: self.now_ns,
            limits: self.limits,
            deadline: self.deadline,
            unlike: self.unlike.clone(),
            slots: self.slots.get(),
        }
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

    /// How many values are kept now.
    pub(super) fn n_held(&self) -> usize {
        self.held.get()
    }

    /// Gives back what [`Self::hold`] counted.
    pub(super) fn release(&self, values: usize) {
        self.held.set(self.held.get().saturating_sub(values));
    }

    /// Calls `work` with what functions may ask.
    pub(super) fn with_functions<T>(&self, work: impl FnOnce(&FunctionContext<'_>) -> T) -> T {
        let view = self.view();
        work(&FunctionContext {
            graph: &*view,
            now_ns: self.now_ns,
            random: self.random,
            files: self.files,
            sources: &self.sources,
        })
    }
}

/// What the threads of a statement share, beside the graph.
#[derive(Clone)]
pub(super) struct SharedState<'c> {
    plan: &'c QueryPlan,
    parameters: Vec<Value>,
    interrupt: &'c AtomicBool,
    now_ns: i128,
    limits: Limits,
    deadline: Option<Instant>,
    unlike: Arc<OnceLock<Unlike>>,
    slots: (usize, usize),
}

impl SharedState<'_> {
    /// Calls `work` with the context of a thread that does a part of the work; it only reads.
    pub(super) fn with_part<T>(
        self,
        view: &dyn GraphView,
        part: Part,
        work: impl FnOnce(&Context<'_>) -> T,
    ) -> T {
        // Nothing that is computed in parts asks for random numbers.
        let random = Cell::new(1);
        let environment = super::run::Environment {
            parameters: &BTreeMap::new(),
            interrupt: self.interrupt,
            now_ns: self.now_ns,
            random: &random,
            files: Files::NONE,
            is_timed: false,
            limits: self.limits,
            n_threads: 1,
            commit: None,
        };
        let store = Store::Shared(view);
        let mut context = Context::over(store, self.plan, self.parameters, &environment, Some(part));
        context.deadline = self.deadline;
        context.unlike = self.unlike;
        context.slots.set(self.slots);
        context.resolve_names();
        with_room(self.plan.levels, || work(&context))
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
