//! Wider areas than a division (长三角), and countries.

use super::TableError;
use super::tables::Tables;

/// What sort of area it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaKind {
    /// An area in China.
    Area,
    /// A foreign country.
    Country,
    /// A part of the world.
    World,
}

/// One area.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its usual name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What sort of area it is.
    pub kind: AreaKind,
    /// Codes, or their first digits, of the divisions that lie in it.
    pub members: Vec<String>,
}

/// All areas, in the order of the table.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    areas: Vec<Area>,
}

impl Areas {
    /// Reads the table `areas`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut areas = Vec::new();
        for table in tables.named("areas")? {
            let (name, aliases) = (table.column("name")?, table.column("aliases")?);
            let (kind, members) = (table.column("kind")?, table.column("members")?);
            for (line, row) in table.rows() {
                let kind = match row[kind] {
                    "area" => AreaKind::Area,
                    "country" => AreaKind::Country,
                    "world" => AreaKind::World,
                    other => {
                        let message = format!("unknown kind `{other}`, expected area, country or world");
                        return Err(table.error(line, message));
                    }
                };
                let aliases = row[aliases].split_whitespace().map(str::to_owned).collect();
                let members = row[members].split_whitespace().map(str::to_owned).collect();
                areas.push(Area { name: row[name].to_owned(), aliases, kind, members });
            }
        }
        Ok(Self { areas })
    }

    /// Every area.
    pub fn iter(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter()
    }
}
