//! A picture as SVG without Graphviz: boxes placed by forces, straight arrows, the legend beneath.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::PictureOptions;
use super::layout::{Half, lay_out};
use super::picture::{FONTS, Picture, Weight};
use super::selection::Selection;
use super::style::{node_style, type_colour};
use super::xml::Xml;
use crate::export::wrap::width;
use crate::graph::{GraphView, NameTable};
use crate::value::NodeId;

/// Sizes in pixels: of a line of a caption for a font of 1, and of the legend.
const LINE: f64 = 1.25;
const LEGEND_FONT: f64 = 12.0;
const MARGIN: f64 = 24.0;

/// A node as it is drawn.
struct Shown {
    lines: Vec<String>,
    font: f64,
    half: Half,
    middle: (f64, f64),
}

/// Writes the picture of the selected part.
pub(super) fn write(
    out: &mut dyn Write,
    graph: &dyn GraphView,
    selection: &Selection,
    options: &PictureOptions,
) -> io::Result<()> {
    let picture = Picture::new(graph, selection);
    let shown = placed(&picture);
    let nodes = || shown.values();
    let edge = |of: fn(&Shown) -> f64| nodes().map(of).fold(0.0, f64::max) + MARGIN;
    let [left, right] = [edge(|node| node.half.0 - node.middle.0), edge(|node| node.middle.0 + node.half.0)];
    let [top, bottom] = [edge(|node| node.half.1 - node.middle.1), edge(|node| node.middle.1 + node.half.1)];
    let mut legend = Legend::new(&picture, options, -left + MARGIN, bottom, left + right - 2.0 * MARGIN);
    legend.set();
    let [wide, high] = [(left + right).max(legend.right + left), top + legend.bottom + MARGIN];
    let mut xml = Xml::new(out)?;
    let size = [wide, high].map(|size| format!("{size:.0}"));
    let view = format!("{:.0} {:.0} {wide:.0} {high:.0}", -left, -top);
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &size[0]),
            ("height", &size[1]),
            ("viewBox", &view),
            ("font-family", FONTS),
            ("text-anchor", "middle"),
        ],
    )?;
    let corner = [(-left).to_string(), (-top).to_string()];
    xml.empty(
        "rect",
        &[("x", &corner[0]), ("y", &corner[1]), ("width", "100%"), ("height", "100%"), ("fill", "white")],
    )?;
    write_rels(&mut xml, &picture, &shown)?;
    for (&node, shown) in &shown {
        write_node(&mut xml, &picture, node, shown)?;
    }
    legend.write(&mut xml)?;
    xml.close("svg")?;
    xml.finish()
}

fn placed(picture: &Picture<'_>) -> BTreeMap<NodeId, Shown> {
    let nodes = &picture.selection.nodes;
    let mut shown: Vec<Shown> = nodes
        .iter()
        .map(|&node| {
            let lines = picture.lines(node);
            let font = match picture.weight(node) {
                Weight::Plain => 11.0,
                Weight::Hub => 15.0,
                Weight::GreatHub => 19.0,
            };
            let widest = lines.iter().map(|line| cells(line)).fold(2.0, f64::max);
            let half = (widest * font / 4.0 + 7.0, count(lines.len()) * font * LINE / 2.0 + 4.0);
            Shown { lines, font, half, middle: (0.0, 0.0) }
        })
        .collect();
    let boxes: Vec<Half> = shown.iter().map(|node| (node.half.0 + 5.0, node.half.1 + 5.0)).collect();
    let joined: Vec<(usize, usize)> = picture
        .selection
        .rels
        .iter()
        .filter_map(|&rel| {
            let ends = picture.graph.rel_ends(rel);
            Some((nodes.binary_search(&ends.start).ok()?, nodes.binary_search(&ends.end).ok()?))
        })
        .collect();
    for (node, middle) in shown.iter_mut().zip(lay_out(&boxes, &joined)) {
        node.middle = middle;
    }
    nodes.iter().copied().zip(shown).collect()
}

