//! What waits on the desks because of sittings, and for a second person; and that every page of sittings is reached by a
//! link.
use crate::both;
use crate::minutes::{done, sitting_of};
use crate::pages::Page;
use crate::results::{consulted, planned, result, sat};
use crate::world::*;
use serde_json::{Value, json};

async fn desk(world: &World, who: &str) -> Page {
    let mut page = world.page(who).await;
    page.open("/leipzig/desk").await;
    page.page.clone()
}

/// Invites to a sitting, opens and closes it, as on its day.
pub async fn hold(world: &World, sitting: &str) {
    world.invite(sitting).await;
    world.sit(&world.minutes(), sitting, "start", json!({})).await;
    world.sit(&world.minutes(), sitting, "end", json!({})).await;
}

async fn now(world: &World, paper: &Value, consultation: &Value) -> Value {
    let paper = world.paper(&world.office(), paper).await;
    let all = paper["consultations"].as_array().unwrap().clone();
    all.into_iter().find(|other| other["id"] == consultation["id"]).unwrap()
}

both!(each_desk_shows_what_waits_because_of_sittings, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let number = paper["reference"].as_str().unwrap();
    let page = desk(world, OFFICE).await;
    page.must_say("Auf eine Tagesordnung zu setzen");
    page.must_say("seit heute");
    assert!(page.all_links("/leipzig/meetings").contains(&"/leipzig/meetings/unscheduled".to_owned()));
    desk(world, MINUTES).await.must_say("Nichts wartet auf Sie");

    // Held, and nobody entered what came of it: it waits for whose it is to enter, by the rule of the kind.
    let consultation = sat(world, &paper, &consultation).await;
    let sitting = sitting_of(world, &consultation);
    hold(world, &sitting).await;
    let page = desk(world, MINUTES).await;
    page.must_say("Sitzungen ohne Ergebnis");
    page.must_say(number);
    page.must_say("16.09.2020, 14:00 Uhr");
    page.must_say("Niederschriften, fertigzustellen");
    let form = format!("/leipzig/consultations/{}/actions/enter-result", consultation["id"].as_str().unwrap());
    let minutes = format!("/leipzig/meetings/{sitting}/minutes");
    for href in [&form, &minutes] {
        assert!(page.all_links("/leipzig/").contains(href), "{href} in {:?}", page.all_links("/leipzig/"));
    }
    let page = desk(world, OFFICE).await;
    page.must_not_say("Das Ergebnis eintragen");
    page.must_say("Niederschriften, fertigzustellen");
    for who in [SPD, SPD_MEMBER, DRAFTER, HEAD, EXECUTIVE, ADMIN, CITIZEN] {
        let page = desk(world, who).await;
        for said in ["Sitzungen ohne Ergebnis", "Niederschriften", "Tagesordnung zu setzen", "Berichtigungen, zu"] {
            page.must_not_say(said);
        }
    }

    // A correction waits for another than who proposed it.
    result(world, &consultation, json!({ "result": "adopted" })).await;
    desk(world, MINUTES).await.must_not_say("Sitzungen ohne Ergebnis");
    let wrong = now(world, &paper, &consultation).await;
    let inputs = json!({ "result": "deferred", "reason": "In die falsche Zeile geraten." });
    world.act_on(&world.minutes(), "consultations", &wrong, "correct", inputs).await;
    desk(world, MINUTES).await.must_not_say("Berichtigungen, zu bestätigen");
    let page = desk(world, OFFICE).await;
    page.must_say("Berichtigungen, zu bestätigen");
    page.must_say("In die falsche Zeile geraten.");
    assert!(page.all_links("/leipzig/").contains(&"/leipzig/corrections".to_owned()));
    let waiting = world.office().get("/api/v1/leipzig/corrections").await.ok()[0].clone();
    let confirm = format!("/api/v1/leipzig/corrections/{}/reject", waiting["id"].as_str().unwrap());
    world.office().post(&confirm, json!({ "version": waiting["version"] })).await.ok();
    desk(world, OFFICE).await.must_not_say("Berichtigungen, zu bestätigen");

    // Minutes: written, finished, approved.
    done(world, &sitting, "write", json!({ "opening": "Um 14 Uhr." })).await;
    desk(world, MINUTES).await.must_say("Niederschriften, fertigzustellen");
    done(world, &sitting, "finish", json!({})).await;
    let next = planned(world, &paper, "ratsversammlung", "information").await;
    let later = json!({ "date": "2020-10-14", "time": "14:00", "place": "Neues Rathaus" });
    world.act_on(&world.office(), "consultations", &next, "schedule", later).await;
    let page = desk(world, MINUTES).await;
    page.must_not_say("Niederschriften, fertigzustellen");
    page.must_say("Niederschriften, zu genehmigen");
    page.must_say("14.10.2020, 14:00 Uhr");
    world.set_clock("2020-10-14 15:00");
    let later = sitting_of(world, &now(world, &paper, &next).await);
    done(world, &sitting, "approve", json!({ "approved_at": later })).await;
    desk(world, MINUTES).await.must_not_say("Niederschriften, zu genehmigen");
    world.work().await;
});

