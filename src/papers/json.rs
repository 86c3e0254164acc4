//! A paper as the API gives it.
mod kept;
mod origin;
mod row;

pub use kept::KeptJson;
pub use origin::OriginJson;
pub use row::{PaperRow, row};

use super::extra::Value;
use super::url;
use super::view::{Clocked, Dossier, Relative};
use crate::clocks::Extension;
use crate::consultations::Row;
use crate::consultations::advice::{self, Advice, AdviceJson};
use crate::council::FieldRule;
use crate::events::Event;
use crate::files;
use crate::files::json::FileJson;
use crate::orders::force;
use crate::orders::force::json::ReferendumJson;
use crate::orders::json::CarriedJson;
use crate::papers::offers::Offer;
use crate::pending::Pending;
use crate::pending::json::PendingJson;
use crate::procedure::obligation::Light;
use crate::wording::{Labelled, Wording};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A paper with what belongs to it, as far as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperJson {
    pub id: String,
    /// The number; absent while the paper has none.
    pub reference: Option<String>,
    /// Numbers that it had before, or elsewhere: they lead here.
    pub former_references: Vec<String>,
    /// Numbers that are kept for papers below it which do not exist yet, or were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reserved_numbers: Vec<KeptJson>,
    /// Where it came from, for a paper that was brought in from elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<OriginJson>,
    /// Why it cannot wait, where the office has accepted that.
    pub urgent: Option<String>,
    /// Last part of its address.
    pub slug: String,
    /// Address of its page.
    pub url: String,
    pub title: String,
    /// Code of the kind, and its word.
    pub kind: String,
    pub kind_label: String,
    /// Where it stands on its way: `draft`, `submitted`, `admitted`, …
    pub state: String,
    /// `preparing`, `submitted`, `in_progress`, `decided`, `closed`, `withdrawn`; and in the council's words.
    pub status: String,
    pub status_label: String,
    /// Send this back with an action on the paper.
    pub version: i32,
    /// Whether everybody may see it.
    pub public: bool,
    pub occasion: String,
    pub facts: String,
    pub submitter: String,
    /// The organisation that wrote it.
    pub author: String,
    pub responsible: Option<String>,
    /// The departments that are named to take part.
    pub involved: Vec<String>,
    /// Who has it now, and until when; absent once it is closed.
    pub pending: Option<PendingJson>,
    /// The first of the members who signed, and how many signed besides.
    pub first_signatory: Option<String>,
    pub co_signatories: usize,
    pub term: Option<String>,
    /// Number or id of the paper above.
    pub parent: Option<String>,
    pub submitted_on: Option<NaiveDate>,
    pub admitted_on: Option<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    pub updated_at: String,
    pub consultations: Vec<ConsultationJson>,
    /// Of a new version: the consultations of the paper above that were still ahead when it came, and go on with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remaining_consultations: Vec<ConsultationJson>,
    pub questions: Vec<QuestionJson>,
    /// What it proposes to decide.
    pub points: Vec<PointJson>,
    /// Which questions other departments answer; for the administration alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartJson>,
    /// The fields of its kind that are filled in, in the order of the form.
    pub fields: Vec<OwnJson>,
    /// For an amendment: the version of the paper above that it changes, and the place in it; and when its author took
    /// it over.
    pub target_version: Option<i32>,
    pub target_place: Option<String>,
    pub accepted_on: Option<NaiveDate>,
    /// Numbers of the frozen texts that can be read.
    pub versions: Vec<i32>,
    pub clocks: Vec<ClockJson>,
    /// The orders that it carries out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub carries_out: Vec<CarriedJson>,
    /// Why its text and files cannot be changed now: a body has it wait as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked: Option<String>,
    /// The people's say in decisions on it; absent where the council decides alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referendum: Option<ReferendumJson>,
    pub signatures: Vec<SignatureJson>,
    /// Its files that the caller may see.
    pub files: Vec<FileJson>,
}

/// A row of the Beratungsfolge.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsultationJson {
    pub id: String,
    pub version: i32,
    pub body: String,
    /// Key of the role, and its word.
    pub role: String,
    pub role_label: String,
    /// Which treatment of the paper in this body it is, in figures and in the council's words: from the second on, where
    /// the council counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub treatment_label: Option<String>,
    pub state: String,
    /// Start of the sitting, RFC 3339 in UTC.
    pub starts_at: Option<String>,
    /// Day of the sitting in the council's time zone.
    pub date: Option<NaiveDate>,
    pub place: Option<String>,
    /// Key of the result, its meaning and its word.
    pub result: Option<String>,
    pub result_class: Option<String>,
    pub result_label: Option<String>,
    /// Whether the result is a word that the council's rules do not know: it was brought in from elsewhere.
    pub unmapped: bool,
    /// Whether it decided the paper.
    pub authoritative: bool,
    /// For a recommendation: `for`, `against` or `amended`.
    pub leaning: Option<String>,
    /// What earlier bodies recommended to this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub advice: Vec<AdviceJson>,
    pub note: String,
    /// The text as it was amended; for an election, who was elected.
    pub final_text: String,
    /// Whether the text as amended is still missing.
    pub lacks_final_text: bool,
    /// When it is expected, in words, while there is no sitting.
    pub planned_for: String,
    /// The number of the decision (`§ 45`), where the council gives them numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<String>,
    /// The consultation whose result planned this one.
    pub origin: Option<String>,
}

