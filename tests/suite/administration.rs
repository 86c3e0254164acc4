//! Bodies, people, accounts and stand-ins on their pages: who may, what stays of the past, which event each change has,
//! and who sees it.
use crate::both;
use crate::browser::Look;
use crate::pages::Visitor;
use crate::world::*;
use serde_json::json;

const ADMINISTRATION: &str = "/leipzig/admin";

/// The id of an organisation.
fn organization(world: &World, key: &str) -> String {
    world.text(&format!("SELECT CAST(id AS TEXT) AS t FROM organizations WHERE key = '{key}'"))
}

fn person(world: &World, key: &str) -> String {
    world.text(&format!("SELECT CAST(id AS TEXT) AS t FROM people WHERE key = '{key}'"))
}

fn account(world: &World, email: &str) -> String {
    world.text(&format!("SELECT CAST(id AS TEXT) AS t FROM accounts WHERE email = '{email}'"))
}

/// Takes a step of the administration on its form.
async fn step(visitor: &mut Visitor, path: &str, fields: &[(&str, &str)]) {
    visitor.open(&format!("{ADMINISTRATION}{path}")).await;
    let page = visitor.submit(path, fields).await;
    assert_eq!(page.answer.status, 200, "{path}: {}", page.text());
    page.must_say("Erledigt");
}

/// As `step`, but it must be refused with this sentence, and what was typed must still be there.
async fn refused(visitor: &mut Visitor, path: &str, fields: &[(&str, &str)], why: &str) {
    visitor.open(&format!("{ADMINISTRATION}{path}")).await;
    let page = visitor.submit(path, fields).await;
    assert_eq!(page.answer.status, 422, "{path}: {}", page.text());
    page.must_say(why);
    for (name, typed) in fields {
        let kept = page.form(path).values.into_iter().find(|(field, _)| field == name);
        assert_eq!(kept.map(|(_, value)| value).unwrap_or_default(), *typed, "{name} is lost");
    }
}

/// How many events of this action there are.
fn events(world: &World, action: &str) -> i64 {
    world.count(&format!("SELECT COUNT(*) AS n FROM events WHERE action = '{action}'"))
}

fn last_event(world: &World, action: &str) -> i64 {
    world.count(&format!("SELECT MAX(seq) AS n FROM events WHERE action = '{action}'"))
}

async fn committee(office: &mut Visitor, name: &str) {
    step(office, "/organizations/new/create", &[("name", name), ("kind", "committee"), ("seats", "9")]).await;
}

