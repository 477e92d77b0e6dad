//! Dates in Chinese numerals, `二〇二三年一月五日`, read as those in digits.

/// `text` with years and months in Chinese numerals turned into digits. Only for looking at: offsets change.
pub(crate) fn arabic(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        let n_numerals = characters[at..].iter().take(5).take_while(|&&numeral| is_numeral(numeral)).count();
        let numerals = &characters[at..at + n_numerals];
        let number = match characters.get(at + n_numerals) {
            Some('年') => year(numerals),
            Some('月') => month(numerals),
            _ => None,
        };
        match number {
            Some(number) => {
                out.push_str(&number.to_string());
                at += n_numerals;
            }
            None => {
                out.extend(&characters[at..at + n_numerals.max(1)]);
                at += n_numerals.max(1);
            }
        }
    }
    out
}

fn is_numeral(character: char) -> bool {
    digit(character).is_some() || character == '十'
}

fn digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '○' | '零' | '\u{25EF}' | 'Ｏ' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn year(numerals: &[char]) -> Option<u32> {
    let [_, _, _, _] = numerals else { return None };
    numerals.iter().try_fold(0, |year, &numeral| Some(year * 10 + digit(numeral)?))
}

fn month(numerals: &[char]) -> Option<u32> {
    match numerals {
        ['十'] => Some(10),
        ['十', ones] => Some(10 + digit(*ones)?),
        [ones] => digit(*ones),
        _ => None,
    }
}
