//! Running statements.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{SystemTime, UNIX_EPOCH};

use super::Error;
use super::procedure::table_procedure;
use super::statement::{Prepared, Statements};
use super::transaction::{Control, Transaction};
use crate::graph::{Change, GraphStore, PropertyGraph};
use crate::query::ast::Mode;
use crate::query::bind::ProcedureCatalog;
use crate::query::exec::{Environment, Limits, execute};
use crate::query::function::Files;
use crate::query::optimize::{Options, Pass};
use crate::query::plan::QueryPlan;
use crate::query::stack::with_room;
use crate::query::walk::{walk_to_cypher, walk_to_paths};
use crate::query::{ErrorClass, explain};
use crate::result::ResultTable;
use crate::storage::disk::{Disk, SystemDisk};
use crate::storage::{GraphFile, Meta};
use crate::value::Value;

/// Parameters of a statement by name, without `$`.
pub type Params = BTreeMap<Arc<str>, Value>;

/// A graph in memory, with the notes that go with it into its file. With a file, every statement is committed to it.
#[derive(Debug, Default)]
pub struct Database {
    pub(super) graph: PropertyGraph,
    pub(super) meta: Meta,
    procedures: ProcedureCatalog,
    statements: Statements,
    pub(super) file: Option<GraphFile>,
    pub(super) transaction: Option<Transaction>,
    /// Threads that a statement may use; none when all processors.
    n_threads: Option<usize>,
    /// What reads the files that statements name.
    files: Option<Files>,
    /// Whether statements that write are refused.
    is_read_only: bool,
    /// Whether a walk gives the paths that were walked too.
    gives_walked_paths: bool,
}

impl Database {
    /// A database over a graph.
    pub fn new(graph: PropertyGraph) -> Self {
        Self { graph, ..Self::default() }
    }

    /// Lets statements read files: `LOAD CSV` what it names, `evidence()` the lines of documents.
    pub fn set_files(&mut self, files: Files) {
        self.files = Some(files);
    }

    /// Lets no statement read files.
    pub fn forbid_files(&mut self) {
        self.files = None;
    }

    /// Lets a walk give the paths that were walked beside their names, and count nothing: a picture is drawn of them.
    pub fn set_walked_paths(&mut self, are_given: bool) {
        self.gives_walked_paths = are_given;
    }

    /// Refuses statements that write, or allows them again.
    ///
    /// ```
    /// use tuzhi::database::{Database, Error, Params};
    /// let mut database = Database::default();
    /// database.set_read_only(true);
    /// let error = database.session().run("CREATE (:Region)", &Params::new()).unwrap_err();
    /// assert!(matches!(error, Error::ReadOnly));
    /// ```
    pub fn set_read_only(&mut self, is_read_only: bool) {
        self.is_read_only = is_read_only;
    }

    /// Opens a graph's file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::open_on(Arc::new(SystemDisk), path)
    }

    /// The same on any disk.
    pub fn open_on(disk: Arc<dyn Disk>, path: &Path) -> Result<Self, Error> {
        let (graph, meta, file) = GraphFile::open(disk, path)?;
        Ok(Self { graph, meta, file: Some(file), ..Self::default() })
    }

    /// Notes by key: when and from what the graph was built.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Notes, to be changed.
    pub fn meta_mut(&mut self) -> &mut Meta {
        &mut self.meta
    }

    /// The graph.
    pub fn graph(&self) -> &PropertyGraph {
        &self.graph
    }

    /// Gives the graph back.
    pub fn into_graph(self) -> PropertyGraph {
        self.graph
    }

    /// Adds a procedure whose rows are a table: a call yields the outputs of every row whose inputs equal the
    /// arguments. `signature` is openCypher's:
    /// `test.my.proc(name :: STRING?, id :: INTEGER?) :: (city :: STRING?)`; `columns` names inputs, then outputs.
    pub fn register_procedure(
        &mut self,
        signature: &str,
        columns: &[Arc<str>],
        rows: Vec<Vec<Value>>,
    ) -> Result<(), Error> {
        self.procedures.register(table_procedure(signature, columns, rows)?);
        self.statements.clear();
        Ok(())
    }

    /// Lets statements use so many threads; all processors by default. Results are the same with any number.
    pub fn set_threads(&mut self, n_threads: usize) {
        self.n_threads = Some(n_threads.max(1));
    }

    /// A session that runs statements one after another.
    pub fn session(&mut self) -> Session<'_> {
        Session::new(self)
    }
}

