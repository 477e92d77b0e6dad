//! Words with a meaning of their own, in English and in Chinese.

/// The keywords, upper case, sorted.
pub const KEYWORDS: &[&str] = &{
    let mut words = [""; PAIRS.len()];
    let mut at = 0;
    while at < PAIRS.len() {
        words[at] = PAIRS[at].0;
        at += 1;
    }
    words
};

/// The keywords with their Chinese names, which the grammar takes in their place; sorted by the English word. `始于` and
/// `止于` stand for `STARTS WITH` and `ENDS WITH`.
const PAIRS: &[(&str, &str)] = &[
    ("ACYCLIC", "无环"),
    ("ALL", "全部"),
    ("AND", "且"),
    ("ANY", "任一"),
    ("AS", "作为"),
    ("ASC", "升序"),
    ("ASCENDING", "升序"),
    ("BOTH", "两端"),
    ("BREAK", "中断"),
    ("BY", "按"),
    ("CALL", "调用"),
    ("CASE", "分情形"),
    ("COLLECT", "收集"),
    ("CONCURRENT", "并行"),
    ("CONSTRAINT", "约束"),
    ("CONTAINS", "包含"),
    ("CONTINUE", "继续"),
    ("COUNT", "计数"),
    ("CREATE", "创建"),
    ("CSV", "表格"),
    ("DELETE", "删除"),
    ("DESC", "降序"),
    ("DESCENDING", "降序"),
    ("DETACH", "连带"),
    ("DIFFERENT", "不同"),
    ("DISTINCT", "去重"),
    ("DROP", "撤除"),
    ("ELSE", "否则"),
    ("END", "结束"),
    ("ENDS", "止于"),
    ("ERROR", "出错"),
    ("EVIDENCE", "证据"),
    ("EXISTS", "存在"),
    ("EXPLAIN", "解释"),
    ("FAIL", "失败"),
    ("FALSE", "假"),
    ("FIELDTERMINATOR", "分隔符"),
    ("FILTER", "筛选"),
    ("FINISH", "完成"),
    ("FIRST", "在前"),
    ("FOR", "对"),
    ("FOREACH", "逐一"),
    ("FROM", "来自"),
    ("HEADERS", "表头"),
    ("IF", "如果"),
    ("IN", "在"),
    ("INDEX", "索引"),
    ("INSERT", "插入"),
    ("IS", "是"),
    ("KEY", "主键"),
    ("LABELED", "标为"),
    ("LAST", "在后"),
    ("LEADING", "开头"),
    ("LET", "令"),
    ("LIMIT", "限制"),
    ("LOAD", "载入"),
    ("MATCH", "匹配"),
    ("MERGE", "合并"),
    ("NEXT", "接着"),
    ("NONE", "无一"),
    ("NORMALIZED", "规范化"),
    ("NOT", "非"),
    ("NULL", "空"),
    ("NULLS", "空值"),
    ("OF", "每"),
    ("OFFSET", "偏移"),
    ("ON", "若"),
    ("OPTIONAL", "可选"),
    ("OPTIONS", "选项"),
    ("OR", "或"),
    ("ORDER", "排序"),
    ("ORDINALITY", "序号"),
    ("PROFILE", "剖析"),
    ("REMOVE", "移除"),
    ("REPEATABLE", "可重"),
    ("REPORT", "上报"),
    ("REQUIRE", "要求"),
    ("RETURN", "返回"),
    ("ROWS", "行"),
    ("SET", "设置"),
    ("SHORTEST", "最短"),
    ("SHOW", "列出"),
    ("SIMPLE", "简单"),
    ("SINGLE", "唯一"),
    ("SKIP", "跳过"),
    ("STARTS", "始于"),
    ("STATUS", "状态"),
    ("THEN", "则"),
    ("TRAIL", "迹"),
    ("TRAILING", "末尾"),
    ("TRANSACTIONS", "事务"),
    ("TRUE", "真"),
    ("TYPED", "类型为"),
    ("UNION", "联合"),
    ("UNIQUE", "不重"),
    ("UNWIND", "展开"),
    ("USE", "使用"),
    ("USING", "借助"),
    ("WALK", "游走"),
    ("WHEN", "当"),
    ("WHERE", "其中"),
    ("WITH", "携带"),
    ("XOR", "异或"),
    ("YIELD", "产出"),
];

/// Keywords that cannot name a variable unless they stand in backticks: with them a name would be read as the
/// beginning of something else. Keys, labels and types may be called anything.
const RESERVED: &[&str] = &[
    "AND", "AS", "BY", "CASE", "CONTAINS", "CREATE", "DELETE", "DETACH", "DISTINCT", "ELSE", "END", "ENDS",
    "FALSE", "IN", "IS", "LIMIT", "MATCH", "MERGE", "NOT", "NULL", "ON", "OPTIONAL", "OR", "ORDER", "REMOVE",
    "RETURN", "SET", "SKIP", "STARTS", "THEN", "TRUE", "UNION", "UNWIND", "WHEN", "WHERE", "WITH", "XOR",
];

/// Whether a word, in any case or in Chinese, cannot name a variable.
pub fn is_reserved(word: &str) -> bool {
    match word.is_ascii() {
        true => found(word, |upper| RESERVED.binary_search_by(|keyword| keyword.as_bytes().cmp(upper)).ok()),
        false => english(word).and_then(|keyword| RESERVED.binary_search(&keyword).ok()),
    }
    .is_some()
}

/// Whether a word, in any case or in Chinese, is the keyword `keyword`.
pub fn is_keyword(word: &str, keyword: &str) -> bool {
    word.eq_ignore_ascii_case(keyword) || (!word.is_ascii() && chinese(keyword) == Some(word))
}

/// The Chinese name of a keyword in any case.
pub fn chinese(word: &str) -> Option<&'static str> {
    position(word).map(|at| PAIRS[at].1)
}

/// The keyword that `word` is, in any case or in Chinese.
pub fn english(word: &str) -> Option<&'static str> {
    match word.is_ascii() {
        true => position(word).map(|at| PAIRS[at].0),
        false => PAIRS.iter().find(|(_, chinese)| *chinese == word).map(|(keyword, _)| *keyword),
    }
}

fn position(word: &str) -> Option<usize> {
    found(word, |upper| PAIRS.binary_search_by(|(keyword, _)| keyword.as_bytes().cmp(upper)).ok())
}

/// What `find` finds of a word in capitals; nothing of one that is longer than every keyword.
fn found(word: &str, find: impl FnOnce(&[u8]) -> Option<usize>) -> Option<usize> {
    let mut upper = [0_u8; 16];
    let upper = upper.get_mut(..word.len())?;
    upper.copy_from_slice(word.as_bytes());
    upper.make_ascii_uppercase();
    find(upper)
}
