//! The fields of an action as a form: what to choose from, what stands in it first, and what was typed into it.
use super::outcome;
use super::values;
use crate::consultations::{self, Consultation, votes};
use crate::council::Council;
use crate::db::Db;
use crate::error::Result;
use crate::meetings;
use crate::message::Message;
use crate::organizations::{self, OrganizationKind};
use crate::papers::facts::Case;
use crate::papers::input::{AnswerInput, AssignmentInput, Field, FieldType, Input, ROWS};
use crate::people::{Role, directory::store as directory};
use crate::procedure::{MeetingAction, ResultClass, RoleKind, Tie, sitting};
use crate::web::csrf::Fields;
use crate::web::widget::{Choice, Choices, Widget};
use crate::words::{Language, Words};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Sittings of a body that are looked through for those to come.
const SITTINGS: i64 = 100;

/// Reads what the fields of this action offer. `consultation` is the one that is acted on.
pub fn choices(
    db: &mut Db,
    council: &Council,
    case: &Case,
    consultation: Option<&Consultation>,
    fields: &[Field],
    language: Language,
    today: NaiveDate,
) -> Result<Choices> {
    let mut choices = Choices::new();
    for field in fields {
        let options = match field.kind {
            FieldType::Department | FieldType::Departments => {
                let departments = organizations::store::of_kind(db, &council.slug, OrganizationKind::Department)?;
                let current = departments.into_iter().filter(|department| department.is_current(today));
                current.map(|department| Choice::new(department.key, department.name)).collect()
            }
            FieldType::Body => {
                let all = organizations::store::all(db, &council.slug)?;
                let bodies = all.into_iter().filter(|body| body.is_body() && body.is_current(today));
                bodies.map(|body| Choice::new(body.key, body.name)).collect()
            }
            FieldType::Role => {
                council.roles.iter().map(|(key, role)| Choice::new(key, role.label.say(language))).collect()
            }
            FieldType::Result => {
                let role = consultation.and_then(|consultation| council.roles.get(&consultation.role));
                let words = role.into_iter().flat_map(|role| &role.results);
                words.map(|word| Choice::new(word, council.result_label(word, language))).collect()
            }
            FieldType::Meeting => match consultation {
                Some(consultation) => sittings(db, council, consultation, language, today)?,
                None => Vec::new(),
            },
            FieldType::People => members(db, council, case, today)?,
            _ => {
                let Some(consultation) = consultation else { continue };
                of_result(db, council, case, consultation, field, language, today, &mut choices)?;
                continue;
            }
        };
        choices.insert(field.name, options);
    }
    Ok(choices)
}

/// The sittings of the consulted body that can still take something onto their agenda.
fn sittings(
    db: &mut Db,
    council: &Council,
    consultation: &Consultation,
    language: Language,
    today: NaiveDate,
) -> Result<Vec<Choice>> {
    let all = meetings::store::of_body(db, consultation.organization_id, SITTINGS)?;
    let mut open: Vec<_> = all
        .into_iter()
        .filter(|meeting| sitting::target(MeetingAction::Fill, meeting.state).is_some())
        .filter(|meeting| meeting.starts_at.day(council.timezone) >= today)
        .collect();
    open.reverse();
    let label = |meeting: &meetings::Meeting| {
        let at = language.moment(meeting.starts_at, council.timezone);
        if meeting.name.is_empty() { at } else { format!("{at}, {}", meeting.name) }
    };
    Ok(open.iter().map(|meeting| Choice::new(meeting.id.to_string(), label(meeting))).collect())
}

