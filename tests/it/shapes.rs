//! Every shape in which reports put figures, in sentences of our own, with the measures that a reader would note.
//! A line: indicator, type, bound with value and unit; year and kind where they are not those of the section.

use tuzhi::extract::fact::{Comparator, MeasureFact, MeasureKind, MeasureType};
use tuzhi::extract::{Fact, Lexicon, extract};

/// The measures of a report of 太仓市 of January 2025 that says `review` of 2024 and `plan` of 2025.
fn measures(review: &str, plan: &str, lexicon: &Lexicon) -> Vec<MeasureFact> {
    let text = format!(
        "太仓市人民政府工作报告\n——2025年1月16日在太仓市第二十届人民代表大会第四次会议上\n各位代表:\n\
         现在,我代表太仓市人民政府,向大会报告工作。\n一、2024年工作回顾\n{review}\n二、2025年目标任务\n{plan}\n"
    );
    let facts = extract("case.txt", text.as_bytes(), lexicon).facts;
    facts
        .into_iter()
        .filter_map(|fact| if let Fact::Measure(measure) = fact { Some(measure) } else { None })
        .collect()
}

/// A measure in one line; `year` and `kind` are left out where they are the expected ones.
fn shown(fact: &MeasureFact, year: i32, kind: MeasureKind) -> String {
    let of_type = match fact.measure_type {
        MeasureType::Level => "",
        MeasureType::Increment => " +",
        MeasureType::Growth => " growth",
        MeasureType::Share => " share",
        MeasureType::PointChange => " points",
        MeasureType::Rank => " rank",
    };
    let op = match fact.op {
        Comparator::Equal => "",
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
        Comparator::About => "~",
    };
    let max = fact.value_max.map(|max| format!("..{max}")).unwrap_or_default();
    let year = if fact.year == year { String::new() } else { format!(" in {}", fact.year) };
    let kind = if fact.kind == kind { "" } else { " !" };
    let subject = fact.subject.as_ref().map(|subject| format!(" of {subject}")).unwrap_or_default();
    format!("{}{of_type} {op}{}{max}{}{year}{kind}{subject}", fact.indicator, fact.value, fact.unit)
}

