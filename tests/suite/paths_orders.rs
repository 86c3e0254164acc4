//! The odd paths of orders: a joint motion of several factions, what was written off by mistake, a vote of the people that
//! was mistyped.
use crate::both_in_town;
use crate::story_towns::{Town as Canton, both_elsewhere};
use crate::town::Town;
use crate::world::*;
use serde_json::{Value, json};

both_in_town!("dortmund", "2016-05-02 09:00", a_joint_motion_names_all_its_factions, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let (spd, green) = (town.api("spd.buero"), town.api("yildirim"));
    let new = json!({ "kind": "A", "title": "Freies WLAN", "facts": "Es fehlt überall.", "points": ["Die Verwaltung baut ein freies WLAN."] });
    let draft = town.draft(&spd, new).await;
    town.act(&spd, &draft, "invite", json!({ "people": ["sevgi-yildirim", "ruth-wiesenkamp"] })).await;
    town.act(&green, &draft, "cosign", json!({})).await;
    town.act(&spd, &draft, "submit", json!({})).await;
    let motion = town.act(&office, &draft, "admit", json!({ "department": "dezernat-1" })).await;
    town.act(&office, &motion, "plan", json!({ "body": "rat", "role": "decision" })).await;
    town.decided(&motion, "2016-05-19", "passed_on").await;
    town.decided(&motion, "2016-07-07", "adopted").await;
    // Of those who were asked only who signed: the CDU did not.
    let order = town.orders().await[0].clone();
    let both = "SPD-Fraktion, Fraktion Bündnis 90/Die Grünen";
    assert_eq!(order["submitters"], json!(both.split(", ").collect::<Vec<_>>()), "{order:#}");
    assert_eq!(order["submitter"], both);
    town.order_page(&order).await.page.must_say(both);
    town.page("tracking?what=orders").await.page.must_say(both);
    // Each of them finds it as its own; who did not sign does not.
    for (faction, found) in [("SPD-Fraktion", true), ("Fraktion Bündnis 90/Die Grünen", true), ("CDU-Fraktion", false)]
    {
        let html = town.page("tracking").await.page.html();
        let options = scraper::Selector::parse("select[name=faction] option").unwrap();
        let own = html.select(&options).find(|option| option.text().collect::<String>() == faction);
        let id = own.expect(faction).attr("value").unwrap().to_owned();
        let list = town.page(&format!("tracking?what=orders&faction={id}")).await;
        assert_eq!(list.page.text().contains("Die Verwaltung baut ein freies WLAN."), found, "{faction}");
    }
    town.page("tracking/report?half=2016-2").await.page.must_say(both);
    for table in ["tracking.csv?what=orders", "tracking/report.csv?half=2016-2", "tracking.json?what=orders"] {
        let body = world.stranger().get(&format!("/dortmund/{table}")).await.body;
        assert!(body.contains(both) && !body.contains("CDU-Fraktion"), "{table}: {body}");
    }
    world.leave_jobs();
});

/// One more person in the council's office, who confirms what another proposes.
const SECOND: &str = "zweite";

fn with_second(people: &str, slug: &str, office: &str) -> String {
    format!(
        "{people}\n[[accounts]]\nemail = \"{SECOND}@{slug}.example.org\"\nname = \"Zita Ambühl\"\n\
         roles = [{{ organization = \"{office}\", role = \"council_office\" }}]\n"
    )
}

/// The correction that waits.
async fn waiting(town: &Canton<'_>) -> Value {
    let path = format!("/api/v1/{}/corrections", town.slug);
    town.api(SECOND).get(&path).await.ok().as_array().unwrap().last().unwrap().clone()
}

/// Confirms it in this name.
async fn confirms(town: &Canton<'_>, who: &str, correction: &Value) -> crate::client::Answer {
    let path = format!("/api/v1/{}/corrections/{}/confirm", town.slug, correction["id"].as_str().unwrap());
    town.api(who).post(&path, json!({ "version": correction["version"] })).await
}

