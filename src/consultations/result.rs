//! Entering a result: the word must belong to the role, what the word needs must be there, the vote must bear it; then
//! everything follows that its class means (procedure.md §1.4).
use super::input::PointInput;
use super::{Consultation, PointResult, follow, minority, store, votes};
use crate::app::Tx;
use crate::clocks::longer;
use crate::council::{ConsultationRole, Council, MailRow, ResultWord};
use crate::error::{Error, Result};
use crate::events::{Detail, Trace};
use crate::meetings;
use crate::message::Message;
use crate::orders;
use crate::papers::decide::wording_fixed;
use crate::papers::facts::Case;
use crate::papers::input::Input;
use crate::people::directory::store as directory;
use crate::procedure::deliberation::{self, Outcome};
use crate::procedure::{ConsultationState, EntryState, Leaning, Relation, ResultClass, RoleKind};
use std::collections::BTreeSet;

/// Enters the result over the consultation and does what follows; gives what the event is to tell. `mail` is the row
/// that the council's step names.
pub fn enter(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &mut Case,
    consultation: &mut Consultation,
    input: &Input,
    mail: Option<MailRow>,
) -> Result<Detail> {
    let word = input.result.clone().unwrap_or_default();
    let role = council.roles.get(&consultation.role).ok_or(Error::NotFound)?;
    // A word that changes the wording is refused for what it would do, whether the role knows it or not.
    if let Some(result) =
        council.results.get(&word).filter(|result| changes_fixed_wording(council, case, result, input))
    {
        return Err(Error::refused(wording_fixed(council, case).on(changed_by(result))));
    }
    let result = council.results.get(&word).filter(|_| role.results.contains(&word)).ok_or_else(|| {
        let known: Vec<_> = role.results.iter().map(String::as_str).collect();
        Error::refused(Message::new("result_unknown").on("result").with("results", known.join(", ")))
    })?;
    let Some(meeting) = consultation.meeting_id else {
        return Err(Error::refused(Message::new("consultation_not_scheduled")));
    };
    let (meeting, _) = meetings::store::get(tx, &council.slug, meeting)?;
    let day = meeting.starts_at.day(council.timezone);
    if day > tx.now.day(council.timezone) {
        return Err(Error::refused(Message::new("result_before_meeting").on("result").with("day", day)));
    }
    let idle = matches!(result.class, ResultClass::Defer | ResultClass::NoResult);
    if !idle && votes::store::quorate(tx, meeting.id)? == Some(false) {
        return Err(Error::refused(Message::new("result_not_quorate").on("result")));
    }
    let mut outcome = deliberation::outcome(result.class, role.kind);
    if result.class == ResultClass::Settled && follow::others_decide(council, case, consultation) {
        // Settled for this body: what the next one decides is still to come.
        outcome.ends = false;
    }
    let faults = faults(council, case, consultation, &outcome, result, input);
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    let numbers: Vec<i32> = store::points(tx, case.paper.id)?.into_iter().map(|(number, _)| number).collect();
    let by_point = points_of(council, role, consultation, &outcome, &numbers, input)?;
    let taken = votes::act::read(tx, council, consultation, day, input.votes.as_deref().unwrap_or_default())?;
    check_votes(council, role, &word, result, &by_point, &taken)?;
    minority::check(tx, council, consultation, result, &taken)?;
    if result.class != ResultClass::Withdraw {
        amendments_first(tx, council, case, consultation, role, result.class)?;
    }
    let elected = elected(tx, council, input)?;

    consultation.state = if outcome.missing { ConsultationState::Scheduled } else { ConsultationState::Concluded };
    consultation.result_class = Some(result.class);
    consultation.result_word = Some(word.clone());
    consultation.authoritative = outcome.decides;
    consultation.note = input.note.clone().unwrap_or_default();
    consultation.final_text =
        if elected.is_empty() { input.final_text.clone().unwrap_or_default() } else { elected.join("\n") };
    votes::store::delete_of(tx, consultation.id)?;
    if !taken.is_empty() {
        let item = consultation.agenda_item_id;
        taken.write(tx, item.ok_or_else(|| Error::refused(Message::new("vote_needs_item").on("votes")))?)?;
    }
    store::save(tx, consultation)?;
    store::replace_point_results(tx, consultation.id, &by_point)?;
    let mut traces = follow::up(tx, council, case, consultation, &outcome, input)?;
    if outcome.resolves {
        traces.extend(resolve(tx, council, case, consultation)?);
    }
    if result.class == ResultClass::Settled && outcome.ends {
        orders::ended::by_writing_off(tx, council, &case.paper, consultation)?;
    }
    let mut extension = None;
    if outcome.extends {
        let of = (consultation.id, consultation.organization_id);
        let (trace, granted) = longer::grant(tx, council, of, day, input.due_on)?;
        traces.push(trace);
        extension = Some(granted);
    }
    let paragraphs = meetings::paragraphs::act::with_result(tx, council, &meeting, consultation.agenda_item_id)?;
    let votes: Vec<_> = taken.votes().collect();
    Ok(Detail {
        paragraphs,
        mail: match result.class {
            ResultClass::Defer => mail.map(|_| MailRow::Deferred),
            ResultClass::Withdraw => mail.map(|_| MailRow::Withdrawn),
            ResultClass::NoResult => None,
            ResultClass::Extend => mail.map(|_| MailRow::Extended),
            _ => mail.map(|row| result.mail.unwrap_or(row)),
        },
        old_due: extension.as_ref().map(|extension| extension.old_due),
        due_on: extension.as_ref().map(|extension| extension.new_due),
        applicant: extension.as_ref().map(|extension| extension.applicant.clone()),
        decider: extension.map(|extension| extension.decider),
        starts_at: Some(meeting.starts_at),
        place: Some(meeting.place),
        result: Some(word),
        class: Some(result.class),
        reason: input.note.clone().filter(|note| !note.is_empty()),
        people: elected,
        votes: votes.iter().filter(|vote| vote.is_of_the_whole()).map(|vote| vote.figures().into()).next(),
        traces,
        ..Detail::default()
    })
}

