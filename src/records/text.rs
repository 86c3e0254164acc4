//! A paper as plain text: what it says, and what became of it. Plain text is read by whatever there will be. Pure.
use crate::clocks::Clock;
use crate::consultations::Row;
use crate::council::{FieldRule, Kind};
use crate::notes::Note;
use crate::orders::store::Resolved;
use crate::orders::{Order, Report};
use crate::papers::compare::Content;
use crate::papers::extra::{Extra, Value};
use crate::papers::view::{Clocked, Dossier};
use crate::procedure::FieldKind;
use crate::wording::Wording;
use std::fmt::Write;

/// An order with the name of its owner and the reports on it.
pub type Carried = (Order, Option<String>, Vec<Report>);

/// A text that grows: a title, labelled lines, headed parts.
#[derive(Default)]
struct Page(String);

impl Page {
    fn titled(title: &str) -> Self {
        let mut page = Self::default();
        page.line(title);
        page.line(&"=".repeat(title.chars().count().min(100)));
        page
    }
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }
    fn fact(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            // A `String` takes everything.
            let _ = writeln!(self.0, "{label}: {value}");
        }
    }
    fn part(&mut self, heading: &str, text: &str) {
        if !text.trim().is_empty() {
            self.heading(heading);
            self.line(text.trim_end());
        }
    }
    fn heading(&mut self, heading: &str) {
        self.line("");
        self.line(heading);
        self.line(&"-".repeat(heading.chars().count()));
    }
    fn list(&mut self, heading: &str, lines: &[String]) {
        self.part(heading, &lines.join("\n"));
    }
}

fn say(wording: &Wording<'_>, key: &str) -> String {
    wording.words.say(wording.language, key, &[])
}

fn title(wording: &Wording<'_>, dossier: &Dossier) -> String {
    let kind = wording.council.kind_label(&dossier.paper.kind, wording.language);
    match &dossier.paper.reference {
        Some(number) => format!("{kind} {number}"),
        None => kind.to_owned(),
    }
}

/// What a paper says, in one of its versions.
pub fn content(wording: &Wording<'_>, dossier: &Dossier, content: &Content) -> String {
    let mut page = Page::titled(&title(wording, dossier));
    page.line(&content.title);
    page.line("");
    page.fact(&say(wording, "paper_submitter"), &dossier.paper.submitter);
    if let Some(kind) = wording.council.kind(&dossier.paper.kind) {
        own(wording, &mut page, kind, &content.extra);
    }
    let numbered =
        |rows: &[(i32, String)]| rows.iter().map(|(number, text)| format!("{number}. {text}")).collect::<Vec<_>>();
    page.part(&say(wording, "paper_occasion"), &content.occasion);
    page.list(&say(wording, "paper_points"), &numbered(&content.points));
    page.part(&say(wording, "paper_facts"), &content.facts);
    page.list(&say(wording, "paper_questions"), &numbered(&content.questions));
    let answers: Vec<_> = content
        .answers
        .iter()
        .map(|(number, text, refusal)| format!("{number}. {}", if text.is_empty() { refusal } else { text }))
        .collect();
    page.list(&say(wording, "record_answers"), &answers);
    page.0
}

/// The fields of a kind's own, the private ones too, and who of the inhabitants asked.
fn own(wording: &Wording<'_>, page: &mut Page, kind: &Kind, extra: &Extra) {
    page.fact(&say(wording, "field_urgent"), extra.urgent.as_deref().unwrap_or_default());
    page.fact(&say(wording, "paper_target"), extra.target_place.as_deref().unwrap_or_default());
    if let Some(asker) = &extra.asker {
        let who = [&asker.name, &asker.address, &asker.email].map(|part| part.replace('\n', ", "));
        let who: Vec<_> = who.into_iter().filter(|part| !part.is_empty()).collect();
        page.fact(&say(wording, "record_asker"), &who.join(", "));
    }
    for (key, rule) in kind.ordered_fields() {
        if let Some(value) = extra.values.get(key).filter(|value| !value.is_empty()) {
            page.fact(rule.label.say(wording.language), &told(wording, rule, value));
        }
    }
}

fn told(wording: &Wording<'_>, rule: &FieldRule, value: &Value) -> String {
    let choice = |key: &str| rule.choices.get(key).map_or(key, |label| label.say(wording.language)).to_owned();
    match value {
        Value::Flag(yes) => say(wording, if *yes { "fact_yes" } else { "fact_no" }),
        Value::Text(text) if rule.kind == FieldKind::Choice => choice(text),
        Value::Text(text) => text.clone(),
        Value::Boxes(_) | Value::PerPoint(_) => {
            let line = |(point, boxes): (Option<i32>, &std::collections::BTreeMap<String, String>)| {
                let ticked: Vec<_> = boxes
                    .iter()
                    .map(|(key, remark)| match remark.is_empty() {
                        true => choice(key),
                        false => format!("{} ({remark})", choice(key)),
                    })
                    .collect();
                match point {
                    Some(number) => format!("{number}: {}", ticked.join(", ")),
                    None => ticked.join(", "),
                }
            };
            value.boxes().into_iter().map(line).collect::<Vec<_>>().join("; ")
        }
    }
}

