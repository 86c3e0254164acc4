//! What is to be played: the recorded lines as scripts in the words of the rules, in families, parents first. Pure.
use super::nearest;
use crate::council::Council;
use crate::imports::lines::{PaperLine, StepLine, one_line};
use crate::imports::words::Words;
use crate::procedure::deliberation;
use crate::procedure::{ResultClass, RoleKind};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, HashMap};

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
/// Days between the filing of a paper whose kind must be there in time, and its first sitting.
const NOTICE: u64 = 60;

/// The families of these lines.
pub fn families(words: &Words<'_>, lines: Vec<PaperLine>) -> Vec<Vec<Script>> {
    let above = parents(&lines);
    let mut roots: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in 0..lines.len() {
        let chain = chain(&above, place);
        roots.entry(chain.last().copied().unwrap_or(place)).or_default().push(place);
    }
    let mut families = Vec::new();
    for members in roots.into_values() {
        let mut members: Vec<_> = members.into_iter().map(|place| (chain(&above, place).len(), place)).collect();
        members.sort_unstable();
        let mut family = Family { words, scripts: Vec::new(), places: HashMap::new() };
        for (_, place) in members {
            let Some(line) = lines.get(place) else { continue };
            family.add(place, line, above.get(place).copied().flatten());
        }
        families.push(family.done());
    }
    families
}

/// For each line the place of the one above it: as it says, else by its number.
fn parents(lines: &[PaperLine]) -> Vec<Option<usize>> {
    let mut by_id = HashMap::new();
    let mut by_reference = HashMap::new();
    for (place, line) in lines.iter().enumerate() {
        by_id.entry(line.id.as_str()).or_insert(place);
        if let Some(reference) = &line.reference {
            by_reference.entry(one_line(reference)).or_insert(place);
        }
    }
    let named = |line: &PaperLine| {
        let parent = line.related.iter().find(|other| other.relation.starts_with("parent"))?;
        let id = parent.id.as_deref().and_then(|id| by_id.get(id));
        id.or_else(|| by_reference.get(&one_line(parent.reference.as_deref()?))).copied()
    };
    let by_number = |line: &PaperLine| {
        let number = one_line(line.reference.as_deref()?);
        let ends = number.char_indices().rev().filter(|(_, c)| matches!(c, '-' | '/'));
        ends.filter_map(|(end, _)| number.get(..end)).find_map(|start| by_reference.get(start)).copied()
    };
    let above: Vec<_> = lines.iter().map(|line| named(line).or_else(|| by_number(line))).collect();
    // Who stands above itself has no parent.
    let circles =
        |place: usize| chain(&above, place).last().is_some_and(|last| above.get(*last).copied().flatten().is_some());
    (0..lines.len()).map(|place| above.get(place).copied().flatten().filter(|_| !circles(place))).collect()
}

/// The papers above this one, the root last; breaks off where they turn in a circle.
fn chain(above: &[Option<usize>], place: usize) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut next = above.get(place).copied().flatten();
    while let Some(place) = next {
        if chain.contains(&place) {
            break;
        }
        chain.push(place);
        next = above.get(place).copied().flatten();
    }
    chain
}

struct Family<'a> {
    words: &'a Words<'a>,
    scripts: Vec<Script>,
    /// Where a line stands in the family.
    places: HashMap<usize, usize>,
}

impl Family<'_> {
    fn add(&mut self, place: usize, line: &PaperLine, above: Option<usize>) {
        let council = self.words.council;
        let reference = one_line(line.reference.as_deref().unwrap_or(&line.id));
        let (mut kind, remark) = nearest::kind(self.words, line.kind.as_deref());
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
            parent = self.invent(&kind, &reference);
            remarks.push("the paper above is not recorded: made up".to_owned());
        }
        let title = one_line(line.title.as_deref().unwrap_or_default());
        let mut steps = steps(self.words, &line.consultations);
        let planned = plan(council, &mut steps);
        let notice = council.kind(&kind).and_then(|kind| kind.notice).map_or(1, |_| NOTICE);
        let first = steps.iter().filter_map(|step| step.day).min();
        let begins = first.and_then(|day| day.checked_sub_days(Days::new(notice)));
        let depth = parent.and_then(|parent| self.scripts.get(parent)).map_or(0, |above| above.depth + 1);
        self.places.insert(place, self.scripts.len());
        self.scripts.push(Script {
            line: Some(line.clone()),
            title: if title.is_empty() { reference.clone() } else { title.chars().take(250).collect() },
            reference,
            kind,
            parent,
            depth,
            remarks,
            steps,
            planned,
            begins,
        });
    }

    /// Makes up a paper above one that cannot stand alone.
    fn invent(&mut self, kind: &str, reference: &str) -> Option<usize> {
        let above = nearest::above(self.words.council, kind, reference)?;
        self.scripts.push(Script {
            line: None,
            reference: String::new(),
            title: "(not recorded)".to_owned(),
            kind: above,
            parent: None,
            depth: 0,
            remarks: Vec::new(),
            steps: Vec::new(),
            planned: Vec::new(),
            begins: None,
        });
        Some(self.scripts.len() - 1)
    }

    /// Nobody comes before what it hangs below.
    fn done(self) -> Vec<Script> {
        let mut scripts = self.scripts;
        for place in (0..scripts.len()).rev() {
            let Some((begins, Some(parent))) = scripts.get(place).map(|script| (script.begins, script.parent)) else {
                continue;
            };
            if let (Some(begins), Some(above)) = (begins, scripts.get_mut(parent)) {
                above.begins = Some(above.begins.map_or(begins, |own| own.min(begins)));
            }
        }
        scripts
    }
}

/// The rows in the order of their days; a row without one stays behind the row that it follows.
fn steps(words: &Words<'_>, rows: &[StepLine]) -> Vec<Step> {
    let mut last = NaiveDate::MIN;
    let mut dated: Vec<_> = rows
        .iter()
        .map(|row| {
            last = row.day().unwrap_or(last);
            (last, row)
        })
        .collect();
    dated.sort_by_key(|(day, _)| *day);
    dated.into_iter().map(|(_, row)| step(words, row)).collect()
}

fn step(words: &Words<'_>, row: &StepLine) -> Step {
    let council = words.council;
    let mut remarks = Vec::new();
    let given = |text: &Option<String>| text.as_deref().map(one_line).filter(|text| !text.is_empty());
    let body = given(&row.organization).or_else(|| given(&row.meeting)).unwrap_or_else(|| {
        remarks.push("no body".to_owned());
        NO_BODY.to_owned()
    });
    // In brackets stands what is yet to come.
    let said = given(&row.result).filter(|word| !word.starts_with('('));
    let mut word = said.and_then(|said| {
        let told = words.result(&said);
        if told.class.is_none() {
            remarks.push(format!("unknown result word {said:?}"));
        }
        told.class.map(|_| told.word)
    });
    let named = given(&row.role);
    let known = named.as_deref().map(|name| words.role(name)).filter(|role| council.roles.contains_key(role));
    let role = known.unwrap_or_else(|| {
        let role = nearest::role(council, word.as_deref()).unwrap_or_default();
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
    if day.is_none() {
        remarks.push("no date".to_owned());
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
                let role = nearest::role(council, None).unwrap_or_default();
                step.bodies.push((SOMEWHERE.to_owned(), role));
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
            step.remarks.push("withdrawn, but others went on with it: taken off there".to_owned());
        }
    }
    planned
}
