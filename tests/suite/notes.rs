//! Remarks of the administration: written by department and office, and never to be seen by anybody else.
use crate::both;
use crate::papers::{api_path, page_path};
use crate::world::{CITIZEN, GREENS, OFFICE, SPD, SPD_MEMBER, World};
use serde_json::json;

const SECRET: &str = "Vorsicht, Vergabeverfahren läuft noch";

both!(a_remark_never_leaves_the_administration, async |world: &World| {
    let paper = world.admitted().await;
    let mut follower = world.page(CITIZEN).await;
    follower.open(&page_path(&paper)).await;
    follower.submit(&format!("{}/follow", page_path(&paper)), &[]).await;
    world.new_mails().await;
    let path = format!("{}/notes", api_path(&paper));
    let before = world.paper(&world.stranger(), &paper).await;

    // The department writes by the API, the office on the page; each reads the other's.
    let written = world.drafter().post(&path, json!({ "text": SECRET })).await;
    assert_eq!(written.status, 201, "{}", written.body);
    world.drafter().post(&path, json!({ "text": " " })).await.is(422);
    let mut office = world.page(OFFICE).await;
    office.open(&page_path(&paper)).await.must_say("Einen Vermerk lesen");
    let form = format!("{}/notes", page_path(&paper));
    office.open(&form).await.must_say(SECRET);
    office.submit(&form, &[("note", "Mit dem Rechtsamt besprochen.")]).await.must_say("Mit dem Rechtsamt besprochen.");
    let read = world.head().get(&path).await.ok();
    assert_eq!(read.as_array().unwrap().len(), 2);
    assert_eq!((read[0]["text"].as_str(), read[0]["author"].as_str()), (Some(SECRET), Some("Nele Brandt")));
    assert_eq!(read[1]["organization"], "Büro für Ratsangelegenheiten");

    // Nobody else learns of them: neither a stranger nor a citizen, a faction (also the one that asked), a member,
    // the executive, another department; on no page, in no answer, in no history, by no mail.
    let outside = [
        world.stranger(),
        world.citizen(),
        world.spd(),
        world.greens(),
        world.member(),
        world.executive(),
        world.api(crate::world::OTHER_DRAFTER),
    ];
    for who in &outside {
        let answer = who.get(&path).await;
        assert!([401, 404].contains(&answer.status), "{}", answer.body);
        let answer = who.post(&path, json!({ "text": "Ich auch" })).await;
        assert!([401, 404].contains(&answer.status), "{}", answer.body);
        for below in ["", "/events", "/lineage"] {
            let told = who.get(&format!("{}{below}", api_path(&paper))).await;
            assert!(!told.body.contains("Vergabeverfahren") && !told.body.contains("ermerk"), "{}", told.body);
        }
    }
    let seen = world.paper(&world.stranger(), &paper).await;
    assert_eq!(seen["updated_at"], before["updated_at"], "not even that something was written");
    for email in [CITIZEN, SPD, GREENS, SPD_MEMBER] {
        let mut page = world.page(email).await;
        for path in [page_path(&paper), "/leipzig/papers".to_owned(), "/leipzig/desk".to_owned()] {
            let shown = page.go(&path).await;
            assert!(!shown.answer.body.contains("ermerk"), "{email} {path}");
        }
        assert_eq!(page.go(&form).await.answer.status, 404);
    }
    let inside = world.drafter().get(&format!("{}/events", api_path(&paper))).await.ok();
    let noted = inside.as_array().unwrap().iter().filter(|event| event["action"] == "note").count();
    assert_eq!(noted, 2, "the administration's own history has them");
    let seq = world.count("SELECT MAX(seq) AS n FROM events WHERE action = 'note'");
    let visitor = world.visitor();
    let proof = visitor.bare(reqwest::Method::GET, &format!("/leipzig/audit/{seq}"), &[]).await;
    assert_eq!(proof.status, 404);
    let council = world.app.council("leipzig").unwrap().clone();
    let fault = world.app.read(move |db| ratsweg::papers::proof::verify(db, &council)).await.unwrap();
    assert_eq!(fault, None, "a remark leaves the paper's text as it was");
    assert!(world.new_mails().await.is_empty());
});
