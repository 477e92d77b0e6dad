//! Policies, industries, events and regions: what in a sentence names one, mechanism by mechanism, and what does not.

use tuzhi::extract::fact::{EntityFact, EntityLabel};
use tuzhi::extract::{Fact, Lexicon, extract};

use EntityLabel::{Event, Industry, Platform, Policy, Region};

/// Entities of one sentence in a report of Jiangyin.
fn entities_of(sentence: &str, lexicon: &Lexicon) -> Vec<EntityFact> {
    let report = format!("江阴市2024年政府工作报告\n\n各位代表:\n\n一、2023年工作回顾\n\n{sentence}\n");
    let facts = extract("report.txt", report.as_bytes(), lexicon).facts;
    facts
        .into_iter()
        .filter_map(|fact| if let Fact::Entity(entity) = fact { Some(entity) } else { None })
        .collect()
}

fn has(entities: &[EntityFact], label: EntityLabel, name: &str) -> bool {
    entities.iter().any(|entity| {
        entity.label == label && (entity.name == name || entity.aliases.iter().any(|alias| alias == name))
    })
}

/// A mechanism, a sentence, what it names, and what it must not name.
type Case = (
    &'static str,
    &'static str,
    &'static [(EntityLabel, &'static str)],
    &'static [(EntityLabel, &'static str)],
);

