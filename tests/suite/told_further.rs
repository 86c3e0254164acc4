//! Who is told of what beyond the one inquiry of `told`: motions with amendments and opinions, inhabitants who ask,
//! people with several roles, papers that are not public, and stand-ins.
use crate::kinds::motion;
use crate::orders::confidential;
use crate::papers::api_path;
use crate::posted;
use crate::results::planned;
use crate::smtp::Taken;
use crate::told::*;
use crate::world::*;
use serde_json::{Value, json};

/// Who acts for the Greens, and their office's own address.
const GREEN_SIDE: &[&str] = &["gruene@fraktionen.example", GREENS, "eppler@gruene.example"];
/// The other two.
const SPD_AND_CDU: &[&str] =
    &["spd@fraktionen.example", SPD, SPD_MEMBER, "uhl@spd.example", "cdu@fraktionen.example", CDU];
/// The department's own address, when it is the author.
const DEPARTMENT_AS_AUTHOR: &[&str] = &["verwaltung@stadt.example", DRAFTER, HEAD];

/// A motion of the SPD that the citizen follows.
async fn followed_motion(post: &Post<'_>) -> Value {
    let motion = post.world.filed(&post.world.spd(), motion()).await;
    follow(post.world, &motion).await;
    post.fresh().await;
    motion
}

fn of<'a>(mails: &'a [Taken], to: &str) -> &'a crate::mails::Mail {
    &mails.iter().find(|mail| mail.mail.to == to).unwrap_or_else(|| panic!("nothing to {to}")).mail
}

posted!(an_amendment_is_its_authors_and_is_told_to_who_follows_the_motion, async |post: &Post<'_>| {
    let (world, greens) = (post.world, post.world.greens());
    let motion = followed_motion(post).await;
    let draft = world.below(&greens, &motion, "AEA").await;
    let draft = world.act(&greens, &draft, "edit", json!({ "target_place": "Punkt 1" })).await;
    world.act(&greens, &draft, "submit", json!({})).await;
    post.exactly(&[GREEN_SIDE]).await;
    let seen = world.paper(&world.office(), &draft).await;
    let first = world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await;
    let told = post.exactly(&[GREEN_SIDE, SPD_AND_CDU, DEPARTMENT, LEADERS, FOLLOWER]).await;
    assert!(of(&told, SPD).text.contains("VII-A-01504-ÄA-01"), "{}", of(&told, SPD).text);
    // It is withdrawn: the plenary was to vote on it.
    let seen = world.paper(&greens, &first).await;
    world.act(&greens, &seen, "withdraw", json!({ "reason": "Erledigt." })).await;
    post.exactly(&[GREEN_SIDE, SPD_AND_CDU, PLENARY, DEPARTMENT, FOLLOWER]).await;
    // Another is taken over by the motion's author, without a vote.
    let draft = world.below(&greens, &motion, "AEA").await;
    let draft = world.act(&greens, &draft, "edit", json!({ "target_place": "Punkt 2" })).await;
    let second = world.admit(&greens, &draft).await;
    post.fresh().await;
    let seen = world.paper(&world.spd(), &second).await;
    world.act(&world.spd(), &seen, "accept", json!({})).await;
    post.exactly(&[GREEN_SIDE, SPD_AND_CDU, PLENARY, DEPARTMENT, LEADERS, FOLLOWER]).await;
});

