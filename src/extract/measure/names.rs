//! Several subjects in one phrase: `城、乡居民人均可支配收入`, `存、贷款余额`, `A、B和C`.

use super::super::lexicon::{CueKind, Lexicon, Role, WordRole};
use super::alike::SIDES;
use super::phrase::clean;

/// Most characters of another word for a metric in brackets.
const MAX_NOTE: usize = 5;

/// Most characters of a division's name, and of a zone's, behind the first.
const MAX_PLACE: usize = 4;
const MAX_ZONE: usize = 8;

/// The `n` subjects that `text` names, or `None` when it does not name so many.
pub(super) fn split(text: &str, n: usize, lexicon: &Lexicon) -> Option<Vec<String>> {
    // 批发业、零售业销售额|(营业额).
    let noted = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let noted = noted.filter(|(list, note)| n > 1 && list.contains('、') && note.chars().count() <= MAX_NOTE);
    let text = noted.map_or(text, |(list, _)| list);
    let counted = without_places_counted(text, lexicon);
    let text = without_count(counted.as_deref().unwrap_or(text));
    if let Some(names) =
        sectors(text, n, lexicon).or_else(|| quoted(text, n)).or_else(|| levels(text, n, lexicon))
    {
        return Some(names);
    }
    let mut parts = cut(text, &['、']);
    if parts.len() < n {
        parts = cut(text, &['、', '和', '与', '及']);
    }
    if parts.len() == 1 && n == 2 {
        return pair(text, lexicon).or_else(|| states(text, lexicon));
    }
    if parts.len() == 1 && n > 2 {
        return single(text, n, lexicon);
    }
    let of_one = || rates_of_one(&parts, lexicon).or_else(|| metrics_of_one(&parts, lexicon));
    (parts.len() == n && n > 1).then(|| of_one().unwrap_or_else(|| share(&parts, lexicon)))
}

/// Without how many a list has told: 工业用电量、货运量、贷款余额|三项先行指标.
fn without_count(text: &str) -> &str {
    let list = text.strip_suffix("指标").and_then(|list| list.rsplit_once('项')).map(|(list, _)| list);
    let counted = list.and_then(|list| list.strip_suffix(['两', '二', '三', '四', '五', '六']));
    counted.filter(|list| list.contains('、')).unwrap_or(text)
}

/// Without how many places a list has told: 虎门、长安|两镇|生产总值.
fn without_places_counted(text: &str, lexicon: &Lexicon) -> Option<String> {
    let (firsts, last) = text.rsplit_once('、')?;
    let n = firsts.split('、').count() + 1;
    let number = "一二三四五六七八九十".chars().nth(n - 1)?;
    let (at, numeral) = last.char_indices().skip(1).find(|&(_, c)| c == number || n == 2 && c == '两')?;
    let rest = behind_levels(&last[at + numeral.len_utf8()..], lexicon)?;
    rest.chars().nth(1).is_some().then(|| format!("{firsts}、{}{rest}", &last[..at]))
}

/// What stands behind the words for levels that places were counted in: 个|县市|一般公共预算收入.
pub(super) fn behind_levels<'r>(counted: &'r str, lexicon: &Lexicon) -> Option<&'r str> {
    let levels = [Role::CountyLevel, Role::Town].map(|role| &lexicon.lists[role]);
    let counted = counted.strip_prefix('个').unwrap_or(counted);
    let mut rest = counted;
    while let Some(level) = levels.iter().find_map(|level| level.start_of(rest)) {
        rest = &rest[level.len()..];
    }
    (rest.len() < counted.len()).then_some(rest)
}

/// `规上工业|总产值、增加值`, `生猪|存栏、出栏`: bare metrics of those that the first is of.
fn metrics_of_one(parts: &[&str], lexicon: &Lexicon) -> Option<Vec<String>> {
    let words = &lexicon.measure_words;
    let (first, others) = parts.split_first()?;
    let owner_by = |role: WordRole| {
        let owner = &first[..first.len() - words[role].end_of(first)?.len()];
        (!owner.is_empty() && others.iter().all(|part| words[role].contains(part))).then_some(owner)
    };
    let bare = |part: &&str| !words[WordRole::Aspect].contains(part);
    let of_metric = owner_by(WordRole::BareMetric)
        .filter(|owner| {
            words[WordRole::Owner].ends(owner) || words[WordRole::Yield].contains(&first[owner.len()..])
        })
        .filter(|_| others.iter().all(bare));
    // 茶园|面积、产量、产值.
    let area = || {
        let owner = &first[..first.len() - words[WordRole::YieldArea].end_of(first)?.len()];
        let harvest =
            |part: &&str| words[WordRole::Yield].contains(part) || words[WordRole::BareMetric].contains(part);
        (!owner.is_empty() && others.iter().all(harvest)).then_some(owner)
    };
    let owner = of_metric.or_else(area).or_else(|| SIDES.into_iter().find_map(owner_by))?;
    let others = others.iter().map(|part| clean(&format!("{owner}{part}")));
    Some(std::iter::once(clean(first)).chain(others).collect())
}

