//! Results and graphs as text for people and for other programs: values ([`value_text`], [`value_json`]), tables
//! ([`write_table`]), pictures ([`write_graph`]),
//! what a graph consists of ([`schema_labels`]). Writes to whatever stream it is given; opens no file, runs no query.

mod graph;
mod markup;
mod result_format;
mod schema;
mod table;
mod value_json;
mod value_text;
mod wrap;

pub use graph::{
    GraphFormat, PictureOptions, Selection, Table, TableFile, graph_tables, write_graph, write_jsonl,
};
pub use result_format::ResultFormat;
pub use schema::{schema_labels, schema_types};
pub use table::{Ambiguous, TableFormat, TableStyle, write_table};
pub use value_json::{JsonStyle, node_json, rel_json, value_json};
pub use value_text::{literal_text, value_text};