fn write_rels(xml: &mut Xml<'_>, picture: &Picture<'_>, shown: &BTreeMap<NodeId, Shown>) -> io::Result<()> {
    xml.open("defs", &[])?;
    for rel_type in picture.types() {
        let id = format!("arrow{}", rel_type.index());
        xml.open(
            "marker",
            &[
                ("id", &id),
                ("viewBox", "0 0 8 8"),
                ("refX", "8"),
                ("refY", "4"),
                ("markerWidth", "7"),
                ("markerHeight", "7"),
                ("markerUnits", "userSpaceOnUse"),
                ("orient", "auto"),
            ],
        )?;
        xml.empty("path", &[("d", "M0 0L8 4L0 8z"), ("fill", type_colour(picture.graph, rel_type))])?;
        xml.close("marker")?;
    }
    xml.close("defs")?;
    let opacity = if picture.is_faint() { "0.4" } else { "0.85" };
    for &rel in &picture.selection.rels {
        let ends = picture.graph.rel_ends(rel);
        let (Some(start), Some(end)) = (shown.get(&ends.start), shown.get(&ends.end)) else { continue };
        let line = if ends.start == ends.end { round(start) } else { straight(start, end) };
        let arrow = format!("url(#arrow{})", ends.rel_type.index());
        let thickness = format!("{:.1}", picture.thickness(rel));
        let mut attributes = vec![
            ("d", line.as_str()),
            ("fill", "none"),
            ("stroke", type_colour(picture.graph, ends.rel_type)),
            ("stroke-width", &thickness),
            ("stroke-opacity", opacity),
            ("marker-end", &arrow),
        ];
        if picture.is_kept(rel) == Some(false) {
            attributes.push(("stroke-dasharray", "4 3"));
        }
        xml.open("path", &attributes)?;
        xml.text("title", &[], &picture.rel_tooltip(rel))?;
        xml.close("path")?;
        if let Some(label) = picture.rel_label(rel) {
            let x = format!("{:.1}", f64::midpoint(start.middle.0, end.middle.0));
            let y = format!("{:.1}", f64::midpoint(start.middle.1, end.middle.1) - 3.0);
            xml.text("text", &[("x", &x), ("y", &y), ("font-size", "9"), ("fill", "#555555")], &label)?;
        }
    }
    Ok(())
}

/// From the edge of one box to the edge of the other.
fn straight(start: &Shown, end: &Shown) -> String {
    let (x, y) = (end.middle.0 - start.middle.0, end.middle.1 - start.middle.1);
    let inside = |half: Half| {
        let [by_width, by_height] = [half.0 / x.abs().max(1e-9), half.1 / y.abs().max(1e-9)];
        by_width.min(by_height).min(0.5)
    };
    let [from, to] = [inside(start.half), 1.0 - inside(end.half)];
    let at = |part: f64| (start.middle.0 + x * part, start.middle.1 + y * part);
    let (from, to) = (at(from), at(to));
    format!("M{:.1} {:.1}L{:.1} {:.1}", from.0, from.1, to.0, to.1)
}

/// From a box's right side over its corner back to its top.
fn round(shown: &Shown) -> String {
    let (x, y) = (shown.middle.0 + shown.half.0, shown.middle.1 - shown.half.1);
    format!(
        "M{x:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {y:.1}",
        y + 6.0,
        x + 22.0,
        y - 4.0,
        x - 2.0,
        y - 22.0,
        x - 8.0
    )
}

fn write_node(xml: &mut Xml<'_>, picture: &Picture<'_>, node: NodeId, shown: &Shown) -> io::Result<()> {
    let (_, style) = node_style(picture.graph, node);
    let (x, y) = shown.middle;
    let (wide, high) = shown.half;
    xml.open("g", &[])?;
    xml.text("title", &[], &picture.node_tooltip(node))?;
    let stroke = if picture.weight(node) == Weight::Plain { "1.2" } else { "2.2" };
    let mut attributes = vec![("fill", style.fill), ("stroke", style.border), ("stroke-width", stroke)];
    if style.style.contains("dashed") {
        attributes.push(("stroke-dasharray", "4 2"));
    }
    let corners = corners(style.shape, wide, high);
    if corners.is_empty() {
        let radius = match style.shape {
            "ellipse" => high,
            _ if style.style.contains("rounded") => 6.0,
            _ => 0.0,
        };
        let sides = [x - wide, y - high, 2.0 * wide, 2.0 * high, radius].map(|side| format!("{side:.1}"));
        attributes
            .extend(["x", "y", "width", "height", "rx"].into_iter().zip(sides.iter().map(String::as_str)));
        xml.empty("rect", &attributes)?;
    } else {
        let points: Vec<String> =
            corners.iter().map(|(right, down)| format!("{:.1},{:.1}", x + right, y + down)).collect();
        let points = points.join(" ");
        attributes.push(("points", &points));
        xml.empty("polygon", &attributes)?;
    }
    let first = y - (count(shown.lines.len()) - 1.0) * shown.font * LINE / 2.0 + shown.font * 0.36;
    for (line, at) in shown.lines.iter().zip(0_u32..) {
        let y = format!("{:.1}", first + f64::from(at) * shown.font * LINE);
        xml.text(
            "text",
            &[("x", &format!("{x:.1}")), ("y", &y), ("font-size", &shown.font.to_string())],
            line,
        )?;
    }
    xml.close("g")
}