/// Whether a body would change a wording that stands (a motion, once it is filed): by its word, or by a text beside it.
fn changes_fixed_wording(council: &Council, case: &Case, result: &ResultWord, input: &Input) -> bool {
    let fixed = council.kind(&case.paper.kind).is_some_and(|kind| kind.wording_fixed);
    let texts = || input.point_results.iter().flatten().map(|point| &point.final_text).chain(&input.final_text);
    let changes = result.class == ResultClass::AdoptAmended || result.leaning == Some(Leaning::Amended);
    fixed && (changes || texts().any(|text| !text.is_empty()))
}

/// The field that would change it.
fn changed_by(result: &ResultWord) -> &'static str {
    match result.class == ResultClass::AdoptAmended || result.leaning == Some(Leaning::Amended) {
        true => "result",
        false => "final_text",
    }
}

/// What the word needs beside it, and what does not belong to it.
fn faults(
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    outcome: &Outcome,
    result: &ResultWord,
    input: &Input,
) -> Vec<Message> {
    let mut faults = Vec::new();
    let given = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    if result.class == ResultClass::AnswerWritten && !case.is_answered(council) {
        // ANSWER_WRITTEN holds only with a published answer (procedure.md §1.4).
        faults.push(Message::new("result_without_answer").on("result"));
    }
    if outcome.note && !given(&input.note) {
        faults.push(Message::new("result_needs_note").on("note"));
    }
    let label = result.label.say(council.language());
    let mut belongs = |belongs: bool, is_given: bool, field: &'static str, needs: Option<&'static str>| match needs {
        Some(key) if belongs && !is_given => faults.push(Message::new(key).on(field)),
        _ if !belongs && is_given => {
            faults.push(Message::new("result_takes_no").on(field).with("field", field).with("result", label));
        }
        _ => {}
    };
    let amended = matches!(result.class, ResultClass::AdoptAmended | ResultClass::Recommend);
    belongs(
        outcome.refers,
        input.bodies.as_ref().is_some_and(|bodies| !bodies.is_empty()),
        "bodies",
        Some("result_needs_bodies"),
    );
    belongs(result.class == ResultClass::Defer && outcome.successor, given(&input.planned_for), "planned_for", None);
    belongs(outcome.extends, input.due_on.is_some(), "due_on", None);
    belongs(outcome.converts, given(&input.kind), "kind", Some("result_needs_kind"));
    belongs(amended, given(&input.final_text), "final_text", None);
    belongs(
        result.election,
        input.elected.as_ref().is_some_and(|elected| !elected.is_empty()),
        "elected",
        Some("result_needs_person"),
    );
    belongs(
        outcome.by_point || result.class == ResultClass::AdoptAmended,
        input.point_results.as_ref().is_some_and(|points| !points.is_empty()),
        "point_results",
        None,
    );
    if consultation.result_class == Some(ResultClass::NoResult) && outcome.missing {
        faults.push(Message::new("result_missing_already").on("result"));
    }
    faults
}

