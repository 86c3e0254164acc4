//! The council file's rules on sittings, orders and the calendar.
use super::Text;
use super::kinds::{Notice, Step};
use crate::organizations::OrganizationKind;
use crate::people::Role;
use crate::text_enum;
use crate::vocabulary::{Action, Approval, FileSubject, MinutesState, ParagraphsAt, Tie};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The days on which nobody works, beside Saturdays and Sundays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Calendar {
    pub holidays: BTreeSet<NaiveDate>,
}

/// What becomes of papers whose signatories have all left the council.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakeOver {
    /// Days within which they can be taken over; then the office may settle them.
    pub days: u32,
}

impl Default for TakeOver {
    fn default() -> Self {
        Self { days: 28 }
    }
}

/// How sittings are prepared, held and recorded.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MeetingRules {
    /// Who sets sittings up and their agenda, invites, cancels.
    pub prepare: BTreeSet<Role>,
    /// Who records attendance, votes, results and minutes.
    pub record: BTreeSet<Role>,
    /// Days between the invitation and the sitting; a later invitation is possible and marked.
    pub notice_days: u32,
    /// Legal source of the notice, as it is printed.
    pub basis: String,
    /// A body can decide when more than this share of its voting members is present, in percent.
    pub quorum_percent: u32,
    pub tie: Tie,
    /// Before the numbers of public and of non-public items: "Ö", "N".
    pub public_prefix: String,
    pub nonpublic_prefix: String,
    /// What may be done with a consultation whatever its paper's kind; a kind that says something of its own wins.
    pub actions: BTreeMap<Action, Step>,
    /// A referred or deferred consultation that is not on an agenda after this many days is shown in red.
    pub unscheduled_days: u32,
    /// How the second and each later treatment of a paper in the same body is called: `{n}. Behandlung`. Not counted
    /// where there is no word.
    pub treatment: Option<Text>,
    /// In which state minutes lie before everybody, as far as they are public: finished, or only approved. Until then
    /// finished ones lie before the council.
    pub minutes_public: MinutesState,
    /// How minutes are approved.
    pub approval: Approval,
    /// How many people at least must sign, where signing approves them.
    pub signers: u32,
    /// The numbers of decisions; none where they have none.
    pub paragraphs: Option<ParagraphRules>,
}

/// The numbers that decisions get: counted by body and calendar year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParagraphRules {
    /// When they are taken.
    pub at: ParagraphsAt,
    /// What stands before the number.
    #[serde(default = "section")]
    pub mark: String,
}

fn section() -> String {
    "§".to_owned()
}

impl ParagraphRules {
    /// A number as it is printed: `§ 45`.
    pub fn print(&self, number: i32) -> String {
        format!("{} {number}", self.mark)
    }
}

/// The notice board: what is put up when minutes were approved, and for how long.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRules {
    /// Key of the clock within which decisions can be appealed against; it starts with the day on which the notice was put
    /// up. The notice stays up to the last of its days.
    pub appeal: String,
    /// Where the minutes are kept.
    pub kept_at: Text,
}

impl Default for MeetingRules {
    fn default() -> Self {
        Self {
            prepare: BTreeSet::from([Role::CouncilOffice]),
            record: BTreeSet::from([Role::MinuteTaker, Role::BodyChair, Role::CouncilOffice]),
            notice_days: 0,
            basis: String::new(),
            quorum_percent: 50,
            tie: Tie::Reject,
            public_prefix: "Ö".to_owned(),
            nonpublic_prefix: "N".to_owned(),
            actions: BTreeMap::new(),
            unscheduled_days: 60,
            treatment: None,
            minutes_public: MinutesState::Finished,
            approval: Approval::Sitting,
            signers: 2,
            paragraphs: None,
        }
    }
}

/// A minority's right to a result: that a matter waits, or goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minority {
    /// The share that must demand it: `[1, 3]` is a third.
    pub share: [u32; 2],
    /// Of whom: of those present, or of all members.
    #[serde(default)]
    pub of: Of,
    /// Whether a minority has this right once only on the same matter in the same body.
    #[serde(default)]
    pub once: bool,
}

impl Minority {
    /// Whether as many as demanded it are the share of those present.
    pub fn is_reached(self, demanded: i32, present: i32) -> bool {
        let [part, whole] = self.share;
        demanded > 0 && i64::from(demanded) * i64::from(whole) >= i64::from(present) * i64::from(part)
    }
}