/// Runs statements. Each takes effect whole or not at all; each is its own transaction, unless it stands between `BEGIN`
/// and `COMMIT` or `ROLLBACK`.
#[derive(Debug)]
pub struct Session<'d> {
    database: &'d mut Database,
    interrupt: Arc<AtomicBool>,
    options: Options,
    clock: Option<i128>,
    random: Cell<u64>,
    limits: Limits,
    n_threads: usize,
}

impl<'d> Session<'d> {
    fn new(database: &'d mut Database) -> Self {
        let now = now_ns();
        let n_threads = database.n_threads.unwrap_or_else(n_processors);
        // Any odd number will do as a seed; a test sets its own.
        let random = Cell::new(now.unsigned_abs() as u64 | 1);
        Self {
            database,
            interrupt: Arc::default(),
            options: Options::default(),
            clock: None,
            random,
            limits: Limits::default(),
            n_threads,
        }
    }

    /// Set this from another thread (or a signal handler) to stop the running statement; it ends with an error and
    /// leaves no trace. The session clears it when a statement starts.
    pub fn interrupt(&self) -> Arc<AtomicBool> {
        self.interrupt.clone()
    }

    /// The graph as it is now.
    pub fn graph(&self) -> &PropertyGraph {
        &self.database.graph
    }

    /// Chooses what the optimizer does; results are the same with any choice.
    pub fn set_optimizer(&mut self, options: Options) {
        self.options = options;
    }

    /// Sets how much memory and time a statement may take.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tuzhi::database::{Database, Limits, Params};
    /// let mut database = Database::default();
    /// let mut session = database.session();
    /// session.set_limits(Limits { time: Some(Duration::from_millis(50)), ..Limits::default() });
    /// let endless = "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(*)";
    /// assert_eq!(session.run(endless, &Params::new()).unwrap_err().to_string(), "the query took longer than it may");
    /// ```
    pub fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// Lets statements use so many threads; all processors by default. Results are the same with any number.
    pub fn set_threads(&mut self, n_threads: usize) {
        self.n_threads = n_threads.max(1);
    }

    /// Fixes the clock (nanoseconds since 1970-01-01T00:00:00Z) and the seed of random numbers, so that runs can be
    /// repeated.
    pub fn set_clock_and_seed(&mut self, now_ns: i128, seed: u64) {
        self.clock = Some(now_ns);
        self.random.set(seed | 1);
    }

    /// Runs one statement.
    ///
    /// ```
    /// use tuzhi::database::{Database, Params};
    /// let mut database = Database::default();
    /// let mut session = database.session();
    /// session.run("CREATE (:Region {name: '无锡市'})", &Params::new())?;
    /// let table = session.run("MATCH (r:Region) RETURN r.name", &Params::new())?;
    /// assert_eq!(&*table.columns[0], "r.name");
    /// assert_eq!(table.rows[0][0].to_text(), "无锡市");
    /// # Ok::<(), tuzhi::database::Error>(())
    /// ```
    pub fn run(&mut self, text: &str, params: &Params) -> Result<ResultTable, Error> {
        self.interrupt.store(false, Ordering::Relaxed);
        if let Some(control) = Control::of(text) {
            return self.database.control(control).map(|()| ResultTable::default());
        }
        self.database.follow()?;
        let walked = if self.database.gives_walked_paths {
            walk_to_paths(text, &self.database.graph)?
        } else {
            self.walk_to_cypher(text)?
        };
        let is_walk = walked.is_some();
        let text = walked.as_deref().unwrap_or(text);
        let Database { graph, procedures, statements, .. } = &mut *self.database;
        let plan = statements.compile(text, graph, procedures, self.options)?;
        let mut outcome = with_room(plan.levels, || self.run_plan(&plan, params));
        if is_to_be_run_as_written(&plan, &outcome) {
            let Database { graph, procedures, statements, .. } = &mut *self.database;
            let options = self.options.without(Pass::JoinClauses);
            let plan = statements.compile(text, graph, procedures, options)?;
            outcome = with_room(plan.levels, || self.run_plan(&plan, params));
        }
        match outcome {
            // Its places are those of a text that nobody typed.
            Err(Error::Query(mut error)) if is_walk => {
                error.labels.clear();
                Err(Error::Query(error))
            }
            outcome => outcome,
        }
    }

    /// The query that a walk (`江阴市 -发展-> 产业`) stands for in this graph; none for what is no walk.
    pub fn walk_to_cypher(&self, text: &str) -> Result<Option<String>, Error> {
        Ok(walk_to_cypher(text, &self.database.graph)?)
    }