/// What can be typed with a result, as far as the role of the consultation and the paper have a use for it.
#[expect(clippy::too_many_arguments, reason = "each is a part of the scene that only together say what is offered")]
fn of_result(
    db: &mut Db,
    council: &Council,
    case: &Case,
    consultation: &Consultation,
    field: &Field,
    language: Language,
    today: NaiveDate,
    choices: &mut Choices,
) -> Result<()> {
    let Some(role) = council.roles.get(&consultation.role) else { return Ok(()) };
    let words = || role.results.iter().filter_map(|key| Some((key, council.results.get(key)?)));
    let has = |classes: &[ResultClass]| words().any(|(_, word)| classes.contains(&word.class));
    match field.kind {
        FieldType::Text if field.name == "final_text" && has(&[ResultClass::AdoptAmended, ResultClass::Recommend]) => {
            choices.insert("final_text", Vec::new());
        }
        FieldType::Referrals if has(&[ResultClass::Refer, ResultClass::ReferAway]) => {
            let all = organizations::store::all(db, &council.slug)?;
            let others = all
                .into_iter()
                .filter(|body| body.is_body() && body.is_current(today) && body.id != consultation.organization_id);
            choices.insert("bodies", others.map(|body| Choice::new(body.key, body.name)).collect());
            let roles = council.roles.iter().map(|(key, role)| Choice::new(key, role.label.say(language)));
            choices.insert("bodies_roles", roles.collect());
        }
        FieldType::PointResults if has(&[ResultClass::AdoptPart, ResultClass::AdoptAmended]) => {
            let points = consultations::store::points(db, case.paper.id)?;
            if !points.is_empty() {
                let rows = points.into_iter().map(|(number, text)| Choice::new(number.to_string(), text));
                choices.insert("point_results", rows.collect());
                let words = words().map(|(key, word)| Choice::new(key, word.label.say(language)));
                choices.insert("point_results_words", words.collect());
            }
        }
        FieldType::Votes if !matches!(role.kind, RoleKind::Answer | RoleKind::Information) => {
            let members = votes::store::voting_members(db, consultation.organization_id, today)?;
            choices.insert("votes", members.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect());
            if council.meetings.tie == Tie::Chair {
                choices.insert("votes_chair", Vec::new());
            }
        }
        FieldType::Line
            if field.name == "planned_for" && role.kind != RoleKind::Answer && has(&[ResultClass::Defer]) =>
        {
            choices.insert("planned_for", Vec::new());
        }
        FieldType::Date if field.name == "due_on" && has(&[ResultClass::Extend]) => {
            choices.insert("due_on", Vec::new());
        }
        FieldType::Names if words().any(|(_, word)| word.election) => {
            choices.insert("elected", Vec::new());
        }
        FieldType::Kind if has(&[ResultClass::Convert]) => {
            let into = council.kind(&case.paper.kind).into_iter().flat_map(|kind| &kind.converts_to);
            let kinds = into.map(|code| Choice::new(code, council.kind_label(code, language)));
            choices.insert("kind", kinds.collect());
        }
        _ => {}
    }
    Ok(())
}

/// The members of the council who have not been asked yet.
fn members(db: &mut Db, council: &Council, case: &Case, today: NaiveDate) -> Result<Vec<Choice>> {
    let asked: BTreeSet<_> = case.signatories().into_iter().collect();
    let seats = directory::memberships(db, &council.slug)?;
    let seated: BTreeSet<_> = seats
        .iter()
        .filter(|seat| matches!(seat.role, Role::Member | Role::FactionChair))
        .filter(|seat| organizations::within(Some(seat.starts_on), seat.ends_on, today))
        .map(|seat| seat.person_id)
        .collect();
    let people = directory::people(db, &council.slug)?;
    Ok(people
        .into_iter()
        .filter(|person| seated.contains(&person.id) && !asked.contains(&person.id))
        .map(|person| Choice::new(person.key, person.name))
        .collect())
}