/// Corners of the shapes that are no box, from the middle; Graphviz's names.
fn corners(shape: &str, wide: f64, high: f64) -> Vec<(f64, f64)> {
    let cut = 7.0_f64.min(high);
    match shape {
        "hexagon" => {
            vec![
                (-wide, 0.0),
                (-wide + cut, -high),
                (wide - cut, -high),
                (wide, 0.0),
                (wide - cut, high),
                (-wide + cut, high),
            ]
        }
        "octagon" => {
            let (w, h) = (wide - cut / 2.0, high - cut / 2.0);
            vec![
                (-wide, h),
                (-wide, -h),
                (-w, -high),
                (w, -high),
                (wide, -h),
                (wide, h),
                (w, high),
                (-w, high),
            ]
        }
        "note" => vec![(-wide, -high), (wide - cut, -high), (wide, -high + cut), (wide, high), (-wide, high)],
        "tab" | "folder" => vec![
            (-wide, -high),
            (-wide + 3.0 * cut, -high),
            (-wide + 3.5 * cut, -high + cut / 2.0),
            (wide, -high + cut / 2.0),
            (wide, high),
            (-wide, high),
        ],
        "cds" => vec![(-wide, -high), (wide - cut, -high), (wide, 0.0), (wide - cut, high), (-wide, high)],
        _ => Vec::new(),
    }
}

/// The legend: title, labels, types, one after the other in lines.
struct Legend<'p> {
    items: Vec<Item>,
    left: f64,
    width: f64,
    right: f64,
    bottom: f64,
    options: &'p PictureOptions,
}

struct Item {
    text: String,
    /// Fill and border of a label's sample; a type has its colour alone.
    colours: (&'static str, Option<&'static str>),
    at: (f64, f64),
}

impl<'p> Legend<'p> {
    fn new(picture: &Picture<'_>, options: &'p PictureOptions, left: f64, top: f64, width: f64) -> Self {
        let vocabulary = picture.graph.vocabulary();
        let labels = picture.labels().into_iter().map(|(label, style)| Item {
            text: picture.both_names(NameTable::Label, vocabulary.label_name(label)),
            colours: (style.fill, Some(style.border)),
            at: (0.0, 0.0),
        });
        let types = picture.types().into_iter().map(|rel_type| Item {
            text: format!("→ {}", picture.both_names(NameTable::Type, vocabulary.type_name(rel_type))),
            colours: (type_colour(picture.graph, rel_type), None),
            at: (0.0, 0.0),
        });
        Self {
            items: labels.chain(types).collect(),
            left,
            width: width.max(420.0),
            right: left,
            bottom: top,
            options,
        }
    }

    /// Gives each item its place.
    fn set(&mut self) {
        if !self.options.title.is_empty() {
            self.bottom += 26.0;
        }
        let (mut x, mut y) = (self.left, self.bottom + LEGEND_FONT);
        for item in &mut self.items {
            let wide = cells(&item.text) * LEGEND_FONT / 2.0 + 26.0;
            if x + wide > self.left + self.width && x > self.left {
                (x, y) = (self.left, y + LEGEND_FONT * 1.8);
            }
            item.at = (x, y);
            x += wide;
            self.right = self.right.max(x);
            self.bottom = y + LEGEND_FONT;
        }
    }

    fn write(&self, xml: &mut Xml<'_>) -> io::Result<()> {
        let font = LEGEND_FONT.to_string();
        if !self.options.title.is_empty() {
            let y = self.items.first().map_or(self.bottom, |item| item.at.1) - LEGEND_FONT - 10.0;
            let place = [("x", self.left.to_string()), ("y", y.to_string())];
            let mut attributes: Vec<(&str, &str)> =
                place.iter().map(|(key, value)| (*key, value.as_str())).collect();
            attributes.extend([("font-size", "18"), ("font-weight", "bold"), ("text-anchor", "start")]);
            xml.text("text", &attributes, &self.options.title)?;
        }
        for item in &self.items {
            let (x, y) = item.at;
            let (colour, border) = item.colours;
            let mut ink = colour;
            let mut text_x = x;
            if let Some(border) = border {
                let sides = [x, y - LEGEND_FONT + 1.0, 12.0, 12.0].map(|side| format!("{side:.1}"));
                let mut attributes = vec![("fill", colour), ("stroke", border)];
                attributes
                    .extend(["x", "y", "width", "height"].into_iter().zip(sides.iter().map(String::as_str)));
                xml.empty("rect", &attributes)?;
                (ink, text_x) = ("#222222", x + 17.0);
            }
            let place = [format!("{text_x:.1}"), format!("{y:.1}")];
            let attributes = [
                ("x", &*place[0]),
                ("y", &*place[1]),
                ("font-size", &*font),
                ("fill", ink),
                ("text-anchor", "start"),
            ];
            xml.text("text", &attributes, &item.text)?;
        }
        Ok(())
    }
}

/// Cells of a line, as halves of a Chinese character; Latin letters are a little wider than half.
fn cells(text: &str) -> f64 {
    let n_narrow = text.chars().filter(char::is_ascii).count();
    count(width(text)) + 0.15 * count(n_narrow)
}

#[expect(clippy::cast_precision_loss, reason = "lines and cells are few")]
fn count(number: usize) -> f64 {
    number as f64
}