/// A field of a kind's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnJson {
    pub key: String,
    pub label: String,
    /// A text, true or false, or the ticked boxes with their remarks.
    #[schema(value_type = Object)]
    pub value: Value,
    /// The ticked boxes, one by one: first those for the whole, then point by point.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<BoxJson>,
}

/// A box that was ticked.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoxJson {
    /// Number of the point of the paper above; none for the whole.
    pub point: Option<i32>,
    pub key: String,
    pub label: String,
    pub remark: String,
}

/// An operative point.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointJson {
    pub number: i32,
    pub text: String,
}

/// A question with its answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionJson {
    pub number: i32,
    /// 1 for the first questions, more for further ones after an answer.
    pub round: i32,
    pub text: String,
    pub answers: Vec<AnswerJson>,
}

/// What a paper says to a question: a text, or a refusal with its reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerJson {
    /// Number of the answering paper; absent on its draft.
    pub paper: Option<String>,
    pub text: String,
    pub refusal: String,
}

/// A question that another department than the responsible one answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartJson {
    /// Number of the question.
    pub question: i32,
    pub department: String,
    /// Whether its part is ready.
    pub contributed: bool,
}

/// A clock in words and figures.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockJson {
    pub id: String,
    pub version: i32,
    /// Key of the rule, its word and its legal source.
    pub rule: String,
    pub label: String,
    pub basis: String,
    pub started_on: NaiveDate,
    pub due_on: NaiveDate,
    pub state: String,
    /// `green`, `yellow`, `red`, `off`; today.
    pub light: String,
    pub overdue: bool,
    /// The due date explained: `12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020`.
    pub explanation: String,
    pub closed_on: Option<NaiveDate>,
    pub reason: String,
    /// 1, or more for the clock of further questions; and 2 after an interim notice.
    pub round: i32,
    pub stage: i32,
    pub extensions: Vec<ExtensionJson>,
}

/// An extension of a clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExtensionJson {
    pub applicant: String,
    pub decider: String,
    pub decided_on: NaiveDate,
    pub old_due: NaiveDate,
    pub new_due: NaiveDate,
    pub reason: String,
    pub late: bool,
    /// Announced by an interim notice, not granted.
    pub interim: bool,
}

/// Who was asked to sign.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureJson {
    pub name: String,
    pub signed: bool,
}

/// A member of the family.
#[derive(Debug, Serialize, ToSchema)]
pub struct RelativeJson {
    pub id: String,
    pub reference: Option<String>,
    pub title: String,
    pub author: String,
    pub kind: String,
    pub kind_label: String,
    pub status: String,
    pub parent: Option<String>,
    pub depth: usize,
    pub url: String,
    /// Where it was taken from, and under which licence; absent for what was filed here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// An entry of the history.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventJson {
    /// Number in the council's chain.
    pub seq: i64,
    pub action: String,
    /// RFC 3339 in UTC.
    pub at: String,
    pub title: String,
    pub by: String,
    #[schema(value_type = Vec<Object>)]
    pub facts: Vec<Labelled>,
    pub reason: Option<String>,
    pub next: Option<String>,
    pub hash: String,
}

/// An action that may be taken, or why not.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferJson {
    pub name: String,
    pub label: String,
    pub inputs: Vec<super::input::Field>,
    /// Every reason why it cannot be taken now.
    pub refused: Option<String>,
}

