//! Cases of our own making, in the words of reports.

use tuzhi::extract::time::{self, Time};
use tuzhi::extract::{Lexicon, document::fold_text, fact::Comparator, quantity};

/// What a reader gives for `text`, in one line.
type Shown = fn(&str, &Lexicon) -> String;

fn check(cases: &[(&str, &str)], shown: Shown) {
    let lexicon = Lexicon::builtin();
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, wanted)| (text, wanted, shown(&fold_text(text, &lexicon), &lexicon)))
        .filter(|(_, wanted, found)| found != *wanted)
        .map(|(text, wanted, found)| format!("{text}: {found}, not {wanted}"))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn numbers_are_read_in_full() {
    check(NUMBERS, |text, lexicon| {
        let numbers = quantity::numbers(text, lexicon);
        numbers.iter().map(|number| number.value.to_string()).collect::<Vec<_>>().join(" ")
    });
}

#[test]
fn figures_are_read_with_unit_and_bound() {
    check(FIGURES, |text, lexicon| {
        let one = |figure: &quantity::Quantity| {
            let op = match figure.op {
                Comparator::Equal => "",
                Comparator::AtLeast => ">=",
                Comparator::AtMost => "<=",
                Comparator::About => "~",
            };
            let max = figure.value_max.map(|max| format!("..{max}")).unwrap_or_default();
            format!("{op}{}{max}{}", figure.value, figure.unit)
        };
        quantity::read(text, lexicon).iter().map(one).collect::<Vec<_>>().join(" ")
    });
}

#[test]
fn bounds_are_intervals() {
    check(BOUNDS, |text, lexicon| {
        let end = |end: Option<f64>| end.map(|end| end.to_string()).unwrap_or_default();
        let one = |found: &quantity::Bounds| format!("{}..{}", end(found.low), end(found.high));
        quantity::bounds(text, lexicon).iter().map(one).collect::<Vec<_>>().join(" ")
    });
}

#[test]
fn times_are_read() {
    check(TIMES, |text, lexicon| {
        let one = |found: &time::TimeExpression| match found.time {
            Time::At(moment) => moment.to_string(),
            Time::Between(first, last) => format!("{first}..{last}"),
            Time::Past(years) => format!("past {years}"),
            Time::Length { years, months, days } => format!("{years}Y{months}M{days}D"),
        };
        time::read(text, lexicon).iter().map(one).collect::<Vec<_>>().join(" ")
    });
}

const NUMBERS: &[(&str, &str)] = &[
    ("二百五十六", "256"),
    ("两千三百", "2300"),
    ("一万两千五百", "12500"),
    ("十二万", "120000"),
    ("三十亿", "3000000000"),
    ("1亿3千万", "130000000"),
    ("2.5万", "25000"),
    ("１２３．４", "123.4"),
    ("1,234,567.8", "1234567.8"),
    ("百余", "100"),
    ("负五点五", "-5.5"),
    ("三分之二", "0.6666666666666666"),
    ("千方百计、四川、一律", ""),
    ("两万亿", "2000000000000"),
];

const FIGURES: &[(&str, &str)] = &[
    ("完成投资三百二十亿元", "320亿元"),
    ("增长百分之六点五", "6.5%"),
    ("千分之三点二", "0.32%"),
    ("超八成", ">=80%"),
    ("近三分之一", "~33.3333%"),
    ("占全国1/4以上", ">=25%"),
    ("超万亩", ">=1万亩"),
    ("突破百亿元大关", ">=100亿元"),
    ("逾1.2万人次", ">=1.2万人次"),
    ("不少于３０个", ">=30个"),
    ("５０ 余 家", ">=50家"),
    ("4.5%—5.5%", "4.5..5.5%"),
    ("3到5年内培育20家左右", "~20家"),
    ("20~30个", "20..30个"),
    ("38万元/人", "38万元/人"),
    ("1.5亿学生受益", "1.5亿"),
    ("14万持证残疾人", "14万"),
    ("下降0.3‰", "0.3‰"),
    ("第22位", "22位"),
    ("前十强", "<=10位"),
    ("16个案例、13家国有企业、12条线路", "16个 13家 12条"),
    ("24家庭农场", ""),
    ("2024家居博览会", ""),
    ("见http://a.gov.cn/2024/35%20万元.html", ""),
    ("三米半", "3.5米"),
];

const BOUNDS: &[(&str, &str)] = &[
    ("不低于5也不高于6", "5..6"),
    ("超过300", "300.."),
    ("不足20", "..20"),
    ("100以上、200以下", "100..200"),
    ("10至20之间", "10..20"),
    ("500余", "500.."),
    ("大于等于15且小于30", "15..30"),
    ("等于80", "80..80"),
];

const TIMES: &[(&str, &str)] = &[
    ("2024年", "2024"),
    ("二〇二三年", "2023"),
    ("到2026年底", "2026"),
    ("2023年12月", "2023-12"),
    ("2025年1月7日", "2025-01-07"),
    ("2023年1-6月", "2023-01..2023-06"),
    ("2024年上半年", "2024-01..2024-06"),
    ("2024年前三季度", "2024-01..2024-09"),
    ("2021-2025年", "2021..2025"),
    ("2021年至2025年", "2021..2025"),
    ("“十四五”期间", "2021..2025"),
    ("“十三五”末", "2020"),
    ("去年、今年和明年", "now-1 now+0 now+1"),
    ("近五年", "past 5"),
    ("五年来", "past 5"),
    ("6月7日至8日", "XXXX-06-07..XXXX-06-08"),
    ("2024.3.15", "2024-03-15"),
    ("2024-03-15", "2024-03-15"),
    ("上世纪80年代", "1980..1989"),
    ("历时3年、提前6个月、用时25天", "3Y0M0D 0Y6M0D 0Y0M25D"),
    ("三年行动", "3Y0M0D"),
    ("08年", "2008"),
    ("120个、3.5万户", ""),
    ("第三年", ""),
];
