//! What a place in a ranking is about: `位列全国县域高质量发展百强第六`, `金牌数位列全省第一`, `增幅全省第4`.

use super::super::lexicon::{CueKind, Lexicon, UnitClass};
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
    &["强", "榜", "排行", "指数", "考核", "评价", "综合实力", "竞争力", "百佳", "幸福感", "营商环境"];

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
    let placing = view.cues_in(stretch).rev().find(|cue| is_placing(cue.kind, cue.span.of(view.text)));
    let scope_text = placing.map_or(stretch, |cue| Span::new(cue.span.end, stretch.end));
    let between_span = phrase::trimmed(view, scope_text);
    let between = view.slice(between_span);
    let is_list = LISTS.iter().any(|word| between.contains(word));
    let scope = SCOPES.iter().filter_map(|word| between.rfind(word)).min();
    if between.contains('从') || placing.is_none() && scope.is_none() && !is_list {
        return None;
    }
    let all = view.cues_in(stretch).any(|cue| cue.kind == CueKind::Each);
    // Without a verb the subject stands before the scope: 增幅全省第4.
    let subject = match (placing, scope) {
        (Some(cue), _) if !is_list => Span::new(stretch.start, cue.span.start),
        (None, Some(at)) if at > 0 => Span::new(stretch.start, between_span.start + at),
        _ if is_list => {
            return Some(Ranked::Name(format!("{}排名", phrase::clean(between).trim_end_matches("排名"))));
        }
        _ => Span::new(stretch.start, stretch.start),
    };
    let subject = phrase::before(view, subject, UnitClass::Rank, lexicon);
    let name = phrase::clean(view.slice(subject.span));
    let name = name.trim_end_matches(['中', '在']);
    if name.is_empty() || ELLIPTIC.contains(&name) {
        return Some(Ranked::Before { all });
    }
    (name.chars().count() >= 2).then(|| Ranked::Name(name.to_owned()))
}

/// Subjects that say of what only together with what was named before.
const ELLIPTIC: &[&str] = &[
    "总数",
    "总量",
    "增速",
    "增幅",
    "均",
    "数量",
    "排名",
    "指标",
    "规模",
    "总额",
    "额度",
    "比重",
    "占比",
    "增量",
    "绝对值",
    "增长率",
];

/// Whether a cue puts something at a place.
fn is_placing(kind: CueKind, word: &str) -> bool {
    const REACHED: &[&str] = &[
        "升至",
        "跃升至",
        "上升到",
        "上升至",
        "提升至",
        "提升到",
        "保持",
        "位于",
        "处于",
        "升到",
        "进入",
        "迈入",
        "跨入",
    ];
    match kind {
        CueKind::Rank | CueKind::Award => true,
        CueKind::Each => word.ends_with(['列', '居']),
        CueKind::Reach => REACHED.contains(&word),
        _ => false,
    }
}
