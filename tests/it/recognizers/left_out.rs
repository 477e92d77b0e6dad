//! Cases that a reader of reports has no use for: the file, the reason, the inputs.

/// Every case that is not asked.
pub(crate) const LEFT_OUT: &[(&str, &str, &[&str])] = &[
    ("Number/NumberModel", "a dozen is no number of reports", &["一打", "十打苹果", "十打蘋果"]),
    (
        "Number/NumberModel",
        "e-notation and powers",
        &["2e5", "21.2E0", "２.７８９０e－１", "2.5^-1", "-2.5^-1", "-1.1^--23", "-127.32e13", "-12e-1"],
    ),
    (
        "Number/NumberModel",
        "mixed and improper fractions with a slash, fractions of negatives",
        &["４ ６／３", "-3/2", "1 ３/5", "１６/5", "負３ 分  之 負壹百五十七"],
    ),
    (
        "Number/NumberModel",
        "blanks between digits are a scan's and go before anything is read",
        &["1, 234, 567", "１, 2４4, ６６7.123 五点八"],
    ),
    (
        "Number/NumberModel",
        "no number at all, to be read as several",
        &["2222.2222.22222.222", "－－9", "五十千"],
    ),
    ("Number/NumberModel", "the case takes a number with its unit for no number", &["这台电脑两美刀"]),
    (
        "Number/NumberModel",
        "the case takes a percentage for no number",
        &[
            "包括在金融市场中管理的基金管理业务在内的FILP总额也减少了二％，为四十九兆九千五百九十二億元，是有史以来最大的。",
        ],
    ),
    ("Number/NumberModel", "clock times", &["一点两小时的会议"]),
    (
        "Number/PercentModel",
        "discounts",
        &[
            "打对折",
            "75折",
            "九 九 折",
            "三点一折",
            "半折",
            "２折",
            "两折",
            "三八折",
            "2折,2.5折,２．１折，２折",
            "九折,五五折,八点五折",
            "五折",
            "兩折",
            "九折,五五折,八點五折",
            "苹果折扣一折",
        ],
    ),
    (
        "Number/PercentModel",
        "formal numerals of contracts before a percentage",
        &["拾萬零五十六點叁叁個百分點", "佰 分 之 一 百二 十點 五", "仟分之贰"],
    ),
    ("Number/PercentModel", "half a tenth: 半成 begins 半成品", &["半成"]),
    (
        "Number/PercentModel",
        "k for a thousand",
        &["百分之15Ｋ", "百分之3.2k", "12k个百分点", "１５k个百分点", "百 分 之  ５２.５ k", "12k個百分點"],
    ),
    ("Number/NumberRangeModel", "k for a thousand", &["5k-20k"]),
    ("Number/NumberRangeModel", "the case's own value is wrong", &["还有20万次以上来观影的呀？"]),
    (
        "NumberWithUnit/CurrencyModel",
        "currencies and small change that reports do not hold",
        &[
            "达到445奈拉兑换",
            "10日元5日本銭",
            "这台电脑两美元又三美分",
            "这个手机壳五元三毛",
            "我有20个比特币",
        ],
    ),
    (
        "NumberWithUnit/CurrencyModel",
        "兆 for a million millions is Japanese usage",
        &[
            "包括在金融市场中管理的基金管理业务在内的FILP总额也减少了二％，为四十九兆九千五百九十二億元，是有史以来最大的。",
        ],
    ),
    ("NumberWithUnit/CurrencyModel", "an identifier, no amount", &["我们有 202107211321363588510367 美元"]),
    ("NumberWithUnit/CurrencyModel", "chat: a piece for a dollar", &["这个手机壳花费你五美元和花费我三块"]),
    (
        "NumberWithUnit/DimensionModel",
        "bits, bytes and old weights",
        &["一位是最小的存储单位", "三千比特", "五十兆字节", "一千比特", "两万两", "1234两"],
    ),
];