/// `肉蛋奶产量`: products of one character each, with their yield.
fn single(text: &str, n: usize, lexicon: &Lexicon) -> Option<Vec<String>> {
    let metric = lexicon.measure_words[WordRole::Yield].end_of(text)?;
    let products = clean(&text[..text.len() - metric.len()]);
    (products.chars().count() == n).then(|| products.chars().map(|one| format!("{one}{metric}")).collect())
}

/// The subjects of a list whose members are each a whole indicator; one when it is a single phrase.
pub(super) fn whole(text: &str, asked: bool, lexicon: &Lexicon) -> Vec<String> {
    let counted = without_places_counted(text, lexicon).filter(|_| asked);
    let text = counted.as_deref().unwrap_or(text);
    let parts = cut(text, &['、', '和']);
    if parts.len() == 1 && asked {
        return pair(text, lexicon).unwrap_or_else(|| vec![clean(text)]);
    }
    let is_whole = |part: &&str| lexicon.indicators.is_metric(part) && part.chars().count() >= 4;
    if parts.len() > 1 && parts.iter().all(is_whole) {
        return rates_of_one(&parts, lexicon).unwrap_or_else(|| parts.into_iter().map(clean).collect());
    }
    if let Some(names) = metrics_of_one(&parts, lexicon).filter(|names| names.len() > 1) {
        return names;
    }
    if parts.len() > 1 && asked {
        return rates_of_one(&parts, lexicon).unwrap_or_else(|| share(&parts, lexicon));
    }
    vec![clean(text)]
}

/// `信访事项|及时受理率、按期答复率`: rates that say nothing without what the first of them is of.
fn rates_of_one(parts: &[&str], lexicon: &Lexicon) -> Option<Vec<String>> {
    let rates = &lexicon.measure_words[WordRole::BareRate];
    let manner = |text: &str| {
        let cues = lexicon.cues.scan(text);
        let last = cues
            .last()
            .filter(|cue| cue.span.end == text.len() && matches!(cue.kind, CueKind::Adverb | CueKind::Verb));
        last.map_or(text.len(), |cue| cue.span.start)
    };
    let (first, others) = parts.split_first()?;
    let owner = &first[..first.len() - rates.end_of(first)?.len()];
    let owner = &owner[..manner(owner)];
    let bare =
        |part: &&str| rates.end_of(part).is_some_and(|rate| manner(&part[..part.len() - rate.len()]) == 0);
    (owner.chars().nth(1).is_some() && others.iter().all(bare)).then(|| {
        let others = others.iter().map(|part| clean(&format!("{owner}{part}")));
        std::iter::once(clean(first)).chain(others).collect()
    })
}

/// Cuts at separators outside quotation marks and brackets.
fn cut<'t>(text: &'t str, separators: &[char]) -> Vec<&'t str> {
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            // “煤改气”|“煤改电”: names side by side.
            '“' if depth <= 0 && text[..at].ends_with('”') => {
                depth = 1;
                parts.push(&text[start..at]);
                start = at;
            }
            '“' | '《' | '(' => depth += 1,
            '”' | '》' | ')' => depth -= 1,
            c if depth <= 0 && separators.contains(&c) => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The economy's three sectors, by the words for all of them: 三次产业|结构, 一二三产业|增加值.
