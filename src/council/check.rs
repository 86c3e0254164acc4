//! Everything that is wrong with a council file, at once: each fault is a sentence that names the place.
mod orders;
mod results;
mod sittings;
mod states;
mod terms;

pub use states::reachable;

use super::numbers::Sign;
use super::{Council, Kind, MailRow, numbers};
use crate::vocabulary::{
    self, Action, ClockStart, Effect, EntryState, EntryStyle, FieldKind, FileSubject, Guard, Names, Relation,
    ResultClass, RoleKind, Status,
};
use crate::words::Language;
use std::collections::BTreeSet;

/// Every semantic fault of a council file; empty when it is sound.
pub fn faults(council: &Council) -> Vec<String> {
    let mut faults = Vec::new();
    head(council, &mut faults);
    vocabulary(council, &mut faults);
    results::faults(council, &mut faults);
    terms::faults(council, &mut faults);
    common_steps(council, &mut faults);
    sittings::faults(council, &mut faults);
    texts(council, &mut faults);
    orders::faults(council, &mut faults);
    replays(council, &mut faults);
    files(council, &mut faults);
    super::referendum::faults(council, &mut faults);
    faults.extend(council.administration.faults());
    faults.extend(council.reports.iter().flat_map(|(key, rule)| rule.faults(key, council)));
    faults.extend(council.privacy.faults());
    faults.extend(council.records.iter().flat_map(|rules| rules.faults()));
    if council.numbers.aliases.is_empty() {
        faults.push("numbers.aliases: nobody may add the number that a paper had before".to_owned());
    }
    for (code, kind) in &council.kinds {
        references(council, code, kind, &mut faults);
        steps(council, code, kind, &mut faults);
        later(council, code, kind, &mut faults);
        inhabitants(council, code, kind, &mut faults);
        states::states(council, code, kind, &mut faults);
    }
    faults
}

fn head(council: &Council, faults: &mut Vec<String>) {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if council.slug.is_empty() || !council.slug.chars().all(plain) || numbers::RESERVED.contains(&council.slug.as_str())
    {
        faults.push(format!(
            "slug {:?} must consist of small letters, digits and hyphens, and must not be one of ours",
            council.slug
        ));
    }
    if council.name.trim().is_empty() || council.name.chars().any(char::is_control) {
        faults.push("name is empty or holds control characters".to_owned());
    }
    if !council.languages.contains(&council.locale) {
        faults.push(format!("locale {:?} is not among languages", council.locale));
    }
    for language in council.languages.iter().filter(|language| crate::words::Language::of(language).is_none()) {
        faults.push(format!("languages: {language:?} is none that the interface speaks"));
    }
    for fault in numbers::faults(&council.numbers.root, Some(council.numbers.counter)) {
        faults.push(format!("numbers.root {fault}"));
    }
    for fault in numbers::faults(&council.numbers.child, None) {
        faults.push(format!("numbers.child {fault}"));
    }
}

/// The words of others lead to something that is there.
fn replays(council: &Council, faults: &mut Vec<String>) {
    if council.slug == crate::council::rules::NEAREST {
        faults.push(format!("slug {:?} stands for whichever council is nearest", council.slug));
    }
    let rules = &council.replay;
    let named = |part: &'static str| {
        move |(word, key): (&String, &String)| format!("replay.{part}.{word:?}: {key:?} is none of ours")
    };
    faults.extend(rules.kinds.iter().filter(|(_, key)| !council.kinds.contains_key(*key)).map(named("kinds")));
    faults.extend(rules.roles.iter().filter(|(_, key)| !council.roles.contains_key(*key)).map(named("roles")));
    faults.extend(rules.results.iter().filter(|(_, key)| !council.results.contains_key(*key)).map(named("results")));
}

/// Somebody must be able to attach files to everything that carries them, and to open them.
fn files(council: &Council, faults: &mut Vec<String>) {
    for subject in FileSubject::ALL.iter().filter(|subject| council.files.attachers(**subject).is_empty()) {
        faults.push(format!("files.attach.{subject}: nobody may attach files here"));
    }
    if council.files.open.is_empty() {
        faults.push("files.open: nobody may make a file public".to_owned());
    }
}

