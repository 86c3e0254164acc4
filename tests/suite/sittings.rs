//! Sittings from their setting up to their end: bodies that sit jointly, an agenda with sub-items and a non-public item,
//! the invitation, changes after it, who is mailed of what, what the public sees, and the list of what waits.
use crate::both;
use crate::client::Api;
use crate::papers::TITLE;
use crate::world::{COUNCIL, MINUTES, OFFICE, World};
use serde_json::{Value, json};

const MEETINGS: &str = "/api/v1/leipzig/meetings";
/// The members of the council and of the committee who have accounts.
const MEMBERS: [&str; 4] = ["eppler@gruene.example", "fromm@spd.example", "pfeil@ausschuss.example", "uhl@spd.example"];

impl World {
    /// The sitting of this id as this program sees it.
    pub async fn sitting(&self, who: &Api, id: &str) -> Value {
        who.get(&format!("{MEETINGS}/{id}")).await.ok()
    }

    /// Takes an action on a sitting, which must succeed.
    pub async fn sit(&self, who: &Api, id: &str, action: &str, inputs: Value) -> Value {
        self.try_sit(who, id, action, inputs).await.ok()
    }

    /// Tries an action on a sitting in its present version.
    pub async fn try_sit(&self, who: &Api, id: &str, action: &str, mut inputs: Value) -> crate::client::Answer {
        inputs["version"] = self.sitting(who, id).await["version"].clone();
        who.post(&format!("{MEETINGS}/{id}/actions/{action}"), inputs).await
    }

    /// Sends the invitation of a sitting.
    pub async fn invite(&self, id: &str) -> Value {
        self.sit(&self.office(), id, "invite", json!({})).await
    }
}

fn id(thing: &Value) -> String {
    thing["id"].as_str().expect("an id").to_owned()
}

fn numbers(sitting: &Value) -> Vec<String> {
    let agenda = sitting["agenda"].as_array().expect("an agenda");
    agenda
        .iter()
        .map(|item| format!("{} {}", item["number"].as_str().unwrap(), item["title"].as_str().unwrap()))
        .collect()
}

fn item<'a>(sitting: &'a Value, title: &str) -> &'a Value {
    let agenda = sitting["agenda"].as_array().expect("an agenda");
    agenda.iter().find(|item| item["title"] == title).unwrap_or_else(|| panic!("no item {title:?} in {sitting}"))
}

/// A joint sitting of the council and its committee on 16.09.2020.
async fn joint(world: &World) -> String {
    let new = json!({ "bodies": ["ratsversammlung", "bauausschuss"], "date": "2020-09-16", "time": "14:00",
        "end": "18:00", "video": "https://video.example/1" });
    id(&world.office().post(MEETINGS, new).await.ok())
}