posted!(an_opinion_is_told_when_the_executive_lets_it_in, async |post: &Post<'_>| {
    let (world, drafter) = (post.world, post.world.drafter());
    let motion = followed_motion(post).await;
    let draft = world.below(&drafter, &motion, "VSP").await;
    let boxes = json!({ "agreement": "" });
    let typed = json!({ "facts": "Der Standpunkt.", "values": { "boxes": boxes, "legal": "none" } });
    let draft = world.act(&drafter, &draft, "edit", typed).await;
    let issued = world.issue(&draft).await;
    post.exactly(&[]).await;
    let paper = world.paper(&world.office(), &issued).await;
    let sitting = json!({ "date": "2020-08-12", "time": "08:00", "place": "Neues Rathaus" });
    world.act_on(&world.office(), "consultations", &paper["consultations"][0], "schedule", sitting).await;
    // That the conference deals with it is told to those alone who see it: its author and the executive.
    post.exactly(&[DEPARTMENT_AS_AUTHOR, LEADERS]).await;
    let paper = world.paper(&world.office(), &issued).await;
    let approved = json!({ "result": "confirmed" });
    world.act_on(&world.minutes(), "consultations", &paper["consultations"][0], "enter-result", approved).await;
    post.exactly(&[SUBMITTER, OTHERS, DEPARTMENT_AS_AUTHOR, LEADERS, FOLLOWER]).await;
});

posted!(an_inhabitant_is_written_to_and_never_named, async |post: &Post<'_>| {
    let (world, office) = (post.world, post.world.office());
    let new = json!({
        "kind": "EF", "title": "Bänke", "facts": "Es fehlen Bänke.", "questions": ["Wann kommen sie?"],
        "values": { "asker_name": "Wilhelmine Zerbst", "asker_email": "zerbst@post.example", "asker_consent": false },
    });
    let draft = office.post("/api/v1/leipzig/papers", new).await.ok();
    world.act(&office, &draft, "submit", json!({})).await;
    // The office files it in her stead: it is told, its administrator of accounts is not.
    let asker: &[&str] = &["zerbst@post.example"];
    post.fresh().await;
    let seen = world.paper(&office, &draft).await;
    world.act(&office, &seen, "admit", json!({ "department": "dezernat-01" })).await;
    let told = post.exactly(&[asker, &[OFFICE], SUBMITTER, OTHERS, DEPARTMENT, LEADERS]).await;
    assert!(told.iter().all(|told| !told.mail.raw.contains("Zerbst") && !told.mail.text.contains("Wilhelmine")));
});

posted!(who_has_many_reasons_gets_one_mail_for_the_strongest, async |post: &Post<'_>| {
    let world = post.world;
    let paper = world.admitted().await;
    let consultation = planned(world, &paper, "bauausschuss", "advice").await;
    // Senta Fromm sits in the committee and in the faction that asked, and follows the paper.
    let mut senta = world.page(SPD_MEMBER).await;
    senta.open(&crate::papers::page_path(&paper)).await;
    senta.submit("/follow", &[]).await;
    follow(world, &paper).await;
    post.fresh().await;
    let sitting = json!({ "date": "2020-09-16", "time": "14:00", "place": "Neues Rathaus" });
    world.act_on(&world.office(), "consultations", &consultation, "schedule", sitting).await;
    let told = post.exactly(&[SUBMITTER, OTHERS, COMMITTEE, DEPARTMENT, LEADERS, FOLLOWER]).await;
    let hers = of(&told, SPD_MEMBER);
    assert!(hers.text.contains("von Ihrer Seite eingereicht"), "{}", hers.text);
    assert_eq!(hers.header("List-Unsubscribe"), "", "what belongs to the procedure cannot be stopped");
    assert!(of(&told, CITIZEN).header("List-Unsubscribe").contains("/unsubscribe?token="));
    let both = of(&told, EXECUTIVE);
    assert!(both.text.contains("Verwaltungsspitze"), "office and account at one address: {}", both.text);
});

