//! The firm that a project's name begins with, before its product or its site: 采埃孚 in 采埃孚汽车电子项目, 永祥能源科技 in
//! 永祥能源科技高纯晶硅.
//!
//! A firm is known, or made of characters that no dictionary has as words, with the usual last words of firms behind
//! them. Roads, rivers and buildings begin with such characters too, so what follows must be a product or a stage.

use std::ops::Range;

use super::scene::{FoundHead, Scene};
use crate::extract::fact::EntityLabel;
use crate::extract::lexicon::{KnownName, NameForm, PlaceLevel, Role, WordClass};
use crate::extract::token::{Token, TokenKind};

/// Most characters of a firm's name at the front of a project's.
const LONGEST: usize = 10;

/// The same of a name with a head (宁夏东方钽业股份有限公司).
const LONGEST_HEADED: usize = 18;

/// Most characters of a known firm that characters of a branch's own may follow.
const MAX_SHORT: usize = 3;

/// The firm at the front of a project's name.
pub(super) fn firm_in(scene: &Scene<'_>, name: Range<usize>) -> Option<Range<usize>> {
    if scene.lexicon.lists[Role::NoFirm].opens(scene.slice(name.clone())) {
        return None;
    }
    let last = scene.head_ending(name.end - 1);
    // 清华附中秦汉学校: a school is nobody's project.
    if last.is_some_and(|head| head.head.label == EntityLabel::Project && head.head.kind.as_ref() == "school")
    {
        return None;
    }
    let (core, is_province) = behind_place(scene, &name);
    let front = known_front(scene, core..name.end).max(headed_front(scene, &name));
    let is_known = front.is_some();
    let is_headed = front.is_some_and(|end| scene.head_ending(end - 1).is_some());
    let is_placed = core > name.start;
    let strange = || strange_front(scene, core..name.end, is_placed);
    if let Some(firm) = of_place_and_trade(scene, &name, core).filter(|_| front.is_none()) {
        return Some(firm);
    }
    let worded = || worded_front(scene, core..name.end, is_placed);
    let mut end = front.or_else(worded).or_else(strange)?;
    end = trade_of_place(scene, end..name.end).filter(|_| !is_known).unwrap_or(end);
    // 道墟 in 道墟街道中心小学迁建: a town; 永郎 in 永郎至乐跃段治理工程: where a line begins.
    if lists_town(scene, end) || scene.has(end, Role::Route) {
        return None;
    }
    // 能源 alone is a product, in 能源科技 a part of the firm.
    let goes_on = |end: usize| {
        let is_last = |at: usize| at + 1 < name.end && is_firm_word(scene, at);
        let ends_name = end + 1 < name.end && scene.kind(end + 1) == TokenKind::Number || is_last(end + 1);
        // 宝成家纺 | 智能化改造: what is done there follows, no product.
        let is_done = || {
            end + 1 < name.end
                && scene.tokens[end + 1].is_generic
                && !scene.lexicon.lists[Role::ProjectNoun].contains(scene.slice(end + 1..name.end))
        };
        // 荣程钢铁 | 氢能产业园, 正威国际 | 儋州: a product or a site of its own follows.
        let is_beside = || {
            end + 2 < name.end
                && (is_industry(scene, end) && is_industry(scene, end + 1)
                    || scene.is_place_at(scene.tokens[end + 1].span.start))
        };
        let is_sure = end + 1 < name.end && is_sure_firm(scene, end);
        let is_trade =
            || !is_known && scene.slice(core..end).chars().count() == 2 && is_own_trade(scene, end, name.end);
        is_last(end)
            || is_sure
            || scene.has(end, Role::Firm) && (ends_name || is_done() || is_beside())
            || is_trade()
    };
    // 宏盛 | 生态 | 牧业: a common word before one that ends firms' names.
    let is_between = end + 2 < name.end
        && scene.tokens[end].is_generic
        && scene.has(end + 1, Role::Firm)
        && scene.word(end + 1).ends_with('业');
    if is_between && !is_known {
        end += 2;
    }
    // 三一 | 重机: the last word of a known firm's name too, where it is no product.
    // 鸿润集团 | 智能车间: a firm told in full is whole.
    while !is_headed && goes_on(end) && !(is_known && is_industry(scene, end) && !is_sure_firm(scene, end)) {
        end += 1;
    }
    // 唐山三友 | 20万吨: two characters alone are the firm of that place.
    let is_short = !is_known && scene.slice(core..end).chars().count() == 2 && is_figure(scene, end);
    let firm = if is_province || is_short { name.start..end } else { core..end };
    let text = scene.slice(firm.clone());
    let lists = &scene.lexicon.lists;
    // 德尔玛总部大厦: who has a seat is a firm.
    let has_seat = scene.head_ending(end - 1).is_none()
        && lists[Role::Seat].opens(&scene.text[scene.tokens[end].span.start..]);
    let is_sure = is_known || has_seat || lists[Role::Firm].ends(text);
    // 青豫 in 青豫直流二期: the provinces that a line joins; 哈大 in 哈大客运专线: its towns.
    let is_line = lists[Role::Line].opens(scene.slice(end..name.end)) && !is_sure;
    if is_line
        || !is_known && text.chars().all(|mark| lists[Role::Province].contains(mark.encode_utf8(&mut [0; 4])))
    {
        return None;
    }
    // 东风大街西延, 红旗小镇: roads and quarters bear words that are firms too.
    if is_known && text.chars().count() == 2 && lists[Role::Street].opens(scene.slice(end..name.end)) {
        return None;
    }
    let longest = if is_headed { LONGEST_HEADED } else { LONGEST };
    let is_fit = (2..=longest).contains(&text.chars().count())
        && scene.towns.get(text).is_none()
        // 白鹭洲水电二期: a plant is called after its place.
        && (is_sure
            || !is_site(scene, name.end - 1)
                && !is_person(scene, end)
                && !lists[Role::Plant].opens(&scene.text[scene.tokens[end].span.start..]))
        && (lists[Role::Firm].ends(text) || !has_landscape(scene, core..end))
        && tells_product(scene, end..name.end, is_sure);
    is_fit.then_some(firm)
}