both!(a_joint_sitting_from_its_setting_up_to_its_end, async |world: &World| {
    let (office, minutes, stranger) = (world.office(), world.minutes(), world.stranger());
    for who in [world.spd(), world.minutes(), world.citizen()] {
        who.post(MEETINGS, json!({ "bodies": ["ratsversammlung"] })).await.is(403);
    }
    office.post(MEETINGS, json!({ "bodies": ["spd"], "date": "2020-09-16", "time": "14:00" })).await.is(422);
    let sitting = joint(world).await;
    let again = json!({ "bodies": ["bauausschuss"], "date": "2020-09-16", "time": "14:00" });
    office.post(MEETINGS, again).await.is(422);
    let seen = world.sitting(&stranger, &sitting).await;
    assert_eq!(seen["title"], "Ratsversammlung / Fachausschuss Stadtentwicklung und Bau");
    assert_eq!(
        (seen["state"].as_str(), seen["place"].as_str().unwrap().contains("Kongreßhalle")),
        (Some("planned"), true)
    );

    // The agenda: an item, sub-items of two depths, one that is not public, a paper.
    world.try_sit(&office, &sitting, "invite", json!({})).await.is(422);
    world.sit(&office, &sitting, "add-item", json!({ "title": "Eröffnung" })).await;
    let seen = world.sit(&office, &sitting, "add-item", json!({ "title": "Berichte" })).await;
    let reports = id(item(&seen, "Berichte"));
    let seen = world.sit(&office, &sitting, "add-item", json!({ "title": "Verkehr", "parent": reports })).await;
    let traffic = id(item(&seen, "Verkehr"));
    world.sit(&office, &sitting, "add-item", json!({ "title": "Radwege", "parent": traffic })).await;
    let nameless = json!({ "title": "Grundstück Musterweg 3", "public": false });
    world.try_sit(&office, &sitting, "add-item", nameless).await.is(422);
    let secret = json!({ "title": "Grundstück Musterweg 3", "public": false, "note": "Kaufpreis",
        "public_title": "Grundstücksangelegenheit" });
    world.sit(&office, &sitting, "add-item", secret).await;
    let paper = world.admitted().await;
    let onto = json!({ "meeting": sitting });
    world.act_on(&office, "consultations", &paper["consultations"][0], "schedule", onto).await;
    world.new_mails().await;
    let seen = world.sitting(&office, &sitting).await;
    let whole = [
        "Ö 1 Eröffnung",
        "Ö 2 Berichte",
        "Ö 2.1 Verkehr",
        "Ö 2.1.1 Radwege",
        &format!("Ö 3 {TITLE}"),
        "N 1 Grundstück Musterweg 3",
    ];
    assert_eq!(numbers(&seen), whole);
    assert_eq!(item(&seen, TITLE)["papers"][0]["reference"], paper["reference"]);
    // Moved and taken off, what comes behind is numbered anew.
    let opening = id(item(&seen, "Eröffnung"));
    let seen = world.sit(&office, &sitting, "move-item", json!({ "item": opening, "direction": "down" })).await;
    assert_eq!(numbers(&seen)[..4], ["Ö 1 Berichte", "Ö 1.1 Verkehr", "Ö 1.1.1 Radwege", "Ö 2 Eröffnung"]);
    world.try_sit(&office, &sitting, "remove-item", json!({ "item": reports })).await.is(422);
    world.sit(&office, &sitting, "move-item", json!({ "item": opening, "direction": "up" })).await;
    // Nobody else sees it before the invitation.
    for who in [stranger.clone(), world.member(), world.spd(), world.drafter()] {
        assert_eq!(world.sitting(&who, &sitting).await["agenda"], json!([]), "before the invitation");
    }
    assert_eq!(numbers(&world.sitting(&minutes, &sitting).await), whole, "who records it sees it");
    assert!(world.new_mails().await.is_empty(), "nobody is mailed of a draft");

    // The invitation: the members of both bodies, each once, and the public.
    let invited = world.invite(&sitting).await;
    assert_eq!((invited["state"].as_str(), invited["invited_late"].as_str()), (Some("invited"), None));
    let mails = world.new_mails().await;
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.clone()).collect();
    to.sort();
    assert_eq!(to, MEMBERS);
    for part in ["16.09.2020, 14:00 Uhr", "Kongreßhalle", "Ö 2.1.1: Radwege", "N 1: Grundstücksangelegenheit", &sitting]
    {
        assert!(mails[0].text.contains(part), "{part} in {}", mails[0].text);
    }
    assert!(mails.iter().all(|mail| !mail.raw.contains("Musterweg") && !mail.text.contains("Kaufpreis")));
    let public = world.sitting(&stranger, &sitting).await;
    assert_eq!(public["agenda"][5], json!({ "number": "N 1", "title": "Grundstücksangelegenheit", "public": false }));
    assert!(!public.to_string().contains("Musterweg") && !public.to_string().contains("Kaufpreis"));
    assert_eq!(numbers(&world.sitting(&world.member(), &sitting).await), whole, "the council sees all of it");
    let mut reader = world.visitor();
    reader.open(&format!("/{COUNCIL}/meetings/{sitting}")).await;
    reader.page.must_say("Grundstücksangelegenheit");
    reader.page.must_say("Ö 2.1.1");
    for hidden in ["Musterweg", "Kaufpreis"] {
        reader.page.must_not_say(hidden);
    }
    reader.open(&format!("/{COUNCIL}/papers/{}", paper["slug"].as_str().unwrap())).await;
    reader.page.must_say("Ö 3");

    // Changes after it are marked, keep the numbers, and are mailed.
    let late = world.sit(&office, &sitting, "add-item", json!({ "title": "Dringliches" })).await;
    assert_eq!(
        (item(&late, "Dringliches")["number"].as_str(), item(&late, "Dringliches")["late"].as_bool()),
        (Some("Ö 4"), Some(true))
    );
    let mails = world.new_mails().await;
    assert_eq!(mails.len(), MEMBERS.len());
    assert!(mails[0].text.contains("Ö 4"), "{}", mails[0].text);
    let off = world.sit(&office, &sitting, "remove-item", json!({ "item": opening, "reason": "Entfällt." })).await;
    assert_eq!(item(&off, "Eröffnung")["state"], "removed");
    assert_eq!(item(&off, "Berichte")["number"], "Ö 2", "numbers stay");
    assert_eq!(world.newly_mailed().await, MEMBERS);
    let estate = id(item(&off, "Grundstück Musterweg 3"));
    let why = json!({ "item": estate, "reason": "Die Käuferin ist verreist." });
    world.sit(&office, &sitting, "remove-item", why).await;
    let mails = world.new_mails().await;
    assert!(mails.len() == MEMBERS.len() && mails.iter().all(|mail| !mail.text.contains("Käuferin")));
    reader.open(&format!("/{COUNCIL}/meetings/{sitting}")).await;
    for hidden in ["Käuferin", "Musterweg", "Kaufpreis", "Grundstücksangelegenheit"] {
        reader.page.must_not_say(hidden);
    }
    let moved = json!({ "date": "2020-09-16", "time": "15:00" });
    world.sit(&office, &sitting, "change", moved).await;
    let mails = world.new_mails().await;
    assert_eq!(mails.len(), MEMBERS.len());
    assert!(mails[0].text.contains("15:00 Uhr") && mails[0].text.contains("14:00 Uhr"), "{}", mails[0].text);
    let stale = json!({ "version": 1, "date": "2020-09-16", "time": "16:00" });
    let stale = office.post(&format!("{MEETINGS}/{sitting}/actions/change"), stale).await.is(409);
    assert_eq!(stale["current"]["state"], "invited");

    // It is held: opened on its day, items called, a result entered for several, closed.
    world.try_sit(&minutes, &sitting, "start", json!({})).await.is(422);
    world.set_clock("2020-09-16 15:05");
    world.try_sit(&world.spd(), &sitting, "start", json!({})).await.is(403);
    world.sit(&minutes, &sitting, "start", json!({})).await;
    let now = world.sitting(&minutes, &sitting).await;
    let (on_paper, reports) = (id(item(&now, TITLE)), id(item(&now, "Berichte")));
    let now = world.sit(&minutes, &sitting, "call", json!({ "item": reports })).await;
    assert_eq!(item(&now, "Berichte")["state"], "called");
    let now = world.sit(&minutes, &sitting, "call", json!({ "item": on_paper })).await;
    assert_eq!(
        (item(&now, "Berichte")["state"].as_str(), item(&now, TITLE)["state"].as_str()),
        (Some("done"), Some("called"))
    );
    let lain = item(&now, TITLE)["papers"][0]["consultation"].clone();
    let mut tablet = world.page(MINUTES).await;
    tablet.open(&format!("/{COUNCIL}/meetings/{sitting}/run")).await;
    tablet.page.must_say("Jetzt aufgerufen");
    tablet.submit("/actions/results", &[("result", "deferred")]).await;
    tablet.page.must_say("vertagt");
    let now = world.sitting(&minutes, &sitting).await;
    assert_eq!(item(&now, TITLE)["papers"][0]["result"], "deferred", "{lain}");
    world.sit(&minutes, &sitting, "end", json!({})).await;
    let held = world.sitting(&stranger, &sitting).await;
    assert_eq!(held["state"], "held");
    world.try_sit(&office, &sitting, "add-item", json!({ "title": "Zu spät" })).await.is(422);
    let mut page = world.visitor();
    page.open(&format!("/{COUNCIL}/meetings/{sitting}")).await;
    page.page.must_say("hat stattgefunden");
    page.page.must_say("Sitzung geschlossen");
    let calendar = page.go(&format!("/{COUNCIL}/calendar.ics")).await;
    assert!(calendar.answer.body.contains("DTSTART:20200916T130000Z"), "{}", calendar.answer.body);
    world.work().await;
});