/// The results of the points: every point its own word where the points were voted on one by one; with "geändert
/// beschlossen" only the text of those that were amended.
fn points_of(
    council: &Council,
    role: &ConsultationRole,
    consultation: &Consultation,
    outcome: &Outcome,
    numbers: &[i32],
    input: &Input,
) -> Result<Vec<PointResult>> {
    let typed = input.point_results.as_deref().unwrap_or_default();
    let mut faults = Vec::new();
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    for point in typed {
        let fault = |key| Message::new(key).on("point_results").with("number", point.point);
        if !numbers.contains(&point.point) {
            faults.push(fault("point_unknown"));
        }
        if !seen.insert(point.point) {
            faults.push(fault("point_twice"));
        }
        match point_class(council, role, outcome, point) {
            Ok(class) => rows.push(PointResult {
                consultation_id: consultation.id,
                point: point.point,
                result_word: point.result.clone(),
                result_class: class,
                final_text: point.final_text.clone(),
            }),
            Err(key) => faults.push(fault(key)),
        }
    }
    if outcome.by_point {
        if numbers.is_empty() {
            faults.push(Message::new("point_none").on("result"));
        }
        let missing: Vec<_> = numbers.iter().filter(|number| !seen.contains(number)).map(ToString::to_string).collect();
        if !missing.is_empty() {
            faults.push(Message::new("point_missing").on("point_results").with("numbers", missing.join(", ")));
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(Error::Refused(faults)) }
}

/// What the word of one point means. Where the whole was decided, a point has none of its own.
fn point_class(
    council: &Council,
    role: &ConsultationRole,
    outcome: &Outcome,
    point: &PointInput,
) -> Result<Option<ResultClass>, &'static str> {
    if !outcome.by_point {
        return if point.result.is_empty() { Ok(None) } else { Err("point_no_word") };
    }
    let word = council.results.get(&point.result).filter(|_| role.results.contains(&point.result));
    let Some(word) = word else { return Err("point_word_unknown") };
    let alone = matches!(
        word.class,
        ResultClass::AdoptPart
            | ResultClass::Refer
            | ResultClass::ReferAway
            | ResultClass::Return
            | ResultClass::Convert
            | ResultClass::NoResult
    );
    match word.class {
        _ if alone => Err("point_word_whole"),
        ResultClass::AdoptAmended if point.final_text.is_empty() => Err("point_needs_text"),
        ResultClass::AdoptAmended => Ok(Some(word.class)),
        _ if !point.final_text.is_empty() => Err("point_takes_no_text"),
        class => Ok(Some(class)),
    }
}

