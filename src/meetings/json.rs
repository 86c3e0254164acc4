//! A sitting as the API gives it.
use super::view::{Item, Offer, Seen, Sitting};
use super::{Meeting, input};
use crate::consultations::Consultation;
use crate::consultations::advice::{self, AdviceJson};
use crate::papers::json::{OfferJson, OriginJson};
use crate::papers::{Paper, input::Field, url};
use crate::wording::Wording;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// A sitting with its agenda, as far as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingJson {
    pub id: String,
    /// Address of its page.
    pub url: String,
    pub title: String,
    pub bodies: Vec<MeetingBodyJson>,
    /// RFC 3339 in UTC.
    pub starts_at: String,
    /// Day in the council's time zone.
    pub date: NaiveDate,
    pub ends_at: Option<String>,
    pub place: String,
    pub video: String,
    /// `planned`, `invited`, `running`, `held`, `cancelled`, `continued`.
    pub state: String,
    /// Send this back with an action on the sitting.
    pub version: i32,
    pub invited_at: Option<String>,
    /// The rule for which the invitation came too late.
    pub invited_late: Option<String>,
    /// Why it was cancelled or broken off.
    pub reason: String,
    pub continues: Option<String>,
    pub continued_by: Option<String>,
    /// Where it came from, for one that was brought in from elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginJson>,
    /// Whether the agenda lies before everybody. Until then it is empty for who does not prepare it.
    pub published: bool,
    pub agenda: Vec<AgendaItemJson>,
    /// Until when what was decided can be appealed against, once the minutes were approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal_until: Option<NaiveDate>,
}

/// A body that sits.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingBodyJson {
    pub id: String,
    pub name: String,
}

/// An agenda item. Of one that is not public, who is not of the council gets `number` and `title` (the public one) alone.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct AgendaItemJson {
    pub number: String,
    pub title: String,
    pub public: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_title: Option<String>,
    /// `open`, `called`, `done`, `removed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it was added after the invitation; and when it was changed after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<String>,
    /// Number of the item with which it is dealt with jointly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joint: Option<String>,
    /// The numbers of what was decided on it (`§ 45`), where the council gives them numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<AgendaPaperJson>,
    /// The number of the paper that it is about, where nothing else is known here of that paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub awaited: Option<String>,
}

/// A paper on an agenda item, in one body and role.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaPaperJson {
    pub consultation: String,
    pub version: i32,
    pub reference: Option<String>,
    pub title: String,
    pub url: String,
    pub role: String,
    pub role_label: String,
    /// Which treatment of the paper in this body it is, in figures and in the council's words: from the second on, where
    /// the council counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment_label: Option<String>,
    pub state: String,
    pub result: Option<String>,
    pub result_label: Option<String>,
    /// What earlier bodies recommended of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub advice: Vec<AdviceJson>,
}

/// A sitting of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingRowJson {
    pub id: String,
    pub url: String,
    pub title: String,
    pub starts_at: String,
    pub place: String,
    pub state: String,
}

/// A sitting of a list; `body` is the name of the one that leads.
pub fn row(meeting: &Meeting, body: &str, public_url: &str) -> MeetingRowJson {
    MeetingRowJson {
        id: meeting.id.to_string(),
        url: address(meeting, public_url),
        title: if meeting.name.is_empty() { body.to_owned() } else { meeting.name.clone() },
        starts_at: meeting.starts_at.text(),
        place: meeting.place.clone(),
        state: meeting.state.to_string(),
    }
}

/// Address of a sitting's page.
pub fn address(meeting: &Meeting, public_url: &str) -> String {
    format!("{public_url}/{}/meetings/{}", meeting.council, meeting.id)
}