fn sectors(text: &str, n: usize, lexicon: &Lexicon) -> Option<Vec<String>> {
    let all = lexicon.measure_words[WordRole::Sectors].first_in(text).filter(|_| n == 3)?;
    // 产业结构 says both.
    let made_up = lexicon.measure_words[WordRole::Makeup].end_of(all.of(text)).map_or(0, str::len);
    let rest = clean(&text[all.end - made_up..]);
    let makeup = lexicon.measure_words[WordRole::Makeup].end_of(&rest);
    let rest = makeup.map_or(rest.clone(), |makeup| format!("{}比重", &rest[..rest.len() - makeup.len()]));
    let rest = if rest.is_empty() { "增加值" } else { &rest };
    Some(["第一产业", "第二产业", "第三产业"].map(|sector| format!("{sector}{rest}")).to_vec())
}

/// `县乡村三级|医疗机构标准化率`: of each level by itself.
fn levels(text: &str, n: usize, lexicon: &Lexicon) -> Option<Vec<String>> {
    let sign = |c: &char| lexicon.measure_words[WordRole::LevelSign].contains(c.encode_utf8(&mut [0; 4]));
    let signs: Vec<char> = text.chars().take_while(sign).collect();
    let rest = text.trim_start_matches(&signs[..]);
    let rest = ["两级", "三级", "四级"].iter().find_map(|all| rest.strip_prefix(all))?;
    let own = signs.len() == n && n > 1 && rest.chars().nth(1).is_some();
    own.then(|| signs.iter().map(|sign| format!("{sign}级{}", clean(rest))).collect())
}

/// `“湖畔人才计划”“青年英才计划”创业项目`: each quoted name with what follows the last.
fn quoted(text: &str, n: usize) -> Option<Vec<String>> {
    if n < 2 || text.matches('”').count() != n {
        return None;
    }
    let (names, tail) = text.split_at(text.rfind('”')? + '”'.len_utf8());
    let names: Vec<&str> = names
        .split('”')
        .map(|name| name.trim_start_matches(['、', '和', '“']))
        .filter(|name| !name.is_empty())
        .collect();
    (names.len() == n && !tail.is_empty())
        .then(|| names.iter().map(|name| format!("{name}{}", clean(tail))).collect())
}

/// `新开工|竣工|重大项目数`: things in two states, each counted.
fn states(text: &str, lexicon: &Lexicon) -> Option<Vec<String>> {
    let words = &lexicon.measure_words[WordRole::State];
    let first = words.start_of(text)?;
    let second = words.start_of(&text[first.len()..])?;
    let things = clean(&text[first.len() + second.len()..]);
    things.chars().nth(1).is_some().then(|| vec![format!("{first}{things}"), format!("{second}{things}")])
}

fn pair(text: &str, lexicon: &Lexicon) -> Option<Vec<String>> {
    lexicon.pairs.apart(text).map(|names| names.iter().map(|name| clean(name)).collect())
}