/// The paper as JSON, in the wording's language; `today` is the domain's day.
pub fn paper(
    dossier: &Dossier,
    pending: Option<&Pending>,
    wording: &Wording<'_>,
    public_url: &str,
    today: NaiveDate,
) -> PaperJson {
    let paper = &dossier.paper;
    let signatories = dossier.signatories();
    PaperJson {
        id: paper.id.to_string(),
        reference: paper.reference.clone(),
        former_references: dossier.former.clone(),
        reserved_numbers: KeptJson::list(wording, &dossier.kept, Some(paper.id)),
        origin: dossier.origin.as_ref().map(|origin| OriginJson::of(wording.council, origin)),
        urgent: paper.extra.urgent.clone(),
        slug: paper.path_segment(),
        url: url(public_url, &paper.council, &paper.path_segment()),
        title: paper.title.clone(),
        kind: paper.kind.clone(),
        kind_label: wording.council.kind_label(&paper.kind, wording.language).to_owned(),
        state: paper.entry.to_string(),
        status: paper.status.to_string(),
        status_label: wording.status(paper),
        version: paper.version,
        public: !paper.confidential,
        occasion: paper.occasion.clone(),
        facts: paper.facts.clone(),
        submitter: paper.submitter.clone(),
        author: dossier.author.clone(),
        responsible: dossier.responsible.clone(),
        involved: dossier.involved.clone(),
        pending: pending.map(|pending| pending.json(wording)),
        co_signatories: signatories.as_ref().map_or(0, |signatories| signatories.others.len()),
        first_signatory: signatories.map(|signatories| signatories.first),
        term: paper.term.clone(),
        parent: dossier.parent.as_ref().map(super::Paper::path_segment).or_else(|| paper.parent_reference.clone()),
        submitted_on: paper.submitted_on,
        admitted_on: paper.admitted_on,
        issued_on: paper.issued_on,
        updated_at: paper.updated_at.text(),
        consultations: dossier.consultations.iter().map(|row| consultation(row, dossier, wording)).collect(),
        remaining_consultations: dossier.remaining.iter().map(|row| consultation(row, dossier, wording)).collect(),
        questions: dossier
            .questions
            .iter()
            .map(|asked| QuestionJson {
                number: asked.question.number,
                round: asked.question.round,
                text: asked.question.content.clone(),
                answers: asked
                    .answers
                    .iter()
                    .map(|(answer, paper)| AnswerJson {
                        paper: paper.clone(),
                        text: answer.content.clone(),
                        refusal: answer.refusal.clone(),
                    })
                    .collect(),
            })
            .collect(),
        fields: own(dossier, wording),
        target_version: paper.extra.target_version,
        target_place: paper.extra.target_place.clone(),
        accepted_on: paper.extra.accepted_on,
        versions: dossier.versions.iter().map(|version| version.number).collect(),
        points: dossier
            .points
            .iter()
            .map(|point| PointJson { number: point.number, text: point.content.clone() })
            .collect(),
        parts: dossier
            .parts
            .iter()
            .map(|part| PartJson {
                question: part.number,
                department: part.department.clone(),
                contributed: part.contributed_at.is_some(),
            })
            .collect(),
        clocks: dossier.clocks.iter().map(|clocked| clock(clocked, wording, today)).collect(),
        carries_out: Vec::new(),
        locked: None,
        referendum: force::json::referendum(wording, paper, &dossier.standing, today),
        files: files::json::files(&dossier.files, public_url),
        signatures: dossier
            .signatures
            .iter()
            .map(|signature| SignatureJson { name: signature.name.clone(), signed: signature.signed_at.is_some() })
            .collect(),
    }
}

/// The fields of the paper's kind that are filled in, as far as the viewer may see them.
fn own(dossier: &Dossier, wording: &Wording<'_>) -> Vec<OwnJson> {
    let Some(kind) = wording.council.kind(&dossier.paper.kind) else { return Vec::new() };
    let values = &dossier.paper.extra.values;
    let field = |(key, rule): (&str, &FieldRule)| {
        let value = values.get(key).filter(|value| !value.is_empty())?.clone();
        let ticked = |(point, boxes): (Option<i32>, &BTreeMap<String, String>)| -> Vec<BoxJson> {
            let one = |(key, remark): (&String, &String)| BoxJson {
                point,
                key: key.clone(),
                label: rule.choices.get(key).map_or(key.as_str(), |label| label.say(wording.language)).to_owned(),
                remark: remark.clone(),
            };
            boxes.iter().map(one).collect()
        };
        let boxes = value.boxes().into_iter().flat_map(ticked).collect();
        Some(OwnJson { key: key.to_owned(), label: rule.label.say(wording.language).to_owned(), value, boxes })
    };
    kind.ordered_fields().into_iter().filter_map(field).collect()
}

