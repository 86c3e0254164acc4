//! The page of an order, for everybody who may know of it, and the forms by which something is done with it.
use super::act::{self, Offer};
use super::{Order, Report, force, joint, store};
use crate::app::App;
use crate::clocks::light::{ClockLight, tone};
use crate::council::Council;
use crate::db::Db;
use crate::db::types::{OrderId, OrganizationId};
use crate::error::Result;
use crate::events::{self, Event};
use crate::papers::Paper;
use crate::papers::pages::offered::Offered;
use crate::procedure::{Action, implementation};
use crate::visibility::{Circle, Scope};
use crate::web::page::{Crumb, Frame, Page};
use crate::web::routes::{self, Access, Entry};
use crate::web::rows::Fact;
use crate::web::rows::{Link, Telling};
use crate::wording::Told;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

pub mod action;
pub mod carried;
pub mod section;

pub fn routes() -> Vec<Entry> {
    vec![
        routes::get("/{council}/orders/{id}", Access::Anyone, show),
        routes::get("/{council}/orders/{id}/actions/{action}", Access::SignedIn, action::form),
        routes::post("/{council}/orders/{id}/actions/{action}", Access::SignedIn, action::act),
    ]
}

/// An order as its page shows it; every text is in words already.
#[derive(Serialize)]
pub struct OrderPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    /// The language of what people wrote, where it is another than the page's.
    pub lang: &'static str,
    /// What was just done.
    pub done: Option<String>,
    pub nonpublic: bool,
    pub light: ClockLight,
    pub state: String,
    pub text: String,
    /// The paper that was decided; its number alone where it does not lie before the reader.
    pub paper: Link,
    pub subject: String,
    pub facts: Vec<Fact>,
    pub origin: Option<Row>,
    pub parts: Vec<Row>,
    /// The papers that carry it out.
    pub carriers: Vec<Link>,
    pub reports: Vec<ReportRow>,
    /// When the next report is wanted; empty when none is.
    pub report_due: String,
    pub history: Vec<Told>,
    pub open: Vec<Offered>,
    pub refused: Vec<Offered>,
}

/// Another order, in a line.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub href: String,
    pub label: String,
    pub text: String,
    pub owner: String,
    pub due: String,
    pub light: ClockLight,
}

/// A report in words.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    pub day: String,
    pub by: String,
    pub text: String,
    /// When it is expected to be done.
    pub expected: String,
    pub done: bool,
}

/// The address of an order.
pub fn path(council: &Council, id: OrderId) -> String {
    format!("/{}/orders/{id}", council.slug)
}

/// The light of an order with its word and its date.
pub fn light(telling: &Telling<'_>, order: &Order) -> ClockLight {
    let (light, label) = telling.wording.order_light(order, telling.today);
    ClockLight { label, tone: tone(light), due: telling.wording.order_due(order) }
}

/// Everything that the page is made of, of one moment.
struct Read {
    order: Order,
    paper: Paper,
    sees_paper: bool,
    owners: Vec<(OrganizationId, String)>,
    /// Everybody who asked for it.
    submitters: Vec<String>,
    /// From when on its reports are counted.
    counts_from: NaiveDate,
    origin: Option<Order>,
    parts: Vec<Order>,
    carriers: Vec<Paper>,
    reports: Vec<Report>,
    history: Vec<Event>,
    closing: Option<store::Decided>,
}

