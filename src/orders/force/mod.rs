//! Legal force: where the people have a say in a decision, it binds only when nobody demanded a vote in time, or when they
//! said yes. Until then its orders wait.
pub mod act;
pub mod api;
pub mod correct;
pub mod input;
pub mod json;
pub mod pages;
pub mod propose;
pub mod settle;
pub mod store;
pub mod telling;
pub mod view;

use crate::council::Council;
use crate::db::schema::referendums;
use crate::db::types::{ClockId, PaperId, ResolutionId};
use crate::events::Legal;
use crate::papers::{Extra, Paper, Value};
use crate::procedure::force::{self, Cost};
use crate::procedure::{LegalForce, Money, PeoplesVote};
use chrono::NaiveDate;
use diesel::prelude::*;

/// How far a resolution got on its way to legal force. One without such a row binds at once.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = referendums, treat_none_as_null = true, treat_none_as_default_value = false)]
#[diesel(primary_key(resolution_id))]
pub struct Referendum {
    pub resolution_id: ResolutionId,
    pub council: String,
    pub paper_id: PaperId,
    pub vote: PeoplesVote,
    pub state: LegalForce,
    /// The period in which a vote can be demanded; none where the people vote in any case.
    pub clock_id: Option<ClockId>,
    pub published_on: NaiveDate,
    pub requested_on: Option<NaiveDate>,
    /// How many demanded it, and how many are entitled to vote.
    pub signatures: Option<i32>,
    pub voters: Option<i32>,
    pub voted_on: Option<NaiveDate>,
    pub yes: Option<i32>,
    pub no: Option<i32>,
    /// Since when it binds, or when it was rejected.
    pub settled_on: Option<NaiveDate>,
    pub version: i32,
}

impl Referendum {
    /// As an event tells it.
    pub fn told(&self, council: &Council) -> Box<Legal> {
        Box::new(Legal {
            vote: self.vote,
            state: self.state,
            published_on: self.published_on,
            requested_on: self.requested_on,
            signatures: self.signatures,
            voters: self.voters,
            voted_on: self.voted_on,
            yes: self.yes,
            no: self.no,
            settled_on: self.settled_on,
            basis: basis(council, self.vote).to_owned(),
        })
    }
}

/// The legal source of the people's vote, as it is printed.
pub fn basis(council: &Council, vote: PeoplesVote) -> &str {
    let Some(rules) = &council.referendum else { return "" };
    match (vote, &rules.obligatory) {
        (PeoplesVote::Obligatory, Some(limits)) => &limits.basis,
        _ => council.clocks.get(&rules.clock).map_or("", |clock| &clock.basis),
    }
}

/// How the people take part in a decision on this paper, as its kind and its fields say; `None` where the council decides
/// alone.
pub fn duty(council: &Council, paper: &Paper) -> Option<PeoplesVote> {
    let rules = council.referendum.as_ref()?;
    let subjected = council.kind(&paper.kind)?.referendum.as_ref()?;
    let exempt = |key: &String| paper.extra.values.get(key) != Some(&Value::Flag(true));
    if subjected.when.as_ref().is_some_and(exempt) {
        return None;
    }
    let cost = Cost {
        once: subjected.once.as_ref().and_then(|key| amount(&paper.extra, key)),
        yearly: subjected.yearly.as_ref().and_then(|key| amount(&paper.extra, key)),
    };
    Some(force::duty(rules, cost))
}

fn amount(extra: &Extra, key: &str) -> Option<Money> {
    match extra.values.get(key)? {
        Value::Text(text) => Money::stored(text),
        Value::Flag(_) | Value::Boxes(_) | Value::PerPoint(_) => None,
    }
}
