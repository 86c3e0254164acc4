//! What bodies recommended of a paper, shown to the next one: for, against, or with changes.
use super::{Consultation, Row};
use crate::db::types::{ConsultationId, Moment, PaperId};
use crate::procedure::ResultClass;
use crate::wording::Wording;
use serde::Serialize;
use utoipa::ToSchema;

/// A recommendation that a body gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    pub paper: PaperId,
    pub consultation: ConsultationId,
    pub body: String,
    /// Key of the result word.
    pub word: String,
    /// When its sitting began.
    pub at: Option<Moment>,
}

impl Advice {
    /// The recommendation of a consultation; `None` when it gave none.
    pub fn of(row: &Row) -> Option<Self> {
        let consultation = &row.consultation;
        let word = consultation.result_word.clone()?;
        (consultation.result_class == Some(ResultClass::Recommend)).then(|| Self {
            paper: consultation.paper_id,
            consultation: consultation.id,
            body: row.body.clone(),
            word,
            at: row.starts_at,
        })
    }

    /// Whether it was there for a consultation whose sitting begins `at`: one without a result has before it all that
    /// was recommended so far, one with a result what was recommended earlier.
    pub fn precedes(&self, consultation: &Consultation, at: Option<Moment>) -> bool {
        self.paper == consultation.paper_id
            && self.consultation != consultation.id
            && (consultation.result_word.is_none() || at.zip(self.at).is_some_and(|(at, own)| own < at))
    }
}

/// A recommendation of an earlier body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AdviceJson {
    pub body: String,
    /// Key of the result, and its word.
    pub result: String,
    pub result_label: String,
    /// `for`, `against` or `amended`.
    pub leaning: Option<String>,
}

/// As the API answers it.
pub fn json(wording: &Wording<'_>, advice: &Advice) -> AdviceJson {
    let result = wording.council.results.get(&advice.word);
    AdviceJson {
        body: advice.body.clone(),
        result: advice.word.clone(),
        result_label: wording.council.result_label(&advice.word, wording.language).to_owned(),
        leaning: result.and_then(|result| result.leaning).map(|leaning| leaning.to_string()),
    }
}

/// "Fachausschuss Umwelt: nicht empfohlen (dagegen)".
pub fn told(wording: &Wording<'_>, advice: &Advice) -> String {
    let AdviceJson { body, result_label, leaning, .. } = json(wording, advice);
    let say = |key: &str, args: &[(&str, &str)]| wording.words.say(wording.language, key, args);
    match leaning {
        Some(leaning) => {
            let leaning = say(&format!("advice_{leaning}"), &[]);
            say("advice_told", &[("body", &body), ("result", &result_label), ("leaning", &leaning)])
        }
        None => format!("{body}: {result_label}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::OrganizationId;
    use crate::procedure::ConsultationState;
    use crate::visibility::Circle;

    fn row(paper: PaperId, at: &str, result: Option<(&str, ResultClass)>) -> Row {
        let consultation = Consultation {
            id: ConsultationId::new(),
            council: "leipzig".to_owned(),
            paper_id: paper,
            organization_id: OrganizationId::new(),
            role: "advice".to_owned(),
            position: 1,
            meeting_id: None,
            agenda_item_id: None,
            origin_id: None,
            created_on: None,
            state: ConsultationState::Concluded,
            result_word: result.map(|(word, _)| word.to_owned()),
            result_class: result.map(|(_, class)| class),
            note: String::new(),
            version: 1,
            planned_for: String::new(),
            authoritative: false,
            final_text: String::new(),
            circle: Circle::Public,
        };
        let at: chrono::DateTime<chrono::Utc> = format!("{at}T12:00:00Z").parse().unwrap();
        Row {
            consultation,
            body: "FA".to_owned(),
            starts_at: Some(Moment::from(at)),
            place: None,
            item: None,
            paragraph: None,
            treatment: 1,
        }
    }

    #[test]
    fn only_what_was_recommended_before_counts() {
        let paper = PaperId::new();
        let committee = row(paper, "2020-09-01", Some(("not_recommended", ResultClass::Recommend)));
        let advice = Advice::of(&committee).unwrap();
        let before = |other: &Row| advice.precedes(&other.consultation, other.starts_at);
        assert!(Advice::of(&row(paper, "2020-09-01", Some(("noted", ResultClass::Note)))).is_none());
        assert!(!before(&committee), "not to itself");
        assert!(before(&row(paper, "2020-08-01", None)), "what is open has all of it before it");
        assert!(before(&row(paper, "2020-09-16", Some(("rejected", ResultClass::Reject)))));
        assert!(!before(&row(paper, "2020-08-01", Some(("referred", ResultClass::Refer)))));
        assert!(!before(&row(PaperId::new(), "2020-09-16", None)), "of another paper");
    }
}
