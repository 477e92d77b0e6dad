//! Towns and subdistricts that speak: 遥观镇人民政府, 堰桥街道2023年工作报告. The gazetteer does not list them.

use super::super::Lexicon;
use super::super::lexicon::{PlaceId, Role};
use super::region::{chain, resolve};

/// Most characters of a town's name before its ending.
const MAX_NAME: usize = 5;

/// The town that the header names as speaker, and the place named before it.
pub(crate) fn find(header: &str, lexicon: &Lexicon) -> Option<(String, Option<PlaceId>)> {
    let flat = header.replace('\n', "");
    lexicon.lists[Role::SpeakingTown].all_in(&flat).find_map(|anchor| before(&flat[..anchor.start], lexicon))
}

fn before(head: &str, lexicon: &Lexicon) -> Option<(String, Option<PlaceId>)> {
    // 2023年 and 第十八届 may stand between the name and the word.
    // 南朗街道2022年|政府|工作总结.
    let head = head.strip_suffix("人民政府").or_else(|| head.strip_suffix("政府")).unwrap_or(head);
    let head = head.rfind('第').filter(|at| head.len() - at <= 24).map_or(head, |at| &head[..at]);
    let part = lexicon.lists[Role::PartOfYear].end_of(head);
    let head = &head[..head.len() - part.map_or(0, str::len)];
    let head = head.trim_end_matches(['年', '度']).trim_end_matches(|digit: char| digit.is_ascii_digit());
    let ending = lexicon.lists[Role::Town].end_of(head)?;
    let stem = &head[..head.len() - ending.len()];
    let starts: Vec<usize> = stem.char_indices().rev().take(MAX_NAME).map(|(start, _)| start).collect();
    let is_border = |start: usize| {
        let before = &stem[..start];
        before.is_empty()
            || before.ends_with(|mark: char| {
                !super::fold::is_ideograph(mark) || "在表年月日省市县区州".contains(mark)
            })
    };
    let start = *starts.iter().skip(1).find(|&&start| is_border(start))?;
    let tail: Vec<usize> = stem[..start].char_indices().rev().take(16).map(|(start, _)| start).collect();
    let places = &lexicon.places;
    let above =
        tail.iter().rev().find_map(|&from| resolve(&chain(&stem[from..start], places)?, stem, places));
    let name = &head[start..];
    // The only county that has a town of this name, where none is named.
    let only = || places.with_code(lexicon.vocabulary.towns.only_county_of(name)?);
    let above = above.or_else(only);
    Some((name.to_owned(), above))
}