/// 宜春锂业 in 宜春锂业碳酸锂扩产: the place and what is traded in, before a product.
fn of_place_and_trade(scene: &Scene<'_>, name: &Range<usize>, core: usize) -> Option<Range<usize>> {
    let trade = scene.tokens.get(core).filter(|_| core > name.start && core + 1 < name.end)?;
    let is_firm = trade.n_characters == 2
        && trade.last == '业'
        && is_sure_firm(scene, core)
        && !is_industry(scene, core)
        && tells_product(scene, core + 1..name.end, false)
        && scene
            .head_ending(name.end - 1)
            .is_none_or(|head| head.token > core + 1 || head.head.kind.as_ref() != "project");
    is_firm.then_some(name.start..core + 1)
}

/// Whether a word that ends as names of rivers, hills and the like do stands among the tokens.
fn has_landscape(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    scene.tokens[tokens]
        .iter()
        .any(|token| scene.lexicon.lists[Role::Landscape].ends(token.span.of(scene.text)))
}

/// 毛泽东 in 毛泽东同志纪念馆改扩建: a title or a memorial behind the name makes it a person's.
fn is_person(scene: &Scene<'_>, end: usize) -> bool {
    let lists = &scene.lexicon.lists;
    lists[Role::PersonTitle].opens(scene.word(end))
        || (end..scene.tokens.len().min(end + 2)).any(|at| lists[Role::Memorial].ends(scene.word(at)))
}

/// Whether the name that ends with `last` is one of a road, a park or a building: its front is a place.
fn is_site(scene: &Scene<'_>, last: usize) -> bool {
    let lists = &scene.lexicon.lists;
    scene.head_ending(last).is_some_and(|head| match head.head.label {
        EntityLabel::Project => lists[Role::Site].contains(head.head.kind.as_ref()),
        EntityLabel::Organization => true,
        _ => false,
    })
}

