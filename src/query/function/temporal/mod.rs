//! Temporal functions: constructors from texts, maps and other temporal values, `truncate`, the clock, durations
//! between instants, and access to components. What the values are and how they compute stands in `value::temporal`;
//! here is how queries speak of them.

mod clock;
mod component;
mod construct;
mod fields;
mod parts;
mod span;
mod table;
mod truncate;

pub use component::temporal_component;
pub(super) use table::FUNCTIONS;
