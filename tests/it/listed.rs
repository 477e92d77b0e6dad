//! Names told by their list or by what they do: works that always bear a name, numbered lines, projects by trades, firms going
//! public, schools and hospitals that build, documents with a purpose.

use tuzhi::extract::fact::{EntityLabel, RelationType};

use crate::trades::{CaseOfOne, check_in};
use EntityLabel::{Industry, Organization, Platform, Policy, Project, Region};
use RelationType::{CooperatesWith, InIndustry, Undertakes};

fn check(cases: &[CaseOfOne]) {
    check_in("随州市", cases);
}

#[test]
fn reservoirs_and_bridges_bear_names_whatever_the_words() {
    check(&[
        (
            "加快推进青峰、横岭、三岔沟等水库建设,开工建设黑石、杉木堡水电站。",
            &[
                (Project, "青峰水库"),
                (Project, "横岭水库"),
                (Project, "三岔沟水库"),
                (Project, "黑石水电站"),
                (Project, "杉木堡水电站"),
            ],
            &[],
            &[],
        ),
        ("启动牛头坡等6座中小型水库前期工作。", &[(Project, "牛头坡水库")], &[], &["牛头坡中小型水库"]),
        ("力争云溪水库取得可研批复。", &[(Project, "云溪水库")], &[], &[]),
        (
            "建好长城、大运河国家文化公园。",
            &[(Platform, "长城国家文化公园"), (Platform, "大运河国家文化公园")],
            &[],
            &[],
        ),
        // The last of the list is a member of another one.
        ("南岭、后坪水库等3个中型灌区改造开工。", &[], &[], &["南岭水库"]),
        ("新建大型、中型水库。", &[], &[], &["大型水库", "中型水库"]),
    ]);
}

#[test]
fn lines_of_a_list_of_numbers_are_several() {
    check(&[(
        "轨道交通4、5、9号线开通运营。",
        &[(Project, "轨道交通4号线"), (Project, "轨道交通5号线"), (Project, "轨道交通9号线")],
        &[],
        &["轨道交通4、5、9号线"],
    )]);
}

#[test]
fn projects_that_a_sentence_lists_by_trades_share_their_noun() {
    check(&[(
        "推进华芯科技、立达微二期等电子信息,康岭三期、诺兴等新材料,弘济科技等生物医药项目提速。",
        &[
            (Project, "华芯科技项目"),
            (Project, "立达微二期"),
            (Project, "诺兴项目"),
            (Project, "弘济科技项目"),
            (Industry, "新材料"),
        ],
        &[("诺兴项目", InIndustry, "新材料"), ("弘济科技项目", InIndustry, "生物医药")],
        &[],
    )]);
}

#[test]
fn who_goes_public_is_a_firm() {
    check(&[
        (
            "推动远达生物、康岭药业在科创板上市。",
            &[(Organization, "远达生物"), (Organization, "康岭药业")],
            &[],
            &[],
        ),
        ("春茶上市,推动企业上市。", &[], &[], &["春茶", "企业"]),
    ]);
}

#[test]
fn schools_and_hospitals_build_and_win_ranks() {
    check(&[
        (
            "推进市第三人民医院搬迁,新建县中医医院门诊楼,县一中改扩建工程竣工。",
            &[(Organization, "市第三人民医院"), (Organization, "县一中"), (Project, "县一中改扩建工程")],
            &[
                ("市第三人民医院", Undertakes, "市第三人民医院搬迁"),
                ("县中医医院", Undertakes, "县中医医院门诊楼"),
                ("县一中", Undertakes, "县一中改扩建工程"),
            ],
            &[],
        ),
        (
            "市二中创建省级示范高中,县图书馆晋升国家一级馆。",
            &[(Organization, "市二中"), (Organization, "县图书馆")],
            &[],
            &[],
        ),
        ("组建县乡村三级供销公司。", &[], &[], &["县乡村三级供销公司"]),
    ]);
}

#[test]
fn documents_are_named_with_their_purpose() {
    check(&[
        (
            "出台金融支持种业企业政策措施,制定促进民营企业发展壮大的若干措施。",
            &[(Policy, "金融支持种业企业政策措施"), (Policy, "促进民营企业发展壮大的若干措施")],
            &[],
            &["支持种业企业政策措施"],
        ),
        ("落实促进就业的政策措施。", &[], &[], &["促进就业的政策措施"]),
        ("实施平台经济培育行动。", &[(Industry, "平台经济"), (Policy, "平台经济培育行动")], &[], &[]),
        ("发放“荆商贷”“富民贷”9亿元。", &[(Policy, "荆商贷"), (Policy, "富民贷")], &[], &[]),
    ]);
}

#[test]
fn wider_areas_stand_before_carriers() {
    check(&[
        (
            "建成京津冀应急物资储备基地。",
            &[(Region, "京津冀"), (Platform, "京津冀应急物资储备基地")],
            &[],
            &[],
        ),
        ("获批国家骨干冷链物流基地。", &[(Platform, "国家骨干冷链物流基地")], &[], &[]),
        (
            "深化与大庆油田合作。",
            &[(Organization, "大庆油田")],
            &[("随州市", CooperatesWith, "大庆油田")],
            &[],
        ),
    ]);
}

#[test]
fn goods_that_are_bought_and_counted_are_no_trades() {
    check(&[
        ("扩大家政、养老等服务消费,防范金融领域风险。", &[], &[], &["家政", "养老", "金融"]),
        ("建成12个海外仓。", &[], &[], &["海外仓"]),
        ("推动服务业优质高效发展。", &[(Industry, "服务业")], &[], &[]),
        ("做强水产品深加工。", &[(Industry, "水产品深加工")], &[], &[]),
    ]);
}

#[test]
fn programmes_that_are_counted_and_carried_out_are_policies() {
    check(&[
        ("实施育种创新、灌渠改造两大工程。", &[(Policy, "育种创新工程"), (Policy, "灌渠改造工程")], &[], &[]),
        ("建成煤制烯烃、水洗煤提质等8个项目。", &[], &[], &["煤制"]),
    ]);
}

#[test]
fn a_line_that_is_enlarged_is_a_project() {
    check(&[(
        "京东方6代线扩产、龙州钢热轧线改造竣工投产。",
        &[(Project, "京东方6代线扩产"), (Organization, "京东方")],
        &[("京东方", Undertakes, "京东方6代线扩产")],
        &[],
    )]);
}
