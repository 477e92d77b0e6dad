//! Traditional characters and the simplified ones they are read as.

use super::TableError;
use super::filter::CharSet;
use super::tables::Tables;

/// First and one past the last character that the table may hold: the ideographs of the basic plane.
const RANGE: std::ops::Range<u32> = 0x3400..0xA000;

/// A look-up by character, as fast as an index.
#[derive(Clone, Debug)]
pub struct Characters {
    simplified: Vec<Option<char>>,
    /// The traditional ones, for what asks only whether a character is one.
    traditional: CharSet,
}

impl Characters {
    /// Reads the table `characters`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let (mut simplified, mut traditional) = (vec![None; RANGE.len()], CharSet::default());
        for table in tables.named("characters")? {
            let (from, to) = (table.column("traditional")?, table.column("simplified")?);
            for (line, row) in table.rows() {
                let pair = (single(row[from]), single(row[to]));
                let (Some(from), Some(to)) = pair else {
                    return Err(table.error(line, "each cell must hold one ideograph of the basic plane"));
                };
                simplified[(u32::from(from) - RANGE.start) as usize] = Some(to);
                traditional.extend([from]);
            }
        }
        Ok(Self { simplified, traditional })
    }

    /// Whether a character of the basic plane is read as another.
    pub(crate) fn is_traditional(&self, character: char) -> bool {
        self.traditional.holds(character)
    }

    /// The simplified form of `character`, itself where it has none.
    pub fn simplify(&self, character: char) -> char {
        let at = u32::from(character).wrapping_sub(RANGE.start) as usize;
        self.simplified.get(at).copied().flatten().unwrap_or(character)
    }
}

fn single(cell: &str) -> Option<char> {
    let mut characters = cell.chars();
    let first = characters.next().filter(|first| RANGE.contains(&u32::from(*first)))?;
    characters.next().is_none().then_some(first)
}
