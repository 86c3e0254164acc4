//! The words of the interface and of the mails, from the message files `assets/i18n/LANGUAGE/*.ftl` (Fluent). A key that a
//! language lacks fails at start and in a test, never on a page.
use crate::message::Message;
use anyhow::{Context, bail};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    #[default]
    De,
    /// German as Switzerland spells it.
    DeCh,
    En,
    Sv,
}

impl Language {
    pub const ALL: &'static [Self] = &[Self::De, Self::DeCh, Self::En, Self::Sv];

    /// The BCP 47 tag, as in `lang="…"`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::DeCh => "de-CH",
            Self::En => "en",
            Self::Sv => "sv",
        }
    }
    /// What the language is called by those who speak it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::De => "Deutsch",
            Self::DeCh => "Deutsch (Schweiz)",
            Self::En => "English",
            Self::Sv => "Svenska",
        }
    }
    /// The language of a tag such as `de`, `de-AT` or `en_GB`; `None` when we do not speak it.
    pub fn of(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        if tag == "de-ch" || tag == "de-li" {
            return Some(Self::DeCh);
        }
        let primary = tag.split('-').next()?;
        Self::ALL.iter().copied().find(|language| language.tag() == primary)
    }
    /// The languages of an `Accept-Language` header that we speak, in its order.
    pub fn accepted(header: &str) -> impl Iterator<Item = Self> {
        header.split(',').filter_map(|part| Self::of(part.split(';').next().unwrap_or_default()))
    }
    /// The language that is spoken for this one, of those that there are: itself, or the other German.
    pub fn among(self, spoken: &[Self]) -> Option<Self> {
        let sibling = match self {
            Self::De => Some(Self::DeCh),
            Self::DeCh => Some(Self::De),
            Self::En | Self::Sv => None,
        };
        [Some(self), sibling].into_iter().flatten().find(|language| spoken.contains(language))
    }
    /// What stands between groups of three digits, and before the decimals.
    pub const fn marks(self) -> (char, char) {
        match self {
            Self::De => ('.', ','),
            Self::DeCh => ('\'', '.'),
            Self::En => (',', '.'),
            Self::Sv => ('\u{a0}', ','),
        }
    }
    /// A number that counts many, in groups of three: 12.040, 12'040.
    pub fn figure(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let sign = if number < 0 { "−" } else { "" };
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(self.marks().0);
            }
            grouped.push(digit);
        }
        format!("{sign}{grouped}")
    }
    /// A day as this language writes it: 16.09.2020, 16 Sep 2020 or 2020-09-16.
    pub fn day(self, day: chrono::NaiveDate) -> String {
        match self {
            Self::De | Self::DeCh => day.format("%d.%m.%Y").to_string(),
            Self::En => day.format("%-d %b %Y").to_string(),
            Self::Sv => day.format("%Y-%m-%d").to_string(),
        }
    }
    /// A point in time in the council's zone: 16.09.2020, 14:00 Uhr or 16 Sep 2020, 14:00.
    pub fn moment(self, at: crate::db::types::Moment, zone: chrono_tz::Tz) -> String {
        let local = at.0.with_timezone(&zone);
        match self {
            Self::De => local.format("%d.%m.%Y, %H:%M Uhr").to_string(),
            Self::DeCh => local.format("%d.%m.%Y, %H.%M Uhr").to_string(),
            Self::En => local.format("%-d %b %Y, %H:%M").to_string(),
            Self::Sv => local.format("%Y-%m-%d kl. %H.%M").to_string(),
        }
    }
}

/// All message files, parsed, and the sentences without arguments ready for templates as `t.key`.
pub struct Words {
    bundles: BTreeMap<Language, FluentBundle<FluentResource>>,
    plain: BTreeMap<Language, tera::Value>,
    /// The same sentences for `say`: most need no arguments, and looking one up is far cheaper than forming it.
    fixed: BTreeMap<Language, HashMap<String, String>>,
    keys: BTreeMap<Language, Vec<String>>,
}

impl Words {
    /// The message files inside the binary. Fails when one does not parse or lacks a key that another has.
    pub fn load() -> anyhow::Result<Arc<Self>> {
        let mut words =
            Self { bundles: BTreeMap::new(), plain: BTreeMap::new(), fixed: BTreeMap::new(), keys: BTreeMap::new() };
        for &language in Language::ALL {
            let source = match language {
                // What Switzerland says with words of another gender stands in its own folder.
                Language::DeCh => swiss(&files(Language::De)?),
                other => files(other)?,
            };
            let own = if language == Language::DeCh { files(language)? } else { String::new() };
            words.add(language, source, own).with_context(|| language.tag())?;
        }
        let reference = &words.keys[&Language::De];
        for (language, keys) in &words.keys {
            let missing: Vec<_> = reference.iter().filter(|key| !keys.contains(key)).collect();
            let unknown: Vec<_> = keys.iter().filter(|key| !reference.contains(key)).collect();
            if !missing.is_empty() || !unknown.is_empty() {
                bail!("{} lacks {missing:?} and has alone {unknown:?}", language.tag());
            }
        }
        Ok(Arc::new(words))
    }

