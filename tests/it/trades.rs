//! Which towns, cities, trades, carriers and events a sentence names, and whose they are.

use tuzhi::extract::fact::{EntityFact, EntityLabel, RelationFact, RelationType};
use tuzhi::extract::{Fact, Lexicon, extract};

use EntityLabel::{Event, Industry, Organization, Platform, Region};
use RelationType::{Builds, CooperatesWith, Develops, Hosts, InIndustry, PartOf};

/// Facts of one sentence in a report of a region.
pub(crate) fn facts_of(
    region: &str,
    sentence: &str,
    lexicon: &Lexicon,
) -> (Vec<EntityFact>, Vec<RelationFact>) {
    let report = format!("{region}2024年政府工作报告\n\n各位代表:\n\n一、2023年工作回顾\n\n{sentence}\n");
    let (mut entities, mut relations) = (Vec::new(), Vec::new());
    for fact in extract("report.txt", report.as_bytes(), lexicon).facts {
        match fact {
            Fact::Entity(entity) => entities.push(entity),
            Fact::Relation(relation) => relations.push(relation),
            Fact::Document(_) | Fact::Measure(_) => {}
        }
    }
    (entities, relations)
}

/// A report's region, a sentence, names that it gives, relations, and names that it does not give.
type Case = (
    &'static str,
    &'static str,
    &'static [(EntityLabel, &'static str)],
    &'static [(&'static str, RelationType, &'static str)],
    &'static [&'static str],
);

/// The same without the region, where all are of one.
pub(crate) type CaseOfOne = (
    &'static str,
    &'static [(EntityLabel, &'static str)],
    &'static [(&'static str, RelationType, &'static str)],
    &'static [&'static str],
);

/// Checks cases of one region.
pub(crate) fn check_in(region: &'static str, cases: &[CaseOfOne]) {
    let of_region =
        |&(sentence, named, related, withheld): &CaseOfOne| (region, sentence, named, related, withheld);
    check(&cases.iter().map(of_region).collect::<Vec<_>>());
}

