//! The legal force of decisions as the API answers it.
use super::act::Offer;
use super::input::ForceField;
use super::store::Standing;
use super::{basis, duty};
use crate::council::Council;
use crate::papers::Paper;
use crate::wording::Wording;
use chrono::NaiveDate;
use serde::Serialize;

/// The people's say in decisions on a paper.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ReferendumJson {
    /// `optional`: so many may demand a vote; `obligatory`: they vote in any case.
    pub vote: String,
    /// The same in words, with the rule or the limits.
    pub label: String,
    pub basis: String,
    /// The decisions that were published, the oldest first.
    pub decisions: Vec<ForceJson>,
}

/// How a decision stands on its way to legal force.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ForceJson {
    /// Of the resolution.
    pub id: String,
    pub version: i32,
    /// `optional` or `obligatory`, as it was when the decision was published.
    pub vote: String,
    /// `open`, `vote`, `binding`, `rejected`, `void`.
    pub state: String,
    pub state_label: String,
    /// "fakultatives Referendum, Frist bis 22.11.2023".
    pub sentence: String,
    pub published_on: NaiveDate,
    /// The last day on which a vote can be demanded.
    pub due_on: Option<NaiveDate>,
    pub requested_on: Option<NaiveDate>,
    pub signatures: Option<i32>,
    pub voters: Option<i32>,
    pub voted_on: Option<NaiveDate>,
    pub yes: Option<i32>,
    pub no: Option<i32>,
    /// Since when it binds, or when the people rejected it.
    pub settled_on: Option<NaiveDate>,
}

/// An action that may be taken on the way to legal force.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ForceOfferJson {
    pub name: String,
    pub label: String,
    pub inputs: Vec<ForceField>,
    pub refused: Option<String>,
}

/// The people's say in decisions on this paper; `None` where the council decides alone.
pub fn referendum(
    wording: &Wording<'_>,
    paper: &Paper,
    standing: &[Standing],
    today: NaiveDate,
) -> Option<ReferendumJson> {
    // A paper whose field was changed since then keeps what was published.
    let vote = duty(wording.council, paper).or_else(|| standing.first().map(|row| row.0.vote))?;
    Some(ReferendumJson {
        vote: vote.to_string(),
        label: wording.duty(vote),
        basis: basis(wording.council, vote).to_owned(),
        decisions: standing.iter().map(|row| decision(wording, row, today)).collect(),
    })
}

/// How one decision stands.
pub fn decision(wording: &Wording<'_>, (referendum, due_on): &Standing, today: NaiveDate) -> ForceJson {
    ForceJson {
        id: referendum.resolution_id.to_string(),
        version: referendum.version,
        vote: referendum.vote.to_string(),
        state: referendum.state.to_string(),
        state_label: wording.force_state(referendum.state),
        sentence: wording.force(referendum, *due_on, today).sentence,
        published_on: referendum.published_on,
        due_on: *due_on,
        requested_on: referendum.requested_on,
        signatures: referendum.signatures,
        voters: referendum.voters,
        voted_on: referendum.voted_on,
        yes: referendum.yes,
        no: referendum.no,
        settled_on: referendum.settled_on,
    }
}

/// The label of an action in the council's words.
pub fn label(council: &Council, wording: &Wording<'_>, offer: &Offer) -> String {
    let step = council.referendum.as_ref().and_then(|rules| rules.actions.get(&offer.action));
    step.map_or_else(|| offer.action.to_string(), |step| step.label.say(wording.language).to_owned())
}

/// The actions: those that can be taken now, or with `all` also the others with their reasons.
pub fn offers(offers: &[Offer], wording: &Wording<'_>, all: bool) -> Vec<ForceOfferJson> {
    let shown = offers.iter().filter(|offer| all || (offer.mine && offer.refused.is_none()));
    shown
        .map(|offer| ForceOfferJson {
            name: offer.action.to_string(),
            label: label(wording.council, wording, offer),
            inputs: offer.fields.to_vec(),
            refused: offer.refused.as_ref().map(|why| wording.words.tell(wording.language, why)),
        })
        .collect()
}
