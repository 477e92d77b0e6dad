//! Which policies and platforms a sentence names by their form alone.

use tuzhi::extract::fact::EntityLabel;
use tuzhi::extract::{Fact, Lexicon, extract};

use EntityLabel::{Platform, Policy};

/// A sentence, the names that must be found, and those that must not.
type Case<'c> = (&'c str, &'c [(EntityLabel, &'c str)], &'c [&'c str]);

fn check(cases: &[Case<'_>]) {
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for (sentence, wanted, unwanted) in cases {
        let report = format!("荆门市2024年政府工作报告\n\n一、2023年工作回顾\n\n{sentence}\n");
        let facts = extract("report.txt", report.as_bytes(), &lexicon).facts;
        let found: Vec<_> = facts
            .into_iter()
            .filter_map(|fact| match fact {
                Fact::Entity(entity) => Some((entity.label, entity.name)),
                _ => None,
            })
            .collect();
        let has = |label: EntityLabel, name: &str| found.iter().any(|(of, is)| *of == label && is == name);
        let missing = wanted.iter().filter(|(label, name)| !has(*label, name)).map(|(_, name)| ('+', *name));
        let made_up =
            unwanted.iter().filter(|name| has(Policy, name) || has(Platform, name)).map(|name| ('-', *name));
        wrong
            .extend(missing.chain(made_up).map(|(sign, name)| format!("{sign}{name}: {sentence} {found:?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn systems_are_called_after_what_they_ask() {
    check(&[
        (
            "推行首席服务官制、容缺受理制,健全长效机制。",
            &[(Policy, "首席服务官制"), (Policy, "容缺受理制")],
            &["长效机制"],
        ),
        ("建立联农带农机制。", &[], &["联农带农机制"]),
    ]);
}

#[test]
fn what_is_carried_into_places_is_an_action() {
    check(&[
        (
            "开展法律服务进乡村进社区活动、科技专家进企业行动。",
            &[(Policy, "法律服务进乡村进社区活动"), (Policy, "科技专家进企业行动")],
            &[],
        ),
        ("一批干部进村入户走访。", &[], &["干部进村"]),
    ]);
}

#[test]
fn two_regions_by_their_characters_work_together() {
    check(&[
        ("深化鄂豫协作。", &[(Policy, "鄂豫协作")], &[]),
        ("加强分工协作、上下协作。", &[], &["分工协作"]),
    ]);
}

#[test]
fn reforms_of_a_list_share_its_noun() {
    check(&[
        (
            "推行先租后让、弹性供地等改革举措。",
            &[(Policy, "先租后让"), (Policy, "弹性供地")],
            &["先租后让改革"],
        ),
        (
            "推进校长竞聘、教师交流轮岗等改革。",
            &[(Policy, "校长竞聘改革"), (Policy, "教师交流轮岗改革")],
            &[],
        ),
        ("完善产权登记、市场监督等基础制度。", &[], &["产权登记", "市场监督"]),
    ]);
}

#[test]
fn a_part_of_another_noun_is_no_policy() {
    check(&[
        ("关心支持荆门改革发展稳定。", &[], &["荆门改革"]),
        ("推进牵引性、示范性改革,深化民生领域改革。", &[], &["示范性改革", "民生领域改革"]),
        ("强化区域产业战略协同,发挥金融改革牵引作用。", &[], &["区域产业战略", "金融改革"]),
        ("开展古树名木普查、保护和利用。", &[], &["古树名木普查"]),
        ("加大国家历史文化名城保护力度。", &[], &["国家历史文化名城"]),
        ("打造县域高质量发展先行区。", &[], &["县域高质量发展先行区"]),
        ("推动“老旧板楼”等危旧房屋改造。", &[], &["老旧板楼"]),
    ]);
}

#[test]
fn a_quotation_that_goes_on_is_a_policy() {
    check(&[
        ("“屋场连心”全面推广。", &[(Policy, "屋场连心")], &[]),
        ("“数智荆门”加快建设。", &[(Policy, "数智荆门")], &[]),
        ("打造更有魅力的“水韵荆门”。", &[(Policy, "水韵荆门")], &[]),
        ("“暖心服务”品牌持续擦亮。", &[(Policy, "暖心服务")], &[]),
        ("坚持“民事民提民议、民事民办民评”。", &[(Policy, "民事民提民议、民事民办民评")], &[]),
        ("实施“三百三千”人才引进计划。", &[(Policy, "三百三千人才引进计划")], &[]),
        ("推动荆岳高速“四改八”。", &[], &["四改八"]),
        ("实现事故“零发生”。", &[], &["零发生", "事故零发生"]),
    ]);
}

#[test]
fn an_area_that_is_built_is_a_platform_and_one_that_is_won_a_title() {
    check(&[
        ("加快建设临空经济示范区。", &[(Platform, "临空经济示范区")], &[]),
        ("创建全国绿色金融示范区。", &[(Policy, "全国绿色金融示范区")], &[]),
    ]);
}

#[test]
fn offices_on_the_net_are_platforms() {
    check(&[
        ("“鄂易办”升级迭代,“荆门通”上线。", &[(Platform, "鄂易办")], &[]),
        ("启用丘陵矿山大数据监管平台。", &[(Platform, "丘陵矿山大数据监管平台")], &[]),
        ("国家功能晶体创新中心(荆门)揭牌。", &[(Platform, "国家功能晶体创新中心(荆门)")], &[]),
    ]);
}

#[test]
fn articles_and_years_are_policies() {
    check(&[
        ("出台科创强农20条。", &[(Policy, "科创强农20条")], &[]),
        ("实施“青苗”聚才计划、“荆门工匠”工程。", &[(Policy, "青苗聚才计划"), (Policy, "荆门工匠工程")], &[]),
        ("获评全国创新百强区。", &[], &["全国创新百强区"]),
    ]);
}

#[test]
fn systems_and_halls_that_are_set_up_are_platforms() {
    check(&[
        ("健全企业诉求感知系统。", &[(Platform, "企业诉求感知系统")], &[]),
        ("建成漳河健康城。", &[(Platform, "漳河健康城")], &[]),
        ("升级电子政务外网。", &[(Platform, "电子政务外网")], &[]),
    ]);
}

#[test]
fn plans_that_are_drawn_up_need_few_words() {
    check(&[
        ("完成村庄布局规划编制。", &[(Policy, "村庄布局规划")], &[]),
        ("编制实施卫生健康2035规划。", &[(Policy, "卫生健康2035规划")], &[]),
        ("深化重点路口交通组织提质提升行动。", &[(Policy, "重点路口交通组织提质提升行动")], &[]),
    ]);
}
