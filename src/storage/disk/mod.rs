//! What storage asks of a file system, as two small traits: every read, write, sync, lock and rename of a graph's files
//! goes through them, so that tests can fail each one and cut the power after it. Knows paths and bytes, no graphs.

#[cfg(test)]
mod simulated;
mod system;
mod traits;

#[cfg(test)]
pub(crate) use simulated::{Fault, SimulatedDisk};
pub use system::SystemDisk;
pub use traits::{Access, Disk, DiskFile, Stamp};
