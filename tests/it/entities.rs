//! Which names a sentence gives, and which it does not; and what the entities of a sentence have to do with each other.

use tuzhi::extract::fact::{EntityFact, EntityLabel, RelationFact, RelationType};
use tuzhi::extract::{Fact, Lexicon, extract};

use EntityLabel::{Event, Industry, Organization, Platform, Policy, Project, Region};

/// Facts of one sentence in a report of Jiangyin.
fn facts_of(sentence: &str, lexicon: &Lexicon) -> (Vec<EntityFact>, Vec<RelationFact>) {
    crate::trades::facts_of("江阴市", sentence, lexicon)
}

/// Sentences, each with names that must be found, and the label of each.
const NAMED: &[(&str, &[(EntityLabel, &str)])] = &[
    (
        "市公安局、市财政局和黄河水利委员会落实责任。",
        &[(Organization, "市公安局"), (Organization, "市财政局"), (Organization, "黄河水利委员会")],
    ),
    ("江阴市人民法院荣获全国优秀法院。", &[(Organization, "江阴市人民法院")]),
    (
        "徽商银行、南京银行江阴支行加大信贷投放。",
        &[(Organization, "徽商银行"), (Organization, "南京银行江阴支行")],
    ),
    ("宇通客车、双汇集团、莲花味精等大企业集团实力增强。", &[(Organization, "莲花味精")]),
    ("支持瑞欣木业、新飞电器、华盛陶瓷做大做强。", &[(Organization, "瑞欣木业"), (Organization, "新飞电器")]),
    ("水城建材与海螺集团合作建设粉磨站。", &[(Organization, "水城建材"), (Organization, "海螺集团")]),
    ("星恒电源投资60亿元建设年产20GWh锂电池项目。", &[(Project, "年产20GWh锂电池项目")]),
    ("北流市民乐镇入选农业强镇。", &[(Region, "民乐镇")]),
    ("双泾村、沿山村、黄桥村完成集体收入超千万元。", &[(Region, "双泾村"), (Region, "沿山村")]),
    ("四川能投支持实体经济。", &[(Organization, "四川能投")]),
    ("联瑞新材料挂牌上市。", &[(Organization, "联瑞新材料")]),
    ("北部湾国际机械电子城建设提速。", &[(Platform, "北部湾国际机械电子城")]),
    ("苏锡高等级公路、江阴机场扩建、沿江铁路复线进展顺利。", &[(Project, "江阴机场扩建")]),
    ("南京医科大学帮扶市人民医院。", &[(Organization, "南京医科大学"), (Organization, "市人民医院")]),
    ("石药集团恩必普原料药竣工投产。", &[(Organization, "石药集团")]),
    (
        "签约山东祥瑞锂电池回收利用、浙江明远年产5GWh储能电池等项目42个。",
        &[(Project, "山东祥瑞锂电池回收利用项目"), (Project, "浙江明远年产5GWh储能电池项目")],
    ),
    ("实施“千企登高”行动、“百亿产业”培育计划。", &[(Policy, "千企登高行动"), (Policy, "百亿产业培育计划")]),
    ("建成城东幼儿园、城西小学。", &[(Project, "城东幼儿园"), (Project, "城西小学")]),
    (
        "推动恒达科技二期、天马生物医药、零部件产业园加快建设。",
        &[(Project, "恒达科技二期"), (Project, "天马生物医药")],
    ),
    ("中盛公司50万只肉羊屠宰加工生产线建成投产。", &[(Organization, "中盛公司")]),
    ("引进北汽福田专用车、中电四十八所光伏等企业12家。", &[(Organization, "中电四十八所光伏")]),
    ("毛家食品、银田米业入选省级龙头企业。", &[(Organization, "毛家食品"), (Organization, "银田米业")]),
    ("引进浙江正泰、江苏新誉发展光伏发电。", &[(Organization, "浙江正泰")]),
    ("大力发展稀有金属、煤炭深加工、脱水蔬菜等产业。", &[(Industry, "煤炭深加工"), (Industry, "脱水蔬菜")]),
    ("加强塔里木、准噶尔、四川盆地勘探。", &[(Region, "塔里木盆地"), (Region, "准噶尔盆地")]),
    ("举办灯博会、国际奇石博览会和荷花采收节。", &[(Event, "国际奇石博览会"), (Event, "荷花采收节")]),
    ("加快建设滨湖智能产业园、长山科技城等科创载体。", &[(Platform, "长山科技城")]),
    (
        "与东南大学合作共建临港先进制造研究院。",
        &[(Organization, "东南大学"), (Platform, "临港先进制造研究院")],
    ),
    (
        "实施企业梯队培育行动计划,深化国有企业改革。",
        &[(Policy, "企业梯队培育行动计划"), (Policy, "国有企业改革")],
    ),
    ("深入推进“4860”改革,坚持“亩均论英雄”。", &[(Policy, "4860改革"), (Policy, "亩均论英雄")]),
    ("落实《江阴市大气污染防治三年行动计划》。", &[(Policy, "江阴市大气污染防治三年行动计划")]),
    (
        "聚焦生物医药、集成电路、低空经济等新兴产业。",
        &[(Industry, "生物医药"), (Industry, "集成电路"), (Industry, "低空经济")],
    ),
    ("做强白酒产业,发展茶产业。", &[(Industry, "白酒"), (Industry, "茶")]),
    (
        "推动远景储能系统、汇天机电等重大项目建设。",
        &[(Project, "远景储能系统项目"), (Project, "汇天机电项目")],
    ),
    ("鹅鼻嘴大桥建成通车,砂山水库开工建设。", &[(Project, "鹅鼻嘴大桥"), (Project, "砂山水库")]),
    ("成功举办第五届中国农民丰收节、徐霞客文化旅游节。", &[(Event, "徐霞客文化旅游节")]),
    ("融入长三角一体化,主动对接上海。", &[(Region, "长三角"), (Region, "上海市"), (Policy, "长三角一体化")]),
    (
        "周庄、华士、新桥三镇和临港开发区联动发展。",
        &[(Region, "周庄镇"), (Region, "华士镇"), (Region, "临港开发区")],
    ),
    ("推进沙钢、永钢节能改造项目。", &[(Project, "沙钢节能改造项目"), (Project, "永钢节能改造项目")]),
    (
        "8万吨精制糖浆项目投产,国道346线拓宽工程完工。",
        &[(Project, "8万吨精制糖浆项目"), (Project, "国道346线拓宽工程")],
    ),
    ("沿江高铁江阴段加快建设。", &[(Project, "沿江高铁江阴段")]),
    (
        "华电集团投资10亿元建设储能电站项目。",
        &[(Organization, "华电集团"), (Project, "华电集团储能电站项目")],
    ),
    ("我市成为全省第三个国家森林城市。", &[(Policy, "国家森林城市")]),
    ("列入全省首批优势特色产业集群。", &[(Policy, "优势特色产业集群")]),
    ("成为全国首批5个普惠金融改革试验区之一。", &[(Policy, "普惠金融改革试验区")]),
    ("加强与万州、开州等地合作。", &[(Region, "万州区"), (Region, "开州区")]),
    ("深化与浙江普陀区协作,支援青海玉树抗震救灾。", &[(Region, "普陀区"), (Region, "玉树藏族自治州")]),
    ("市博物馆获评国家一级馆。", &[(Organization, "市博物馆")]),
    (
        "荣程钢铁氢能产业园、泉林纸业秸秆综合利用、益民米业精米加工等项目加快推进。",
        &[(Organization, "荣程钢铁"), (Organization, "泉林纸业"), (Organization, "益民米业")],
    ),
    ("支持鑫源泰、早康争创中国驰名商标。", &[(Organization, "鑫源泰"), (Organization, "早康")]),
    (
        "扩建澄星园区,培育壮大冶金、电力、建材、新材料四大支柱产业。",
        &[(Industry, "冶金"), (Industry, "新材料")],
    ),
    ("承办世界智能大会、黄河金岸国际马拉松赛。", &[(Event, "世界智能大会"), (Event, "黄河金岸国际马拉松赛")]),
    (
        "举办第十三届江阴国际煤炭暨高端能源化工产业博览会。",
        &[(Event, "第十三届江阴国际煤炭暨高端能源化工产业博览会")],
    ),
    ("推进重点项目垫丰武高速建设。", &[(Project, "垫丰武高速")]),
    (
        "唐山三友20万吨粘胶纤维、沧州大化TDI、长城汽车皮卡扩能等工程加快建设。",
        &[(Organization, "唐山三友"), (Organization, "沧州大化"), (Organization, "长城汽车")],
    ),
    ("微医控股、云象网络入选独角兽企业。", &[(Organization, "微医控股"), (Organization, "云象网络")]),
    ("(一)锻造新能源地标产业。", &[(Industry, "新能源")]),
    ("三峡旅游集团、三峡农商行加快发展。", &[(Organization, "三峡旅游集团"), (Organization, "三峡农商行")]),
    ("在四川盆地开发页岩气。", &[(Region, "四川盆地")]),
    (
        "鸿泽集团智能车间、长虹碱业100万吨纯碱、悍高总部大厦等项目开工。",
        &[(Organization, "鸿泽集团"), (Organization, "长虹碱业"), (Organization, "悍高")],
    ),
    ("由中铁四局承建的澄南大道快速化改造完工。", &[(Organization, "中铁四局")]),
    ("比亚迪全球研发中心开工。", &[(Project, "比亚迪全球研发中心"), (Organization, "比亚迪")]),
    ("引进中科院过程工程研究所。", &[(Organization, "中科院过程工程研究所")]),
    ("抢拓脑机接口、生物制造等产业。", &[(Industry, "脑机接口")]),
    ("促进江阴-靖江跨江协同发展。", &[(Region, "靖江市")]),
    ("与中国石油大学(华东)共建研究院。", &[(Organization, "中国石油大学(华东)")]),
    ("东新乡、璜土镇面貌一新。", &[(Region, "东新乡")]),
    ("推进220千伏澄东变扩建工程。", &[(Project, "220千伏澄东变扩建工程")]),
];

