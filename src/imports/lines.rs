//! The lines of a JSONL file: papers with their Beratungsfolge and their relatives, sittings with their agendas, bodies,
//! and changes that were seen later. Fields that are not named here are kept with the record.
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Deserialize;

/// One line, read.
#[derive(Debug, Clone)]
pub enum Line {
    Paper(Box<PaperLine>),
    Meeting(MeetingLine),
    Organization(OrganizationLine),
    Change(Box<ChangeLine>),
}

/// A paper.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PaperLine {
    pub source: String,
    /// Its id at the source; where the source gives none, its number.
    #[serde(alias = "paper_id")]
    pub id: String,
    pub reference: Option<String>,
    pub title: Option<String>,
    pub kind: Option<String>,
    /// When it came, or was first dealt with.
    pub date: Option<String>,
    pub submitter: Vec<String>,
    pub responsible: Option<String>,
    pub status: Option<String>,
    pub text: Option<String>,
    pub answer_text: Option<String>,
    pub consultations: Vec<StepLine>,
    pub related: Vec<RelativeLine>,
    /// The first of its family.
    pub root: RootLine,
    /// The municipality that it is of, and the program that publishes it there.
    pub city: Option<String>,
    pub system: Option<String>,
    /// What belongs together at the source.
    pub family: Option<String>,
    /// Its relatives, where the source does not say how they are related.
    pub lineage: Vec<RelativeLine>,
    /// As what it came in, where it went on as another kind.
    pub kind_origin: Option<String>,
    pub source_url: Option<String>,
    pub licence: Option<String>,
}

/// One row of a Beratungsfolge. Every part of it may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StepLine {
    pub organization: Option<String>,
    pub role: Option<String>,
    /// `2023-10-23`, `23.10.2023`, or with a time.
    pub date: Option<String>,
    /// With time and offset.
    pub start: Option<String>,
    pub result: Option<String>,
    #[serde(alias = "agendaItem")]
    pub agenda_item: Option<String>,
    pub meeting: Option<String>,
}

/// The first paper of a family.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RootLine {
    pub id: Option<String>,
    pub reference: Option<String>,
}

/// A paper above or below another one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RelativeLine {
    pub id: Option<String>,
    pub reference: Option<String>,
    pub title: Option<String>,
    pub kind: Option<String>,
    /// `parent`, `child`, or of the same family (`stammbaum`); what stands behind the word says how that is known.
    pub relation: String,
    /// What became of it.
    pub result: Option<String>,
}

/// A sitting.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MeetingLine {
    pub source: String,
    pub organization: String,
    pub start: String,
    pub name: Option<String>,
    pub agenda: Vec<ItemLine>,
    pub source_url: Option<String>,
    pub licence: Option<String>,
}

/// An item of its agenda.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ItemLine {
    pub number: Option<String>,
    pub title: Option<String>,
    pub paper: Option<String>,
}

/// A body, a faction, an office.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OrganizationLine {
    pub source: String,
    pub name: String,
    pub kind: String,
}

/// What changed between two looks at the source.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangeLine {
    pub from: String,
    pub to: String,
    pub id: String,
    pub reference: Option<String>,
    pub kind: Option<String>,
    pub title: Option<String>,
    /// `new` or `changed`.
    pub change: String,
    pub diff: Option<Diff>,
    /// Of a paper that is new: its Beratungsfolge, and the ids of those above it.
    pub consultations: Vec<StepLine>,
    pub parents: Vec<serde_json::Value>,
}

/// What is there now and was not, and the other way round.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Diff {
    pub consultations_added: Vec<StepLine>,
    pub consultations_removed: Vec<StepLine>,
    pub results_changed: Vec<ResultLine>,
    /// Ids of papers that hang below it now.
    pub children_added: Vec<serde_json::Value>,
}

/// A result that is another one now.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ResultLine {
    /// The body.
    pub at: Option<String>,
    pub date: Option<String>,
    pub to: Option<String>,
}

impl ResultLine {
    /// When the sitting began.
    pub fn starts_at(&self) -> Option<DateTime<FixedOffset>> {
        moment(self.date.as_deref()?)
    }
}

/// An id of the same source as this one: written out, or as the bare number that stands behind the source's key.
pub fn sibling(source: &str, id: &serde_json::Value) -> Option<String> {
    let id = match id {
        serde_json::Value::String(id) => id.clone(),
        serde_json::Value::Number(id) => id.to_string(),
        _ => return None,
    };
    Some(if id.contains(':') { id } else { format!("{source}:{id}") })
}

impl Line {
    /// Reads one line; what it is shows by the fields that it has.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(|e| format!("no JSON: {e}"))?;
        let has = |field: &str| value.get(field).is_some();
        let fault = |e: serde_json::Error| e.to_string();
        if has("change") {
            let line: ChangeLine = serde_json::from_value(value).map_err(fault)?;
            return if line.id.is_empty() {
                Err("a change without id".to_owned())
            } else {
                Ok(Self::Change(Box::new(line)))
            };
        }
        if has("agenda") {
            let line: MeetingLine = serde_json::from_value(value).map_err(fault)?;
            return match moment(&line.start) {
                Some(_) if !line.organization.trim().is_empty() => Ok(Self::Meeting(line)),
                Some(_) => Err("a sitting without organization".to_owned()),
                None => Err(format!("a sitting whose start {:?} is no time", line.start)),
            };
        }
        if has("reference") || has("consultations") {
            let mut line: PaperLine = serde_json::from_value(value).map_err(fault)?;
            if line.id.is_empty() {
                line.id = line.reference.clone().unwrap_or_default();
            }
            return if line.id.is_empty() {
                Err("a paper without id and reference".to_owned())
            } else {
                Ok(Self::Paper(Box::new(line)))
            };
        }
        if has("name") && has("kind") {
            let line: OrganizationLine = serde_json::from_value(value).map_err(fault)?;
            return if line.name.trim().is_empty() {
                Err("an organization without name".to_owned())
            } else {
                Ok(Self::Organization(line))
            };
        }
        Err("neither a paper nor a sitting, an organization or a change".to_owned())
    }
}

