//! Web pages: the article's text, block by block, with the page's own offsets. Two passes over the same pieces: the first
//! finds what belongs to the site and not to the article, the second writes the rest.
//!
//! Scripts, styles, comments and forms' controls go; so do elements that are navigation by name (`nav`, `footer`,
//! `class="breadcrumb"`) and lines that are links from end to end. A page whose article stands inside such an element
//! (some sites put everything into a `header`) is read whole: full stops tell which side the article is on.

use encoding_rs::{BIG5, Encoding};

use super::super::offsets::Offsets;
use super::html_lines::{Sink, Style, Survey, Writer};
use super::markup::{Piece, Pieces, attribute};

/// Bytes of a page in which it says its encoding.
const HEAD: usize = 4096;

/// Elements that are never read.
const CONTROLS: &[&str] = &[
    "script", "style", "noscript", "template", "textarea", "select", "button", "iframe", "object", "svg",
    "xmp", "noframes", "map", "datalist",
];

/// Elements around the article.
const SURROUNDINGS: &[&str] = &["nav", "header", "footer", "aside", "menu"];

/// Words of `class`, `id` and `role` that name navigation.
const SURROUNDING_WORDS: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "topnav",
    "mainnav",
    "menu",
    "mainmenu",
    "breadcrumb",
    "breadcrumbs",
    "crumbs",
    "sidebar",
    "footer",
    "foot",
    "copyright",
    "share",
    "pagination",
    "pager",
    "complementary",
    "contentinfo",
    "search",
];

/// Elements that may be navigation by their words.
const GROUPS: &[&str] = &["div", "ul", "ol", "section", "table", "dl", "p", "td"];

/// Elements inside a line; all others begin and end one.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "b",
    "basefont",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "dfn",
    "del",
    "em",
    "font",
    "i",
    "img",
    "ins",
    "kbd",
    "label",
    "mark",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "o:p",
    "st1:chsdate",
    "st1:chmetcnv",
    "input",
    "link",
    "meta",
];

/// The encoding that a page declares, where it is one that its bytes do not tell by themselves.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let label =
        value.split(|character: char| !character.is_ascii_alphanumeric() && character != '-').next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding == BIG5)
}

/// Whether a text is a web page or a piece of one, and not a text with residue of one in it.
pub(super) fn is_html(text: &str) -> bool {
    if !text.trim_start().starts_with('<') {
        return false;
    }
    let mut elements = 0;
    for piece in Pieces::of(text).take(40) {
        match piece {
            Piece::Open(name, ..) => {
                if ["html", "head", "body"].iter().any(|whole| name.eq_ignore_ascii_case(whole)) {
                    return true;
                }
                elements += 1;
            }
            Piece::Text(span) if elements == 0 && !span.of(text).trim().is_empty() => return false,
            Piece::Close(..) if elements > 0 => return true,
            _ => {}
        }
    }
    elements > 2
}

/// The article of a page.
pub(super) fn text(page: &str) -> (String, Offsets) {
    let mut plan = Plan { skips_surroundings: true };
    let mut survey = Survey::default();
    walk(page, &plan, &mut survey);
    if survey.stops_outside > survey.stops_inside {
        plan.skips_surroundings = false;
        survey = Survey::default();
        walk(page, &plan, &mut survey);
    }
    let mut writer = Writer::new(survey.skipped_lines, false);
    walk(page, &plan, &mut writer);
    // The page's title stands in its head, and mostly again above the article.
    let title = survey.title.split(['_', '|', '-', '—', '–']).next().unwrap_or_default().trim();
    if !title.is_empty() && !writer.text.contains(title) {
        writer = Writer::new(std::mem::take(&mut writer.skipped_lines), true);
        walk(page, &plan, &mut writer);
    }
    (writer.text, writer.offsets)
}

/// What is left out of a page.
#[derive(Debug, Default)]
struct Plan {
    skips_surroundings: bool,
}

/// Walks over a page and hands what is read to `sink`.
fn walk(page: &str, plan: &Plan, sink: &mut impl Sink) {
    let mut style = Style::default();
    let mut in_title = false;
    // The element that is being left out, and how often it is open.
    let mut skipped: Option<(&str, usize, bool)> = None;
    for piece in Pieces::of(page) {
        if let Some((name, depth, is_control)) = &mut skipped {
            match piece {
                Piece::Open(open, attributes, _)
                    if open.eq_ignore_ascii_case(name) && !attributes.ends_with('/') =>
                {
                    *depth += 1
                }
                Piece::Close(close, _) if close.eq_ignore_ascii_case(name) => *depth -= 1,
                Piece::Text(span) if !*is_control => sink.outside(span.of(page)),
                _ => {}
            }
            if *depth == 0 {
                skipped = None;
                sink.end_line();
            }
            continue;
        }
        match piece {
            Piece::Text(span) if in_title => sink.title(span, span.of(page)),
            Piece::Reference(..) if in_title => {}
            Piece::Text(span) => sink.text(span, span.of(page), style),
            Piece::Reference(span, character) => sink.character(span, character, style),
            Piece::Open(name, attributes, _) => {
                let is_control = is_one_of(name, CONTROLS);
                if (is_control || (plan.skips_surroundings && is_surrounding(name, attributes)))
                    && !attributes.ends_with('/')
                {
                    sink.end_line();
                    skipped = Some((name, 1, is_control));
                    continue;
                }
                mark(name, true, &mut style, &mut in_title);
                if !is_one_of(name, INLINE) {
                    sink.end_line();
                }
            }
            Piece::Close(name, _) => {
                mark(name, false, &mut style, &mut in_title);
                if !is_one_of(name, INLINE) {
                    sink.end_line();
                }
            }
        }
    }
    sink.end_line();
}

/// Notes what an element does to the text in it.
fn mark(name: &str, opens: bool, style: &mut Style, in_title: &mut bool) {
    match name.to_ascii_lowercase().as_str() {
        "a" => style.is_link = opens,
        "h1" | "h2" | "h3" | "h4" => style.is_heading = opens,
        "pre" => style.is_pre = opens,
        "title" => *in_title = opens,
        // A page that never closes its title is still read.
        "body" => *in_title = false,
        _ => {}
    }
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether an element is around the article and no part of it.
fn is_surrounding(name: &str, attributes: &str) -> bool {
    if is_one_of(name, SURROUNDINGS) {
        return true;
    }
    if !is_one_of(name, GROUPS) || attributes.is_empty() {
        return false;
    }
    let is_hidden = attribute(attributes, "hidden").is_some()
        || attribute(attributes, "style")
            .is_some_and(|style| style.replace(' ', "").contains("display:none"));
    let names = ["class", "id", "role"].into_iter().filter_map(|key| attribute(attributes, key));
    is_hidden || names.flat_map(str::split_ascii_whitespace).any(|word| is_one_of(word, SURROUNDING_WORDS))
}
