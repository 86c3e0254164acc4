//! Papers that a councillor files in the own name, and what becomes of them when the councillor leaves the council.
use crate::both;
use crate::papers::{api_path, inquiry};
use crate::world::{COUNCIL, OFFICE, SPD, World};
use serde_json::{Value, json};

/// An inquiry that Senta Fromm files in her own name, in business.
pub async fn of_one_member(world: &World) -> Value {
    let member = world.member();
    let mut new = inquiry();
    new["organization"] = json!("own-name");
    let draft = member.post(&format!("/api/v1/{COUNCIL}/papers"), new).await.ok();
    assert_eq!(draft["submitter"], "Senta Fromm");
    assert_eq!(draft["signatures"], json!([{ "name": "Senta Fromm", "signed": true }]));
    world.greens().get(&api_path(&draft)).await.is(404);
    let submitted = world.act(&member, &draft, "submit", json!({})).await;
    let seen = world.paper(&world.office(), &submitted).await;
    world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await
}

/// The person's memberships end on this day.
pub fn leaves(world: &World, person: &str, day: &str) {
    world.sql(&format!(
        "UPDATE memberships SET ends_on = '{day}' WHERE person_id = (SELECT id FROM people WHERE key = '{person}')"
    ));
}

both!(the_faction_carries_on_what_its_member_has_left, async |world: &World| {
    let (spd, office) = (world.spd(), world.office());
    let paper = of_one_member(world).await;
    assert_eq!(paper["submitter"], "Senta Fromm");
    world.new_mails().await;
    let seen = world.paper(&spd, &paper).await;
    // While she is there the paper is hers alone.
    world.try_act(&spd, &seen, "take-over", json!({})).await.is(403);

    // She leaves: the paper waits on the desks of her faction and of the office, and on no other.
    leaves(world, "senta-fromm", "2020-08-20");
    world.set_clock("2020-08-21 09:00");
    for (email, waits) in [(SPD, true), (OFFICE, true), (crate::world::GREENS, false)] {
        let mut desk = world.page(email).await;
        let said = desk.open("/leipzig/desk").await.text().contains("Verwaiste Vorlagen");
        assert_eq!(said, waits, "{email}");
    }
    let mut desk = world.page(SPD).await;
    desk.open("/leipzig/desk").await.must_say("Übernahme möglich bis 17.09.2020");
    world.try_act(&world.greens(), &seen, "take-over", json!({})).await.is(403);
    let seen = world.paper(&office, &paper).await;
    let early = world.try_act(&office, &seen, "take-over", json!({})).await.is(422);
    assert!(early.to_string().contains("17.09.2020"), "{early}");
    let taken = world.act(&spd, &seen, "take-over", json!({})).await;
    assert_eq!(taken["submitter"], "SPD-Fraktion");
    assert_eq!(taken["status"], "in_progress");
    let events = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    let told = events.as_array().unwrap().iter().find(|event| event["action"] == "take-over").unwrap();
    assert_eq!(told["title"], "Übernommen");
    assert!(told["facts"].to_string().contains("Senta Fromm"), "{told}");
    desk.open("/leipzig/desk").await.must_not_say("Verwaiste Vorlagen");
    let again = world.paper(&spd, &paper).await;
    world.try_act(&spd, &again, "take-over", json!({})).await.is(404);
});

both!(another_member_carries_it_on_in_the_own_name, async |world: &World| {
    let paper = of_one_member(world).await;
    leaves(world, "senta-fromm", "2020-08-20");
    world.set_clock("2020-08-21 09:00");
    let chair = world.api("uhl@spd.example");
    let seen = world.paper(&chair, &paper).await;
    let taken = world.act(&chair, &seen, "take-over", json!({ "organization": "own-name" })).await;
    assert_eq!(taken["submitter"], "Jannik Uhl");
    let again = world.paper(&chair, &paper).await;
    world.try_act(&chair, &again, "take-over", json!({})).await.is(422);
    world.new_mails().await;
});

both!(what_nobody_carries_on_the_office_settles, async |world: &World| {
    let (spd, office) = (world.spd(), world.office());
    let paper = of_one_member(world).await;
    leaves(world, "senta-fromm", "2020-08-20");
    world.set_clock("2020-09-18 09:00");
    let seen = world.paper(&spd, &paper).await;
    let late = world.try_act(&spd, &seen, "take-over", json!({})).await.is(422);
    assert!(late.to_string().contains("17.09.2020"), "{late}");
    let seen = world.paper(&office, &paper).await;
    let settled = world.act(&office, &seen, "take-over", json!({})).await;
    assert_eq!((settled["status"].as_str(), settled["clocks"][0]["state"].as_str()), (Some("closed"), Some("lapsed")));
    assert_eq!(settled["consultations"][0]["state"], "cancelled");
    let events = world.stranger().get(&format!("{}/events", api_path(&paper))).await.ok();
    assert!(events.to_string().contains("da niemand die Vorlage übernommen hat"), "{events}");
    world.new_mails().await;
});
