//! Sentences and the measures they hold, and numbers that are none.

use super::super::document::Document;
use super::super::fact::{Comparator, MeasureFact, MeasureKind, MeasureType};
use super::super::lexicon::Lexicon;
use super::super::{mention, quantity};
use super::read;

/// Measures of a report of 太仓市, given in January 2025, whose review is `review` and whose plan is `plan`.
fn measures(review: &str, plan: &str, lexicon: &Lexicon) -> Vec<MeasureFact> {
    let text = format!(
        "太仓市人民政府工作报告\n——2025年1月7日在太仓市第十七届人民代表大会第五次会议上\n各位代表:\n现在,我代表太仓市人民政府,向大会报告工作。\n\
         一、2024年工作回顾\n{review}\n二、2025年目标任务\n{plan}\n"
    );
    let document = Document::read("case.txt", text.as_bytes(), lexicon).expect("a report");
    let mut facts = read(&document, &mention::read(&document, lexicon), lexicon);
    for fact in &facts {
        assert_eq!(&text[fact.evidence.start..fact.evidence.end], fact.text, "the span is the figure");
    }
    facts.retain(|fact| review.contains(&fact.text) || plan.contains(&fact.text));
    facts
}

/// A measure in one line.
fn shown(fact: &MeasureFact) -> String {
    let kind = match fact.measure_type {
        MeasureType::Level => "level",
        MeasureType::Increment => "increment",
        MeasureType::Growth => "growth",
        MeasureType::Share => "share",
        MeasureType::PointChange => "points",
        MeasureType::Rank => "rank",
    };
    let op = match fact.op {
        Comparator::Equal => "",
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
        Comparator::About => "~",
    };
    format!("{} {kind} {op}{}{}", fact.indicator, fact.value, fact.unit)
}

