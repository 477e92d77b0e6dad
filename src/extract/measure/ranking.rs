//! What a place in a ranking is about: `位列全国县域高质量发展百强第六`, `金牌数位列全省第一`, `增幅全省第4`.

use super::super::lexicon::{CueKind, Lexicon};
use super::phrase;
use super::view::View;
use crate::source::Span;

/// What a ranking is of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ranked {
    /// An indicator or a list by its name.
    Name(String),
    /// What was spoken of before, `all` of the clause before or the last.
    Before {
        /// 均: every subject of the clause before.
        all: bool,
    },
}

/// Words that make a phrase a ranking's own name.
const LISTS: &[&str] =
    &["强", "榜", "城市", "排行", "指数", "考核", "评价", "综合实力", "竞争力", "百佳", "幸福感", "营商环境"];

/// Words for those that are compared with.
const SCOPES: &[&str] = &[
    "全国",
    "全省",
    "全市",
    "全州",
    "全球",
    "世界",
    "全区",
    "全盟",
    "中西部",
    "西部",
    "中部",
    "东部",
    "长三角",
    "同类",
    "亚洲",
    "国内",
];

/// Whether a number of 位 behind `text` is a place and no number of persons: 排名提升到31位.
pub(super) fn is_place(text: &str) -> bool {
    [
        "排名",
        "位次",
        "名次",
        "位居",
        "位列",
        "跃升至",
        "上升至",
        "前移至",
        "排位",
        "榜单",
        "列全",
        "居全",
        "升至全",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// What a place is about, read from `stretch`, the text before it; `None` when it is no place.
pub(super) fn ranked(view: &View<'_>, stretch: Span, lexicon: &Lexicon) -> Option<Ranked> {
    let placing = view.cues_in(stretch).rev().find(|cue| {
        let text = cue.span.of(view.text);
        matches!(cue.kind, CueKind::Rank | CueKind::Award)
            || cue.kind == CueKind::Reach
                && matches!(
                    text,
                    "升至"
                        | "跃升至"
                        | "上升到"
                        | "上升至"
                        | "提升至"
                        | "提升到"
                        | "保持"
                        | "位于"
                        | "处于"
                        | "升到"
                        | "进入"
                        | "迈入"
                        | "跨入"
                )
    });
    let scope_text = placing.map_or(stretch, |cue| Span::new(cue.span.end, stretch.end));
    let between = view.slice(phrase::trimmed(view, scope_text));
    let is_list = LISTS.iter().any(|word| between.contains(word));
    let scope = SCOPES.iter().filter_map(|word| between.rfind(word)).min();
    if placing.is_none() && scope.is_none() && !is_list {
        return None;
    }
    let all =
        view.cues_in(stretch).any(|cue| cue.kind == CueKind::Each) || view.slice(stretch).contains('均');
    if is_list {
        return Some(Ranked::Name(format!("{}排名", phrase::clean(between).trim_end_matches("排名"))));
    }
    // Without a verb the subject stands before the scope: 增幅全省第4.
    let subject = match (placing, scope) {
        (Some(cue), _) => Span::new(stretch.start, cue.span.start),
        (None, Some(at)) => {
            let from = phrase::trimmed(view, scope_text).start;
            Span::new(stretch.start, from + at)
        }
        (None, None) => stretch,
    };
    let subject = phrase::before(view, subject, lexicon);
    let name = phrase::clean(view.slice(subject.span));
    if name.is_empty()
        || matches!(name.as_str(), "总数" | "总量" | "增速" | "增幅" | "均" | "数量" | "排名" | "指标")
    {
        return Some(Ranked::Before { all });
    }
    let name = name.trim_end_matches(['中', '在']).to_owned();
    (name.chars().count() >= 2).then_some(Ranked::Name(name))
}