/// No result against its vote: neither of the whole nor of a point.
fn check_votes(
    council: &Council,
    role: &ConsultationRole,
    word: &str,
    result: &ResultWord,
    points: &[PointResult],
    taken: &votes::act::Taken,
) -> Result<()> {
    let mut faults = Vec::new();
    for vote in taken.votes().filter(|vote| vote.subject.is_empty()) {
        match vote.point {
            None => faults.extend(votes::act::contradiction(council, role, word, result, vote)),
            Some(number) => {
                let Some(point) = points.iter().find(|point| point.point == number) else {
                    faults.push(Message::new("point_unknown").on("votes").with("number", number));
                    continue;
                };
                if let Some(result) = council.results.get(&point.result_word) {
                    faults.extend(votes::act::contradiction(council, role, &point.result_word, result, vote));
                }
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Refused(faults)) }
}

/// Amendments are voted on before what they amend, in the same body; and what was amended is not decided unchanged.
fn amendments_first(
    tx: &mut Tx<'_>,
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    role: &ConsultationRole,
    class: ResultClass,
) -> Result<()> {
    if role.kind != RoleKind::Decision || !decides_the_text(class) {
        return Ok(());
    }
    let mut open = Vec::new();
    let mut adopted = Vec::new();
    for child in &case.children {
        let amends = council.kind(&child.kind).is_some_and(|kind| kind.relation == Some(Relation::Amends));
        if !amends || !matches!(child.entry, EntryState::Admitted | EntryState::Issued) {
            continue;
        }
        let name = child.reference.clone().unwrap_or_else(|| child.title.clone());
        let consulted = store::of_paper(tx, child.id)?;
        let decided = consulted.iter().rev().find(|other| other.authoritative);
        // What this body itself sent to others goes on as a matter of its own: it comes back another day.
        let sent_away = |row: &Consultation| {
            let origin = consulted.iter().find(|other| Some(other.id) == row.origin_id);
            row.meeting_id.is_none() && origin.is_some_and(|origin| origin.result_class == Some(ResultClass::Refer))
        };
        let here = consulted.iter().any(|other| {
            other.organization_id == consultation.organization_id
                && deliberation::is_open(other.state)
                && !sent_away(other)
        });
        // What lies elsewhere without any consultation was not forgotten here.
        let unheard =
            !child.extra.elsewhere && !consulted.iter().any(|other| other.state != ConsultationState::Cancelled);
        let accepted = crate::events::store::has_happened(tx, &council.slug, &format!("paper:{}", child.id), "accept")?;
        match decided.and_then(|decided| decided.result_class) {
            Some(ResultClass::Adopt | ResultClass::AdoptAmended | ResultClass::AdoptPart) => adopted.push(name),
            // Settled in a committee, and still to be decided here.
            Some(_) if here => open.push(name),
            Some(_) => {}
            None if accepted => {}
            None if here || unheard => open.push(name),
            None => {}
        }
    }
    let told = |key, names: Vec<String>| Message::new(key).on("result").with("numbers", names.join(", "));
    if !open.is_empty() {
        return Err(Error::refused(told("result_amendments_open", open)));
    }
    if class == ResultClass::Adopt && !adopted.is_empty() {
        return Err(Error::refused(told("result_amendments_adopted", adopted)));
    }
    Ok(())
}

const fn decides_the_text(class: ResultClass) -> bool {
    matches!(
        class,
        ResultClass::Adopt
            | ResultClass::AdoptAmended
            | ResultClass::AdoptPart
            | ResultClass::Commit
            | ResultClass::Reject
    )
}

/// The people who were elected, by name: people of the council by key or id, others as they were typed.
fn elected(tx: &mut Tx<'_>, council: &Council, input: &Input) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for typed in input.elected.iter().flatten() {
        let known = match typed.parse() {
            Ok(id) => directory::several(tx, &[id])?.pop().filter(|person| person.council == council.slug),
            Err(_) => directory::person_by_key(tx, &council.slug, typed)?,
        };
        names.push(known.map_or_else(|| typed.clone(), |person| person.name));
    }
    Ok(names)
}