/// The form of an action: its fields with what stands in them. `said` are the values, by field.
pub fn widgets(
    words: &Words,
    language: Language,
    fields: &[Field],
    mut choices: Choices,
    said: impl Fn(&str) -> Vec<String>,
) -> Vec<Widget> {
    let word = |key: String| if words.has(&key) { words.say(language, &key, &[]) } else { String::new() };
    fields
        .iter()
        // What an item is chosen from depends on the sitting: the sitting's own page offers that.
        .filter(|field| field.kind != FieldType::Item)
        .filter_map(|field| {
            if matches!(field.kind, FieldType::Referrals | FieldType::PointResults | FieldType::Votes) {
                return outcome::group(words, language, field, &mut choices, &said);
            }
            // What the result of this consultation has no use for is not asked.
            let useful = ["final_text", "planned_for", "elected", "kind", "due_on"];
            let asked_if_useful = useful.contains(&field.name) && !field.required;
            if asked_if_useful && !choices.contains_key(field.name) {
                return None;
            }
            let values = said(field.name);
            let mut options = choices.remove(field.name).unwrap_or_default();
            if field.kind == FieldType::Boolean {
                options = vec![Choice::new("1", word(format!("field_{}_yes", field.name)))];
            }
            if field.kind == FieldType::Questions {
                options = question_rows(words, language, &values);
            }
            for option in &mut options {
                option.chosen = values.contains(&option.value);
            }
            Some(Widget {
                input: match field.kind {
                    FieldType::Date => "date",
                    FieldType::Time => "time",
                    _ => "text",
                },
                width: if matches!(field.kind, FieldType::Date | FieldType::Time) { "short" } else { "full" },
                kind: match field.kind {
                    FieldType::Line => "line",
                    FieldType::Date => "date",
                    FieldType::Time => "time",
                    FieldType::Department
                    | FieldType::Body
                    | FieldType::Role
                    | FieldType::Result
                    | FieldType::Meeting
                    | FieldType::Item
                    | FieldType::Kind
                    | FieldType::Organization
                    | FieldType::Version => "select",
                    FieldType::People | FieldType::Departments | FieldType::Boolean => "boxes",
                    FieldType::Questions => "rows",
                    FieldType::Text
                    | FieldType::Points
                    | FieldType::Values
                    | FieldType::Answers
                    | FieldType::Assignments
                    | FieldType::Referrals
                    | FieldType::PointResults
                    | FieldType::Votes
                    | FieldType::Names => "text",
                },
                name: field.name.to_owned(),
                label: match (field.kind, field.required) {
                    // Of a kind that may be left out it is asked only what a paper is converted into.
                    (FieldType::Kind, false) => word("field_converts_to".to_owned()),
                    _ => word(format!("field_{}", field.name)),
                },
                hint: word(format!("field_{}_hint", field.name)),
                value: values.into_iter().next().unwrap_or_default(),
                options,
                optional: !field.required,
                parts: Vec::new(),
            })
        })
        .collect()
}

/// Rows for questions: those that say something, and three more.
fn question_rows(words: &Words, language: Language, values: &[String]) -> Vec<Choice> {
    let said = values.iter().filter(|text| !text.trim().is_empty()).cloned();
    let rows = said.chain(std::iter::repeat_n(String::new(), 3)).take(ROWS);
    rows.zip(1..)
        .map(|(text, number)| {
            Choice::new(text, words.say(language, "draft_question", &[("number", &number.to_string())]))
        })
        .collect()
}

