//! Sentences whose figures belong to someone named at a distance, or to another time than their section's.

use super::super::fact::MeasureKind;
use super::super::lexicon::Lexicon;
use super::cases::{assert_read, measures};

#[test]
fn amounts_are_of_the_company_that_the_sentence_is_about() {
    assert_read(&[
        (
            "支持市交投发展融资租赁业务,实现在保余额6亿元、融资租赁额3亿元。",
            "市交投在保余额 level 6亿元; 市交投融资租赁额 level 3亿元",
        ),
        (
            "引导市水务集团向运营商转变,新增管网投资7亿元,资产达90亿元。",
            "市水务集团管网投资 increment 7亿元; 市水务集团资产 level 90亿元",
        ),
        ("防汛救灾工作全面加强,市级财政五年支出51亿元。", "市级财政防汛救灾支出 level 51亿元"),
        ("健全困难学生资助制度,市级财政此项支出达3.4亿元。", "市级财政困难学生资助支出 level 3.4亿元"),
        (
            "进出口总额860亿元,对东盟国家占比提高到31%。",
            "进出口总额 level 860亿元; 对东盟国家进出口占比 share 31%",
        ),
    ]);
}

#[test]
fn traffic_is_of_the_place_told_beside_it() {
    assert_read(&[
        (
            "机场旅客和出口货邮吞吐量分别增长13%、26%。",
            "机场旅客吞吐量 growth 13%; 机场出口货邮吞吐量 growth 26%",
        ),
        ("金沙机场新跑道投用、出口快件量全省第二。", "金沙机场出口快件量 rank 2位"),
        (
            "清洁电力并网120万千瓦,总装机达到900万千瓦。",
            "清洁电力并网 level 120万千瓦; 清洁电力总装机 level 900万千瓦",
        ),
        (
            "新增养老保险参保单位3.1万家、职工26.4万人。",
            "养老保险参保单位 increment 3.1万家; 养老保险参保职工 increment 26.4万人",
        ),
    ]);
}

#[test]
fn verbs_that_limit_a_share_stay_and_words_of_time_go() {
    assert_read(&[
        ("新建装配式建筑占比达到45%。", "新建装配式建筑占比 share 45%"),
        ("新增及更新电动公交车占比达到80%。", "新增及更新电动公交车占比 share 80%"),
        ("年度新增限上商贸企业66家。", "限上商贸企业 increment 66家"),
        ("新落户及升格银行机构9家。", "银行机构 increment 9家"),
        (
            "清理规范性文件210件,废止30件,宣布失效12件。",
            "清理规范性文件 level 210件; 废止规范性文件 level 30件; 宣布失效规范性文件 level 12件",
        ),
        (
            "免费筛查宫颈癌3.2万人、心脑血管疾病40.5万人。",
            "免费筛查宫颈癌 level 3.2万人; 免费筛查心脑血管疾病 level 40.5万人",
        ),
        ("12个乡镇全部获评省级卫生乡镇。", "省级卫生乡镇 level 12个"),
        ("建成1号线一期、3号线东段共46公里轨道交通线。", "轨道交通线长度 level 46公里"),
    ]);
}

#[test]
fn places_and_counts_in_a_row_have_each_their_own() {
    assert_read(&[
        ("税电指数、工业用电量增速居全省第3位。", "税电指数 rank 3位; 工业用电量增速 rank 3位"),
        ("营商环境排名从38位进一步提升到22位。", "营商环境排名 rank 22位"),
        (
            "技能培训12万人次,新增技能人才2万人,新增就业3万人,均居全省首位。",
            "技能培训 level 12万人次; 技能人才 increment 2万人; 新增就业 increment 3万人; \
             技能培训 rank 1位; 技能人才 rank 1位; 新增就业 rank 1位",
        ),
        ("成长型500家、专利600家等五张榜单入围数居全省第一。", "五张榜单入围数 rank 1位"),
    ]);
}

#[test]
fn figures_without_a_plain_unit_or_noun_are_read() {
    assert_read(&[
        ("文化支出占比每年提高一个百分点。", "文化支出占比 points 1个百分点"),
        ("推动1.6万户渔民相对集中居住。", "渔民相对集中居住 level 1.6万户"),
        ("先后有1.8万人通过多种渠道实现了再就业。", "再就业 level 1.8万人"),
        ("建成2公里便民充电服务圈。", ""),
        ("形成竹木家具产业集群50亿元。", "竹木家具产业集群规模 level 50亿元"),
    ]);
}

#[test]
fn those_among_and_behind_others_are_named_by_them() {
    assert_read(&[
        (
            "招引亿元以上项目5个,其中3个已开工,到位资金3.2亿元。",
            "亿元以上项目 level 5个; 开工亿元以上项目 level 3个; 亿元以上项目到位资金 level 3.2亿元",
        ),
        (
            "规上工业总产值突破200亿元,其中竹木加工产业60亿元。",
            "规上工业总产值 level >=200亿元; 竹木加工产业产值 level 60亿元",
        ),
        ("新登记经营主体14万户、其中企业5.3万家。", "经营主体 increment 14万户; 企业 increment 5.3万家"),
        ("打造1个茶叶加工集群和多条产业链。", "茶叶加工集群 level 1个"),
        ("入驻项目履约率71%。", "入驻项目履约率 share 71%"),
        (
            "平台公司资产规模达260亿元,资产负债率58%。",
            "平台公司资产规模 level 260亿元; 平台公司资产负债率 share 58%",
        ),
        (
            "全省普及高中教育的人口覆盖率,由上年的65%提高到91%。",
            "普及高中教育的人口覆盖率 share 65%; 普及高中教育的人口覆盖率 share 91%",
        ),
        ("拿出6300万元奖补产业。", "奖补产业资金 level 6300万元"),
    ]);
}

#[test]
fn a_paragraph_of_the_plan_that_begins_with_the_year_gone_by_tells_of_it() {
    let lexicon = Lexicon::builtin();
    let plan = "加强自身建设\n过去一年,我们改进作风。办理群众诉求9.7万件。\n新的一年,办理群众诉求11万件。";
    let facts = measures("", plan, &lexicon);
    let told: Vec<_> = facts.iter().map(|fact| (fact.value, fact.year, fact.kind)).collect();
    assert_eq!(told, [(9.7, 2024, MeasureKind::Observation), (11.0, 2025, MeasureKind::Target)]);
}