both!(a_committee_is_renamed_and_merged_and_old_sittings_keep_the_old_name, async |world: &World| {
    let mut office = world.page(OFFICE).await;
    committee(&mut office, "Grünausschuss").await;
    committee(&mut office, "Verkehrsausschuss").await;
    refused(
        &mut office,
        "/organizations/new/create",
        &[("name", "Grünausschuss"), ("kind", "committee"), ("seats", "viele")],
        "Bitte geben Sie eine Zahl",
    )
    .await;
    let (old, into) = (organization(world, "gruenausschuss"), organization(world, "verkehrsausschuss"));
    let senta = person(world, "senta-fromm");
    let seat = [("person", senta.as_str()), ("title", "stellv. Vorsitz"), ("starts_on", "2020-08-01")];
    step(&mut office, &format!("/organizations/{old}/member"), &seat).await;
    refused(&mut office, &format!("/organizations/{old}/member"), &seat, "dieses Amt dort schon").await;

    // One sitting is held there; another consultation is on no agenda yet.
    let paper = world.admitted().await;
    let there = json!({ "body": "gruenausschuss", "role": "written_answer" });
    let paper = world.act(&world.office(), &paper, "plan", there.clone()).await;
    let sitting = json!({ "date": "2020-08-20", "time": "17:00", "place": "Neues Rathaus" });
    world.act_on(&world.office(), "consultations", &paper["consultations"][1], "schedule", sitting).await;
    let waiting = world.admitted().await;
    world.act(&world.office(), &waiting, "plan", there.clone()).await;
    // A third lies on the agenda of a sitting that the merged body will not hold any more.
    let ahead = world.admitted().await;
    let ahead = world.act(&world.office(), &ahead, "plan", there).await;
    let later = json!({ "date": "2020-09-24", "time": "17:00", "place": "Stadthaus" });
    world.act_on(&world.office(), "consultations", &ahead["consultations"][1], "schedule", later).await;
    let meeting = world.text("SELECT CAST(id AS TEXT) AS t FROM meetings WHERE place = 'Neues Rathaus'");
    let sitting = format!("/leipzig/meetings/{meeting}");
    let mut citizen = world.visitor();
    citizen.open(&sitting).await.must_say("Grünausschuss");

    world.set_clock("2020-09-10 09:00");
    let rename = format!("/organizations/{old}/rename");
    let renamed = "Ausschuss für Bau und Wohnen";
    refused(&mut office, &rename, &[("name", renamed), ("since", "2020-10-01")], "liegt in der Zukunft").await;
    step(&mut office, &rename, &[("name", renamed), ("since", "2020-09-01")]).await;
    let early = [("name", "Wohnungsausschuss"), ("since", "2020-09-01")];
    refused(&mut office, &rename, &early, "Wählen Sie einen späteren Tag").await;
    citizen.open(&sitting).await.must_say("Grünausschuss");
    let page = citizen.open(&format!("/leipzig/organizations/{old}")).await;
    assert_eq!(page.first("h1"), renamed);
    page.must_say("hieß bis 31.08.2020 „Grünausschuss“");
    page.must_say("stellv. Vorsitz");
    let changed = world.paper(&world.office(), &paper).await;
    assert!(changed.to_string().contains("Grünausschuss"), "{changed}");

    // Who has an old form is told that somebody was faster, and loses nothing.
    let mut slow = world.page(ADMIN).await;
    slow.open(&format!("{ADMINISTRATION}/organizations/{old}/change")).await;
    step(&mut office, &format!("/organizations/{old}/change"), &[("place", "Stadthaus")]).await;
    let page = slow.submit("/change", &[("place", "Volkshaus")]).await;
    assert_eq!((page.answer.status, page.field("place").as_str()), (409, "Volkshaus"));
    page.must_say("Jemand anderes hat hier inzwischen etwas geändert");
    slow.submit("/change", &[("place", "Volkshaus")]).await.must_say("Erledigt");

    step(&mut office, &format!("/organizations/{old}/merge"), &[("successor", &into), ("last_day", "2020-09-09")])
        .await;
    let page = citizen.open(&format!("/leipzig/organizations/{old}")).await;
    assert_eq!(page.link("Verkehrsausschuss"), format!("/leipzig/organizations/{into}"));
    page.must_say("An diesem Tag sind keine Mitglieder eingetragen");
    assert_eq!(page.all("details.fold td a"), ["Senta Fromm"]);
    let page = citizen.open(&format!("/leipzig/organizations/{old}?on=2020-08-15")).await;
    page.must_say("Mitglieder am 15.08.2020");
    assert_eq!(page.all(".table-region td a").first().map(String::as_str), Some("Senta Fromm"));
    citizen.open(&format!("/leipzig/organizations/{old}?on=gestern")).await.must_say("Das ist kein Tag");
    citizen.open(&sitting).await.must_say("Grünausschuss");
    let moved = world.paper(&world.office(), &waiting).await;
    assert!(moved["consultations"].to_string().contains("Verkehrsausschuss"), "{moved}");
    let moved = world.paper(&world.office(), &ahead).await;
    let row = &moved["consultations"][1];
    assert!(row.to_string().contains("Verkehrsausschuss"), "{row}");
    assert_eq!(row["state"], "planned", "it waits for a sitting of the successor");
    assert_eq!(events(world, "body-merged"), 2);
    let person = citizen.open(&format!("/leipzig/people/{senta}")).await;
    person.must_say("01.08.2020 bis 09.09.2020");
    let former = world.stranger().get("/api/v1/leipzig/organizations").await.ok();
    let row = former["data"].as_array().unwrap().iter().find(|row| row["key"] == "gruenausschuss").unwrap().clone();
    assert_eq!(row["former_names"][0]["name"], "Grünausschuss");
    assert_eq!(row["successor"].as_str(), Some(into.as_str()));
    world.work().await;
});

