//! Amounts of money, in the smallest unit of their currency: how they are typed, stored, compared and read. Never a float.
use crate::words::Language;
use std::fmt;

/// Most digits of an amount before its decimal point.
const DIGITS: usize = 13;

/// An amount in hundredths of the council's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

impl Money {
    /// So many whole units; `None` beyond what can be stored.
    pub fn whole(units: u64) -> Option<Self> {
        i64::try_from(units).ok()?.checked_mul(100).map(Self)
    }

    /// An amount as people write it (`1.500,00`, `1'235'000`, `-20.000 €`, `1500.5`); `None` for what is none.
    pub fn typed(text: &str) -> Option<Self> {
        let is_mark = |c: &char| c.is_whitespace() || matches!(c, '€' | '\u{202f}' | '\'' | '’');
        let bare: String = text.chars().filter(|c| !is_mark(c)).collect();
        let bare = ["EUR", "CHF", "SEK"].iter().fold(bare.as_str(), |bare, currency| {
            bare.strip_prefix(currency).or_else(|| bare.strip_suffix(currency)).unwrap_or(bare)
        });
        let (sign, bare) = bare.strip_prefix(['-', '−']).map_or((1, bare), |rest| (-1, rest));
        // A comma is a decimal comma; without one, a single point with one or two digits behind it is a decimal point.
        let (whole, cents) = match bare.split_once(',') {
            Some((whole, cents)) => (whole, cents),
            None => match bare.rsplit_once('.') {
                Some((whole, cents)) if cents.len() < 3 && !whole.contains('.') => (whole, cents),
                _ => (bare, ""),
            },
        };
        let groups: Vec<&str> = whole.split('.').collect();
        let grouped = groups.len() == 1
            || (groups.iter().skip(1).all(|group| group.len() == 3)
                && groups.first().is_some_and(|first| first.len() < 4));
        let whole = groups.concat();
        let plain = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if !grouped || whole.is_empty() || whole.len() > DIGITS || cents.len() > 2 || !plain(&whole) || !plain(cents) {
            return None;
        }
        let units: i64 = whole.parse().ok()?;
        let cents: i64 = format!("{cents:0<2}").parse().ok()?;
        units.checked_mul(100)?.checked_add(cents).map(|amount| Self(sign * amount))
    }

    /// An amount as it is stored: `1500.00`.
    pub fn stored(text: &str) -> Option<Self> {
        let (sign, bare) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, cents) = bare.split_once('.')?;
        let (whole, cents): (i64, i64) = (whole.parse().ok()?, cents.parse().ok()?);
        whole.checked_mul(100)?.checked_add(cents).map(|amount| Self(sign * amount))
    }

    /// Whether it is more than nothing.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// As it is read, with the marks of the language: `1.500,00`. Switzerland writes whole amounts without the hundredths.
    pub fn in_words(self, language: Language) -> String {
        let sign = if self.0 < 0 { "−" } else { "" };
        let (grouped, cents) = (language.figure((self.0 / 100).abs()), (self.0 % 100).abs());
        let (_, decimal) = language.marks();
        match (language, cents) {
            (Language::DeCh, 0) => format!("{sign}{grouped}"),
            _ => format!("{sign}{grouped}{decimal}{cents:02}"),
        }
    }

    /// With its currency, on the side on which the language writes it: `CHF 1'235'000`, `1.500,00 EUR`.
    pub fn with_currency(self, currency: &str, language: Language) -> String {
        let amount = self.in_words(language);
        match language {
            Language::DeCh => format!("{currency} {amount}"),
            Language::De | Language::En | Language::Sv => format!("{amount} {currency}"),
        }
    }
}

/// As it is stored.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", (self.0 / 100).abs(), (self.0 % 100).abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_as_people_write_them() {
        for (typed, stored) in [
            ("1500", "1500.00"),
            ("1.500", "1500.00"),
            ("1.500,5", "1500.50"),
            ("- 20.000,00 €", "-20000.00"),
            ("1500.25", "1500.25"),
            ("007", "7.00"),
            ("0,99 EUR", "0.99"),
            ("CHF 1'235'000", "1235000.00"),
            ("1’235’000.05", "1235000.05"),
            ("-0.05", "-0.05"),
        ] {
            let amount = Money::typed(typed).unwrap_or_else(|| panic!("{typed}"));
            assert_eq!(amount.to_string(), stored, "{typed}");
            assert_eq!(Money::stored(stored), Some(amount), "{typed}");
        }
        for wrong in ["", "viel", "1,2,3", "1.5.00", "1,234", "12.34.567", ",5", "99999999999999"] {
            assert_eq!(Money::typed(wrong), None, "{wrong}");
        }
        let amount = Money::typed("-1234567.50").unwrap();
        assert_eq!(amount.in_words(Language::De), "−1.234.567,50");
        assert_eq!(amount.in_words(Language::DeCh), "−1'234'567.50");
        assert_eq!(Money::typed("999").unwrap().in_words(Language::En), "999.00");
        assert_eq!(Money::typed("1235000").unwrap().with_currency("CHF", Language::DeCh), "CHF 1'235'000");
    }

    proptest! {
        #[test]
        fn an_amount_reads_as_it_was_stored(hundredths in -999_999_999_999i64..999_999_999_999) {
            let amount = Money(hundredths);
            prop_assert_eq!(Money::stored(&amount.to_string()), Some(amount));
            for language in [Language::De, Language::DeCh, Language::Sv] {
                prop_assert_eq!(Money::typed(&amount.in_words(language)), Some(amount));
            }
        }
    }
}
