//! What the ending of a region's name tells, for regions that are in no gazetteer.

use super::TableError;
use super::tables::Tables;

/// Whether a region's name needs the region above it to mean one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// 城关镇.
    Always,
    /// 高新区 and 苏州高新区, but not 滨江新区.
    Alone,
    /// 海东市.
    Never,
}

/// One kind of region.
#[derive(Clone, Debug)]
pub struct RegionKind {
    /// What names of this kind end with.
    pub ending: String,
    /// `province`, `prefecture`, `county`, `town`, `village`, `zone`.
    pub level: String,
    /// The ending that kinds of one sort share.
    pub short: String,
    /// Whether the region above belongs to the name.
    pub anchor: Anchor,
    /// Whether every zone may be called so for short.
    pub general: bool,
}

/// All kinds, the longest ending first.
#[derive(Clone, Debug, Default)]
pub struct RegionKinds {
    kinds: Vec<RegionKind>,
}

impl RegionKinds {
    /// Reads the table `region_kinds`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut kinds = Vec::new();
        for table in tables.named("region_kinds")? {
            let columns = (table.column("ending")?, table.column("level")?, table.column("anchor")?);
            let short = table.column("short")?;
            let general = table.column("general").ok();
            for (line, row) in table.rows() {
                let anchor = match row[columns.2] {
                    "always" => Anchor::Always,
                    "alone" => Anchor::Alone,
                    "never" => Anchor::Never,
                    other => {
                        return Err(table.error(line, format!("`{other}` is none of always, alone, never")));
                    }
                };
                let (ending, level) = (row[columns.0].to_owned(), row[columns.1].to_owned());
                let short = if row[short].is_empty() { ending.clone() } else { row[short].to_owned() };
                let general = general.is_some_and(|general| row[general] == "y");
                kinds.push(RegionKind { ending, level, short, anchor, general });
            }
        }
        kinds.sort_by_key(|kind: &RegionKind| std::cmp::Reverse(kind.ending.len()));
        Ok(Self { kinds })
    }

    /// The kind a name's ending tells.
    pub fn of(&self, name: &str) -> Option<&RegionKind> {
        self.kinds.iter().find(|kind| name.ends_with(&kind.ending))
    }

    /// The kinds of the sort of `kind`: 经济技术开发区, 经济开发区 and 经开区.
    pub fn alike<'k>(&'k self, kind: &'k RegionKind) -> impl Iterator<Item = &'k RegionKind> {
        self.kinds.iter().filter(move |other| other.short == kind.short)
    }
}
