//! The one integration binary: what the program promises, seen from outside, and the rules of the house.

mod build;
mod cli;
mod document;
mod dot;
mod extract;
mod parse;
mod shared;
mod storage;
mod tidy;