/// What became of a paper: its consultations with their results, decisions, orders and periods.
pub fn course(wording: &Wording<'_>, dossier: &Dossier, decided: &[Resolved], orders: &[Carried]) -> String {
    let mut page = Page::titled(&format!("{}: {}", title(wording, dossier), say(wording, "record_course")));
    page.line(&dossier.paper.title);
    page.line("");
    page.fact(&say(wording, "paper_status"), &wording.status(&dossier.paper));
    page.fact(&say(wording, "fact_department"), dossier.responsible.as_deref().unwrap_or_default());
    if let Some(signed) = dossier.signatories() {
        let mut names = vec![signed.first];
        names.extend(signed.others);
        page.fact(&say(wording, "fact_people"), &names.join(", "));
    }
    let consultations: Vec<_> = dossier.consultations.iter().map(|row| consulted(wording, row)).collect();
    page.list(&say(wording, "paper_consultations"), &consultations);
    let decisions: Vec<_> = decided.iter().map(|resolved| decision(wording, resolved)).collect();
    page.list(&say(wording, "record_decisions"), &decisions);
    let orders: Vec<_> = orders.iter().map(|carried| order(wording, carried)).collect();
    page.list(&say(wording, "fact_orders"), &orders);
    let clocks: Vec<_> = dossier.clocks.iter().map(|clocked| clock(wording, clocked)).collect();
    page.list(&say(wording, "paper_clock"), &clocks);
    page.0
}

fn consulted(wording: &Wording<'_>, row: &Row) -> String {
    let consultation = &row.consultation;
    let day = row.starts_at.map(|at| wording.day(at.day(wording.council.timezone)));
    let result = consultation.result_word.as_deref();
    let result = result.map(|word| wording.council.result_label(word, wording.language).to_owned());
    let parts = [
        day,
        Some(row.body.clone()),
        Some(wording.role(&consultation.role, row.treatment)),
        row.item.clone(),
        wording.paragraph(row.paragraph),
        result,
    ];
    let mut line = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    for more in [&consultation.note, &consultation.final_text] {
        if !more.is_empty() {
            line = format!("{line}\n  {}", more.replace('\n', "\n  "));
        }
    }
    line
}

fn decision(wording: &Wording<'_>, (resolution, body, word, _): &Resolved) -> String {
    let word = word.as_deref().map(|word| wording.council.result_label(word, wording.language)).unwrap_or_default();
    let head = format!("{}, {body}, {word}", wording.day(resolution.decided_on));
    let mut line = format!("{head}\n  {}", resolution.content.replace('\n', "\n  "));
    if let Some(day) = resolution.annulled_on {
        let args: &[(&str, &str)] = &[("day", &wording.day(day)), ("reason", &resolution.annulled_reason)];
        line = format!("{line}\n  {}", wording.words.say(wording.language, "order_resolution_annulled", args));
    }
    line
}

fn order(wording: &Wording<'_>, (order, owner, reports): &Carried) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| wording.day(day)).unwrap_or_default();
    let labelled = |key: &str, value: String| (!value.is_empty()).then(|| format!("  {}: {value}", say(wording, key)));
    let due = [day(order.due_on), order.due_note.clone()];
    let due: Vec<_> = due.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = vec![match order.point {
        Some(number) => format!("{number}. {}", order.content),
        None => order.content.clone(),
    }];
    lines.extend(labelled("order_owner", owner.clone().unwrap_or_default()));
    lines.extend(labelled("order_due", due.join(", ")));
    lines.extend(labelled("fact_order_state", wording.order_state(order.state)));
    lines.extend(labelled("order_closed", day(order.closed_on)));
    for report in reports.iter().rev() {
        let text = report.content.replace('\n', "\n    ");
        lines.push(format!("  {}, {}: {text}", wording.day(report.reported_on), report.reporter));
    }
    lines.join("\n")
}

fn clock(wording: &Wording<'_>, clocked: &Clocked) -> String {
    let clock: &Clock = &clocked.clock;
    let (_, word) = wording.light(clock, clock.due_on);
    let rule = wording.clock_rule(clock, &clocked.extensions);
    let mut line = format!("{}: {rule}, {word}", wording.clock_label(clock));
    for extension in &clocked.extensions {
        let change = format!("{} → {}", wording.day(extension.old_due), wording.day(extension.new_due));
        line = format!("{line}\n  {change}: {}", extension.reason.replace('\n', "\n  "));
    }
    line
}

/// The remarks of the administration on a paper, each with the organisation in whose name it was written.
pub fn notes(wording: &Wording<'_>, dossier: &Dossier, notes: &[(Note, String)]) -> String {
    let mut page = Page::titled(&format!("{}: {}", title(wording, dossier), say(wording, "notes_title")));
    for (note, organization) in notes {
        page.part(&format!("{}, {}, {organization}", wording.moment(note.written_at), note.author), &note.content);
    }
    page.0
}
