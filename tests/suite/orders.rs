//! Orders: from the decision over splitting, moving, reporting to their end; who sees them, who is told of them.
use crate::both;
use crate::browser::Look;
use crate::client::{Answer, Api};
use crate::papers::inquiry;
use crate::results;
use crate::world::*;
use ratsweg::db::types::PaperId;
use ratsweg::orders;
use ratsweg::papers::{facts::Case, store};
use ratsweg::people::Actor;
use ratsweg::procedure::ResultClass;
use serde_json::{Value, json};

/// The side that filed the inquiry of the fixture: the faction at its own address, its office, its member, its chair.
const SUBMITTER: [&str; 4] = ["spd@fraktionen.example", "buero@spd.example", "fromm@spd.example", "uhl@spd.example"];

/// What follows from a decision on a paper, as entering the result does it.
pub async fn decide(world: &World, paper: &Value, points: &[&str]) {
    let id: PaperId = paper["id"].as_str().unwrap().parse().unwrap();
    let points: Vec<_> = (1..).zip(points.iter().map(|text| (*text).to_owned())).collect();
    let council = world.app.council(COUNCIL).unwrap().clone();
    let system = Actor::system();
    let decided = world.app.write(&system, move |tx| {
        let paper = store::get(tx, id)?;
        let case = Case::load(tx, &council, paper)?;
        let consultation = case.consultations[0].clone();
        orders::act::from_decision(tx, &council, &case, &consultation, ResultClass::Adopt, &points)
    });
    decided.await.unwrap();
}

/// The orders of a list, as this program sees them.
pub async fn list(who: &Api, query: &str) -> Vec<Value> {
    who.get(&format!("/api/v1/{COUNCIL}/orders{query}")).await.ok().as_array().unwrap().clone()
}

/// Tries an action on an order in the version that is given.
pub async fn try_order(who: &Api, order: &Value, action: &str, mut inputs: Value) -> Answer {
    if inputs.get("version").is_none() {
        inputs["version"] = order["version"].clone();
    }
    let id = order["id"].as_str().unwrap();
    who.post(&format!("/api/v1/{COUNCIL}/orders/{id}/actions/{action}"), inputs).await
}

/// The order as this program sees it now.
pub async fn again(who: &Api, order: &Value) -> Value {
    who.get(&format!("/api/v1/{COUNCIL}/orders/{}", order["id"].as_str().unwrap())).await.ok()
}

/// A paper that its author chose to be non-public, admitted.
pub async fn confidential(world: &World) -> Value {
    let mut new = inquiry();
    new["public"] = json!(false);
    new["title"] = json!("Personalsache Geheimnis");
    let draft = world.spd().post("/api/v1/leipzig/papers", new).await.ok();
    let submitted = world.act(&world.spd(), &draft, "submit", json!({})).await;
    let seen = world.paper(&world.office(), &submitted).await;
    world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await
}

fn sorted(addresses: &[&str]) -> Vec<String> {
    let mut addresses: Vec<_> = addresses.iter().map(|address| (*address).to_owned()).collect();
    addresses.sort();
    addresses
}