fn vocabulary(council: &Council, faults: &mut Vec<String>) {
    for (key, role) in &council.roles {
        for word in role.results.iter().filter(|word| !council.results.contains_key(*word)) {
            faults.push(format!("roles.{key}: the result word {word:?} has no class: it is not among the results"));
        }
        match (&role.concluded_by_answer, role.kind) {
            (None, RoleKind::Answer) => {
                faults.push(format!(
                    "roles.{key}: an answer role needs concluded_by_answer, the word for an issued answer"
                ));
            }
            (Some(_), kind) if kind != RoleKind::Answer => {
                faults.push(format!("roles.{key}: concluded_by_answer is for answer roles only"));
            }
            (Some(word), _)
                if council.results.get(word).is_none_or(|result| result.class != ResultClass::AnswerWritten) =>
            {
                faults.push(format!(
                    "roles.{key}: concluded_by_answer names {word:?}, which is no result of class answer_written"
                ));
            }
            _ => {}
        }
    }
    let used: BTreeSet<_> = council.roles.values().flat_map(|role| &role.results).collect();
    for word in council.results.keys().filter(|word| !used.contains(word)) {
        faults.push(format!("results.{word} belongs to no role, so nobody can enter it"));
    }
    for (key, clock) in &council.clocks {
        if clock.amount == 0 {
            faults.push(format!("clocks.{key}: amount must be at least 1"));
        }
        if clock.basis.trim().is_empty() {
            faults.push(format!("clocks.{key}: basis must name the rule"));
        }
        if clock.second_stage == Some(0) {
            faults.push(format!("clocks.{key}: second_stage must be at least 1, or be left out"));
        }
        let further = |kind: &Kind| kind.follow_ups.as_ref().is_some_and(|rules| &rules.clock == key);
        let by_result = |class| council.results.values().any(|result| result.class == class);
        let follows = match clock.starts {
            ClockStart::Returned => by_result(ResultClass::Return),
            ClockStart::Committed => by_result(ResultClass::Commit),
            ClockStart::Notice => council.notices.as_ref().is_some_and(|rules| &rules.appeal == key),
            ClockStart::Published => council.referendum.as_ref().is_some_and(|rules| &rules.clock == key),
            _ => false,
        };
        if !follows && !council.kinds.values().any(|kind| kind.clock.as_ref() == Some(key) || further(kind)) {
            faults.push(format!("clocks.{key} is started by no kind"));
        }
    }
    for status in Status::ALL.iter().filter(|status| !council.statuses.contains_key(status)) {
        faults.push(format!("statuses: no word for {status}"));
    }
    // Where the council decides alone there is nothing to tell of legal force.
    let told = |row: &&MailRow| council.referendum.is_some() || **row != MailRow::LegalForce;
    for row in MailRow::ALL.iter().filter(told).filter(|row| council.mails.get(row).is_none_or(BTreeSet::is_empty)) {
        faults.push(format!("mails: nobody is told of {row}"));
    }
}

/// What may be done with the consultations of every kind.
fn common_steps(council: &Council, faults: &mut Vec<String>) {
    for (action, step) in &council.meetings.actions {
        if action.subject() != crate::vocabulary::Subject::Consultation {
            faults.push(format!("meetings.actions.{action}: not an action on consultations"));
        }
        if step.by.is_empty() {
            faults.push(format!("meetings.actions.{action}: nobody may take this action: \"by\" is empty"));
        }
        if !step.effects.is_empty() {
            faults.push(format!("meetings.actions.{action}: effects have no meaning here"));
        }
    }
}

