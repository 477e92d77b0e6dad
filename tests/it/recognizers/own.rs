//! Cases of our own making.
