//! Figures with a unit: `100亿元`, `5%`, `0.5个百分点`. What may be added and compared the dimension of the unit says; the
//! units are those of the table by which reports are read. Knows no graph, no query and no report.

mod amount;
mod figure;
mod unit;

pub use figure::{Magnitude, Quantity};
pub use unit::Unit;
pub(crate) use unit::place_of;