both!(a_cancelled_sitting_loses_nothing_and_a_broken_off_one_goes_on, async |world: &World| {
    let office = world.office();
    let first = world.admitted().await;
    let second = world.admitted().await;
    let waiting = async || {
        let mut page = world.page(OFFICE).await;
        page.open(&format!("/{COUNCIL}/meetings/unscheduled")).await;
        page.page.clone()
    };
    let page = waiting().await;
    assert_eq!(page.all("tbody tr").len(), 2);
    page.must_say("neu eingegangen");
    // Too late, but possible, and marked with the rule.
    let sitting = id(&office
        .post(MEETINGS, json!({ "bodies": ["ratsversammlung"], "date": "2020-08-13", "time": "14:00" }))
        .await
        .ok());
    world.act_on(&office, "consultations", &first["consultations"][0], "schedule", json!({ "meeting": sitting })).await;
    let late = world.invite(&sitting).await;
    assert!(late["invited_late"].as_str().is_some_and(|basis| basis.contains('§')), "{late}");
    world.work().await;
    assert_eq!(waiting().await.all("tbody tr").len(), 1);
    world.new_mails().await;
    world.try_sit(&office, &sitting, "cancel", json!({})).await.is(422);
    world.sit(&office, &sitting, "cancel", json!({ "reason": "Der Saal ist gesperrt." })).await;
    let council: Vec<&str> = MEMBERS.into_iter().filter(|to| !to.contains("pfeil")).collect();
    // The members are told of the sitting; that the paper is off its agenda is another mail (see `told`).
    let mails: Vec<_> =
        world.new_mails().await.into_iter().filter(|mail| !mail.subject.starts_with("VII-F-")).collect();
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, council);
    assert!(mails[0].text.contains("Der Saal ist gesperrt."), "{}", mails[0].text);
    let page = waiting().await;
    assert_eq!(page.all("tbody tr").len(), 2, "what stood on its agenda waits again");

    // Both at once onto another, by the list's own form.
    let next = id(&office
        .post(MEETINGS, json!({ "bodies": ["ratsversammlung"], "date": "2020-09-16", "time": "14:00" }))
        .await
        .ok());
    let mut clerk = world.page(OFFICE).await;
    clerk.open(&format!("/{COUNCIL}/meetings/unscheduled")).await;
    let mut fields: Vec<(String, String)> = clerk.page.form("/unscheduled").values;
    fields.retain(|(name, _)| name != "meeting");
    fields.push(("meeting".to_owned(), next.clone()));
    for paper in [&first, &second] {
        fields.push(("consultations".to_owned(), id(&paper["consultations"][0])));
    }
    clerk.post(&format!("/{COUNCIL}/meetings/unscheduled"), &fields).await;
    assert_eq!(world.sitting(&office, &next).await["agenda"].as_array().unwrap().len(), 2, "{}", clerk.page.text());
    assert_eq!(waiting().await.all("tbody tr").len(), 0);

    // Broken off after the first item: what is open goes on under its number.
    world.invite(&next).await;
    world.set_clock("2020-09-16 14:00");
    let now = world.sit(&office, &next, "start", json!({})).await;
    let (one, two) = (id(&now["agenda"][0]), now["agenda"][1]["number"].clone());
    world.sit(&office, &next, "call", json!({ "item": one })).await;
    let consultation = now["agenda"][0]["papers"][0]["consultation"].clone();
    let results = json!({ "consultations": [consultation], "result": "noted" });
    world.sit(&world.minutes(), &next, "results", results).await;
    world.new_mails().await;
    let later = json!({ "date": "2020-09-17", "time": "16:00", "reason": "Es ist spät." });
    let continued = world.sit(&office, &next, "continue", later).await;
    assert_eq!((continued["state"].as_str(), continued["continues"].as_str()), (Some("invited"), Some(next.as_str())));
    assert_eq!(world.sitting(&office, &next).await["state"], "continued");
    let open: Vec<_> = continued["agenda"].as_array().unwrap().iter().map(|item| item["number"].clone()).collect();
    assert!(open.contains(&two), "{open:?}");
    let mails = world.new_mails().await;
    let mut to: Vec<_> =
        mails.iter().filter(|mail| !mail.subject.starts_with("VII-F-")).map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, council);
    let moved = world.paper(&office, &second).await;
    assert_eq!(moved["consultations"][0]["date"], "2020-09-17");
    world.work().await;
});