both!(a_decision_becomes_orders_that_are_split_moved_reported_on_and_done, async |world: &World| {
    let paper = world.admitted().await;
    world.newly_mailed().await;
    decide(world, &paper, &["Die Bänke werden erneuert.", "Die Verwaltung berichtet."]).await;
    // ordered: the submitter, and drafter and head of the department that owns the orders; one mail for both points.
    let told = world.new_mails().await;
    let mut to: Vec<_> = told.iter().map(|mail| mail.to.clone()).collect();
    to.sort();
    assert_eq!(to, sorted(&[&SUBMITTER[..], &[DRAFTER, HEAD]].concat()));
    assert!(told[0].text.contains("1. Die Bänke werden erneuert."), "{}", told[0].text);
    assert!(told[0].text.contains("2. Die Verwaltung berichtet."));

    let (office, drafter, head) = (world.office(), world.drafter(), world.head());
    let orders = list(&world.stranger(), "").await;
    assert_eq!(orders.len(), 2);
    let first = &orders[0];
    assert_eq!((&first["point"], &first["text"]), (&json!(1), &json!("Die Bänke werden erneuert.")));
    assert_eq!((&first["owner"], &first["state"]), (&json!("02.1 Dezernat Allgemeine Verwaltung"), &json!("ordered")));
    assert_eq!((&first["light"], &first["due_on"], &first["public"]), (&json!("off"), &Value::Null, &json!(true)));

    // One becomes three, each with its origin; Dortmund asked for that.
    let parts = json!({ "parts": [
        { "text": "Die Bänke am Kanal werden erneuert.", "due_on": "2020-09-30" },
        { "text": "Die Bänke im Park werden erneuert.", "owner": "dezernat-06", "due_note": "4. Quartal 2020" },
        { "text": "Neue Bänke werden beschafft." },
    ]});
    let split = try_order(&office, first, "split", parts.clone()).await.ok();
    assert_eq!((&split["state"], &split["closed_on"]), (&json!("split"), &json!("2020-08-12")));
    // ordered: the submitter and the owners of the parts.
    let owners = [DRAFTER, HEAD, OTHER_DRAFTER, "bau.leitung@stadt.example"];
    assert_eq!(world.newly_mailed().await, sorted(&[&SUBMITTER[..], &owners].concat()));
    let open = list(&office, "").await;
    assert_eq!(open.len(), 4, "the origin is no longer in the list, its parts are");
    let part = |text: &str| open.iter().find(|order| order["text"].as_str().unwrap().contains(text)).unwrap().clone();
    let (canal, park, new) = (part("Kanal"), part("Park"), part("Neue"));
    for order in [&canal, &park, &new] {
        assert_eq!((&order["origin"], &order["created_on"]), (&first["id"], &first["created_on"]));
    }
    assert_eq!(
        (&park["owner"], &park["due_note"]),
        (&json!("06 Dezernat Stadtentwicklung und Bau"), &json!("4. Quartal 2020"))
    );
    try_order(&office, &split, "split", parts).await.is(422);

    // To another owner, who is told, with the submitter.
    let moved = try_order(&office, &new, "move", json!({ "owner": "dezernat-06", "due_on": "2020-12-31" })).await.ok();
    assert_eq!((&moved["owner"], &moved["due_on"]), (&park["owner"], &json!("2020-12-31")));
    let new_owner = [OTHER_DRAFTER, "bau.leitung@stadt.example"];
    assert_eq!(world.newly_mailed().await, sorted(&[&SUBMITTER[..], &new_owner].concat()));
    try_order(&drafter, &moved, "report", json!({ "report": "x" })).await.is(403);
    try_order(&office, &moved, "move", json!({ "owner": "dezernat-06" })).await.is(422);
    try_order(&office, &moved, "move", json!({ "owner": "spd" })).await.is(422);

    // A new date needs a reason, once there was one.
    try_order(&head, &canal, "reschedule", json!({ "due_on": "2020-10-31" })).await.is(422);
    try_order(&head, &canal, "reschedule", json!({})).await.is(422);
    let later = json!({ "due_on": "2020-10-31", "reason": "Die Lieferung verzögert sich." });
    let dated = try_order(&head, &canal, "reschedule", later).await.ok();
    assert_eq!((&dated["due_on"], &dated["state"]), (&json!("2020-10-31"), &json!("ordered")));
    try_order(&head, &canal, "reschedule", json!({ "due_note": "2021", "reason": "x" })).await.is(409);
    world.newly_mailed().await;

    // Reports: progress goes to the submitter, the factions and the followers, not to the department.
    try_order(&office, &dated, "report", json!({ "report": "x" })).await.is(403);
    let factions = [
        "gruene@fraktionen.example",
        "buero@gruene.example",
        "eppler@gruene.example",
        "cdu@fraktionen.example",
        "buero@cdu.example",
    ];
    let follower = world.page(CITIZEN).await;
    follow(follower, &paper).await;
    let under_way = json!({ "report": "Die Vergabe läuft.", "expected_on": "2020-10-15" });
    let reported = try_order(&drafter, &dated, "report", under_way).await.ok();
    assert_eq!(
        (&reported["state"], &reported["reports"][0]["expected_on"]),
        (&json!("in_progress"), &json!("2020-10-15"))
    );
    assert_eq!(world.newly_mailed().await, sorted(&[&SUBMITTER[..], &factions, &[CITIZEN]].concat()));
    try_order(&office, &reported, "confirm", json!({})).await.is(422);
    let proposed =
        try_order(&drafter, &reported, "report", json!({ "report": "Alle stehen.", "done": true })).await.ok();
    assert_eq!((&proposed["state"], proposed["reports"].as_array().unwrap().len()), (&json!("reported"), 2));
    world.newly_mailed().await;
    try_order(&drafter, &proposed, "confirm", json!({})).await.is(403);
    let done = try_order(&office, &proposed, "confirm", json!({})).await.ok();
    assert_eq!(
        (&done["state"], &done["closed_on"], &done["light"]),
        (&json!("done"), &json!("2020-08-12"), &json!("off"))
    );
    // order_closed: the submitter, the factions and the followers.
    assert_eq!(world.newly_mailed().await, sorted(&[&SUBMITTER[..], &factions, &[CITIZEN]].concat()));
    assert_eq!(list(&office, "").await.len(), 3);
    assert_eq!(list(&world.stranger(), "?state=closed").await.len(), 1);
    try_order(&office, &done, "reschedule", json!({ "due_on": "2021-01-01", "reason": "x" })).await.is(422);

    // Nothing is dropped without a body's decision.
    let dropped = json!({ "decision": paper["reference"], "reason": "Kein Bedarf." });
    let refused = try_order(&office, &park, "drop", dropped).await.is(422);
    assert!(refused.to_string().contains("hebt den Auftrag nicht auf"), "{refused}");
    try_order(&office, &park, "drop", json!({ "decision": "nichts", "reason": "x" })).await.is(422);
    try_order(&office, &park, "drop", json!({ "decision": paper["reference"] })).await.is(422);

    // Each change is one event of the paper's history.
    let history =
        world.stranger().get(&format!("/api/v1/leipzig/papers/{}/events", paper["id"].as_str().unwrap())).await;
    let actions: Vec<_> =
        history.ok().as_array().unwrap().iter().map(|event| event["action"].as_str().unwrap().to_owned()).collect();
    let own = &actions[actions.iter().position(|action| action == "ordered").unwrap()..];
    assert_eq!(own, ["ordered", "split", "move", "reschedule", "report", "report", "confirm"]);
});

