//! The shell in a real terminal, for tests: a graph file with a home of its own, keys that are typed, text that is seen.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use expectrl::{Eof, Expect as _, session::OsSession};
use tuzhi::database::{Database, Params};

const GRAPH: &str = "CREATE (:Region {name: '无锡市', level: 'city'})<-[:PART_OF]-(:Region {name: '锡山区', level: 'district'})\
                     -[:DEVELOPS]->(:Industry {name: '集成电路'}), (:Region {name: '惠山区'})";

/// A graph file and a home of its own.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let place = Self { folder };
        let mut database = Database::default();
        database.session().run(GRAPH, &Params::new()).expect("the statement is right");
        database.save(&place.graph()).expect("the folder can be written");
        place
    }

    pub(crate) fn graph(&self) -> PathBuf {
        self.path("区.tuzhi")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self) -> Command {
        self.command_on(&self.graph())
    }

    fn command_on(&self, graph: &Path) -> Command {
        let mut command = crate::program::program();
        command.arg("shell").arg(graph).current_dir(self.folder.path());
        let home = self.folder.path();
        command.env("HOME", home).env("XDG_DATA_HOME", home).env("TERM", "xterm").env("NO_COLOR", "1");
        // Neither the tester's settings nor his language.
        command.env_remove("XDG_CONFIG_HOME").env_remove("PAGER").env("LC_ALL", "C.UTF-8");
        command
    }

    pub(crate) fn open(&self) -> Terminal {
        self.open_with(&[], 100)
    }

    /// Opens the shell with options in a terminal of some columns.
    pub(crate) fn open_with(&self, options: &[&str], columns: u16) -> Terminal {
        let mut command = self.command();
        command.args(options);
        Self::terminal(command, columns)
    }

    /// Opens the shell on another graph of the folder, in a terminal with colours.
    pub(crate) fn open_in_colour(&self, graph: &str, columns: u16) -> Terminal {
        let mut command = self.command_on(graph.as_ref());
        command.env_remove("NO_COLOR");
        Self::terminal(command, columns)
    }

    fn terminal(command: Command, columns: u16) -> Terminal {
        let mut session = OsSession::spawn(command).expect("a terminal for the test");
        session.set_expect_timeout(Some(Duration::from_secs(20)));
        session.get_process_mut().set_window_size(columns, 40).expect("a terminal has a size");
        Terminal { session }
    }

    /// Sends `input` through a pipe.
    pub(crate) fn pipe(&self, input: &str) -> Output {
        let mut command = self.command();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the program reads");
        child.wait_with_output().expect("the program ends")
    }
}

pub(crate) struct Terminal {
    pub(crate) session: OsSession,
}

impl Terminal {
    pub(crate) fn types(&mut self, text: &str) {
        self.session.send(text).expect("the terminal takes keys");
    }

    /// Types at the next prompt: what is typed before it is drawn may be lost.
    pub(crate) fn enters(&mut self, text: &str) {
        // The line editor asks for bracketed paste when it begins to read.
        self.sees("\u{1b}[?2004h");
        self.types(text);
    }

    /// Waits for a text that comes after all that was waited for before.
    pub(crate) fn sees(&mut self, text: &str) {
        if let Err(error) = self.session.expect(text) {
            let mut rest = [0; 4000];
            let n = self.session.try_read(&mut rest).unwrap_or(0);
            panic!("no {text:?}: {error}; there is {:?}", String::from_utf8_lossy(&rest[..n]));
        }
    }

    pub(crate) fn ends(mut self) {
        self.session.expect(Eof).expect("the shell ends");
    }
}