both!(the_pages_prepare_a_sitting_without_scripts, async |world: &World| {
    let mut clerk = world.page(OFFICE).await;
    clerk.open("/leipzig/meetings").await;
    let new = clerk.page.link("Sitzung ansetzen");
    clerk.open(&new).await;
    clerk.submit("/meetings", &[("body", ""), ("date", "2020-10-07"), ("name", "Sondersitzung")]).await;
    assert_eq!(clerk.page.answer.status, 422);
    assert_eq!(clerk.page.field("name"), "Sondersitzung", "what was typed stays");
    clerk.submit("/meetings", &[("body", "bauausschuss")]).await;
    clerk.page.must_say("Sondersitzung");
    clerk.page.must_say("Tagesordnung folgt");
    let add = clerk.page.link("Tagesordnungspunkt aufnehmen …");
    clerk.open(&add).await;
    clerk.submit("", &[("title", "Radwege")]).await;
    assert_eq!(clerk.page.answer.status, 200, "{}", clerk.page.text());
    clerk.page.must_say("Ö 1");
    let invite = clerk.page.link("Einladen und Tagesordnung veröffentlichen …");
    clerk.open(&invite).await;
    clerk.submit("", &[]).await;
    clerk.page.must_say("eingeladen");
    assert_eq!(world.newly_mailed().await, ["eppler@gruene.example", "fromm@spd.example", "pfeil@ausschuss.example"]);
    let cancel = clerk.page.link("Sitzung absagen …");
    clerk.open(&cancel).await;
    clerk.submit("", &[("reason", "Zu wenige.")]).await;
    clerk.page.must_say("abgesagt");
    clerk.page.must_say("Zu wenige.");
    world.work().await;
});