async fn follow(mut visitor: crate::pages::Visitor, paper: &Value) {
    visitor.open(&crate::papers::page_path(paper)).await;
    visitor.submit("/follow", &[]).await;
}

both!(a_nonpublic_order_stays_with_the_council_and_its_owner, async |world: &World| {
    let paper = confidential(world).await;
    decide(world, &paper, &["Die Stelle wird besetzt."]).await;
    for mail in world.new_mails().await {
        assert!(!mail.raw.contains("Stelle") && !mail.raw.contains("Geheimnis"), "{}", mail.raw);
    }
    for who in [world.stranger(), world.citizen(), world.api(OTHER_DRAFTER), world.api(ADMIN)] {
        assert!(list(&who, "").await.is_empty());
    }
    let order = list(&world.office(), "").await.remove(0);
    assert_eq!(order["public"], json!(false));
    for who in [world.spd(), world.greens(), world.drafter(), world.head(), world.executive(), world.minutes()] {
        assert_eq!(list(&who, "").await.len(), 1);
        again(&who, &order).await;
    }
    let path = format!("/api/v1/leipzig/orders/{}", order["id"].as_str().unwrap());
    for who in [world.stranger(), world.citizen(), world.api(OTHER_DRAFTER), world.api(ADMIN)] {
        who.get(&path).await.is(404);
    }
    try_order(&world.api(OTHER_DRAFTER), &order, "report", json!({ "report": "x" })).await.is(404);

    // Its new owner sees the order, and of the paper the number alone.
    let moved = try_order(&world.office(), &order, "move", json!({ "owner": "dezernat-06" })).await.ok();
    let told = world.new_mails().await;
    assert!(told.iter().any(|mail| mail.to == OTHER_DRAFTER));
    for mail in &told {
        assert!(!mail.raw.contains("Stelle") && !mail.raw.contains("Geheimnis"), "{}", mail.raw);
    }
    let seen = again(&world.api(OTHER_DRAFTER), &moved).await;
    assert_eq!(
        (&seen["paper"], &seen["paper_title"], &seen["text"]),
        (&paper["reference"], &json!(""), &order["text"])
    );
    world.api(OTHER_DRAFTER).get(&crate::papers::api_path(&paper)).await.is(404);
    let mut page = world.page(OTHER_DRAFTER).await;
    page.open(&format!("/leipzig/orders/{}", order["id"].as_str().unwrap())).await;
    page.page.must_say("Die Stelle wird besetzt.");
    page.page.must_say("nicht öffentlich");
    page.page.must_not_say("Geheimnis");
    let mut stranger = world.visitor();
    stranger.go(&format!("/leipzig/orders/{}", order["id"].as_str().unwrap())).await;
    assert_eq!(stranger.page.answer.status, 404);
    for path in ["/leipzig/tracking", "/leipzig/tracking?list=nonpublic", "/leipzig/tracking.csv?list=nonpublic"] {
        let answer = world.stranger().get(path).await;
        assert!(!answer.body.contains("Stelle") && !answer.body.contains(order["id"].as_str().unwrap()), "{path}");
    }
    world.work().await;
});

