//! What is left of HTML in a text that was cut out of a page: comments, tags, character references.

/// Named references that occur in Chinese pages.
const NAMED: &[(&str, char)] = &[
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '·'),
    ("times", '×'),
    ("permil", '‰'),
    ("deg", '°'),
];

/// Longest comment that is taken for one, in bytes.
const MAX_COMMENT: usize = 4_000;

/// Longest tag that is taken for one, in bytes.
const MAX_TAG: usize = 250;

/// Length of the residue that `text` begins with, and the character it stands for, if any.
pub(super) fn residue(text: &str) -> Option<(usize, Option<char>)> {
    if let Some(reference) = text.strip_prefix('&') {
        return self::reference(reference);
    }
    if let Some(comment) = text.strip_prefix("<!--") {
        let within = &comment.as_bytes()[..comment.len().min(MAX_COMMENT)];
        let end = within.windows(3).position(|window| window == b"-->")?;
        return Some((end + "<!---->".len(), None));
    }
    if let Some(code) = text.strip_prefix("<U+") {
        let end = code.bytes().take(7).position(|byte| byte == b'>')?;
        let number = u32::from_str_radix(&code[..end], 16).ok().and_then(char::from_u32)?;
        let meaning = if number.is_whitespace() || number.is_control() { ' ' } else { number };
        return Some((end + "<U+>".len(), Some(meaning)));
    }
    tag(text)
}

pub(super) fn reference(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = &text[..end];
    let meaning = match name.strip_prefix('#') {
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            let character = number.ok().and_then(char::from_u32)?;
            if character.is_whitespace() || character.is_control() { ' ' } else { character }
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((end + "&;".len(), Some(meaning)))
}

fn tag(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.bytes().take(MAX_TAG).position(|byte| byte == b'>')?;
    let inside = text[1..end].trim_start_matches('/');
    let name: String =
        inside.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    if !inside.starts_with(|first: char| first.is_ascii_alphabetic()) || inside.contains('<') {
        return None;
    }
    let parts_lines = matches!(
        name.as_str(),
        "p" | "br" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "table" | "ul"
    );
    Some((end + 1, parts_lines.then_some('\n')))
}
