//! Figures whose unit is no word of the table: medals (6金3银), a rate by its digits alone (两位数增长), cases in so many
//! people (40/10万), coefficients and indices (系数提高到0.58).

use super::number::Number;
use super::reader::{Amount, Quantity, Reader};
use crate::extract::fact::Comparator;
use crate::extract::lexicon::{UnitClass, WordRole};

/// The metals of medals.
const METALS: [char; 3] = ['金', '银', '铜'];

/// Most bytes from a coefficient's or an index's name up to its number: 指数稳步提高到.
const MAX_LEAD: usize = 72;

impl Reader<'_> {
    /// `两位数`: a rate of at least ten percent, beside a word of growth.
    pub(super) fn two_digits(&self, at: usize) -> Option<Quantity> {
        let said = ["两位数", "双位数"].into_iter().find(|said| self.text[at..].starts_with(said))?;
        let end = at + said.len();
        let behind = self.text[end..].trim_start_matches("以上").trim_start_matches('的');
        let before = self.text[..at].rsplit([',', '、', ';', '。']).next().unwrap_or_default();
        let alone = at == 0 && end == self.text.len();
        let told =
            behind.starts_with("增长") || ["增长", "增速", "增幅"].iter().any(|word| before.contains(word));
        // 连续三年实现两位数增长 is told of no one year.
        let years = before.contains("连续");
        (alone || told && !years).then(|| {
            let rate = self.finish(at, end, Amount::plain(10.0, "%", UnitClass::Percent));
            Quantity { op: Comparator::AtLeast, ..rate }
        })
    }

    /// `6金3银`: medals, where more than one metal is told.
    pub(super) fn medals(&self, at: usize, number: Number) -> Option<Quantity> {
        let metal = self.text[number.end..].chars().next().filter(|c| METALS.contains(c))?;
        let end = number.end + metal.len_utf8();
        let more = self.text[end..].trim_start_matches(|c: char| c.is_ascii_digit());
        let more = more.len() < self.text.len() - end && more.starts_with(METALS);
        let before = self.text[..at].strip_suffix(METALS).unwrap_or_default();
        let listed = before.ends_with(|c: char| c.is_ascii_digit());
        let alone = at == 0 && end == self.text.len();
        (!number.chinese && number.value.fract() == 0.0 && (more || listed || alone))
            .then(|| self.finish(at, end, Amount::plain(number.value, "枚", UnitClass::Count)))
    }

    /// `40/10万`, `68/万`: so many cases in a hundred thousand, in ten thousand.
    pub(super) fn per_many(&self, at: usize, number: Number) -> Option<Quantity> {
        let said = &self.text[number.end..];
        let unit = ["/10万", "/万"].into_iter().find(|unit| said.starts_with(unit))?;
        let rest = &said[unit.len()..];
        (ends_number(rest) && !number.chinese).then(|| {
            let end = number.end + unit.len();
            self.finish(at, end, Amount::plain(number.value, unit, UnitClass::Percent))
        })
    }

    /// `系数提高到|0.58`: a number that has no unit by its nature.
    pub(super) fn unitless(&self, at: usize, number: Number) -> Option<Quantity> {
        let decimal = self.text[at..number.end].contains('.') && !number.chinese;
        let decimal = decimal || self.is_whole_index(at, number);
        let start = self.text.floor_char_boundary(at.saturating_sub(MAX_LEAD));
        let lead = self.text[start..at].rsplit([',', '、', ';', '。', '(', ')']).next().unwrap_or_default();
        let named = self.words[WordRole::Unitless].is_in(lead);
        let alone = at == 0 && number.end == self.text.len();
        let rest = &self.text[number.end..];
        // 收入比由|2.71|降至2.62, 收入比由2016年的|2.71|缩小到2.62.
        let year = |lead: &'_ str| {
            Some(lead.strip_suffix("年的")?.trim_end_matches(|c: char| c.is_ascii_digit()).len())
        };
        let from = &lead[..year(lead).unwrap_or(lead.len())];
        let starts = rest.starts_with(['降', '升', '提', '增', '减', '缩', '扩', '下', '上'])
            && from.ends_with(['由', '从']);
        (decimal && (ends_number(rest) || named && starts) && (named || alone))
            .then(|| self.finish(at, number.end, Amount::plain(number.value, "", UnitClass::Measure)))
    }
}

impl Reader<'_> {
    /// `综合指数达到|268`: a whole number right behind the name of an index and a verb of reaching.
    fn is_whole_index(&self, at: usize, number: Number) -> bool {
        let lead = self.text[..at].trim_end_matches(['到', '达', '为', '至', '降', '升', '高', '提']);
        let led = lead.len() < at && self.words[WordRole::Unitless].ends(lead);
        led && !number.chinese && (10.0..1900.0).contains(&number.value)
    }
}

/// Whether nothing but a bound follows a number that has no unit.
fn ends_number(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
        || ["以上", "以下", "以内", "左右"].iter().any(|bound| rest.starts_with(bound))
}

#[cfg(test)]
mod tests {
    use crate::extract::Lexicon;
    use crate::extract::quantity::read;

    #[test]
    fn figures_without_a_unit_of_the_table_are_read() {
        let lexicon = Lexicon::builtin();
        let shown = |text: &str| {
            let one = |q: &super::Quantity| format!("{} {}", q.value, q.unit);
            read(text, &lexicon).iter().map(one).collect::<Vec<_>>().join("; ")
        };
        for (text, wanted) in [
            ("国际大赛中斩获4金7银", "4 枚; 7 枚"),
            ("2金1银2铜", "2 枚; 1 枚; 2 枚"),
            ("6金", "6 枚"),
            ("实现两位数增长", "10 %"),
            ("孕产妇死亡率降至40/10万,", "40 /10万"),
            ("死亡率控制在8.5/10万以内", "8.5 /10万"),
            ("利用系数由0.5提高到0.58。", "0.5 ; 0.58 "),
            ("投资2金矿", ""),
            ("两位数字专家", ""),
            ("利税总额连续四年实现两位数增长", ""),
            ("升级为指数2.0版", ""),
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }
}
