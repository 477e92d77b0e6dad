//! Lines that belong to the page and not to the report: navigation, page numbers, copyright, addresses.

/// What a line of furniture begins with.
const OPENINGS: &[&str] = &[
    "您现在的位置",
    "当前位置",
    "上一条",
    "下一条",
    "上一篇",
    "下一篇",
    "版权所有",
    "本文地址",
    "本文仅代表",
    "联系电话",
    "·联系电话",
    "·传真",
    "·邮箱",
    "传真:",
    "邮箱:",
    "电话:",
    "与我们联系",
    "Copyright",
    "copyright",
    "©",
    "留言与评论",
    "验证码",
    "导航菜单",
    "主办单位",
    "承办单位",
    "网站标识码",
    "网站地图",
    "技术支持",
    "ICP",
    "备案号",
    "扫一扫",
    "打印",
    "关闭",
    "分享到",
    "责任编辑",
    "编辑:",
    "相关链接",
    "相关阅读",
    "点击下载",
    "附件下载",
    "字号:",
    "【字号",
    "【字体",
    "浏览次数",
    "阅读次数",
    "admin分享",
    "索引号",
    "组配分类",
    "生成日期",
    "发布机构",
    "(责任编辑",
    "【E-mail",
    "【打印",
    "【关闭",
];

/// Whole lines that are furniture.
const WHOLE: &[&str] = &[
    "下载",
    "打印",
    "全屏",
    "收藏",
    "加大",
    "还原",
    "减小",
    "】",
    "|",
    "首页",
    "返回顶部",
    "目录",
    "分享",
    "更多",
    "-",
    "—",
    "*",
];

/// Longest dateline, in characters.
const MAX_DATELINE: usize = 60;

/// Whether a folded line is no part of the report.
pub(crate) fn is_furniture(line: &str) -> bool {
    WHOLE.contains(&line)
        || OPENINGS.iter().any(|opening| line.starts_with(opening))
        || is_page_number(line)
        || is_address(line)
}

/// Bytes of the dateline that a news paragraph begins with: `【香港商报网讯】`, `荆楚网讯(记者吕鉴蕾、陶辉)`.
pub(crate) fn dateline(line: &str) -> usize {
    let head = line.char_indices().nth(MAX_DATELINE).map_or(line, |(end, _)| &line[..end]);
    if let Some(close) = head.strip_prefix('【').and_then(|rest| rest.find('】')) {
        let end = '【'.len_utf8() + close;
        let is_dateline = head[..end].ends_with(['讯', '电', '道']);
        return if is_dateline { end + '】'.len_utf8() } else { 0 };
    }
    let reporters = ["讯(记者", "讯(通讯员", "讯(全媒体记者", "电(记者"];
    let Some(open) = reporters.iter().filter_map(|words| head.find(words)).min() else { return 0 };
    let is_first = !head[..open].contains(['。', ',', ';']);
    head[open..].find(')').filter(|_| is_first).map_or(0, |close| open + close + 1)
}

/// `—3—`, `-12-`, `第3页`, `3/28`: a page's number on a line of its own.
fn is_page_number(line: &str) -> bool {
    let is_dash = |character: char| matches!(character, '-' | '—' | '–' | '·' | '~');
    let inner = line.trim_matches(is_dash);
    if inner.len() < line.len() && !inner.is_empty() && inner.len() <= 4 {
        return inner.bytes().all(|byte| byte.is_ascii_digit());
    }
    let page = line.strip_prefix('第').and_then(|rest| rest.strip_suffix('页'));
    let digits = page.unwrap_or(line);
    !digits.is_empty()
        && digits.len() <= 7
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/')
}

/// A path or a URL with nothing else.
fn is_address(line: &str) -> bool {
    let is_web = ["http://", "https://", "www.", "../", "/"].iter().any(|opening| line.starts_with(opening));
    let is_page =
        [".html", ".htm", ".shtml", ".jsp", ".php", ".aspx"].iter().any(|ending| line.ends_with(ending));
    (is_web || is_page) && line.is_ascii()
}

/// A watermark: Latin letters that end many lines and stand alone on some, such as `pbY`.
pub(crate) fn watermark(text: &str) -> Option<&str> {
    let mut counts = std::collections::BTreeMap::<&str, (usize, usize)>::new();
    let mut n_lines = 0;
    for line in text.lines().filter(|line| !line.is_empty()) {
        n_lines += 1;
        let head = line.trim_end_matches(|character: char| character.is_ascii_alphabetic());
        let tail = &line[head.len()..];
        if (2..=8).contains(&tail.len()) {
            let count = counts.entry(tail).or_default();
            count.0 += 1;
            count.1 += usize::from(head.is_empty());
        }
    }
    let (mark, (n_ends, n_alone)) = counts.into_iter().max_by_key(|(_, count)| count.0)?;
    (n_ends >= 5 && n_alone >= 2 && n_ends * 5 >= n_lines).then_some(mark)
}