fn read(db: &mut Db, council: &Council, scope: &Scope, id: OrderId) -> Result<Read> {
    let (order, paper) = store::find(db, &council.slug, scope, id)?;
    let mut others = store::parts(db, order.id)?;
    let origin = order.origin_id.map(|id| store::get(db, &council.slug, id)).transpose()?;
    let around = crate::papers::store::others(db, paper.id)?;
    let exposure = paper.exposure_to(&around);
    let seen = |other: &Order| scope.sees_order(other.circle(), &other.holders(), &exposure);
    let origin = origin.filter(seen);
    others.retain(seen);
    let own = format!("order:{}", order.id);
    let mut subjects = vec![own.clone()];
    subjects.extend(order.resolution_id.map(|id| format!("resolution:{id}")));
    // How it came about: the splitting of what it was a part of, and of what that was a part of.
    subjects.extend(store::origins(db, &order)?.into_iter().map(|id| format!("order:{id}")));
    let mut history = events::store::of_subjects(db, &council.slug, &subjects)?;
    let split = Action::Split.as_str();
    history.retain(|event| !event.subject.starts_with("order:") || event.subject == own || event.action == split);
    history.retain(|event| scope.sees_order(event.circle, &order.holders(), &exposure));
    let mut named = others.clone();
    named.extend(origin.clone());
    named.push(order.clone());
    let closing = match order.closing_consultation_id {
        Some(id) => store::decided(db, &[id])?.pop(),
        None => None,
    };
    Ok(Read {
        sees_paper: store::sees_paper(db, scope, &paper)?,
        owners: store::owners(db, &named)?,
        submitters: joint::of(db, &paper)?,
        counts_from: order.counts_from(&force::store::binding_days(db, order.resolution_id.as_slice())?),
        reports: store::reports(db, order.id)?,
        carriers: store::carried::carriers(db, scope, order.id)?,
        parts: others,
        origin,
        history,
        closing,
        order,
        paper,
    })
}

/// `GET /{council}/orders/{id}`
async fn show(
    app: web::Data<App>,
    frame: Frame,
    request: HttpRequest,
    at: web::Path<(String, OrderId)>,
) -> Result<HttpResponse> {
    let council = frame.council()?.clone();
    let (id, scope) = (at.into_inner().1, frame.scope());
    let found = {
        let council = council.clone();
        app.read(move |db| read(db, &council, &scope, id)).await?
    };
    let telling = Telling::of(&app, &frame)?;
    let mut page = OrderPage::of(&telling, &frame, &council, &found);
    page.done = done(&telling, request.query_string());
    frame.render(&app, &page)
}

/// What was just done, in a sentence; for any other query nothing.
fn done(telling: &Telling<'_>, query: &str) -> Option<String> {
    let action: Action = query.strip_prefix("done=")?.parse().ok()?;
    let key = format!("order_done_{action}");
    telling.wording.words.has(&key).then(|| telling.say(&key, &[]))
}

impl OrderPage {
    fn of(telling: &Telling<'_>, frame: &Frame, council: &Council, read: &Read) -> Self {
        let Read { order, paper, .. } = read;
        let number = telling.number(paper);
        let title = telling.wording.order_name(order, &number);
        let own = council.language();
        let (open, refused) = match &frame.actor {
            Some(actor) => offered(telling, order, &act::offers(council, order, actor)),
            None => (Vec::new(), Vec::new()),
        };
        let href = if read.sees_paper { telling.paper_href(paper) } else { String::new() };
        let mut crumbs = vec![
            Crumb::to(telling.say("shell_start", &[]), format!("/{}/", council.slug)),
            Crumb::to(telling.say("tracking_title", &[]), format!("/{}/tracking", council.slug)),
        ];
        crumbs.push(Crumb::here(title.clone()));
        let row = |other: &Order| self::row(telling, council, other, &number, &read.owners);
        Self {
            crumbs,
            title,
            lang: if own == frame.language { "" } else { own.tag() },
            done: None,
            nonpublic: order.circle().min(paper.circle) != Circle::Public,
            light: light(telling, order),
            state: match order.is_annulled() {
                true => telling.say("order_annulled", &[]),
                false => telling.wording.order_state(order.state),
            },
            text: order.content.clone(),
            subject: if read.sees_paper { telling.title(paper) } else { String::new() },
            facts: facts(telling, read),
            origin: read.origin.as_ref().map(row),
            parts: read.parts.iter().map(row).collect(),
            carriers: carriers(telling, &read.carriers),
            reports: read.reports.iter().map(|report| report_row(telling, report)).collect(),
            report_due: report_due(telling, read),
            history: read.history.iter().map(|event| telling.wording.event(event)).collect(),
            paper: Link { label: number, href },
            open,
            refused,
        }
    }
}

