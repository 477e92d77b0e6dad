//! Industries that stand for whole classes of the national classification or of the state's catalogue.

use super::TableError;
use super::tables::Tables;

/// An industry in which others lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndustryClass {
    /// Its canonical name.
    pub name: String,
    /// Sections and divisions of GB/T 4754.
    pub codes: Vec<String>,
    /// Categories of industries.
    pub categories: Vec<String>,
    /// Groups of strategic emerging industries.
    pub groups: Vec<String>,
}

impl IndustryClass {
    /// Letters of the longest of its codes that `code` begins with; none when it holds no such code.
    pub fn depth(&self, code: &str) -> Option<usize> {
        self.codes.iter().filter(|own| code.starts_with(own.as_str())).map(String::len).max()
    }

    /// Whether all codes of `other` lie in this one, and more than those.
    pub fn is_wider_than(&self, other: &Self) -> bool {
        let holds = |outer: &Self, inner: &Self| {
            !inner.codes.is_empty() && inner.codes.iter().all(|code| outer.depth(code).is_some())
        };
        holds(self, other) && !holds(other, self)
    }
}

/// All classes, in the order of the table.
#[derive(Clone, Debug, Default)]
pub struct IndustryClasses {
    classes: Vec<IndustryClass>,
}

impl IndustryClasses {
    /// Reads the table `industry_classes`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut classes = Vec::new();
        for table in tables.named("industry_classes")? {
            let name = table.column("name")?;
            let [codes, categories, groups] = ["codes", "categories", "groups"].map(|it| table.column(it));
            let (codes, categories, groups) = (codes?, categories?, groups?);
            classes.extend(table.rows().map(|(_, cells)| {
                let words = |at: usize| cells[at].split_whitespace().map(str::to_owned).collect();
                IndustryClass {
                    name: cells[name].to_owned(),
                    codes: words(codes),
                    categories: words(categories),
                    groups: words(groups),
                }
            }));
        }
        Ok(Self { classes })
    }

    /// The classes.
    pub fn iter(&self) -> impl Iterator<Item = &IndustryClass> {
        self.classes.iter()
    }

    /// The class of an industry's name.
    pub fn get(&self, name: &str) -> Option<&IndustryClass> {
        self.classes.iter().find(|class| class.name == name)
    }
}