/// What was typed, and what of it cannot be read. Fields that were not sent are not given.
pub fn parse(fields: &Fields) -> (Input, Vec<Message>) {
    let mut faults = Vec::new();
    let text = |name: &str| fields.has(name).then(|| fields.get(name).to_owned());
    let mut day = |name: &'static str| {
        let typed = fields.get(name).trim();
        if typed.is_empty() {
            return None;
        }
        let read =
            NaiveDate::parse_from_str(typed, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(typed, "%d.%m.%Y"));
        if read.is_err() {
            faults.push(Message::new("input_date").on(name));
        }
        read.ok()
    };
    let (date, decided_on, due_on) = (day("date"), day("decided_on"), day("due_on"));
    let list = |name: &str| fields.has(name).then(|| fields.all(name).map(str::to_owned).collect());
    let votes = outcome::votes(fields, &mut faults);
    let version = fields.get("version").trim();
    let input = Input {
        version: version.parse().ok(),
        title: text("title"),
        occasion: text("occasion"),
        facts: text("facts"),
        questions: list("questions"),
        points: list("points"),
        values: values::parse(fields),
        organization: text("organization"),
        target_version: fields.get("target_version").trim().parse().ok(),
        target_place: text("target_place"),
        answers: answers(fields),
        assignments: assignments(fields),
        public: None,
        urgent: fields.has("urgent").then_some(true),
        reason: text("reason"),
        department: text("department"),
        involved: list("involved"),
        people: list("people"),
        body: text("body"),
        role: text("role"),
        date,
        time: text("time").map(|time| time.trim().to_owned()),
        place: text("place"),
        meeting: text("meeting"),
        item: text("item"),
        result: text("result"),
        note: text("note"),
        final_text: text("final_text"),
        planned_for: text("planned_for"),
        bodies: outcome::referrals(fields),
        point_results: outcome::points(fields),
        votes,
        elected: outcome::names(fields, "elected"),
        kind: text("kind"),
        applicant: text("applicant"),
        decider: text("decider"),
        decided_on,
        due_on,
    };
    if input.version.is_none() && !version.is_empty() {
        faults.push(Message::new("input_version"));
    }
    (input, faults)
}

/// The answers of a form: `answer-3` and `refusal-3` speak of question 3.
fn answers(fields: &Fields) -> Option<Vec<AnswerInput>> {
    let mut answers: BTreeMap<i32, AnswerInput> = BTreeMap::new();
    for (name, value) in fields.iter() {
        let Some((part, number)) = name.split_once('-') else { continue };
        let Ok(question) = number.parse::<i32>() else { continue };
        let answer = || AnswerInput { question, ..AnswerInput::default() };
        match part {
            "answer" => value.clone_into(&mut answers.entry(question).or_insert_with(answer).text),
            "refusal" => value.clone_into(&mut answers.entry(question).or_insert_with(answer).refusal),
            _ => {}
        }
    }
    (!answers.is_empty()).then(|| answers.into_values().collect())
}

/// Who answers what: `department-3` is the department for question 3.
fn assignments(fields: &Fields) -> Option<Vec<AssignmentInput>> {
    let row = |(name, value): (&str, &str)| {
        let question = name.strip_prefix("department-")?.parse().ok()?;
        Some(AssignmentInput { question, department: value.to_owned() })
    };
    let rows: Vec<_> = fields.iter().filter_map(row).collect();
    (!rows.is_empty()).then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Fields {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>().into()
    }

    #[test]
    fn days_are_read_as_browsers_and_as_people_write_them() {
        let (input, faults) = parse(&typed(&[("date", "2020-09-16"), ("due_on", " 30.09.2020 ")]));
        assert!(faults.is_empty());
        assert_eq!(input.date, NaiveDate::from_ymd_opt(2020, 9, 16));
        assert_eq!(input.due_on, NaiveDate::from_ymd_opt(2020, 9, 30));
        let (input, faults) = parse(&typed(&[("date", "morgen"), ("decided_on", "")]));
        assert_eq!((input.date, input.decided_on), (None, None));
        assert_eq!(faults, [Message::new("input_date").on("date")]);
    }

    #[test]
    fn what_was_not_sent_is_not_given() {
        let (input, _) = parse(&typed(&[("version", "7"), ("csrf", "x"), ("title", "")]));
        assert_eq!(input, Input { version: Some(7), title: Some(String::new()), ..Input::default() });
    }

    #[test]
    fn answers_find_their_questions() {
        let (input, _) =
            parse(&typed(&[("refusal-2", "geheim"), ("answer-1", "ja"), ("answer-x", "?"), ("answer-2", "")]));
        let answer =
            |question, text: &str, refusal: &str| AnswerInput { question, text: text.into(), refusal: refusal.into() };
        assert_eq!(input.answers, Some(vec![answer(1, "ja", ""), answer(2, "", "geheim")]));
    }

    #[test]
    fn a_version_that_is_no_number_is_told() {
        assert_eq!(parse(&typed(&[("version", "1.5")])).1, [Message::new("input_version")]);
    }
}