/// The first token behind a place at the front, and whether that is a province, which a firm's name keeps (四川东磁).
fn behind_place(scene: &Scene<'_>, name: &Range<usize>) -> (usize, bool) {
    let found = scene.place_from(name.start).filter(|(place, _)| place.form != NameForm::Old);
    let Some((place, next)) = found else { return (name.start, false) };
    if next >= name.end || is_known_firm(scene, scene.word(name.start)) {
        return (name.start, false);
    }
    let is_province =
        place.places.iter().any(|&id| scene.lexicon.places.get(id).level == PlaceLevel::Province);
    (next, is_province)
}

fn is_known_firm(scene: &Scene<'_>, word: &str) -> bool {
    scene.vocabulary().names.get(word).is_some_and(|known| known.label == EntityLabel::Organization)
}

/// The end of the firm that a name begins with, known or told by its head.
pub(super) fn firm_front(scene: &Scene<'_>, name: &Range<usize>) -> Option<usize> {
    known_front(scene, name.clone()).max(headed_front(scene, name))
}

/// The end of a known firm at the front, with more characters of its own (中车浩夫尔) or its institute (中车株洲所).
pub(super) fn known_front(scene: &Scene<'_>, name: Range<usize>) -> Option<usize> {
    let ends = (name.start + 1..=name.end.min(name.start + 4)).rev();
    let mut end = ends.into_iter().find(|&end| is_known_firm(scene, scene.slice(name.start..end)))?;
    let is_single = |at: &usize| scene.tokens[*at].is_proper && scene.word(*at).chars().count() == 1;
    // 长城汽车 | 皮卡: a name that ends as firms' names do is whole.
    let is_whole = |end: usize| {
        end - name.start > 1 && scene.has(end - 1, Role::Firm)
            || scene.slice(name.start..end).chars().count() > MAX_SHORT
    };
    // 华电 | 达茂旗: a place follows.
    let is_place = |at: usize| at < name.end && scene.is_place_at(scene.tokens[at].span.start);
    let is_bare = scene.head_ending(end - 1).is_none();
    // 史丹利 | 宜昌 | 新能源材料: the trade's last word may be a part of the product's.
    let is_torn = |branch: usize| branch + 1 == name.end && is_firm_word(scene, branch);
    if let Some(branch) =
        branch_end(scene, end).filter(|&branch| is_bare && branch < name.end && !is_torn(branch))
    {
        return Some(branch);
    }
    if is_bare && !is_whole(end) && !is_place(end) {
        end += (end..name.end).take_while(is_single).count();
    }
    let institute = (end..name.end.min(end + 3)).find(|&at| scene.word(at) == "所");
    Some(institute.map_or(end, |at| at + 1))
}

/// The end of a known firm's branch that is named by its place and its trade: 新疆能源 in 神华新疆能源, 阜康能源 in 中泰化学阜康能源.
pub(super) fn branch_end(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let start = scene.tokens.get(end)?.span.start;
    let place = scene.lexicon.places.longest_at(scene.text, start)?;
    let next = scene.token_at(start + place.len - 1) + 1;
    let is_whole = scene.tokens[next - 1].span.end == start + place.len;
    (is_whole && next < scene.tokens.len() && scene.has(next, Role::Firm)).then_some(next + 1)
}

/// The end of the place and the trade that the name of an unknown firm goes on with: 禄丰钛业 in 龙佰禄丰钛业钛白粉二期.
fn trade_of_place(scene: &Scene<'_>, rest: Range<usize>) -> Option<usize> {
    let start = scene.tokens.get(rest.start)?.span.start;
    let place = scene.lexicon.places.longest_at(scene.text, start)?;
    let behind = scene.token_at(start + place.len);
    let ends = behind + 1..=rest.end.min(behind + 2);
    ends.into_iter().find(|&end| {
        let trade = scene.slice(behind..end);
        end < rest.end && trade.chars().count() == 2 && trade.ends_with('业')
    })
}

/// Whether the word at `end` makes the words before it a town's name.
fn lists_town(scene: &Scene<'_>, end: usize) -> bool {
    let (lists, rest) = (&scene.lexicon.lists, &scene.text[scene.tokens[end].span.start..]);
    lists[Role::Town].opens(rest) || lists[Role::Village].opens(rest)
}

