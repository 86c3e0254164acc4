//! What may be done with orders. Every change is one transaction: the rule is asked, the row is written over its version,
//! the event is appended, the mails are queued.
use super::{Order, Resolution, store};
use crate::app::Tx;
use crate::consultations::Consultation;
use crate::council::{Council, MailRow};
use crate::db::types::{OrderId, ResolutionId};
use crate::error::Result;
use crate::events::{self, Detail, NewEvent};
use crate::organizations;
use crate::papers::facts::Case;
use crate::procedure::{OrderState, ResultClass};
use crate::visibility::Circle;

/// Records what a body has decided, and an order for each of its operative points; for the whole resolution when it has
/// none. The department that is responsible for the paper owns them; where none is, the office has to name it. One event
/// tells of all of them.
///
/// To be called in the transaction that enters the result.
///
/// # Errors
/// Only what the database says.
pub fn from_decision(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    class: ResultClass,
    points: &[(i32, String)],
) -> Result<()> {
    let paper = &case.paper;
    let today = tx.now.day(council.timezone);
    let decided_on = store::sat_at(tx, consultation.id)?.map_or(today, |at| at.day(council.timezone));
    let circle = store::circle_of(tx, consultation.id)?.min(paper.circle);
    let whole = || vec![(None, paper.title.clone())];
    let texts: Vec<(Option<i32>, String)> = match points {
        [] => whole(),
        points => points.iter().map(|(number, text)| (Some(*number), text.clone())).collect(),
    };
    let told: Vec<_> = texts.iter().map(numbered).collect();
    let resolution = Resolution {
        id: ResolutionId::new(),
        council: council.slug.clone(),
        paper_id: paper.id,
        consultation_id: consultation.id,
        content: told.join("\n\n"),
        decided_on,
        class,
    };
    store::insert_resolution(tx, &resolution)?;
    for (point, content) in texts {
        let order = Order {
            id: OrderId::new(),
            council: council.slug.clone(),
            paper_id: paper.id,
            resolution_id: Some(resolution.id),
            origin_id: None,
            point,
            content,
            owner_id: paper.responsible_id,
            due_on: None,
            due_note: String::new(),
            state: OrderState::Ordered,
            public: circle == Circle::Public,
            reason: String::new(),
            created_on: decided_on,
            closed_on: None,
            closing_consultation_id: None,
            version: 1,
        };
        store::insert(tx, &order)?;
    }
    let department = match paper.responsible_id {
        Some(id) => Some(organizations::store::get(tx, id)?.name),
        None => None,
    };
    let detail = Detail {
        mail: Some(MailRow::Ordered),
        reference: paper.reference.clone(),
        body: Some(organizations::store::get(tx, consultation.organization_id)?.name),
        class: Some(class),
        department,
        orders: told,
        ..Detail::default()
    };
    let event = NewEvent {
        action: "ordered".to_owned(),
        paper_id: Some(paper.id),
        subject: format!("resolution:{}", resolution.id),
        circle,
        detail,
    };
    events::append(tx, council, event).map(drop)
}

/// A point with its number: `2. Die Verwaltung berichtet …`.
fn numbered((point, text): &(Option<i32>, String)) -> String {
    match point {
        Some(number) => format!("{number}. {text}"),
        None => text.clone(),
    }
}