/// What was decided, point by point, as it was amended: what the orders are made of. `None` while the text as amended
/// is not there yet.
pub fn decided_points(tx: &mut Tx<'_>, case: &Case, consultation: &Consultation) -> Result<Option<Vec<(i32, String)>>> {
    let own = store::points(tx, case.paper.id)?;
    let results = store::point_results(tx, consultation.id)?;
    let amended = |number: i32| {
        let row = results.iter().find(|row| row.point == number);
        row.map(|row| row.final_text.clone()).filter(|text| !text.is_empty())
    };
    let whole = |text: &str| vec![(1, text.to_owned())];
    let decided = match consultation.result_class {
        Some(ResultClass::AdoptPart) => own
            .iter()
            .filter(|point| {
                results.iter().any(|row| {
                    row.point == point.0
                        && matches!(
                            row.result_class,
                            Some(ResultClass::Adopt | ResultClass::AdoptAmended | ResultClass::Commit)
                        )
                })
            })
            .map(|(number, text)| (*number, amended(*number).unwrap_or_else(|| text.clone())))
            .collect(),
        Some(ResultClass::AdoptAmended) if !results.is_empty() => {
            own.iter().map(|(number, text)| (*number, amended(*number).unwrap_or_else(|| text.clone()))).collect()
        }
        Some(ResultClass::AdoptAmended) if consultation.final_text.is_empty() => return Ok(None),
        Some(ResultClass::AdoptAmended) => numbered(&consultation.final_text),
        _ if !consultation.final_text.is_empty() => whole(&consultation.final_text),
        _ => own,
    };
    Ok(Some(decided))
}

/// A text whose lines begin with "1.", "2." and so on, cut into these points; any other text is one point.
pub fn numbered(text: &str) -> Vec<(i32, String)> {
    let mut points: Vec<(i32, String)> = Vec::new();
    for line in text.lines() {
        let expected = i32::try_from(points.len()).unwrap_or(i32::MAX).saturating_add(1);
        let rest = line.trim_start().strip_prefix(&format!("{expected}."));
        match (rest, points.last_mut()) {
            (Some(rest), _) => points.push((expected, rest.trim().to_owned())),
            (None, Some((_, last))) => {
                last.push('\n');
                last.push_str(line.trim_end());
            }
            // Something before the first number: then the numbers are not the points'.
            (None, None) if line.trim().is_empty() => {}
            (None, None) => return vec![(1, text.trim().to_owned())],
        }
    }
    points.iter_mut().for_each(|(_, text)| *text = text.trim().to_owned());
    points
}

/// Records the resolution and its orders, once its text is there.
pub fn resolve(tx: &mut Tx<'_>, council: &Council, case: &Case, consultation: &Consultation) -> Result<Vec<Trace>> {
    let Some(class) = consultation.result_class else { return Ok(Vec::new()) };
    let Some(points) = decided_points(tx, case, consultation)? else { return Ok(Vec::new()) };
    // Where every point was rejected nothing was decided that somebody would have to carry out.
    if class == ResultClass::AdoptPart && points.is_empty() {
        return Ok(Vec::new());
    }
    orders::act::from_decision(tx, council, case, consultation, class, &points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbered_text_is_cut_into_its_points() {
        let points = numbered("1. Der Radweg wird gebaut.\n   Bis 2026.\n2. Der Rat wird unterrichtet.");
        assert_eq!(points.len(), 2);
        assert_eq!(points[0], (1, "Der Radweg wird gebaut.\n   Bis 2026.".to_owned()));
        assert_eq!(numbered("Der Radweg wird gebaut."), [(1, "Der Radweg wird gebaut.".to_owned())]);
        assert_eq!(numbered("Der Rat beschließt:\n1. Radweg").len(), 1);
    }
}
