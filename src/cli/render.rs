//! Pictures of graphs as files: by Graphviz, when it is installed.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use clap::ValueEnum;

use super::failure::{Failure, reason};
use crate::export::{GraphFormat, PictureOptions, Selection, write_graph};
use crate::graph::GraphView;

/// Kinds of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PictureFormat {
    Svg,
    Png,
    Pdf,
}

impl PictureFormat {
    /// The ending of a file's name, which is also Graphviz's name for it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// Draws the selected part of a graph into the file `output`: by Graphviz, an SVG without it by the built-in layout.
/// Gives whether it was Graphviz.
pub(super) fn draw(
    graph: &dyn GraphView,
    selection: &Selection,
    options: &PictureOptions,
    format: PictureFormat,
    output: &Path,
) -> Result<bool, Failure> {
    let by_graphviz = format != PictureFormat::Svg || is_installed();
    let written = if by_graphviz { GraphFormat::Dot } else { GraphFormat::Svg };
    let mut text = Vec::new();
    write_graph(&mut text, graph, selection, written, options)?;
    if by_graphviz {
        render(&text, format, output)?;
    } else {
        fs::write(output, &text).map_err(|error| Failure::write(output, &error))?;
    }
    Ok(by_graphviz)
}

/// Whether Graphviz can be run.
fn is_installed() -> bool {
    let quiet = Command::new("dot").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// Draws `dot` into the file `output`.
fn render(dot: &[u8], format: PictureFormat, output: &Path) -> Result<(), Failure> {
    let mut command = Command::new("dot");
    command.arg(format!("-T{}", format.name())).arg("-o").arg(output);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::with_hint(
            "cannot draw: Graphviz is not installed (no program `dot`)",
            "install it (Debian: apt install graphviz; macOS: brew install graphviz), or draw without it: --format svg",
        ),
        _ => Failure::new(format!("cannot run `dot`: {}", reason(&error))),
    })?;
    // An error here means that `dot` has ended; its own words say more.
    let _ = child.stdin.take().map(|mut input| input.write_all(dot));
    let result =
        child.wait_with_output().map_err(|error| Failure::new(format!("cannot run `dot`: {error}")))?;
    if result.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&result.stderr);
    Err(Failure::new(format!("`dot` failed: {}", said.trim())))
}