const CASES: &[Case] = &[
    ("a verb inside a name", "实施园区载体开放计划。", &[(Policy, "园区载体开放计划")], &[]),
    ("what a region means to be", "加快健康江阴建设。", &[(Policy, "健康江阴")], &[]),
    ("a verb carries out a slogan", "全面推行“码上诉求”,办事更加便捷。", &[(Policy, "码上诉求")], &[]),
    ("nothing carries out a figure of speech", "企业家成为发展的“参天大树”。", &[], &[(Policy, "参天大树")]),
    ("a noun of naming follows", "“码上帮办”机制惠及百家企业。", &[(Policy, "码上帮办")], &[]),
    ("numerals make a slogan", "聚力打造“五大高地”,人才持续集聚。", &[(Policy, "五大高地")], &[]),
    ("what is fought is no policy", "坚决遏制“两高一低”,守住生态底线。", &[], &[(Policy, "两高一低")]),
    ("a kind of things is no policy", "新增“零跑腿”企业20家。", &[], &[(Policy, "零跑腿")]),
    ("a run of successes is no policy", "实现平安创建“七连冠”。", &[], &[(Policy, "七连冠")]),
    ("the campaign of a year", "以“项目攻坚年”为抓手,推动投资增长。", &[(Policy, "项目攻坚年")], &[]),
    ("a slogan that names its region", "持续擦亮“江阴之夜”,人气更旺。", &[(Policy, "江阴之夜")], &[]),
    (
        "the noun behind a list",
        "做优“一园两心”等重大平台。",
        &[(Platform, "一园两心")],
        &[(Policy, "一园两心")],
    ),
    (
        "a plan with a verb inside",
        "实施商贸业赋能融合计划,落实水质持续改善计划。",
        &[(Policy, "商贸业赋能融合计划"), (Policy, "水质持续改善计划")],
        &[],
    ),
    (
        "a title with a verb inside, without who was first",
        "周庄镇入选全国首批古镇保护利用示范县。",
        &[(Policy, "古镇保护利用示范县")],
        &[],
    ),
    ("a brand that is spoken of", "打响“江阴购物”品牌。", &[(Policy, "江阴购物")], &[]),
    ("a title that is borne", "荣获“中国船都”称号。", &[(Policy, "中国船都")], &[]),
    (
        "industries that share a word",
        "大力发展总部、楼宇、院所经济。",
        &[(Industry, "总部经济"), (Industry, "楼宇经济")],
        &[],
    ),
    (
        "an industry beside a known one behind a verb of fostering",
        "培育高端装备、澄丝面料、生物医药,推动集聚发展。",
        &[(Industry, "生物医药")],
        &[],
    ),
    ("a list of purchases", "有效拉动汽车、家电等大宗消费。", &[], &[(Industry, "汽车"), (Industry, "家电")]),
    ("a place before a noun is no mention of it", "采购杭州茶叶。", &[], &[(Region, "杭州市")]),
    ("a zone needs a name", "组建跨省域高新区联盟。", &[], &[(Region, "跨省域高新区")]),
    ("the first of its kind", "建成全国首个低碳茶叶示范基地。", &[(Platform, "低碳茶叶示范基地")], &[]),
    ("a title won", "周庄镇入选全国乡村治理示范乡镇。", &[(Policy, "全国乡村治理示范乡镇")], &[]),
    (
        "a title without its place",
        "成功创建国家农业绿色发展试点县。",
        &[(Policy, "国家农业绿色发展试点")],
        &[],
    ),
    ("a programme is carried out", "深入实施传统产业焕新工程。", &[(Policy, "传统产业焕新工程")], &[]),
    ("a work of building is none", "加快推进河道疏浚工程。", &[], &[(Policy, "河道疏浚工程")]),
    ("numbered measures", "出台生物医药高质量发展20条措施。", &[(Policy, "生物医药高质量发展20条措施")], &[]),
    (
        "numbered measures in quotation marks",
        "出台支持小微企业“八条意见”。",
        &[(Policy, "支持小微企业八条意见")],
        &[],
    ),
    ("numbers of other things", "完成民生实事12项。", &[], &[(Policy, "民生实事12项")]),
    (
        "the purpose of a document",
        "印发促进平台经济发展实施意见。",
        &[(Policy, "促进平台经济发展实施意见")],
        &[],
    ),
    (
        "places grow into one",
        "加快锡澄一体化,推进供水一体化经营。",
        &[(Policy, "锡澄一体化")],
        &[(Policy, "供水一体化")],
    ),
    (
        "systems are set up",
        "建立首席质量官制度,完善基础制度。",
        &[(Policy, "首席质量官制度")],
        &[(Policy, "基础制度")],
    ),
    (
        "an industry that grows",
        "旅游加快恢复,服务业提质增效。",
        &[(Industry, "旅游"), (Industry, "服务业")],
        &[],
    ),
    ("an industry by its form", "花卉产业实现营收5亿元。", &[(Industry, "花卉")], &[]),
    (
        "kinds of economies",
        "大力发展首店经济、美食经济。",
        &[(Industry, "首店经济"), (Industry, "美食经济")],
        &[],
    ),
    (
        "economies that are none",
        "发展县域经济,壮大民营经济。",
        &[],
        &[(Industry, "县域经济"), (Industry, "民营经济")],
    ),
    (
        "a thing is described",
        "组建市大数据集团,机器人应用20台。",
        &[],
        &[(Industry, "大数据"), (Industry, "机器人")],
    ),
    ("fields that are no industries", "聚焦政府采购、财政资金等领域。", &[], &[(Industry, "政府采购")]),
    (
        "a bracket behind a member",
        "茶、粮油(酿酒专用)等特色优势产业提质。",
        &[(Industry, "粮油"), (Industry, "茶")],
        &[],
    ),
    ("the reach of an event", "成功举办2023世界智能制造大会。", &[(Event, "2023世界智能制造大会")], &[]),
    (
        "events that are held",
        "举办敔山湾文学对话、长江声音等活动。",
        &[(Event, "敔山湾文学对话"), (Event, "长江声音")],
        &[],
    ),
    ("events that are counted", "举办金融路演、企业培训等活动10场。", &[], &[(Event, "企业培训")]),
    (
        "fairs known by their names",
        "组织企业参加广交会、进博会。",
        &[(Event, "广交会"), (Event, "进博会")],
        &[],
    ),
    (
        "what is traded in, behind a verb of growing",
        "发展夜间消费、银发消费,培育壮大入境旅游。聚焦教育消费。",
        &[(Industry, "夜间消费"), (Industry, "银发消费"), (Industry, "入境旅游")],
        &[(Industry, "教育消费")],
    ),
    ("a trade that is made to grow", "促进渔业提质增效。", &[(Industry, "渔业")], &[]),
    ("a way of working that is made to grow", "推动绿色低碳转型。", &[], &[(Industry, "绿色低碳")]),
    (
        "a list that a count closes",
        "做强竹艺、绳网、茶叶三个百亿产业。",
        &[(Industry, "竹艺"), (Industry, "绳网")],
        &[],
    ),
    ("abbreviations of places are no metals", "推进苏锡、锡常合作。", &[], &[(Industry, "锡")]),
    (
        "what is sold, or only describes a thing",
        "开展汽车、家电及手机促销活动,新增光伏充电桩20个。",
        &[],
        &[(Industry, "汽车"), (Industry, "家电"), (Industry, "光伏")],
    ),
];

#[test]
fn each_mechanism_names_what_it_is_for() {
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for (what, sentence, named, unnamed) in CASES {
        let entities = entities_of(sentence, &lexicon);
        let missing = named.iter().filter(|(label, name)| !has(&entities, *label, name));
        let made_up = unnamed.iter().filter(|(label, name)| has(&entities, *label, name));
        for (label, name) in missing.chain(made_up) {
            let found: Vec<_> = entities.iter().map(|entity| (entity.label, &entity.name)).collect();
            wrong.push(format!("{what}: {label:?} {name} in {sentence}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