/// The end of a name with a firm's head at the front.
fn headed_front(scene: &Scene<'_>, name: &Range<usize>) -> Option<usize> {
    (name.start + 1..name.end).rev().find(|&end| {
        scene.head_ending(end - 1).is_some_and(|head| {
            head.head.label == EntityLabel::Organization && head.head.kind.as_ref() == "company"
        }) && (scene.has_proper(name.start..end) || is_of_area(scene, name.start))
    })
}

/// 东北石油管道公司: named by a wider area.
fn is_of_area(scene: &Scene<'_>, first: usize) -> bool {
    let known = scene.vocabulary().names.get(scene.word(first));
    known.is_some_and(|known| known.label == EntityLabel::Region)
}

/// The end of a word and a firm's last word that is no product: 天元锰业 | 10万吨金属锰, 益民米业 | 精米加工; behind a place
/// also one of a trade with a product behind it (陕西 | 卓越水泥 | 熟料生产线).
fn worded_front(scene: &Scene<'_>, name: Range<usize>, is_placed: bool) -> Option<usize> {
    let end = name.start + 2;
    let first = scene.tokens.get(name.start)?;
    let is_word = first.is(WordClass::Plain)
        && (2..=3).contains(&first.n_characters)
        && !first.is_generic
        && !first.is_body
        && scene.head_ending(name.start).is_none()
        && !is_industry(scene, name.start);
    let is_last = |at: usize| is_sure_firm(scene, at) || is_placed && is_own_trade(scene, at, name.end);
    (end < name.end && is_word && is_last(name.start + 1)).then_some(end)
}

/// Whether the trade at token `at` is a part of the firm's name: a product or a work follows that is more than the kind
/// of place where things are made (瑞恒化工 | 苯乙烯, not 临港化工园).
fn is_own_trade(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    let rest = at + 1..end;
    if rest.is_empty() || !scene.has(at, Role::FirmTrade) {
        return false;
    }
    let text = scene.slice(rest.clone());
    // 旭森新材料项目年内投产: the noun of the whole.
    if scene.has(rest.start, Role::ProjectNoun) {
        return false;
    }
    let is_kind = scene.head_ending(end - 1).is_some_and(|head| {
        head.token <= rest.start && !matches!(head.head.kind.as_ref(), "phase" | "renovation")
    });
    let is_noun = match scene.kind(rest.start) {
        TokenKind::Word(WordClass::Plain | WordClass::Soft | WordClass::Verb) | TokenKind::Latin => true,
        TokenKind::Number => scene.word(rest.start).is_ascii(),
        _ => false,
    };
    is_noun && !is_kind && text.chars().count() >= 2 && !scene.has(rest.start, Role::Landscape)
}

/// The end of a front that no dictionary knows: up to the first common word (加特可 | 变速箱). Behind a place one word
/// that is no industry's will do (四川 | 东磁 | 一期).
fn strange_front(scene: &Scene<'_>, name: Range<usize>, is_placed: bool) -> Option<usize> {
    let is_part = |at: &usize| {
        let token = &scene.tokens[*at];
        token.is(WordClass::Plain)
            && token.is_proper
            && !token.roles.has(Role::Made)
            && !is_placename(scene, *at)
    };
    let n_strange = name.clone().take_while(is_part).count();
    if n_strange > 0 {
        let end = name.start + n_strange;
        return Some(end + usize::from(ends_strange(scene, end..name.end))).filter(|&end| end < name.end);
    }
    let is_word = |at: usize| scene.tokens[at].is(WordClass::Plain) && !scene.tokens[at].is_generic;
    let length = scene.word(name.start).chars().count();
    let is_named = |at: usize| scene.vocabulary().names.get(scene.word(at)).is_some();
    if name.len() < 2 || !is_word(name.start) || is_named(name.start) {
        return None;
    }
    let tells = is_phase(scene, name.start + 1) || is_figure(scene, name.start + 1);
    if is_placed && length == 2 && scene.head_ending(name.start).is_none() && tells {
        return Some(name.start + 1);
    }
    // 金 | 卫星 | 储能: one loose character and a word before an industry.
    let is_loose = length == 1 && name.len() > 2 && is_named(name.start + 2);
    is_loose.then_some(name.start + 2)
}

