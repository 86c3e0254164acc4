//! Who is told of what: every mail row of the council file (procedure.md §1.9), played over a real mail server, on both
//! databases, each against the exact list of its recipients, one mail each. `rows!` names the story of each row; a row
//! of the council file without a story, and a story without a row, fail the test at the end.
use crate::orders::{decide, list, try_order};
use crate::papers::page_path;
use crate::results::{consulted, planned, result, sat};
use crate::smtp::{MailServer, Manners, Taken};
use crate::take_over::{leaves, of_one_member};
use crate::world::*;
use ratsweg::config::Encryption;
use ratsweg::council::MailRow;
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeSet;

/// Who acts for the SPD faction, and its office's own address: the submitter of the fixture's papers.
pub const SUBMITTER: &[&str] = &["spd@fraktionen.example", SPD, SPD_MEMBER, "uhl@spd.example"];
/// The other factions: their offices' own addresses and everybody who acts for them.
pub const OTHERS: &[&str] =
    &["gruene@fraktionen.example", GREENS, "eppler@gruene.example", "cdu@fraktionen.example", CDU];
/// Drafter and head of the department that is responsible.
pub const DEPARTMENT: &[&str] = &[DRAFTER, HEAD];
/// Those of the other department.
pub const OTHER_DEPARTMENT: &[&str] = &[OTHER_DRAFTER, "bau.leitung@stadt.example"];
/// The executive: its own address is also that of its account.
pub const LEADERS: &[&str] = &[EXECUTIVE];
/// The members of the committee for building who have accounts; one of them belongs to no faction.
pub const COMMITTEE: &[&str] = &[SPD_MEMBER, "eppler@gruene.example", "pfeil@ausschuss.example"];
/// The members of the council who have accounts.
pub const PLENARY: &[&str] = &[SPD_MEMBER, "eppler@gruene.example", "uhl@spd.example"];
/// Those of the council office.
const COUNCIL_OFFICE: &[&str] = &[OFFICE];
/// Who follows the paper.
pub const FOLLOWER: &[&str] = &[CITIZEN];

/// A world and the mail server that it sends by.
pub struct Post<'a> {
    pub world: &'a World,
    server: &'a MailServer,
    read: Cell<usize>,
}

impl Post<'_> {
    /// What was sent since this was last asked, after everything due has been done.
    pub async fn fresh(&self) -> Vec<Taken> {
        self.world.work().await;
        let taken = self.server.taken();
        let new = taken[self.read.get()..].to_vec();
        self.read.set(taken.len());
        for mail in &new {
            assert_eq!(
                mail.to,
                std::slice::from_ref(&mail.mail.to),
                "one reader a mail, and nobody reads who else got it"
            );
        }
        new
    }

    /// Exactly these people got a mail since this was last asked, and each got one. Gives the mails.
    #[track_caller]
    pub fn exactly(&self, groups: &[&[&str]]) -> impl Future<Output = Vec<Taken>> {
        let place = std::panic::Location::caller();
        let wanted = everyone(groups);
        async move {
            let mails = self.fresh().await;
            assert_eq!(addresses(&mails), wanted, "at {place}: {:?}", mails.first().map(|mail| &mail.mail.subject));
            mails
        }
    }
}

/// The addresses of mails, sorted, each as often as it was written to.
pub fn addresses(mails: &[Taken]) -> Vec<String> {
    let mut to: Vec<_> = mails.iter().map(|mail| mail.mail.to.clone()).collect();
    to.sort();
    to
}

/// Everybody in these groups, once each.
pub fn everyone(groups: &[&[&str]]) -> Vec<String> {
    let all: BTreeSet<_> = groups.iter().flat_map(|group| group.iter()).map(|address| (*address).to_owned()).collect();
    all.into_iter().collect()
}