async fn orders(town: &Canton<'_>, state: &str) -> Vec<Value> {
    let path = format!("/api/v1/{}/orders?state={state}", town.slug);
    town.office().get(&path).await.ok().as_array().unwrap().clone()
}

both_elsewhere!(what_was_written_off_by_mistake_is_to_be_done_again, async |world: &World| {
    let people = with_second(include_str!("../../config/demo/zuerich.toml"), "zuerich", "parlamentsdienste");
    let (desks, host) = (["fd.stab", "fd.leitung", "ratssekretariat"], "zuerich.example.org");
    let town = Canton::of(world, &people, Canton { world, slug: "zuerich", host, desks, department: "fd" });
    world.set_clock("2016-02-01 09:00");
    let motion = town.filed(&town.api("sp.buero"), crate::story_towns::motion("M", "Strategie")).await;
    let committal = town.sits(&motion, "committal", "2016-03-09", "Rathaus Hard").await;
    town.result(&committal, json!({ "result": "committed" })).await;
    let before = orders(&town, "open").await;
    assert_eq!(before.len(), 1);
    let plan = json!({ "body": "gemeinderat", "role": "writing_off" });
    town.act(&town.office(), &motion, "plan", plan).await;
    let off = town.sits(&motion, "writing_off", "2017-05-10", "Rathaus Hard").await;
    town.result(&off, json!({ "result": "written_off" })).await;
    assert!(orders(&town, "open").await.is_empty());
    assert_eq!(orders(&town, "closed").await[0]["state"], "dropped");
    // It was the other way round: the motion is not written off, and what it asked for is to be done as before.
    let rows = town.paper(&town.office(), &motion).await["consultations"].clone();
    let row = rows.as_array().unwrap().iter().find(|row| row["id"] == off["id"]).unwrap().clone();
    let wanted = json!({ "result": "not_written_off", "reason": "In die falsche Zeile geraten." });
    town.on("consultations", &row, "correct", wanted).await.ok();
    let correction = waiting(&town).await;
    assert!(!correction["undoes"].as_array().unwrap().is_empty(), "{correction}");
    confirms(&town, SECOND, &correction).await.ok();
    let again = orders(&town, "open").await;
    assert_eq!(again.len(), 1, "{again:?}");
    assert_eq!((&again[0]["id"], &again[0]["state"]), (&before[0]["id"], &before[0]["state"]));
    assert_eq!((&again[0]["closed_on"], &again[0]["due_on"]), (&Value::Null, &before[0]["due_on"]));
    assert!(orders(&town, "closed").await.is_empty());
    assert_ne!(town.paper(&world.stranger(), &motion).await["status"], "closed");
    world.leave_jobs();
});