/// Gives each member what only the last one says: the head at its end, or what follows a pair of characters.
fn share(parts: &[&str], lexicon: &Lexicon) -> Vec<String> {
    if let Some(names) = of_all(parts, lexicon) {
        return names;
    }
    if let [first, last] = parts
        && let Some(toll) = toll(first, last, lexicon)
    {
        return vec![clean(first), toll];
    }
    if let Some(tolls) = tolls(parts, lexicon) {
        return tolls;
    }
    if let Some(names) = coupled(parts) {
        return names;
    }
    let mut parts = exemplary(parts, lexicon);
    if let [first, last] = &mut parts[..]
        && let Some(trade) = employer(first, last, lexicon)
    {
        last.insert_str(0, &trade);
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let Some((last, firsts)) = parts.split_last() else { return Vec::new() };
    // 水稻、玉米、大豆|良种覆盖率: members of one length.
    let lengths: Vec<usize> = firsts.iter().map(|part| part.chars().count()).collect();
    let even = lengths.len() > 1 && lengths[0] > 1 && lengths.iter().all(|n| *n == lengths[0]);
    let mut names = Vec::with_capacity(parts.len());
    let mut front = "";
    for part in firsts {
        if let Some(pair) = lexicon.pairs.across(part, last) {
            // 年末存、贷款余额: what stands before the first half is said of both, what follows the second as well.
            front = &part[..part.len() - pair.left[0].len()];
            names.push(clean(&format!("{front}{}{}", pair.left[1], &last[pair.right[0].len()..])));
        } else if let Some(share) = share_of(part, last, lexicon) {
            names.push(clean(&format!("{part}{share}")));
        } else if let Some(emitted) = emitted(part, last, lexicon) {
            names.push(clean(&format!("{part}{emitted}")));
        } else if let Some(herd) = lexicon.measure_words[WordRole::Herd].end_of(last)
            && !lexicon.indicators.is_metric(part)
            && lexicon.measure_words[WordRole::Herd].end_of(part).is_none()
        {
            // 生猪、牛、羊|饲养量.
            names.push(clean(&format!("{part}{herd}")));
        } else if part.ends_with('款') && last.ends_with("款余额") {
            // 绿色贷款、涉农贷款|余额.
            names.push(clean(&format!("{part}余额")));
        } else if lexicon.indicators.ends_with_head(part)
            || lexicon.indicators.is_known(part)
            || lexicon.measure_words[WordRole::MetricEnd].ends(part)
        {
            names.push(clean(part));
        } else {
            names.push(clean(&format!("{part}{}", tail(part, last, even, lexicon))));
        }
    }
    let read = if names.is_empty() { None } else { lexicon.pairs.right_read(last) };
    let last = read.unwrap_or_else(|| (*last).to_owned());
    names.push(clean(&format!("{front}{last}")));
    with_front_of_first(&parts, &mut names, lexicon);
    with_size(&parts, &mut names, lexicon);
    with_facility(&mut names, lexicon);
    names
}

/// `行政村|通水、通电、通路|率`: verbs of one kind with objects of one character each, whose rates are told.
fn coupled(parts: &[&str]) -> Option<Vec<String>> {
    let (last, firsts) = parts.split_last()?;
    let (first, others) = firsts.split_first()?;
    let stem = last.strip_suffix('率').filter(|stem| stem.chars().count() == 2)?;
    let verb = stem.chars().next()?;
    let front = first.char_indices().rev().nth(1).map(|(at, _)| &first[..at])?;
    let alike = |part: &str| part.starts_with(verb) && part.chars().count() == 2;
    let fits = alike(&first[front.len()..]) && others.iter().all(|part| alike(part));
    let more = others.iter().copied().chain([stem]).map(|part| clean(&format!("{front}{part}率")));
    fits.then(|| std::iter::once(clean(&format!("{first}率"))).chain(more).collect())
}

/// Puts the size of firms before the other trades of a list: 限上|批发业、零售业销售额.
fn with_size(parts: &[&str], names: &mut [String], lexicon: &Lexicon) {
    let Some((first, others)) = parts.split_first() else { return };
    let Some(size) = lexicon.measure_words[WordRole::SizeClass].first_in(first) else { return };
    // 规上工业、建筑业增加值: the size is industry's.
    let size = size.of(first);
    let plain = |part: &&str| !part.contains(['限', '规', '占']);
    let metric = others.last().and_then(|last| lexicon.measure_words[WordRole::BareMetric].end_of(last));
    let sold = metric.is_some_and(|metric| names.first().is_some_and(|name| name.ends_with(metric)));
    if size.starts_with('限') && sold && !lexicon.indicators.is_metric(first) && others.iter().all(plain) {
        for name in names.iter_mut().skip(1) {
            name.insert_str(0, size);
        }
    }
}

/// Puts the place whose traffic a list tells before the others of it: 机场|旅客吞吐量, 国际货邮吞吐量.
fn with_facility(names: &mut [String], lexicon: &Lexicon) {
    let facilities = &lexicon.measure_words[WordRole::Facility];
    let Some((first, others)) = names.split_first_mut() else { return };
    let Some(head) = lexicon.indicators.head_of(first).filter(|head| head.len() > '量'.len_utf8()) else {
        return;
    };
    let Some(place) = facilities.first_in(first).filter(|place| place.end + head.len() < first.len()) else {
        return;
    };
    let alike = |name: &String| name.ends_with(head) && facilities.first_in(name).is_none();
    if lexicon.indicators.is_metric(head) && others.iter().all(alike) {
        for name in others {
            name.insert_str(0, &first[..place.end]);
        }
    }
}

/// The trade whose share `first` tells and whose people `last` speaks of: 服务业|增加值占…比重和|就业人员占…比重.
fn employer(first: &str, last: &str, lexicon: &Lexicon) -> Option<String> {
    let trade = &first[..first.find('业')? + '业'.len_utf8()];
    let metric =
        first[trade.len()..].split('占').next().filter(|metric| lexicon.indicators.is_metric(metric));
    let people = lexicon.measure_words[WordRole::Member].start_of(last).is_some();
    (people && metric.is_some() && trade.chars().nth(1).is_some()).then(|| trade.to_owned())
}

/// Puts what stands before the first of a list of peers before the others: 城镇职工|养老、医疗、失业|保险参保人数.
fn with_front_of_first(parts: &[&str], names: &mut [String], lexicon: &Lexicon) {
    let peers = &lexicon.measure_words[WordRole::Peer];
    let Some((first, others)) = parts.split_first() else { return };
    let Some(peer) = peers.end_of(first) else { return };
    let front = &first[..first.len() - peer.len()];
    let bare = others.iter().rev().skip(1).all(|part| peers.contains(part));
    if bare && others.last().is_some_and(|last| peers.start_of(last).is_some()) {
        for name in names.iter_mut().skip(1) {
            name.insert_str(0, &clean(front));
        }
    }
}

/// `name`, a number of people or a loss, behind what `before` counts: 生产安全事故|起数, 死亡人数.
pub(super) fn toll(before: &str, name: &str, lexicon: &Lexicon) -> Option<String> {
    let words = &lexicon.measure_words;
    if !words[WordRole::Toll].contains(name) {
        return None;
    }
    let count = words[WordRole::TollFrom].end_of(before).map_or(0, str::len);
    let from = clean(&before[..before.len() - count]);
    let happened = count > 0 || words[WordRole::Accident].ends(&from);
    (happened && from.chars().nth(1).is_some()).then(|| format!("{from}{name}"))
}

/// All that an accident cost, behind it: 道路运输事故|起数、死亡人数、受伤人数、直接经济损失.
fn tolls(parts: &[&str], lexicon: &Lexicon) -> Option<Vec<String>> {
    let (first, others) = parts.split_first().filter(|(_, others)| others.len() > 1)?;
    let others: Option<Vec<String>> = others.iter().map(|name| toll(first, name, lexicon)).collect();
    others.map(|others| std::iter::once(clean(first)).chain(others).collect())
}

/// Without the kind that a list of examples ends with: 动力电池、风电机组|等绿色产品|产量.
fn exemplary(parts: &[&str], lexicon: &Lexicon) -> Vec<String> {
    let plain = || parts.iter().map(|part| (*part).to_owned()).collect();
    let Some((last, firsts)) = parts.split_last() else { return plain() };
    // 甲、乙、丙三大主导产业|产值: what the list is called.
    let called = last.find('大').and_then(|at| {
        let lead =
            last[..at].trim_end_matches(|c: char| "两二三四五六七八九十".contains(c) || c.is_ascii_digit());
        let kind = lexicon.measure_words[WordRole::Kind].first_in(&last[at..])?;
        let metric = &last[at + kind.start..];
        (lead.len() < at && !lead.is_empty()).then_some((lead, metric))
    });
    if let Some((lead, metric)) = called.filter(|(_, metric)| lexicon.indicators.is_metric(metric)) {
        return firsts.iter().map(|part| (*part).to_owned()).chain([format!("{lead}{metric}")]).collect();
    }
    let Some((example, kind)) = last.split_once('等') else { return plain() };
    let head = lexicon.indicators.head_of(kind).filter(|head| lexicon.indicators.is_metric(head));
    match head.filter(|_| example.chars().nth(1).is_some()) {
        Some(head) => {
            firsts.iter().map(|part| (*part).to_owned()).chain([format!("{example}{head}")]).collect()
        }
        None => plain(),
    }
}

/// `代表建议、委员提案|的办理满意率`: a metric behind 的 is of all.
fn of_all(parts: &[&str], lexicon: &Lexicon) -> Option<Vec<String>> {
    let (last, firsts) = parts.split_last()?;
    let of = last.rfind('的').filter(|_| lexicon.indicators.is_metric(last))?;
    let apart = firsts.iter().all(|part| !part.contains('的') && !lexicon.indicators.is_metric(part));
    let name = |part: &&str| clean(&format!("{part}{}", &last[of..]));
    apart.then(|| firsts.iter().map(name).chain([clean(last)]).collect())
}

/// What one trade and the next are told of: 住宿业、餐饮业|营业额.
fn metric_of_trade<'l>(part: &str, last: &'l str, lexicon: &Lexicon) -> Option<&'l str> {
    let (_, metric) = last.split_once('业').filter(|_| part.ends_with('业'))?;
    (metric.chars().nth(1).is_some() && lexicon.indicators.is_metric(metric)).then_some(metric)
}