/// Plays a story in a world that sends over a mail server of its own.
pub fn play_posted(engine: Engine, story: impl AsyncFnOnce(&Post<'_>)) {
    let server = MailServer::start(&Manners::default());
    let port = server.port;
    let change = move |config: &mut ratsweg::config::Config| {
        config.mail.host = "127.0.0.1".to_owned();
        config.mail.port = port;
        config.mail.encryption = Encryption::None;
    };
    play_with(engine, change, async |world: &World| {
        story(&Post { world, server: &server, read: Cell::new(0) }).await;
    });
}

/// Makes two tests of a story that is told over a mail server.
#[macro_export]
macro_rules! posted {
    ($(#[$meta:meta])* $name:ident, $story:expr $(,)?) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            async fn story(post: &$crate::told::Post<'_>) {
                ($story)(post).await;
            }
            #[test]
            fn sqlite() {
                $crate::told::play_posted($crate::world::Engine::Sqlite, story);
            }
            #[test]
            fn postgres() {
                $crate::told::play_posted($crate::world::Engine::Postgres, story);
            }
        }
    };
}

/// The rows, each with its story.
macro_rules! rows {
    ($($row:ident => $name:ident: $story:expr;)*) => {
        const TOLD: &[MailRow] = &[$(MailRow::$row),*];
        $(posted!($name, $story);)*
    };
}

/// The citizen follows the paper.
pub async fn follow(world: &World, paper: &Value) {
    let mut citizen = world.page(CITIZEN).await;
    citizen.open(&page_path(paper)).await;
    citizen.submit("/follow", &[]).await;
    citizen.page.must_say("folge"); // so that nobody is missed for a wrong reason
}

/// An admitted paper that the citizen follows; what was told until then is forgotten.
async fn followed(post: &Post<'_>) -> Value {
    let paper = post.world.admitted().await;
    follow(post.world, &paper).await;
    post.fresh().await;
    paper
}

/// A followed paper that waits for the committee.
async fn before_the_committee(post: &Post<'_>) -> (Value, Value) {
    let (paper, consultation) = consulted(post.world, "bauausschuss", "advice").await;
    follow(post.world, &paper).await;
    post.fresh().await;
    (paper, consultation)
}

/// The order that follows from a decision on a followed paper.
async fn ordered(post: &Post<'_>) -> Value {
    let paper = followed(post).await;
    decide(post.world, &paper, &["Die Bänke werden erneuert."]).await;
    list(&post.world.office(), "").await.remove(0)
}

/// The daily look at clocks and orders.
async fn daily(post: &Post<'_>, day: &str) {
    post.world.set_clock(day);
    ratsweg::work::daily::warn(&post.world.app).await.unwrap();
}

/// The mails whose subject speaks of the paper, and those that do not.
fn of_paper(mails: Vec<Taken>, paper: &Value) -> (Vec<Taken>, Vec<Taken>) {
    let number = paper["reference"].as_str().unwrap().to_owned();
    mails.into_iter().partition(|mail| mail.mail.subject.starts_with(&number))
}

fn notice(due: &str) -> Value {
    json!({ "applicant": "02.1 Dezernat Allgemeine Verwaltung", "decider": "Oberbürgermeister",
        "decided_on": "2020-08-12", "due_on": due, "reason": "Die Abfrage der Ämter dauert an." })
}

