//! Names of what a region keeps or is given: centres of its own level, campuses elsewhere, parks that share their kind, schools
//! that are enlarged, and what is carried out by verbs inside a name.

use tuzhi::extract::fact::{EntityLabel, RelationType};

use crate::trades::check_in;
use EntityLabel::{Industry, Organization, Platform, Policy, Project, Region};
use RelationType::Undertakes;

#[test]
fn verbs_stand_inside_the_names_of_own_centres() {
    check_in(
        "随州市",
        &[
            (
                "市心理健康指导中心、县种苗繁育推广中心挂牌运行。",
                &[(Platform, "市心理健康指导中心"), (Platform, "县种苗繁育推广中心")],
                &[],
                &[],
            ),
            (
                "成立市退役军人创业服务中心。",
                &[(Platform, "市退役军人创业服务中心")],
                &[],
                &["成立市退役军人创业服务中心"],
            ),
            // What a hospital strives for is no name.
            ("市中心医院争创国家区域医疗中心。", &[], &[], &["市中心医院争创国家区域医疗中心"]),
            ("组建市大数据集团。", &[(Organization, "市大数据集团")], &[], &[]),
        ],
    );
}

#[test]
fn campuses_stand_elsewhere() {
    check_in(
        "绵阳市",
        &[(
            "四川农业大学三台校区招收首届学生。",
            &[(Platform, "四川农业大学三台校区")],
            &[],
            &["四川农业大学"],
        )],
    );
}

#[test]
fn schools_are_enlarged() {
    check_in(
        "随州市",
        &[(
            "启动市第六中学扩建工程。",
            &[(Project, "市第六中学扩建工程"), (Organization, "市第六中学")],
            &[("市第六中学", Undertakes, "市第六中学扩建工程")],
            &[],
        )],
    );
}

#[test]
fn parks_of_several_places_share_their_kind() {
    check_in(
        "普洱市",
        &[
            (
                "宁洱那柯里、景东余田化工园区通过省级认定。",
                &[(Platform, "宁洱那柯里化工园区"), (Platform, "景东余田化工园区")],
                &[],
                &["柯里化工园区", "田化工园区"],
            ),
            ("那柯里茶马驿站重新开放。", &[], &[], &["柯里茶马驿站"]),
        ],
    );
}

#[test]
fn programmes_hold_verbs() {
    check_in(
        "随州市",
        &[
            (
                "实施资金畅通工程和素质提升工程。",
                &[(Policy, "资金畅通工程"), (Policy, "素质提升工程")],
                &[],
                &[],
            ),
            (
                "落实离境退税、过境免签、购物便利化等措施。",
                &[(Policy, "离境退税"), (Policy, "过境免签"), (Policy, "购物便利化")],
                &[],
                &[],
            ),
            ("落实节约用水、循环利用等措施。", &[], &[], &["节约用水", "循环利用"]),
            (
                "实施人才安居、素质提升、名校名医引育工程。",
                &[(Policy, "人才安居工程"), (Policy, "素质提升工程"), (Policy, "名校名医引育工程")],
                &[],
                &[],
            ),
            ("实施道路拓宽、管网改造工程。", &[], &[], &["道路拓宽工程"]),
            (
                "开展优化营商环境提升年、干部素质强化年活动。",
                &[(Policy, "优化营商环境提升年"), (Policy, "干部素质强化年")],
                &[],
                &[],
            ),
            ("形成“百舸争流”式的局面。", &[], &[], &["百舸争流"]),
            ("新增国家4A级旅游景区3个。", &[], &[], &["国家4A级旅游景区"]),
        ],
    );
}

#[test]
fn sites_and_plants_are_shared_by_schools_and_places() {
    check_in(
        "郴州市",
        &[
            (
                "郴州一中、永兴三中新校区投入使用。",
                &[
                    (Project, "郴州一中新校区"),
                    (Organization, "郴州一中"),
                    (Project, "永兴三中新校区"),
                    (Organization, "永兴三中"),
                ],
                &[("郴州一中", Undertakes, "郴州一中新校区")],
                &[],
            ),
            (
                "推动桂东、汝城抽蓄项目开工。",
                &[
                    (Project, "桂东抽蓄项目"),
                    (Region, "桂东县"),
                    (Project, "汝城抽蓄项目"),
                    (Region, "汝城县"),
                ],
                &[],
                &[],
            ),
            // Of a kind of projects there are many in each.
            ("支持桂东、汝城产业项目建设。", &[], &[], &["桂东产业项目"]),
        ],
    );
}

#[test]
fn money_does_not_count_funds() {
    check_in(
        "郴州市",
        &[
            (
                "设立20亿元产业引导基金、10亿元科创天使基金。",
                &[(Platform, "产业引导基金"), (Platform, "科创天使基金")],
                &[],
                &[],
            ),
            ("设立3支产业引导基金。", &[], &[], &["产业引导基金"]),
        ],
    );
}

#[test]
fn offices_on_the_net_are_carriers() {
    check_in(
        "郴州市",
        &[
            (
                "完善国际贸易“单一窗口”功能,推动政务服务“一张网”向乡镇延伸。",
                &[(Platform, "国际贸易单一窗口"), (Platform, "政务服务一张网")],
                &[],
                &[],
            ),
            ("搭好农业稳产的“四梁八柱”,做到“骨头长肉”。", &[], &[], &["四梁八柱", "骨头长肉"]),
        ],
    );
}

#[test]
fn areas_that_open_and_reform_begin_with_their_place() {
    check_in(
        "崇左市",
        &[
            ("凭祥重点开发开放试验区建设全面推进。", &[(Platform, "凭祥重点开发开放试验区")], &[], &[]),
            ("凭祥进入国家示范城市行列。", &[], &[], &["凭祥进入国家示范城市"]),
            (
                "平陆运河、驮英水利枢纽加快建设。",
                &[(Project, "平陆运河"), (Project, "驮英水利枢纽")],
                &[],
                &["平陆运河水利枢纽"],
            ),
        ],
    );
}

#[test]
fn a_place_and_what_is_traded_in_is_a_firm() {
    check_in(
        "郴州市",
        &[(
            "永兴铜业高纯银精炼、远景能源零碳装备制造等项目加快建设。",
            &[(Organization, "永兴铜业"), (Project, "永兴铜业高纯银精炼项目")],
            &[("永兴铜业", Undertakes, "永兴铜业高纯银精炼项目")],
            &[],
        )],
    );
}

#[test]
fn trades_without_a_stem_are_fostered() {
    check_in(
        "随州市",
        &[
            ("大力发展特色产业,壮大优势产业。", &[(Industry, "特色产业"), (Industry, "优势产业")], &[], &[]),
            ("香菇、茶叶等特色产业稳步发展。", &[(Industry, "香菇")], &[], &["特色产业"]),
            ("特色产业集群不断壮大。", &[], &[], &["特色产业"]),
        ],
    );
}

#[test]
fn what_firms_of_a_trade_are_called_stands_behind_the_trade() {
    check_in(
        "随州市",
        &[(
            "支持鑫瑞铸造、恒泰机械等行业标杆企业做大做强。",
            &[(Organization, "鑫瑞铸造"), (Organization, "恒泰机械")],
            &[],
            &[],
        )],
    );
}
