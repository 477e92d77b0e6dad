//! Places by the names that reports of their own province and prefecture call them.

use tuzhi::extract::fact::{EntityLabel, RelationType};
use tuzhi::extract::{Fact, Lexicon, extract};

use crate::trades::{check, facts_of};
use EntityLabel::{Platform, Project, Region};
use RelationType::{Builds, Implements};

#[test]
fn everyday_words_are_places_beside_places_near_them() {
    check(&[
        (
            "山西省",
            "支持大同、朔州打造新能源基地,推动长治转型。",
            &[(Region, "大同市"), (Region, "朔州市"), (Region, "长治市")],
            &[],
            &[],
        ),
        (
            "荆州市",
            "石首、公安、监利三地码头提档,公安队伍更加过硬。",
            &[(Region, "石首市"), (Region, "公安县"), (Region, "监利市")],
            &[],
            &[],
        ),
        (
            "甘肃省",
            "鼓励宕昌、岷县、礼县种植药材。",
            &[(Region, "宕昌县"), (Region, "岷县"), (Region, "礼县")],
            &[],
            &[],
        ),
        ("浙江省", "支持开化、常山发展全域旅游。", &[(Region, "开化县"), (Region, "常山县")], &[], &[]),
        (
            "海南省",
            "擦亮东方明珠,推动合作共赢,日照充足,促进和平稳定。",
            &[],
            &[],
            &["东方市", "合作市", "日照市", "和平区"],
        ),
        ("浙江省", "加强西湖水域保护和大运河文化传承。", &[], &[], &["西湖区"]),
        ("杭州市", "加强西湖保护,提升大运河水质,各项工作稳步推进。", &[], &[], &["西湖区"]),
        (
            "大同市",
            "推动云冈区、平城区、云州区联动,各项工作稳步推进。",
            &[(Region, "云冈区"), (Region, "平城区"), (Region, "云州区")],
            &[],
            &[],
        ),
        ("赣州市", "支持南康家具、章贡生物医药做大做强,稳定就业。", &[], &[], &["南康家具", "章贡生物医药"]),
        ("广东省", "白银价格上涨,来宾接待有序。", &[], &[], &["白银市", "来宾市"]),
        (
            "陕西省",
            "加快榆林、安康、商洛机场建设。",
            &[(Project, "榆林机场"), (Project, "商洛机场")],
            &[],
            &[],
        ),
    ]);
}

#[test]
fn whom_the_speaker_helps_does_what_its_clause_says() {
    check(&[(
        "湖南省",
        "支持岳阳建设临港产业园,推动长沙临空经济示范区建设,支持衡阳实施腾笼换鸟行动。",
        &[],
        &[
            ("岳阳市", Builds, "临港产业园"),
            ("湖南省", Builds, "长沙临空经济示范区"),
            ("衡阳市", Implements, "腾笼换鸟行动"),
        ],
        &[],
    )]);
}

#[test]
fn areas_are_called_after_their_places() {
    check(&[
        ("吉林省", "加快长春现代化都市圈建设。", &[(Region, "长春现代化都市圈")], &[], &[]),
        ("广东省", "规划佛山肇庆经济圈。", &[(Region, "佛山肇庆经济圈")], &[], &[]),
        (
            "河南省",
            "加快洛阳自创区建设,发展临空经济区,各项事业进步。",
            &[(Platform, "洛阳自创区")],
            &[],
            &["临空经济区"],
        ),
    ]);
}

#[test]
fn a_line_between_places_is_no_firm() {
    let lexicon = Lexicon::builtin();
    let (entities, _) = facts_of("黑龙江省", "哈大客运专线、绥北高速等项目开工建设。", &lexicon);
    let names: Vec<_> = entities.iter().map(|found| (found.label, found.name.as_str())).collect();
    assert!(names.contains(&(Project, "哈大客运专线")), "{names:?}");
    assert!(names.iter().all(|(label, _)| *label != EntityLabel::Organization), "{names:?}");
}

