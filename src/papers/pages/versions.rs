//! The frozen versions of a paper's text, each with what changed in it, word by word.
use super::clocks::Named;
use super::values;
use super::{Found, crumbs, foreign, meant, moved, number, path};
use crate::app::App;
use crate::council::{Council, FieldRule};
use crate::error::{Error, Result};
use crate::papers::compare::{self, Content, Part};
use crate::papers::view::{self, Dossier, Version};
use crate::procedure::Relation;
use crate::visibility::Scope;
use crate::web::page::{Crumb, Frame, Page};
use crate::wording::Wording;
use crate::words::{Language, Words};
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// A part of a text, and what changed in it.
#[derive(Debug, Clone, Serialize)]
pub struct PartRow {
    pub label: String,
    pub changed: bool,
    pub runs: Vec<compare::Run>,
}

/// The parts of a comparison in words.
pub fn part_rows(words: &Words, language: Language, parts: Vec<Part>) -> Vec<PartRow> {
    parts
        .into_iter()
        .map(|part| PartRow {
            label: words.say(language, &format!("field_{}", part.name), &[]),
            changed: part.is_changed(),
            runs: part.runs,
        })
        .collect()
}

/// What a new version or an amendment changes. An amendment is about the decision: of it only the points are compared.
pub fn differences(words: &Words, council: &Council, language: Language, dossier: &Dossier) -> Result<Vec<PartRow>> {
    let Some(earlier) = &dossier.earlier else { return Ok(Vec::new()) };
    let amends = council.kind(&dossier.paper.kind).is_some_and(|kind| kind.relation == Some(Relation::Amends));
    let own = Content {
        title: dossier.paper.title.clone(),
        occasion: dossier.paper.occasion.clone(),
        facts: dossier.paper.facts.clone(),
        points: dossier.points.iter().map(|point| (point.number, point.content.clone())).collect(),
        extra: dossier.paper.extra.clone(),
        ..Content::default()
    };
    let earlier = Content { questions: Vec::new(), ..Content::parse(earlier)? };
    let mut parts = compare::parts(&earlier, &own);
    parts.retain(|part| !amends || part.name == "points");
    let mut rows = part_rows(words, language, parts);
    if !amends {
        rows.extend(own_rows(words, council, &dossier.paper.kind, language, [&earlier, &own]));
    }
    Ok(rows)
}

/// The fields of the kind's own that are filled in in one of the two texts, and what changed in them. What is private is
/// in no text that is compared.
fn own_rows(
    words: &Words,
    council: &Council,
    kind: &str,
    language: Language,
    [old, new]: [&Content; 2],
) -> Vec<PartRow> {
    let Some(kind) = council.kind(kind) else { return Vec::new() };
    let text = |content: &Content, key: &str, rule: &FieldRule| {
        let value = content.extra.values.get(key);
        value.map_or_else(String::new, |value| values::plain(words, council, rule, value, language))
    };
    let fields = kind.ordered_fields().into_iter().filter(|(_, rule)| !rule.private);
    fields
        .map(|(key, rule)| (rule, text(old, key, rule), text(new, key, rule)))
        .filter(|(_, old, new)| !(old.is_empty() && new.is_empty()))
        .map(|(rule, old, new)| PartRow {
            label: rule.label.say(language).to_owned(),
            changed: old != new,
            runs: compare::words(&old, &new),
        })
        .collect()
}

/// The way to the earlier version that the differences are told against.
pub fn earlier(words: &Words, council: &Council, language: Language, dossier: &Dossier) -> Option<Named> {
    let parent = dossier.parent.as_ref().filter(|_| dossier.earlier.is_some())?;
    let version = dossier.paper.extra.target_version?.to_string();
    let title = words.say(language, "version_title", &[("number", &version)]);
    Some(Named {
        label: format!("{}, {title}", number(words, language, parent)),
        href: format!("{}/versions/{version}", path(council, &parent.path_segment())),
    })
}

/// The ways to the frozen texts of a paper that has more than one.
pub fn links(words: &Words, council: &Council, language: Language, dossier: &Dossier) -> Vec<Named> {
    if dossier.versions.len() < 2 {
        return Vec::new();
    }
    let href = path(council, &dossier.paper.path_segment());
    let named = |version: &Version| Named {
        label: words.say(language, "version_title", &[("number", &version.number.to_string())]),
        href: format!("{href}/versions/{}", version.number),
    };
    dossier.versions.iter().map(named).collect()
}

