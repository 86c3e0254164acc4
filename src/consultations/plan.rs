//! How a consultation comes into being.
use super::{Consultation, store};
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::{ConsultationId, OrganizationId};
use crate::error::Result;
use crate::events::Trace;
use crate::papers::Paper;
use crate::procedure::ConsultationState;
use crate::visibility::Circle;

/// Plans a further consultation of the paper; `origin` is the one whose result asks for it.
pub fn plan(
    tx: &mut Tx<'_>,
    council: &Council,
    paper: &Paper,
    body: OrganizationId,
    role: &str,
    origin: Option<&Consultation>,
) -> Result<Trace> {
    let consultation = Consultation {
        id: ConsultationId::new(),
        council: council.slug.clone(),
        paper_id: paper.id,
        organization_id: body,
        role: role.to_owned(),
        position: store::next_position(tx, paper.id)?,
        meeting_id: None,
        state: ConsultationState::Planned,
        result_word: None,
        result_class: None,
        note: String::new(),
        version: 1,
        agenda_item_id: None,
        origin_id: origin.map(|origin| origin.id),
        created_on: Some(tx.now.day(council.timezone)),
        planned_for: String::new(),
        authoritative: false,
        final_text: String::new(),
        circle: origin.map_or(Circle::Public, |origin| origin.circle),
    };
    store::insert(tx, &consultation)?;
    Ok(Trace::Planned { consultation: consultation.id })
}
