//! A page's operators, carried out as far as text goes: which characters stand where. Fonts and codes are the backend's.

use std::collections::BTreeSet;

use unpdf::parser::backend::{
    ContentOp, DecodedRun, PageId, PaintedXObject, PdfBackend, PdfValue, ResourceScope, get_number_from_value,
};

use super::matrix::Matrix;
use super::nesting;

/// Forms in forms.
const MAX_FORMS: usize = 16;

/// Operators of one page, those of its forms as often as they are painted.
const MAX_OPERATORS: usize = 2_000_000;

/// Saved states in one another.
const MAX_STATES: usize = 256;

/// Fonts of pictures, whose runs say nothing that is lost.
const PICTURE_FONTS: &[&str] = &["Wingdings", "Webdings", "Dingbats", "Symbol"];

/// Characters set in one go.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// The characters.
    pub text: String,
    /// Where its baseline begins and ends, on the page as it is turned for reading.
    pub x: f32,
    /// The baseline's height.
    pub y: f32,
    /// Where it ends.
    pub end: f32,
    /// Height of the font.
    pub size: f32,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Runs by the way they are turned, in quarters of a turn.
    pub turned: [Vec<Run>; 4],
    /// Pictures.
    pub n_pictures: usize,
    /// Characters that nothing paints: the layer of recognised text over a scan.
    pub n_unpainted: usize,
}

/// Reads a page; tells in words what of it cannot be read.
pub(super) fn read(backend: &dyn PdfBackend, page: PageId) -> Result<Content, String> {
    let content = backend.page_content_with_losses(page).map_err(|error| error.to_string())?;
    if content.undecodable_streams > 0 {
        return Err("a part of it cannot be unpacked".to_owned());
    }
    let mut reader = Reader {
        backend,
        page,
        state: State::default(),
        saved: Vec::new(),
        floor: 0,
        n_left: MAX_OPERATORS,
        out: Content::default(),
    };
    reader.stream(&content.data, None, &mut Vec::new())?;
    Ok(reader.out)
}

/// The text's and the graphics' state.
#[derive(Clone, Debug)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Vec<u8>,
    size: f32,
    character_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    mode: i32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: Matrix::default(),
            text: Matrix::default(),
            line: Matrix::default(),
            font: Vec::new(),
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

struct Reader<'p> {
    backend: &'p dyn PdfBackend,
    page: PageId,
    state: State,
    saved: Vec<State>,
    /// Saved states that belong to what is outside the stream.
    floor: usize,
    n_left: usize,
    out: Content,
}

