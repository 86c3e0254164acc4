//! What is to be played: the recorded lines as scripts in the words of the rules, in families, parents first. Pure.
use super::nearest::recorded;
use super::{kin, nearest};
use crate::council::Council;
use crate::imports::lines::{PaperLine, RelativeLine, StepLine};
use crate::imports::words::Words;
use crate::procedure::{Action, ResultClass, RoleKind, deliberation};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// A paper as it is to be played.
#[derive(Debug, Clone)]
pub struct Script {
    /// `None` for a paper that is made up because another one must hang below it.
    pub line: Option<PaperLine>,
    pub reference: String,
    pub title: String,
    pub kind: String,
    /// Place of the paper above in its family.
    pub parent: Option<usize>,
    pub depth: usize,
    pub remarks: Vec<String>,
    /// The rows as they were recorded.
    pub rows: Vec<StepLine>,
    pub steps: Vec<Step>,
    /// The consultations that are planned from the start.
    pub planned: Vec<(String, String)>,
    /// When it comes into the business; `None`: when everything else is done.
    pub begins: Option<NaiveDate>,
}

/// A row of its Beratungsfolge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub body: String,
    pub role: String,
    pub day: Option<NaiveDate>,
    /// Key of the result word.
    pub word: Option<String>,
    pub class: Option<ResultClass>,
    /// For a referral: the bodies that follow, each with its role.
    pub bodies: Vec<(String, String)>,
    /// Withdrawn there, but others went on with it.
    pub taken_off: bool,
    pub remarks: Vec<String>,
}

/// How a body is called that the record does not name.
pub const NO_BODY: &str = "(no body)";
/// Where a paper is referred to when the record does not say.
pub const SOMEWHERE: &str = "(committees)";
/// The title of what has none in the record.
const NOT_RECORDED: &str = "(not recorded)";
/// Days between the filing of a paper whose kind must be there in time, and its first sitting.
const NOTICE: u64 = 60;

/// The families of these lines.
pub fn families(words: &Words<'_>, lines: &[PaperLine]) -> Vec<Vec<Script>> {
    let families = kin::families(lines).into_iter();
    let fitted = families.map(|members| {
        let mut family = Family { words, scripts: Vec::new(), places: HashMap::new(), made_up: HashMap::new() };
        for (place, above) in members {
            if let Some(line) = lines.get(place) {
                family.add(place, line, above);
            }
        }
        family.done()
    });
    fitted.collect()
}

struct Family<'a> {
    words: &'a Words<'a>,
    scripts: Vec<Script>,
    /// Where a line stands in the family.
    places: HashMap<usize, usize>,
    /// Where a paper stands that is not in the record, by what its children call it.
    made_up: HashMap<String, usize>,
}