rows! {
    Receipt => receipt_goes_to_the_submitter: async |post: &Post<'_>| {
        post.world.submitted().await;
        post.exactly(&[SUBMITTER]).await;
    };
    Returned => returned_goes_to_the_submitter_with_the_reason: async |post: &Post<'_>| {
        let paper = post.world.submitted().await;
        post.fresh().await;
        let seen = post.world.paper(&post.world.office(), &paper).await;
        post.world.act(&post.world.office(), &seen, "return", json!({ "reason": "Frage 2 ist unklar." })).await;
        for told in post.exactly(&[SUBMITTER]).await {
            assert!(told.mail.text.contains("Frage 2 ist unklar."), "{}", told.mail.text);
        }
    };
    Admitted => admitted_goes_to_all_but_the_bodies: async |post: &Post<'_>| {
        let paper = post.world.submitted().await;
        post.fresh().await;
        let seen = post.world.paper(&post.world.office(), &paper).await;
        post.world.act(&post.world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await;
        for told in post.exactly(&[SUBMITTER, OTHERS, DEPARTMENT, LEADERS]).await {
            assert!(told.mail.text.contains("VII-F-01504"), "{}", told.mail.text);
        }
    };
    Scheduled => scheduled_goes_to_all_and_to_the_body: async |post: &Post<'_>| {
        let (_, consultation) = before_the_committee(post).await;
        let sitting = json!({ "date": "2020-09-16", "time": "14:00", "place": "Neues Rathaus" });
        post.world.act_on(&post.world.office(), "consultations", &consultation, "schedule", sitting).await;
        let told = post.exactly(&[SUBMITTER, OTHERS, COMMITTEE, DEPARTMENT, LEADERS, FOLLOWER]).await;
        assert!(told.iter().all(|told| told.mail.text.contains("16.09.2020") || told.mail.to == CITIZEN));
    };
    Deferred => deferred_goes_to_all_but_the_executive: async |post: &Post<'_>| {
        let (paper, consultation) = before_the_committee(post).await;
        let consultation = sat(post.world, &paper, &consultation).await;
        post.fresh().await;
        result(post.world, &consultation, json!({ "result": "deferred", "note": "Keine Zeit." })).await;
        for told in post.exactly(&[SUBMITTER, OTHERS, COMMITTEE, DEPARTMENT, FOLLOWER]).await {
            assert!(told.mail.text.contains("Keine Zeit."), "{}", told.mail.text);
        }
    };
    Issued => issued_goes_to_submitter_factions_and_followers: async |post: &Post<'_>| {
        let paper = followed(post).await;
        post.world.answer_issued(&paper).await;
        for told in post.exactly(&[SUBMITTER, OTHERS, FOLLOWER]).await {
            assert!(told.mail.text.contains("VII-F-01504-AW-01"), "{}", told.mail.text);
        }
    };
    Decided => decided_goes_to_all: async |post: &Post<'_>| {
        let (paper, consultation) = before_the_committee(post).await;
        let consultation = sat(post.world, &paper, &consultation).await;
        post.fresh().await;
        result(post.world, &consultation, json!({ "result": "recommended" })).await;
        post.exactly(&[SUBMITTER, OTHERS, COMMITTEE, DEPARTMENT, LEADERS, FOLLOWER]).await;
    };
    DueSoon => due_soon_goes_to_the_department: async |post: &Post<'_>| {
        followed(post).await;
        daily(post, "2020-09-02 06:00").await;
        post.exactly(&[DEPARTMENT]).await;
        daily(post, "2020-09-03 06:00").await;
        post.exactly(&[]).await;
    };
    Overdue => overdue_goes_to_submitter_department_and_executive: async |post: &Post<'_>| {
        let paper = followed(post).await;
        daily(post, "2020-09-10 06:00").await;
        let (told, _) = of_paper(post.fresh().await, &paper);
        assert_eq!(addresses(&told), everyone(&[SUBMITTER, DEPARTMENT, LEADERS]));
        daily(post, "2020-09-11 06:00").await;
        post.exactly(&[]).await;
    };
    OverdueDigest => the_weekly_digest_goes_to_the_factions: async |post: &Post<'_>| {
        let paper = followed(post).await;
        daily(post, "2020-09-10 06:00").await;
        let (_, digest) = of_paper(post.fresh().await, &paper);
        assert_eq!(addresses(&digest), everyone(&[SUBMITTER, OTHERS]));
        assert!(digest.iter().all(|told| told.mail.text.contains("VII-F-01504")));
        // In the next week again, and once.
        for (day, again) in [("2020-09-11 06:00", false), ("2020-09-14 06:00", true), ("2020-09-18 06:00", false)] {
            daily(post, day).await;
            let groups: &[&[&str]] = if again { &[SUBMITTER, OTHERS] } else { &[] };
            post.exactly(groups).await;
        }
    };
    Extended => extended_goes_to_submitter_factions_department_and_followers: async |post: &Post<'_>| {
        let paper = followed(post).await;
        let clock = &paper["clocks"][0];
        post.world.act_on(&post.world.office(), "clocks", clock, "extend", notice("2020-10-07")).await;
        for told in post.exactly(&[SUBMITTER, OTHERS, DEPARTMENT, FOLLOWER]).await {
            assert!(told.mail.text.contains("Die Abfrage der Ämter dauert an."), "{}", told.mail.text);
        }
    };
    Refused => refused_goes_to_submitter_factions_department_and_followers: async |post: &Post<'_>| {
        let paper = followed(post).await;
        let why = json!({ "reason": "Keine einzelne Angelegenheit der Gemeinde." });
        post.world.act_on(&post.world.executive(), "clocks", &paper["clocks"][0], "refuse", why).await;
        for told in post.exactly(&[SUBMITTER, OTHERS, DEPARTMENT, FOLLOWER]).await {
            assert!(told.mail.text.contains("Keine einzelne Angelegenheit"), "{}", told.mail.text);
        }
    };
    Withdrawn => withdrawn_goes_to_all_and_to_the_bodies_that_had_it_planned: async |post: &Post<'_>| {
        let (paper, _) = before_the_committee(post).await;
        let seen = post.world.paper(&post.world.spd(), &paper).await;
        post.world.act(&post.world.spd(), &seen, "withdraw", json!({ "reason": "Erledigt." })).await;
        post.exactly(&[SUBMITTER, OTHERS, COMMITTEE, PLENARY, DEPARTMENT, FOLLOWER]).await;
    };
    Interim => interim_goes_to_submitter_factions_department_and_followers: async |post: &Post<'_>| {
        let paper = followed(post).await;
        let notice = json!({ "due_on": "2020-10-01", "reason": "Zahlen fehlen noch." });
        post.world.act_on(&post.world.drafter(), "clocks", &paper["clocks"][0], "interim", notice).await;
        for told in post.exactly(&[SUBMITTER, OTHERS, DEPARTMENT, FOLLOWER]).await {
            assert!(told.mail.text.contains("Zahlen fehlen noch.") && told.mail.text.contains("2020"));
        }
    };
    Invited => invited_goes_to_the_members_of_every_body_that_sits: async |post: &Post<'_>| {
        let sitting = joint(post.world).await;
        post.world.invite(&sitting).await;
        post.exactly(&[COMMITTEE, PLENARY]).await;
    };
    AgendaChanged => changes_after_the_invitation_go_to_the_members: async |post: &Post<'_>| {
        let sitting = joint(post.world).await;
        let office = post.world.office();
        let more = json!({ "title": "Berichte" });
        post.world.sit(&office, &sitting, "add-item", more).await;
        post.exactly(&[]).await;
        post.world.invite(&sitting).await;
        post.fresh().await;
        post.world.sit(&office, &sitting, "add-item", json!({ "title": "Dringliches" })).await;
        post.exactly(&[COMMITTEE, PLENARY]).await;
        let hour = json!({ "date": "2020-09-16", "time": "15:00" });
        post.world.sit(&office, &sitting, "change", hour).await;
        post.exactly(&[COMMITTEE, PLENARY]).await;
    };
    Ordered => orders_go_to_their_owner_and_the_submitter: async |post: &Post<'_>| {
        let order = ordered(post).await;
        post.exactly(&[SUBMITTER, DEPARTMENT]).await;
        let office = post.world.office();
        let order = try_order(&office, &order, "move", json!({ "owner": "dezernat-06" })).await.ok();
        post.exactly(&[SUBMITTER, OTHER_DEPARTMENT]).await;
        let date = json!({ "due_on": "2020-12-31" });
        let order = try_order(&office, &order, "reschedule", date).await.ok();
        post.exactly(&[SUBMITTER, OTHER_DEPARTMENT]).await;
        let parts = json!({ "parts": [{ "text": "Eins.", "owner": "dezernat-01" }, { "text": "Zwei." }] });
        try_order(&office, &order, "split", parts).await.ok();
        post.exactly(&[SUBMITTER, DEPARTMENT, OTHER_DEPARTMENT]).await;
    };
    Coordinated => who_coordinates_an_order_is_told_to_its_owner_and_to_who_does: async |post: &Post<'_>| {
        let order = ordered(post).await;
        post.fresh().await;
        let office = post.world.office();
        let named = json!({ "coordinator": "dezernat-06", "from_on": "2020-10-01" });
        let order = try_order(&office, &order, "coordinate", named).await.ok();
        for told in post.exactly(&[DEPARTMENT, OTHER_DEPARTMENT]).await {
            assert!(told.mail.text.contains("01.10.2020"), "{}", told.mail.text);
        }
        // From then on it hears of the order, too.
        try_order(&post.world.drafter(), &order, "report", json!({ "report": "Die Vergabe läuft." })).await.ok();
        post.exactly(&[SUBMITTER, OTHERS, FOLLOWER, OTHER_DEPARTMENT]).await;
    };
    Progress => progress_goes_to_submitter_factions_and_followers: async |post: &Post<'_>| {
        let order = ordered(post).await;
        post.fresh().await;
        try_order(&post.world.drafter(), &order, "report", json!({ "report": "Die Vergabe läuft." })).await.ok();
        for told in post.exactly(&[SUBMITTER, OTHERS, FOLLOWER]).await {
            assert!(told.mail.text.contains("Die Vergabe läuft."), "{}", told.mail.text);
        }
    };
    OrderClosed => what_is_done_goes_to_submitter_factions_and_followers: async |post: &Post<'_>| {
        let order = ordered(post).await;
        let done = json!({ "report": "Alle stehen.", "done": true });
        let order = try_order(&post.world.drafter(), &order, "report", done).await.ok();
        post.fresh().await;
        try_order(&post.world.office(), &order, "confirm", json!({})).await.ok();
        post.exactly(&[SUBMITTER, OTHERS, FOLLOWER]).await;
    };
    FollowUp => further_questions_go_to_the_department: async |post: &Post<'_>| {
        let paper = followed(post).await;
        post.world.answer_issued(&paper).await;
        post.fresh().await;
        let seen = post.world.paper(&post.world.spd(), &paper).await;
        let more = json!({ "questions": ["Und im Winter?"] });
        post.world.act(&post.world.spd(), &seen, "follow-up", more).await;
        post.exactly(&[DEPARTMENT]).await;
    };
    Assigned => split_questions_go_to_the_departments: async |post: &Post<'_>| {
        let paper = followed(post).await;
        let seen = post.world.paper(&post.world.office(), &paper).await;
        let split = json!({ "assignments": [{ "question": 2, "department": "dezernat-06" }] });
        post.world.act(&post.world.office(), &seen, "assign-questions", split).await;
        post.exactly(&[DEPARTMENT, OTHER_DEPARTMENT]).await;
    };
    Corrected => corrected_goes_to_whoever_was_told_the_wrong_entry: async |post: &Post<'_>| {
        let (paper, consultation) = before_the_committee(post).await;
        let consultation = sat(post.world, &paper, &consultation).await;
        post.fresh().await;
        result(post.world, &consultation, json!({ "result": "recommended" })).await;
        let all: &[&[&str]] = &[SUBMITTER, OTHERS, COMMITTEE, DEPARTMENT, LEADERS, FOLLOWER];
        post.exactly(all).await;
        let (office, path) = (post.world.office(), "/api/v1/leipzig/corrections");
        let seen = post.world.paper(&office, &paper).await;
        let rows = seen["consultations"].as_array().unwrap();
        let wrong = rows.iter().find(|row| row["id"] == consultation["id"]).unwrap();
        let right = json!({ "result": "not_recommended", "reason": "In die falsche Zeile geraten." });
        post.world.act_on(&post.world.minutes(), "consultations", wrong, "correct", right).await;
        post.exactly(&[]).await;
        let waiting = office.get(path).await.ok()[0].clone();
        let confirm = format!("{path}/{}/confirm", waiting["id"].as_str().unwrap());
        office.post(&confirm, json!({ "version": waiting["version"] })).await.ok();
        post.exactly(all).await;
    };
    Updated => late_files_of_a_published_agenda_go_to_all_and_to_the_body: async |post: &Post<'_>| {
        let (world, office) = (post.world, post.world.office());
        let (paper, consultation) = before_the_committee(post).await;
        // The plenary deals with it as well, but has no agenda yet.
        planned(world, &paper, "ratsversammlung", "decision").await;
        let file = async |name: &str, nonpublic| {
            world.attach(&office, &paper, &[(name, name.as_bytes())], nonpublic).await.ok()[0].clone()
        };
        file("vorab.txt", false).await;
        let sitting = on_the_agenda(world, &paper, &consultation).await;
        post.fresh().await;
        file("vor der Einladung.txt", false).await;
        post.exactly(&[]).await;
        world.invite(&sitting).await;
        post.exactly(&[COMMITTEE]).await;
        let all: &[&[&str]] = &[SUBMITTER, OTHERS, COMMITTEE, DEPARTMENT, LEADERS, FOLLOWER];
        let several: &[(&str, &[u8])] = &[("Plan.txt", b"Plan"), ("Kosten.txt", b"Kosten")];
        world.attach(&office, &paper, several, false).await.ok();
        for told in post.exactly(all).await {
            let text = &told.mail.text;
            assert!(text.contains("Plan.txt") && text.contains("Kosten.txt"), "{text}");
            assert!(text.contains("16.09.2020, 14:00") || told.mail.to == CITIZEN, "for which sitting: {text}");
        }
        let late = file("Zahlen.txt", false).await;
        post.exactly(all).await;
        let path = format!("/api/v1/leipzig/files/{}/actions/replace", late["id"].as_str().unwrap());
        let (fields, newer) = ([("version", "1"), ("reason", "Summe berichtigt.")], [("Zahlen.txt", &b"neu"[..])]);
        let body = crate::files::form(&fields, &newer);
        office.post_raw(&path, &crate::files::content_type(), body).await.ok();
        for told in post.exactly(all).await {
            assert!(told.mail.text.contains("Summe berichtigt."), "{}", told.mail.text);
        }
        // What is not public is told to nobody outside, and not by its name.
        let kept = file("Namen der Anlieger.txt", true).await;
        let told = post.exactly(&[SUBMITTER, OTHERS, COMMITTEE, DEPARTMENT, LEADERS]).await;
        assert!(told.iter().all(|told| !told.mail.text.contains("Anlieger")), "{}", told[0].mail.text);
        // What is withdrawn is no new document.
        world.file_act(&office, &kept, "withdraw", "Versehen.").await.ok();
        post.exactly(&[]).await;
    };
    Orphaned => what_a_member_left_behind_is_told_to_the_faction_and_the_office: async |post: &Post<'_>| {
        let world = post.world;
        let paper = of_one_member(world).await;
        follow(world, &paper).await;
        post.fresh().await;
        daily(post, "2020-08-20 06:00").await;
        post.exactly(&[]).await;
        leaves(world, "senta-fromm", "2020-08-20");
        daily(post, "2020-08-20 18:00").await;
        post.exactly(&[]).await;
        daily(post, "2020-08-21 06:00").await;
        // Not to her who left, although her account is still there.
        let heirs: &[&str] = &["spd@fraktionen.example", SPD, "uhl@spd.example"];
        for told in post.exactly(&[heirs, COUNCIL_OFFICE]).await {
            for part in ["VII-F-01504", "Senta Fromm", "20.08.2020", "17.09.2020", paper["title"].as_str().unwrap()] {
                assert!(told.mail.text.contains(part), "{part}: {}", told.mail.text);
            }
        }
        for later in ["2020-08-22 06:00", "2020-08-28 06:00"] {
            daily(post, later).await;
            post.exactly(&[]).await;
        }
    };
}