/// A version with the differences to the one before it.
#[derive(Serialize)]
pub struct VersionPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    pub paper: Named,
    pub subject: String,
    pub lang: &'static str,
    /// When it was frozen.
    pub frozen: String,
    /// What it is compared to; none for the first.
    pub before: String,
    pub parts: Vec<PartRow>,
    pub others: Vec<Named>,
}

/// `GET /{council}/papers/{slug}/versions/{number}`
pub async fn page(app: web::Data<App>, frame: Frame, at: web::Path<(String, String, i32)>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (_, name, wanted) = at.into_inner();
    let (rules, actor) = (council.clone(), frame.actor.clone());
    let found = app
        .read(move |db| {
            Ok(match meant(db, &rules, actor.as_ref(), &name)? {
                Found::Elsewhere(segment) => Found::Elsewhere(segment),
                Found::Here(paper) => {
                    let scope = Scope::of(actor.as_ref(), &rules.slug);
                    let versions = view::readable(db, &rules, &scope, &paper)?;
                    Found::Here((paper, versions))
                }
            })
        })
        .await?;
    let (paper, versions) = match found {
        Found::Here(found) => found,
        Found::Elsewhere(segment) => return Ok(moved(&council, &segment, &format!("/versions/{wanted}"))),
    };
    let (words, language) = (&app.words, frame.language);
    let at = versions.iter().position(|version| version.number == wanted).ok_or(Error::NotFound)?;
    let version = versions.get(at).ok_or(Error::NotFound)?;
    let before: Option<&Version> = at.checked_sub(1).and_then(|before| versions.get(before));
    let content = Content::parse(&version.content)?;
    let earlier = before.map_or_else(|| Ok(content.clone()), |before| Content::parse(&before.content))?;
    let label = |number: i32| words.say(language, "version_title", &[("number", &number.to_string())]);
    let title = label(version.number);
    let href = path(&council, &paper.path_segment());
    let page = VersionPage {
        crumbs: crumbs(&frame, words, &council, &paper, &title),
        paper: Named { label: number(words, language, &paper), href: href.clone() },
        subject: paper.title.clone(),
        lang: foreign(&frame, &council),
        frozen: Wording::new(words, &council, language).moment(version.frozen_at),
        before: before.map_or_else(String::new, |before| label(before.number)),
        parts: {
            let mut parts = part_rows(words, language, compare::parts(&earlier, &content));
            parts.extend(own_rows(words, &council, &paper.kind, language, [&earlier, &content]));
            parts
        },
        others: versions
            .iter()
            .filter(|other| other.number != wanted)
            .map(|other| Named { label: label(other.number), href: format!("{href}/versions/{}", other.number) })
            .collect(),
        title,
    };
    frame.render(&app, &page)
}

impl Page for VersionPage {
    const TEMPLATE: &'static str = "pages/papers/version.html";
    fn samples() -> Vec<Self> {
        let part =
            |old, new| PartRow { label: "Betreff".to_owned(), changed: old != new, runs: compare::words(old, new) };
        let page = |before: &str, parts| Self {
            crumbs: vec![Crumb::to("VII-A-08079", "/leipzig/papers/VII-A-08079"), Crumb::here("Fassung 2")],
            title: "Fassung 2".to_owned(),
            paper: Named { label: "VII-A-08079".to_owned(), href: "/leipzig/papers/VII-A-08079".to_owned() },
            subject: "Radwege <im> Osten".to_owned(),
            lang: "de",
            frozen: "12.08.2020, 09:00 Uhr".to_owned(),
            before: before.to_owned(),
            parts,
            others: vec![Named {
                label: "Fassung 1".to_owned(),
                href: "/leipzig/papers/VII-A-08079/versions/1".to_owned(),
            }],
        };
        vec![
            page("", vec![part("gleich", "gleich")]),
            page("Fassung 1", vec![part("bis <2024>", "bis <2025>\nzu"), part("gleich", "gleich"), part("", "neu")]),
        ]
    }
}
