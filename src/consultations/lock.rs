//! A paper that a body had wait with its papers as they are (bordläggning): no new version, no file, no other text until the
//! body takes it up again (procedure.md A.7).
use super::{Consultation, Row, store};
use crate::app::Tx;
use crate::council::Council;
use crate::db::types::{Moment, PaperId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::procedure::deliberation;

/// The row of the body that the papers wait for unchanged; `None` while they may change.
pub fn of<'a>(council: &Council, rows: &'a [Row], now: Moment) -> Option<&'a Row> {
    let locks = |origin: &Consultation| {
        let word = origin.result_word.as_ref().and_then(|word| council.results.get(word));
        word.is_some_and(|word| word.locks)
    };
    rows.iter().find(|row| {
        let begun = row.starts_at.is_some_and(|at| at <= now);
        let origin = rows.iter().find(|other| Some(other.consultation.id) == row.consultation.origin_id);
        deliberation::is_open(row.consultation.state)
            && !begun
            && origin.is_some_and(|origin| locks(&origin.consultation))
    })
}

/// The sentence that says so.
pub fn told(row: &Row) -> Message {
    Message::new("paper_locked").with("body", &row.body)
}

/// Refuses a change of the papers while they wait unchanged.
///
/// # Errors
/// Refused with the body that they wait for.
pub fn check(tx: &mut Tx<'_>, council: &Council, paper: PaperId) -> Result<()> {
    if !council.results.values().any(|word| word.locks) {
        return Ok(());
    }
    let rows = store::rows(tx, paper)?;
    of(council, &rows, tx.now).map_or(Ok(()), |row| Err(Error::refused(told(row))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::compose;
    use crate::db::types::{ConsultationId, OrganizationId};
    use crate::procedure::{ConsultationState, ResultClass};
    use crate::visibility::Circle;
    use proptest::prelude::*;

    const VAERNAMO: &str = include_str!("../../config/councils/vaernamo.toml");

    fn at(text: &str) -> Moment {
        Moment::from(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap())
    }

    fn row(paper: PaperId, state: ConsultationState, word: Option<&str>, origin: Option<ConsultationId>) -> Row {
        let consultation = Consultation {
            id: ConsultationId::new(),
            council: "vaernamo".to_owned(),
            paper_id: paper,
            organization_id: OrganizationId::new(),
            role: "decision".to_owned(),
            position: 1,
            meeting_id: None,
            agenda_item_id: None,
            origin_id: origin,
            created_on: None,
            state,
            result_word: word.map(str::to_owned),
            result_class: word.map(|_| ResultClass::Defer),
            note: String::new(),
            version: 1,
            planned_for: String::new(),
            authoritative: false,
            final_text: String::new(),
            circle: Circle::Public,
        };
        Row {
            consultation,
            body: "KS".to_owned(),
            starts_at: None,
            place: None,
            item: None,
            paragraph: None,
            treatment: 1,
        }
    }

    proptest! {
        #[test]
        fn papers_wait_from_the_deferral_to_the_begin_of_the_sitting(
            begins in prop::option::of(0i64..1000),
            now in 0i64..1000,
            word in prop::option::of(prop::sample::select(vec!["deferred", "returned", "referred"])),
            open in any::<bool>(),
        ) {
            let council = Council::parse_on(VAERNAMO, compose::shipped).unwrap();
            let start = at("2020-09-16T12:00:00Z");
            let hour = |hours: i64| Moment::from(start.0 + chrono::TimeDelta::hours(hours));
            let paper = PaperId::new();
            let first = row(paper, ConsultationState::Concluded, word, None);
            let state = if open { ConsultationState::Scheduled } else { ConsultationState::Concluded };
            let mut next = row(paper, state, None, Some(first.consultation.id));
            next.starts_at = begins.map(hour);
            let rows = [first, next];
            let locked = of(&council, &rows, hour(now)).is_some();
            let expected = open && word == Some("deferred") && begins.is_none_or(|begins| begins > now);
            prop_assert_eq!(locked, expected);
        }
    }
}