#[test]
fn a_figure_is_the_city_s_whose_short_name_its_indicator_begins_with() {
    check_owners(&[
        (
            "湖南省",
            "岳阳规上工业增加值增长7%,邵阳地区生产总值突破2500亿元。",
            &[("岳阳市", "规上工业增加值"), ("邵阳市", "地区生产总值")][..],
        ),
        (
            "山西省",
            "太原、大同地区生产总值分别增长3%和4%,大同固定资产投资增长6%。",
            &[("太原市", "地区生产总值"), ("大同市", "地区生产总值"), ("大同市", "固定资产投资")],
        ),
        (
            "江苏省",
            "苏州工业增加值增长5%,南通外贸进出口总额突破3000亿元。",
            &[("苏州市", "工业增加值"), ("南通市", "外贸进出口总额")],
        ),
        (
            "云南省",
            "昆明地区生产总值突破8000亿元,玉溪、楚雄分别达到2500亿元和1900亿元,曲靖增长6%。",
            &[
                ("昆明市", "地区生产总值"),
                ("玉溪市", "地区生产总值"),
                ("楚雄州", "地区生产总值"),
                ("曲靖市", "地区生产总值"),
            ],
        ),
        (
            "朝阳市",
            "北票、凌源、建平三县市一般公共预算收入均突破10亿元。",
            &[("北票市", "一般公共预算收入"), ("凌源市", "一般公共预算收入"), ("建平县", "一般公共预算收入")],
        ),
        (
            "无锡市",
            "全市进出口总额增长5%,其中江阴增长8%、宜兴增长6%。",
            &[("无锡市", "进出口总额"), ("江阴市", "进出口总额"), ("宜兴市", "进出口总额")],
        ),
        (
            "江苏省",
            "苏南、苏北地区生产总值分别增长6%和7%,苏中工业增加值占全省比重达20%。",
            &[("苏南", "地区生产总值"), ("苏北", "地区生产总值"), ("苏中", "工业增加值占全省比重")],
        ),
        (
            "沈阳市",
            "铁西区工业增加值增长5%,浑南固定资产投资增长12%。",
            &[("铁西区", "工业增加值"), ("浑南区", "固定资产投资")],
        ),
    ]);
}

#[test]
fn a_figure_is_the_zone_s_or_the_county_s_that_its_clause_names() {
    check_owners(&[
        (
            "营口市",
            "熊岳新区完成固定资产投资86亿元,高新区、经开区规上工业增加值分别增长12%和9%,综保区进出口额增长5%。",
            &[
                ("熊岳新区", "固定资产投资"),
                ("营口高新区", "规上工业增加值"),
                ("营口经开区", "规上工业增加值"),
                ("营口综保区", "进出口额"),
            ],
        ),
        (
            "哈尔滨市",
            "哈尔滨新区实际利用内资21亿元;双城区、五常市粮食产量均超20亿斤,宾县完成投资6亿元。",
            &[
                ("哈尔滨新区", "实际利用内资"),
                ("双城区", "粮食产量"),
                ("五常市", "粮食产量"),
                ("宾县", "完成投资"),
            ],
        ),
        (
            "新疆巴州",
            "和静县、尉犁县棉花产量分别达6万吨、9万吨,和硕县市场交易额3亿元。",
            &[("和静县", "棉花产量"), ("尉犁县", "棉花产量"), ("和硕县", "市场交易额")],
        ),
        (
            "包头市",
            "昆区、东河区服务业增加值分别增长5%和6%,四区财政收入占全市比重达68%,其中青山区增长9%。",
            &[
                ("昆区", "服务业增加值"),
                ("东河区", "服务业增加值"),
                ("包头市", "四区财政收入占全市比重"),
                ("青山区", "四区财政收入"),
            ],
        ),
    ]);
}

/// A region, a sentence of its report, and pairs of owners and what they have.
type Owned<'c> = (&'c str, &'c str, &'c [(&'c str, &'c str)]);

/// Of whom the figures of a sentence in a report of a region are told, in their order.
fn check_owners(cases: &[Owned<'_>]) {
    let lexicon = Lexicon::builtin();
    for (region, sentence, expected) in cases {
        let report = format!(
            "{region}2024年政府工作报告\n\n各位代表:\n\n一、2023年工作回顾\n\n{sentence}全年保持稳定。\n"
        );
        let facts = extract("report.txt", report.as_bytes(), &lexicon).facts;
        let measures = facts.iter().filter_map(|fact| match fact {
            Fact::Measure(measure) => Some((measure.region.as_str(), measure.indicator.as_str())),
            _ => None,
        });
        assert_eq!(measures.collect::<Vec<_>>(), *expected, "{sentence}");
    }
}