both!(
    /// The list and the single order say the same of each: the WHERE clause is the predicate.
    what_is_listed_is_what_is_seen,
    async |world: &World| {
        let (public, secret) = (world.admitted().await, confidential(world).await);
        decide(world, &public, &["eins", "zwei", "drei"]).await;
        decide(world, &secret, &["vier", "fünf"]).await;
        world.sql("UPDATE orders SET public = false WHERE content IN ('zwei', 'drei')");
        let all = list(&world.office(), "").await;
        assert_eq!(all.len(), 5);
        let of = |text: &str| all.iter().find(|order| order["text"] == text).unwrap().clone();
        for text in ["drei", "fünf"] {
            try_order(&world.office(), &of(text), "move", json!({ "owner": "dezernat-06" })).await.ok();
        }
        let mut sees = Vec::new();
        for who in ["", CITIZEN, SPD, SPD_MEMBER, GREENS, DRAFTER, HEAD, OTHER_DRAFTER, OFFICE, MINUTES, EXECUTIVE, ADMIN] {
            let api = if who.is_empty() { world.stranger() } else { world.api(who) };
            let listed: Vec<_> = list(&api, "").await.iter().map(|order| order["id"].clone()).collect();
            for order in &all {
                let single = api.get(&format!("/api/v1/leipzig/orders/{}", order["id"].as_str().unwrap())).await;
                assert_eq!(single.status == 200, listed.contains(&order["id"]), "{who} {order}");
            }
            sees.push((who, listed.len()));
        }
        let expected = [
            ("", 1), (CITIZEN, 1), (SPD, 5), (SPD_MEMBER, 5), (GREENS, 5), (DRAFTER, 5), (HEAD, 5),
            (OTHER_DRAFTER, 3), (OFFICE, 5), (MINUTES, 5), (EXECUTIVE, 5), (ADMIN, 1),
        ];
        assert_eq!(sees, expected);
        world.work().await;
    }
);