text_enum! {
    /// Whose share is counted.
    #[derive(Default)]
    pub enum Of {
        #[default]
        Present = "present",
        Members = "members",
    }
}

/// What may be done with the orders that follow from decisions.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrderRules {
    /// Months between two reports on a running order.
    pub report_months: u32,
    pub warn_days: u32,
    /// What can own an order: departments, where nothing is said; bodies too, where they carry out what others decide.
    pub owners: Owners,
    pub actions: BTreeMap<Action, Step>,
}

/// A list of papers that a law or a council's practice asks for: what was not decided in time, what is pending.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRule {
    pub label: Text,
    /// The kinds of paper that it lists while nothing has decided them.
    pub kinds: BTreeSet<String>,
    /// Only those that were raised at least so long ago.
    #[serde(default)]
    pub older_than: Option<Notice>,
    /// The months at whose beginning it is made; none where it is made whenever it is asked for.
    #[serde(default)]
    pub months: BTreeSet<u32>,
    /// Its source, as it is printed.
    pub basis: String,
}

impl ReportRule {
    /// What is wrong with it; `key` is its key in the council file.
    pub(super) fn faults(&self, key: &str, council: &super::Council) -> Vec<String> {
        let mut faults = Vec::new();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if key.is_empty() || !key.chars().all(plain) {
            faults.push(format!("reports.{key}: a key must consist of small letters, digits and low lines"));
        }
        if self.kinds.is_empty() {
            faults.push(format!("reports.{key}.kinds: names no kind"));
        }
        for kind in self.kinds.iter().filter(|kind| !council.kinds.contains_key(*kind)) {
            faults.push(format!("reports.{key}.kinds names the unknown kind {kind:?}"));
        }
        if self.older_than.is_some_and(|age| age.amount == 0) {
            faults.push(format!("reports.{key}.older_than: amount must be at least 1"));
        }
        if self.months.iter().any(|month| !(1..=12).contains(month)) {
            faults.push(format!("reports.{key}.months must be numbers from 1 to 12"));
        }
        if self.basis.trim().is_empty() {
            faults.push(format!("reports.{key}.basis must name the rule or the practice"));
        }
        faults
    }
}

/// The kinds of organisations that can own orders.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Owners(pub BTreeSet<OrganizationKind>);

impl Default for Owners {
    fn default() -> Self {
        Self(BTreeSet::from([OrganizationKind::Department]))
    }
}

/// The council's own words for who has a paper now, until when, and what happened to it ("Pendent bei", "Frist bis",
/// "Ablaufschritte"); what is left out is said in the interface's words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PendingRules {
    pub label: Option<Text>,
    pub until: Option<Text>,
    pub steps: Option<Text>,
    /// What the responsible department is called as a field of a paper's page; none: told only to who works with it.
    pub responsible: Option<Text>,
    /// The same for departments that are named to take part.
    pub involved: Option<Text>,
    /// Key of the organisation that is meant by the executive, where that is not the one of this kind.
    pub executive: Option<String>,
}

/// The weekly list of new business (Ratspost).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyRules {
    pub label: Text,
    /// In their order; what several would take stands in the first of them.
    pub groups: Vec<WeeklyGroup>,
}

/// What one group of the weekly list takes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyGroup {
    pub label: Text,
    /// Papers of these kinds that came in during the week, ...
    #[serde(default)]
    pub kinds: BTreeSet<String>,
    /// ... and of these organisations, by their keys; of every one where none is named.
    #[serde(default)]
    pub authors: BTreeSet<String>,
    /// What these bodies recommended in it.
    #[serde(default)]
    pub advice: BTreeSet<String>,
}

/// How papers that are brought in from elsewhere are worded there. What is called as this file's labels call it needs no
/// line here; a word that is neither known nor named here is kept as it is and marked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ImportRules {
    /// The name of each source, as it is printed: `magdeburg = "Landeshauptstadt Magdeburg / StadtratWatch"`.
    pub sources: BTreeMap<String, String>,
    /// Under which licence each source gives what it gives, where its records do not say so themselves.
    pub licences: BTreeMap<String, String>,
    /// The source's words, and the keys of the kinds, roles and results that they mean.
    pub kinds: BTreeMap<String, String>,
    pub roles: BTreeMap<String, String>,
    pub results: BTreeMap<String, String>,
}