both_elsewhere!(a_mistyped_vote_of_the_people_is_corrected_by_two, async |world: &World| {
    let people = with_second(include_str!("../../config/demo/zofingen.toml"), "zofingen", "ratsbuero");
    let (desks, host) = (["informatik", "stadtschreiber", "ratssekretariat"], "zofingen.example.org");
    let town = Canton::of(world, &people, Canton { world, slug: "zofingen", host, desks, department: "stadtkanzlei" });
    world.set_clock("2023-08-21 09:00");
    let new = json!({ "kind": "K", "title": "Neubau der Schule", "facts": "Sie ist zu klein.",
        "points": ["Der Kredit wird genehmigt."],
        "values": { "amount": "4'000'000", "credit": "commitment", "price_rise": true } });
    let draft = town.draft(&town.api("informatik"), new).await;
    let credit = town.issued(&draft).await;
    for (role, day, word) in [("approval", "2023-08-30", "approved"), ("advice", "2023-09-25", "recommended")] {
        let row = town.sits(&credit, role, day, "Rathaus").await;
        town.result(&row, json!({ "result": word })).await;
    }
    let row = town.sits(&credit, "decision", "2023-10-23", "Stadtsaal").await;
    town.result(&row, json!({ "result": "adopted" })).await;
    let decision = async || town.paper(&town.office(), &credit).await["referendum"]["decisions"][0].clone();
    let act = async |who: &str, action: &str, mut inputs: Value| {
        let now = decision().await;
        inputs["version"] = now["version"].clone();
        let path = format!("/api/v1/zofingen/resolutions/{}/actions/{action}", now["id"].as_str().unwrap());
        town.api(who).post(&path, inputs).await
    };
    world.set_clock("2024-03-04 09:00");
    let right = json!({ "voted_on": "2024-03-03", "yes": 3204, "no": 1100, "reason": "Ja und Nein vertauscht." });
    let early = act("ratssekretariat", "correct-vote", right.clone()).await.is(422);
    assert!(early.to_string().contains("nicht abgestimmt"), "{early}");
    act("ratssekretariat", "record-vote", json!({ "voted_on": "2024-03-03", "yes": 1100, "no": 3204 })).await.ok();
    assert_eq!(decision().await["state"], "rejected");
    assert!(orders(&town, "open").await.is_empty());
    let told = world.newly_mailed().await;

    // Proposed by one, with a reason; nothing changes, nobody is told.
    act("informatik", "correct-vote", right.clone()).await.is(403);
    let mut bare = right.clone();
    bare["reason"] = json!(" ");
    assert_eq!(act("ratssekretariat", "correct-vote", bare).await.is(422)["errors"][0]["field"], "reason");
    act("ratssekretariat", "correct-vote", right.clone()).await.ok();
    act("ratssekretariat", "correct-vote", right).await.is(422);
    assert_eq!(decision().await["state"], "rejected");
    assert!(world.newly_mailed().await.is_empty());
    let public = world.stranger().get(&format!("{}/events", town.path(&credit))).await.ok();
    assert!(!public.to_string().contains("vertauscht"), "{public}");
    // Confirmed by another, on the page as through the API.
    let correction = waiting(&town).await;
    assert_eq!((&correction["vote"]["yes"], &correction["resolution"]), (&json!(3204), &decision().await["id"]));
    confirms(&town, "ratssekretariat", &correction).await.is(403);
    confirms(&town, "informatik", &correction).await.is(403);
    let mut desk = world.page(&format!("{SECOND}@zofingen.example.org")).await;
    desk.open("/zofingen/corrections").await.must_say("3204");
    desk.submit("/confirm", &[]).await;
    let now = decision().await;
    assert_eq!(
        (&now["state"], &now["yes"], &now["settled_on"]),
        (&json!("binding"), &json!(3204), &json!("2024-03-03"))
    );
    assert_eq!(orders(&town, "open").await.len(), 1, "what fell with it is to be done");
    let page = world.visitor().open(&format!("/zofingen/papers/{}", credit["slug"].as_str().unwrap())).await.text();
    for said in ["Ergebnis der Volksabstimmung berichtigt", "Ja und Nein vertauscht."] {
        assert!(page.contains(said), "{said} is not in {page}");
    }
    let mut corrected = world.newly_mailed().await;
    corrected.retain(|address| told.contains(address));
    assert!(!corrected.is_empty(), "whoever was told the wrong outcome is told the right one");
    confirms(&town, SECOND, &correction).await.is(409);
    // And back again: what the people rejected is not carried out.
    let wrong = json!({ "voted_on": "2024-03-03", "yes": 1100, "no": 3204, "reason": "Doch richtig." });
    act("ratssekretariat", "correct-vote", wrong).await.ok();
    confirms(&town, SECOND, &waiting(&town).await).await.ok();
    assert_eq!(decision().await["state"], "rejected");
    assert!(orders(&town, "open").await.is_empty());
    world.leave_jobs();
});
