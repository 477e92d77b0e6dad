//! Names told by what stands in front of them or beside them: firms before products, towns and villages, halls, events in
//! rows, helpers, quotations.

use tuzhi::extract::Lexicon;
use tuzhi::extract::fact::{EntityLabel, RelationType};

use crate::trades::{CaseOfOne, check_in};
use EntityLabel::{Event, Industry, Organization, Platform, Policy, Project, Region};
use RelationType::{CooperatesWith, Develops, HasProject, InIndustry, PartOf, Undertakes};

fn check(cases: &[CaseOfOne]) {
    check_in("江阴市", cases);
}

#[test]
fn a_time_behind_a_project_is_no_part_of_its_name() {
    check(&[
        (
            "云湖光电项目年内投产。",
            &[(Project, "云湖光电项目")],
            &[],
            &["云湖光电项目年内", "云湖光电项目年"],
        ),
        ("海达新材料项目年底竣工。", &[(Project, "海达新材料项目")], &[], &["海达新材料项目年底"]),
    ]);
}

#[test]
fn an_unknown_firm_is_whole_before_its_product() {
    check(&[
        (
            "推进云泰华荣电解液、江洲矿业钒渣提取、宏盛生态牧业肉牛养殖等重大项目。",
            &[(Organization, "云泰华荣"), (Organization, "江洲矿业"), (Organization, "宏盛生态牧业")],
            &[("江洲矿业", Undertakes, "江洲矿业钒渣提取项目")],
            &["云泰华", "宏盛"],
        ),
        // What things are made of ends no firm's name.
        ("推进珀兰铜箔材料等重大项目。", &[], &[], &["珀兰铜"]),
        ("推进龙佰禄丰钛业钛白粉二期建设。", &[(Organization, "龙佰禄丰钛业")], &[], &["龙佰"]),
        ("推进史丹利宜昌新能源材料等重大项目。", &[(Organization, "史丹利")], &[], &["史丹利宜昌新能源"]),
        (
            "隆基绿能楚雄单晶硅片、晶科能源等企业满产。",
            &[(Organization, "隆基绿能"), (Organization, "晶科能源")],
            &[],
            &["隆基绿能楚雄单晶硅片"],
        ),
        ("华电风储一体化开工建设。", &[(Project, "华电风储一体化")], &[], &[]),
        (
            "长山智能产业园、凌云汽车零部件加快扩产。",
            &[(Platform, "长山智能产业园")],
            &[],
            &["凌云汽车零部件"],
        ),
    ]);
}

#[test]
fn what_a_firm_is_told_to_build_is_its_project() {
    check(&[
        (
            "引进宝武集团建设特种钢基地。",
            &[(Project, "特种钢基地")],
            &[("宝武集团", Undertakes, "特种钢基地"), ("江阴市", HasProject, "特种钢基地")],
            &[],
        ),
        (
            "远景能源投资30亿元建设零碳产业园。",
            &[(Organization, "远景能源"), (Project, "零碳产业园")],
            &[("远景能源", Undertakes, "零碳产业园")],
            &[],
        ),
        // Joint work leaves it the place's own.
        ("与海澜集团建设滨江面料研发基地。", &[(Platform, "滨江面料研发基地")], &[], &[]),
    ]);
}

#[test]
fn works_are_told_by_ordinals_everyday_names_and_the_own_level() {
    check(&[
        ("第6.5代液晶面板生产线投产。", &[(Project, "第6.5代液晶面板生产线")], &[], &[]),
        (
            "迎宾大道快速化改造、第二污水厂扩容完工。",
            &[(Project, "迎宾大道快速化改造"), (Project, "第二污水厂扩容")],
            &[],
            &["第二污水厂"],
        ),
        (
            "市体育馆、市民服务中心、市图书馆新馆建成投用。",
            &[(Project, "市体育馆"), (Project, "市民服务中心"), (Project, "市图书馆新馆")],
            &[("江阴市", HasProject, "市体育馆")],
            &[],
        ),
        ("加快沿江铁路、澄东大桥、国际快件运营中心建设。", &[(Project, "国际快件运营中心")], &[], &[]),
    ]);
}

