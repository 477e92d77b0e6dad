//! Indicators: their canonical names, other wordings, and the words that names of indicators end with.

use rustc_hash::FxHashMap;

use super::tables::Tables;
use super::{TableError, WordSet};

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Canonical name.
    pub name: String,
    /// What its levels measure: money, count, percent …
    pub dimension: String,
}

/// All known indicators.
#[derive(Clone, Debug, Default)]
pub struct Indicators {
    list: Vec<Indicator>,
    by_wording: FxHashMap<String, u32>,
    /// The same by their plain forms, which leave out what changes no meaning.
    by_plain: FxHashMap<String, u32>,
    /// Wordings inside names.
    forms: WordSet,
    /// The plain one of each.
    plain: FxHashMap<Box<str>, Box<str>>,
    /// Words that change no meaning at the end of a name: 总量.
    ends: WordSet,
    /// All heads.
    heads: WordSet,
    /// Heads that are no things (企业) but metrics (率), growth among them.
    metrics: WordSet,
    /// Heads that say how what stands before them grows (增速).
    growth: WordSet,
    list_nouns: WordSet,
}

impl Indicators {
    /// Reads the tables `indicators`, `indicator_heads` and `list_nouns`.
    pub(crate) fn load(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut this = Self::default();
        for table in tables.named("indicators")? {
            let (name, aliases) = (table.column("name")?, table.column("aliases")?);
            let dimension = table.column("dimension")?;
            for (_, cells) in table.rows() {
                let id = this.list.len() as u32;
                this.list
                    .push(Indicator { name: cells[name].to_owned(), dimension: cells[dimension].to_owned() });
                for wording in cells[aliases].split('|').filter(|alias| !alias.is_empty()) {
                    this.by_wording.entry(wording.to_owned()).or_insert(id);
                }
                this.by_wording.insert(cells[name].to_owned(), id);
            }
        }
        this.load_forms(tables)?;
        let mut kinds = std::collections::BTreeMap::new();
        let heads = tables.named("indicator_heads")?;
        for table in &heads {
            let (head, kind) = (table.column("head")?, table.column("kind")?);
            kinds.extend(table.rows().map(|(_, cells)| (cells[head], cells[kind])));
        }
        let of = |wanted: &[&str]| {
            kinds.iter().filter(|(_, kind)| wanted.contains(kind)).map(|(head, _)| *head).collect()
        };
        this.heads = of(&["thing", "metric", "growth"]);
        this.metrics = of(&["metric", "growth"]);
        this.growth = of(&["growth"]);
        this.list_nouns = tables.words("list_nouns", "noun")?;
        Ok(this)
    }

    /// Reads the table `indicator_forms`, and keeps the plain form of every wording that names one indicator only.
    fn load_forms(&mut self, tables: &Tables<'_>) -> Result<(), TableError> {
        let mut ends = Vec::new();
        let forms = tables.named("indicator_forms")?;
        for table in &forms {
            let (form, plain) = (table.column("form")?, table.column("plain")?);
            for (_, cells) in table.rows() {
                match cells[form].strip_suffix('$') {
                    Some(end) => ends.push(end),
                    None => {
                        self.plain.entry(cells[form].into()).or_insert_with(|| cells[plain].into());
                    }
                }
            }
        }
        self.forms = self.plain.keys().map(|form| &**form).collect();
        self.ends = ends.into_iter().collect();
        let mut wordings: Vec<_> = self.by_wording.iter().collect();
        wordings.sort_unstable();
        let mut by_plain: FxHashMap<String, Option<u32>> = FxHashMap::default();
        for (wording, id) in wordings {
            let known = by_plain.entry(self.plain_form(wording)).or_insert(Some(*id));
            *known = known.filter(|known| known == id);
        }
        self.by_plain = by_plain.into_iter().filter_map(|(form, id)| Some((form, id?))).collect();
        Ok(())
    }

    /// A name with its wordings made plain: 规上工业利润总量 as 规模以上工业利润.
    fn plain_form(&self, name: &str) -> String {
        let (mut plain, mut rest) = (String::with_capacity(name.len()), name);
        while let Some(form) = self.forms.first_in(rest) {
            plain.push_str(&rest[..form.start]);
            plain.push_str(&self.plain[form.of(rest)]);
            rest = &rest[form.end..];
        }
        plain.push_str(rest);
        let end = self.ends.end_of(&plain).map_or(0, str::len);
        if end < plain.len() {
            plain.truncate(plain.len() - end);
        }
        plain
    }

    /// The indicator that `wording` names, growth words at its end aside (GDP增速 is of 地区生产总值), in other words as
    /// well (国内生产总值 of a region, 规上 for 规模以上).
    pub fn canonical(&self, wording: &str) -> Option<&Indicator> {
        let stem = self.without_growth(wording);
        let known = self.by_wording.get(wording).or_else(|| self.by_wording.get(stem));
        let found = known.or_else(|| self.by_plain.get(&self.plain_form(stem)));
        found.map(|id| &self.list[*id as usize])
    }

    /// Whether `wording` is an indicator's name or other wording.
    pub fn is_known(&self, wording: &str) -> bool {
        self.by_wording.contains_key(wording)
    }

    /// Whether `text` begins with a noun whose count only numbers a list's items (方面, 措施).
    pub fn is_list_noun(&self, text: &str) -> bool {
        self.list_nouns.start_of(text).is_some()
    }

    /// The longest known head that `text` ends with.
    pub fn head_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.heads.end_of(text)
    }

    /// `name` without the growth word at its end.
    pub fn without_growth<'t>(&self, name: &'t str) -> &'t str {
        &name[..name.len() - self.growth.end_of(name).map_or(0, str::len)]
    }

    /// Whether `text` ends as names of indicators do.
    pub fn ends_with_head(&self, text: &str) -> bool {
        self.head_of(text).is_some()
    }

    /// Whether `text` ends with a metric: 率, 总额, and not a thing that is counted.
    pub fn is_metric(&self, text: &str) -> bool {
        self.head_of(text).is_some_and(|head| self.metrics.contains(head))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Lexicon;

    #[test]
    fn wordings_that_mean_the_same_name_one_indicator() {
        let lexicon = Lexicon::builtin();
        let name = |wording: &str| lexicon.indicators.canonical(wording).map(|known| known.name.clone());
        for (wording, wanted) in [
            ("人均国内生产总值增速", "人均地区生产总值"),
            ("经营主体数量", "市场主体"),
            ("工业投资总量", "工业投资"),
            ("研究与试验发展经费投入强度", "全社会研发投入占地区生产总值比重"),
            ("服务业增加值占国内生产总值的比例", "服务业增加值占地区生产总值比重"),
            ("限上社会消费品零售总额", "限额以上社会消费品零售额"),
        ] {
            assert_eq!(name(wording).as_deref(), Some(wanted), "{wording}");
        }
        for wording in ["数字经济核心产业制造业增加值", "重点项目", "城市生活污水集中收集率"]
        {
            assert_eq!(name(wording), None, "{wording}");
        }
    }
}
