//! Holding a sitting: who enters results is offered the forms and nobody else; many are referred at once; and no way onto
//! an agenda leads around the time by which a paper must have been submitted.
use crate::both;
use crate::minutes::sitting_of;
use crate::residents::{filed, inquiry};
use crate::results::{consulted, planned};
use crate::world::*;
use serde_json::{Value, json};

const DAY: &str = "2020-09-16";

/// A sitting of the council with these consultations on its agenda, opened on its day.
async fn opened(world: &World, consultations: &[&Value]) -> String {
    let sitting = json!({ "date": DAY, "time": "14:00", "place": "Neues Rathaus" });
    let mut id = String::new();
    for consultation in consultations {
        world.act_on(&world.office(), "consultations", consultation, "schedule", sitting.clone()).await;
        id = sitting_of(world, consultation);
    }
    world.invite(&id).await;
    world.set_clock(&format!("{DAY} 14:05"));
    world.sit(&world.minutes(), &id, "start", json!({})).await;
    id
}

both!(forms_of_results_are_for_who_enters_them, async |world: &World| {
    let (_, consultation) = consulted(world, "ratsversammlung", "decision").await;
    let id = opened(world, &[&consultation]).await;
    let item = world.sitting(&world.minutes(), &id).await["agenda"][0]["id"].clone();
    world.sit(&world.minutes(), &id, "call", json!({ "item": item })).await;
    let run = format!("/{COUNCIL}/meetings/{id}/run");
    let mut office = world.page(OFFICE).await;
    office.open(&run).await;
    office.page.must_say("Jetzt aufgerufen");
    office.page.must_say("Schriftführung");
    office.page.must_not_say("/actions/results");
    office.page.must_not_say("enter-result");
    let mut minutes = world.page(MINUTES).await;
    minutes.open(&run).await.must_say("Ergebnis eintragen");
    assert!(minutes.page.answer.body.contains("/actions/results"));
    world.work().await;
});

both!(several_are_referred_at_once, async |world: &World| {
    let (first, one) = consulted(world, "ratsversammlung", "decision").await;
    let (second, two) = consulted(world, "ratsversammlung", "decision").await;
    let id = opened(world, &[&one, &two]).await;
    let mut tablet = world.page(MINUTES).await;
    tablet.open(&format!("/{COUNCIL}/meetings/{id}/run")).await;
    let form = tablet.page.form("/actions/results");
    let send = async |tablet: &mut crate::pages::Visitor, to: &[&str]| {
        let mut fields = form.values.clone();
        fields.retain(|(name, _)| name == "csrf" || name == "version");
        let chosen = [("consultations", one["id"].as_str().unwrap()), ("consultations", two["id"].as_str().unwrap())];
        let further = [("result", "referred"), ("refer_role", "advice")];
        let to = to.iter().map(|body| ("refer_to", *body));
        let all = chosen.into_iter().chain(further).chain(to);
        fields.extend(all.map(|(name, value)| (name.to_owned(), value.to_owned())));
        tablet.post(&form.action, &fields).await;
    };
    // To refer needs to say where to; then nothing is entered for any.
    send(&mut tablet, &[]).await;
    assert_eq!(tablet.page.answer.status, 422, "{}", tablet.page.text());
    tablet.page.must_say(first["reference"].as_str().unwrap());
    send(&mut tablet, &["bauausschuss", "umweltausschuss"]).await;
    assert_eq!((tablet.page.answer.status, tablet.page.path.ends_with("/run")), (200, true), "{}", tablet.page.text());
    for (paper, from) in [(&first, &one), (&second, &two)] {
        let seen = world.paper(&world.office(), paper).await;
        let rows = seen["consultations"].as_array().unwrap();
        let referred = rows.iter().find(|row| row["id"] == from["id"]).unwrap();
        assert_eq!(referred["result"], "referred");
        let open: Vec<_> = rows.iter().filter(|row| row["state"] == "planned").collect();
        let of = |role: &str| open.iter().filter(|row| row["role"] == role).count();
        assert_eq!((of("advice"), of("decision")), (2, 1), "{seen}");
    }
    let mut office = world.page(OFFICE).await;
    office.open(&format!("/{COUNCIL}/meetings/unscheduled")).await;
    let waiting = office.page.all("tbody tr").iter().filter(|row| row.contains("verwiesen: Ratsversammlung")).count();
    assert_eq!(waiting, 6, "{:?}", office.page.all("tbody tr"));
    world.work().await;
});

both!(no_way_onto_an_agenda_leads_around_the_notice, async |world: &World| {
    let office = world.office();
    let paper = filed(world, inquiry(true)).await;
    let other = world.admitted().await;
    let late = planned(world, &other, "ratsversammlung", "information").await;
    let new = |date: &str| json!({ "bodies": ["ratsversammlung"], "date": date, "time": "14:00" });
    let path = "/api/v1/leipzig/meetings";
    let soon = office.post(path, new("2020-08-26")).await.ok()["id"].as_str().unwrap().to_owned();
    let in_time = office.post(path, new("2020-08-27")).await.ok()["id"].as_str().unwrap().to_owned();
    let asked = &paper["consultations"][0];
    let both = json!([asked["id"], late["id"]]);
    // From the sitting, of many at once: none is placed, and it is said for whose sake.
    let told = world.try_sit(&office, &soon, "fill", json!({ "consultations": both })).await.is(422).to_string();
    assert!(told.contains("11.08.2020") && told.contains(paper["reference"].as_str().unwrap()), "{told}");
    assert_eq!(world.sitting(&office, &soon).await["agenda"], json!([]));
    // By the sitting's id, and onto an item of it.
    world.try_act_on(&office, "consultations", asked, "schedule", json!({ "meeting": soon })).await.is(422);
    let item =
        world.sit(&office, &soon, "add-item", json!({ "title": "Fragestunde" })).await["agenda"][0]["id"].clone();
    let onto = json!({ "meeting": soon, "item": item });
    world.try_act_on(&office, "consultations", asked, "schedule", onto).await.is(422);
    // From the list of what waits.
    let mut clerk = world.page(OFFICE).await;
    clerk.open("/leipzig/meetings/unscheduled").await;
    let place = async |clerk: &mut crate::pages::Visitor, sitting: &str| {
        let mut fields = clerk.page.form("/unscheduled").values;
        fields.retain(|(name, _)| name != "meeting" && name != "consultations");
        fields.push(("meeting".to_owned(), sitting.to_owned()));
        fields.push(("consultations".to_owned(), asked["id"].as_str().unwrap().to_owned()));
        clerk.post("/leipzig/meetings/unscheduled", &fields).await;
    };
    place(&mut clerk, &soon).await;
    assert_eq!(clerk.page.answer.status, 422);
    clerk.page.must_say("11.08.2020");
    place(&mut clerk, &in_time).await;
    assert_eq!(clerk.page.answer.status, 200, "{}", clerk.page.text());
    // A sitting cannot be moved before it either.
    let told = world.try_sit(&office, &in_time, "change", json!({ "date": "2020-08-25", "time": "14:00" })).await;
    assert!(told.is(422).to_string().contains(paper["reference"].as_str().unwrap()));
    world.sit(&office, &in_time, "change", json!({ "date": "2020-08-28", "time": "14:00" })).await;
    world.work().await;
});