both!(
    /// Whatever is done: each open consultation of a paper in the business stands on an agenda that will be dealt with, or
    /// on the list of what waits.
    no_open_consultation_is_lost,
    async |world: &World| {
        let office = world.office();
        let mut papers = Vec::new();
        for _ in 0..6 {
            papers.push(world.admitted().await);
        }
        let complete = async |after: &str| {
            let open = world.count(
                "SELECT COUNT(*) AS n FROM consultations c JOIN papers p ON p.id = c.paper_id \
                 WHERE p.entry IN ('admitted', 'issued') AND c.state IN ('planned', 'scheduled')",
            );
            let on_agendas = world.count(
                "SELECT COUNT(*) AS n FROM consultations c JOIN agenda_items i ON i.id = c.agenda_item_id \
                 JOIN meetings m ON m.id = i.meeting_id AND m.id = c.meeting_id \
                 WHERE c.state = 'scheduled' AND i.state <> 'removed' AND m.state <> 'cancelled'",
            );
            let mut page = world.page(OFFICE).await;
            page.open(&format!("/{COUNCIL}/meetings/unscheduled")).await;
            let waiting = page.page.all("tbody tr").len() as i64;
            assert_eq!(open, on_agendas + waiting, "after {after}: {on_agendas} on agendas, {waiting} waiting");
            waiting
        };
        assert_eq!(complete("admission").await, 6);
        let new = |day: &str| json!({ "bodies": ["ratsversammlung"], "date": day, "time": "14:00" });
        let first = id(&office.post(MEETINGS, new("2020-09-16")).await.ok());
        let second = id(&office.post(MEETINGS, new("2020-09-23")).await.ok());
        let lain: Vec<String> = papers.iter().map(|paper| id(&paper["consultations"][0])).collect();
        world.sit(&office, &first, "fill", json!({ "consultations": lain[..4] })).await;
        world.sit(&office, &second, "fill", json!({ "consultations": [lain[4]] })).await;
        assert_eq!(complete("scheduling").await, 1);
        let agenda = world.sitting(&office, &first).await["agenda"].clone();
        world.sit(&office, &first, "remove-item", json!({ "item": agenda[0]["id"] })).await;
        assert_eq!(complete("taking one off a draft").await, 2);
        world.sit(&office, &second, "fill", json!({ "consultations": [agenda[1]["papers"][0]["consultation"]] })).await;
        assert_eq!(complete("moving one to another sitting").await, 2);
        world.invite(&first).await;
        let agenda = world.sitting(&office, &first).await["agenda"].clone();
        world.sit(&office, &first, "remove-item", json!({ "item": agenda[0]["id"] })).await;
        assert_eq!(complete("taking one off after the invitation").await, 3);
        world.sit(&office, &second, "cancel", json!({ "reason": "Kein Saal." })).await;
        assert_eq!(complete("cancelling").await, 5);
        world.set_clock("2020-09-16 14:00");
        world.sit(&office, &first, "start", json!({})).await;
        let later = json!({ "date": "2020-09-17", "time": "14:00", "reason": "Es ist spät." });
        world.sit(&office, &first, "continue", later).await;
        assert_eq!(complete("breaking off").await, 5);
        let seen = world.paper(&world.spd(), &papers[5]).await;
        world.act(&world.spd(), &seen, "withdraw", json!({ "reason": "Erledigt." })).await;
        assert_eq!(complete("a withdrawal").await, 4);
        world.work().await;
    }
);
