//! Questions about names: which can be one, and what one is without its ends.

use super::super::lexicon::{CueKind, Indicators, MeasureWords, WordRole};
use super::view::View;

/// Of two verb phrases in a list the last is what the figure is of: 打击经济犯罪、挽回经济损失22亿元.
pub(super) fn last_of_verbs<'t>(view: &View<'_>, text: &'t str, rate: bool) -> &'t str {
    let Some((first, last)) = text.rsplit_once('、').filter(|_| !rate) else { return text };
    // 处置批而未供、盘活闲置|用地: the first has the noun of the last.
    if first.chars().nth_back(1) == Some('未') {
        return text;
    }
    if last.starts_with(['为', '对', '向', '给']) && last.chars().nth(4).is_some() {
        // 落实惠企政策、|为企业减负15亿元.
        return last;
    }
    let joined = ["等", "和", "及"].iter().any(|word| last.contains(word)) || text.contains('”');
    let long = first.split('、').all(|part| part.chars().count() >= 5) && last.chars().count() >= 4;
    let doing = |part: &str| {
        let first = view.lexicon.cues.scan(part).next().filter(|cue| cue.span.start == 0);
        first
            .is_some_and(|cue| matches!(cue.kind, CueKind::Act | CueKind::Do | CueKind::Fall | CueKind::Rise))
    };
    if long && !joined && (doing(last) || first.split('、').any(doing)) { last } else { text }
}

/// Without the examples before 等: 粤港澳、新日韩等|招商活动.
pub(super) fn without_examples(view: &View<'_>, text: &str) -> String {
    let Some((examples, kind)) = text.split_once('等') else { return text.to_owned() };
    // 初等|教育, 等级 are words.
    let (from_mark, to_mark) = (&text[examples.len()..], &text[..text.len() - kind.len()]);
    let cut_word =
        view.words(WordRole::SameStart).opens(from_mark) || view.words(WordRole::SameEnd).ends(to_mark);
    let kind = kind.trim_start_matches(['一', '批', '的']);
    // 至东南亚、欧洲等地|国际货运航线.
    let place =
        kind.strip_prefix('地').filter(|rest| !rest.starts_with(['区', '方', '级', '铁', '产', '市', '州']));
    // 工业、交通等领域|更新设备.
    let field = kind.strip_prefix("领域").filter(|rest| {
        view.lexicon
            .cues
            .scan(rest)
            .next()
            .is_some_and(|cue| cue.span.start == 0 && cue.kind != CueKind::Noun)
    });
    let kind = place.or(field).unwrap_or(kind);
    if view.is_thing(kind)
        && let Some(verb) =
            view.lexicon.cues.scan(text).next().filter(|cue| cue.span.start == 0 && cue.kind != CueKind::Noun)
    {
        // 签约A、B等项目.
        return format!("{}{kind}", verb.span.of(text));
    }
    if kind.chars().count() >= 4 && !kind.contains('等') && !cut_word {
        kind.to_owned()
    } else {
        text.to_owned()
    }
}

/// Whether a name is short enough for a table's heading.
pub(super) fn short(name: &str) -> bool {
    (1..=40).contains(&name.chars().count())
}

/// Whether a string can name an indicator: it has at least two characters, one of them Chinese, or is known (GDP).
pub(super) fn is_name(name: &str, indicators: &Indicators) -> bool {
    let n = name.chars().count();
    (2..=60).contains(&n) && (name.chars().any(|c| c >= '\u{3400}') || indicators.is_known(name))
}

/// A name without the growth word at its end, for what follows.
pub(super) fn plain(name: &str, indicators: &Indicators) -> String {
    let rest = if indicators.is_known(name) { name } else { indicators.without_growth(name) };
    if rest.chars().count() >= 2 { rest } else { name }.to_owned()
}

/// Without the years that a figure sums up, inside a name: 财政|五年累计|补助资金; without 目标 behind what is aimed at.
pub(super) fn without_sum(mut name: String, words: &MeasureWords) -> String {
    if let Some(at) = name.find("年累计") {
        let numeral = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
        let start = name[..at].trim_end_matches(numeral).len();
        if start < at {
            name.replace_range(start..at + "年累计".len(), "");
        }
    }
    // 景区|全年|接待游客.
    if let Some(at) = name.find("全年").filter(|at| *at > 0) {
        name.replace_range(at..at + "全年".len(), "");
    }
    // 中央财政|五年|支出.
    let spent = words[WordRole::YearsSpent].first_in(&name).map(|spent| spent.start);
    if let Some(at) = spent.filter(|at| *at > 0) {
        let start = name[..at].trim_end_matches(['二', '两', '三', '四', '五']).len();
        if start < at {
            name.replace_range(start..at + '年'.len_utf8(), "");
        }
    }
    if let Some(aim) = ["增长预期目标", "增长目标"].iter().find(|aim| name.ends_with(**aim)) {
        name.truncate(name.len() - aim.len() + "增长".len());
    }
    name
}