fn texts(council: &Council, faults: &mut Vec<String>) {
    let mut check = |place: String, text: &super::Text| {
        for language in &council.languages {
            if text.0.get(language).is_none_or(|word| word.trim().is_empty()) {
                faults.push(format!("{place}: the translation into {language:?} is missing"));
            }
        }
        if text.0.get(Language::DeCh.tag()).is_some_and(|word| word.contains('ß')) {
            faults.push(format!("{place}: Switzerland writes ss for ß"));
        }
        for language in text.0.keys().filter(|language| !council.languages.contains(language)) {
            faults.push(format!("{place}: {language:?} is not among languages"));
        }
    };
    council.roles.iter().for_each(|(key, role)| check(format!("roles.{key}.label"), &role.label));
    council.results.iter().for_each(|(key, result)| check(format!("results.{key}.label"), &result.label));
    council.clocks.iter().for_each(|(key, clock)| check(format!("clocks.{key}.label"), &clock.label));
    council.reports.iter().for_each(|(key, rule)| check(format!("reports.{key}.label"), &rule.label));
    council.notices.iter().for_each(|rules| check("notices.kept_at".to_owned(), &rules.kept_at));
    let pending = &council.pending;
    let words = [
        ("label", &pending.label),
        ("until", &pending.until),
        ("steps", &pending.steps),
        ("responsible", &pending.responsible),
        ("involved", &pending.involved),
    ];
    for (key, text) in words {
        text.iter().for_each(|text| check(format!("pending.{key}"), text));
    }
    if let Some(rules) = &council.weekly {
        check("weekly.label".to_owned(), &rules.label);
        for (at, group) in rules.groups.iter().enumerate() {
            check(format!("weekly.groups[{at}].label"), &group.label);
        }
    }
    council.protected_name.iter().for_each(|text| check("protected_name".to_owned(), text));
    council.meetings.treatment.iter().for_each(|text| check("meetings.treatment".to_owned(), text));
    council.statuses.iter().for_each(|(key, text)| check(format!("statuses.{key}"), text));
    let force = council.referendum.iter().flat_map(|rules| &rules.actions);
    force.for_each(|(action, step)| check(format!("referendum.actions.{action}.label"), &step.label));
    council
        .orders
        .actions
        .iter()
        .for_each(|(action, step)| check(format!("orders.actions.{action}.label"), &step.label));
    let common = &council.meetings.actions;
    common.iter().for_each(|(action, step)| check(format!("meetings.actions.{action}.label"), &step.label));
    for (code, kind) in &council.kinds {
        check(format!("kinds.{code}.label"), &kind.label);
        kind.actions
            .iter()
            .for_each(|(action, step)| check(format!("kinds.{code}.actions.{action}.label"), &step.label));
        for (key, field) in &kind.fields {
            check(format!("kinds.{code}.fields.{key}.label"), &field.label);
            field.choices.iter().for_each(|(choice, text)| {
                check(format!("kinds.{code}.fields.{key}.choices.{choice}"), text);
            });
        }
    }
}

