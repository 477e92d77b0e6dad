//! Tuzhi (图志) turns Chinese government work reports into a property graph that answers openCypher queries,
//! with the sentence behind every fact.
//!
//! ```text
//! bytes -> Document -> Mention, Quantity -> Fact -> Change -> graph      (extract)
//! text  -> AST -> bound -> logical plan -> operators -> ResultTable      (query)
//! ```
//!
//! Reading a report, linking its facts and asking for one with its sentence:
//!
//! ```
//! use tuzhi::database::{Database, Params};
//! use tuzhi::extract::{Lexicon, build, extract};
//!
//! let lexicon = Lexicon::builtin();
//! let report = "锡山区人民政府工作报告\n2023年工作回顾\n全年新增高新技术企业80家，氢能产业加快发展。\n";
//! let facts = extract("report.txt", report.as_bytes(), &lexicon).facts;
//! let mut database = Database::new(build(facts, &lexicon)?);
//! let table = database.session().run(
//!     "MATCH (:地区)-[:报告]->(m)-[:属指标]->(i) RETURN i.name, m.value, evidence(m)[0].quote",
//!     &Params::new(),
//! )?;
//! assert_eq!(table.rows[0][0].to_text(), "高新技术企业");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `docs/ARCHITECTURE.md` draws the whole; each module's page says what it may and must not know.

pub mod cli;
pub mod database;
pub mod diagnostic;
pub mod export;
pub mod extract;
pub mod graph;
pub mod import;
pub mod query;
pub mod repl;
pub mod result;
pub mod source;
pub mod storage;
pub mod value;
