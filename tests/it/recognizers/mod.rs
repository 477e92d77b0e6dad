//! Readers of figures, numbers and dates against the Chinese cases of Microsoft Recognizers-Text (shared folder) and
//! against cases of our own making, which always run.

mod date;
mod left_out;
mod number;
mod own;
mod specs;