#[test]
fn figures_get_their_indicator_and_type() {
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for (text, wanted) in [
        (
            "地区生产总值2720亿元、增长6.8%,人均达21.6万元。",
            "地区生产总值 level 2720亿元; 地区生产总值 growth 6.8%; 人均地区生产总值 level 21.6万元",
        ),
        (
            "高新技术产业产值突破1300亿元,占规上工业总产值比重达到52%。",
            "高新技术产业产值 level >=1300亿元; 高新技术产业产值占规上工业总产值比重 share 52%",
        ),
        (
            "城乡居民人均可支配收入分别增长5.8%、6.8%。",
            "城镇居民人均可支配收入 growth 5.8%; 农村居民人均可支配收入 growth 6.8%",
        ),
        (
            "金融机构年末存、贷款余额达152.56亿元、121.02亿元。",
            "金融机构年末存款余额 level 152.56亿元; 金融机构年末贷款余额 level 121.02亿元",
        ),
        ("固定资产投资、工业投资均增长12%左右。", "固定资产投资 growth ~12%; 工业投资 growth ~12%"),
        ("新增上市企业1家、“新三板”挂牌企业5家。", "上市企业 increment 1家; 新三板挂牌企业 increment 5家"),
        (
            "实施智能制造重点项目98个,9家企业获评省级示范智能车间。",
            "智能制造重点项目 level 98个; 省级示范智能车间企业 level 9家",
        ),
        (
            "投入2.38亿元救助困难群众20.3万人次。",
            "救助困难群众资金 level 2.38亿元; 救助困难群众 level 20.3万人次",
        ),
        ("劣V类水体占比从18%下降到7.8%。", "劣V类水体占比 share 7.8%"),
        (
            "环境信访同比下降20%,空气质量优良率78.1%、同比提高9.3个百分点。",
            "环境信访 growth -20%; 空气质量优良率 share 78.1%; 空气质量优良率 points 9.3个百分点",
        ),
        ("年销售超千万元人才企业达100家。", "年销售超千万元人才企业 level 100家"),
        (
            "位列全国县域高质量发展百强第六,规上工业增加值增长10.2%、居全省第3位。",
            "全国县域高质量发展百强排名 rank 6位; 规上工业增加值 growth 10.2%; 规上工业增加值 rank 3位",
        ),
        ("加快建设总投资44亿元的29个重大产业项目。", "总投资 level 44亿元; 重大产业项目 level 29个"),
        (
            "地方生产总值完成96.4亿元,是2011年的1.37倍。",
            "地方生产总值 level 96.4亿元; 地方生产总值 growth 1.37倍",
        ),
        (
            "高技术企业拥有5G基站1.2万个,PM2.5平均浓度28微克/立方米。",
            "高技术企业拥有5G基站 level 1.2万个; PM2.5平均浓度 level 28微克/立方米",
        ),
    ] {
        let facts = measures(text, "", &lexicon);
        let found = facts.iter().map(shown).collect::<Vec<_>>().join("; ");
        if found != wanted {
            wrong.push(format!("{text}: {found}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn year_and_kind_come_from_clause_and_section() {
    let lexicon = Lexicon::builtin();
    let facts = measures(
        "工业投资257亿元。力争到2026年底,高新技术企业达800家。",
        "工业投资增长6%。去年完成造林5万亩。",
        &lexicon,
    );
    let times: Vec<_> = facts.iter().map(|fact| (fact.year, fact.kind)).collect();
    let (told, planned) = (MeasureKind::Observation, MeasureKind::Target);
    assert_eq!(times, [(2024, told), (2026, planned), (2025, planned), (2024, told)]);
    assert!(facts.iter().all(|fact| fact.region == "太仓市"));
}

#[test]
fn a_figure_of_an_entity_names_it() {
    let lexicon = Lexicon::builtin();
    let facts = measures("太仓生物医药产业园入驻企业60余家,科技成果120项。", "", &lexicon);
    let subjects: Vec<_> = facts.iter().map(|fact| fact.subject.as_deref()).collect();
    assert_eq!(subjects, [Some("太仓生物医药产业园"), None]);
}

#[test]
fn what_is_said_twice_is_one_fact_with_two_places() {
    let lexicon = Lexicon::builtin();
    let facts = measures("", "进出口增长5%以上。\n力争全年进出口增长5%以上。", &lexicon);
    assert_eq!(facts.len(), 1);
    assert_eq!(facts[0].more.len(), 1);
}

#[test]
fn a_figure_read_alone_has_the_same_value_and_unit() {
    let lexicon = Lexicon::builtin();
    let text = "完成投资1亿3千万元,劳动生产率达38万元/人,服装企业60余家,位列全国百强县第六,增长4.5%—5%。";
    let facts = measures(text, "", &lexicon);
    assert!(facts.len() >= 4, "{facts:?}");
    for fact in facts {
        let alone = quantity::read(&fact.text, &lexicon);
        assert_eq!((alone[0].value, &alone[0].unit), (fact.value, &fact.unit), "{}", fact.text);
    }
}

#[test]
fn numbers_that_are_no_figures_give_no_facts() {
    let lexicon = Lexicon::builtin();
    let read = NO_FIGURES.iter().flat_map(|text| {
        let facts = measures(text, "", &lexicon);
        facts.iter().map(|fact| format!("{text}: {}", shown(fact))).collect::<Vec<_>>()
    });
    assert_eq!(read.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_sentence_without_end_is_read_in_pieces() {
    let lexicon = Lexicon::builtin();
    let text: String = (1..3000).map(|n| format!("第{n}类企业达到{n}家,")).collect();
    let facts = measures(&text, "", &lexicon);
    assert!(facts.len() > 2900, "{}", facts.len());
}

/// Dates, codes, names, ordinals, lists of items, clock times, ages.
const NO_FIGURES: &[&str] = &[
    "深入推进“3550”改革。",
    "开展“263”专项行动和“331”整治。",
    "12345热线运行平稳。",
    "拨打0512-53660867咨询。",
    "联系电话:0510-85012345。",
    "5G网络加快建设。",
    "建设P3实验室。",
    "PM2.5和臭氧双控双减。",
    "西港特区2.0升级版建设加快。",
    "“城市e管家”2.0项目升级。",
    "地铁6号线、8号线加快建设。",
    "G347国道改造完成。",
    "京沪G2高速改扩建。",
    "构建“6+2+X”产业体系。",
    "精准落实“25+1”“12+3”管控措施。",
    "深化“1650”产业体系建设。",
    "落实市十四届人大三次会议精神。",
    "学习党的二十届三中全会精神。",
    "编制“十四五”规划。",
    "“十五五”时期是关键时期。",
    "2024年12月28日召开会议。",
    "6月7日至8日举行高考。",
    "2017-2025年规划编制完成。",
    "改革开放40周年之际受到表彰。",
    "连续7年获评先进。",
    "连续五年位列前茅。",
    "经过30多年的发展。",
    "我们抓了六个方面工作。",
    "突出10个方面重点。",
    "实施三大行动、五大工程。",
    "做到两个维护、四个意识、四个自信。",
    "坚持两个毫不动摇。",
    "出台30条措施。",
    "推出36条举措支持企业。",
    "落实民营经济32条政策。",
    "办好十件实事。",
    "第三产业加快发展。",
    "第一书记驻村帮扶。",
    "第五次全国经济普查启动。",
    "第三批名单公布。",
    "进入第一方阵。",
    "坚持安全第一。",
    "一批项目落地。",
    "一次办结、一网通办。",
    "一分中心正式揭牌。",
    "一期工程完工,二期工程启动。",
    "四好农村路建设加快。",
    "三江六岸品质提升。",
    "千方百计稳就业,万家灯火。",
    "百企百楼科技赋能计划。",
    "十分重视民生工作。",
    "中国企业500强评选启动。",
    "世界500强企业落户。",
    "全国百强县建设加快。",
    "福南水道12.5米进港航道试运行。",
    "500千伏输变电工程开工。",
    "10万吨级码头开工。",
    "四点半学校全覆盖。",
    "成都1小时经济圈加快形成。",
    "24小时自助服务开通。",
    "60岁以上老年人免费乘车。",
    "3岁以下婴幼儿照护服务加强。",
    "第14版刊登专题。",
    "文号〔2023〕15号印发。",
    "实现两位数增长。",
    "4A级景区创建成功。",
    "AAA级信用企业评定。",
    "制定《攻坚28条三年行动计划》。",
    "执行“科创18条”实施细则。",
    "增速高于全省平均水平。",
    "年产10万吨生猪屠宰项目开工。",
    "3D打印技术应用推广。",
    "COVID-19疫情防控。",
];
