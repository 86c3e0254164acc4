//! The family of a paper (Stammbaum): as a page, as a drawing, as JSON.
use super::{Found, clocks::Named, crumbs, foreign, meant, moved, number, path};
use crate::app::App;
use crate::council::Council;
use crate::db::types::PaperId;
use crate::error::Result;
use crate::papers::Paper;
use crate::papers::json::KeptJson;
use crate::papers::kept::Kept;
use crate::papers::svg::{self, Drawing, Leaf};
use crate::papers::view::{self, Relative};
use crate::visibility::Scope;
use crate::web::page::{Crumb, Frame};
use crate::web::reply::{etag, matching};
use crate::web::rows::Fact;
use crate::wording::Wording;
use crate::words::{Language, Words};
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// Larger families are folded on the paper's page, and their drawing is a picture of its own.
pub const LARGE: usize = 30;
/// Lists are not nested deeper than this; what hangs deeper stands at this level.
const DEEPEST: usize = 20;

/// The Stammbaum alone.
#[derive(Serialize)]
pub struct Lineage {
    pub crumbs: Vec<Crumb>,
    pub lang: &'static str,
    pub lead: String,
    pub paper: Named,
    /// The drawing, unless the family is large: then the page names the picture.
    pub drawing: Option<Drawing>,
    pub drawing_title: String,
    pub drawing_about: String,
    pub width: usize,
    pub height: usize,
    pub svg_href: String,
    pub json_href: String,
    pub rows: Vec<ListRow>,
    /// The numbers that no paper bears, each with why.
    pub kept: Vec<Fact>,
}

/// An entry of a nested list, written down flat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListRow {
    /// Whether a list begins before it: it is the first of its level.
    pub opens: bool,
    /// Whether a list follows inside it.
    pub leads: bool,
    /// One for each list that ends after it, and with it the entry around that list.
    pub closes: Vec<()>,
    /// Whether the whole list ends after it.
    pub last: bool,
    pub number: String,
    pub href: String,
    pub title: String,
    pub author: String,
    pub kind: String,
    pub here: bool,
}

/// What is drawn of a family.
pub fn leaves(words: &Words, council: &Council, language: Language, family: &[Relative], here: &Paper) -> Vec<Leaf> {
    family
        .iter()
        .map(|relative| Leaf {
            number: number(words, language, &relative.paper),
            kind: council.kind_label(&relative.paper.kind, language).to_owned(),
            title: relative.paper.title.clone(),
            href: path(council, &relative.paper.path_segment()),
            depth: relative.node.depth,
            here: relative.paper.id == here.id,
        })
        .collect()
}

/// The nested list; `authors` are the organisations of the leaves, in the same order.
pub fn rows(leaves: &[Leaf], authors: impl IntoIterator<Item = String>) -> Vec<ListRow> {
    let depth = |leaf: &Leaf| leaf.depth.min(DEEPEST);
    let mut before = None;
    leaves
        .iter()
        .zip(authors)
        .enumerate()
        .map(|(at, (leaf, author))| {
            let opens = before.is_none_or(|before| depth(leaf) > before);
            before = Some(depth(leaf));
            let next = leaves.get(at + 1).map(depth);
            let closes = depth(leaf).saturating_sub(next.unwrap_or(0));
            ListRow {
                opens,
                leads: next.is_some_and(|next| next > depth(leaf)),
                closes: vec![(); closes],
                last: next.is_none(),
                number: leaf.number.clone(),
                href: leaf.href.clone(),
                title: leaf.title.clone(),
                author,
                kind: leaf.kind.clone(),
                here: leaf.here,
            }
        })
        .collect()
}

/// The numbers that no paper bears, each with what became of it.
pub fn kept(wording: &Wording<'_>, kept: &[Kept]) -> Vec<Fact> {
    kept.iter().map(|kept| Fact { label: kept.reference.clone(), value: wording.kept(kept) }).collect()
}

/// Those of a large family that stand on the page itself: the papers above this one, itself, and the first below it. All
/// stand on the page of the Stammbaum.
pub fn nearest(family: &[Relative], paper: &Paper) -> Vec<PaperId> {
    let parents: std::collections::BTreeMap<_, _> =
        family.iter().filter_map(|relative| Some((relative.paper.id, relative.node.parent?))).collect();
    let mut near = vec![paper.id];
    let mut at = paper.id;
    while let Some(parent) = parents.get(&at).filter(|parent| !near.contains(parent)) {
        at = *parent;
        near.push(at);
    }
    let below = family.iter().filter(|relative| relative.node.parent == Some(paper.id));
    near.extend(below.map(|relative| relative.paper.id).take(LARGE.saturating_sub(near.len())));
    near
}

/// The paper of the path with its family.
async fn family(app: &App, frame: &Frame, name: &str) -> Result<Found<(Paper, Vec<Relative>, Vec<Kept>)>> {
    let (council, actor, name) = (frame.council()?.clone(), frame.actor.clone(), name.to_owned());
    app.read(move |db| {
        Ok(match meant(db, &council, actor.as_ref(), &name)? {
            Found::Elsewhere(segment) => Found::Elsewhere(segment),
            Found::Here(paper) => {
                let scope = Scope::of(actor.as_ref(), &council.slug);
                let family = view::family(db, &scope, paper.root_id)?;
                let kept = view::kept(db, paper.root_id, &family)?;
                Found::Here((paper, family, kept))
            }
        })
    })
    .await
}