/// What one division and the next are told of: 昆区、东河区|服务业增加值, 夏邑、虞城|纺织服装产业集群收入.
fn metric_of_place<'l>(part: &str, last: &'l str, lexicon: &Lexicon) -> Option<&'l str> {
    const LEVELS: [char; 7] = ['区', '县', '市', '旗', '州', '镇', '园'];
    let called = |text: &str| lexicon.places.longest_at(text, 0).map(|place| place.len);
    let behind = |level: char, most: usize| {
        let place = last.char_indices().skip(1).take(most).find(|&(_, own)| own == level);
        place.map(|(at, level)| at + level.len_utf8())
    };
    let level = part.chars().next_back()?;
    let end = match called(last) {
        Some(end) if called(part) == Some(part.len()) => Some(end),
        _ if !LEVELS.contains(&level) => None,
        _ => behind(level, MAX_ZONE)
            .or_else(|| LEVELS.into_iter().filter_map(|other| behind(other, MAX_PLACE)).min()),
    };
    let metric = &last[end?..];
    let told = lexicon.indicators.ends_with_head(metric)
        || lexicon.measure_words[WordRole::Yield].end_of(metric).is_some();
    (metric.chars().nth(1).is_some() && told).then_some(metric)
}

/// The end of `last` that `part` shares: a known indicator in it, or its head.
fn tail<'l>(part: &str, last: &'l str, even: bool, lexicon: &Lexicon) -> &'l str {
    // 牛、羊、猪|饲养量, 羊、生猪|存栏: a character alone says nothing.
    let mut characters = last.chars();
    if part.chars().nth(1).is_none() && characters.next().is_some() {
        let words = &lexicon.measure_words;
        let metric = words[WordRole::Yield].end_of(last).or_else(|| words[WordRole::BareMetric].end_of(last));
        let rest = metric.map_or(characters.as_str(), |metric| &last[last.len() - metric.len()..]);
        if rest.chars().nth(1).is_some() {
            return rest;
        }
    }
    // 收储、供应|土地: one verb and another share their object.
    let verb = |text: &str| {
        let first = lexicon.cues.scan(text).next();
        first.filter(|cue| cue.span.start == 0 && matches!(cue.kind, CueKind::Act | CueKind::Do))
    };
    if verb(part).is_some_and(|cue| cue.span.end == part.len())
        && let Some(own) = verb(last)
    {
        return &last[own.span.end..];
    }
    // PM10、PM2.5|平均浓度.
    let symbol = |c: char| c.is_ascii_alphanumeric() || c == '.';
    if part.chars().all(symbol) && last.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return last.trim_start_matches(symbol);
    }
    // 基本养老、失业、基本医疗|保险人数.
    let insured = last.find("保险").filter(|at| *at > 0 && !part.contains("保险"));
    if let Some(at) = insured.filter(|_| lexicon.measure_words[WordRole::Peer].ends(part)) {
        return &last[at..];
    }
    // 小学、初中|毛入学率.
    let peers = &lexicon.measure_words[WordRole::Peer];
    if peers.end_of(part).is_some()
        && let Some(peer) = peers.start_of(last)
    {
        return &last[peer.len()..];
    }
    // 昆区、东河区|服务业增加值, 阿城区、五常市|粮食产量.
    if let Some(metric) = metric_of_place(part, last, lexicon) {
        return metric;
    }
    // Two members that end alike share what follows: 工业新兴产业、高新技术产业|产值占比.
    let ending = part.char_indices().rev().nth(1).map(|(at, _)| &part[at..]);
    if ending.is_some_and(|ending| last.ends_with(ending)) {
        return "";
    }
    let alike = ending.and_then(|ending| last.find(ending).map(|at| at + ending.len()));
    if let Some(at) = alike.filter(|at| lexicon.indicators.ends_with_head(&last[*at..])) {
        return &last[at..];
    }
    if let Some(metric) = metric_of_trade(part, last, lexicon) {
        return metric;
    }
    // 新能源、生物医药、装备制造|产业产值.
    if let Some(owner) = lexicon.measure_words[WordRole::Kind].first_in(last)
        && owner.start > 0
        && lexicon.indicators.is_metric(&last[owner.end..])
    {
        return &last[owner.start..];
    }
    // The shared end begins no earlier than the member's own length: 城镇、农村|常住居民人均可支配收入.
    let own = part.chars().count();
    let starts: Vec<usize> = last.char_indices().map(|(at, _)| at).skip(1).collect();
    let known = starts.iter().find(|at| lexicon.indicators.is_known(&last[**at..]));
    let by_length = starts
        .get(own.saturating_sub(1))
        .filter(|at| lexicon.indicators.ends_with_head(&last[**at..]) && last[**at..].chars().count() >= 4)
        // 家电、新能|源汽车零售额 is cut inside a word.
        .filter(|at| lexicon.cues.scan(last).all(|cue| cue.span.start >= **at || cue.span.end <= **at));
    // 粗钢、水泥、平板玻璃|产量.
    // 生铁、粗钢|产量: 钢产量 is of the second's own name.
    let whole = lexicon.indicators.is_known(last);
    let yielded = lexicon.measure_words[WordRole::Yield].end_of(last).filter(|_| known.is_none() || whole);
    if let Some(metric) = yielded.filter(|metric| metric.len() < last.len()) {
        return metric;
    }
    // 枸杞、中药材|种植面积.
    let area = lexicon.measure_words[WordRole::YieldArea].end_of(last);
    if let Some(area) = area.filter(|area| area.chars().nth(3).is_some() && area.len() < last.len()) {
        return &last[last.len() - area.len()..];
    }
    if let Some(whole) = known_together(part, last, lexicon)
        && by_length.is_none_or(|at| last.len() - at <= whole.len())
    {
        return whole;
    }
    // 断面、水源地水质|达标率: a head of one character says too little.
    let rate = lexicon.measure_words[WordRole::BareRate].end_of(last).map(|rate| last.len() - rate.len());
    let head = lexicon.indicators.head_of(last).map(|head| last.len() - head.len());
    // 小学、初中|辍学率; 对俄、对韩|贸易额.
    let word = |at: usize| last[..at].char_indices().rev().nth(1).map_or(at, |(start, _)| start);
    let head = head.map(|at| if matches!(&last[at..], "率" | "额") { word(at) } else { at });
    let rate = rate.filter(|_| !even || by_length.is_none());
    let at = known.copied().or(rate).or(by_length.copied()).or(head);
    at.map_or("", |at| &last[at..])
}