fn references(council: &Council, code: &str, kind: &Kind, faults: &mut Vec<String>) {
    let place = format!("kinds.{code}");
    if code.is_empty() || code.len() > 12 || !code.chars().all(char::is_alphanumeric) {
        faults.push(format!("{place}: a kind's code is 1 to 12 letters and digits"));
    }
    for child in &kind.children {
        match council.kinds.get(child) {
            None => faults.push(format!("{place}.children names the unknown kind {child:?}")),
            Some(child_kind) if child_kind.answers() && kind.entry != EntryStyle::Filed => {
                faults.push(format!("{place}.children: {child:?} answers, but a paper of this kind asks nothing"));
            }
            Some(child_kind) if child_kind.relation.is_none() => {
                faults.push(format!("{place}.children: {child:?} does not say its relation to the paper above"));
            }
            Some(_) => {}
        }
    }
    if kind.answers() && !council.kinds.values().any(|parent| parent.children.contains(code)) {
        faults.push(format!("{place} answers, but is no kind's child"));
    }
    if kind.relation.is_some()
        && !kind.stands_alone()
        && !kind.answers()
        && !council.kinds.values().any(|parent| parent.children.contains(code))
    {
        faults.push(format!("{place} hangs below another, but is no kind's child"));
    }
    if let Some(mark) = &kind.code
        && (mark.is_empty() || mark.len() > 12 || !mark.chars().all(char::is_alphanumeric))
    {
        faults.push(format!("{place}.code is 1 to 12 letters and digits"));
    }
    if kind.numbered_alone && kind.number.is_some() {
        faults
            .push(format!("kinds.{code}: number is for papers below others, and numbered_alone says that it is none"));
    }
    for fault in kind.number.iter().flat_map(|template| numbers::faults_of_kind(template)) {
        faults.push(format!("{place}.number {fault}"));
    }
    if kind.relation.is_none() && kind.number.as_ref().is_some_and(|template| !numbers::begins_family(template)) {
        faults.push(format!(
            "{place}.number: papers of this kind are below no other, so it must begin with {{stem}} and count nothing else"
        ));
    }
    let signs = kind.number.as_deref().map(numbers::signs).unwrap_or_default();
    if signs.contains(&Sign::Faction) && kind.entry != EntryStyle::Filed {
        faults.push(format!("{place}.number: {{faction}} has no meaning here: no faction files papers of this kind"));
    }
    if signs.contains(&Sign::Body) && kind.path.is_empty() {
        faults.push(format!("{place}.number: {{body}} has no meaning here: papers of this kind have no path"));
    }
    fields(code, kind, faults);
    let changes = |child: &&String| {
        council
            .kinds
            .get(*child)
            .is_some_and(|child| matches!(child.relation, Some(Relation::Amends | Relation::Replaces)))
    };
    for child in kind.children.iter().filter(changes).filter(|_| kind.wording_fixed) {
        faults.push(format!("{place}.wording_fixed: papers of the kind {child:?} would change the wording"));
    }
    for stop in kind.path.iter().chain(&kind.child_path).filter(|stop| !council.roles.contains_key(&stop.role)) {
        faults.push(format!("{place}.path names the unknown role {:?}", stop.role));
    }
    if let Some(clock) = kind.clock.as_ref().filter(|clock| !council.clocks.contains_key(*clock)) {
        faults.push(format!("{place}.clock names the unknown clock {clock:?}"));
    }
    for (state, clock) in &kind.waiting {
        if clock != "none" && !council.clocks.contains_key(clock) {
            faults.push(format!("{place}.waiting.{state} names the unknown clock {clock:?} (or write \"none\")"));
        }
    }
}

/// What kinds with inhabitants' names, sealed texts and notices need.
fn inhabitants(council: &Council, code: &str, kind: &Kind, faults: &mut Vec<String>) {
    let place = format!("kinds.{code}");
    let has = |key: &str, wanted: FieldKind| kind.fields.get(key).is_some_and(|field| field.kind == wanted);
    if let Some(names) = kind.names {
        if !has("asker_name", FieldKind::Line) || kind.fields.get("asker_name").is_some_and(|field| !field.private) {
            faults.push(format!("{place}.names: the kind needs a private field asker_name of kind line"));
        }
        if names == Names::Consent && !has("asker_consent", FieldKind::Boolean) {
            faults.push(format!("{place}.names: consent is given in a field asker_consent of kind boolean"));
        }
        if council.protected_name.is_none() {
            faults.push(format!("{place}.names: protected_name must say what is printed in place of a name"));
        }
    }
    if kind.sealed.is_some() && !has("summary", FieldKind::Text) {
        faults.push(format!("{place}.sealed: the public reads a field summary of kind text, which is missing"));
    }
    if kind.notice.is_some_and(|notice| notice.amount == 0) {
        faults.push(format!("{place}.notice: amount must be at least 1, or the notice be left out"));
    }
    if kind.fields.contains_key("urgency") && !has("urgency", FieldKind::Text) {
        faults.push(format!("{place}.fields.urgency must be of kind text"));
    }
}