both!(a_file_that_is_to_be_opened_waits_for_a_second_person, async |world: &World| {
    let paper = world.admitted().await;
    let office = world.office();
    let file = world.attach(&office, &paper, &[("Kosten.txt", b"12")], true).await.ok()[0].clone();
    world.file_act(&office, &file, "open", "Der Vertrag ist geschlossen").await.ok();
    desk(world, OFFICE).await.must_not_say("Dateien, die öffentlich werden sollen");
    desk(world, MINUTES).await.must_not_say("Kosten.txt");
    // A second person of the office.
    world.sql(
        "INSERT INTO grants (id, account_id, council, organization_id, role) \
        SELECT '0190a000-0000-7000-8000-000000000001', a.id, 'leipzig', o.id, 'council_office' FROM accounts a, \
        organizations o WHERE a.email = 'admin@stadt.example' AND o.key = 'ratsbuero'",
    );
    let page = desk(world, ADMIN).await;
    page.must_say("Dateien, die öffentlich werden sollen");
    page.must_say("Der Vertrag ist geschlossen");
    let href = page.link("Kosten.txt");
    let mut second = world.page(ADMIN).await;
    second.open(&href).await;
    second.submit("/actions/confirm", &[]).await;
    desk(world, ADMIN).await.must_not_say("Kosten.txt");
    world.work().await;
});

both!(every_page_of_sittings_is_reached_by_a_link, async |world: &World| {
    let (paper, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let consultation = sat(world, &paper, &consultation).await;
    let sitting = format!("/leipzig/meetings/{}", sitting_of(world, &consultation));
    let lists = ["/leipzig/meetings/unscheduled", "/leipzig/meetings/missing-results", "/leipzig/corrections"];
    let minutes = format!("{sitting}/minutes");
    let seen: [(&str, &[&str]); 4] = [(OFFICE, &lists), (MINUTES, &lists), (SPD, &lists[..2]), (CITIZEN, &lists[1..2])];
    for (who, expected) in seen {
        let mut page = world.page(who).await;
        for path in ["/leipzig/meetings", &sitting] {
            page.open(path).await;
            let links = page.page.all_links("/leipzig/");
            let found: Vec<_> = lists.iter().filter(|list| links.iter().any(|link| link == *list)).copied().collect();
            assert_eq!(found, expected, "{who} on {path}");
            assert_eq!(links.contains(&minutes), path != "/leipzig/meetings" && expected.len() == 3, "{who} on {path}");
        }
        // There, and back.
        for list in expected {
            page.open(list).await;
            assert!(page.page.all_links("/leipzig/").contains(&"/leipzig/meetings".to_owned()), "{list}");
        }
    }
    let mut page = world.page(MINUTES).await;
    page.open(&minutes).await;
    assert!(page.page.all_links("/leipzig/").contains(&sitting));
    world.work().await;
});
