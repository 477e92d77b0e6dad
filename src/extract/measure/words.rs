//! Words that decide how an indicator is put together: bare things, states, qualifiers, what is no name at all.

/// Things that say nothing without what they did or are.
pub(super) const THINGS: &[&str] = &[
    "企业", "项目", "学校", "单位", "产品", "品牌", "平台", "园区", "景区", "城市", "村", "镇", "乡镇",
    "街道", "社区", "医院", "机构", "公司", "工程", "案例", "成果", "品种", "小区", "村庄", "地区", "县",
    "区", "市", "国家", "基地", "个人", "集体", "人才", "团队",
];

/// States that the things named before are in: 建成过江通道4座、在建8座.
pub(super) const STATES: &[&str] = &[
    "在建",
    "续建",
    "新建",
    "开工",
    "竣工",
    "投产",
    "签约",
    "获批",
    "办结",
    "投用",
    "建成",
    "完工",
    "通车",
    "挂牌",
    "上市",
    "出让",
    "收储",
    "改建",
    "扩建",
    "新开工",
    "落地",
    "已获批",
    "完成",
];

/// Whether a name is nothing but such a thing.
pub(super) fn is_thing(name: &str) -> bool {
    THINGS.contains(&name)
        || ["重点企业", "民营企业", "农业企业", "规上企业", "工业企业", "重大项目", "重点项目"]
            .contains(&name)
}

/// End of the first thing that `name` holds.
pub(super) fn thing(name: &str) -> Option<usize> {
    THINGS[..4].iter().filter_map(|thing| name.find(thing).map(|at| at + thing.len())).min()
}

/// Where the thing at the end of `name` begins.
pub(super) fn thing_at_end(name: &str) -> Option<usize> {
    THINGS.iter().filter(|thing| name.ends_with(**thing)).map(|thing| name.len() - thing.len()).min()
}

/// 超50亿元, 省级, 国家级以上: a qualifier that wants the noun of before.
pub(super) fn ends_as_qualifier(name: &str) -> bool {
    ["元", "级", "以上", "级以上", "美元", "亩", "人"].iter().any(|end| name.ends_with(end))
}

/// Words that are left where no noun stands.
pub(super) fn is_empty_word(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.is_empty()
        || matches!(
            text,
            "给" | "对"
                | "与"
                | "向"
                | "由"
                | "从"
                | "以"
                | "为"
                | "用"
                | "按"
                | "有"
                | "让"
                | "使"
                | "在"
                | "和"
                | "及"
                | "比"
                | "并"
                | "等"
                | "每"
                | "近"
                | "这"
                | "达"
                | "到"
                | "各"
                | "其"
                | "约"
                | "每年"
                | "仅用"
                | "只用"
                | "分"
                | "以及"
        )
}

/// Of two verb phrases in a list the last is what the figure is of: 打击经济犯罪、挽回经济损失22亿元.
pub(super) fn last_of_verbs(text: &str, rate: bool) -> &str {
    let Some((first, last)) = text.rsplit_once('、').filter(|_| !rate) else { return text };
    let joined = ["等", "和", "及"].iter().any(|word| last.contains(word)) || text.contains('”');
    let long = first.split('、').all(|part| part.chars().count() >= 5) && last.chars().count() >= 4;
    if long && !joined { last } else { text }
}

/// Whether a name is short enough for a table's heading.
pub(super) fn short(name: &str) -> bool {
    (1..=40).contains(&name.chars().count())
}

/// Whether a string can name an indicator: it has at least two characters, one of them Chinese.
pub(super) fn is_name(name: &str) -> bool {
    let n = name.chars().count();
    (2..=60).contains(&n) && (name.chars().any(|c| c >= '\u{3400}') || name == "GDP")
}

/// A name without the growth word at its end, for what follows.
pub(super) fn plain(name: &str) -> String {
    let end =
        ["增速", "增幅", "年均增幅", "年均增速", "增长率"].iter().find_map(|end| name.strip_suffix(end));
    end.filter(|rest| rest.chars().count() >= 2).unwrap_or(name).to_owned()
}