both!(somebody_is_invited_and_their_roles_work, async |world: &World| {
    let mut office = world.page(OFFICE).await;
    world.new_mails().await;
    let department = organization(world, "dezernat-06");
    let fields = [
        ("email", "Neu@Stadt.example"),
        ("name", "Nele Umlauft"),
        ("role", "drafter"),
        ("organization", department.as_str()),
    ];
    let wrong = [("email", "kein at"), ("name", ""), ("role", "drafter")];
    refused(&mut office, "/accounts/new/invite", &wrong, "Bitte wählen Sie etwas aus").await;
    step(&mut office, "/accounts/new/invite", &fields).await;
    refused(&mut office, "/accounts/new/invite", &fields, "hat diese Zuständigkeit schon").await;
    let id = account(world, "neu@stadt.example");
    step(&mut office, &format!("/accounts/{id}/resend"), &[]).await;
    let mails = world.new_mails().await;
    assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["neu@stadt.example"; 2]);
    let link = mails[1].link("/invitation").trim_start_matches(&world.base).to_owned();
    let mut new = world.visitor();
    new.open(&link).await.must_say("Nele Umlauft");
    new.submit("/invitation", &[("password", PASSWORD), ("password_again", PASSWORD)]).await;
    new.sign_in("neu@stadt.example", PASSWORD).await;
    new.open("/account").await.must_say("06 Dezernat Stadtentwicklung und Bau");
    assert_eq!(new.go(ADMINISTRATION).await.answer.status, 403);

    step(&mut office, &format!("/accounts/{id}/grant"), &[("role", "head"), ("organization", &department)]).await;
    new.open("/account").await.must_say("Leitung, zeichnet");
    let held = format!("drafter {department}");
    step(&mut office, &format!("/accounts/{id}/revoke"), &[("held", &held)]).await;
    assert_eq!(world.count(&format!("SELECT COUNT(*) AS n FROM grants WHERE CAST(account_id AS TEXT) = '{id}'")), 1);
    step(&mut office, &format!("/accounts/{id}/disable"), &[]).await;
    assert_eq!(new.go("/account").await.path, "/login?next=%2Faccount");
    step(&mut office, &format!("/accounts/{id}/enable"), &[]).await;
    office.open(&format!("{ADMINISTRATION}/accounts?q=umlauft")).await.must_say("neu@stadt.example");
    office.open(&format!("{ADMINISTRATION}/accounts?q=nirgends")).await.must_say("Nichts gefunden");
    let page = office.open(&format!("{ADMINISTRATION}/accounts/{id}")).await;
    for told in ["Konto angelegt", "Einladung gesendet", "Zuständigkeit gegeben", "Zuständigkeit genommen"] {
        page.must_say(told);
    }

    // Nobody changes the own account, or one that is not this council's.
    let own = account(world, OFFICE);
    let page = office.go(&format!("{ADMINISTRATION}/accounts/{own}/grant")).await;
    assert_eq!(page.answer.status, 200);
    let give = [("role", "admin"), ("organization", department.as_str())];
    assert_eq!(office.submit("/grant", &give).await.answer.status, 403);
    let citizen = account(world, CITIZEN);
    assert_eq!(office.go(&format!("{ADMINISTRATION}/accounts/{citizen}")).await.answer.status, 404);
});

both!(a_stand_in_signs_within_the_days_and_not_outside, async |world: &World| {
    let drafter = world.api(OTHER_DRAFTER);
    let paper = world.admitted().await;
    let draft = world.answer_draft(&paper).await;
    let draft = world.act(&world.drafter(), &draft, "present", json!({})).await;
    world.try_act(&drafter, &draft, "sign", json!({})).await.is(404);

    let mut head = world.page(HEAD).await;
    let way = head.open("/account").await.link("Vertretungen regeln: Stadt Leipzig");
    head.open(&way).await.must_say("Vertretungen");
    assert_eq!(head.go(&format!("{ADMINISTRATION}/organizations")).await.answer.status, 403);
    let days = [("starts_on", "2020-08-13"), ("ends_on", "2020-08-14")];
    let named = [("email", OTHER_DRAFTER), days[0], days[1]];
    refused(&mut head, "/stand-ins/new/name", &[("email", CITIZEN), days[0], days[1]], "kein Konto mit einer").await;
    step(&mut head, "/stand-ins/new/name", &named).await;
    refused(&mut head, "/stand-ins/new/name", &named, "vertritt das Konto dort schon").await;
    world.try_act(&drafter, &draft, "sign", json!({})).await.is(404);

    world.set_clock("2020-08-13 08:00");
    let mut other = world.page(OTHER_DRAFTER).await;
    other.open("/account").await.must_say("Leitung, zeichnet (i. V.)");
    assert_eq!(other.go(&format!("{ADMINISTRATION}/stand-ins")).await.answer.status, 403, "no stand-in names another");
    let answer = world.act(&drafter, &draft, "sign", json!({})).await;
    let seq = last_event(world, "sign");
    head.open(&format!("/leipzig/audit/{seq}")).await.must_say("02.1 Dezernat Allgemeine Verwaltung (i. V.)");
    world.act(&world.office(), &answer, "issue", json!({})).await;

    let second = world.admitted().await;
    let draft = world.answer_draft(&second).await;
    let draft = world.act(&world.drafter(), &draft, "present", json!({})).await;
    world.set_clock("2020-08-15 08:00");
    world.try_act(&drafter, &draft, "sign", json!({})).await.is(404);
    // Named anew, and ended at once.
    step(&mut head, "/stand-ins/new/name", &[("email", OTHER_DRAFTER), ("starts_on", "2020-08-15")]).await;
    world.paper(&drafter, &draft).await;
    let end = head.open(&format!("{ADMINISTRATION}/stand-ins")).await.link("Vertretung beenden");
    head.open(&end).await;
    head.submit("/end", &[]).await.must_say("Erledigt");
    world.try_act(&drafter, &draft, "sign", json!({})).await.is(404);
    assert_eq!((events(world, "stand-in-named"), events(world, "stand-in-ended")), (2, 1));
    world.work().await;
});

