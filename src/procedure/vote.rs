//! Votes: whether the figures can be right, and what they lead to.
use super::{Choice, Leaning, ResultClass, Tie};
use crate::message::Message;

/// The figures of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    pub yes: i32,
    pub no: i32,
    pub abstained: i32,
    /// Members with a vote who were there.
    pub present: i32,
}

impl Figures {
    /// The figures that votes by name add up to.
    pub fn of(choices: impl IntoIterator<Item = Choice>) -> Self {
        choices.into_iter().fold(Self::default(), |mut figures, choice| {
            let counted = match choice {
                Choice::Yes => &mut figures.yes,
                Choice::No => &mut figures.no,
                Choice::Abstained => &mut figures.abstained,
            };
            *counted += 1;
            figures
        })
    }

    /// How many voted, whichever way.
    pub const fn voted(&self) -> i64 {
        self.yes as i64 + self.no as i64 + self.abstained as i64
    }

    pub const fn is_tied(&self) -> bool {
        self.yes == self.no
    }
}

/// Why these figures cannot be: yes + no + abstained ≤ present ≤ members with a vote on that day. `members` is `None`
/// where nobody knows how many they were.
pub fn faults(figures: &Figures, members: Option<usize>) -> Vec<Message> {
    let mut faults = Vec::new();
    if [figures.yes, figures.no, figures.abstained, figures.present].iter().any(|count| *count < 0) {
        faults.push(Message::new("vote_negative").on("votes"));
    }
    if figures.voted() > i64::from(figures.present) {
        faults.push(
            Message::new("vote_more_than_present")
                .on("votes")
                .with("voted", figures.voted())
                .with("present", figures.present),
        );
    }
    let limit = members.map(|members| i32::try_from(members).unwrap_or(i32::MAX));
    if let Some(limit) = limit.filter(|limit| figures.present > *limit) {
        faults.push(
            Message::new("vote_more_than_members").on("votes").with("present", figures.present).with("members", limit),
        );
    }
    faults
}

/// Whether what was voted on found its majority: more yes than no. A tie is lost, or decided by the chair's own vote
/// where the council's rule says so; `None` where that vote is not known.
pub fn is_accepted(figures: &Figures, tie: Tie, chair: Option<Choice>) -> Option<bool> {
    match (figures.yes.cmp(&figures.no), tie) {
        (std::cmp::Ordering::Greater, _) => Some(true),
        (std::cmp::Ordering::Less, _) | (_, Tie::Reject) => Some(false),
        (std::cmp::Ordering::Equal, Tie::Chair) => chair.map(|choice| choice == Choice::Yes),
    }
}

/// What a result says of the vote that it rests on: that it was won, that it was lost; `None` for results that no vote
/// of the matter itself leads to (put off, referred, taken note of).
pub const fn claims(class: ResultClass, leaning: Option<Leaning>) -> Option<bool> {
    match class {
        ResultClass::Adopt
        | ResultClass::AdoptAmended
        | ResultClass::Commit
        | ResultClass::ExecApprove
        | ResultClass::Extend => Some(true),
        ResultClass::Reject => Some(false),
        ResultClass::Recommend => Some(!matches!(leaning, Some(Leaning::Against))),
        _ => None,
    }
}

/// A body can decide when more than this share of its voting members is present.
pub const fn is_quorate(present: usize, members: usize, percent: u32) -> bool {
    present as u64 * 100 > members as u64 * percent as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tie_is_lost_unless_the_chair_decides_it() {
        let tied = Figures { yes: 4, no: 4, abstained: 1, present: 9 };
        assert_eq!(is_accepted(&tied, Tie::Reject, Some(Choice::Yes)), Some(false));
        assert_eq!(is_accepted(&tied, Tie::Chair, Some(Choice::Yes)), Some(true));
        assert_eq!(is_accepted(&tied, Tie::Chair, Some(Choice::No)), Some(false));
        assert_eq!(is_accepted(&tied, Tie::Chair, None), None);
    }

    #[test]
    fn half_of_the_members_are_no_quorum() {
        assert!(!is_quorate(35, 70, 50) && is_quorate(36, 70, 50) && !is_quorate(0, 0, 50));
    }

    #[test]
    fn what_was_put_off_rests_on_no_vote_of_the_matter() {
        for class in [ResultClass::Defer, ResultClass::Refer, ResultClass::Note, ResultClass::NoResult] {
            assert_eq!(claims(class, None), None);
        }
        assert_eq!(claims(ResultClass::Recommend, Some(Leaning::Against)), Some(false));
        assert_eq!(claims(ResultClass::Recommend, Some(Leaning::Amended)), Some(true));
    }

    proptest! {
        #[test]
        fn figures_are_right_exactly_when_they_add_up(yes in 0i32..90, no in 0i32..90, abstained in 0i32..90,
            present in 0i32..90, members in 0usize..90) {
            let figures = Figures { yes, no, abstained, present };
            let right = yes + no + abstained <= present && present as usize <= members;
            prop_assert_eq!(faults(&figures, Some(members)).is_empty(), right);
        }

        #[test]
        fn votes_by_name_add_up_to_all_who_voted(choices in proptest::collection::vec(0usize..3, 0..90)) {
            let figures = Figures::of(choices.iter().map(|choice| Choice::ALL[*choice]));
            prop_assert_eq!(figures.voted(), choices.len() as i64);
        }

        #[test]
        fn a_majority_is_never_both(yes in 0i32..90, no in 0i32..90) {
            let figures = Figures { yes, no, ..Figures::default() };
            prop_assert_eq!(is_accepted(&figures, Tie::Reject, None), Some(yes > no));
        }
    }
}