/// The end of `last` that makes a known indicator of `part`: 机场旅客、国际货邮|吞吐量.
fn known_together<'l>(part: &str, last: &'l str, lexicon: &Lexicon) -> Option<&'l str> {
    let fronts: Vec<&str> = part.char_indices().rev().skip(1).take(6).map(|(at, _)| &part[at..]).collect();
    let ends = last.char_indices().skip(1).map(|(at, _)| &last[at..]);
    let known = |end: &&str| fronts.iter().any(|front| lexicon.indicators.is_known(&format!("{front}{end}")));
    ends.filter(|end| end.chars().nth(1).is_some()).find(known)
}

/// `高新技术产业产值、新兴产业产值|占规模以上工业产值比重`: what each metric is a share of.
fn share_of<'l>(part: &str, last: &'l str, lexicon: &Lexicon) -> Option<&'l str> {
    let share = last.find('占').filter(|at| *at > 0).map(|at| &last[at..])?;
    // 毛入园率、覆盖率、在园幼儿|占比: of the last alone; 工业投资、民间投资|占比.
    let own = &last[..last.len() - share.len()];
    let ending = part.char_indices().rev().nth(1).map(|(at, _)| &part[at..]);
    let alike = ending.is_some_and(|ending| own.ends_with(ending));
    let share = Some(share).filter(|share| alike || share.chars().nth(3).is_some())?;
    let whole = lexicon.measure_words[WordRole::ShareEnd].end_of(share).is_some();
    (whole && lexicon.indicators.is_metric(part) && !part.contains('占')).then_some(share)
}

/// What is told of each substance of a list, whose own names may end as a metric's do: 化学需氧量、氨氮|排放总量.
fn emitted<'l>(part: &str, last: &'l str, lexicon: &Lexicon) -> Option<&'l str> {
    let emitted = last.find("排放").filter(|at| *at > 0).map(|at| &last[at..])?;
    (lexicon.indicators.is_metric(emitted) && !part.contains("排放")).then_some(emitted)
}
