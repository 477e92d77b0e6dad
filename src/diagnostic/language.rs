//! The language that messages are told in.

use std::str::FromStr;

/// A language of messages and help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// As the program is written.
    #[default]
    English,
    /// 中文.
    Chinese,
}

impl Language {
    /// The language of a locale's name: `zh_CN.UTF-8` is Chinese, all that is not is English.
    ///
    /// ```
    /// use tuzhi::diagnostic::Language;
    /// assert_eq!(Language::of_locale("zh_CN.UTF-8"), Language::Chinese);
    /// assert_eq!(Language::of_locale("C.UTF-8"), Language::English);
    /// ```
    pub fn of_locale(locale: &str) -> Self {
        let is_chinese = locale.split(['_', '-', '.', '@']).next().is_some_and(|word| word == "zh");
        if is_chinese { Self::Chinese } else { Self::English }
    }

    /// As it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "en" => Ok(Self::English),
            "zh" => Ok(Self::Chinese),
            _ => Err(format!("no language `{word}` of messages; there are zh, en")),
        }
    }
}
