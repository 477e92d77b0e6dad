//! Functions by their Chinese names: 计数 for `count`. Those that an analyst's queries use have one; no two share one.

/// The names, in the order of the reference's table.
const PAIRS: &[(&str, &str)] = &[
    ("count", "计数"),
    ("sum", "求和"),
    ("avg", "平均"),
    ("min", "最小"),
    ("max", "最大"),
    ("collect", "收集"),
    ("stDev", "标准差"),
    ("coalesce", "首个非空"),
    ("size", "大小"),
    ("head", "首项"),
    ("last", "末项"),
    ("tail", "其余项"),
    ("range", "数列"),
    ("reverse", "倒置"),
    ("keys", "属性键"),
    ("properties", "全部属性"),
    ("labels", "标签"),
    ("type", "关系类型"),
    ("nodes", "节点"),
    ("relationships", "关系"),
    ("startNode", "起点"),
    ("endNode", "终点"),
    ("length", "长度"),
    ("id", "编号"),
    ("abs", "绝对值"),
    ("round", "四舍五入"),
    ("floor", "下取整"),
    ("ceil", "上取整"),
    ("sqrt", "平方根"),
    ("toInteger", "转整数"),
    ("toFloat", "转小数"),
    ("toString", "转文本"),
    ("left", "左截"),
    ("right", "右截"),
    ("substring", "截取"),
    ("replace", "替换"),
    ("split", "拆分"),
    ("trim", "去空白"),
    ("date", "日期"),
    ("datetime", "日期时间"),
    ("duration", "时长"),
    ("quantity", "数量"),
    ("toUnit", "换算"),
    ("evidence", "出处"),
];

/// The function that a Chinese name stands for.
pub fn english_function(name: &str) -> Option<&'static str> {
    if name.is_ascii() {
        return None;
    }
    PAIRS.iter().find(|(_, chinese)| *chinese == name).map(|(english, _)| *english)
}

/// The Chinese name of a function, whose own name is in any case.
pub fn chinese_function(name: &str) -> Option<&'static str> {
    PAIRS.iter().find(|(english, _)| english.eq_ignore_ascii_case(name)).map(|(_, chinese)| *chinese)
}

/// All functions that have a Chinese name, with it.
pub fn chinese_functions() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAIRS.iter().copied()
}
