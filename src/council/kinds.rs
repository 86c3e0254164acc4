//! The kinds of paper (Vorlage-Arten) of a council file: what each consists of and how it moves.
use super::{MailRow, Subjected, Text};
use crate::people::Role;
use crate::vocabulary::{Action, Effect, EntryState, EntryStyle, FieldKind, Guard, Names, Relation, Sealed, Unit};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A kind of paper (Vorlage-Art) and how it moves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub label: Text,
    /// What stands for it in numbers, where that is not its key: two kinds may share one (a proposal of the
    /// administration and one on a petition).
    #[serde(default)]
    pub code: Option<String>,
    /// How a paper of this kind is numbered, where that is not as with the others: `{root}-E{n}` below another one,
    /// `{stem}-AT{faction}` on its own, too.
    #[serde(default)]
    pub number: Option<String>,
    /// Whether it is numbered like a paper that hangs below none, wherever it hangs (`S0123/24` answers `F0100/24`).
    #[serde(default)]
    pub numbered_alone: bool,
    pub entry: EntryStyle,
    /// How it relates to the paper above it; needed by every kind that is another's child.
    #[serde(default)]
    pub relation: Option<Relation>,
    /// Kinds that may hang below a paper of this kind.
    #[serde(default)]
    pub children: BTreeSet<String>,
    #[serde(default)]
    pub max_questions: Option<u32>,
    /// Whether it proposes a decision in numbered points (Beschlussvorschlag).
    #[serde(default)]
    pub points: bool,
    /// Whether its wording stands once it is filed: no body changes it, it can only be taken, rejected or converted.
    #[serde(default)]
    pub wording_fixed: bool,
    /// That the people have a say in what is decided on it.
    #[serde(default)]
    pub referendum: Option<Subjected>,
    /// Whether many of them are filed, and admitted, at once (amendments to the budget).
    #[serde(default)]
    pub bulk: bool,
    /// Fields of this kind's own.
    #[serde(default)]
    pub fields: BTreeMap<String, FieldRule>,
    /// Members who must have signed before submission.
    #[serde(default)]
    pub minimum_signatures: u32,
    /// For papers that an inhabitant asks or petitions: whether the name is printed.
    #[serde(default)]
    pub names: Option<Names>,
    /// Before whom the full text lies where the others read the field `summary` instead. Files that come to such a paper
    /// are no more open, until two people open one (a blackened copy).
    #[serde(default)]
    pub sealed: Option<Sealed>,
    /// The reverse clock: how long before a sitting the paper must have been submitted, unless it is urgent.
    #[serde(default)]
    pub notice: Option<Notice>,
    /// Further questions after the answer.
    #[serde(default)]
    pub follow_ups: Option<FollowUps>,
    /// The consultations that admission or issue plans, in their order.
    #[serde(default)]
    pub path: Vec<Consulted>,
    /// The same for a paper of this kind below another one, where that is another path.
    #[serde(default)]
    pub child_path: Vec<Consulted>,
    /// The clock that starts when a body commits it to the executive, where that is another than with other kinds.
    #[serde(default)]
    pub committed: Option<String>,
    /// Whether departments are named with the responsible one that take part; openly, unlike those that answer single
    /// questions.
    #[serde(default)]
    pub involves: bool,
    /// The clock that admission starts.
    #[serde(default)]
    pub clock: Option<String>,
    /// Kinds into which it can be converted by a result of class convert.
    #[serde(default)]
    pub converts_to: BTreeSet<String>,
    /// For each state in which somebody is waited for: the clock that runs, or `none`, said explicitly.
    #[serde(default)]
    pub waiting: BTreeMap<EntryState, String>,
    pub actions: BTreeMap<Action, Step>,
}

impl Kind {
    /// Whether a paper of this kind answers the one above it question by question.
    pub fn answers(&self) -> bool {
        self.relation == Some(Relation::Answers)
    }

    /// Whether it asks questions.
    pub fn asks(&self) -> bool {
        let asked = |step: &Step| step.guards.contains(&Guard::Questions);
        self.max_questions.is_some() || self.actions.values().any(asked)
    }

    /// Whether a paper of this kind can begin a family of its own.
    pub fn stands_alone(&self) -> bool {
        matches!(self.relation, None | Some(Relation::Proposes | Relation::ReportsOn))
    }

    /// The consultations that are planned for it: below another paper those for that case, where there are any.
    pub fn path_of(&self, is_child: bool) -> &[Consulted] {
        if is_child && !self.child_path.is_empty() { &self.child_path } else { &self.path }
    }

    /// What stands for it in numbers; `key` is its key in the council file.
    pub fn mark<'a>(&'a self, key: &'a str) -> &'a str {
        self.code.as_deref().unwrap_or(key)
    }

    /// Its own fields in the order of the form.
    pub fn ordered_fields(&self) -> Vec<(&str, &FieldRule)> {
        let mut fields: Vec<_> = self.fields.iter().map(|(key, rule)| (key.as_str(), rule)).collect();
        fields.sort_by_key(|(key, rule)| (rule.order, *key));
        fields
    }
}

/// A body and the role in which it is consulted, by their keys.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consulted {
    pub body: String,
    pub role: String,
    /// Since when this is part of the way; always, when nothing is said.
    #[serde(default)]
    pub since: Option<NaiveDate>,
}

impl Consulted {
    /// Whether it is part of the way of a paper that comes into the business on this day.
    pub fn is_due_on(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day)
    }
}

/// How long before a sitting something must be there.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    pub amount: u32,
    pub unit: Unit,
}

/// How many further questions may be asked, and until when after the answer was issued.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUps {
    /// Most further questions, over all rounds.
    pub max_questions: u32,
    /// Days after the issue of the last answer.
    pub days: u32,
    /// Key of the clock that they start.
    pub clock: String,
}

/// A field of a kind's own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldRule {
    pub label: Text,
    pub kind: FieldKind,
    #[serde(default)]
    pub required: bool,
    /// Of an amount: more than nothing.
    #[serde(default)]
    pub positive: bool,
    /// Seen by the council office and the author alone: an asker's address.
    #[serde(default)]
    pub private: bool,
    /// Keys and labels of what can be chosen; for `choice` and `boxes`.
    #[serde(default)]
    pub choices: BTreeMap<String, Text>,
    /// Boxes are offered for every operative point of the paper above, too, beside those for the whole.
    #[serde(default)]
    pub per_point: bool,
    /// Of these boxes those that say something on numbered points only (an alternative proposal to point 2).
    #[serde(default)]
    pub numbered: BTreeSet<String>,
    /// Place in the form, the smallest first.
    #[serde(default)]
    pub order: u32,
}

/// One action of a kind: by whom, under which conditions, with what follow-ups.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub label: Text,
    pub by: BTreeSet<Role>,
    #[serde(default)]
    pub guards: BTreeSet<Guard>,
    #[serde(default)]
    pub effects: BTreeSet<Effect>,
    #[serde(default)]
    pub mail: Option<MailRow>,
}
