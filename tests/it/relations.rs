//! Which relations a report's sentences give, and which they do not, by their frames.

use tuzhi::extract::fact::{RelationFact, RelationType};
use tuzhi::extract::{Fact, Lexicon, extract};

use RelationType::{
    Builds, CooperatesWith, Develops, HasProject, Hosts, Implements, InIndustry, PartOf, Undertakes,
};

/// Relations of a report of `region` with this text.
fn relations_of(region: &str, text: &str, lexicon: &Lexicon) -> Vec<RelationFact> {
    let report = format!(
        "{region}2024年政府工作报告\n\n各位代表:\n\n现在,我代表{region}人民政府向大会报告工作。\n\n一、2023年工作回顾\n\n{text}\n"
    );
    let facts = extract("report.txt", report.as_bytes(), lexicon).facts;
    let relation = |fact| match fact {
        Fact::Relation(relation) => Some(relation),
        _ => None,
    };
    facts.into_iter().filter_map(relation).collect()
}

type Triple = (&'static str, RelationType, &'static str);

/// What a report of a region must give, and what it must not.
struct Case {
    region: &'static str,
    text: &'static str,
    given: &'static [Triple],
    withheld: &'static [Triple],
}

fn check(cases: &[Case]) {
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for case in cases {
        let found = relations_of(case.region, case.text, &lexicon);
        let has = |(head, relation, tail): &Triple| {
            found
                .iter()
                .any(|fact| fact.head == *head && fact.relation_type == *relation && fact.tail == *tail)
        };
        let listed: Vec<_> = found
            .iter()
            .map(|fact| (&fact.head, fact.relation_type, &fact.tail, &fact.evidence.rule))
            .collect();
        let missing = case.given.iter().filter(|triple| !has(triple)).map(|triple| ("missing", triple));
        let made_up = case.withheld.iter().filter(|triple| has(triple)).map(|triple| ("made up", triple));
        wrong.extend(missing.chain(made_up).map(|what| format!("{what:?} in {}: {listed:?}", case.text)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_thing_is_the_region_s_that_its_name_begins_with() {
    check(&[Case {
        region: "无锡市",
        text: "推动江阴市、宜兴市数字乡村改革试点取得新进展。",
        given: &[("江阴市", Implements, "数字乡村改革试点"), ("宜兴市", Implements, "数字乡村改革试点")],
        withheld: &[("无锡市", Implements, "数字乡村改革试点")],
    }]);
}

#[test]
fn regions_lie_in_what_is_above_them() {
    check(&[
        // Of a region that is only named the next above is told.
        Case {
            region: "江苏省无锡市",
            text: "江苏支持无锡发展。宜兴市、璜土镇加快发展。",
            given: &[("无锡市", PartOf, "江苏省"), ("宜兴市", PartOf, "无锡市")],
            withheld: &[("宜兴市", PartOf, "江苏省"), ("江苏省", PartOf, "无锡市")],
        },
        // Of the report's own region also the areas that it is a member of.
        Case {
            region: "徐州市",
            text: "打造苏北中心城市,对接长三角,携手东北地区。",
            given: &[("徐州市", PartOf, "苏北"), ("徐州市", PartOf, "长三角")],
            withheld: &[("徐州市", PartOf, "东北地区")],
        },
        // A zone lies where its name says, else in the report's own region.
        Case {
            region: "无锡市",
            text: "惠山区和惠山高新区加快发展。蠡园开发区与宿迁经济开发区签约。",
            given: &[("惠山高新区", PartOf, "惠山区"), ("蠡园开发区", PartOf, "无锡市")],
            withheld: &[("惠山高新区", PartOf, "无锡市"), ("宿迁经济开发区", PartOf, "无锡市")],
        },
        // 苏州高新 is a firm too.
        Case {
            region: "苏州市",
            text: "苏州高新区入选国家级绿色发展示范区。",
            given: &[("苏州高新区", PartOf, "苏州市"), ("苏州高新区", Implements, "国家级绿色发展示范区")],
            withheld: &[],
        },
    ]);
}

#[test]
fn things_are_of_the_industry_that_their_names_or_the_words_around_them_tell() {
    check(&[
        Case {
            region: "江阴市",
            text: "发展集成电路产业。建设长山集成电路产业园、滨江科技城。",
            given: &[("长山集成电路产业园", InIndustry, "集成电路")],
            withheld: &[("滨江科技城", InIndustry, "集成电路")],
        },
        // A word in the name: 药业.
        Case {
            region: "江阴市",
            text: "发展生物医药产业。推动天江药业二期等项目建设。",
            given: &[("天江药业二期", InIndustry, "生物医药")],
            withheld: &[],
        },
        // The first clause tells.
        Case {
            region: "江阴市",
            text: "做优新材料产业,推动法尔胜缆索二期等项目建设。",
            given: &[("法尔胜缆索二期", InIndustry, "新材料")],
            withheld: &[],
        },
        // What comes of the projects tells.
        Case {
            region: "江阴市",
            text: "海润二期、爱康一期等项目相继投产,预计光伏产业实现产值60亿元。",
            given: &[("海润二期", InIndustry, "光伏"), ("爱康一期", InIndustry, "光伏")],
            withheld: &[],
        },
        // An industry that sums up others tells nothing, nor does one of another sentence.
        Case {
            region: "江阴市",
            text: "发展现代物流业。培育新兴产业,推动海润二期等项目建设。壮大制造业,推动爱康一期等项目建设。",
            given: &[("江阴市", Develops, "现代物流")],
            withheld: &[
                ("海润二期", InIndustry, "新兴产业"),
                ("海润二期", InIndustry, "现代物流"),
                ("爱康一期", InIndustry, "制造业"),
            ],
        },
    ]);
}

#[test]
fn regions_named_together_are_subjects_together() {
    check(&[
        Case {
            region: "无锡市",
            text: "宜兴市、江阴市实施“亩产倍增”计划。",
            given: &[("宜兴市", Implements, "亩产倍增计划"), ("江阴市", Implements, "亩产倍增计划")],
            withheld: &[("无锡市", Implements, "亩产倍增计划")],
        },
        // Where something is done.
        Case {
            region: "无锡市",
            text: "在宜兴市、江阴市等地建设长江人工智能产业园。",
            given: &[("宜兴市", Builds, "长江人工智能产业园"), ("江阴市", Builds, "长江人工智能产业园")],
            withheld: &[("无锡市", Builds, "长江人工智能产业园")],
        },
        // A subject that opens the sentence holds to its end, one that opens a later clause in that clause alone.
        Case {
            region: "无锡市",
            text: "江阴市经济稳中向好,实施“亩产倍增”计划。宜居水平提升,宜兴市成功入选,建设长江人工智能产业园。",
            given: &[("江阴市", Implements, "亩产倍增计划"), ("无锡市", Builds, "长江人工智能产业园")],
            withheld: &[("宜兴市", Builds, "长江人工智能产业园")],
        },
    ]);
}

#[test]
fn partners_and_visits_are_told_from_what_is_ones_own() {
    check(&[
        Case {
            region: "无锡市",
            text: "推动江阴市-靖江市跨江融合发展。与海东市对口帮扶协作。",
            given: &[("江阴市", CooperatesWith, "靖江市"), ("无锡市", CooperatesWith, "海东市")],
            withheld: &[("江阴市", CooperatesWith, "海东市")],
        },
        Case {
            region: "无锡市",
            text: "江阴市—宜兴市入选国家级产业融合发展示范名单。",
            given: &[],
            withheld: &[("江阴市", CooperatesWith, "宜兴市")],
        },
        Case {
            region: "无锡市",
            text: "举办徐霞客文化旅游节,参加中国国际工业博览会。",
            given: &[("无锡市", Hosts, "徐霞客文化旅游节")],
            withheld: &[("无锡市", Hosts, "中国国际工业博览会")],
        },
    ]);
}

#[test]
fn a_region_in_the_name_of_a_thing_is_no_subject() {
    check(&[Case {
        region: "张家港市",
        text: "苏州市氢能产业创新中心与清华大学攻关,大力发展制氢产业。",
        given: &[("张家港市", Develops, "制氢")],
        withheld: &[("苏州市", Develops, "制氢")],
    }]);
}

#[test]
fn a_firm_undertakes_what_it_builds() {
    check(&[
        Case {
            region: "无锡市",
            text: "华夏集团投资建设锡张高速。由中国铁建承建的锡宜大桥通车。",
            given: &[("华夏集团", Undertakes, "锡张高速"), ("中国铁建", Undertakes, "锡宜大桥")],
            withheld: &[],
        },
        Case {
            region: "无锡市",
            text: "与中国铁建签约,建设锡张高速。",
            given: &[],
            withheld: &[("中国铁建", Undertakes, "锡张高速")],
        },
    ]);
}

#[test]
fn partners_are_named_in_full_and_in_lists() {
    check(&[
        Case {
            region: "安徽省宿松县",
            text: "与上海市松江区、浙江省嘉善县建立结对合作关系。",
            given: &[("宿松县", CooperatesWith, "松江区"), ("宿松县", CooperatesWith, "嘉善县")],
            withheld: &[("宿松县", CooperatesWith, "上海市"), ("宿松县", CooperatesWith, "浙江省")],
        },
        Case {
            region: "安徽省宿松县",
            text: "对口帮扶四川凉山州雷波县、贵州从江县。",
            given: &[("宿松县", CooperatesWith, "雷波县"), ("宿松县", CooperatesWith, "从江县")],
            withheld: &[("宿松县", CooperatesWith, "四川省")],
        },
        // Who comes to the region's own.
        Case {
            region: "甘肃省正宁县",
            text: "中国能建甘肃公司与我县签订开发协议,天津市蓟州区帮扶资金1200万元。",
            given: &[("正宁县", CooperatesWith, "中国能建甘肃公司"), ("正宁县", CooperatesWith, "蓟州区")],
            withheld: &[("正宁县", CooperatesWith, "天津市")],
        },
    ]);
}

#[test]
fn what_opens_its_clause_is_not_the_first_subjects() {
    check(&[Case {
        region: "安徽省宿松县",
        text: "宿松经济开发区升级为国家级,临江产业园、滨河产业园产值突破百亿元。",
        given: &[("宿松县", Builds, "临江产业园"), ("宿松县", Builds, "滨河产业园")],
        withheld: &[("宿松经济开发区", Builds, "临江产业园"), ("宿松经济开发区", Builds, "滨河产业园")],
    }]);
}

#[test]
fn places_of_old_lie_where_they_lay() {
    check(&[Case {
        region: "江苏省无锡市",
        text: "崇安区、锡山区分列第一,对口支援西藏林芝县。",
        given: &[("崇安区", PartOf, "无锡市"), ("锡山区", PartOf, "无锡市")],
        withheld: &[],
    }]);
}

#[test]
fn a_count_of_counties_makes_everyday_words_counties() {
    check(&[Case {
        region: "青海省海南藏族自治州",
        text: "共和、贵德、同德三县全部摘帽,江苏省对口援建海南州项目46个。",
        given: &[
            ("共和县", PartOf, "海南藏族自治州"),
            ("同德县", PartOf, "海南藏族自治州"),
            ("海南藏族自治州", CooperatesWith, "江苏省"),
        ],
        withheld: &[("同德县", CooperatesWith, "海南藏族自治州")],
    }]);
}

#[test]
fn a_place_inside_a_partners_name_is_no_partner() {
    check(&[Case {
        region: "河北省石家庄市",
        text: "与天津滨海高新区、鹿泉区签约合作。",
        given: &[("石家庄市", CooperatesWith, "天津滨海高新区")],
        withheld: &[("石家庄市", CooperatesWith, "天津市"), ("石家庄市", CooperatesWith, "滨海新区")],
    }]);
}

#[test]
fn lists_headings_and_works_tell_the_industry() {
    check(&[
        Case {
            region: "广东省中山市",
            text: "灯饰产业优势突出。华艺、欧普、胜球等灯饰企业加快研发设计。",
            given: &[("华艺", InIndustry, "灯饰"), ("胜球", InIndustry, "灯饰")],
            withheld: &[("华艺", InIndustry, "研发设计")],
        },
        Case {
            region: "云南省",
            text: "(一)培育电力产业\n开工建设曲靖电厂二期,糯扎渡水利枢纽蓄水,推进滇东送出通道工程。\n(二)城市建设\n建设滇池大道。",
            given: &[("曲靖电厂二期", InIndustry, "电力")],
            withheld: &[("滇池大道", InIndustry, "电力")],
        },
        // What is only done there tells no product: the firm is in the project's industry.
        Case {
            region: "四川省宜宾市",
            text: "晶源华耀二期、禾光新能一期等项目相继投产,预计光伏产业实现产值180亿元。",
            given: &[("晶源华耀", InIndustry, "光伏"), ("晶源华耀二期", InIndustry, "光伏")],
            withheld: &[],
        },
        Case {
            region: "宁夏回族自治区吴忠市",
            text: "做强智慧农业产业。深化与京东云、阿里云在智慧农业领域的合作。",
            given: &[("吴忠市", CooperatesWith, "阿里云")],
            withheld: &[("阿里云", InIndustry, "智慧农业")],
        },
    ]);
}

#[test]
fn each_of_a_list_has_its_own_partner_and_its_own_product() {
    check(&[
        Case {
            region: "西藏自治区林芝市",
            text: "东莞市、佛山市、惠州市分别结对帮扶巴宜区、墨脱县、波密县。",
            given: &[
                ("东莞市", CooperatesWith, "巴宜区"),
                ("佛山市", CooperatesWith, "墨脱县"),
                ("惠州市", CooperatesWith, "波密县"),
            ],
            withheld: &[("惠州市", CooperatesWith, "巴宜区"), ("惠州市", CooperatesWith, "墨脱县")],
        },
        Case {
            region: "黑龙江省齐齐哈尔市",
            text: "加快依安县陶瓷、泰来县光伏等县域特色产业发展。",
            given: &[("依安县", Develops, "陶瓷"), ("泰来县", Develops, "光伏")],
            withheld: &[("齐齐哈尔市", Develops, "光伏")],
        },
    ]);
}

#[test]
fn the_body_that_opens_the_sentence_is_the_partner() {
    check(&[
        Case {
            region: "天津市北辰区",
            text: "天士力现代中药创新中心获批,与河北工业大学共建智能装备研究院。",
            given: &[("天士力现代中药创新中心", CooperatesWith, "河北工业大学")],
            withheld: &[("北辰区", CooperatesWith, "河北工业大学")],
        },
        // Of several that open it none.
        Case {
            region: "江苏省张家港市",
            text: "江苏冶金技术研究院、苏州市石墨烯产业创新中心揭牌,与清华大学合作成立联合研究中心。",
            given: &[("张家港市", CooperatesWith, "清华大学")],
            withheld: &[],
        },
    ]);
}

#[test]
fn a_firm_builds_what_the_next_clause_and_the_list_name() {
    check(&[
        Case {
            region: "青海省海西蒙古族藏族自治州",
            text: "中国能建落户我州,投资建设德令哈光热电站、都兰风电项目。",
            given: &[("中国能建", Undertakes, "德令哈光热电站"), ("中国能建", Undertakes, "都兰风电项目")],
            withheld: &[],
        },
        Case {
            region: "四川省达州市",
            text: "城宣高速由中国铁建承建,年内开工建设。",
            given: &[("中国铁建", Undertakes, "城宣高速")],
            withheld: &[],
        },
        // A school is nobody's project.
        Case {
            region: "陕西省西安市",
            text: "建成清华附中秦汉学校。",
            given: &[],
            withheld: &[("清华", Undertakes, "清华附中秦汉学校")],
        },
    ]);
}

#[test]
fn each_who_helps_has_its_own_whom_and_one_of_two_may_be_the_reports_own() {
    check(&[
        Case {
            region: "甘肃省临夏回族自治州",
            text: "厦门市海沧区、湖里区、集美区分别与康乐县、广河县、临夏县结对帮扶。",
            given: &[
                ("海沧区", CooperatesWith, "康乐县"),
                ("湖里区", CooperatesWith, "广河县"),
                ("集美区", CooperatesWith, "临夏县"),
            ],
            withheld: &[("厦门市", CooperatesWith, "康乐县"), ("海沧区", CooperatesWith, "广河县")],
        },
        Case {
            region: "甘肃省临夏回族自治州",
            text: "碧桂园集团、方大集团结对帮扶东乡县。",
            given: &[
                ("碧桂园集团", CooperatesWith, "东乡族自治县"),
                ("方大集团", CooperatesWith, "东乡族自治县"),
            ],
            withheld: &[("临夏回族自治州", CooperatesWith, "东乡族自治县")],
        },
        Case {
            region: "甘肃省临夏回族自治州",
            text: "兰州新区与临夏州合作共建飞地产业园。",
            given: &[("临夏回族自治州", CooperatesWith, "兰州新区")],
            withheld: &[],
        },
    ]);
}

#[test]
fn banks_and_reservoirs_are_in_no_industry_of_their_sentence() {
    check(&[Case {
        region: "安徽省滁州市",
        text: "设立光伏产业基金,南京银行滁州分行支持力度加大。发展中药材产业,黄连坝水库开工建设。",
        given: &[],
        withheld: &[("南京银行滁州分行", InIndustry, "光伏"), ("黄连坝水库", InIndustry, "中药材")],
    }]);
}

#[test]
fn what_a_verb_is_done_to_is_no_part_of_the_builders_name() {
    check(&[Case {
        region: "浙江省宁波市",
        text: "宏远集团扩建洗碗机生产线。星恒电源投资60亿元建设年产20GWh锂电池项目。",
        given: &[("星恒电源", Undertakes, "年产20GWh锂电池项目")],
        withheld: &[("宏远集团", Undertakes, "宏远集团扩建")],
    }]);
}

#[test]
fn a_town_undertakes_nothing() {
    check(&[Case {
        region: "河北省唐山市",
        text: "道墟街道中心小学迁建等项目加快实施。",
        given: &[],
        withheld: &[("道墟", Undertakes, "道墟街道中心小学迁建")],
    }]);
}

#[test]
fn pairs_dashes_and_areas_tell_of_joint_work() {
    check(&[
        Case {
            region: "江苏省张家港市",
            text: "市第二人民医院与金港医院、市中医院与锦丰医院组成医联体。",
            given: &[
                ("市第二人民医院", CooperatesWith, "金港医院"),
                ("市中医院", CooperatesWith, "锦丰医院"),
            ],
            withheld: &[("市第二人民医院", CooperatesWith, "市中医院")],
        },
        Case {
            region: "江苏省无锡市",
            text: "深化江阴-靖江新一轮协同发展。积极对接粤港澳大湾区,对接长三角一体化战略。",
            given: &[("江阴市", CooperatesWith, "靖江市"), ("无锡市", CooperatesWith, "粤港澳大湾区")],
            withheld: &[("无锡市", CooperatesWith, "长三角")],
        },
        // One that no rule knows by name has its own partner.
        Case {
            region: "江苏省无锡市",
            text: "加快园区北区与堰桥街道之间的互补。",
            given: &[],
            withheld: &[("无锡市", CooperatesWith, "堰桥街道")],
        },
    ]);
}

#[test]
fn who_builds_together_undertakes_together_and_a_zone_of_several_lies_in_none() {
    check(&[
        Case {
            region: "陕西省榆林市",
            text: "推动陕西煤业化工集团与中石化合资建设聚碳酸酯项目。",
            given: &[
                ("陕西煤业化工集团", Undertakes, "聚碳酸酯项目"),
                ("中石化", Undertakes, "聚碳酸酯项目"),
            ],
            withheld: &[],
        },
        Case {
            region: "重庆市垫江县",
            text: "联合梁平区、长寿区申报试验区,川渝高竹新区加快建设。",
            given: &[("垫江县", CooperatesWith, "梁平区"), ("垫江县", CooperatesWith, "长寿区")],
            withheld: &[("川渝高竹新区", PartOf, "垫江县")],
        },
        Case {
            region: "四川省宜宾市",
            text: "积极发展装备制造、煤化工产业,有序开发水电。建设金沙江水电基地。推进约翰收割机扩能、久泰煤制甲醇等项目。",
            given: &[
                ("金沙江水电基地", InIndustry, "水电"),
                ("久泰煤制甲醇项目", InIndustry, "煤化工"),
                ("约翰收割机扩能", InIndustry, "装备制造"),
            ],
            withheld: &[],
        },
        Case {
            region: "广东省清远市",
            text: "广州市、东莞市对口帮扶我市。建设暨南大学附属第二医院清远院区。",
            given: &[("清远市", CooperatesWith, "广州市"), ("清远市", CooperatesWith, "东莞市")],
            withheld: &[("暨南大学", Undertakes, "暨南大学附属第二医院清远院区")],
        },
        Case {
            region: "河北省",
            text: "做强旅游、石油化工产业。实施太行山绿化工程。推进工业发展。\n建设中宁工业园区。",
            given: &[],
            withheld: &[("太行山绿化工程", InIndustry, "石油化工"), ("中宁工业园区", InIndustry, "工业")],
        },
    ]);
}

#[test]
fn countries_and_those_who_help_are_partners_and_no_subjects() {
    check(&[
        Case {
            region: "江阴市",
            text: "深化与荷兰、智利、老挝等在农业方面的合作。与张家港市协力推进沿江公路建设。",
            given: &[
                ("江阴市", CooperatesWith, "荷兰"),
                ("江阴市", CooperatesWith, "老挝"),
                ("江阴市", CooperatesWith, "张家港市"),
            ],
            withheld: &[],
        },
        Case {
            region: "江阴市",
            text: "滨江科技城成效显著,与张家港市共建融合示范园。",
            given: &[("江阴市", CooperatesWith, "张家港市")],
            withheld: &[("滨江科技城", CooperatesWith, "张家港市")],
        },
        Case {
            region: "江阴市",
            text: "与日本松山研究所共建实验室。",
            given: &[],
            withheld: &[("江阴市", CooperatesWith, "日本")],
        },
        Case {
            region: "托里县",
            text: "盘锦市援助资金9800万元,实施托里县第三小学教学楼项目。",
            given: &[("托里县", HasProject, "托里县第三小学教学楼项目")],
            withheld: &[("盘锦市", HasProject, "托里县第三小学教学楼项目")],
        },
        Case {
            region: "江阴市",
            text: "组织参加广交会、进博会、西博会。",
            given: &[],
            withheld: &[("江阴市", Hosts, "进博会"), ("江阴市", Hosts, "西博会")],
        },
        // A canal serves all, whatever its paragraph is about.
        Case {
            region: "江阴市",
            text: "做强物流产业,推动澄南仓储二期、澄锡运河整治等项目建设。",
            given: &[("澄南仓储二期", InIndustry, "物流")],
            withheld: &[("澄锡运河整治", InIndustry, "物流")],
        },
    ]);
}

#[test]
fn bodies_of_a_list_and_parts_of_other_countries_work_together() {
    check(&[
        Case {
            region: "江阴市",
            text: "长电科技、东南大学合作共建封测实验室。",
            given: &[("长电科技", CooperatesWith, "东南大学")],
            withheld: &[],
        },
        Case {
            region: "江阴市",
            text: "与俄罗斯滨海边疆区、德国巴伐利亚州签订友好合作协议。",
            given: &[("江阴市", CooperatesWith, "滨海边疆区"), ("江阴市", CooperatesWith, "巴伐利亚州")],
            withheld: &[("江阴市", CooperatesWith, "俄罗斯")],
        },
        Case {
            region: "江阴市",
            text: "国家发改委批复江阴机场,与南京海关建立协作机制。",
            given: &[("江阴市", CooperatesWith, "南京海关")],
            withheld: &[("国家发改委", CooperatesWith, "南京海关")],
        },
        Case {
            region: "江阴市",
            text: "与宁波港、东南大学组建航运研究中心。",
            given: &[("江阴市", CooperatesWith, "宁波港"), ("江阴市", CooperatesWith, "东南大学")],
            withheld: &[],
        },
    ]);
}

#[test]
fn events_that_are_used_or_won_at_are_hosted_elsewhere() {
    check(&[
        Case {
            region: "江阴市",
            text: "用好广交会、进博会等平台,支持企业拓展市场。",
            given: &[],
            withheld: &[("江阴市", Hosts, "广交会"), ("江阴市", Hosts, "进博会")],
        },
        Case {
            region: "江阴市",
            text: "江阴选手在奥运会、全运会等赛事中夺得3枚奖牌。",
            given: &[],
            withheld: &[("江阴市", Hosts, "奥运会"), ("江阴市", Hosts, "全运会")],
        },
    ]);
}

#[test]
fn each_region_of_a_list_is_the_subject() {
    check(&[
        Case {
            region: "江苏省",
            text: "深化无锡、昆山国家级人才改革试验区建设。",
            given: &[
                ("无锡市", Implements, "国家级人才改革试验区"),
                ("昆山市", Implements, "国家级人才改革试验区"),
            ],
            withheld: &[],
        },
        Case {
            region: "江苏省",
            text: "昆山、太仓等地区要大力发展高端装备产业。",
            given: &[("昆山市", Develops, "高端装备"), ("太仓市", Develops, "高端装备")],
            withheld: &[("江苏省", Develops, "高端装备")],
        },
        Case {
            region: "江苏省",
            text: "推动苏南地区一体化发展。",
            given: &[("苏南", PartOf, "江苏省")],
            withheld: &[],
        },
    ]);
}

#[test]
fn those_that_each_do_something_in_one_clause() {
    check(&[
        Case {
            region: "江苏省",
            text: "支持溧阳市创建国家全域旅游示范区、高邮市争创省级森林城市。",
            given: &[("溧阳市", Implements, "国家全域旅游示范区"), ("高邮市", Implements, "省级森林城市")],
            withheld: &[("溧阳市", Implements, "省级森林城市")],
        },
        Case {
            region: "江苏省",
            text: "推动溧阳抽水蓄能、高邮海上风电等项目开工。",
            given: &[("溧阳市", PartOf, "江苏省"), ("江苏省", HasProject, "溧阳抽水蓄能")],
            withheld: &[("溧阳市", HasProject, "溧阳抽水蓄能")],
        },
        Case {
            region: "江苏省",
            text: "国际湿地论坛在盐城市成功举办,国家海洋数据中心落户南通。",
            given: &[("盐城市", Hosts, "国际湿地论坛"), ("南通市", Builds, "国家海洋数据中心")],
            withheld: &[("江苏省", Hosts, "国际湿地论坛")],
        },
        Case {
            region: "江苏省",
            text: "溧阳市茶亭村等4个村获评全国文明村,在沭阳县建设花木交易中心。",
            given: &[
                ("茶亭村", PartOf, "溧阳市"),
                ("茶亭村", Implements, "全国文明村"),
                ("沭阳县", Builds, "花木交易中心"),
            ],
            withheld: &[("溧阳市", Implements, "全国文明村")],
        },
    ]);
}

#[test]
fn the_cabinet_reports_of_the_country() {
    let lexicon = Lexicon::builtin();
    let report = "二〇一三年国务院政府工作报告\n\n一、过去五年工作回顾\n\n深化国有企业改革。\n";
    let facts = extract("report.txt", report.as_bytes(), &lexicon).facts;
    let is_of_country = |fact: &Fact| matches!(fact, Fact::Relation(found) if found.head == "中国" && found.tail == "国资国企改革");
    assert!(facts.iter().any(is_of_country), "{facts:?}");
}

#[test]
fn partners_towns_and_villages_are_found_where_the_words_around_tell_them() {
    check(&[
        Case {
            region: "泰州市",
            text: "与张家港、江阴合作共建的跨江融合试验区获批。",
            given: &[("泰州市", CooperatesWith, "张家港市"), ("泰州市", CooperatesWith, "江阴市")],
            withheld: &[],
        },
        Case {
            region: "甘州区",
            text: "实施安阳、花寨、平山湖等6个乡镇整乡推进工程。",
            given: &[("安阳乡", PartOf, "甘州区"), ("花寨乡", PartOf, "甘州区")],
            withheld: &[],
        },
        Case {
            region: "湄潭县",
            text: "核桃湾村、银杏坪村获评全国文明村。",
            given: &[("核桃湾村", PartOf, "湄潭县"), ("银杏坪村", PartOf, "湄潭县")],
            withheld: &[],
        },
    ]);
}