impl Family<'_> {
    fn add(&mut self, place: usize, line: &PaperLine, above: Option<usize>) {
        let council = self.words.council;
        let reference = recorded(line.reference.as_deref());
        let (mut kind, remark) = nearest::kind(self.words, line.kind_origin.as_deref().or(line.kind.as_deref()));
        let mut remarks: Vec<_> = remark.into_iter().collect();
        let mut parent = above.and_then(|above| self.places.get(&above).copied());
        let below = parent.and_then(|parent| nearest::below(council, &self.scripts.get(parent)?.kind, &kind));
        match below {
            Some(below) => kind = below,
            None if parent.is_some() => {
                let above = parent.and_then(|parent| self.scripts.get(parent)).map_or("", |above| above.kind.as_str());
                remarks.push(format!("{kind} does not hang below {above}: played apart"));
                parent = None;
            }
            None => {}
        }
        if parent.is_none() && !council.kind(&kind).is_some_and(|kind| kind.stands_alone()) {
            let told = kin::missing_parent(line);
            if let Some((place, own)) = self.make_up(&kind, reference.as_deref(), told) {
                (parent, kind) = (Some(place), own);
                let name = told.and_then(|told| recorded(told.reference.as_deref()));
                let name = name.map(|name| format!(", {name},")).unwrap_or_default();
                remarks.push(format!("the paper above{name} is not recorded: made up"));
            }
        }
        let title = recorded(line.title.as_deref()).or_else(|| reference.clone());
        self.places.insert(place, self.scripts.len());
        self.scripts.push(Script {
            line: Some(line.clone()),
            title: title.map_or_else(|| NOT_RECORDED.to_owned(), |title| title.chars().take(250).collect()),
            reference: reference.unwrap_or_default(),
            kind,
            parent,
            depth: self.depth_below(parent),
            remarks,
            rows: line.consultations.clone(),
            steps: Vec::new(),
            planned: Vec::new(),
            begins: None,
        });
        let place = self.scripts.len() - 1;
        kin::told_children(line).for_each(|child| self.add_told(place, line, child));
    }

    fn depth_below(&self, parent: Option<usize>) -> usize {
        parent.and_then(|parent| self.scripts.get(parent)).map_or(0, |above| above.depth + 1)
    }

    /// A paper of which only the lineage of the one above tells: it came to its result where that one did.
    fn add_told(&mut self, above: usize, line: &PaperLine, child: &RelativeLine) {
        let Some(parent) = self.scripts.get(above) else { return };
        let (kind, _) = nearest::kind(self.words, child.kind.as_deref());
        let Some(kind) = nearest::below(self.words.council, &parent.kind, &kind) else { return };
        let Some(row) = line.consultations.iter().rev().find(|row| recorded(row.result.as_deref()).is_some()) else {
            return;
        };
        let row = StepLine { result: child.result.clone(), ..row.clone() };
        let title = recorded(child.title.as_deref()).unwrap_or_else(|| NOT_RECORDED.to_owned());
        self.scripts.push(Script {
            line: None,
            reference: recorded(child.reference.as_deref()).unwrap_or_default(),
            title,
            kind,
            parent: Some(above),
            depth: self.depth_below(Some(above)),
            remarks: Vec::new(),
            rows: vec![row],
            steps: Vec::new(),
            planned: Vec::new(),
            begins: None,
        });
    }

    /// Makes up a paper above one that cannot stand alone, and says as what that one then is there; several that name the
    /// same hang below the same.
    fn make_up(&mut self, kind: &str, own: Option<&str>, told: Option<&RelativeLine>) -> Option<(usize, String)> {
        let council = self.words.council;
        let name = told.and_then(|told| told.id.clone().or_else(|| told.reference.clone()));
        if let Some(known) = name.as_ref().and_then(|name| self.made_up.get(name)).copied() {
            let above = &self.scripts.get(known)?.kind;
            return Some((known, nearest::below(council, above, kind)?));
        }
        let said = told.and_then(|told| told.kind.as_deref()).map(|word| nearest::kind(self.words, Some(word)).0);
        let said = said.filter(|above| council.kind(above).is_some_and(|above| above.stands_alone()));
        let fitting = said.and_then(|above| nearest::below(council, &above, kind).map(|own| (above, own)));
        let number = told.and_then(|told| told.reference.as_deref()).or(own).unwrap_or_default();
        let (above, own) = fitting.or_else(|| nearest::above(council, kind, number))?;
        self.scripts.push(Script {
            line: None,
            reference: told.and_then(|told| recorded(told.reference.as_deref())).unwrap_or_default(),
            title: NOT_RECORDED.to_owned(),
            kind: above,
            parent: None,
            depth: 0,
            remarks: Vec::new(),
            rows: Vec::new(),
            steps: Vec::new(),
            planned: Vec::new(),
            begins: None,
        });
        let place = self.scripts.len() - 1;
        name.map(|name| self.made_up.insert(name, place));
        Some((place, own))
    }

    /// Nobody comes before what it hangs below; what has no consultations of its own goes with what it hangs below.
    fn done(self) -> Vec<Script> {
        let Family { words, mut scripts, .. } = self;
        for place in (0..scripts.len()).rev() {
            let Some(script) = scripts.get_mut(place) else { continue };
            let kind = words.council.kind(&script.kind);
            let notice = kind.and_then(|kind| kind.notice).map_or(1, |_| NOTICE);
            let first = script.rows.iter().filter_map(StepLine::day).min();
            let own = first.and_then(|day| day.checked_sub_days(Days::new(notice)));
            script.begins = [script.begins, own].into_iter().flatten().min();
            let carried = kind.is_some_and(|kind| !kind.actions.contains_key(&Action::Plan));
            let (begins, Some(parent)) = (script.begins, script.parent) else { continue };
            let rows = if carried { std::mem::take(&mut script.rows) } else { Vec::new() };
            if !rows.is_empty() {
                script.remarks.push("goes with the paper above: its consultations are played there".to_owned());
            }
            let Some(above) = scripts.get_mut(parent) else { continue };
            for row in rows {
                let same = |other: &&StepLine| {
                    other.organization == row.organization && other.day() == row.day() && other.role == row.role
                };
                if !above.rows.iter().any(|other| same(&other)) {
                    above.rows.push(row);
                }
            }
            above.begins = [above.begins, begins].into_iter().flatten().min();
        }
        for script in &mut scripts {
            script.steps = steps(words, &script.kind, &script.rows);
            script.planned = plan(words.council, &mut script.steps);
        }
        scripts
    }
}