#[test]
fn towns_villages_and_foreign_parts_are_told_by_their_neighbours() {
    check(&[
        ("魏集镇、水落坡镇列为省级中心镇。", &[(Region, "魏集镇"), (Region, "水落坡镇")], &[], &[]),
        (
            "石桥镇林家寨村获评文明村。",
            &[(Region, "林家寨村")],
            &[("林家寨村", PartOf, "石桥镇")],
            &["文明村"],
        ),
        (
            "与俄罗斯滨海边疆区、阿穆尔州开展合作。",
            &[(Region, "阿穆尔州")],
            &[("阿穆尔州", PartOf, "俄罗斯"), ("江阴市", CooperatesWith, "阿穆尔州")],
            &[],
        ),
        ("规划澄南经济开发区。", &[(Region, "澄南经济开发区")], &[], &["规划澄南经济开发区"]),
    ]);
}

#[test]
fn who_helps_is_told_across_what_sums_them_up() {
    check(&[
        (
            "杭州市、宁波市等东部城市对口帮扶我市。",
            &[],
            &[("江阴市", CooperatesWith, "杭州市"), ("江阴市", CooperatesWith, "宁波市")],
            &[],
        ),
        (
            "国家电网、南开大学定点帮扶成效显著。",
            &[],
            &[("江阴市", CooperatesWith, "国家电网"), ("江阴市", CooperatesWith, "南开大学")],
            &[],
        ),
        (
            "与松湖材料实验室签订战略合作协议。",
            &[(Organization, "松湖材料实验室")],
            &[("江阴市", CooperatesWith, "松湖材料实验室")],
            &[],
        ),
    ]);
}

#[test]
fn trades_are_told_by_their_verbs_and_not_of_the_neighbours() {
    check(&[
        (
            "壮大商用厨具和柳编产业。",
            &[(Industry, "商用厨具"), (Industry, "柳编")],
            &[("江阴市", Develops, "商用厨具")],
            &[],
        ),
        ("培育文化事业和文化产业。", &[(Industry, "文化产业")], &[], &["文化事业"]),
        ("沙沟镇花卉、石桥镇槟榔芋成为富民支柱。", &[(Industry, "槟榔芋")], &[], &["槟榔"]),
    ]);
    let lexicon = Lexicon::builtin();
    let apart = "宏图光电二期竣工,科达液压、安泰汽车零部件加快扩产。";
    let (_, relations) = crate::trades::facts_of("江阴市", apart, &lexicon);
    let of_others: Vec<_> = relations.iter().filter(|told| told.relation_type == InIndustry).collect();
    assert!(of_others.iter().all(|told| told.tail != "汽车零部件"), "{of_others:?}");
}

#[test]
fn events_stand_in_rows() {
    check(&[
        ("举办第五届荷花节、梨花节、全国冬泳赛。", &[(Event, "梨花节"), (Event, "全国冬泳赛")], &[], &[]),
        ("举办第五届荷花节、联谊会。", &[(Event, "第五届荷花节")], &[], &["联谊会"]),
    ]);
}

#[test]
fn quotations_and_titles_name_policies() {
    check(&[
        ("推广“澄江模式”。", &[(Policy, "澄江模式")], &[], &[]),
        ("推进“城管进社区”。", &[(Policy, "城管进社区")], &[], &[]),
        ("推进“20分钟办事圈”建设。", &[(Policy, "20分钟办事圈")], &[], &[]),
        ("开展“学党史、办实事、促发展”活动。", &[(Policy, "学党史、办实事、促发展")], &[], &[]),
        // What is only called for is no campaign.
        ("深化“能上能下、能增能减、能进能出”的做法。", &[], &[], &["能上能下、能增能减、能进能出"]),
        (
            "扎实开展脱贫人口持续增收三年行动。",
            &[(Policy, "脱贫人口持续增收三年行动")],
            &[],
            &["增收三年行动"],
        ),
        ("实施“工业强市”战略,坚持旅游兴市。", &[(Policy, "工业强市战略"), (Policy, "旅游兴市")], &[], &[]),
        ("砂山景区创成国家5A级旅游景区。", &[(Policy, "国家5A级旅游景区")], &[], &[]),
        ("全市拥有国家5A级旅游景区3家。", &[], &[], &["国家5A级旅游景区"]),
    ]);
}