    fn add(&mut self, language: Language, source: String, own: String) -> anyhow::Result<()> {
        let keys: Vec<String> = source
            .lines()
            .filter_map(|line| line.split_once('=').map(|(key, _)| key))
            .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
            .map(|key| key.trim().to_owned())
            .collect();
        let resource = FluentResource::try_new(source).map_err(|(_, faults)| anyhow::anyhow!("{faults:?}"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse()?]);
        // No invisible isolation marks: they would get into mails, URLs and searches.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|faults| anyhow::anyhow!("{faults:?}"))?;
        let own = FluentResource::try_new(own).map_err(|(_, faults)| anyhow::anyhow!("{faults:?}"))?;
        bundle.add_resource_overriding(own);
        let mut plain = tera::Map::default();
        let mut fixed = HashMap::new();
        for key in &keys {
            let pattern = bundle.get_message(key).and_then(|m| m.value()).with_context(|| format!("{key} is empty"))?;
            let mut faults = Vec::new();
            let text = bundle.format_pattern(pattern, None, &mut faults).into_owned();
            if faults.is_empty() {
                fixed.insert(key.clone(), text.clone());
                plain.insert(key.clone().into(), text.into());
            }
        }
        self.plain.insert(language, plain.into());
        self.fixed.insert(language, fixed);
        self.bundles.insert(language, bundle);
        self.keys.insert(language, keys);
        Ok(())
    }

    /// Whether the message files have this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundles.values().all(|bundle| bundle.has_message(key))
    }

    /// The sentences that need no arguments, for templates as `t.key`.
    pub fn plain(&self, language: Language) -> tera::Value {
        self.plain.get(&language).cloned().unwrap_or_else(tera::Value::none)
    }

    /// A sentence in the given language; the key itself where it is unknown (a test sees to it that none is).
    pub fn say(&self, language: Language, key: &str, args: &[(&str, &str)]) -> String {
        if args.is_empty()
            && let Some(text) = self.fixed.get(&language).and_then(|fixed| fixed.get(key))
        {
            return text.clone();
        }
        let Some((bundle, pattern)) =
            self.bundles.get(&language).and_then(|bundle| Some((bundle, bundle.get_message(key)?.value()?)))
        else {
            return key.to_owned();
        };
        let mut values = FluentArgs::new();
        for (name, value) in args {
            let value = match value.parse::<i64>() {
                Ok(number) if number.to_string() == **value => FluentValue::from(number),
                _ => FluentValue::from(*value),
            };
            values.set(*name, value);
        }
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// A message in words.
    pub fn tell(&self, language: Language, message: &Message) -> String {
        let told: Vec<_> =
            message.args.iter().map(|(name, value)| (*name, self.argument(language, name, value))).collect();
        let args: Vec<_> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.say(language, message.key, &args)
    }

    /// An argument that is a word of our own vocabularies, or a day, as a person reads it; any other as it is.
    fn argument(&self, language: Language, name: &str, value: &str) -> String {
        let word = |prefix: &str, word: &str| {
            let key = format!("{prefix}{word}");
            if self.has(&key) { self.say(language, &key, &[]) } else { word.to_owned() }
        };
        match name {
            "state" => word("state_", value),
            "field" => word("field_", value),
            "roles" => value.split(", ").map(|role| word("account_role_", role)).collect::<Vec<_>>().join(", "),
            "label" => label(language, value),
            "day" | "latest" | "submitted" => value.parse().map_or_else(|_| value.to_owned(), |day| language.day(day)),
            _ => value.to_owned(),
        }
    }
}

/// German text as Switzerland writes it: ss for ß, and its own noun where gender and endings stay the same (das Departement,
/// die Traktandenliste). `Tagesordnungspunkt` stays: das Traktandum would need another article.
pub fn swiss(german: &str) -> String {
    const POINT: &str = "Tagesordnungspunkt";
    let plain = german.replace('ß', "ss").replace("Dezernat", "Departement");
    let parts: Vec<String> = plain.split(POINT).map(|part| part.replace("Tagesordnung", "Traktandenliste")).collect();
    parts.join(POINT)
}

/// The message files of a language, one behind the other.
fn files(language: Language) -> anyhow::Result<String> {
    let folder = format!("i18n/{}/", language.tag());
    let mut source = String::new();
    for name in crate::assets::Assets::iter().filter(|name| name.starts_with(&folder)) {
        let file = crate::assets::Assets::get(&name).with_context(|| format!("no message file {name}"))?;
        source.push_str(&String::from_utf8(file.data.into_owned()).with_context(|| name.to_string())?);
        source.push('\n');
    }
    Ok(source)
}

/// The word of this language from a text of the council file that `council::Text::packed` packed.
fn label(language: Language, packed: &str) -> String {
    let words = || packed.split('\u{1e}').filter_map(|word| word.split_once('\u{1f}'));
    let tagged = |language: Language| words().find(move |(tag, _)| *tag == language.tag());
    let sibling = || tagged(language.among(&[Language::De, Language::DeCh])?);
    let own = tagged(language).or_else(sibling).or_else(|| words().next());
    own.map_or_else(|| packed.to_owned(), |(_, word)| word.to_owned())
}