fn check(cases: &[(&str, &str)], planned: bool) {
    let lexicon = Lexicon::builtin();
    let (year, kind) = if planned { (2025, MeasureKind::Target) } else { (2024, MeasureKind::Observation) };
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        let (review, plan) = if planned { ("", *text) } else { (*text, "") };
        let facts = measures(review, plan, &lexicon);
        let found = facts.iter().map(|fact| shown(fact, year, kind)).collect::<Vec<_>>().join("; ");
        if found != *wanted {
            wrong.push(format!("{text}\n  found  {found}\n  wanted {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn what_was_done() {
    check(REVIEW, false);
}

#[test]
fn what_is_planned() {
    check(PLAN, true);
}

#[test]
fn half_width_and_full_width_say_the_same() {
    let lexicon = Lexicon::builtin();
    for (text, _) in REVIEW {
        let wide: String = text
            .chars()
            .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c })
            .collect();
        let lines = |text: &str| {
            let facts = measures(text, "", &lexicon);
            facts.iter().map(|fact| shown(fact, 2024, MeasureKind::Observation)).collect::<Vec<_>>()
        };
        assert_eq!(lines(text), lines(&wide), "{text}");
        assert_eq!(lines(text), lines(&text.replace('。', ".")), "{text} with a point at its end");
    }
}

const REVIEW: &[(&str, &str)] = &[
    // One subject, several figures.
    (
        "地区生产总值1860亿元、增长6.2%,人均达22.3万元。",
        "地区生产总值 1860亿元; 地区生产总值 growth 6.2%; 人均地区生产总值 22.3万元",
    ),
    (
        "一般公共预算收入120亿元,增长4.1%,税收占比86%。",
        "一般公共预算收入 120亿元; 一般公共预算收入 growth 4.1%; 税收占比 share 86%",
    ),
    ("进出口总额900亿元、增长5%,其中出口610亿元。", "进出口总额 900亿元; 进出口总额 growth 5%; 出口 610亿元"),
    ("规上工业增加值增长8.3%、列全省第二。", "规上工业增加值 growth 8.3%; 规上工业增加值 rank 2位"),
    // A rate of change behind a share is one of the whole; what a rate leads to is its thing's.
    (
        "财政收入28亿元,占预算的104.6%,增长18.9%。",
        "财政收入 28亿元; 财政收入预算完成率 share 104.6%; 财政收入 growth 18.9%",
    ),
    ("工业用电量年均增长12%,达到15亿千瓦时。", "工业用电量 growth 12%; 工业用电量 15亿千瓦时"),
    // In order.
    (
        "城镇居民收入5126元,农民纯收入2089元,分别比上年增加360元、98元。",
        "城镇居民收入 5126元; 农民纯收入 2089元; 城镇居民收入 + 360元; 农民纯收入 + 98元",
    ),
    (
        "城乡居民人均可支配收入分别达8.1万元、4.6万元。",
        "城镇居民人均可支配收入 8.1万元; 农村居民人均可支配收入 4.6万元",
    ),
    ("高新技术企业、科技型中小企业分别达900家、2100家。", "高新技术企业 900家; 科技型中小企业 2100家"),
    (
        "一产、二产、三产增加值分别增长3%、6%和7%。",
        "第一产业增加值 growth 3%; 第二产业增加值 growth 6%; 第三产业增加值 growth 7%",
    ),
    ("存、贷款余额分别增长9%、11%。", "存款余额 growth 9%; 贷款余额 growth 11%"),
    (
        "新能源、生物医药、装备制造产业分别实现产值210亿元、180亿元、450亿元。",
        "新能源产业产值 210亿元; 生物医药产业产值 180亿元; 装备制造产业产值 450亿元",
    ),
    ("跨国公司总部、外资研发中心分别新增5家和2家。", "跨国公司总部 + 5家; 外资研发中心 + 2家"),
    // One number for several subjects.
    ("工业投资、民间投资均增长10%以上。", "工业投资 growth >=10%; 民间投资 growth >=10%"),
    ("群众安全感、满意度均达99%。", "群众安全感 share 99%; 满意度 share 99%"),
    (
        "市人大代表建议、政协委员提案的按期答复率均达99%。",
        "市人大代表建议的按期答复率 share 99%; 政协委员提案的按期答复率 share 99%",
    ),
    (
        "高新技术企业突破900家,专精特新企业突破200家,均居全省前列。",
        "高新技术企业 >=900家; 专精特新企业 >=200家",
    ),
    (
        "高新技术企业突破900家,专精特新企业突破200家,均居全省第三。",
        "高新技术企业 >=900家; 专精特新企业 >=200家; 高新技术企业 rank 3位; 专精特新企业 rank 3位",
    ),
    // Increments against levels.
    ("新增上市公司3家、累计28家。", "上市公司 + 3家; 上市公司 28家"),
    ("净增规上工业企业60家,总数达800家。", "规上工业企业 + 60家; 规上工业企业 800家"),
    ("新建公园绿地12公顷、改造提升8公顷。", "公园绿地 + 12公顷; 改造提升公园绿地 8公顷"),
    ("培育省级以上农业龙头企业5家。", "省级以上农业龙头企业 5家"),
    ("储能电池新增建成产能12GWh、累计达65GWh。", "储能电池产能 + 12GWh; 储能电池产能 65GWh"),
    ("二级及以上医院数量新增6家。", "二级及以上医院数量 + 6家"),
    ("城镇新增就业1.8万人。", "城镇新增就业 + 1.8万人"),
    ("招生5200人、同比增加360人。", "招生 5200人; 招生 + 360人"),
    ("赤字300亿元,比上年减少200亿元。", "赤字 300亿元; 赤字 + -200亿元"),
    // Growth, downwards, from and to.
    ("单位GDP能耗下降3.2%。", "单位GDP能耗 growth -3.2%"),
    ("刑事、治安案件分别下降14.2%、21.7%。", "刑事案件 growth -14.2%; 治安案件 growth -21.7%"),
    ("工业用电量增长-0.3%。", "工业用电量 growth -0.3%"),
    ("劣V类断面占比从12%下降到3.5%。", "劣V类断面占比 share 3.5%"),
    (
        "居民人均可支配收入,由2019年的5.1万元增加到2024年的7.2万元,年均增长7.1%。",
        "居民人均可支配收入 5.1万元 in 2019; 居民人均可支配收入 7.2万元; 居民人均可支配收入 growth 7.1%",
    ),
    ("技改投资增速达到20%以上。", "技改投资 growth >=20%"),
    ("技术合同成交额实现倍增、达43亿元。", "技术合同成交额 43亿元"),
    (
        "地区生产总值连续迈上4个千亿元台阶、达5200亿元、年均增长5.7%。",
        "地区生产总值 5200亿元; 地区生产总值 growth 5.7%",
    ),
    ("地方生产总值完成73.2亿元,是2010年的1.64倍。", "地方生产总值 73.2亿元; 地方生产总值 growth 1.64倍"),
    // Shares.
    (
        "高新技术产业产值超过940亿元,占规上工业总产值比重升至47%。",
        "高新技术产业产值 >=940亿元; 高新技术产业产值占规上工业总产值比重 share 47%",
    ),
    (
        "战略性新兴产业、高新技术产业产值占规上工业比重为33.4%、46.9%。",
        "战略性新兴产业产值占规上工业比重 share 33.4%; 高新技术产业产值占规上工业比重 share 46.9%",
    ),
    ("民生支出占比超过八成。", "民生支出占比 share >=80%"),
    ("船舶出口规模占全国1/3以上。", "船舶出口规模占全国比重 share >=33.3333%"),
    ("环保投入相当于生产总值的比例保持在3%。", "环保投入相当于生产总值的比例 share 3%"),
    (
        "空气优良天数比例达85%、提高2.1个百分点。",
        "空气优良天数比例 share 85%; 空气优良天数比例 points 2.1个百分点",
    ),
    ("城镇登记失业率1.78%。", "城镇登记失业率 share 1.78%"),
    // Ranks.
    ("位列全国县域绿色发展百强第九。", "全国县域绿色发展百强排名 rank 9位"),
    ("发明专利授权量居全省首位。", "发明专利授权量 rank 1位"),
    (
        "入选全国瞪羚企业23家、潜在瞪羚企业54家,分别位居全国第八和第五。",
        "全国瞪羚企业 23家; 潜在瞪羚企业 54家; 全国瞪羚企业 rank 8位; 潜在瞪羚企业 rank 5位",
    ),
    ("经营主体总量达13.5万户,增幅全省第4。", "经营主体总量 13.5万户; 经营主体总量增幅 rank 4位"),
    ("综合排名上升3位。", "综合排名 + 3位"),
    ("进出口规模从世界第六位上升到第三位。", "进出口规模 rank 3位"),
    // Conditions of the thing counted.
    (
        "新开工超10亿元项目70个,其中超40亿元12个、超80亿元5个。",
        "超10亿元项目 + 70个; 超40亿元项目 12个; 超80亿元项目 5个",
    ),
    ("年销售超千万元企业达100家。", "年销售超千万元企业 100家"),
    ("64家工业企业营业收入超十亿元。", "营业收入超十亿元工业企业 64家"),
    ("五十亿级以上产业项目不少于2个。", "五十亿级以上产业项目 >=2个"),
    ("新增1家百亿级、3家十亿级、10家亿元企业。", "百亿级企业 + 1家; 十亿级企业 + 3家; 亿元企业 + 10家"),
    // Behind the figure.
    ("6家企业获评市级绿色工厂。", "市级绿色工厂企业 6家"),
    ("16个案例入选全国典型。", "全国典型案例 16个"),
    ("完成100公里架空线入地整治。", "架空线入地整治长度 100公里"),
    ("18公里的沿湖快速路建成通车。", "沿湖快速路长度 18公里"),
    ("加快建设6号线、8号线等172公里轨道交通线。", "轨道交通线长度 172公里"),
    ("启动18万平方米厂房改造。", "厂房改造面积 18万平方米"),
    ("提供3.28万亿元的信贷投放规模。", "信贷投放规模 3.28万亿元"),
    ("130个重点工程投资完成率超95%。", "重点工程 130个; 重点工程投资完成率 share >=95%"),
    ("17个重点制造业增加值增长8%。", "重点制造业 17个; 重点制造业增加值 growth 8%"),
    // Two figures of one thing.
    ("总投资44亿元的29个重大产业项目全面开工。", "重大产业项目总投资 44亿元; 重大产业项目 29个"),
    ("实施协作项目48个1.7亿元。", "协作项目 48个; 协作项目资金 1.7亿元"),
    ("帮扶4.76万户19.88万名监测对象。", "监测对象 4.76万户; 监测对象 19.88万名"),
    ("签约项目269个、总投资2500亿元。", "签约项目 269个; 签约项目总投资 2500亿元"),
    ("投入1.6亿元救助困难群众8.5万人次。", "救助困难群众资金 1.6亿元; 救助困难群众 8.5万人次"),
    ("粮食播种面积稳定在216万亩、产量94万吨。", "粮食播种面积 216万亩; 粮食产量 94万吨"),
    // Units.
    ("劳动生产率达38万元/人。", "劳动生产率 38万元/人"),
    ("PM2.5平均浓度28微克/立方米。", "PM2.5平均浓度 28微克/立方米"),
    ("更新农机14.2万台(套)。", "更新农机 14.2万台(套)"),
    ("完成投资1亿3千万元。", "完成投资 1.3亿元"),
    ("中欧班列开行超万列。", "中欧班列开行 >=1万列"),
    ("居民医保门诊统筹改革惠及26.4万人次。", "居民医保门诊统筹改革惠及 26.4万人次"),
    ("压减涉气企业氮氧化物排放三成以上。", "涉气企业氮氧化物排放 growth >=-30%"),
    // Bounds and ranges.
    ("化解矛盾纠纷5300余件。", "化解矛盾纠纷 >=5300件"),
    ("接待游客约1200万人次。", "接待游客 ~1200万人次"),
    ("旅游总收入近500亿元。", "旅游总收入 ~500亿元"),
    ("单位能耗不高于0.3吨标准煤。", "单位能耗 <=0.3吨标准煤"),
    // Owners.
    ("储能电池产业实现营收320亿元、增长7.6%。", "储能电池产业营收 320亿元; 储能电池产业营收 growth 7.6%"),
    ("国有企业资产总额增长6%,利润增长2%。", "国有企业资产总额 growth 6%; 国有企业利润 growth 2%"),
    ("粤港澳、新日韩等招商活动363场。", "招商活动 363场"),
    // Torn and Chinese figures.
    ("完成投资三百二十亿元。", "完成投资 320亿元"),
    ("新增高标准农田 5 . 5 万亩。", "高标准农田 + 5.5万亩"),
    ("增长百分之六点五的是民间投资。", ""),
];

const PLAN: &[(&str, &str)] = &[
    // A second, higher goal.
    (
        "财政总收入增长9%,力争10%;外贸进出口增长5%,力争达到6%。",
        "财政总收入 growth 9%; 财政总收入 growth 10%; 外贸进出口 growth 5%; 外贸进出口 growth 6%",
    ),
    ("地区生产总值增长5%左右。", "地区生产总值 growth ~5%"),
    ("一般公共预算收入增长4.5%—5%。", "一般公共预算收入 growth 4.5..5%"),
    ("力争到2026年底,高新技术企业达1200家。", "高新技术企业 1200家 in 2026"),
    ("到“十五五”末,常住人口城镇化率达75%。", "常住人口城镇化率 share 75% in 2030"),
    ("确保粮食产量不低于50万吨。", "粮食产量 >=50万吨"),
    ("居民消费价格涨幅控制在2%以内。", "居民消费价格 growth <=2%"),
    ("全年新增科创项目超1万个。", "科创项目 + >=1万个"),
    ("去年完成造林5万亩。", "造林 5万亩 in 2024 !"),
    ("城镇新增就业1.5万人以上,登记失业率控制在3%以内。", "城镇新增就业 + >=1.5万人; 登记失业率 share <=3%"),
    ("新建新能源汽车充电桩2万个,其中农村1万个。", "新能源汽车充电桩 + 2万个; 农村新能源汽车充电桩 1万个"),
    ("研发投入强度不低于3.5%也不高于4%。", "研发投入强度 share 3.5..4%"),
];