/// What interim notices and further questions need.
fn later(council: &Council, code: &str, kind: &Kind, faults: &mut Vec<String>) {
    let place = format!("kinds.{code}");
    let further = kind.follow_ups.as_ref().map(|rules| &rules.clock);
    let staged = |key: &String| council.clocks.get(key).is_some_and(|clock| clock.second_stage.is_some());
    if kind.actions.contains_key(&Action::Interim) && !kind.clock.iter().chain(further).any(staged) {
        faults.push(format!("{place}.actions.interim: no clock of this kind has a second_stage"));
    }
    match (&kind.follow_ups, kind.actions.contains_key(&Action::FollowUp)) {
        (None, true) => faults.push(format!("{place}.actions.follow-up: the kind says nothing on follow_ups")),
        (Some(_), false) => faults.push(format!("{place}.follow_ups: nobody may ask: there is no action follow-up")),
        _ => {}
    }
    let Some(rules) = &kind.follow_ups else { return };
    if rules.max_questions == 0 || rules.days == 0 {
        faults.push(format!("{place}.follow_ups: max_questions and days must be at least 1"));
    }
    if council.clocks.get(&rules.clock).is_none_or(|clock| clock.starts != ClockStart::FollowUp) {
        faults.push(format!("{place}.follow_ups.clock: {:?} is no clock that starts with follow_up", rules.clock));
    }
    if !answering_child(council, kind) {
        faults.push(format!("{place}.follow_ups: no kind that answers is among the children"));
    }
}

fn steps(council: &Council, code: &str, kind: &Kind, faults: &mut Vec<String>) {
    for (action, step) in &kind.actions {
        let place = format!("kinds.{code}.actions.{action}");
        if step.by.is_empty() {
            faults.push(format!("{place}: nobody may take this action: \"by\" is empty"));
        }
        let on_paper = action.subject() == crate::vocabulary::Subject::Paper;
        if on_paper && !EntryState::ALL.iter().any(|state| vocabulary::target(kind.entry, *action, *state).is_some()) {
            faults.push(format!("{place}: papers whose entry is {} have no such action", kind.entry));
        }
        if !on_paper && kind.entry == EntryStyle::Issued && kind.path.is_empty() && kind.clock.is_none() {
            faults.push(format!("{place}: papers of this kind have neither consultations nor clocks: it has no path"));
        }
        if *action == Action::DraftChild && !kind.children.iter().any(|child| !answers(council, child)) {
            faults.push(format!("{place}: no kind but those that answer is among the children"));
        }
        if *action == Action::DraftAnswer && !answering_child(council, kind) {
            faults.push(format!("{place}: no kind that answers is among the children"));
        }
        if *action == Action::Reserve && kind.children.is_empty() {
            faults.push(format!("{place}: no number can be kept: a paper of this kind has no children"));
        }
        if *action == Action::Reserve && !kind.actions.contains_key(&Action::GiveUp) {
            faults.push(format!("{place}: what is kept could never be given up: the action give-up-number is missing"));
        }
        effects(kind, *action, step, &place, faults);
        if let Some(guard) = step.guards.iter().find(|guard| !guard_applies(**guard, kind, *action)) {
            faults.push(format!("{place}: the guard {guard} has no meaning here"));
        }
    }
}

fn effects(kind: &Kind, action: Action, step: &super::Step, place: &str, faults: &mut Vec<String>) {
    for effect in &step.effects {
        let sound = match effect {
            Effect::Number => matches!(action, Action::Admit | Action::Issue),
            Effect::PlanPath => matches!(action, Action::Admit | Action::Issue) && !kind.path.is_empty(),
            Effect::StartClock => matches!(action, Action::Admit | Action::Issue) && kind.clock.is_some(),
            Effect::FreezeVersion => action.subject() == crate::vocabulary::Subject::Paper,
            Effect::VoidSignatures => action == Action::Resume,
            Effect::FulfilClock | Effect::ConcludeAnswered => action == Action::Issue && kind.answers(),
            Effect::LapseClocks => action == Action::Withdraw,
            Effect::CancelConsultations => matches!(action, Action::Withdraw | Action::Refuse | Action::Accept),
            Effect::ReplaceText => {
                matches!(action, Action::Admit | Action::Issue) && kind.relation == Some(Relation::Replaces)
            }
            Effect::SettleAmendments => matches!(action, Action::Withdraw | Action::Accept),
            Effect::DiscardDrafts => {
                matches!(action, Action::Withdraw | Action::HandBack | Action::Assign | Action::Refuse)
            }
        };
        if !sound {
            faults
                .push(format!("{place}: the effect {effect} has no meaning here, or lacks what it needs in this kind"));
        }
    }
    if matches!(action, Action::Admit | Action::Issue) && !step.effects.contains(&Effect::Number) {
        faults.push(format!(
            "{place} must have the effect number: a paper gets its number when it is admitted or issued"
        ));
    }
}