both!(every_change_has_its_event_and_none_tells_an_address, async |world: &World| {
    let count = || world.count("SELECT COUNT(*) AS n FROM events");
    let mut office = world.page(OFFICE).await;
    let spd = organization(world, "spd");
    let mut before = count();
    let mut one_more = |what: &str| {
        let now = count();
        assert_eq!(now, before + 1, "{what}");
        before = now;
        now
    };
    step(&mut office, "/people/new/create", &[("name", "Thea Wolkenstein")]).await;
    let hidden = one_more("person-created");
    let thea = person(world, "thea-wolkenstein");
    step(&mut office, &format!("/people/{thea}/seat"), &[("organization", &spd), ("starts_on", "2020-01-01")]).await;
    let public = one_more("membership-began");
    let seat =
        world.text(&format!("SELECT CAST(id AS TEXT) AS t FROM memberships WHERE CAST(person_id AS TEXT) = '{thea}'"));
    office.open(&format!("{ADMINISTRATION}/memberships/{seat}/change")).await;
    office.submit("/change", &[("ends_on", "2020-08-31"), ("title", "Sprecherin")]).await.must_say("Sprecherin");
    one_more("membership-ended");
    step(&mut office, &format!("/people/{thea}/correct"), &[("name", "Thea Wolkensteiner")]).await;
    one_more("person-changed");
    step(&mut office, "/terms/new/create", &[("name", "VI"), ("starts_on", "2014-09-01"), ("ends_on", "2019-09-17")])
        .await;
    one_more("term-created");
    refused(
        &mut office,
        "/terms/new/create",
        &[("name", "VIa"), ("starts_on", "01.09.2019"), ("ends_on", "")],
        "überschneidet sich mit der Wahlperiode",
    )
    .await;
    let department = organization(world, "dezernat-06");
    step(&mut office, &format!("/organizations/{spd}/change"), &[("email", "neu@fraktionen.example")]).await;
    one_more("organization-changed");
    let above = organization(world, "dezernat-01");
    step(&mut office, &format!("/organizations/{department}/move"), &[("parent", &above)]).await;
    one_more("organization-moved");
    refused(&mut office, &format!("/organizations/{above}/move"), &[("parent", &department)], "zu sich selbst").await;
    office.open("/account").await;
    office.submit("/account", &[("name", "Büro im Rathaus")]).await;
    one_more("account-changed");
    assert_eq!(count(), before, "a refusal has none");

    // What is public everybody sees, what is of the administration those only who administer.
    let mut citizen = world.visitor();
    citizen.open(&format!("/leipzig/audit/{public}")).await.must_say("Thea Wolkenstein");
    let mut callers = vec![(citizen, 404), (office, 200)];
    for (email, status) in [(SPD, 404), (HEAD, 404), (MINUTES, 404), (ADMIN, 200)] {
        callers.push((world.page(email).await, status));
    }
    for (caller, status) in &mut callers {
        assert_eq!(caller.go(&format!("/leipzig/audit/{hidden}")).await.answer.status, *status);
    }
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM events WHERE payload LIKE '%@%'"), 0);
    let public = "SELECT COUNT(*) AS n FROM events WHERE circle <> 'administration' AND subject LIKE 'account:%'";
    assert_eq!(world.count(public), 0);

    // What is erased leaves the chain sound.
    let erase = move |tx: &mut ratsweg::app::Tx<'_>| ratsweg::events::store::erase(tx, COUNCIL, hidden);
    world.app.write(&ratsweg::people::Actor::system(), erase).await.unwrap();
    let verdict = world.app.read(|db| ratsweg::events::store::verify(db, COUNCIL)).await.unwrap();
    assert_eq!(verdict.fault, None);
    let people = world.stranger().get("/api/v1/leipzig/people").await.ok();
    assert!(people.to_string().contains("Thea Wolkensteiner") && !people.to_string().contains('@'), "{people}");
    world.work().await;
});

