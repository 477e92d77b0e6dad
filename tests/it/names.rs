//! Names of organisations, projects and platforms: lists, borders, firms in projects, what is a kind and no name.

use tuzhi::extract::fact::EntityLabel;
use tuzhi::extract::{Fact, Lexicon, extract};

use EntityLabel::{Event, Organization, Platform, Policy, Project};

/// Label and forms of every entity but regions that one sentence of a report gives.
fn entities_of(sentence: &str, lexicon: &Lexicon) -> Vec<(EntityLabel, Vec<String>)> {
    let report = format!("江阴市2024年政府工作报告\n\n各位代表:\n\n一、2023年工作回顾\n\n{sentence}\n");
    let facts = extract("report.txt", report.as_bytes(), lexicon).facts;
    let entities = facts.into_iter().filter_map(|fact| match fact {
        Fact::Entity(entity) if entity.label != EntityLabel::Region => {
            Some((entity.label, std::iter::once(entity.name).chain(entity.aliases).collect()))
        }
        _ => None,
    });
    entities.collect()
}

/// A sentence, the names it gives with their labels, and what nothing in it is called.
type Case<'c> = (&'c str, &'c [(EntityLabel, &'c str)], &'c [&'c str]);

/// Checks that each sentence gives the names with their labels (`+`), and that nothing in it is called so (`-`).
fn check(cases: &[Case<'_>]) {
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for (sentence, wanted, unwanted) in cases {
        let entities = entities_of(sentence, &lexicon);
        let has = |label: Option<EntityLabel>, name: &str| {
            entities.iter().any(|(found, forms)| {
                label.is_none_or(|label| label == *found) && forms.iter().any(|form| form == name)
            })
        };
        let missing = wanted.iter().filter(|(label, name)| !has(Some(*label), name)).map(|(_, name)| *name);
        let made_up = unwanted.iter().filter(|name| has(None, name)).copied();
        for (sign, name) in missing.map(|name| ('+', name)).chain(made_up.map(|name| ('-', name))) {
            wrong.push(format!("{sign}{name} in {sentence}: {entities:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn members_share_the_head_of_their_list() {
    check(&[
        (
            "定波、璜塘、花山等实验室加快建设。",
            &[(Platform, "定波实验室"), (Platform, "璜塘实验室"), (Platform, "花山实验室")],
            &[],
        ),
        (
            "开工建设锡澄、沪苏通、盐泰高速公路。",
            &[(Project, "锡澄高速公路"), (Project, "沪苏通高速公路"), (Project, "盐泰高速公路")],
            &[],
        ),
        ("开工建设璜塘、石牌等大型水电站。", &[(Project, "璜塘水电站"), (Project, "石牌水电站")], &[]),
        // Members with heads of their own share nothing.
        ("花山水库、定山隧道建成通车。", &[(Project, "花山水库")], &["花山水库隧道"]),
    ]);
}

#[test]
fn members_of_a_list_vouch_for_each_other() {
    check(&[
        (
            "钜澄电池片、瀚景储能一体化等延链项目相继开工。",
            &[(Project, "钜澄电池片项目"), (Project, "瀚景储能一体化项目")],
            &["延链项目"],
        ),
        (
            "澄飞五期、晶昱、鼎骧等一批突破关键技术难题的重点项目全面投产。",
            &[(Project, "澄飞五期"), (Project, "晶昱项目"), (Project, "鼎骧项目")],
            &[],
        ),
        (
            "建成通车白屈港大桥、月澄路下穿、江海大道。",
            &[(Project, "白屈港大桥"), (Project, "月澄路下穿"), (Project, "江海大道")],
            &[],
        ),
    ]);
}

#[test]
fn a_firm_opens_the_name_of_its_project() {
    check(&[
        (
            "推动澄祥能源科技高纯晶硅、加澄可变速箱等重大项目建设。",
            &[
                (Organization, "澄祥能源科技"),
                (Project, "澄祥能源科技高纯晶硅项目"),
                (Project, "加澄可变速箱项目"),
            ],
            &[],
        ),
        ("四川东屿一期等项目建成投产。", &[(Organization, "四川东屿"), (Project, "四川东屿一期")], &[]),
        // Rivers, works and houses begin with no firm.
        (
            "璜湖综合治理、澄吟轩书店、煤盐一体化等项目加快建设。",
            &[(Project, "璜湖综合治理")],
            &["璜", "澄吟轩", "煤盐"],
        ),
    ]);
}

#[test]
fn sections_and_stages_belong_to_projects() {
    check(&[
        ("沪澄铁路江阴段、8号线二期建成通车。", &[(Project, "沪澄铁路江阴段"), (Project, "8号线二期")], &[]),
        ("234国道南闸至月城段改建竣工通车。", &[(Project, "234国道南闸至月城段改建")], &[]),
    ]);
}

#[test]
fn unknown_characters_make_one_name() {
    check(&[
        (
            "澄材锂膜、昶能锂业、和澄同程一期等项目建成投产。",
            &[(Project, "澄材锂膜项目"), (Project, "昶能锂业项目"), (Project, "和澄同程一期")],
            &[],
        ),
        ("推动发澄那智能工厂等重大项目开工建设。", &[(Project, "发澄那智能工厂")], &[]),
    ]);
}

#[test]
fn kinds_goals_and_prizes_are_no_names() {
    check(&[
        ("完成老旧小区改造452个,新增省级现代农业园区14个。", &[], &["老旧小区改造", "省级现代农业园区"]),
        ("华士镇获评国家级旅游示范园区。", &[], &["国家级旅游示范园区"]),
        ("推进镇级产业园、村级特色园建设。", &[], &["镇级产业园", "村级特色园"]),
        ("持续举办—2—全城钜惠、政府惠民车展等系列活动。", &[(Event, "全城钜惠")], &["2—全城钜惠"]),
        ("打造全省重要的化纤纺织基地,搭建多元平台。", &[], &["化纤纺织基地", "多元平台"]),
        ("实施电能替代工程,推进延链项目、EOD项目。", &[(Policy, "电能替代工程")], &["延链项目", "EOD项目"]),
        ("加快千兆光网和智能算力中心建设。", &[], &["千兆光网和智能算力中心"]),
    ]);
}

#[test]
fn bodies_of_the_region_are_named_by_their_level() {
    check(&[
        (
            "组建市大数据集团、市产业创新研究院。",
            &[(Organization, "市大数据集团"), (Platform, "市产业创新研究院")],
            &[],
        ),
        ("总投资80亿元的锦澄丝产业园落户江阴。", &[(Project, "锦澄丝产业园")], &[]),
    ]);
}

#[test]
fn firms_of_the_stock_exchanges_and_their_institutes_are_known() {
    check(&[
        ("亨通光电、科沃斯获评省级绿色工厂。", &[(Organization, "亨通光电"), (Organization, "科沃斯")], &[]),
        ("中国电科五十八所扩能项目开工。", &[(Organization, "中国电科五十八所")], &[]),
        ("港城康复医院启用,试点医院增至8家。", &[(Organization, "港城康复医院")], &["试点医院"]),
    ]);
}

#[test]
fn lines_are_told_by_places_and_sections() {
    check(&[
        ("沪宁沿江高铁通车运营。", &[(Project, "沪宁沿江高铁")], &[]),
        ("推进乐澄、会澄等高速公路建设。", &[(Project, "乐澄高速公路"), (Project, "会澄高速公路")], &[]),
        (
            "推动澄能科技10吉瓦电池片、昶祥12万吨高纯晶硅等项目开工建设。",
            &[(Project, "昶祥12万吨高纯晶硅项目")],
            &[],
        ),
    ]);
}

#[test]
fn any_short_word_makes_a_fair() {
    let fairs = ["物博会", "茶博会", "农博会", "西博会", "进博会", "食博会", "绿博会"];
    let sentences: Vec<String> = fairs.iter().map(|fair| format!("成功举办第三届{fair}。")).collect();
    let names: Vec<String> = fairs.iter().map(|fair| format!("第三届{fair}")).collect();
    let wanted: Vec<[(EntityLabel, &str); 1]> = names.iter().map(|name| [(Event, name.as_str())]).collect();
    let cases: Vec<Case<'_>> = sentences
        .iter()
        .zip(&wanted)
        .map(|(sentence, wanted)| (sentence.as_str(), wanted.as_slice(), [].as_slice()))
        .collect();
    check(&cases);
}

#[test]
fn a_count_behind_a_list_and_the_noun_behind_its_mark_are_no_part_of_names() {
    check(&[
        (
            "清水湾、香水湾三大旅游度假区提档升级。",
            &[(Platform, "清水湾旅游度假区")],
            &["香水湾三大旅游度假区"],
        ),
        (
            "推动通威高纯晶硅、弘元切片等硅料硅片项目达产。",
            &[(Project, "弘元切片项目")],
            &["硅料硅片项目", "硅料"],
        ),
        ("推广“吹哨报到”“一颗印章管审批”。", &[(Policy, "吹哨报到"), (Policy, "一颗印章管审批")], &[]),
        (
            "滨海风电项目、中海油投资120亿元的LNG二期项目进入安装阶段。",
            &[(Project, "LNG二期项目")],
            &["中海油投资120项目"],
        ),
        ("安排基础设施工程按计划推进。", &[], &["基础设施工程按计划"]),
        (
            "实施“民生十大工程”、“互联网+城乡供水”示范工程。",
            &[(Policy, "民生十大工程"), (Policy, "互联网+城乡供水示范工程")],
            &["民生十大工程示范工程"],
        ),
    ]);
}

#[test]
fn members_with_heads_of_their_own_need_no_verb() {
    check(&[(
        "华能拉萨河流域光伏电站、津围公路拓宽改造、国电投朗县风电项目纳入计划。",
        &[
            (Project, "华能拉萨河流域光伏电站"),
            (Project, "津围公路拓宽改造"),
            (Project, "国电投朗县风电项目"),
        ],
        &[],
    )]);
}

#[test]
fn kinds_of_industries_are_no_firms() {
    check(&[
        (
            "旅游业、南繁种业、清洁能源等主导产业增加值占比超七成。",
            &[(EntityLabel::Industry, "南繁种业")],
            &[],
        ),
        ("长荣科技、捷氢科技产能释放。", &[(Organization, "捷氢科技")], &[]),
        ("晶安光电、中闽茶业等龙头茶企开设门店。", &[(Organization, "中闽茶业")], &[]),
    ]);
}

#[test]
fn a_trade_behind_a_short_name_is_the_firm_s_where_a_product_follows() {
    check(&[
        (
            "推进瑞禾化工苯乙烯等重大项目。",
            &[(Organization, "瑞禾化工"), (Project, "瑞禾化工苯乙烯项目")],
            &["瑞禾"],
        ),
        // With nothing behind it, it is the product of the firm.
        ("推进旭禾新材料等重大项目。", &[(Organization, "旭禾"), (Project, "旭禾新材料项目")], &[]),
        ("推进华电达茂旗风光制氢等重大项目。", &[(Organization, "华电")], &["华电达茂"]),
        ("推进神华新疆能源露天煤矿等重大项目。", &[(Organization, "神华新疆能源")], &[]),
        ("推进华润五丰、北元化工甘氨酸等重大项目。", &[(Project, "北元化工甘氨酸项目")], &[]),
        ("东风大街西延竣工通车,红旗小镇一期建成。", &[(Project, "东风大街西延")], &["东风", "红旗"]),
    ]);
}

#[test]
fn an_institute_in_short_and_one_that_works_with_others_are_bodies() {
    check(&[
        ("与中科院长春光机所、长春理工大学签署协议。", &[(Organization, "中科院长春光机所")], &["中科院"]),
        ("与包头稀土研究院签署合作协议。", &[(Organization, "包头稀土研究院")], &[]),
        ("引进东南大学、江阴职业技术学院2所院校。", &[(Organization, "江阴职业技术学院")], &[]),
        ("推动中欧班列海关监管场所建设。", &[], &["中欧班列海关"]),
    ]);
}

#[test]
fn what_a_count_ends_is_a_list_of_actions() {
    check(&[
        (
            "开展园区升级、科技引领、城市提质三大行动。",
            &[(Policy, "园区升级行动"), (Policy, "科技引领行动"), (Policy, "城市提质行动")],
            &["城市提质三大行动"],
        ),
        (
            "推深做实链条培优、数字赋能、绿色低碳三大行动。",
            &[(Policy, "链条培优行动"), (Policy, "数字赋能行动"), (Policy, "绿色低碳行动")],
            &["绿色低碳三大行动"],
        ),
        (
            "深入实施创新驱动、人才兴省、品牌强省三大战略。",
            &[(Policy, "人才兴省战略"), (Policy, "品牌强省战略")],
            &["品牌强省三大战略"],
        ),
        ("开展园区升级、科技引领、城市提质五大行动。", &[], &["城市提质五大行动", "园区升级行动"]),
        ("三是产业倍增工程。", &[(Policy, "产业倍增工程")], &[]),
        ("实施“澄城英才”工程。", &[(Policy, "澄城英才工程")], &[]),
        ("深入推进“八五”普法。", &[(Policy, "八五普法")], &[]),
        ("落实稳岗返还、技能培训补贴等政策。", &[(Policy, "稳岗返还政策")], &[]),
    ]);
}

#[test]
fn what_belongs_to_a_thing_stays_in_its_name() {
    check(&[
        ("建成滨江路及延伸段改造工程。", &[(Project, "滨江路及延伸段改造工程")], &["延伸段改造工程"]),
        (
            "建成市中心医院新院、县医院门诊楼。",
            &[(Project, "市中心医院新院"), (Project, "县医院门诊楼")],
            &[],
        ),
        ("实施天长山棚户区改造工程。", &[(Project, "天长山棚户区改造工程")], &["长山棚户区改造工程"]),
    ]);
}

#[test]
fn policies_share_the_head_of_their_list() {
    check(&[
        (
            "实施耕地提质增肥、病虫害统防统治等“护田”五大提升行动。",
            &[(Policy, "耕地提质增肥提升行动"), (Policy, "病虫害统防统治提升行动")],
            &["病虫害统防统治行动计划"],
        ),
        (
            "严格执行现场勘验、样品留存制度。",
            &[(Policy, "现场勘验制度"), (Policy, "样品留存制度")],
            &["留存制度"],
        ),
        ("深入推进渔船检验、船员考试等改革。", &[(Policy, "渔船检验改革"), (Policy, "船员考试改革")], &[]),
        // Fields, trades and what is of a kind share no head.
        ("完善河道保洁、船舶检验等基础制度。", &[], &["河道保洁基础制度"]),
        ("健全河道保洁、船舶检验制度安排。", &[], &["河道保洁制度"]),
    ]);
}

#[test]
fn a_system_that_is_kept_up_is_named_by_enough_words() {
    check(&[
        ("完善内河船舶污染责任保险制度。", &[(Policy, "内河船舶污染责任保险制度")], &[]),
        ("健全岸线资源分级分类开放制度,更好服务企业。", &[(Policy, "岸线资源分级分类开放制度")], &[]),
        ("完善社会保障制度。", &[], &["社会保障制度"]),
        ("内河船舶污染责任保险制度不断完善。", &[(Policy, "内河船舶污染责任保险制度")], &[]),
        ("推进港口业扩大开放综合试点。", &[(Policy, "港口业扩大开放综合试点")], &[]),
        ("将沿江防火项目纳入南京规划。", &[], &["南京规划"]),
    ]);
}

#[test]
fn quotations_are_named_by_what_stands_behind() {
    check(&[
        ("成功承办全国“三江民歌”夏季展演活动。", &[(Event, "全国三江民歌夏季展演活动")], &["三江民歌夏季"]),
        ("深入实施绿电“三送”工程。", &[(Policy, "三送工程")], &[]),
        ("加快“一键来办”企业服务平台建设。", &[(Platform, "一键来办企业服务平台")], &[]),
        ("打响“水韵江阴”“江畔古镇”等旅游品牌。", &[(Policy, "江畔古镇")], &[]),
        ("打造“小而精”旅游名县。", &[], &["小而精旅游名县"]),
    ]);
}

#[test]
fn what_only_describes_a_counted_thing_is_no_trade() {
    check(&[
        ("新建县级花卉规范化种植示范基地2个。", &[], &["花卉"]),
        ("防范担保、金融、房地产等领域风险。", &[], &["金融", "房地产"]),
        ("深化教育、金融、交通、健康等领域数据开放。", &[], &["金融"]),
        ("落实税收、金融、产业等支持政策。", &[], &["金融"]),
        ("大力发展用人需求大的服务业。", &[(EntityLabel::Industry, "服务业")], &[]),
        (
            "积极发展秸秆发电、小水电、太阳能等可再生能源。",
            &[(EntityLabel::Industry, "秸秆发电"), (EntityLabel::Industry, "小水电")],
            &[],
        ),
    ]);
}

#[test]
fn carriers_that_are_there_are_told_by_what_is_said_of_them() {
    check(&[
        ("组建内河绿色航运产业发展基金。", &[(Platform, "内河绿色航运产业发展基金")], &[]),
        ("设立专项基金。", &[], &["专项基金"]),
        ("江阴长江渔文化博物馆成为新地标。", &[(Platform, "江阴长江渔文化博物馆")], &[]),
        ("做强璜塘纺织电商基地、长泾毛纺小镇等纺织电商集聚区。", &[], &["纺织电商集聚区"]),
        ("江阴籍运动员邹敬园在锦标赛上夺冠。", &[], &["江阴籍运动员邹敬园"]),
    ]);
}

#[test]
fn a_new_site_is_built_by_the_body_it_is_of() {
    check(&[(
        "市三医院、市四医院、市儿童医院新院区开工建设。",
        &[
            (Project, "市三医院新院区"),
            (Project, "市四医院新院区"),
            (Project, "市儿童医院新院区"),
            (Organization, "市四医院"),
        ],
        &[],
    )]);
}

#[test]
fn gatherings_and_parks_of_rank_are_named() {
    check(&[
        ("召开全市水运发展提升大会。", &[(Event, "全市水运发展提升大会")], &[]),
        ("推进长江国家文化公园江阴段。", &[(Platform, "长江国家文化公园江阴段")], &[]),
        ("不搞“形象工程”。", &[], &["形象工程"]),
        ("优化定波国家湿地公园、璜塘国家考古遗址公园。", &[(Platform, "定波国家湿地公园")], &[]),
    ]);
}

#[test]
fn what_governs_a_name_is_told_from_what_stands_in_it() {
    check(&[
        (
            "实施新设备新工艺大规模推广行动。",
            &[(Policy, "新设备新工艺大规模推广行动")],
            &["设备新工艺大规模推广行动"],
        ),
        ("实施新一轮招商攻坚行动。", &[(Policy, "招商攻坚行动")], &[]),
        ("深入开展规范民宿经营专项行动。", &[(Policy, "规范民宿经营专项行动")], &["民宿经营专项行动"]),
        ("组建深远海养殖业创新发展基金。", &[(Platform, "深远海养殖业创新发展基金")], &["基金"]),
        ("建立招商引资项目库。", &[(Platform, "招商引资项目库")], &[]),
        (
            "石墨烯材料、生物医药等产业不断壮大。",
            &[(EntityLabel::Industry, "石墨烯材料"), (EntityLabel::Industry, "生物医药")],
            &[],
        ),
    ]);
}

#[test]
fn lists_and_quotations_of_counties() {
    check(&[
        (
            "实施园区扩容、农旅融合、招商提质“三大行动”。",
            &[(Policy, "园区扩容行动"), (Policy, "农旅融合行动"), (Policy, "招商提质行动")],
            &[],
        ),
        ("创建“江湾第一楼”5A级景区。", &[(Platform, "江湾第一楼5A级景区")], &[]),
        ("开展“洁净海岸·和睦乡村”活动。", &[(Policy, "洁净海岸·和睦乡村")], &[]),
        ("推进江阴国际航运开放试验区前期研究。", &[(Platform, "江阴国际航运开放试验区")], &[]),
        ("获评中国最佳引智城市、最具幸福感城市。", &[(Policy, "最具幸福感城市")], &["具幸福感城市"]),
        ("争创自治区园林县城。", &[(Policy, "自治区园林县城")], &[]),
        ("青山石林景区晋升国家4A级旅游景区。", &[(Platform, "青山石林景区")], &[]),
    ]);
}

#[test]
fn who_stands_before_a_work_is_told_by_what_it_is() {
    check(&[
        ("推进金沙坪核电二期建设。", &[(Project, "金沙坪核电二期")], &["金沙坪"]),
        ("苏州市帮扶建设清水湾育苗工厂。", &[(Project, "清水湾育苗工厂")], &["苏州市帮扶建设清水湾育苗工厂"]),
        ("完成还珠广场二期改造。", &[(Project, "还珠广场二期改造")], &["珠广场二期改造"]),
        ("扶持蒙都羊业、天极食品等龙头企业。", &[(Organization, "蒙都羊业")], &["羊业"]),
        ("与省农科院共建育种站。", &[(Organization, "省农科院")], &[]),
        ("我谨把答卷和路线图呈报大会。", &[], &["路线图呈报大会"]),
    ]);
}

#[test]
fn sites_share_what_is_done_at_the_last() {
    check(&[
        (
            "实施清水塘、青龙湾湿地生态修复。",
            &[(Project, "清水塘生态修复"), (Project, "青龙湾湿地生态修复")],
            &[],
        ),
        ("推动长泾路、锡丰路改造工程。", &[(Project, "长泾路改造工程"), (Project, "锡丰路改造工程")], &[]),
    ]);
}

#[test]
fn firms_of_the_region_s_own_and_what_is_done_with_a_university() {
    check(&[
        ("组建市城投集团、市水务集团。", &[(Organization, "市城投集团"), (Organization, "市水务集团")], &[]),
        ("联合西安交通大学共建传感创新中心。", &[(Organization, "西安交通大学")], &["联合西安交通大学"]),
        ("由中车集团投资建设的新能源客车基地竣工投产。", &[(Project, "新能源客车基地")], &[]),
        ("锚定省委“一主三副”战略。", &[(Policy, "一主三副战略")], &["省委一主三副战略"]),
        (
            "形成以汽车零部件为主导、智能家电为支撑的体系。",
            &[(EntityLabel::Industry, "汽车零部件"), (EntityLabel::Industry, "智能家电")],
            &[],
        ),
    ]);
}

#[test]
fn plans_of_a_period_inspections_and_ways_of_working_are_policies() {
    check(&[
        ("编制好“十五五”规划,抓紧收官“十四五”。", &[(Policy, "十五五规划")], &["十四五"]),
        ("完成第三轮省级生态环境保护督察整改。", &[(Policy, "第三轮省级生态环境保护督察")], &[]),
        ("巩固国家森林城市创建成果。", &[(Policy, "国家森林城市")], &[]),
        ("推行政务公开、警务公开和校务公开。", &[(Policy, "警务公开"), (Policy, "校务公开")], &[]),
        ("建立“周会商、月盘点”工作机制。", &[(Policy, "周会商、月盘点工作机制")], &[]),
        (
            "完成第四次国土调查和第六次经济普查。",
            &[(Policy, "第六次经济普查")],
            &["第四次国土调查和第六次经济普查"],
        ),
    ]);
}

#[test]
fn streets_of_everyday_words_are_projects_where_they_are_built() {
    check(&[
        ("打通迎春大道、友谊东路等断头路。", &[(Project, "迎春大道"), (Project, "友谊东路")], &[]),
        ("硬化产业路、机耕路,新建美食街。", &[], &["产业路", "机耕路", "美食街"]),
        ("建成县图书馆、文化馆和县妇幼保健院综合楼。", &[(Project, "县妇幼保健院综合楼")], &[]),
    ]);
}

#[test]
fn what_is_held_so_many_times_is_an_event() {
    check(&[
        ("开展绿色消费季、迎春大集等活动20余场。", &[(Event, "绿色消费季"), (Event, "迎春大集")], &[]),
        ("组织开展“乐享澄江”等促消费活动30场次。", &[(Event, "乐享澄江")], &[]),
        ("举办业务培训、金融沙龙等活动12场。", &[], &["业务培训", "金融沙龙"]),
        (
            "召开数字经济发展大会,召开项目动员大会。",
            &[(Event, "数字经济发展大会")],
            &["项目动员大会", "动员大会"],
        ),
        ("办好“民情云”“码上访”等网络平台。", &[(Platform, "民情云"), (Platform, "码上访")], &[]),
    ]);
}

#[test]
fn lists_give_what_each_place_has() {
    check(&[
        // Of some carriers each place of a list has its own.
        (
            "珲春、图们、和龙口岸恢复通关。",
            &[(Platform, "珲春口岸"), (Platform, "图们口岸"), (Platform, "和龙口岸")],
            &[],
        ),
        // Halls beside one with a name of its own; what towns are known for are no firms.
        (
            "璜塘博物馆、大剧院、图书馆建成开放。",
            &[(Project, "璜塘博物馆"), (Project, "大剧院"), (Project, "图书馆")],
            &[],
        ),
        ("古镇灯饰、小榄五金、大涌红木等专业镇转型升级。", &[], &["古镇灯饰", "大涌红木"]),
    ]);
}

#[test]
fn works_are_told_without_units_and_doers() {
    check(&[
        ("定波电厂四台机组并网发电,花山水库建成。", &[], &["定波电厂四台机组"]),
        ("盐湖股份发展金属镁一体化。", &[(Project, "金属镁一体化")], &["盐湖股份发展金属镁一体化"]),
    ]);
}

#[test]
fn ways_of_working_are_told_by_rows_and_by_what_is_set_up() {
    check(&[
        (
            "始终坚持“抢机遇、上项目、稳企业、惠民生”同步发力。",
            &[(Policy, "抢机遇、上项目、稳企业、惠民生")],
            &[],
        ),
        (
            "以“人人有责、户户参与、村村受益”为导向推进治理。",
            &[(Policy, "人人有责、户户参与、村村受益")],
            &[],
        ),
        // A row that nothing is told to go by names nothing.
        ("群众享受到“看得见、摸得着、用得上”的实惠。", &[], &["看得见、摸得着、用得上"]),
        ("建立重大项目挂图作战机制。", &[(Policy, "重大项目挂图作战机制")], &[]),
        ("建立健全长效工作机制。", &[], &["长效工作机制"]),
        ("修订《常务会议议事决策规则》。", &[(Policy, "常务会议议事决策规则")], &[]),
    ]);
}

#[test]
fn areas_institutes_and_brands_are_named_by_their_kind() {
    check(&[
        (
            "双龙航空港经济区、定波国际港务区加快建设。",
            &[(Platform, "双龙航空港经济区"), (Platform, "定波国际港务区")],
            &["双龙航空港"],
        ),
        ("获批筹建国家公共算力开放创新平台。", &[(Platform, "国家公共算力开放创新平台")], &[]),
        ("与三峡医专、大连化物所签约。", &[(Organization, "三峡医专"), (Organization, "大连化物所")], &[]),
        ("持续打响“双12”“夜江阴”等购物节品牌。", &[(Event, "双12"), (Event, "夜江阴")], &[]),
        ("设立江阴国际仲裁院。", &[(Organization, "江阴国际仲裁院")], &[]),
        ("璜塘获评国家级旅游休闲街区。", &[(Policy, "国家级旅游休闲街区")], &[]),
        ("继续做好国家助学贷款和城市低保工作。", &[(Policy, "国家助学贷款"), (Policy, "城市低保")], &[]),
    ]);
}