/// The rows in the order of their days; a row without one stays behind the row that it follows.
fn steps(words: &Words<'_>, kind: &str, rows: &[StepLine]) -> Vec<Step> {
    let mut last = NaiveDate::MIN;
    let mut dated: Vec<_> = rows
        .iter()
        .map(|row| {
            last = row.day().unwrap_or(last);
            (last, row)
        })
        .collect();
    dated.sort_by_key(|(day, _)| *day);
    dated.into_iter().map(|(_, row)| step(words, kind, row)).collect()
}

fn step(words: &Words<'_>, kind: &str, row: &StepLine) -> Step {
    let council = words.council;
    let mut remarks = Vec::new();
    let body =
        recorded(row.organization.as_deref()).or_else(|| recorded(row.meeting.as_deref())).unwrap_or_else(|| {
            remarks.push("no body".to_owned());
            NO_BODY.to_owned()
        });
    let mut word = recorded(row.result.as_deref()).and_then(|said| {
        let told = words.result(&said);
        if told.class.is_none() {
            remarks.push(format!("unknown result word {said:?}"));
        }
        told.class.map(|_| told.word)
    });
    let named = recorded(row.role.as_deref());
    let known = named.as_deref().map(|name| words.role(name)).filter(|role| council.roles.contains_key(role));
    let role = known.unwrap_or_else(|| {
        let role = nearest::role(council, kind, &body, word.as_deref()).unwrap_or_default();
        remarks.push(named.map_or_else(
            || format!("no role: taken for {role}"),
            |name| format!("unknown role {name:?}: taken for {role}"),
        ));
        role
    });
    if let Some(said) = &word
        && !council.roles.get(&role).is_some_and(|role| role.results.contains(said))
        && let Some(other) = nearest::word(council, &role, said)
    {
        remarks.push(format!("result word {said} is not of the role {role}: taken for {other}"));
        word = Some(other);
    }
    let class = word.as_ref().and_then(|word| council.results.get(word)).map(|result| result.class);
    let day = row.day();
    if day.is_none() && word.is_some() {
        remarks.push("no date of a result".to_owned());
    }
    Step { body, role, day, word, class, bodies: Vec::new(), taken_off: false, remarks }
}

/// Which consultations must be planned from the start, since no result before them asks for them; notes with a referral
/// where it leads.
fn plan(council: &Council, steps: &mut [Step]) -> Vec<(String, String)> {
    let kind = |role: &str| council.roles.get(role).map_or(RoleKind::Information, |role| role.kind);
    let mut coming: HashMap<(String, String), usize> = HashMap::new();
    let mut planned = Vec::new();
    let all = steps.to_vec();
    for (place, step) in steps.iter_mut().enumerate() {
        let own = (step.body.clone(), step.role.clone());
        match coming.get_mut(&own).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => planned.push(own.clone()),
        }
        let Some(class) = step.class else { continue };
        let rest = all.get(place + 1..).unwrap_or_default();
        let outcome = deliberation::outcome(class, kind(&step.role));
        if outcome.successor {
            *coming.entry(own.clone()).or_default() += 1;
        }
        if outcome.refers {
            for next in rest.iter().take_while(|next| next.body != step.body) {
                let to = (next.body.clone(), next.role.clone());
                if !step.bodies.contains(&to) {
                    *coming.entry(to.clone()).or_default() += 1;
                    step.bodies.push(to);
                }
            }
            if step.bodies.is_empty() {
                step.remarks.push("referred to bodies that are not recorded".to_owned());
                let role = nearest::role(council, "", SOMEWHERE, None).unwrap_or_default();
                step.bodies.push((SOMEWHERE.to_owned(), role));
            }
            if !outcome.comes_back {
                continue;
            }
            let mut back = own;
            if kind(&back.1) == RoleKind::Referral
                && let Some((deciding, _)) = council.roles.iter().find(|(_, role)| role.kind == RoleKind::Decision)
            {
                back.1.clone_from(deciding);
            }
            *coming.entry(back).or_default() += 1;
        }
        let goes_on = |next: &Step| next.class.is_some_and(|class| class != ResultClass::Withdraw);
        if class == ResultClass::Withdraw && rest.iter().any(goes_on) {
            step.taken_off = true;
            step.remarks.push(format!("withdrawn in {}, but others went on with it: taken off there", step.body));
        }
    }
    planned
}