fn facts(telling: &Telling<'_>, read: &Read) -> Vec<Fact> {
    let Read { order, .. } = read;
    let owner = owner(telling, order, &read.owners);
    let mut facts = vec![
        Fact { label: telling.say("order_owner", &[]), value: owner },
        Fact { label: telling.say("order_due", &[]), value: telling.wording.order_due(order) },
        Fact { label: telling.say("order_created", &[]), value: telling.wording.day(order.created_on) },
    ];
    if let Some(told) = coordinator(telling, order, &read.owners) {
        facts.insert(1, Fact { label: telling.say("order_coordinator", &[]), value: told });
    }
    if read.sees_paper {
        facts.push(Fact { label: telling.say("order_asked_by", &[]), value: read.submitters.join(", ") });
    }
    if let Some(day) = order.closed_on {
        facts.push(Fact { label: telling.say("order_closed", &[]), value: telling.wording.day(day) });
    }
    if let Some(decision) = &read.closing {
        facts.push(Fact { label: telling.say("order_dropped_by", &[]), value: decided(telling, decision) });
    }
    if !order.reason.is_empty() {
        facts.push(Fact { label: telling.say("paper_reason", &[]), value: order.reason.clone() });
    }
    facts
}

/// A decision in a line: number, body, result, day.
pub(crate) fn decided(telling: &Telling<'_>, decision: &store::Decided) -> String {
    let (_, reference, body, word, at) = decision;
    let council = telling.wording.council;
    let parts = [
        reference.clone(),
        Some(body.clone()),
        word.as_deref().map(|word| council.result_label(word, telling.wording.language).to_owned()),
        at.map(|at| telling.wording.day(at.day(council.timezone))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The name of the department that owns an order, or that none does yet.
pub fn owner(telling: &Telling<'_>, order: &Order, owners: &[(OrganizationId, String)]) -> String {
    let known = owners.iter().find(|(id, _)| Some(*id) == order.owner_id);
    known.map_or_else(|| telling.say("order_owner_open", &[]), |(_, name)| name.clone())
}

/// Who coordinates an order, and from which day on: "CIO, ab 01.06.2018". `None` where nobody does.
pub fn coordinator(telling: &Telling<'_>, order: &Order, names: &[(OrganizationId, String)]) -> Option<String> {
    let (_, name) = names.iter().find(|(id, _)| Some(*id) == order.coordinator_id)?;
    Some(telling.wording.coordinated(order, name))
}

/// An order in a line.
pub fn row(
    telling: &Telling<'_>,
    council: &Council,
    order: &Order,
    number: &str,
    owners: &[(OrganizationId, String)],
) -> Row {
    Row {
        href: path(council, order.id),
        label: telling.wording.order_name(order, number),
        text: order.content.clone(),
        owner: owner(telling, order, owners),
        due: telling.wording.order_due(order),
        light: light(telling, order),
    }
}

/// The papers that carry an order out, in words.
fn carriers(telling: &Telling<'_>, papers: &[Paper]) -> Vec<Link> {
    let link = |paper: &Paper| Link {
        label: format!("{} {}", telling.number(paper), telling.title(paper)),
        href: telling.paper_href(paper),
    };
    papers.iter().map(link).collect()
}

fn report_row(telling: &Telling<'_>, report: &Report) -> ReportRow {
    ReportRow {
        day: telling.wording.day(report.reported_on),
        by: report.reporter.clone(),
        text: report.content.clone(),
        expected: report.expected_on.map(|day| telling.wording.day(day)).unwrap_or_default(),
        done: report.proposes_done,
    }
}

fn report_due(telling: &Telling<'_>, read: &Read) -> String {
    let last = read.reports.first().map(|report| report.reported_on);
    let months = telling.wording.council.orders.report_months;
    implementation::report_due(read.order.state, read.counts_from, last, months)
        .map(|day| telling.wording.day(day))
        .unwrap_or_default()
}

/// What this person can do now, and what is theirs to do at another time.
fn offered(telling: &Telling<'_>, order: &Order, offers: &[Offer]) -> (Vec<Offered>, Vec<Offered>) {
    let council = telling.wording.council;
    let language = telling.wording.language;
    let made = offers.iter().filter(|offer| offer.mine).map(|offer| Offered {
        label: action::label(council, offer.action, language),
        href: format!("{}/actions/{}", path(council, order.id), offer.action),
        version: order.version,
        at_once: offer.fields.is_empty(),
        danger: offer.action == Action::Drop,
        why: offer.refused.iter().map(|why| telling.wording.words.tell(language, why)).collect(),
    });
    made.partition(|offered| offered.why.is_empty())
}

impl Page for OrderPage {
    const TEMPLATE: &'static str = "pages/orders/show.html";
    fn samples() -> Vec<Self> {
        let light = |tone| ClockLight { label: "überfällig".to_owned(), tone, due: "30.09.2026".to_owned() };
        let row = || Row {
            href: "/leipzig/orders/x".to_owned(),
            label: "Auftrag zu VII-A-00123, Punkt 2".to_owned(),
            text: "Die <Bänke> am Kanal werden erneuert.".to_owned(),
            owner: "06 Dezernat Bau".to_owned(),
            due: "4. Quartal 2026".to_owned(),
            light: light("warn"),
        };
        let offered = |at_once, danger, why: &[&str]| Offered {
            label: "Sachstand berichten".to_owned(),
            href: "/leipzig/orders/x/actions/report".to_owned(),
            version: 3,
            at_once,
            danger,
            why: why.iter().map(|why| (*why).to_owned()).collect(),
        };
        let plain = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Auftrag zu VII-A-00123, Punkt 2")],
            title: "Auftrag zu VII-A-00123, Punkt 2".to_owned(),
            lang: "",
            done: None,
            nonpublic: false,
            light: light("bad"),
            state: "erteilt".to_owned(),
            text: "Die Bänke am Kanal werden erneuert.".to_owned(),
            paper: Link { label: "VII-A-00123".to_owned(), href: "/leipzig/papers/VII-A-00123".to_owned() },
            subject: "Mehr <Bänke>".to_owned(),
            facts: vec![Fact { label: "Zuständig".to_owned(), value: "06 Dezernat Bau".to_owned() }],
            origin: None,
            parts: Vec::new(),
            carriers: Vec::new(),
            reports: Vec::new(),
            report_due: String::new(),
            history: Vec::new(),
            open: Vec::new(),
            refused: Vec::new(),
        };
        let told = Told {
            title: "Über den Sachstand berichtet".to_owned(),
            at: "12.08.2026, 09:00 Uhr".to_owned(),
            by: "06 Dezernat Bau".to_owned(),
            facts: vec![crate::wording::Labelled { label: "Bericht".to_owned(), text: "a\nb".to_owned() }],
            reason: Some("<Grund>".to_owned()),
            next: Some("Das Büro bestätigt.".to_owned()),
        };
        let report = |done| ReportRow {
            day: "12.08.2026".to_owned(),
            by: "06 Dezernat Bau".to_owned(),
            text: "Die Vergabe läuft.\n<b>".to_owned(),
            expected: "31.10.2026".to_owned(),
            done,
        };
        let full = Self {
            lang: "de",
            done: Some("Der Bericht ist gespeichert.".to_owned()),
            nonpublic: true,
            paper: Link { label: "VII-A-00123".to_owned(), href: String::new() },
            subject: String::new(),
            origin: Some(row()),
            parts: vec![row(), row()],
            carriers: vec![Link { label: "VII-DS-00124 <Bänke>".to_owned(), href: "/leipzig/papers/x".to_owned() }],
            reports: vec![report(true), report(false)],
            report_due: "31.12.2026".to_owned(),
            history: vec![told],
            open: vec![offered(true, false, &[]), offered(false, true, &[])],
            refused: vec![offered(false, false, &["Der Auftrag ist erledigt."])],
            ..plain()
        };
        vec![plain(), full]
    }
}
