//! The sample reports, compiled in, so that the demonstration needs nothing but the program.

macro_rules! reports {
    ($($name:literal),* $(,)?) => {
        &[$((
            concat!("data/reports/", $name),
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/reports/", $name)),
        )),*]
    };
}

/// Path and bytes of every sample report; `data/reports/README.md` tells where they come from.
pub(super) const REPORTS: &[(&str, &[u8])] = reports![
    "2022-huishan-zone.txt",
    "2022-wuxi.txt",
    "2022-xishan.txt",
    "2022-zhangjiagang.txt",
    "2023-huishan-zone.txt",
    "2023-wuxi.txt",
    "2023-xishan.txt",
    "2023-zhangjiagang.txt",
    "2024-jiangyin.txt",
    "2024-wuxi.txt",
    "2024-xishan.txt",
    "2024-zhangjiagang.txt",
];