fn answering_child(council: &Council, kind: &Kind) -> bool {
    kind.children.iter().any(|child| answers(council, child))
}

fn answers(council: &Council, code: &str) -> bool {
    council.kinds.get(code).is_some_and(Kind::answers)
}

/// The fields of a kind's own: a choice needs something to choose from, and nothing else does.
fn fields(code: &str, kind: &Kind, faults: &mut Vec<String>) {
    for (key, field) in &kind.fields {
        let place = format!("kinds.{code}.fields.{key}");
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if key.is_empty() || !key.chars().all(plain) {
            faults.push(format!("{place}: a key consists of small letters, digits and underscores"));
        }
        let chosen = matches!(field.kind, FieldKind::Choice | FieldKind::Boxes);
        if chosen && field.choices.is_empty() {
            faults.push(format!("{place}: there is nothing to choose: choices is empty"));
        }
        if !chosen && !field.choices.is_empty() {
            faults.push(format!("{place}: a field of the kind {} has no choices", field.kind));
        }
        if field.positive && field.kind != FieldKind::Money {
            faults.push(format!("{place}.positive: only amounts of money are more than nothing"));
        }
        if field.per_point && (field.kind != FieldKind::Boxes || kind.relation.is_none()) {
            faults.push(format!("{place}.per_point: only boxes of a kind below another are ticked per point"));
        }
        if !field.numbered.is_empty() && !field.per_point {
            faults.push(format!("{place}.numbered: there are no boxes per point: per_point is not set"));
        }
        for choice in field.numbered.iter().filter(|choice| !field.choices.contains_key(*choice)) {
            faults.push(format!("{place}.numbered names {choice:?}, which is not among the choices"));
        }
        if let Some(choice) = field.choices.keys().find(|choice| choice.is_empty() || !choice.chars().all(plain)) {
            faults.push(format!("{place}.choices.{choice}: a key consists of small letters, digits and underscores"));
        }
    }
}

/// Whether a guard can be judged for this action at all: a reason must be typed somewhere.
fn guard_applies(guard: Guard, kind: &Kind, action: Action) -> bool {
    match guard {
        Guard::Reason => {
            matches!(
                action,
                Action::Return
                    | Action::HandBack
                    | Action::Withdraw
                    | Action::GiveUp
                    | Action::Extend
                    | Action::AskExtension
                    | Action::Refuse
                    | Action::Interim
                    | Action::SwitchRole
                    | Action::Cancel
                    | Action::Correct
            )
        }
        Guard::Department => matches!(action, Action::Admit | Action::Assign),
        Guard::Invited => matches!(action, Action::Cosign),
        Guard::Answered | Guard::Contributed => kind.answers(),
        Guard::Questions | Guard::QuestionLimit | Guard::Signatures => matches!(kind.entry, EntryStyle::Filed),
        Guard::Points => kind.points,
        Guard::Fields => kind.fields.values().any(|field| field.required),
        Guard::ParentOpen => kind.relation.is_some(),
        Guard::Target => kind.relation == Some(Relation::Amends),
        Guard::Reserved => action == Action::GiveUp,
        Guard::Occasion
        | Guard::Title
        | Guard::Facts
        | Guard::Open
        | Guard::Undecided
        | Guard::Assigned
        | Guard::NoDraft => true,
    }
}

#[cfg(test)]
pub(in crate::council) mod tests;
