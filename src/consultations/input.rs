//! What is typed with a result beside its word: where a paper is referred to, what became of single points, the votes.
use crate::message::Message;
use crate::procedure::{Choice, VoteForm};
use crate::typed::{line, prose};
use serde::{Deserialize, Serialize};

/// A body to which a paper is referred, and in what capacity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReferralInput {
    /// Key or id of the body.
    pub body: String,
    /// Key of the consultation role.
    pub role: String,
}

/// What became of one operative point.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PointInput {
    /// Number of the point.
    pub point: i32,
    /// Key of the result word.
    pub result: String,
    /// The point as it was amended.
    pub final_text: String,
}

/// A vote: of the whole paper, of one point, or on a matter of procedure (then with a subject).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct VoteInput {
    pub point: Option<i32>,
    /// What was voted on, when it is neither the paper nor a point; in an election the candidate.
    pub subject: String,
    #[schema(value_type = Option<String>)]
    pub form: Option<VoteForm>,
    /// Left out where the vote is given by name.
    pub yes: Option<i32>,
    pub no: Option<i32>,
    pub abstained: Option<i32>,
    /// Members with a vote who were there; left out: as many as voted.
    pub present: Option<i32>,
    /// How the chair decides a tie, where the council's rule leaves it to the chair.
    #[schema(value_type = Option<String>)]
    pub chair: Option<Choice>,
    pub ballots: Vec<BallotInput>,
}

/// One person's vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BallotInput {
    /// Key or id of the person.
    pub person: String,
    #[schema(value_type = String)]
    pub choice: Choice,
}

impl VoteInput {
    /// Whether nothing was filled in: a form sends the row all the same.
    pub fn is_empty(&self) -> bool {
        [self.yes, self.no, self.abstained, self.present].iter().all(Option::is_none)
            && self.ballots.is_empty()
            && self.subject.is_empty()
    }
}

/// Cleans the rows in place; what cannot be cleaned is told.
pub fn clean_referrals(rows: &mut Vec<ReferralInput>, faults: &mut Vec<Message>) {
    for row in &mut *rows {
        keep(line("bodies", &row.body), &mut row.body, faults);
        keep(line("bodies", &row.role), &mut row.role, faults);
    }
    rows.retain(|row| !row.body.is_empty() && !row.role.is_empty());
}

/// As `clean_referrals`, for the results of points.
pub fn clean_points(rows: &mut Vec<PointInput>, faults: &mut Vec<Message>) {
    for row in &mut *rows {
        keep(line("point_results", &row.result), &mut row.result, faults);
        keep(prose("point_results", &row.final_text), &mut row.final_text, faults);
    }
    rows.retain(|row| !row.result.is_empty() || !row.final_text.is_empty());
}

/// As `clean_referrals`, for votes.
pub fn clean_votes(rows: &mut Vec<VoteInput>, faults: &mut Vec<Message>) {
    for row in &mut *rows {
        keep(line("votes", &row.subject), &mut row.subject, faults);
        for ballot in &mut row.ballots {
            keep(line("votes", &ballot.person), &mut ballot.person, faults);
        }
    }
    rows.retain(|row| !row.is_empty());
}

fn keep(cleaned: Result<String, Message>, into: &mut String, faults: &mut Vec<Message>) {
    match cleaned {
        Ok(text) => *into = text,
        Err(fault) => faults.push(fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_rows_of_a_form_fall_away() {
        let mut faults = Vec::new();
        let mut votes = vec![VoteInput::default(), VoteInput { yes: Some(0), ..VoteInput::default() }];
        clean_votes(&mut votes, &mut faults);
        let mut points = vec![PointInput { point: 1, ..PointInput::default() }];
        clean_points(&mut points, &mut faults);
        let mut bodies = vec![ReferralInput { body: "bau".to_owned(), role: " ".to_owned() }];
        clean_referrals(&mut bodies, &mut faults);
        assert_eq!((votes.len(), points.len(), bodies.len(), faults.len()), (1, 0, 0, 0));
    }

    #[test]
    fn control_characters_are_told() {
        let mut faults = Vec::new();
        clean_votes(&mut vec![VoteInput { subject: "a\u{7}".to_owned(), ..VoteInput::default() }], &mut faults);
        assert_eq!(faults[0].key, "input_control");
    }
}
