//! Which treatment of its paper in its body a consultation is: "2. Behandlung". Pure.
use super::Consultation;
use crate::db::types::{ConsultationId, Moment, OrganizationId, PaperId};
use crate::procedure::ConsultationState;
use std::collections::BTreeMap;

/// The place of each of these consultations among those of its paper in the same body, from 1, in the order of their
/// sittings; those without a sitting come last, in the order of the paper. What was cancelled was no treatment.
pub fn places<'a>(
    consultations: impl IntoIterator<Item = (&'a Consultation, Option<Moment>)>,
) -> BTreeMap<ConsultationId, i32> {
    let mut lain: Vec<_> =
        consultations.into_iter().filter(|(row, _)| row.state != ConsultationState::Cancelled).collect();
    lain.sort_by_key(|(row, at)| (at.is_none(), *at, row.position));
    let mut counted: BTreeMap<(PaperId, OrganizationId), i32> = BTreeMap::new();
    lain.into_iter()
        .map(|(row, _)| {
            let place = counted.entry((row.paper_id, row.organization_id)).or_default();
            *place += 1;
            (row.id, *place)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visibility::Circle;

    fn row(body: OrganizationId, paper: PaperId, position: i32, state: ConsultationState) -> Consultation {
        Consultation {
            id: ConsultationId::new(),
            council: "dortmund".to_owned(),
            paper_id: paper,
            organization_id: body,
            role: "decision".to_owned(),
            position,
            meeting_id: None,
            agenda_item_id: None,
            origin_id: None,
            created_on: None,
            state,
            result_word: None,
            result_class: None,
            note: String::new(),
            version: 1,
            planned_for: String::new(),
            authoritative: false,
            final_text: String::new(),
            circle: Circle::Public,
        }
    }

    #[test]
    fn counted_by_paper_and_body_in_the_order_of_sittings() {
        let (council, committee) = (OrganizationId::new(), OrganizationId::new());
        let (paper, other) = (PaperId::new(), PaperId::new());
        let at = |day: i64| Some(Moment::from(chrono::DateTime::from_timestamp(day * 86_400, 0).unwrap_or_default()));
        let scheduled = ConsultationState::Scheduled;
        let late = row(council, paper, 1, scheduled);
        let early = row(council, paper, 4, scheduled);
        let advice = row(committee, paper, 2, scheduled);
        let gone = row(council, paper, 3, ConsultationState::Cancelled);
        let planned = row(council, paper, 5, ConsultationState::Planned);
        let elsewhere = row(council, other, 1, scheduled);
        let all =
            [(&late, at(9)), (&early, at(2)), (&advice, at(5)), (&gone, at(1)), (&planned, None), (&elsewhere, at(9))];
        let places = places(all);
        let of = |row: &Consultation| places.get(&row.id).copied();
        assert_eq!((of(&early), of(&late), of(&planned)), (Some(1), Some(2), Some(3)));
        assert_eq!((of(&advice), of(&elsewhere), of(&gone)), (Some(1), Some(1), None));
    }
}