/// Puts the consultation on the agenda of a committee's sitting, to which nobody is invited yet.
async fn on_the_agenda(world: &World, paper: &Value, consultation: &Value) -> String {
    let office = world.office();
    let body = json!(["bauausschuss"]);
    let new = json!({ "bodies": body, "date": "2020-09-16", "time": "14:00", "place": "Neues Rathaus" });
    let id = office.post("/api/v1/leipzig/meetings", new).await.ok()["id"].as_str().unwrap().to_owned();
    let seen = world.paper(&office, paper).await;
    let rows = seen["consultations"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == consultation["id"]).unwrap();
    world.act_on(&office, "consultations", row, "schedule", json!({ "meeting": id })).await;
    id
}

posted!(a_new_version_of_a_paper_on_a_published_agenda_is_told_to_its_body, async |post: &Post<'_>| {
    let (world, spd) = (post.world, post.world.spd());
    let motion = world.filed(&spd, crate::kinds::motion()).await;
    follow(world, &motion).await;
    let consultation = planned(world, &motion, "bauausschuss", "advice").await;
    let sitting = on_the_agenda(world, &motion, &consultation).await;
    world.invite(&sitting).await;
    let version = world.below(&spd, &motion, "NF").await;
    let version = world.act(&spd, &version, "submit", json!({})).await;
    post.fresh().await;
    let seen = world.paper(&world.office(), &version).await;
    world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await;
    // That it is admitted is told of the version itself, that the text changed of the paper on the agenda.
    let (own, updated): (Vec<_>, Vec<_>) =
        post.fresh().await.into_iter().partition(|told| told.mail.subject.starts_with("VII-A-01504-NF-01"));
    assert_eq!(addresses(&own), everyone(&[SUBMITTER, OTHERS, DEPARTMENT, LEADERS, FOLLOWER]));
    assert_eq!(addresses(&updated), everyone(&[SUBMITTER, OTHERS, COMMITTEE, DEPARTMENT, LEADERS, FOLLOWER]));
    for told in updated {
        assert!(told.mail.text.contains("VII-A-01504-NF-01"), "{}", told.mail.text);
    }
});

