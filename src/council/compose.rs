//! How a council file that leaves out what it shares with others becomes whole: it stands on a `base`, and a kind is
//! `like` other kinds. Tables are laid over each other key by key; `false` in place of a table or a word takes it away. Pure, and
//! done before anything is read: what follows knows only whole files.
use crate::words::{Language, swiss};
use anyhow::{Context, bail, ensure};
use toml::{Table, Value};

/// Kinds whose key begins so are patterns for others, and no kinds themselves.
const PATTERN: char = '_';

/// The bases inside the binary.
#[derive(rust_embed::RustEmbed)]
#[folder = "config/bases"]
struct Shipped;

/// The text of a base inside the binary; `None` when there is none of this name.
pub fn shipped(name: &str) -> Option<String> {
    String::from_utf8(Shipped::get(&format!("{name}.toml"))?.data.into_owned()).ok()
}

/// The file as one whole text; one that stands alone is returned as it is. `base` gives the text of a base by its name.
///
/// # Errors
/// A syntax fault; a base or a kind that is named and does not exist; kinds that are like each other in a circle.
pub fn whole(source: &str, base: impl Fn(&str) -> Option<String>) -> anyhow::Result<String> {
    let own: Table = source.parse()?;
    let likes = |table: &Table| {
        let kinds = table.get("kinds").and_then(Value::as_table);
        kinds.is_some_and(|kinds| kinds.iter().any(|(_, kind)| kind.get("like").is_some()))
    };
    if !own.contains_key("base") && !likes(&own) {
        return Ok(source.to_owned());
    }
    let mut file = match own.get("base") {
        None => own,
        Some(name) => {
            let name = name.as_str().context("base must be the name of a base, such as \"council\"")?;
            let text = base(name).with_context(|| format!("there is no base {name:?}"))?;
            let mut file: Table = text.parse().with_context(|| format!("base {name:?}"))?;
            lay(&mut file, own);
            file
        }
    };
    file.remove("base");
    if let Some(Value::Table(kinds)) = file.get_mut("kinds") {
        *kinds = unlike(kinds)?;
    }
    let spoken: Vec<String> = file
        .get("languages")
        .and_then(Value::as_array)
        .map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    tongues(&mut file, &spoken);
    Ok(toml::to_string(&file)?)
}

/// Lays `over` on `under`: tables key by key, everything else in whole.
fn lay(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => lay(below, above),
            (Some(Value::Table(_) | Value::String(_) | Value::Integer(_)), Value::Boolean(false)) => {
                under.remove(&key);
            }
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

/// The kinds with everything that they take from those that they are like; without the patterns.
fn unlike(kinds: &Table) -> anyhow::Result<Table> {
    let mut whole = Table::new();
    for code in kinds.keys().filter(|code| !code.starts_with(PATTERN)) {
        whole.insert(code.clone(), Value::Table(resolved(kinds, code, &mut Vec::new())?));
    }
    Ok(whole)
}

fn resolved(kinds: &Table, code: &str, above: &mut Vec<String>) -> anyhow::Result<Table> {
    ensure!(!above.iter().any(|known| known == code), "kinds.{code}: like itself, by way of {}", above.join(", "));
    let Some(Value::Table(own)) = kinds.get(code) else {
        bail!("kinds.{}: like {code:?}, which is no kind", above.last().map_or("", String::as_str));
    };
    let mut own = own.clone();
    let models = match own.remove("like") {
        None => Vec::new(),
        Some(Value::String(model)) => vec![model],
        Some(Value::Array(models)) => models
            .into_iter()
            .map(|model| model.as_str().map(str::to_owned).with_context(|| format!("kinds.{code}.like: not a key")))
            .collect::<anyhow::Result<_>>()?,
        Some(_) => bail!("kinds.{code}.like must be the key of a kind, or several"),
    };
    above.push(code.to_owned());
    let mut kind = Table::new();
    for model in models {
        lay(&mut kind, resolved(kinds, &model, above)?);
    }
    above.pop();
    lay(&mut kind, own);
    Ok(kind)
}

/// Of every text the languages that the council speaks. Swiss German is made from German where it is not given.
fn tongues(table: &mut Table, spoken: &[String]) {
    let is_text = !table.is_empty() && table.iter().all(|(tag, word)| Language::of(tag).is_some() && word.is_str());
    if !is_text {
        for value in table.iter_mut().map(|(_, value)| value) {
            match value {
                Value::Table(inner) => tongues(inner, spoken),
                Value::Array(list) => {
                    list.iter_mut().filter_map(Value::as_table_mut).for_each(|inner| tongues(inner, spoken));
                }
                _ => {}
            }
        }
        return;
    }
    let tag = Language::DeCh.tag();
    if let Some(Value::String(german)) = table.get(Language::De.tag())
        && !table.contains_key(tag)
    {
        let word = Value::String(swiss(german));
        table.insert(tag.to_owned(), word);
    }
    let given: Vec<String> = table.keys().cloned().collect();
    for tag in given.into_iter().filter(|tag| !spoken.contains(tag)) {
        table.remove(&tag);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = r#"
        [results.adopted]
        label = { de = "beschloßen", en = "adopted" }
        class = "adopt"
        [results.put_off]
        label = { de = "zurückgestellt", en = "put off" }
        [kinds._filed]
        entry = "filed"
        actions.edit = { by = ["member"] }
        actions.cosign = { by = ["member"] }
        [kinds.F]
        like = "_filed"
        points = false
    "#;

    fn composed(source: &str) -> anyhow::Result<Table> {
        Ok(whole(source, |name| (name == "council").then(|| BASE.to_owned()))?.parse()?)
    }

    #[test]
    fn a_file_that_stands_alone_is_left_as_it_is() {
        let source = "slug = \"a\" # a remark\n[kinds.F]\nentry = \"filed\"\n";
        assert_eq!(whole(source, |_| None).unwrap(), source);
    }

    #[test]
    fn what_is_shared_is_laid_below() {
        let file = composed(
            r#"
            base = "council"
            languages = ["de-CH"]
            results.put_off = false
            [kinds.A]
            like = ["F"]
            points = true
            actions.cosign = false
            "#,
        )
        .unwrap();
        let wanted = r#"
            languages = ["de-CH"]
            [results.adopted]
            label = { de-CH = "beschlossen" }
            class = "adopt"
            [kinds.A]
            entry = "filed"
            points = true
            actions.edit = { by = ["member"] }
            [kinds.F]
            entry = "filed"
            points = false
            actions.edit = { by = ["member"] }
            actions.cosign = { by = ["member"] }
        "#;
        assert_eq!(file, wanted.parse::<Table>().unwrap());
    }

    #[test]
    fn faults_are_named() {
        let fault = |source: &str| format!("{:#}", composed(source).unwrap_err());
        assert_eq!(fault("base = \"town\""), "there is no base \"town\"");
        assert_eq!(fault("[kinds.A]\nlike = \"B\""), "kinds.A: like \"B\", which is no kind");
        assert!(fault("[kinds.A]\nlike = \"B\"\n[kinds.B]\nlike = \"A\"").contains("like itself"));
        assert!(fault("[kinds.A]\nlike = 3").contains("kinds.A.like"));
    }
}
