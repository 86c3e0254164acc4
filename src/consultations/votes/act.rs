//! Recording votes: the figures must be possible, and a result must not contradict them.
use super::{Ballot, Vote, store};
use crate::app::Tx;
use crate::consultations::Consultation;
use crate::consultations::input::VoteInput;
use crate::council::{ConsultationRole, Council, ResultWord};
use crate::db::types::{AgendaItemId, OrganizationId, PersonId, VoteId};
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::directory::store as directory;
use crate::procedure::vote::{self, Figures};
use crate::procedure::{Tie, VoteForm};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Votes as they were read and found possible, not yet written.
#[derive(Debug, Clone, Default)]
pub struct Taken(Vec<(Vote, Vec<Ballot>)>);

impl Taken {
    pub fn votes(&self) -> impl Iterator<Item = &Vote> {
        self.0.iter().map(|(vote, _)| vote)
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes them as votes on this item.
    pub fn write(&self, tx: &mut Tx<'_>, item: AgendaItemId) -> Result<()> {
        for (vote, ballots) in &self.0 {
            let position = store::next_position(tx, item)?;
            store::insert(tx, &Vote { agenda_item_id: item, position, ..vote.clone() }, ballots)?;
        }
        Ok(())
    }
}

/// Reads the votes that were typed. `item` is replaced when they are written.
///
/// # Errors
/// Every figure that cannot be, with the numbers that contradict each other.
pub fn read(
    tx: &mut Tx<'_>,
    council: &Council,
    consultation: &Consultation,
    day: NaiveDate,
    typed: &[VoteInput],
) -> Result<Taken> {
    let members = if typed.is_empty() { None } else { limit(tx, consultation.organization_id, day)? };
    let mut taken = Taken::default();
    let mut faults = Vec::new();
    for input in typed {
        let ballots = ballots(tx, council, consultation.organization_id, day, input)?;
        let figures = figures(input, &ballots, &mut faults);
        faults.extend(vote::faults(&figures, members));
        let accepted = match vote::is_accepted(&figures, council.meetings.tie, input.chair) {
            Some(accepted) => accepted,
            None => {
                faults.push(Message::new("vote_chair_decides").on("votes"));
                false
            }
        };
        let form = input.form.unwrap_or(if ballots.is_empty() { VoteForm::Open } else { VoteForm::Named });
        if form == VoteForm::Secret && !ballots.is_empty() {
            faults.push(Message::new("vote_secret_by_name").on("votes"));
        }
        let id = VoteId::new();
        let vote = Vote {
            id,
            council: council.slug.clone(),
            agenda_item_id: AgendaItemId::new(),
            consultation_id: Some(consultation.id),
            position: 1,
            point: input.point,
            subject: input.subject.clone(),
            form,
            yes: figures.yes,
            no: figures.no,
            abstained: figures.abstained,
            present: figures.present,
            accepted,
        };
        let ballots = ballots.into_iter().map(|(person_id, choice)| Ballot { vote_id: id, person_id, choice });
        taken.0.push((vote, ballots.collect()));
    }
    if taken.votes().filter(|vote| vote.is_of_the_whole()).count() > 1 {
        faults.push(Message::new("vote_twice").on("votes"));
    }
    if faults.is_empty() { Ok(taken) } else { Err(Error::Refused(faults)) }
}

/// How many can vote at most; `None` where the body's members are not known here.
fn limit(tx: &mut Tx<'_>, body: OrganizationId, day: NaiveDate) -> Result<Option<usize>> {
    let members = store::voting_members(tx, body, day)?.len();
    if members > 0 {
        return Ok(Some(members));
    }
    Ok(store::seats(tx, body)?.and_then(|seats| usize::try_from(seats).ok()))
}

fn figures(input: &VoteInput, ballots: &[(PersonId, crate::procedure::Choice)], faults: &mut Vec<Message>) -> Figures {
    let typed = Figures {
        yes: input.yes.unwrap_or(0),
        no: input.no.unwrap_or(0),
        abstained: input.abstained.unwrap_or(0),
        present: 0,
    };
    let mut figures = if ballots.is_empty() { typed } else { Figures::of(ballots.iter().map(|(_, choice)| *choice)) };
    let differs = |typed: Option<i32>, counted: i32| typed.is_some_and(|typed| typed != counted);
    if !ballots.is_empty()
        && (differs(input.yes, figures.yes)
            || differs(input.no, figures.no)
            || differs(input.abstained, figures.abstained))
    {
        faults.push(Message::new("vote_names_differ").on("votes"));
    }
    let voted = i32::try_from(figures.voted()).unwrap_or(i32::MAX);
    figures.present = input.present.unwrap_or(voted);
    figures
}

/// The votes by name: each a member with a vote, once.
fn ballots(
    tx: &mut Tx<'_>,
    council: &Council,
    body: OrganizationId,
    day: NaiveDate,
    input: &VoteInput,
) -> Result<Vec<(PersonId, crate::procedure::Choice)>> {
    let mut ballots = Vec::new();
    if input.ballots.is_empty() {
        return Ok(ballots);
    }
    let members: BTreeSet<_> = store::voting_members(tx, body, day)?.into_iter().map(|(id, _)| id).collect();
    let mut seen = BTreeSet::new();
    for ballot in &input.ballots {
        let person = match ballot.person.parse::<PersonId>() {
            Ok(id) => directory::several(tx, &[id])?.pop().filter(|person| person.council == council.slug),
            Err(_) => directory::person_by_key(tx, &council.slug, &ballot.person)?,
        };
        let fault = |key| Error::refused(Message::new(key).on("votes").with("name", &ballot.person));
        let person = person.ok_or_else(|| fault("person_unknown"))?;
        if !members.contains(&person.id) {
            return Err(fault("vote_no_member"));
        }
        if !seen.insert(person.id) {
            return Err(fault("vote_person_twice"));
        }
        ballots.push((person.id, ballot.choice));
    }
    Ok(ballots)
}

/// Why a result cannot stand beside the vote that it rests on.
pub fn contradiction(
    council: &Council,
    role: &ConsultationRole,
    word: &str,
    result: &ResultWord,
    vote: &Vote,
) -> Option<Message> {
    let figures = vote.figures();
    let said = |key: &'static str| {
        let language = council.language();
        Message::new(key)
            .on("result")
            .with("result", result.label.say(language))
            .with("yes", figures.yes)
            .with("no", figures.no)
    };
    if figures.is_tied() && figures.voted() > 0 && council.meetings.tie == Tie::Reject {
        // What a tie leads to is the council's own word for it.
        let words = role.results.iter().filter(|word| council.results.get(*word).is_some_and(|word| word.tie));
        let words: Vec<&String> = words.collect();
        if !words.is_empty() && vote::claims(result.class, result.leaning).is_some() {
            if words.iter().any(|tied| *tied == word) {
                return None;
            }
            let labels: Vec<_> = words.iter().map(|word| council.result_label(word, council.language())).collect();
            return Some(said("vote_tied").with("word", labels.join(", ")));
        }
    }
    match vote::claims(result.class, result.leaning) {
        Some(true) if !vote.accepted => Some(said("vote_lost")),
        Some(false) if vote.accepted => Some(said("vote_won")),
        _ => None,
    }
}