/// The sitting as JSON, in the wording's language.
pub fn sitting(sitting: &Sitting, wording: &Wording<'_>, public_url: &str) -> MeetingJson {
    let meeting = &sitting.meeting;
    let late = meeting.was_invited_late(wording.council);
    let mut agenda: Vec<_> = sitting.items.iter().map(|shown| item(shown, wording, public_url)).collect();
    agenda.extend(sitting.loose.iter().map(|lain| AgendaItemJson {
        title: lain.1.title.clone(),
        public: true,
        papers: vec![paper(&lain.0, &lain.1, wording, public_url)],
        ..AgendaItemJson::default()
    }));
    MeetingJson {
        id: meeting.id.to_string(),
        url: address(meeting, public_url),
        title: sitting.title(),
        bodies: sitting
            .bodies
            .iter()
            .map(|body| MeetingBodyJson { id: body.id.to_string(), name: body.name.clone() })
            .collect(),
        starts_at: meeting.starts_at.text(),
        date: meeting.starts_at.day(wording.council.timezone),
        ends_at: meeting.ends_at.map(|at| at.text()),
        place: meeting.place.clone(),
        video: meeting.video.clone(),
        state: meeting.state.to_string(),
        version: meeting.version,
        invited_at: meeting.invited_at.map(|at| at.text()),
        invited_late: late.then(|| wording.council.meetings.basis.clone()),
        reason: meeting.reason.clone(),
        continues: sitting.continues.as_ref().map(|other| other.id.to_string()),
        continued_by: sitting.continued_by.as_ref().map(|other| other.id.to_string()),
        origin: sitting.origin.as_ref().map(|origin| OriginJson::of(wording.council, origin)),
        published: meeting.is_published(),
        agenda,
        appeal_until: sitting.notice.as_ref().map(|notice| notice.appeal_until),
    }
}

fn item(shown: &Item, wording: &Wording<'_>, public_url: &str) -> AgendaItemJson {
    match shown {
        Item::Outline { number, title } => {
            AgendaItemJson { number: number.clone(), title: title.clone(), ..AgendaItemJson::default() }
        }
        Item::Whole(seen) => {
            let Seen { item, joint, papers, awaited, advice, paragraphs, treatments } = seen.as_ref();
            let place = |lain: &Consultation| treatments.get(&lain.id).copied().unwrap_or_default();
            AgendaItemJson {
                number: item.number.clone(),
                title: item.title.clone(),
                public: item.public,
                id: Some(item.id.to_string()),
                parent: item.parent_id.map(|parent| parent.to_string()),
                public_title: (!item.public).then(|| item.public_title.clone()),
                state: Some(item.state.to_string()),
                note: (!item.note.is_empty()).then(|| item.note.clone()),
                late: Some(item.late),
                changed_at: item.changed_at.map(|at| at.text()),
                joint: joint.clone(),
                awaited: awaited.clone(),
                paragraphs: paragraphs.iter().filter_map(|number| wording.paragraph(Some(*number))).collect(),
                papers: papers
                    .iter()
                    .map(|(lain, on_it)| AgendaPaperJson {
                        advice: advice
                            .iter()
                            .filter(|advice| advice.paper == on_it.id)
                            .map(|advice| advice::json(wording, advice))
                            .collect(),
                        treatment: wording.treatment(place(lain)).map(|_| place(lain)),
                        treatment_label: wording.treatment(place(lain)),
                        ..paper(lain, on_it, wording, public_url)
                    })
                    .collect(),
            }
        }
    }
}

fn paper(consultation: &Consultation, paper: &Paper, wording: &Wording<'_>, public_url: &str) -> AgendaPaperJson {
    let (council, language) = (wording.council, wording.language);
    let word = consultation.result_word.as_deref();
    AgendaPaperJson {
        consultation: consultation.id.to_string(),
        version: consultation.version,
        reference: paper.reference.clone(),
        title: paper.title.clone(),
        url: url(public_url, &paper.council, &paper.path_segment()),
        role: consultation.role.clone(),
        role_label: council.role_label(&consultation.role, language).to_owned(),
        treatment: None,
        treatment_label: None,
        state: consultation.state.to_string(),
        result: consultation.result_word.clone(),
        result_label: word.map(|word| council.result_label(word, language).to_owned()),
        advice: Vec::new(),
    }
}

/// The actions: those that can be taken now, or with `all` also the others with their reasons.
pub fn offers(offers: &[Offer], wording: &Wording<'_>, all: bool) -> Vec<OfferJson> {
    let shown = offers.iter().filter(|offer| all || offer.refused.is_none());
    shown
        .map(|offer| OfferJson {
            name: offer.action.to_string(),
            label: label(offer, wording),
            inputs: fields(offer),
            refused: offer.refused.as_ref().map(|message| wording.words.tell(wording.language, message)),
        })
        .collect()
}

fn fields(offer: &Offer) -> Vec<Field> {
    input::fields(offer.action).to_vec()
}

fn label(offer: &Offer, wording: &Wording<'_>) -> String {
    let key = format!("meeting_do_{}", offer.action.as_str().replace('-', "_"));
    wording.words.say(wording.language, &key, &[])
}
