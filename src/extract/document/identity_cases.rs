//! Openings of documents, and who speaks in them of which years.

use super::Document;
use crate::extract::lexicon::Lexicon;

/// Region, year of the text, the year that its review tells of and the one that its plans are for.
fn identity(text: &str, lexicon: &Lexicon) -> (String, Option<i32>, Option<i32>, Option<i32>) {
    let identity = Document::read("case.txt", text.as_bytes(), lexicon).expect("a text").identity;
    let plan = identity.plan_year();
    (identity.region.unwrap_or_default(), identity.year, identity.review_year, plan)
}

#[test]
fn towns_zones_and_districts_speak_by_their_titles() {
    let lexicon = Lexicon::builtin();
    let region = |text: &str| identity(text, &lexicon).0;
    assert_eq!(region("南朗街道2022年政府工作总结和2023年工作计划\n全年新增城镇就业2315人。\n"), "南朗街道");
    assert_eq!(region("龙港镇2023年上半年工作总结\n1-6月份,固定资产投资8.4亿元。\n"), "龙港镇");
    assert_eq!(region("武汉市江岸区2018年主要工作和2019年工作要点\n生产总值占全市比重7.7%。\n"), "江岸区");
    assert_eq!(
        region("宁东基地2020年工作总结\n宝丰能源三期项目顺利推进。\n"),
        "",
        "a firm's name names no place"
    );
}

#[test]
fn the_year_in_a_title_is_looked_back_on_where_the_next_is_planned() {
    let lexicon = Lexicon::builtin();
    let text =
        "友谊农场2021年工作报告\n2021年,实现农业增加值12.8亿元。\n2022年主要工作目标:农业增加值增长6%。\n";
    assert_eq!(identity(text, &lexicon).1, Some(2022));
    assert_eq!(identity(text, &lexicon).2, Some(2021));
}

#[test]
fn a_running_year_is_told_and_planned() {
    let lexicon = Lexicon::builtin();
    let half = "凉州区:上半年经济运行稳中向好\n2023年上半年,凉州区实现生产总值186.4亿元,同比增长6.8%。\n";
    let (region, year, told, planned) = identity(half, &lexicon);
    assert_eq!((region.as_str(), year, told, planned), ("凉州区", Some(2023), Some(2023), Some(2023)));
    let given = "2023年上半年宁乡市国民经济和社会发展计划执行情况的报告\n——2023年7月28日在宁乡市第十八届人大常委会第十二次会议上\n\
                 一、上半年经济运行情况\n上半年,全市实现地区生产总值612.3亿元。\n";
    assert_eq!(identity(given, &lexicon).2, Some(2023));
    let whole = "新华社重庆1月17日电 2020年,重庆市实现地区生产总值25002.79亿元,比上年增长3.9%。\n";
    assert_eq!(identity(whole, &lexicon).2, Some(2020));
}