/// `GET /{council}/papers/{slug}/lineage`
pub async fn page(app: web::Data<App>, frame: Frame, at: web::Path<(String, String)>) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (paper, family, kept_numbers) = match family(&app, &frame, &at.1).await? {
        Found::Here(found) => found,
        Found::Elsewhere(segment) => return Ok(moved(&council, &segment, "/lineage")),
    };
    let (words, language) = (&app.words, frame.language);
    let leaves = leaves(words, &council, language, &family, &paper);
    let drawing = svg::draw(&leaves);
    let href = path(&council, &paper.path_segment());
    let own = number(words, language, &paper);
    let title = words.say(language, "lineage_title", &[]);
    frame.render(
        &app,
        &Lineage {
            crumbs: crumbs(&frame, words, &council, &paper, &title),
            lang: foreign(&frame, &council),
            lead: words.say(language, "lineage_lead", &[("count", &family.len().to_string()), ("number", &own)]),
            drawing_title: words.say(language, "lineage_drawing", &[("number", &own)]),
            drawing_about: words.say(language, "lineage_about", &[]),
            paper: Named { label: own, href: href.clone() },
            width: drawing.width,
            height: drawing.height,
            drawing: (leaves.len() <= LARGE).then_some(drawing),
            svg_href: format!("{href}/lineage.svg"),
            json_href: format!("{href}/lineage.json"),
            kept: kept(&Wording::new(words, &council, language), &kept_numbers),
            rows: rows(&leaves, family.into_iter().map(|relative| relative.author)),
        },
    )
}

/// The policy of the drawing as a document: its own style, known by its hash, and nothing else.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(svg::STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// `GET /{council}/papers/{slug}/lineage.svg`
pub async fn svg(
    app: web::Data<App>,
    frame: Frame,
    request: HttpRequest,
    at: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (paper, family, _) = match family(&app, &frame, &at.1).await? {
        Found::Here(found) => found,
        Found::Elsewhere(segment) => return Ok(moved(&council, &segment, "/lineage.svg")),
    };
    let (words, language) = (&app.words, frame.language);
    let mut context = tera::Context::new();
    context.insert("drawing", &svg::draw(&leaves(words, &council, language, &family, &paper)));
    let own = number(words, language, &paper);
    context.insert("title", &words.say(language, "lineage_drawing", &[("number", &own)]));
    context.insert("about", &words.say(language, "lineage_about", &[]));
    context.insert("style", svg::STYLE);
    context.insert("lang", language.tag());
    let drawn = app.templates.render("svg/lineage.html", &context)?;
    let mut answer = answered(&frame, &request, "image/svg+xml; charset=utf-8", drawn);
    if let Ok(policy) = HeaderValue::try_from(POLICY.as_str()) {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(answer)
}

/// One paper of the family for programs.
#[derive(Serialize)]
struct Member<'a> {
    id: String,
    reference: Option<&'a str>,
    title: &'a str,
    kind: &'a str,
    kind_label: &'a str,
    author: &'a str,
    url: String,
    /// The reference or id of the paper above, when it is to be seen.
    parent: Option<String>,
    depth: usize,
    /// Where it was taken from, and under which licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a str>,
}

/// `GET /{council}/papers/{slug}/lineage.json`
pub async fn json(
    app: web::Data<App>,
    frame: Frame,
    request: HttpRequest,
    at: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (paper, family, kept) = match family(&app, &frame, &at.1).await? {
        Found::Here(found) => found,
        Found::Elsewhere(segment) => return Ok(moved(&council, &segment, "/lineage.json")),
    };
    let base = app.config.public_url();
    let names: std::collections::HashMap<_, _> =
        family.iter().map(|relative| (relative.paper.id, &relative.paper)).collect();
    let members: Vec<_> = family
        .iter()
        .map(|Relative { paper, author, node, origin }| Member {
            id: paper.id.to_string(),
            reference: paper.reference.as_deref(),
            title: &paper.title,
            kind: &paper.kind,
            kind_label: council.kind_label(&paper.kind, frame.language),
            author,
            url: format!("{base}{}", path(&council, &paper.path_segment())),
            parent: node
                .parent
                .and_then(|id| names.get(&id))
                .map(|parent| parent.reference.clone().unwrap_or_else(|| parent.id.to_string())),
            depth: node.depth,
            source: origin.as_ref().map(|(source, _)| council.import.source(source)),
            licence: origin.as_ref().map(|(_, licence)| licence.as_str()),
        })
        .collect();
    let named = paper.reference.clone().unwrap_or_else(|| paper.id.to_string());
    let kept = KeptJson::list(&Wording::new(&app.words, &council, frame.language), &kept, None);
    let mut document = serde_json::json!({ "paper": named, "members": members });
    if !kept.is_empty() {
        document["reserved_numbers"] = serde_json::to_value(kept)?;
    }
    let text = serde_json::to_string(&document)?;
    Ok(answered(&frame, &request, "application/json; charset=utf-8", text))
}

/// An answer beside the pages, to be kept like them.
fn answered(frame: &Frame, request: &HttpRequest, kind: &str, text: String) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(kind)
        .insert_header((header::CONTENT_LANGUAGE, frame.language.tag()))
        .insert_header((header::VARY, "Cookie, Accept-Language, Accept-Encoding"));
    if frame.actor.is_some() {
        return answer.insert_header((header::CACHE_CONTROL, "private, no-store")).body(text);
    }
    let tag = etag(text.as_bytes());
    answer.insert_header((header::CACHE_CONTROL, "no-cache"));
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|sent| matching(sent, &tag));
    match known {
        Some(known) => {
            answer.status(actix_web::http::StatusCode::NOT_MODIFIED).insert_header((header::ETAG, known)).finish()
        }
        None => answer.insert_header((header::ETAG, tag)).body(text),
    }
}
