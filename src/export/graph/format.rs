//! The formats by name.

use std::io::{self, Write};
use std::str::FromStr;

use super::Selection;
use super::{cypher, dot, gexf, gml, graphml, mermaid, page, rdf, svg, web, workbook};
use crate::graph::{GraphView, LabelId};

/// How a part of a graph is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GraphFormat {
    /// Graphviz's language, a picture.
    #[default]
    Dot,
    /// A picture that needs no Graphviz.
    Svg,
    /// One self-contained page for a browser: drawing, tables, search, evidence.
    Html,
    /// Mermaid's flow chart, a picture in a Markdown page.
    Mermaid,
    /// GraphML with typed keys: networkx, Gephi, yEd, igraph.
    Graphml,
    /// GEXF 1.3: Gephi.
    Gexf,
    /// Graph Modelling Language: networkx, igraph.
    Gml,
    /// JSON of Cytoscape.js.
    Cytoscape,
    /// JSON of nodes and links: D3, networkx.
    D3,
    /// JSON Graph Format 2.
    Jgf,
    /// Turtle, with PROV-O for the evidence.
    Turtle,
    /// N-Triples, the same.
    Ntriples,
    /// JSON-LD, the same.
    Jsonld,
    /// A script of openCypher statements.
    Cypher,
    /// A workbook for Excel: nodes, relationships, indicators by region and year, evidence.
    Xlsx,
}

impl GraphFormat {
    /// All formats, in the order that help lists them.
    pub const ALL: [Self; 15] = [
        Self::Dot,
        Self::Svg,
        Self::Html,
        Self::Mermaid,
        Self::Graphml,
        Self::Gexf,
        Self::Gml,
        Self::Cytoscape,
        Self::D3,
        Self::Jgf,
        Self::Turtle,
        Self::Ntriples,
        Self::Jsonld,
        Self::Cypher,
        Self::Xlsx,
    ];

    /// The format's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Svg => "svg",
            Self::Html => "html",
            Self::Mermaid => "mermaid",
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
            Self::Gml => "gml",
            Self::Cytoscape => "cytoscape",
            Self::D3 => "d3",
            Self::Jgf => "jgf",
            Self::Turtle => "turtle",
            Self::Ntriples => "ntriples",
            Self::Jsonld => "jsonld",
            Self::Cypher => "cypher",
            Self::Xlsx => "xlsx",
        }
    }

    /// Whether it is bytes that a terminal cannot show.
    pub fn is_binary(self) -> bool {
        self == Self::Xlsx
    }

    /// Whether it is looked at, so that a part that can be taken in is wanted, not all.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Dot | Self::Svg | Self::Mermaid)
    }
}

impl FromStr for GraphFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("no graph format `{name}`; there are {names}")
        })
    }
}

/// What a picture or a page says beside the graph.
#[derive(Clone, Debug, Default)]
pub struct PictureOptions {
    /// The heading of a page; a line over a picture's legend.
    pub title: String,
    /// In DOT, each node with this label has a frame round it and what is related to it alone of its kind.
    pub cluster: Option<LabelId>,
}

/// Writes the selected part of a graph; only pictures and pages heed the options.
pub fn write_graph(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
    format: GraphFormat,
    options: &PictureOptions,
) -> io::Result<()> {
    match format {
        GraphFormat::Dot => dot::write(out, graph, selection, options),
        GraphFormat::Svg => svg::write(out, graph, selection, options),
        GraphFormat::Html => page::write(out, graph, selection, &options.title),
        GraphFormat::Mermaid => mermaid::write(out, graph, selection),
        GraphFormat::Graphml => graphml::write(out, graph, selection),
        GraphFormat::Gexf => gexf::write(out, graph, selection),
        GraphFormat::Gml => gml::write(out, graph, selection),
        GraphFormat::Cytoscape => web::write_cytoscape(out, graph, selection),
        GraphFormat::D3 => web::write_d3(out, graph, selection),
        GraphFormat::Jgf => web::write_jgf(out, graph, selection),
        GraphFormat::Turtle => rdf::write_turtle(out, graph, selection),
        GraphFormat::Ntriples => rdf::write_ntriples(out, graph, selection),
        GraphFormat::Jsonld => rdf::write_jsonld(out, graph, selection),
        GraphFormat::Cypher => cypher::write(out, graph, selection),
        GraphFormat::Xlsx => workbook::write(out, graph, selection),
    }
}