impl Reader<'_> {
    /// Carries out a stream of the page or of a form on it.
    fn stream(
        &mut self,
        data: &[u8],
        form: Option<(u32, u16)>,
        open: &mut Vec<(u32, u16)>,
    ) -> Result<(), String> {
        let scope = ResourceScope { page: self.page, form };
        let fonts = self.backend.page_fonts(scope).map_err(|error| error.to_string())?;
        let fonts: Vec<_> = fonts.into_iter().map(|font| (font.name, font.base_font)).collect();
        if nesting::is_deep(data) {
            return Err("its operands nest without end".to_owned());
        }
        let operators = self.backend.decode_content(data).map_err(|error| error.to_string())?;
        let floor = std::mem::replace(&mut self.floor, self.saved.len());
        for operator in &operators {
            self.n_left = self.n_left.checked_sub(1).ok_or("it has too many operators")?;
            match operator.operator.as_str() {
                "Do" => self.paint(scope, operator, open)?,
                "BI" | "EI" | "INLINE_IMAGE" => self.out.n_pictures += 1,
                "Tj" | "TJ" | "'" | "\"" => self.show(scope, &fonts, operator)?,
                _ => self.set(operator),
            }
        }
        // A form that leaves states open leaves the page's as they were.
        self.saved.truncate(self.floor);
        self.floor = floor;
        Ok(())
    }

    fn paint(
        &mut self,
        scope: ResourceScope,
        operator: &ContentOp,
        open: &mut Vec<(u32, u16)>,
    ) -> Result<(), String> {
        let Some(PdfValue::Name(name)) = operator.operands.first() else { return Ok(()) };
        match self.backend.xobject(scope, name) {
            Some(PaintedXObject::Form(form)) => {
                if open.len() >= MAX_FORMS || open.contains(&form.id) {
                    return Ok(());
                }
                let content = form.content.as_deref().ok_or("a form on it cannot be unpacked")?;
                let outside = self.state.clone();
                self.state.page = Matrix(form.matrix).then(outside.page);
                open.push(form.id);
                let done = self.stream(content, Some(form.id), open);
                open.pop();
                self.state = outside;
                done
            }
            Some(PaintedXObject::Image) => {
                self.out.n_pictures += 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Operators that set state.
    fn set(&mut self, operator: &ContentOp) {
        let numbers: Vec<f32> = operator.operands.iter().filter_map(get_number_from_value).collect();
        let state = &mut self.state;
        match (operator.operator.as_str(), numbers.as_slice()) {
            ("q", _) if self.saved.len() < MAX_STATES => self.saved.push(state.clone()),
            ("Q", _) if self.saved.len() > self.floor => {
                if let Some(saved) = self.saved.pop() {
                    self.state = saved;
                }
            }
            ("cm", &[a, b, c, d, e, f]) => state.page = Matrix([a, b, c, d, e, f]).then(state.page),
            ("BT", _) => (state.text, state.line) = (Matrix::default(), Matrix::default()),
            ("Tm", &[a, b, c, d, e, f]) => {
                state.line = Matrix([a, b, c, d, e, f]);
                state.text = state.line;
            }
            ("Td", &[x, y]) => self.next_line(x, y),
            ("TD", &[x, y]) => {
                state.leading = -y;
                self.next_line(x, y);
            }
            ("T*", _) => self.next_line(0.0, -self.state.leading),
            ("Tf", &[.., size]) => {
                state.size = size;
                if let Some(PdfValue::Name(name)) = operator.operands.first() {
                    state.font.clone_from(name);
                }
            }
            ("Tc", &[space]) => state.character_space = space,
            ("Tw", &[space]) => state.word_space = space,
            ("Tz", &[percent]) => state.stretch = percent / 100.0,
            ("TL", &[leading]) => state.leading = leading,
            ("Ts", &[rise]) => state.rise = rise,
            ("Tr", &[mode]) => state.mode = mode as i32,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.state.line = Matrix::shift(x, y).then(self.state.line);
        self.state.text = self.state.line;
    }

    /// Operators that show text.
    fn show(
        &mut self,
        scope: ResourceScope,
        fonts: &[(Vec<u8>, String)],
        operator: &ContentOp,
    ) -> Result<(), String> {
        let operands = operator.operands.as_slice();
        if matches!(operator.operator.as_str(), "'" | "\"") {
            if let [word, character, _] = operands {
                self.state.word_space = get_number_from_value(word).unwrap_or(self.state.word_space);
                self.state.character_space =
                    get_number_from_value(character).unwrap_or(self.state.character_space);
            }
            self.next_line(0.0, -self.state.leading);
        }
        match operands.last() {
            Some(PdfValue::Str(bytes)) => self.run(scope, fonts, bytes),
            Some(PdfValue::Array(items)) => items.iter().try_for_each(|item| match item {
                PdfValue::Str(bytes) => self.run(scope, fonts, bytes),
                number => {
                    let back = get_number_from_value(number).unwrap_or_default();
                    self.advance(-back / 1000.0 * self.state.size * self.state.stretch, 0.0);
                    Ok(())
                }
            }),
            _ => Ok(()),
        }
    }

    fn advance(&mut self, x: f32, y: f32) {
        self.state.text = Matrix::shift(x, y).then(self.state.text);
    }

    fn run(&mut self, scope: ResourceScope, fonts: &[(Vec<u8>, String)], bytes: &[u8]) -> Result<(), String> {
        if bytes.is_empty() {
            return Ok(());
        }
        let Some((_, font)) = fonts.iter().find(|(name, _)| *name == self.state.font) else {
            return Err("text is set in a font that it does not have".to_owned());
        };
        let is_picture = PICTURE_FONTS.iter().any(|picture| font.contains(picture));
        let decoded = self.backend.decode_run(scope, &self.state.font, bytes);
        let is_lost = decoded.decoded.suppressed.is_some() || decoded.decoded.undecoded_codes > 0;
        if is_lost && !is_picture {
            return Err(format!("the codes of its font `{font}` tell no characters"));
        }
        let before = self.placed();
        let (x, y) = self.width_of(&decoded);
        self.advance(x, y);
        let text = decoded.decoded.text;
        if is_lost || text.trim().is_empty() {
            return Ok(());
        }
        if matches!(self.state.mode, 3 | 7) {
            self.out.n_unpainted += text.chars().count();
        }
        let quarter = before.quarter();
        let (x, y) = turned(quarter, before.origin());
        let (end, _) = turned(quarter, self.placed().origin());
        let size = before.height();
        if [x, y, end, size].iter().all(|number| number.is_finite()) {
            self.out.turned[usize::from(quarter)].push(Run { text, x, y, end: end.max(x), size });
        }
        Ok(())
    }

    /// From a character's square to the page.
    fn placed(&self) -> Matrix {
        let State { size, stretch, rise, .. } = self.state;
        Matrix([size * stretch, 0.0, 0.0, size, 0.0, rise]).then(self.state.text).then(self.state.page)
    }

    /// How far a run moves on. A font without widths is taken for one of squares, with half ones for Latin letters.
    fn width_of(&self, run: &DecodedRun) -> (f32, f32) {
        let State { size, character_space, word_space, stretch, .. } = self.state;
        let Some(glyphs) = &run.glyphs else {
            let halves: usize =
                run.decoded.text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
            return (halves as f32 / 2.0 * size * stretch, 0.0);
        };
        glyphs.iter().fold((0.0, 0.0), |(x, y), glyph| {
            let space = character_space + if glyph.is_word_space { word_space } else { 0.0 };
            match glyph.vertical {
                Some(down) => (x, y + down.advance / 1000.0 * size + space),
                None => (x + (glyph.width / 1000.0 * size + space) * stretch, y),
            }
        })
    }
}

/// A place on the page when the page is turned so that the run is upright.
fn turned(quarter: u8, (x, y): (f32, f32)) -> (f32, f32) {
    match quarter {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}

/// Pages of a document without those that stand twice in its tree.
pub(super) fn pages(backend: &dyn PdfBackend) -> Vec<PageId> {
    let mut seen = BTreeSet::new();
    backend.pages().into_values().filter(|page| seen.insert(*page)).collect()
}
