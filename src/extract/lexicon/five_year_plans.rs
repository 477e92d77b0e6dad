//! Five-year plans by their names, with the years they end in.

use super::TableError;
use super::filter::CharFilter;
use super::tables::Tables;

/// All five-year plans, longer names first: 十四五 before 十四.
#[derive(Clone, Debug, Default)]
pub struct FiveYearPlans {
    plans: Vec<(String, i32)>,
    /// Characters that names begin with.
    firsts: CharFilter,
}

impl FiveYearPlans {
    /// Reads the table `five_year_plans`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut plans = Vec::new();
        for table in tables.named("five_year_plans")? {
            let (name, year) = (table.column("name")?, table.column("last_year")?);
            for (line, cells) in table.rows() {
                let year = cells[year]
                    .parse()
                    .map_err(|_| table.error(line, format!("the year `{}` is no number", cells[year])))?;
                plans.push((cells[name].to_owned(), year));
            }
        }
        plans.sort_by_key(|(name, _): &(String, i32)| std::cmp::Reverse(name.len()));
        let mut firsts = CharFilter::default();
        firsts.extend(plans.iter().filter_map(|(name, _)| name.chars().next()));
        Ok(Self { plans, firsts })
    }

    /// The plan whose name `text` begins with, and its last year.
    pub fn start_of(&self, text: &str) -> Option<(&str, i32)> {
        text.chars().next().filter(|&first| self.firsts.may_hold(first))?;
        self.plans
            .iter()
            .find(|(name, _)| text.starts_with(name.as_str()))
            .map(|(name, year)| (&**name, *year))
    }

    /// The plan whose name `text` ends with, and its last year.
    pub fn end_of(&self, text: &str) -> Option<(&str, i32)> {
        self.plans.iter().find(|(name, _)| text.ends_with(name.as_str())).map(|(name, year)| (&**name, *year))
    }
}