impl ImportRules {
    /// The name of a source, or its key.
    pub fn source<'a>(&'a self, key: &'a str) -> &'a str {
        self.sources.get(key).map_or(key, String::as_str)
    }
}

/// What stands for the slug of whichever council is nearest.
pub const NEAREST: &str = "nearest";

/// Whose recorded histories are replayed by these rules when nobody says by which (`ratsweg replay --council nearest`), and
/// what is meant by the words that those councils use beside ours.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReplayRules {
    /// Municipalities: `Berlin` is also "Berlin (BVV Pankow)".
    pub cities: BTreeSet<String>,
    /// Programs of those that no file names: `SessionNet`.
    pub systems: BTreeSet<String>,
    /// Their words, and the keys of the kinds, roles and results that they come nearest to here.
    pub kinds: BTreeMap<String, String>,
    pub roles: BTreeMap<String, String>,
    pub results: BTreeMap<String, String>,
}

impl ReplayRules {
    /// Whether a municipality is named.
    pub fn names_city(&self, city: &str) -> bool {
        let is = |name: &String| {
            city.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.cities.iter().any(is)
    }

    /// Whether a program is named.
    pub fn names_system(&self, system: &str) -> bool {
        self.systems.iter().any(|name| system.starts_with(name.as_str()))
    }
}

/// Who may do what with files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FileRules {
    /// Who attaches, replaces and withdraws files, by what they hang on. While a paper is a draft, whoever may edit it.
    pub attach: BTreeMap<FileSubject, BTreeSet<Role>>,
    /// Who makes a file public that was not: one person asks, another one confirms.
    pub open: BTreeSet<Role>,
}

impl Default for FileRules {
    fn default() -> Self {
        let office = BTreeSet::from([Role::CouncilOffice]);
        let recorders = BTreeSet::from([Role::CouncilOffice, Role::MinuteTaker]);
        Self {
            attach: BTreeMap::from([
                (FileSubject::Paper, office.clone()),
                (FileSubject::Item, recorders.clone()),
                (FileSubject::Meeting, recorders.clone()),
                (FileSubject::Minutes, recorders),
            ]),
            open: office,
        }
    }
}

impl FileRules {
    /// Who attaches files to things of this sort.
    pub fn attachers(&self, subject: FileSubject) -> BTreeSet<Role> {
        self.attach.get(&subject).cloned().unwrap_or_default()
    }
}

/// Who administers bodies, people and accounts, and for which roles somebody may stand in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AdministrationRules {
    pub by: BTreeSet<Role>,
    /// The roles in which somebody else may act for a time (i. V.).
    pub stand_ins: BTreeSet<Role>,
}

impl Default for AdministrationRules {
    fn default() -> Self {
        Self {
            by: BTreeSet::from([Role::CouncilOffice, Role::Admin]),
            stand_ins: BTreeSet::from([Role::Head, Role::Executive, Role::FactionChair, Role::BodyChair]),
        }
    }
}

impl AdministrationRules {
    /// What is wrong with them.
    pub(super) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.by.is_empty() {
            faults.push("administration.by: nobody may administer bodies, people and accounts".to_owned());
        }
        let signs = [Role::Head, Role::Executive, Role::FactionChair, Role::BodyChair, Role::MinuteTaker];
        for role in self.stand_ins.iter().filter(|role| !signs.contains(role)) {
            faults.push(format!("administration.stand_ins: {role} is no role in which somebody signs or presides"));
        }
        faults
    }
}

/// Who sees what is nobody else's business.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrivacyRules {
    /// Who sees the private fields of papers (an inhabitant's address), beside those who write the paper.
    pub private_fields: BTreeSet<Role>,
}

impl Default for PrivacyRules {
    fn default() -> Self {
        Self { private_fields: BTreeSet::from([Role::CouncilOffice, Role::DataProtection]) }
    }
}

impl PrivacyRules {
    /// What is wrong with them.
    pub(super) fn faults(&self) -> Option<String> {
        self.private_fields
            .is_empty()
            .then(|| "privacy.private_fields: nobody may see what is private, so nobody could answer".to_owned())
    }
}