pub(crate) fn check(cases: &[Case]) {
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for (region, sentence, named, related, withheld) in cases {
        let (entities, relations) = facts_of(region, sentence, &lexicon);
        let is_named = |(label, name): &&(EntityLabel, &str)| {
            entities.iter().any(|found| found.label == *label && found.name == *name)
        };
        let is_related = |(head, relation, tail): &&(&str, RelationType, &str)| {
            relations
                .iter()
                .any(|found| found.head == *head && found.relation_type == *relation && found.tail == *tail)
        };
        let missing = named.iter().filter(|name| !is_named(name)).map(|name| format!("no {name:?}"));
        let unrelated = related.iter().filter(|triple| !is_related(triple)).map(|tie| format!("no {tie:?}"));
        let made_up = withheld.iter().filter(|name| entities.iter().any(|found| found.name == **name));
        let made_up = made_up.map(|name| format!("made up {name}"));
        let faults: Vec<String> = missing.chain(unrelated).chain(made_up).collect();
        if !faults.is_empty() {
            let found: Vec<_> = entities.iter().map(|found| (found.label, &found.name)).collect();
            wrong.push(format!("{faults:?} in {sentence}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn towns_lie_in_the_county_before_them_and_have_their_own_trades() {
    check(&[
        (
            "恩施土家族苗族自治州",
            "巴东县野三关镇、建始县花坪镇商贸兴旺。",
            &[(Region, "野三关镇"), (Region, "花坪镇")],
            &[("野三关镇", PartOf, "巴东县"), ("花坪镇", PartOf, "建始县")],
            &[],
        ),
        (
            "靖江市",
            "新桥镇蔬菜、孤山镇葡萄、季市镇肉牛成为富民支柱。",
            &[(Region, "孤山镇"), (Industry, "蔬菜"), (Industry, "葡萄"), (Industry, "肉牛")],
            &[("新桥镇", Develops, "蔬菜"), ("孤山镇", Develops, "葡萄"), ("季市镇", Develops, "肉牛")],
            &[],
        ),
        (
            "丽水市",
            "青田县杨梅、松阳县茶叶、景宁畲族自治县食用菌各具特色。",
            &[(Industry, "杨梅"), (Industry, "食用菌")],
            &[("青田县", Develops, "杨梅"), ("松阳县", Develops, "茶叶")],
            &[],
        ),
        (
            "阜阳经济技术开发区",
            "推进向阳镇、程店镇征迁。",
            &[(Region, "向阳镇"), (Region, "程店镇")],
            &[],
            &[],
        ),
        // A project at each place is none of its trades.
        ("靖江市", "推进新桥镇蔬菜加工厂、孤山镇葡萄酒庄等项目。", &[], &[], &["蔬菜", "葡萄"]),
    ]);
}

#[test]
fn cities_abroad_lie_in_the_country_before_them() {
    check(&[
        (
            "连云港市",
            "与韩国木浦市、越南海防市缔结友好城市。",
            &[(Region, "木浦市"), (Region, "海防市")],
            &[("木浦市", PartOf, "韩国"), ("海防市", PartOf, "越南"), ("连云港市", CooperatesWith, "海防市")],
            &[],
        ),
        ("连云港市", "深耕越南市场,开拓德国新市场。", &[], &[], &["市", "新市"]),
    ]);
}

#[test]
fn trades_are_named_without_where_they_are_and_with_what_is_done_for_them() {
    check(&[
        (
            "赣州市",
            "区内稀土永磁、现代家居两大产业占比超过六成。",
            &[(Industry, "现代家居")],
            &[],
            &["区内稀土永磁"],
        ),
        (
            "赣州市",
            "围绕风电叶片材料、新型显示、永磁轴承强链补链。",
            &[(Industry, "风电叶片材料"), (Industry, "新型显示"), (Industry, "永磁轴承")],
            &[("赣州市", Develops, "永磁轴承")],
            &[],
        ),
        ("赣州市", "家电、饮料等轻工业稳步回升。", &[(Industry, "轻工")], &[], &[]),
        ("赣州市", "鼓励水泥、钢材、木材等的节约代用。", &[], &[], &["水泥", "木材"]),
    ]);
}

#[test]
fn carriers_and_events_are_named_whole() {
    check(&[
        (
            "临海市",
            "青山湖教育园区、杜桥国际面料城初具规模。",
            &[(Platform, "青山湖教育园区"), (Platform, "杜桥国际面料城")],
            &[("临海市", Builds, "青山湖教育园区")],
            &[],
        ),
        (
            "临海市",
            "成功举办世界极速滑板大赛、灵江狂欢节、全球台胞联谊会。",
            &[(Event, "世界极速滑板大赛"), (Event, "灵江狂欢节")],
            &[("临海市", Hosts, "世界极速滑板大赛")],
            &["滑板大赛"],
        ),
        ("临海市", "获批国家级精细化工示范基地。", &[(Platform, "国家级精细化工示范基地")], &[], &[]),
        ("临海市", "灵江山体公园等九大片区加快建设。", &[], &[], &["九大片区"]),
    ]);
}

#[test]
fn those_in_a_trade_tell_it_and_are_told_by_it() {
    check(&[
        (
            "临海市",
            "推动兆易电子、宏芯科技、东海微电等集成电路企业做大做强。",
            &[(Industry, "集成电路")],
            &[("兆易电子", InIndustry, "集成电路"), ("宏芯科技", InIndustry, "集成电路")],
            &[],
        ),
        (
            "临海市",
            "锂电产业集聚天合新材、隆盛电池、正源储能等企业23家。",
            &[(Organization, "天合新材")],
            &[("隆盛电池", InIndustry, "锂电")],
            &["锂电产业集聚天合新材"],
        ),
        (
            "临海市",
            "镇区入驻眼镜企业60家、灯具商户900户。",
            &[(Industry, "眼镜"), (Industry, "灯具")],
            &[],
            &[],
        ),
        ("临海市", "新增规上工业企业30家、农业企业12家。", &[], &[], &["工业", "农业"]),
    ]);
}

#[test]
fn products_are_told_with_their_places() {
    check_in(
        "酒泉市",
        &[(
            "做强做优敦煌葡萄、瓜州蜜瓜、玉门枸杞产业。",
            &[(Industry, "敦煌葡萄"), (Industry, "瓜州蜜瓜"), (Industry, "玉门枸杞")],
            &[("酒泉市", Develops, "瓜州蜜瓜")],
            &[],
        )],
    );
}