fn consultation(row: &Row, dossier: &Dossier, wording: &Wording<'_>) -> ConsultationJson {
    let consultation = &row.consultation;
    let word = consultation.result_word.as_deref();
    ConsultationJson {
        id: consultation.id.to_string(),
        version: consultation.version,
        body: row.body.clone(),
        role: consultation.role.clone(),
        role_label: wording.council.role_label(&consultation.role, wording.language).to_owned(),
        treatment: wording.treatment(row.treatment).map(|_| row.treatment),
        treatment_label: wording.treatment(row.treatment),
        state: consultation.state.to_string(),
        starts_at: row.starts_at.map(|at| at.0.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
        date: row.starts_at.map(|at| at.day(wording.council.timezone)),
        place: row.place.clone(),
        result: consultation.result_word.clone(),
        result_class: consultation.result_class.map(|class| class.to_string()),
        result_label: word.map(|word| wording.council.result_label(word, wording.language).to_owned()),
        unmapped: consultation.is_unmapped(),
        authoritative: consultation.authoritative,
        leaning: word
            .and_then(|word| wording.council.results.get(word))
            .and_then(|result| result.leaning)
            .map(|leaning| leaning.to_string()),
        advice: dossier
            .consultations
            .iter()
            .filter_map(Advice::of)
            .filter(|given| given.precedes(consultation, row.starts_at))
            .map(|given| advice::json(wording, &given))
            .collect(),
        paragraph: wording.paragraph(row.paragraph),
        note: consultation.note.clone(),
        final_text: consultation.final_text.clone(),
        lacks_final_text: crate::consultations::change::lacks_final_text(wording.council, consultation),
        planned_for: consultation.planned_for.clone(),
        origin: consultation.origin_id.map(|origin| origin.to_string()),
    }
}

fn clock(clocked: &Clocked, wording: &Wording<'_>, today: NaiveDate) -> ClockJson {
    let clock = &clocked.clock;
    let (light, _) = wording.light(clock, today);
    let basis = wording.council.clocks.get(&clock.rule).map(|rule| rule.basis.clone());
    let word = match light {
        Light::Green => "green",
        Light::Yellow => "yellow",
        Light::Red => "red",
        Light::Off => "off",
    };
    ClockJson {
        id: clock.id.to_string(),
        version: clock.version,
        rule: clock.rule.clone(),
        label: wording.clock_label(clock),
        basis: basis.unwrap_or_default(),
        started_on: clock.started_on,
        due_on: clock.due_on,
        state: clock.state.to_string(),
        light: word.to_owned(),
        overdue: light == Light::Red,
        explanation: wording.clock_rule(clock, &clocked.extensions),
        closed_on: clock.closed_on,
        reason: clock.reason.clone(),
        round: clock.round,
        stage: clock.stage,
        extensions: clocked.extensions.iter().map(extension).collect(),
    }
}

fn extension(extension: &Extension) -> ExtensionJson {
    ExtensionJson {
        applicant: extension.applicant.clone(),
        decider: extension.decider.clone(),
        decided_on: extension.decided_on,
        old_due: extension.old_due,
        new_due: extension.new_due,
        reason: extension.reason.clone(),
        late: extension.late,
        interim: extension.interim,
    }
}

/// The family in reading order.
pub fn lineage(family: &[Relative], wording: &Wording<'_>, public_url: &str) -> Vec<RelativeJson> {
    family
        .iter()
        .map(|relative| RelativeJson {
            id: relative.paper.id.to_string(),
            reference: relative.paper.reference.clone(),
            title: relative.paper.title.clone(),
            author: relative.author.clone(),
            kind: relative.paper.kind.clone(),
            kind_label: wording.council.kind_label(&relative.paper.kind, wording.language).to_owned(),
            status: relative.paper.status.to_string(),
            parent: relative.node.parent.map(|id| id.to_string()).or_else(|| relative.paper.parent_reference.clone()),
            depth: relative.node.depth,
            url: url(public_url, &relative.paper.council, &relative.paper.path_segment()),
            source: relative.origin.as_ref().map(|(source, _)| wording.council.import.source(source).to_owned()),
            licence: relative.origin.as_ref().map(|(_, licence)| licence.clone()),
        })
        .collect()
}

/// The history, oldest first.
pub fn events(history: &[Event], wording: &Wording<'_>) -> Vec<EventJson> {
    history
        .iter()
        .map(|event| {
            let told = wording.event(event);
            EventJson {
                seq: event.seq,
                action: event.action.clone(),
                at: event.happened_at.text(),
                title: told.title,
                by: told.by,
                facts: told.facts,
                reason: told.reason,
                next: told.next,
                hash: event.hash.clone(),
            }
        })
        .collect()
}

/// The actions: those that can be taken now, or with `all` also the others with their reasons.
pub fn offers(offers: &[Offer], kind: &crate::council::Kind, wording: &Wording<'_>, all: bool) -> Vec<OfferJson> {
    offers
        .iter()
        .filter(|offer| all || (offer.mine && offer.refused.is_empty()))
        .map(|offer| {
            let reasons: Vec<_> =
                offer.refused.iter().map(|message| wording.words.tell(wording.language, message)).collect();
            OfferJson {
                name: offer.action.to_string(),
                label: wording
                    .council
                    .step(kind, offer.action)
                    .map_or_else(|| offer.action.to_string(), |step| step.label.say(wording.language).to_owned()),
                inputs: offer.fields.to_vec(),
                refused: (!reasons.is_empty()).then(|| reasons.join(" ")),
            }
        })
        .collect()
}