/// An invited sitting needs an item: the council and its committee sit jointly on 16.09.2020.
async fn joint(world: &World) -> String {
    let new = json!({ "bodies": ["ratsversammlung", "bauausschuss"], "date": "2020-09-16", "time": "14:00" });
    let sitting = world.office().post("/api/v1/leipzig/meetings", new).await.ok();
    let id = sitting["id"].as_str().unwrap().to_owned();
    world.sit(&world.office(), &id, "add-item", json!({ "title": "Eröffnung" })).await;
    id
}

posted!(what_leaves_an_agenda_is_told_as_what_is_deferred, async |post: &Post<'_>| {
    let (world, office) = (post.world, post.world.office());
    let all: &[&[&str]] = &[SUBMITTER, OTHERS, COMMITTEE, DEPARTMENT, FOLLOWER];
    let (paper, consultation) = before_the_committee(post).await;
    let sitting = async |day: &str| {
        let new = json!({ "bodies": ["bauausschuss"], "date": day, "time": "16:00" });
        let id = office.post("/api/v1/leipzig/meetings", new).await.ok()["id"].as_str().unwrap().to_owned();
        let seen = world.paper(&office, &paper).await;
        let rows = seen["consultations"].as_array().unwrap().clone();
        let row = rows.into_iter().find(|row| row["id"] == consultation["id"]).unwrap();
        world.act_on(&office, "consultations", &row, "schedule", json!({ "meeting": id })).await;
        world.invite(&id).await;
        post.fresh().await;
        id
    };
    // The item is taken off: one mail for the paper, and the members' own for the agenda.
    let first = sitting("2020-09-02").await;
    let item = world.sitting(&office, &first).await["agenda"][0]["id"].clone();
    let why = json!({ "item": item, "reason": "Die Zahlen fehlen." });
    world.sit(&office, &first, "remove-item", why).await;
    let (told, members) = of_paper(post.fresh().await, &paper);
    assert_eq!((addresses(&told), addresses(&members)), (everyone(all), everyone(&[COMMITTEE])));
    assert!(told.iter().all(|told| told.mail.text.contains("Die Zahlen fehlen.")), "{}", told[0].mail.text);
    // The whole sitting is cancelled.
    let second = sitting("2020-09-03").await;
    world.sit(&office, &second, "cancel", json!({ "reason": "Der Saal ist gesperrt." })).await;
    let (told, members) = of_paper(post.fresh().await, &paper);
    assert_eq!((addresses(&told), addresses(&members)), (everyone(all), everyone(&[COMMITTEE])));
    for told in told.iter().filter(|told| told.mail.to != CITIZEN) {
        assert!(told.mail.text.contains("Der Saal ist gesperrt."), "{}", told.mail.text);
        assert!(told.mail.text.contains("03.09.2020, 16:00 Uhr"), "from which day: {}", told.mail.text);
    }
    // It is broken off and goes on another day.
    let third = sitting("2020-09-04").await;
    world.set_clock("2020-09-04 16:00");
    world.sit(&office, &third, "start", json!({})).await;
    post.exactly(&[]).await;
    let later = json!({ "date": "2020-09-09", "time": "17:00", "reason": "Es ist spät." });
    world.sit(&office, &third, "continue", later).await;
    let (told, members) = of_paper(post.fresh().await, &paper);
    assert_eq!((addresses(&told), addresses(&members)), (everyone(all), everyone(&[COMMITTEE])));
    for told in told.iter().filter(|told| told.mail.to != CITIZEN) {
        for part in ["04.09.2020, 16:00 Uhr", "09.09.2020, 17:00 Uhr"] {
            assert!(told.mail.text.contains(part), "from → to, {part}: {}", told.mail.text);
        }
    }
});

