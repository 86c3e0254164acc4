//! Zürich's story (procedure.md 3.3): a written inquiry of two members, a motion that binds the executive, the real chain of
//! extensions of Uster, the weekly list; and who has the paper at every step.
use crate::story_towns::{Town, both_elsewhere};
use crate::world::*;
use serde_json::{Value, json};

/// Who has the paper, until when, as this reader is told.
fn pending(paper: &Value) -> (Option<&str>, Option<&str>, Option<&str>) {
    let pending = &paper["pending"];
    (pending["seat"].as_str(), pending["name"].as_str(), pending["due_on"].as_str())
}

const STADTRAT: Option<&str> = Some("Stadtrat");
const GEMEINDERAT: Option<&str> = Some("Gemeinderat");
const PARLAMENTSDIENSTE: Option<&str> = Some("Parlamentsdienste");

both_elsewhere!(an_inquiry_of_two_members_is_pending_at_the_executive, async |world: &World| {
    let town = Town::zuerich(world);
    let (first, second, office) = (town.api("birrer"), town.api("vontobel"), town.office());
    world.set_clock("2016-01-06 09:00");
    let inquiry = json!({ "kind": "SA", "title": "Umsetzung der Strategie Digitalisierung", "facts": "Wir fragen:",
        "questions": ["Welche Dienste sind digital?", "Welche folgen?"], "organization": "own-name",
        "values": { "urgency": "Die Ausschreibung läuft." } });
    let draft = town.draft(&first, inquiry).await;
    assert_eq!(pending(&draft), (Some("submitter"), Some("Selma Birrer-Odermatt"), None));
    town.act(&first, &draft, "invite", json!({ "people": ["kaspar-vontobel"] })).await;
    town.act(&second, &draft, "cosign", json!({})).await;
    let submitted = town.act(&first, &draft, "submit", json!({})).await;
    assert_eq!(pending(&submitted), (Some("office"), PARLAMENTSDIENSTE, None));
    let inquiry = town.act(&office, &draft, "admit", json!({ "department": "fd", "urgent": true })).await;
    assert_eq!(inquiry["reference"], "2016/11");
    assert_eq!(pending(&inquiry), (Some("executive"), STADTRAT, Some("2016-04-06")));
    assert_eq!((&inquiry["first_signatory"], &inquiry["co_signatories"]), (&json!("Selma Birrer-Odermatt"), &json!(1)));

    let mut visitor = world.visitor();
    let page = visitor.open("/zuerich/papers/2016-11").await;
    for said in ["Pendent bei", "Stadtrat", "Frist bis", "06.04.2016", "Ablaufschritte", "Finanzdepartement (FD)"] {
        page.must_say(said);
    }
    for said in ["Selma Birrer-Odermatt und 1 mitunterzeichnende Person", "Schriftliche Anfrage", "im Verfahren"] {
        page.must_say(said);
    }
    page.must_say("Die Ausschreibung läuft.");
    let list = visitor.open("/zuerich/papers").await;
    list.must_say("Pendent bei: Stadtrat");
    list.must_say("Selma Birrer-Odermatt und 1 mitunterzeichnende Person");
    let rows = world.stranger().get("/api/v1/zuerich/papers").await.ok();
    assert_eq!(rows[0]["pending"]["name"], "Stadtrat");
    assert_eq!(rows[0]["co_signatories"], 1);

    // That the answer is signed is the administration's and the office's to know, not everybody's.
    let answer = town.act(&town.api("fd.stab"), &inquiry, "draft-answer", json!({})).await;
    assert_eq!(pending(&answer), (Some("department"), Some("Finanzdepartement (FD)"), None));
    let answers = json!([{ "question": 1, "text": "Viele." }, { "question": 2, "text": "Alle." }]);
    town.act(&town.api("fd.stab"), &answer, "edit", json!({ "facts": "Der Stadtrat antwortet:", "answers": answers }))
        .await;
    town.act(&town.api("fd.stab"), &answer, "present", json!({})).await;
    town.act(&town.api("fd.leitung"), &answer, "sign", json!({})).await;
    let seen = |paper: Value| pending(&paper).1.map(str::to_owned);
    assert_eq!(seen(town.paper(&office, &inquiry).await).as_deref(), PARLAMENTSDIENSTE);
    assert_eq!(seen(town.paper(&world.stranger(), &inquiry).await).as_deref(), STADTRAT);
    assert_eq!(seen(town.paper(&first, &inquiry).await).as_deref(), STADTRAT);
    town.act(&office, &answer, "issue", json!({})).await;
    let answered = town.paper(&world.stranger(), &inquiry).await;
    assert_eq!((answered["status"].as_str(), pending(&answered)), (Some("closed"), (None, None, None)));
    world.visitor().open("/zuerich/papers/2016-11").await.must_not_say("Pendent bei");
    world.leave_jobs();
});

both_elsewhere!(a_motion_is_with_one_body_after_the_other, async |world: &World| {
    let town = Town::zuerich(world);
    let office = town.office();
    world.set_clock("2016-02-01 09:00");
    let motion = json!({ "kind": "M", "title": "Strategie", "facts": "Heute nicht.", "points": ["Der Stadtrat legt eine Strategie vor."] });
    let motion = town.filed(&town.api("sp.buero"), motion).await;
    assert_eq!(pending(&motion), (Some("body"), GEMEINDERAT, None));
    let consultation = town.sits(&motion, "committal", "2016-03-09", "Rathaus Hard").await;
    let laid = town.paper(&world.stranger(), &motion).await;
    assert_eq!(laid["pending"]["sitting"], "2016-03-09");
    let mut visitor = world.visitor();
    let page = visitor.open(&format!("/zuerich/papers/{}", laid["slug"].as_str().unwrap())).await;
    page.must_say("Gemeinderat (Sitzung vom 09.03.2016)");
    let committed = town.result(&consultation, json!({ "result": "committed" })).await;
    assert_eq!(pending(&committed), (Some("executive"), STADTRAT, Some("2018-03-09")));
    // The council is to write it off: it has the paper then, within the same period.
    let plan = json!({ "body": "gemeinderat", "role": "writing_off" });
    let planned = town.act(&office, &motion, "plan", plan).await;
    assert_eq!(pending(&planned), (Some("body"), GEMEINDERAT, Some("2018-03-09")));
    let consultation = town.sits(&motion, "writing_off", "2017-05-10", "Rathaus Hard").await;
    let after = town.result(&consultation, json!({ "result": "written_off" })).await;
    assert_eq!(after["status"], "closed");
    world.leave_jobs();
});