both!(an_end_needs_that_nothing_is_open, async |world: &World| {
    let mut admin = world.page(ADMIN).await;
    committee(&mut admin, "Kulturausschuss").await;
    let id = organization(world, "kulturausschuss");
    let paper = world.admitted().await;
    let there = json!({ "body": "kulturausschuss", "role": "written_answer" });
    world.act(&world.office(), &paper, "plan", there).await;
    let end = format!("/organizations/{id}/end");
    refused(&mut admin, &end, &[("last_day", "2020-08-12")], "offene Beratungen").await;
    let spd = organization(world, "spd");
    refused(&mut admin, &format!("/organizations/{spd}/end"), &[("last_day", "2020-08-12")], "noch andere Stellen")
        .await;
    committee(&mut admin, "Sonderausschuss").await;
    let id = organization(world, "sonderausschuss");
    step(&mut admin, &format!("/organizations/{id}/end"), &[("last_day", "2020-08-12")]).await;
    world.wait_days(1);
    admin.open("/leipzig/organizations").await.must_say("Sonderausschuss");
    assert_eq!(events(world, "organization-ended"), 1);
    world.work().await;
});

both!(a_barrier_is_reported_without_an_account, async |world: &World| {
    let mut citizen = world.visitor();
    citizen.open("/accessibility").await;
    let page = citizen.submit("/accessibility", &[("message", " "), ("email", "kein at")]).await;
    assert_eq!(page.answer.status, 422);
    page.must_say("Bitte beschreiben Sie");
    assert_eq!(page.field("email"), "kein at");
    let fields = [("message", "Die Tabelle\nspringt."), ("page", "/leipzig/papers"), ("email", "Kim@Post.example")];
    citizen.submit("/accessibility", &fields).await.must_say("Ihre Meldung ist unterwegs");
    let mails = world.new_mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "barrierefrei@stadt.example");
    for said in ["Die Tabelle", "springt.", "/leipzig/papers", "kim@post.example"] {
        assert!(mails[0].text.contains(said), "{}", mails[0].text);
    }
    let mut status = 200;
    for _ in 0..50 {
        citizen.open("/accessibility").await;
        status = citizen.submit("/accessibility", &[("message", "noch einmal")]).await.answer.status;
        if status != 200 {
            break;
        }
    }
    assert_eq!(status, 429, "nobody fills the contact's mailbox");
    world.work().await;
});

/// By clicking, in Chromium with scripts off.
#[test]
fn the_office_administers_by_clicking() {
    play(Engine::Sqlite, async |world: &World| {
        let browser = world.browser(Look::DESK.without_scripts()).await;
        browser.sign_in(OFFICE, PASSWORD).await;
        browser.open("/leipzig/").await;
        browser.click("Verwaltung").await;
        browser.click("Gremien und Verwaltungsbau").await;
        browser.click("SPD-Fraktion").await;
        browser.click("Umbenennen").await;
        browser.fill("Name", "Fraktion der SPD").await;
        browser.click("Umbenennen").await;
        let text = browser.text().await;
        assert!(text.contains("Erledigt: Umbenennen") && text.contains("SPD-Fraktion (bis 11.08.2020)"), "{text}");
        browser.click("Öffentliche Seite").await;
        assert_eq!(browser.text_of("h1").await, "Fraktion der SPD");
        world.work().await;
    });
}

both!(what_a_merged_department_had_still_to_do_its_successor_does, async |world: &World| {
    let paper = world.admitted().await;
    let draft = world.answer_draft(&paper).await;
    crate::orders::decide(world, &paper, &["Die Bänke werden erneuert."]).await;
    let order = crate::orders::list(&world.office(), "").await[0].clone();
    let (old, into) = (organization(world, "dezernat-01"), organization(world, "dezernat-06"));
    let other = world.api(OTHER_DRAFTER);
    crate::orders::try_order(&other, &order, "report", json!({ "report": "?" })).await.is(403);
    let mut office = world.page(OFFICE).await;
    step(&mut office, &format!("/organizations/{old}/merge"), &[("successor", &into), ("last_day", "2020-08-11")])
        .await;
    // The paper with its clock and the draft of its answer, each with an event; the order as if moved by hand.
    assert_eq!((events(world, "department-merged"), events(world, "move")), (2, 1));
    let seen = world.paper(&other, &draft).await;
    assert_eq!(seen["state"], draft["state"]);
    let order = crate::orders::again(&other, &order).await;
    let reported = crate::orders::try_order(&other, &order, "report", json!({ "report": "Begonnen." })).await.ok();
    assert_eq!(reported["state"], "in_progress");
    world.work().await;
});
