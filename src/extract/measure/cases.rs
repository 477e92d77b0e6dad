//! Sentences and the measures they hold.

use super::super::document::Document;
use super::super::fact::{Comparator, MeasureFact, MeasureKind, MeasureType};
use super::super::lexicon::Lexicon;
use super::super::{mention, quantity};
use super::read;

/// Measures of a report of 太仓市, given in January 2025, whose review is `review` and whose plan is `plan`.
pub(super) fn measures(review: &str, plan: &str, lexicon: &Lexicon) -> Vec<MeasureFact> {
    let text = format!(
        "太仓市人民政府工作报告\n——2025年1月16日在太仓市第二十届人民代表大会第四次会议上\n各位代表:\n现在,我代表太仓市人民政府,向大会报告工作。\n\
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

/// Each text gives the measures beside it, in one line, when it is a review.
pub(super) fn assert_read(cases: &[(&str, &str)]) {
    let lexicon = Lexicon::builtin();
    let mut wrong = Vec::new();
    for (text, wanted) in cases {
        let found = measures(text, "", &lexicon).iter().map(shown).collect::<Vec<_>>().join("; ");
        if found != *wanted {
            wrong.push(format!("{text}: {found}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn figures_get_their_indicator_and_type() {
    assert_read(&[
        (
            "地区生产总值3160亿元、增长5.3%,人均达18.9万元。",
            "地区生产总值 level 3160亿元; 地区生产总值 growth 5.3%; 人均地区生产总值 level 18.9万元",
        ),
        (
            "高新技术产业产值超过940亿元,占规上工业总产值比重升至47%。",
            "高新技术产业产值 level >=940亿元; 高新技术产业产值占规上工业总产值比重 share 47%",
        ),
        (
            "城乡居民人均可支配收入分别增长4.9%、7.2%。",
            "城镇居民人均可支配收入 growth 4.9%; 农村居民人均可支配收入 growth 7.2%",
        ),
        (
            "金融机构年末存、贷款余额为208.3亿元、176.5亿元。",
            "金融机构年末存款余额 level 208.3亿元; 金融机构年末贷款余额 level 176.5亿元",
        ),
        ("固定资产投资、工业投资均增长12%左右。", "固定资产投资 growth ~12%; 工业投资 growth ~12%"),
        ("新增上市企业4家、“新三板”挂牌企业9家。", "上市企业 increment 4家; 新三板挂牌企业 increment 9家"),
        (
            "推进智能制造重点项目37个,6家企业获评省级示范智能车间。",
            "智能制造重点项目 level 37个; 省级示范智能车间企业 level 6家",
        ),
        (
            "投入1.6亿元救助困难群众8.5万人次。",
            "救助困难群众资金 level 1.6亿元; 救助困难群众 level 8.5万人次",
        ),
        ("劣V类断面占比从12%下降到3.5%。", "劣V类断面占比 share 3.5%"),
        (
            "环境信访同比下降20%,空气质量优良率84.6%、同比提高3.7个百分点。",
            "环境信访 growth -20%; 空气质量优良率 share 84.6%; 空气质量优良率 points 3.7个百分点",
        ),
        ("年销售超亿元人才企业达40家。", "年销售超亿元人才企业 level 40家"),
        (
            "位列全国县域绿色发展百强第九,规上工业增加值增长7.4%、居全省第5位。",
            "全国县域绿色发展百强排名 rank 9位; 规上工业增加值 growth 7.4%; 规上工业增加值 rank 5位",
        ),
        (
            "抓紧建设总投资61亿元的17个重大产业项目。",
            "重大产业项目总投资 level 61亿元; 重大产业项目 level 17个",
        ),
        (
            "地方生产总值完成73.2亿元,是2010年的1.64倍。",
            "地方生产总值 level 73.2亿元; 地方生产总值 growth 1.64倍",
        ),
        (
            "高技术企业拥有5G基站1.2万个,PM2.5平均浓度28微克/立方米。",
            "高技术企业拥有5G基站 level 1.2万个; PM2.5平均浓度 level 28微克/立方米",
        ),
    ]);
}

#[test]
fn what_a_figure_leaves_out_is_taken_from_before() {
    assert_read(&[
        (
            "工业占比和农业占比分别提高2.1和0.4个百分点。",
            "工业占比 points 2.1个百分点; 农业占比 points 0.4个百分点",
        ),
        (
            "一产占比和二产占比分别下降1个和3个百分点。",
            "一产占比 points -1个百分点; 二产占比 points -3个百分点",
        ),
        ("旅游总收入比“十三五”期间翻一番。", "旅游总收入 growth 1番"),
        ("培训农民和安置职工各3万人。", "培训农民 level 3万人; 安置职工 level 3万人"),
        ("火灾事故起数、死亡人数分别下降12%、8%。", "火灾事故起数 growth -12%; 火灾事故死亡人数 growth -8%"),
        ("加快发展社区养老机构,覆盖率提高到75%。", "社区养老机构覆盖率 share 75%"),
        (
            "办理代表建议80件、委员提案120件,满意率达99%。",
            "代表建议 level 80件; 委员提案 level 120件; 代表建议、委员提案满意率 share 99%",
        ),
        ("水产电商销售量3亿件、交易额90亿元。", "水产电商销售量 level 3亿件; 水产电商交易额 level 90亿元"),
        (
            "打造五十亿元以上产业集群2个、十亿元以上4个。",
            "五十亿元以上产业集群 level 2个; 十亿元以上产业集群 level 4个",
        ),
        ("用好上级下达的12亿元水利专项资金。", "水利专项资金 level 12亿元"),
        ("省级用于灌区改造建设的资金5亿元。", "省级用于灌区改造建设的资金 level 5亿元"),
        ("解决2.3万人因污染导致吃水难问题。", "解决因污染导致吃水难问题 level 2.3万人"),
        ("实施湖泊清淤、海堤加固等12项工程。", "湖泊清淤等工程 level 12项"),
        ("外贸出口额突破百亿大关、达104亿元。", "外贸出口额 level 104亿元"),
        (
            "投资15亿元的海洋馆、投资20亿元的滨海乐园开工。",
            "海洋馆总投资 level 15亿元; 滨海乐园总投资 level 20亿元",
        ),
        (
            "新增农村电商经营主体30家,交易额突破5亿元。",
            "农村电商经营主体 increment 30家; 农村电商交易额 level >=5亿元",
        ),
        ("6家职业院校入选省级示范校名单。", "省级示范校名单职业院校 level 6家"),
        (
            "清理规范评比、达标、表彰,数量分别压减10%、20%、30%。",
            "评比数量 growth -10%; 达标数量 growth -20%; 表彰数量 growth -30%",
        ),
        ("清理规范性文件300件,废止40件。", "清理规范性文件 level 300件; 废止规范性文件 level 40件"),
        ("新增社会融资居全省首位。", "新增社会融资 rank 1位"),
        ("完成200项水产、果蔬安全标准的制定工作。", "水产、果蔬安全标准 level 200项"),
        ("新建80个社区“邻里驿站”。", "社区邻里驿站 increment 80个"),
        ("8种主要污染物排放总量比2020年削减6%。", "主要污染物 level 8种; 主要污染物排放总量 growth -6%"),
        ("今年省级财政将安排养老支出20亿元。", "省级财政养老支出 level 20亿元"),
        ("使山区60%的乡村医生得到培训。", "山区乡村医生得到培训 share 60%"),
        ("临时救助20万人次、共计3亿元。", "临时救助 level 20万人次; 临时救助资金 level 3亿元"),
        ("帮助3000名退役军人实现就业创业。", "退役军人就业创业 level 3000名"),
        ("12万乡镇群众出行条件显著改善。", "乡镇群众出行条件 level 12万"),
        ("断面、水源地水质达标率均为100%。", "断面达标率 share 100%; 水源地水质达标率 share 100%"),
        ("企业开办时间缩短40%以上。", "企业开办时间 growth >=-40%"),
        ("连续三年在全省营商环境评价中位居第一。", "营商环境评价 rank 1位"),
        (
            "培育软件、会展等现代服务业,增加值占地区生产总值比重达48%。",
            "现代服务业增加值占地区生产总值比重 share 48%",
        ),
        ("快递业务量突破千万大关、达1200万件。", "快递业务量 level 1200万件"),
        ("收储、供应用地300亩、500亩。", "收储用地 level 300亩; 供应用地 level 500亩"),
    ]);
}

#[test]
fn a_metric_belongs_to_what_is_dealt_with_before() {
    assert_read(&[
        (
            "壮大海产品加工产业,支持50家渔业公司改造升级,全产业链产值达到80亿元。",
            "改造升级渔业公司 level 50家; 海产品加工产业全产业链产值 level 80亿元",
        ),
        ("“东湾梨膏”成为知名品牌,综合产值12亿元。", "东湾梨膏综合产值 level 12亿元"),
        ("加大水利科研投入,占财政支出比重提高到3%。", "水利科研投入占财政支出比重 share 3%"),
        ("扩大工伤保险覆盖面,新增缴存6万人。", "工伤保险缴存 increment 6万人"),
        ("生育保险制度不断健全,参保人数突破30万人。", "生育保险制度参保人数 level >=30万人"),
        ("重点发展中等技工教育,年招生规模扩大到2万人。", "中等技工教育年招生规模 level 2万人"),
        (
            "新增社区食堂12家,确保乡镇覆盖率提升至60%。",
            "社区食堂 increment 12家; 社区食堂乡镇覆盖率 share 60%",
        ),
        (
            "海角机场旅客吞吐量90万人次,货邮吞吐量3000吨、居全省第4位。",
            "海角机场旅客吞吐量 level 90万人次; 海角机场货邮吞吐量 level 3000吨; 海角机场货邮吞吐量 rank 4位",
        ),
        ("新增就业8万人、稳定在全省1/10以上。", "新增就业 increment 8万人; 新增就业占全省比重 share >=10%"),
        ("获省科技金奖3项、银奖5项。", "获省科技金奖 level 3项; 获省科技银奖 level 5项"),
        ("补助累计6亿元,70%用于修缮老屋。", "补助 level 6亿元; 补助用于修缮老屋 share 70%"),
        (
            "打造百亿元以上产业集群3个、60亿元以上7个,年销售额增长7%。",
            "百亿元以上产业集群 level 3个; 60亿元以上产业集群 level 7个; 产业集群年销售额 growth 7%",
        ),
    ]);
    let lexicon = Lexicon::builtin();
    let facts = measures("(一)发展壮大制盐产业\n力争实现产值25亿元。", "", &lexicon);
    assert_eq!(facts.iter().map(shown).collect::<Vec<_>>(), ["制盐产业产值 level 25亿元"]);
}

#[test]
fn the_words_around_a_figure_say_of_whom_it_is() {
    assert_read(&[
        ("每个乡镇建设2个便民驿站。", "每个乡镇便民驿站 level 2个"),
        ("每个产业链至少举办对接会3次。", "每个产业链对接会 level >=3次"),
        ("支持300所乡村小学改造操场。", "改造操场乡村小学 level 300所"),
        ("为20万困难群体提供法律援助。", "提供法律援助困难群体 level 20万"),
        ("长护险试点扩大到9个省份。", "长护险试点省份 level 9个"),
        ("成为全省唯一拥有3个海关的县城。", "海关 level 3个"),
        ("落实减税政策、为企业减负8亿元。", "为企业减负 level 8亿元"),
        ("120个项目加快建设。", "加快建设项目 level 120个"),
        (
            "形成5万吨纸浆、8万吨纸板和2万吨特种纸产能。",
            "纸浆产能 level 5万吨; 纸板产能 level 8万吨; 特种纸产能 level 2万吨",
        ),
        ("推动海天20万吨纯碱、广源8万吨烧碱项目达产。", ""),
        ("培育销售收入2亿元以上的企业。", ""),
        ("北港啤酒、南港钢管两个投资超10亿元的项目开工。", ""),
        (
            "新增停车位40个、绿地3万平方米、健身点5处,拆除围墙8处。",
            "停车位 increment 40个; 绿地 increment 3万平方米; 健身点 increment 5处; 拆除围墙 level 8处",
        ),
        (
            "新增创新平台5家,高新企业、科技企业分别达到40家、90家。",
            "创新平台 increment 5家; 高新企业 level 40家; 科技企业 level 90家",
        ),
        ("蔬菜连续三年增产,产量达到20万吨。", "蔬菜产量 level 20万吨"),
        (
            "化学需氧量、氨氮排放总量近年来首次双下降,比上年分别下降3%和4%。",
            "化学需氧量排放总量 growth -3%; 氨氮排放总量 growth -4%",
        ),
        ("将人均收入高于6000元低于9000元的农户纳入监测。", ""),
        ("每县(市)打造1个步行街、1个文化广场。", "每县(市)步行街 level 1个; 每县(市)文化广场 level 1个"),
        ("对符合条件的30户国有林场企业实施债务重组。", "债务重组国有林场企业 level 30户"),
        (
            "省级财政将安排7亿元,比上年增加1亿元,支持渔港维护。",
            "省级财政渔港维护资金 level 7亿元; 省级财政渔港维护资金 increment 1亿元",
        ),
        ("进出口总额增速居全省第3位。", "进出口总额增速 rank 3位"),
        ("乡镇企业实现直接融资6亿元。", "乡镇企业直接融资 level 6亿元"),
        ("今年市级财政预算拟安排30亿元。", "市级财政预算 level 30亿元"),
        ("为支持养老服务体系建设,省级财政将安排6亿元。", "省级财政养老服务体系建设资金 level 6亿元"),
        ("市级财政三年累计补助渔业资金2亿元。", "市级财政补助渔业资金 level 2亿元"),
        ("今年工业经济增长预期目标为6%。", "工业经济增长 growth 6%"),
        ("按不变价格计算的渔业产值达到9亿元。", "渔业产值 level 9亿元"),
        ("桐油出口量占到全省40%以上。", "桐油出口量占全省比重 share >=40%"),
        (
            "外来项目实际投资80亿元,超年度任务5亿元。",
            "外来项目实际投资 level 80亿元; 外来项目实际投资超年度任务 level 5亿元",
        ),
        ("较大规模自然村通公交比例达70%。", "较大规模自然村通公交比例 share 70%"),
        ("新增科技成果9项,获省科技奖3项。", "科技成果 increment 9项; 获省科技奖 level 3项"),
        ("6条街道风貌提升。", "街道风貌提升 level 6条"),
        ("对25家渔业企业开展节能诊断。", "节能诊断渔业企业 level 25家"),
        ("省控断面水质100%达标。", "省控断面水质达标率 share 100%"),
        ("为困难家庭子女100%提供学位。", "困难家庭子女提供学位 share 100%"),
        ("河段水质达到或优于Ⅲ类比例达90%。", "河段水质达到或优于Ⅲ类比例 share 90%"),
        ("创新班列运营模式,力争开行300列。", "班列开行 level 300列"),
        ("实施12条小巷和7座桥梁提升改造。", "小巷提升改造 level 12条; 桥梁提升改造 level 7座"),
        ("4部川剧作品获“金穗奖”。", "金穗奖川剧作品 level 4部"),
        ("报名材料和办理时限分别减少40%、50%。", "报名材料 growth -40%; 办理时限 growth -50%"),
        ("冰箱、新能源客车零售额分别增长6%、9%。", "冰箱零售额 growth 6%; 新能源客车零售额 growth 9%"),
        ("数字政务、智慧交通两项指标分别居全省第二和第五位。", "数字政务 rank 2位; 智慧交通 rank 5位"),
        ("新(改扩)建标准化渔港4个。", "标准化渔港 increment 4个"),
    ]);
}

#[test]
fn a_bare_metric_belongs_to_what_its_paragraph_opens_with() {
    let lexicon = Lexicon::builtin();
    let text = "海洋装备产业,重点抓好配套。支持企业开拓市场,实现产值60亿元。";
    let facts = measures(text, "", &lexicon);
    assert_eq!(facts.iter().map(shown).collect::<Vec<_>>(), ["海洋装备产业产值 level 60亿元"]);
    let text = "推动产业升级。制糖产业,重点抓好配套。支持企业开拓市场,实现产值9亿元。";
    let facts = measures(text, "", &lexicon);
    assert_eq!(facts.iter().map(shown).collect::<Vec<_>>(), ["制糖产业产值 level 9亿元"]);
}

#[test]
fn sizes_limits_and_slogans_are_no_figures() {
    let lexicon = Lexicon::builtin();
    for text in [
        "推动海天20万吨纯碱、广源8吉瓦电池等项目达产。",
        "发展日产3000吨以上的水泥生产线。",
        "在500人以上安置点建立服务站。",
        "实施教育“五名”战略。",
        "城乡二元结构问题突出。",
        "出台稳外贸18条、稳就业12条等系列政策。",
        "化学学科进入全球前1%。",
    ] {
        let found: Vec<_> = measures(text, "", &lexicon).iter().map(shown).collect();
        assert_eq!(found, Vec::<String>::new(), "{text}");
    }
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
fn figures_are_told_of_places_as_texts_call_them() {
    let lexicon = Lexicon::builtin();
    for (text, region) in [
        ("凉山州2024年政府工作报告\n一、2023年工作回顾\n全州完成投资12亿元。", "凉山州"),
        ("凉山彝族自治州2024年政府工作报告\n一、2023年工作回顾\n全州完成投资12亿元。", "凉山彝族自治州"),
        ("天门市2024年政府工作报告\n一、2023年工作回顾\n高新区实现工业总产值12亿元。", "天门高新区"),
    ] {
        let document = Document::read("report.txt", text.as_bytes(), &lexicon).expect("it is a report");
        let facts = read(&document, &mention::read(&document, &lexicon), &lexicon);
        let regions: Vec<_> = facts.iter().map(|fact| fact.region.as_str()).collect();
        assert_eq!(regions, [region], "{text}");
    }
}

#[test]
fn a_place_on_a_list_is_of_the_place_that_the_sentence_speaks_of() {
    let lexicon = Lexicon::builtin();
    let text = "苏州市人民政府工作报告\n——2025年1月16日在苏州市第二十届人民代表大会第四次会议上\n\
                一、2024年工作回顾\n太仓市成绩突出,在全国百强县榜单中排名第8位。苏州在全国百强市榜单中排名第6位。\n";
    let document = Document::read("case.txt", text.as_bytes(), &lexicon).expect("a report");
    let facts = read(&document, &mention::read(&document, &lexicon), &lexicon);
    let found: Vec<_> = facts.iter().map(|fact| (fact.region.as_str(), fact.value)).collect();
    assert_eq!(found, [("太仓市", 8.0), ("苏州市", 6.0)]);
}

#[test]
fn a_figure_of_an_entity_names_it() {
    let lexicon = Lexicon::builtin();
    let subjects =
        |text: &str| measures(text, "", &lexicon).into_iter().map(|fact| fact.subject).collect::<Vec<_>>();
    let told = subjects("太仓生物医药产业园入驻企业60余家,科技成果120项。");
    assert_eq!(told, [Some("太仓生物医药产业园".to_owned()), None]);
    // A partner is no owner.
    assert_eq!(subjects("与西安交通大学、中科院开展产学研合作12项。"), [None]);
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
fn a_sentence_without_end_is_read_in_pieces() {
    let lexicon = Lexicon::builtin();
    let text: String = (1..3000).map(|n| format!("第{n}类企业达到{n}家,")).collect();
    let facts = measures(&text, "", &lexicon);
    assert!(facts.len() > 2900, "{}", facts.len());
}

#[test]
fn ratios_and_words_for_all_sectors_are_of_each() {
    assert_read(&[
        (
            "三次产业结构由上年的30.1:40.2:29.7调整为28.4:41.1:30.5。",
            "第一产业比重 share 28.4%; 第二产业比重 share 41.1%; 第三产业比重 share 30.5%",
        ),
        (
            "一二三产业增加值分别增长4%、8%、6%。",
            "第一产业增加值 growth 4%; 第二产业增加值 growth 8%; 第三产业增加值 growth 6%",
        ),
        ("第二产业完成45亿元,增长9%。", "第二产业增加值 level 45亿元; 第二产业增加值 growth 9%"),
        ("会议记录编号为20:40:40。", ""),
    ]);
}

#[test]
fn what_is_left_out_is_found_where_it_was_said() {
    assert_read(&[
        ("大豆总产量20万吨,比上年增产3000吨。", "大豆总产量 level 20万吨; 大豆总产量 increment 3000吨"),
        ("财政支出8亿元,完成预算的102%。", "财政支出 level 8亿元; 财政支出预算完成率 share 102%"),
        (
            "人口自然增长率3‰,比计划低2个千分点。",
            "人口自然增长率 growth 3‰; 人口自然增长率 points -2个千分点",
        ),
        (
            "矿山企业完成总产值4亿元,占全部工业的60%,实现利税7000万元。",
            "矿山企业总产值 level 4亿元; 矿山企业总产值占全部工业比重 share 60%; 矿山企业利税 level 7000万元",
        ),
        (
            "原煤、原盐产量分别达到5万吨、3万吨,其中原盐增长8%。",
            "原煤产量 level 5万吨; 原盐产量 level 3万吨; 原盐产量 growth 8%",
        ),
        ("省级以上示范社43家,其中国家级4家。", "省级以上示范社 level 43家; 国家级示范社 level 4家"),
        ("扶持年加工能力50吨以上的茶叶企业5家。", "扶持年加工能力50吨以上的茶叶企业 level 5家"),
        (
            "二氧化硫、氨氮、氮氧化物排放量分别下降1%、2%和3%。",
            "二氧化硫排放量 growth -1%; 氨氮排放量 growth -2%; 氮氧化物排放量 growth -3%",
        ),
        (
            "城乡低保标准分别提高到每人每月300元和每人每年2000元。",
            "城镇低保标准 level 300元; 农村低保标准 level 2000元",
        ),
        ("每千人口护士数6.6人、托位数4个。", "每千人口护士数 level 6.6人; 每千人口托位数 level 4个"),
        (
            "援建项目30个,到位援建资金2亿元,完工率96%。",
            "援建项目 level 30个; 到位援建资金 level 2亿元; 援建项目完工率 share 96%",
        ),
        (
            "受理市民诉求3万件,办结率100%,满意率95%。",
            "受理市民诉求 level 3万件; 受理市民诉求办结率 share 100%; 受理市民诉求满意率 share 95%",
        ),
        (
            "新增风电装机6万千瓦、光伏装机9万千瓦,总投资超过4亿元。",
            "风电装机 increment 6万千瓦; 光伏装机 increment 9万千瓦; 风电装机、光伏装机总投资 level >=4亿元",
        ),
        (
            "3.基本医疗保险参保率:2020年95%,2025年97%。",
            "基本医疗保险参保率 share 95%; 基本医疗保险参保率 share 97%",
        ),
        ("我们坚持把60%以上的财力用于民生。", "财力用于民生 share >=60%"),
        ("全县90%的行政村通了公路。", "行政村通公路 share 90%"),
    ]);
}

#[test]
fn a_clause_tells_of_the_place_it_begins_with() {
    let lexicon = Lexicon::builtin();
    let text = "苏州市人民政府工作报告\n——2025年1月16日在苏州市第二十届人民代表大会第四次会议上\n一、2024年工作回顾\n\
                昆山市完成工业总产值900亿元,增长6%;固定资产投资80亿元。全市新增就业9万人。太仓高新区独立运行,地区生产总值达到64亿元。\n";
    let document = Document::read("case.txt", text.as_bytes(), &lexicon).expect("a report");
    let facts = read(&document, &mention::read(&document, &lexicon), &lexicon);
    let told: Vec<_> = facts.iter().map(|fact| (fact.region.as_str(), fact.indicator.as_str())).collect();
    assert_eq!(
        told,
        [
            ("昆山市", "工业总产值"),
            ("昆山市", "工业总产值"),
            ("昆山市", "固定资产投资"),
            ("苏州市", "新增就业"),
            ("太仓高新区", "地区生产总值")
        ]
    );
}

#[test]
fn budgets_brackets_and_second_goals_keep_their_indicator() {
    assert_read(&[
        (
            "基金收入完成4亿元,为预算的86%,下降3%。",
            "基金收入 level 4亿元; 基金收入预算完成率 share 86%; 基金收入 growth -3%",
        ),
        ("基金支出安排2亿元,比上年年初预算增长8%。", "基金支出 level 2亿元; 基金支出 growth 8%"),
        (
            "实际利用内资(省外500万元以上项目资金)15亿元,增长9%。",
            "实际利用内资 level 15亿元; 实际利用内资 growth 9%",
        ),
        ("公务用车购置及运行费80万元。", "公务用车购置及运行费 level 80万元"),
        ("房地产开发投资8亿元。", "房地产开发投资 level 8亿元"),
        ("海洋生产总值突破万亿。", "海洋生产总值 level >=1万亿元"),
        ("工业总产值突破100亿元、力争120亿元。", "工业总产值 level >=100亿元; 工业总产值 level 120亿元"),
        ("新增规上企业7家,总数达78家。", "新增规上企业 increment 7家; 规上企业 level 78家"),
        ("清理小作坊36家,关停取缔9家。", "清理小作坊 level 36家; 关停取缔小作坊 level 9家"),
        (
            "电子、医药、钢铁三大主导产业产值分别达到5亿元、4亿元、3亿元。",
            "电子产业产值 level 5亿元; 医药产业产值 level 4亿元; 钢铁产业产值 level 3亿元",
        ),
        ("小学、初中辍学率分别控制在0.2%和1.8%以内。", "小学辍学率 share <=0.2%; 初中辍学率 share <=1.8%"),
        (
            "签约项目30个,总投资9亿元,年度计划投资2亿元。",
            "签约项目 level 30个; 签约项目总投资 level 9亿元; 签约项目年度计划投资 level 2亿元",
        ),
        (
            "抓好投资超亿元项目90个,其中投资10亿元以上的20个。",
            "投资超亿元项目 level 90个; 投资10亿元以上项目 level 20个",
        ),
        ("淘汰炼铁产能50万吨、炼钢产能30万吨。", "淘汰炼铁产能 level 50万吨; 淘汰炼钢产能 level 30万吨"),
        ("货物周转量18.9亿吨公里。", "货物周转量 level 18.9亿吨公里"),
        (
            "粮食总产量56亿斤,创历史新高,比上年增产7亿斤。",
            "粮食总产量 level 56亿斤; 粮食总产量 increment 7亿斤",
        ),
    ]);
}

#[test]
fn a_year_holds_up_to_the_full_stop() {
    let lexicon = Lexicon::builtin();
    let facts = measures("", "到2027年,工业总产值突破90亿元;造林面积达到5万亩。新建公厕8座。", &lexicon);
    let years: Vec<_> = facts.iter().map(|fact| fact.year).collect();
    assert_eq!(years, [2027, 2027, 2025]);
    let facts = measures("", "今后五年,生产总值年均增长7%。新建公厕8座。", &lexicon);
    assert_eq!(facts.iter().map(|fact| fact.year).collect::<Vec<_>>(), [2029, 2025]);
    let facts = measures("投资由2020年的30亿元增加到50亿元。", "", &lexicon);
    assert_eq!(facts.iter().map(|fact| fact.year).collect::<Vec<_>>(), [2020, 2024]);
}