both!(without_a_department_the_office_names_the_owner, async |world: &World| {
    let paper = world.admitted().await;
    world.sql("UPDATE papers SET responsible_id = NULL");
    world.newly_mailed().await;
    decide(world, &paper, &[]).await;
    // ordered: nobody owns it yet, so the submitter alone is told.
    assert_eq!(world.newly_mailed().await, sorted(&SUBMITTER));
    let order = list(&world.office(), "").await.remove(0);
    assert_eq!((&order["owner"], &order["point"]), (&Value::Null, &Value::Null));
    assert_eq!(order["text"], json!(crate::papers::TITLE));
    try_order(&world.drafter(), &order, "report", json!({ "report": "x" })).await.is(403);
    let owned = try_order(&world.office(), &order, "move", json!({ "owner": "dezernat-01" })).await.ok();
    assert_eq!(owned["owner"], json!("02.1 Dezernat Allgemeine Verwaltung"));
    let offers = |who: Api| async move {
        let path = format!("/api/v1/leipzig/orders/{}/actions", order["id"].as_str().unwrap());
        let offers = who.get(&path).await.ok();
        offers.as_array().unwrap().iter().map(|offer| offer["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(offers(world.drafter()).await, ["report", "carry"]);
    world.work().await;
});

both!(the_forms_keep_what_was_typed_and_notice_who_was_faster, async |world: &World| {
    let paper = world.admitted().await;
    decide(world, &paper, &["Die Bänke werden erneuert."]).await;
    let order = list(&world.office(), "").await.remove(0);
    let path = format!("/leipzig/orders/{}", order["id"].as_str().unwrap());
    let mut office = world.page(OFFICE).await;
    office.open(&path).await;
    office.page.must_say("Auftrag zu VII-F-");
    office.page.must_say("Termin offen");
    let split = office.page.link("In mehrere Aufträge teilen …");
    office.open(&split).await;
    office.submit("/split", &[("text-0", "Erster Teil"), ("due_on-0", "bald")]).await;
    assert_eq!(office.page.answer.status, 422);
    assert_eq!(office.page.field("due_on-0"), "bald");
    office.page.must_say("Das Datum muss die Form");
    let one_more: Vec<(String, String)> =
        [office.page.form("/split").values, vec![("do".to_owned(), "add_row".to_owned())]].concat();
    office.post(&split, &one_more).await;
    assert_eq!(office.page.answer.status, 200);
    assert_eq!(office.page.field("text-3"), "\n".trim_start());
    assert!(office.page.field("text-0").ends_with("Erster Teil"));
    // Somebody else is faster.
    let date = json!({ "due_note": "ohne Termin" });
    let now = try_order(&world.office(), &order, "reschedule", date).await.ok();
    office.submit("/split", &[("text-0", "Erster Teil"), ("due_on-0", ""), ("text-1", "Zweiter Teil")]).await;
    assert_eq!(office.page.answer.status, 409);
    office.page.must_say("Zweiter Teil");
    office.page.must_say("ohne Termin");
    assert_eq!(office.page.field("version"), now["version"].to_string());
    office.submit("/split", &[]).await;
    assert_eq!(office.page.answer.status, 200);
    office.page.must_say("Der Auftrag ist geteilt.");
    assert_eq!(office.page.all("tbody tr").len(), 2);
    office.page.must_say("Zweiter Teil");
    world.work().await;
});

both!(owners_are_reminded_once_for_each_date, async |world: &World| {
    let paper = world.admitted().await;
    decide(world, &paper, &["Die Bänke werden erneuert."]).await;
    let order = list(&world.office(), "").await.remove(0);
    try_order(&world.office(), &order, "move", json!({ "owner": "dezernat-06", "due_on": "2020-10-30" })).await.ok();
    world.newly_mailed().await;
    let owner = [OTHER_DRAFTER, "bau.leitung@stadt.example"];
    let daily = async |day: &str| {
        world.set_clock(day);
        ratsweg::work::daily::warn(&world.app).await.unwrap();
        let mails = world.new_mails().await;
        let mut to: Vec<_> =
            mails.into_iter().filter(|mail| mail.text.contains("Auftrag")).map(|mail| mail.to).collect();
        to.sort();
        to
    };
    assert!(daily("2020-10-01 06:00").await.is_empty());
    // due_soon: drafter and head of the owner; and once.
    assert_eq!(daily("2020-10-02 06:00").await, sorted(&owner));
    assert!(daily("2020-10-03 06:00").await.is_empty());
    // overdue: also the submitter and the executive.
    let executive = world.mails().iter().any(|mail| mail.to == EXECUTIVE);
    assert!(executive, "the executive was told that the answer is overdue");
    assert_eq!(daily("2020-10-31 06:00").await, sorted(&[&SUBMITTER[..], &owner, &[EXECUTIVE]].concat()));
    assert!(daily("2020-11-01 06:00").await.is_empty());
    // Half a year after the decision a report is wanted.
    assert_eq!(daily("2021-02-12 06:00").await, sorted(&owner));
    assert!(daily("2021-02-13 06:00").await.is_empty());
});

both!(a_later_decision_drops_an_order_and_a_rejection_does_not, async |world: &World| {
    // Two papers that the plenary adopts, one that it rejects: through the results that the minute taker enters.
    let mut papers = Vec::new();
    for word in ["adopted", "adopted", "rejected"] {
        let (paper, consultation) = results::consulted(world, "ratsversammlung", "decision").await;
        let consultation = results::sat(world, &paper, &consultation).await;
        results::result(world, &consultation, json!({ "result": word })).await;
        world.set_clock("2020-08-13 09:00");
        papers.push(world.paper(&world.office(), &paper).await);
    }
    world.set_clock("2020-09-17 09:00");
    let orders = list(&world.office(), "").await;
    assert_eq!(orders.len(), 2, "what is rejected makes no order");
    let order = orders.iter().find(|order| order["paper"] == papers[0]["reference"]).unwrap().clone();
    assert_eq!(order["created_on"], json!("2020-09-16"));
    let mut page = world.visitor();
    page.open(&crate::papers::page_path(&papers[0])).await;
    page.page.must_say("Beschluss und Umsetzung");
    page.page.must_say("Ratsversammlung, ungeändert beschlossen, 16.09.2020");
    page.page.must_say("Termin offen");
    world.newly_mailed().await;

    let drop = |decision: &Value| json!({ "decision": decision, "reason": "Der Bedarf ist entfallen." });
    try_order(&world.office(), &order, "drop", drop(&papers[2]["reference"])).await.is(422);
    // The decision that gave the order cannot give it up.
    try_order(&world.office(), &order, "drop", drop(&papers[0]["reference"])).await.is(422);
    let mut office = world.page(OFFICE).await;
    let path = format!("/leipzig/orders/{}", order["id"].as_str().unwrap());
    office.open(&format!("{path}/actions/drop")).await;
    let offered = office.page.all("select[name=decision] option");
    let other = papers[1]["reference"].as_str().unwrap();
    assert_eq!(offered.len(), 2, "{offered:?}");
    assert!(offered[1].starts_with(other), "{offered:?}");
    let dropped = try_order(&world.office(), &order, "drop", drop(&papers[1]["reference"])).await.ok();
    assert_eq!((&dropped["state"], &dropped["closed_on"]), (&json!("dropped"), &json!("2020-09-17")));
    // order_closed: the submitter and the factions; nobody follows.
    let factions = ["gruene@fraktionen.example", "buero@gruene.example", "eppler@gruene.example"];
    let others = ["cdu@fraktionen.example", "buero@cdu.example"];
    assert_eq!(world.newly_mailed().await, sorted(&[&SUBMITTER[..], &factions, &others].concat()));
    page.open(&path).await;
    page.page.must_say("aufgehoben");
    page.page.must_say(&format!("{other}, Ratsversammlung, ungeändert beschlossen, 16.09.2020"));
    page.page.must_say("Der Bedarf ist entfallen.");
});

both!(
    /// By clicking, with scripts off: the office names a date, the department reports, the office confirms.
    by_clicking_from_the_desk_to_the_end_of_an_order,
    async |world: &World| {
        let paper = world.admitted().await;
        decide(world, &paper, &["Die Bänke werden erneuert."]).await;
        let browser = world.browser(Look::DESK.without_scripts()).await;
        let sit_down = async |email: &str| {
            browser.forget_everything().await;
            browser.sign_in(email, PASSWORD).await;
            browser.open("/leipzig/desk").await;
            browser.click("Die Bänke werden erneuert.").await;
        };
        sit_down(OFFICE).await;
        browser.click("Termin festlegen").await;
        browser.fill("Termin in Worten", "bis zum Herbst").await;
        browser.click("Termin festlegen").await;
        assert!(browser.text().await.contains("bis zum Herbst"));
        assert!(browser.text().await.contains("Der Termin ist festgelegt."));
        let order = list(&world.office(), "").await.remove(0);
        let path = format!("/leipzig/orders/{}", order["id"].as_str().unwrap());
        browser.forget_everything().await;
        browser.sign_in(DRAFTER, PASSWORD).await;
        browser.open(&path).await;
        browser.click("Sachstand berichten").await;
        browser.fill("Sachstand", "Alle Bänke stehen.").await;
        browser.fill("Aus unserer Sicht erledigt", "").await;
        browser.screenshot("order-report").await;
        browser.click("Sachstand berichten").await;
        assert!(browser.text().await.contains("Erledigung gemeldet"));
        sit_down(OFFICE).await;
        browser.click("Erledigung bestätigen").await;
        let text = browser.text().await;
        assert!(text.contains("Die Erledigung ist bestätigt.") && text.contains("erledigt"), "{text}");
        browser.screenshot("order").await;
        browser.forget_everything().await;
        browser.open("/leipzig/tracking?state=closed").await;
        assert!(browser.text().await.contains("Die Bänke werden erneuert."));
        browser.screenshot("tracking-orders").await;
        world.work().await;
    }
);