posted!(of_what_is_not_public_number_and_word_alone, async |post: &Post<'_>| {
    let world = post.world;
    let mut new = crate::papers::inquiry();
    (new["public"], new["title"]) = (json!(false), json!("Personalsache Geheimnis"));
    let draft = world.spd().post("/api/v1/leipzig/papers", new).await.ok();
    world.act(&world.spd(), &draft, "submit", json!({})).await;
    for told in post.exactly(&[SUBMITTER]).await {
        assert_eq!(told.mail.subject, "Anfrage ohne Nummer: Neues zu einer nicht öffentlichen Vorlage");
        assert!(!told.mail.text.contains("Geheimnis"), "{}", told.mail.text);
    }
    let seen = world.paper(&world.office(), &draft).await;
    let paper = world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await;
    let admitted = post.exactly(&[SUBMITTER, OTHERS, DEPARTMENT, LEADERS]).await;
    let link = format!("{}/leipzig/papers/VII-F-01504", world.base);
    for told in &admitted {
        let mail = &told.mail;
        assert_eq!(mail.subject, "VII-F-01504: Neues zu einer nicht öffentlichen Vorlage");
        let body = mail.text.split("-- ").next().unwrap();
        let said: Vec<_> = body.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(
            said,
            [
                "VII-F-01504 (nicht öffentlich)",
                "Zu einer nicht öffentlichen Vorlage gibt es etwas Neues. Worum es geht, lesen Sie nach der Anmeldung.",
                "Nummer: VII-F-01504",
                "Öffentlichkeit: nicht öffentlich",
                "Zur Vorlage:",
                &link,
            ]
        );
        assert!(!mail.raw.contains("Zugelassen") && !mail.raw.contains("Geheimnis"), "{}", mail.raw);
    }
    let answer = world.answer_issued(&paper).await;
    for told in post.exactly(&[SUBMITTER, OTHERS]).await {
        assert!(!told.mail.text.contains("Antwort auf Frage"), "{}", told.mail.text);
    }
    world.stranger().get(&api_path(&answer)).await.is(404);
});

posted!(a_stand_in_is_told_and_shown_what_the_role_is_within_the_days_alone, async |post: &Post<'_>| {
    let world = post.world;
    let deputy: &[&str] = &[OTHER_DRAFTER];
    let paper = world.admitted().await;
    let secret = confidential(world).await;
    let mut head = world.page(HEAD).await;
    head.open("/leipzig/admin/stand-ins/new/name").await;
    let days = [("email", OTHER_DRAFTER), ("starts_on", "2020-08-20"), ("ends_on", "2020-08-21")];
    head.submit("/stand-ins/new/name", &days).await;
    let draft = world.answer_draft(&paper).await;
    world.act(&world.drafter(), &draft, "present", json!({})).await;
    post.fresh().await;
    let extend = async |paper: &Value, due: &str| {
        let paper = world.paper(&world.office(), paper).await;
        let why = json!({ "applicant": "Dezernat", "decider": "Oberbürgermeister", "decided_on": "2020-08-12",
            "due_on": due, "reason": "Es dauert." });
        world.act_on(&world.office(), "clocks", &paper["clocks"][0], "extend", why).await;
    };
    let on_desk = async || {
        let mut deputy = world.page(OTHER_DRAFTER).await;
        let page = deputy.open("/leipzig/desk").await;
        let found = page.text().contains("IT-Ausstattung");
        assert_eq!(found, world.api(OTHER_DRAFTER).get(&api_path(&draft)).await.status == 200);
        found
    };
    for (clock, day, inside) in [
        ("2020-08-19 23:50", "2020-10-01", false),
        ("2020-08-20 00:10", "2020-10-02", true),
        ("2020-08-21 23:50", "2020-10-03", true),
        ("2020-08-22 00:10", "2020-10-04", false),
    ] {
        world.set_clock(clock);
        let lent = if inside { deputy } else { &[] };
        extend(&paper, day).await;
        post.exactly(&[SUBMITTER, OTHERS, DEPARTMENT, lent]).await;
        // What is not public too: the deputy may read it in these days.
        extend(&secret, day).await;
        post.exactly(&[SUBMITTER, OTHERS, DEPARTMENT, lent]).await;
        assert_eq!(on_desk().await, inside, "{clock}");
        assert_eq!(world.api(OTHER_DRAFTER).get(&api_path(&secret)).await.status == 200, inside, "{clock}");
    }
});