posted!(a_second_consultation_is_told_to_its_own_body_alone, async |post: &Post<'_>| {
    let (paper, _) = before_the_committee(post).await;
    let plenary = planned(post.world, &paper, "ratsversammlung", "decision").await;
    let sitting = json!({ "date": "2020-09-16", "time": "14:00", "place": "Neues Rathaus" });
    post.world.act_on(&post.world.office(), "consultations", &plenary, "schedule", sitting).await;
    // The committee's chair, who belongs to no faction, is not concerned.
    post.exactly(&[SUBMITTER, OTHERS, PLENARY, DEPARTMENT, LEADERS, FOLLOWER]).await;
});

/// A new row cannot come without its story.
#[test]
fn every_mail_row_of_the_council_file_has_its_story() {
    let council = ratsweg::council::Council::parse(include_str!("../../config/councils/leipzig.toml")).unwrap();
    let told: BTreeSet<&str> = TOLD.iter().map(|row| row.as_str()).collect();
    assert_eq!(told.len(), TOLD.len(), "one story a row");
    let rows: BTreeSet<&str> = council.mails.keys().map(|row| row.as_str()).collect();
    assert_eq!(told, rows);
    // Where the people have no say in decisions there is nothing to tell of their legal force.
    let meant = |row: &&MailRow| council.referendum.is_some() || **row != MailRow::LegalForce;
    let all: BTreeSet<&str> = MailRow::ALL.iter().filter(meant).map(|row| row.as_str()).collect();
    assert_eq!(rows, all, "a row that the council file does not name is told to nobody");
}
