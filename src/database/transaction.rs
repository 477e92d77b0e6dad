//! Transactions: what a statement or several have written is committed to the graph's file, or undone. Between `BEGIN`
//! and its end the graph is what it was at the beginning, with what the transaction itself wrote; without one, each
//! statement sees what others have committed.

use std::path::Path;

use super::{Database, Error};
use crate::graph::{Change, GraphStore as _};
use crate::storage::{self, SyncMode};

/// A transaction that was begun.
#[derive(Debug, Default)]
pub(super) struct Transaction {
    /// What undoes its statements.
    inverses: Vec<Change>,
}

/// What goes wrong with transactions themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TransactionError {
    /// `BEGIN` in a transaction, or work that none may be open for.
    #[error("a transaction is open: it must be ended by `COMMIT` or `ROLLBACK` first")]
    Open,
    /// `COMMIT` or `ROLLBACK` without one.
    #[error("no transaction is open: there is nothing to end")]
    NotOpen,
    /// Another process committed between `BEGIN` and the first write.
    #[error("another process has changed the graph since the transaction began: it is rolled back")]
    Overtaken,
}

/// A statement that begins or ends a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Begin,
    Commit,
    Rollback,
}

/// The statements, in capital letters.
const CONTROLS: [(&str, Control); 9] = [
    ("BEGIN", Control::Begin),
    ("BEGIN TRANSACTION", Control::Begin),
    ("COMMIT", Control::Commit),
    ("COMMIT TRANSACTION", Control::Commit),
    ("ROLLBACK", Control::Rollback),
    ("ROLLBACK TRANSACTION", Control::Rollback),
    ("开始事务", Control::Begin),
    ("提交", Control::Commit),
    ("回滚", Control::Rollback),
];

impl Control {
    /// What a statement's text asks for, when it is one of these.
    pub(super) fn of(text: &str) -> Option<Self> {
        // The longest of them is short: other statements cost one look at their length.
        let text = text.trim().trim_end_matches([';', '；']);
        if text.len() > 40 {
            return None;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let text = words.join(" ").to_uppercase();
        CONTROLS.iter().find(|(words, _)| *words == text).map(|(_, control)| *control)
    }
}

impl Database {
    /// Chooses when commits are brought to the disk.
    pub fn set_sync_mode(&mut self, mode: SyncMode) {
        self.file.iter_mut().for_each(|file| file.set_mode(mode));
    }

    /// Brings all commits to the disk.
    pub fn sync(&mut self) -> Result<(), Error> {
        Ok(self.file.as_mut().map_or(Ok(()), storage::GraphFile::sync)?)
    }

    /// Whether a transaction was begun and has not ended.
    pub fn is_in_transaction(&self) -> bool {
        self.transaction.is_some()
    }

    /// Folds the log into the graph's file.
    pub fn checkpoint(&mut self) -> Result<(), Error> {
        self.check_no_transaction()?;
        let Self { graph, meta, file, .. } = self;
        Ok(file.as_mut().map_or(Ok(()), |file| file.checkpoint(graph, meta))?)
    }

    /// Writes the graph to a file, in the place of what is there: whole or not at all.
    pub fn save(&mut self, path: &Path) -> Result<(), Error> {
        self.check_no_transaction()?;
        if self.file.as_ref().is_some_and(|file| file.is_at(path)) {
            return self.checkpoint();
        }
        Ok(storage::save(&self.graph, &self.meta, path)?)
    }

    /// Ends the work on the graph's file. An open transaction is rolled back.
    pub fn close(mut self) -> Result<(), Error> {
        self.roll_back();
        let Self { mut graph, mut meta, file, .. } = self;
        Ok(file.map_or(Ok(()), |file| file.close(&mut graph, &mut meta))?)
    }

    /// Takes up what others have committed, unless a transaction must not see it.
    pub(super) fn follow(&mut self) -> Result<(), Error> {
        let Self { graph, meta, file, transaction, .. } = self;
        match file {
            Some(file) if transaction.is_none() => Ok(file.refresh(graph, meta)?),
            _ => Ok(()),
        }
    }

    /// Makes sure that what is written next can be committed.
    pub(super) fn prepare_to_write(&mut self) -> Result<(), Error> {
        let Self { graph, meta, file, transaction, .. } = self;
        let Some(file) = file else { return Ok(()) };
        let has_moved = file.acquire(graph, meta)?;
        if has_moved && transaction.take().is_some() {
            return Err(TransactionError::Overtaken.into());
        }
        Ok(())
    }

    /// Keeps what a statement has written: for its transaction, or for good.
    pub(super) fn keep(&mut self, inverses: Vec<Change>) -> Result<(), Error> {
        match &mut self.transaction {
            Some(transaction) => transaction.inverses.extend(inverses),
            None if inverses.is_empty() => self.fold_long_log(),
            None => self.commit(inverses)?,
        }
        Ok(())
    }

    /// Begins or ends a transaction.
    pub(super) fn control(&mut self, control: Control) -> Result<(), Error> {
        match control {
            Control::Begin => {
                self.check_no_transaction()?;
                self.follow()?;
                self.transaction = Some(Transaction::default());
                Ok(())
            }
            Control::Commit => {
                let transaction = self.transaction.take().ok_or(TransactionError::NotOpen)?;
                self.commit(transaction.inverses)
            }
            Control::Rollback if self.transaction.is_none() => Err(TransactionError::NotOpen.into()),
            Control::Rollback => {
                self.roll_back();
                Ok(())
            }
        }
    }

    fn check_no_transaction(&self) -> Result<(), Error> {
        if self.transaction.is_some() { Err(TransactionError::Open.into()) } else { Ok(()) }
    }

    fn commit(&mut self, inverses: Vec<Change>) -> Result<(), Error> {
        let Self { graph, meta, file: Some(file), .. } = self else { return Ok(()) };
        if let Err(error) = file.commit(graph, meta, &inverses) {
            self.undo(inverses);
            return Err(error.into());
        }
        self.fold_long_log();
        Ok(())
    }

    /// Folds the log into the file when it has grown long. Everything in it is committed whatever becomes of this; it only
    /// stays longer.
    fn fold_long_log(&mut self) {
        let Self { graph, meta, file: Some(file), .. } = self else { return };
        if file.is_log_long() {
            drop(file.checkpoint(graph, meta));
        }
    }

    /// An error when a part of the graph could not be read from its file. Everything that was not committed is given up,
    /// and the graph read anew: statements that do not touch the part go on working.
    pub(super) fn check_fault(&mut self) -> Result<(), Error> {
        let Self { graph, meta, file: Some(file), .. } = self else { return Ok(()) };
        let Err(fault) = file.check_fault(graph) else { return Ok(()) };
        file.reload(graph, meta)?;
        self.transaction = None;
        Err(fault.into())
    }

    /// Reads all of the graph that was not read yet: what is asked of it past the statements is then right.
    pub fn read_all(&mut self) -> Result<(), Error> {
        // The first error is the one that is kept.
        drop(self.graph.read_all());
        self.check_fault()
    }

    fn roll_back(&mut self) {
        if let Some(transaction) = self.transaction.take() {
            self.undo(transaction.inverses);
        }
    }

    fn undo(&mut self, inverses: Vec<Change>) {
        for inverse in inverses.into_iter().rev() {
            self.graph.apply(inverse).expect("what was carried out can be undone from the last to the first");
        }
    }
}