/// Whether the last character of an unknown name begins `rest`, a word elsewhere: 荣 in 国泰华荣电解液. What things are made of
/// is none (铜 in 海亮铜箔).
fn ends_strange(scene: &Scene<'_>, rest: Range<usize>) -> bool {
    let is_loose = |token: &Token<'_>| {
        token.is(WordClass::Plain)
            && token.n_characters == 1
            && !token.is_generic
            && !token.roles.has(Role::Ware)
    };
    rest.len() > 1
        && is_loose(&scene.tokens[rest.start])
        && scene.head_ending(rest.start).is_none()
        && scene.tokens[rest.start + 1].n_characters > 1
        && !scene.has(rest.start, Role::Landscape)
        && !scene.has(rest.start, Role::Street)
}

fn is_placename(scene: &Scene<'_>, token: usize) -> bool {
    let places = &scene.lexicon.places;
    let word = scene.word(token);
    let is_area = |known: &KnownName| known.label == EntityLabel::Region;
    scene.vocabulary().names.get(word).is_some_and(is_area)
        || is_site(scene, token)
        || !places.named(word).is_empty()
        || !places.shortened(word).is_empty()
}

/// 20万吨, TDI: a capacity, or a product of Latin letters.
fn is_figure(scene: &Scene<'_>, token: usize) -> bool {
    match scene.kind(token) {
        TokenKind::Number => {
            let counts = scene.tokens.get(token + 1).is_some_and(|next| next.roles.has(Role::CountThing));
            scene.word(token).is_ascii() && !counts
        }
        TokenKind::Latin => true,
        _ => false,
    }
}

fn is_phase(scene: &Scene<'_>, token: usize) -> bool {
    scene.head_ending(token).is_some_and(|head| head.head.kind.as_ref() == "phase")
}

/// Whether the word ends a firm's name and is no product: one of the list, or what is traded in before 业 (锰业, 碱业).
fn is_sure_firm(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.word(token);
    let is_trade = || scene.tokens[token].n_characters == 2 && word.ends_with('业');
    scene.has(token, Role::SureFirm) || is_trade() && !scene.has(token, Role::NoTrade)
}

/// A firm's usual last word that is no product (科技, not 新材料).
fn is_firm_word(scene: &Scene<'_>, token: usize) -> bool {
    scene.has(token, Role::Firm) && !is_industry(scene, token)
}

fn is_industry(scene: &Scene<'_>, token: usize) -> bool {
    let known = scene.vocabulary().names.get(scene.word(token));
    known.is_some_and(|known| known.label == EntityLabel::Industry)
}

/// Whether what follows the firm is a product, a capacity or a stage, not a landscape (湖, 灌区), a work (一体化, 综合治理)
/// or the firm's own last word; behind a sure firm it may be a work (首钢搬迁).
fn tells_product(scene: &Scene<'_>, rest: Range<usize>, is_sure: bool) -> bool {
    let text = scene.slice(rest.clone());
    let lists = &scene.lexicon.lists;
    if text.is_empty() || lists[Role::ProjectNoun].contains(text) || scene.has(rest.start, Role::Landscape) {
        return false;
    }
    // 晶澜光电 is a firm whole, 旭森新材料 a firm's new materials: short words end names, long ones are products.
    let is_short = text.chars().count() <= 2 && lists[Role::Firm].contains(text);
    if is_short || rest.len() == 1 && is_firm_word(scene, rest.start) {
        return false;
    }
    let is_site = |head: &FoundHead<'_>| {
        head.token == rest.start && lists[Role::Site].contains(head.head.kind.as_ref())
    };
    let is_landscape = lists[Role::Landscape].opens(text)
        || (rest.start..rest.end.min(rest.start + 2))
            .any(|at| scene.head_ending(at).is_some_and(|head| is_site(&head)));
    let is_noun = match scene.kind(rest.start) {
        TokenKind::Word(WordClass::Plain) | TokenKind::Latin | TokenKind::Measure => true,
        TokenKind::Number => scene.word(rest.start).is_ascii(),
        _ => is_industry(scene, rest.start),
    };
    is_sure || is_noun && !is_landscape && !lists[Role::Hall].ends(text)
}