/// Sentences that name nothing but the report's own region.
const UNNAMED: &[&str] = &[
    "实施98个重点项目,建设一批重大科技创新平台。",
    "全面深化重点领域改革,打造良好营商环境。",
    "新增上市公司3家,培育龙头企业5家。",
    "打通服务群众的“最后一公里”,啃下“硬骨头”。",
    "我市、全区各部门各单位共同努力。",
    "十四届人民代表大会第三次会议胜利召开。",
];

#[test]
fn sentences_give_their_names() {
    let lexicon = Lexicon::builtin();
    let mut missing = Vec::new();
    for (sentence, names) in NAMED {
        let (entities, _) = facts_of(sentence, &lexicon);
        for (label, name) in *names {
            let is_found = entities.iter().any(|entity| {
                entity.label == *label
                    && (entity.name == *name || entity.aliases.iter().any(|alias| alias == name))
            });
            if !is_found {
                let found: Vec<_> = entities.iter().map(|entity| (entity.label, &entity.name)).collect();
                missing.push(format!("{label:?} {name} in {sentence}: {found:?}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn kinds_and_figures_of_speech_are_no_names() {
    let lexicon = Lexicon::builtin();
    for sentence in UNNAMED {
        let (entities, _) = facts_of(sentence, &lexicon);
        let made_up: Vec<_> =
            entities.iter().filter(|entity| entity.name != "江阴市").map(|entity| &entity.name).collect();
        assert!(made_up.is_empty(), "{made_up:?} in {sentence}");
    }
}

#[test]
fn evidence_points_at_the_name_in_the_file() {
    let lexicon = Lexicon::builtin();
    let report = "江阴市2024年政府工作报告\n\n　　加快建设长山科技城，深化“４８６０”改革。\n";
    for fact in extract("report.txt", report.as_bytes(), &lexicon).facts {
        if let Fact::Entity(entity) = fact
            && entity.name == "长山科技城"
        {
            assert_eq!(&report[entity.evidence.start..entity.evidence.end], "长山科技城");
            return;
        }
    }
    panic!("长山科技城 is a platform");
}

#[test]
fn relations_follow_from_the_sentence() {
    let lexicon = Lexicon::builtin();
    let cases = [
        ("与东南大学合作共建临港先进制造研究院。", "江阴市", RelationType::CooperatesWith, "东南大学"),
        ("与东南大学合作共建临港先进制造研究院。", "江阴市", RelationType::Builds, "临港先进制造研究院"),
        ("实施企业梯队培育行动计划。", "江阴市", RelationType::Implements, "企业梯队培育行动计划"),
        ("鹅鼻嘴大桥建成通车。", "江阴市", RelationType::HasProject, "鹅鼻嘴大桥"),
        ("发展生物医药产业。", "江阴市", RelationType::Develops, "生物医药"),
        ("推动华为云计算中心等重大项目建设。", "华为", RelationType::Undertakes, "华为云计算中心"),
        ("周庄镇获评全国文明镇。", "周庄镇", RelationType::PartOf, "江阴市"),
    ];
    for (sentence, head, relation, tail) in cases {
        let (_, relations) = facts_of(sentence, &lexicon);
        let is_found = relations
            .iter()
            .any(|fact| fact.head == head && fact.relation_type == relation && fact.tail == tail);
        let found: Vec<_> =
            relations.iter().map(|fact| (&fact.head, fact.relation_type, &fact.tail)).collect();
        assert!(is_found, "{head} {relation:?} {tail} in {sentence}: {found:?}");
    }
}