    /// Compiles a statement to be run many times; its errors are found here.
    ///
    /// ```
    /// use tuzhi::database::{Database, Params};
    /// let mut database = Database::default();
    /// let mut session = database.session();
    /// let mut create = session.prepare("CREATE (:Region {name: $name})")?;
    /// for name in ["无锡市", "江阴市"] {
    ///     session.run_prepared(&mut create, &Params::from([("name".into(), name.into())]))?;
    /// }
    /// assert_eq!(session.run("MATCH (r:Region) RETURN r", &Params::new())?.rows.len(), 2);
    /// # Ok::<(), tuzhi::database::Error>(())
    /// ```
    pub fn prepare(&mut self, text: &str) -> Result<Prepared, Error> {
        self.database.follow()?;
        let Database { graph, procedures, .. } = &*self.database;
        Ok(Prepared::new(text, graph, procedures, self.options)?)
    }

    /// Runs a prepared statement. It is compiled anew when the graph has become another since: twice as large, with
    /// other indexes, or another graph altogether.
    pub fn run_prepared(&mut self, prepared: &mut Prepared, params: &Params) -> Result<ResultTable, Error> {
        self.interrupt.store(false, Ordering::Relaxed);
        self.database.follow()?;
        let Database { graph, procedures, .. } = &*self.database;
        let plan = prepared.plan(graph, procedures, self.options)?;
        let outcome = with_room(plan.levels, || self.run_plan(&plan, params));
        if !is_to_be_run_as_written(&plan, &outcome) {
            return outcome;
        }
        let Database { graph, procedures, .. } = &*self.database;
        let plan = prepared.plan(graph, procedures, self.options.without(Pass::JoinClauses))?;
        with_room(plan.levels, || self.run_plan(&plan, params))
    }

    fn run_plan(&mut self, plan: &QueryPlan, params: &Params) -> Result<ResultTable, Error> {
        if plan.mode == Mode::Explain {
            return Ok(plan_table(explain(plan, None)));
        }
        if plan.is_writing {
            if self.database.is_read_only {
                return Err(Error::ReadOnly);
            }
            self.database.prepare_to_write()?;
        }
        let Database { graph, file, transaction, files, .. } = &mut *self.database;
        // In a transaction that was begun nothing is committed before it ends.
        let file = RefCell::new(file.as_mut().filter(|_| transaction.is_none()));
        let commit = |store: &dyn GraphStore, inverses: &[Change]| match (
            &mut *file.borrow_mut(),
            store.in_memory(),
        ) {
            (Some(file), Some(graph)) => file.commit_part(graph, inverses).map_err(|error| error.to_string()),
            _ => Ok(false),
        };
        let environment = Environment {
            parameters: params,
            interrupt: &self.interrupt,
            now_ns: self.clock.unwrap_or_else(now_ns),
            random: &self.random,
            files: files.unwrap_or(Files::NONE),
            is_timed: self.clock.is_none(),
            limits: self.limits,
            n_threads: self.n_threads,
            commit: Some(&commit),
        };
        let outcome = execute(plan, graph, &environment);
        // Of a damaged part nothing is believed, nothing kept.
        self.database.check_fault()?;
        let outcome = outcome?;
        self.database.keep(outcome.inverses)?;
        if let Some(error) = outcome.error {
            return Err(error.into());
        }
        if plan.mode == Mode::Profile {
            let mut table = plan_table(explain(plan, Some(&outcome.profile)));
            table.summary = outcome.table.summary;
            return Ok(table);
        }
        Ok(outcome.table)
    }
}

/// Whether a condition failed that might not have been asked in the order that is written.
fn is_to_be_run_as_written(plan: &QueryPlan, outcome: &Result<ResultTable, Error>) -> bool {
    plan.is_bold && matches!(outcome, Err(Error::Query(error)) if error.class != ErrorClass::ExecutionError)
}

/// Processors there are; asked of the system once.
fn n_processors() -> usize {
    static FOUND: OnceLock<usize> = OnceLock::new();
    *FOUND.get_or_init(|| std::thread::available_parallelism().map_or(1, Into::into))
}

fn plan_table(lines: Vec<String>) -> ResultTable {
    let rows = lines.into_iter().map(|line| vec![Value::from(line)]).collect();
    ResultTable { columns: vec!["plan".into()], rows, ..ResultTable::default() }
}

fn now_ns() -> i128 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i128::try_from(since.as_nanos()).unwrap_or(0)
}