impl PaperLine {
    /// The key of its source: what it says, else what stands before the colon of its id, else `import`.
    pub fn source(&self) -> &str {
        source(&self.source, &self.id)
    }

    /// The parent that it names. Where only the first of the family is known, the one of the family whose number its own
    /// goes on with, else the first.
    pub fn parent(&self) -> Option<RelativeLine> {
        let named = |relative: &&RelativeLine| relative.relation.starts_with("parent");
        if let Some(parent) = self.related.iter().find(named) {
            return Some(parent.clone());
        }
        let own = self.reference.as_deref()?;
        let root = self.root.reference.as_deref().filter(|root| *root != own)?;
        let above = |relative: &&RelativeLine| {
            relative.reference.as_deref().is_some_and(|other| other != own && own.starts_with(other))
        };
        let nearest = self.related.iter().filter(above).max_by_key(|relative| relative.reference.clone());
        let of_root = || RelativeLine {
            id: self.root.id.clone(),
            reference: Some(root.to_owned()),
            relation: "parent".to_owned(),
            ..RelativeLine::default()
        };
        Some(nearest.cloned().unwrap_or_else(of_root))
    }

    /// The day on which it came, where the source says so.
    pub fn day(&self) -> Option<NaiveDate> {
        let text = self.date.as_deref()?;
        moment(text).map(|at| at.date_naive()).or_else(|| day(text))
    }
}

/// The key of a source.
pub fn source<'a>(said: &'a str, id: &'a str) -> &'a str {
    if !said.is_empty() {
        return said;
    }
    id.split_once(':').map_or("import", |(source, _)| source)
}

impl StepLine {
    /// When the sitting began, where the source says so.
    pub fn starts_at(&self) -> Option<DateTime<FixedOffset>> {
        [&self.start, &self.date].into_iter().flatten().find_map(|text| moment(text))
    }

    /// The day of the sitting.
    pub fn day(&self) -> Option<NaiveDate> {
        self.starts_at().map(|at| at.date_naive()).or_else(|| day(self.date.as_deref()?))
    }
}

/// A point in time with its offset.
pub fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text.trim()).ok()
}

/// A day in any of the ways in which sources write it.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    text.parse().ok().or_else(|| NaiveDate::parse_from_str(text, "%d.%m.%Y").ok())
}

/// A text in one line, without what nobody can see.
pub fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_show_what_they_are() {
        assert!(matches!(Line::read(r#"{"id":"a:1","reference":null,"consultations":[]}"#), Ok(Line::Paper(_))));
        assert!(matches!(
            Line::read(r#"{"organization":"Rat","start":"2019-01-24T14:00:00+01:00","agenda":[]}"#),
            Ok(Line::Meeting(_))
        ));
        assert!(matches!(Line::read(r#"{"name":"Rat","kind":"council"}"#), Ok(Line::Organization(_))));
        assert!(matches!(Line::read(r#"{"change":"new","id":"a:1"}"#), Ok(Line::Change(_))));
        for (wrong, told) in [
            ("{", "no JSON"),
            ("{}", "neither"),
            (r#"{"reference":null}"#, "without id"),
            (r#"{"organization":"Rat","start":"soon","agenda":[]}"#, "no time"),
            (r#"{"id":"1","reference":"1","submitter":"one"}"#, "invalid type"),
        ] {
            let fault = Line::read(wrong).unwrap_err();
            assert!(fault.contains(told), "{fault}");
        }
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        let wanted = NaiveDate::from_ymd_opt(2021, 3, 2);
        for text in ["2021-03-02", "02.03.2021", " 02.03.2021 "] {
            assert_eq!(day(text), wanted);
        }
        let step = StepLine { date: Some("2021-03-02T16:00:00+01:00".to_owned()), ..StepLine::default() };
        assert_eq!(step.day(), wanted);
        assert_eq!(one_line("Titel\r\nmit\u{7} Umbruch "), "Titel mit Umbruch");
    }

    #[test]
    fn the_parent_is_found_in_every_spelling() {
        let paper = |related: &str, root: &str| {
            let text = format!(
                r#"{{"id":"a:1","reference":"VII-A-1-NF-02","related":[{related}],"root":{{"reference":{root}}}}}"#
            );
            match Line::read(&text) {
                Ok(Line::Paper(paper)) => paper.parent().and_then(|parent| parent.reference),
                _ => None,
            }
        };
        let inferred = r#"{"relation":"parent (from reference)","reference":"VII-A-1"}"#;
        assert_eq!(paper(inferred, "null").as_deref(), Some("VII-A-1"));
        let family =
            r#"{"relation":"stammbaum","reference":"VII-A-1-VSP-01"},{"relation":"stammbaum","reference":"VII-A-1"}"#;
        assert_eq!(paper(family, "\"VII-A-1\"").as_deref(), Some("VII-A-1"));
        assert_eq!(paper("", "\"VII-A-1-NF-02\""), None);
        assert_eq!(sibling("m", &serde_json::json!(7)).as_deref(), Some("m:7"));
        assert_eq!(sibling("m", &serde_json::json!("x:7")).as_deref(), Some("x:7"));
    }
}
