//! The pages around the papers: lists, clocks, desk, sittings, bodies, the proof of an event, the procedure.
use crate::both;
use crate::papers::{TITLE, inquiry};
use crate::world::*;
use ratsweg::organizations::store as organizations;
use ratsweg::papers::{Paper, store};
use ratsweg::people::Actor;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A paper that its author chose to be non-public, admitted.
async fn confidential(world: &World) -> Value {
    let mut new = inquiry();
    new["public"] = json!(false);
    new["title"] = json!("Personalsache Geheimnis");
    let draft = world.spd().post("/api/v1/leipzig/papers", new).await.ok();
    let submitted = world.act(&world.spd(), &draft, "submit", json!({})).await;
    let seen = world.paper(&world.office(), &submitted).await;
    world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await
}

both!(lists_show_what_the_reader_may_see_and_nothing_else, async |world: &World| {
    let public = world.admitted().await;
    let number = public["reference"].as_str().unwrap();
    confidential(world).await;
    world.draft().await;
    let mut stranger = world.visitor();
    stranger.open("/leipzig/papers").await;
    assert_eq!(stranger.page.all("tbody tr").len(), 1);
    stranger.page.must_say(number);
    stranger.page.must_say("SPD-Fraktion");
    stranger.page.must_say("Vorlage im Verfahren");
    stranger.page.must_say("im Plan");
    stranger.page.must_not_say("Geheimnis");
    stranger.page.must_not_say("papers/new");
    for query in ["q=it-AUSSTATTUNG", "q=f-0", "kind=F", "status=in_progress", "kind=X&status=&organization="] {
        stranger.open(&format!("/leipzig/papers?{query}")).await;
        assert_eq!(stranger.page.all("tbody tr").len(), 1, "{query}");
    }
    for query in ["q=Geheimnis", "kind=AW", "status=closed", "q=%00", "q=%25%25x", "organization=x&q=zzz"] {
        stranger.open(&format!("/leipzig/papers?{query}")).await;
        stranger.page.must_not_say("Geheimnis</a>");
    }
    stranger.go("/leipzig/papers?after=nothing").await;
    assert_eq!(stranger.page.answer.status, 400);
    stranger.open("/leipzig/").await;
    stranger.page.must_say(TITLE);
    stranger.page.must_say("1 Frist oder Auftrag läuft");
    stranger.page.must_not_say("Geheimnis");
    let mut office = world.page(SPD).await;
    office.open("/leipzig/papers").await;
    assert_eq!(office.page.all("tbody tr").len(), 3);
    office.page.must_say("Geheimnis");
    office.open("/leipzig/").await;
    office.page.must_say("2 Fristen und Aufträge laufen");
    world.work().await;
});

both!(a_list_goes_on_by_key_and_stays_small, async |world: &World| {
    let model = world.admitted().await;
    let id = model["id"].as_str().unwrap().parse().unwrap();
    let made = world
        .app
        .write(&Actor::system(), move |tx| {
            let model = store::get(tx, id)?;
            for number in 0..59 {
                let id = ratsweg::db::types::PaperId::new();
                let slug = format!("VII-F-{number:05}-alt");
                let title = format!("{number}. {}", "Sehr langer Betreff einer Anfrage zu vielem ".repeat(3));
                let reference = Some(slug.clone());
                store::insert(tx, &Paper { id, root_id: id, slug: Some(slug), reference, title, ..model.clone() })?;
            }
            Ok(organizations::all(tx, "leipzig")?.len())
        })
        .await
        .unwrap();
    assert!(made > 5);
    let mut reader = world.visitor();
    let mut path = "/leipzig/papers".to_owned();
    let mut seen = BTreeSet::new();
    for _ in 0..3 {
        reader.open(&path).await;
        assert!(reader.page.answer.body.len() < 30 * 1024, "{} bytes", reader.page.answer.body.len());
        seen.extend(reader.page.all("tbody td .nowrap").into_iter().filter(|text| text.starts_with("VII-F")));
        if reader.page.all("a[rel=next]").is_empty() {
            break;
        }
        path = reader.page.link("Weiter");
    }
    assert_eq!(seen.len(), 60);
    assert_eq!(reader.page.link("Zum Anfang der Liste"), "/leipzig/papers");
    let known = reader.page.answer.header("etag").to_owned();
    let again = reader.bare(reqwest::Method::GET, &path, &[("If-None-Match", &known)]).await;
    assert_eq!(again.status, 304);
    world.work().await;
});

both!(a_clock_is_tracked_from_green_over_red_to_done, async |world: &World| {
    let public = world.admitted().await;
    let number = public["reference"].as_str().unwrap().to_owned();
    confidential(world).await;
    let mut reader = world.visitor();
    reader.open("/leipzig/tracking").await;
    reader.page.must_say(&number);
    reader.page.must_say("12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020");
    reader.page.must_say("noch 28 Tage");
    reader.page.must_say("02.1 Dezernat Allgemeine Verwaltung");
    reader.page.must_not_say("Geheimnis");
    world.set_clock("2020-09-03 08:00");
    reader.open("/leipzig/tracking?state=soon").await;
    reader.page.must_say("noch 6 Tage");
    world.set_clock("2020-09-10 08:00");
    reader.open("/leipzig/tracking?state=soon").await;
    reader.page.must_not_say(&number);
    reader.open("/leipzig/tracking?state=overdue").await;
    reader.page.must_say("seit 1 Tag");
    reader.page.must_say("überfällig (1)");
    let overdue = world.stranger().get("/leipzig/tracking.json?state=overdue").await.ok();
    assert_eq!(overdue["items"].as_array().unwrap().len(), 1);
    assert_eq!((&overdue["items"][0]["light"], &overdue["items"][0]["days_left"]), (&json!("red"), &json!(-1)));
    assert_eq!(overdue["next"], Value::Null);
    let office = world.page(OFFICE).await;
    for path in ["/leipzig/tracking.csv", "/leipzig/tracking.csv?list=nonpublic"] {
        let inside = office.bare(reqwest::Method::GET, path, &[]).await;
        assert_eq!((inside.status, inside.body.lines().count()), (200, 2), "{path}");
    }
    let list = world.stranger().get("/leipzig/tracking.csv").await;
    assert!(list.body.starts_with("\u{feff}\"number\",\"title\"") && list.body.contains(&number), "{}", list.body);
    assert_eq!(list.body.lines().count(), 2);

    // By party: the one that it concerns, and another.
    let (own, other) = world
        .app
        .read(|db| {
            let id =
                |db: &mut _, key: &str| organizations::by_key(db, "leipzig", key).map(|o| o.unwrap().id.to_string());
            Ok(((id(db, "spd")?, id(db, "dezernat-01")?), (id(db, "cdu")?, id(db, "dezernat-06")?)))
        })
        .await
        .unwrap();
    for (faction, department, rows) in [(&own.0, &own.1, 1), (&other.0, &own.1, 0), (&own.0, &other.1, 0)] {
        let path = format!("/leipzig/tracking.json?faction={faction}&department={department}");
        assert_eq!(world.stranger().get(&path).await.ok()["items"].as_array().unwrap().len(), rows, "{path}");
    }

    let answer = world.answer_issued(&public).await;
    reader.open("/leipzig/tracking?state=closed").await;
    reader.page.must_say("erfüllt");
    reader.page.must_say("am 10.09.2020");
    let answer = answer["reference"].as_str().unwrap();
    assert_eq!(reader.page.link(answer), format!("/leipzig/papers/{answer}"));
    reader.go("/leipzig/tracking?after=nothing").await;
    assert_eq!(reader.page.answer.status, 400);
    world.work().await;
});

both!(each_desk_shows_what_waits_there, async |world: &World| {
    let desk = async |who: &str| {
        let mut page = world.page(who).await;
        page.open("/leipzig/desk").await;
        page.page.clone()
    };
    desk(OFFICE).await.must_say("Nichts wartet auf Sie");
    let draft = world.draft().await;
    let asked = world.act(&world.spd(), &draft, "invite", json!({ "people": ["senta-fromm"] })).await;
    desk(SPD_MEMBER).await.must_say("Lesen und mitzeichnen");
    desk(SPD).await.must_say("Wartet auf die Mitzeichnung");
    desk(GREENS).await.must_not_say(TITLE);
    let submitted = world.act(&world.spd(), &asked, "submit", json!({})).await;
    desk(OFFICE).await.must_say("Prüfen, dann zulassen oder zurückgeben");
    let seen = world.paper(&world.office(), &submitted).await;
    let returned = world.act(&world.office(), &seen, "return", json!({ "reason": "Frage 2 ist unklar." })).await;
    let page = desk(SPD).await;
    page.must_say("Überarbeiten und noch einmal vorlegen");
    page.must_say("Grund: Frage 2 ist unklar.");
    let again = world.act(&world.spd(), &world.paper(&world.spd(), &returned).await, "submit", json!({})).await;
    let seen = world.paper(&world.office(), &again).await;
    let admitted = world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await;
    let page = desk(DRAFTER).await;
    page.must_say("Die Antwort entwerfen");
    page.must_say("12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020");
    desk(OTHER_DRAFTER).await.must_say("Nichts wartet auf Sie");
    desk(OFFICE).await.must_say("Auf die Tagesordnung einer Sitzung setzen");
    desk(SPD).await.must_say("Die Verwaltung muss antworten");
    let seen = world.paper(&world.drafter(), &admitted).await;
    world.try_act(&world.drafter(), &seen, "hand-back", json!({ "reason": "Das ist Bausache." })).await;
    let page = desk(OFFICE).await;
    page.must_say("Ein Dezernat festlegen");
    page.must_say("Grund: Das ist Bausache.");
    desk(SPD).await.must_not_say("Das ist Bausache.");
    let seen = world.paper(&world.office(), &admitted).await;
    let assigned = world.act(&world.office(), &seen, "assign", json!({ "department": "dezernat-01" })).await;
    let answer = world.answer_draft(&assigned).await;
    let page = desk(DRAFTER).await;
    page.must_say("Fertigstellen und weitergeben");
    page.must_not_say("Die Antwort entwerfen");
    let answer = world.act(&world.drafter(), &answer, "present", json!({})).await;
    desk(HEAD).await.must_say("Prüfen, dann zeichnen oder zurückgeben");
    world.act(&world.head(), &answer, "sign", json!({})).await;
    desk(OFFICE).await.must_say("Gezeichnete Antworten, herauszugeben");
    world.set_clock("2020-09-10 08:00");
    desk(EXECUTIVE).await.must_say("Die Antwort ist überfällig");
    world.work().await;
});

both!(a_sitting_shows_its_papers_and_leaves_no_trace_of_hidden_ones, async |world: &World| {
    let hidden = confidential(world).await;
    let public = world.scheduled().await;
    let sitting = json!({ "date": "2020-09-16", "time": "14:00", "place": "Kongreßhalle" });
    world.act_on(&world.office(), "consultations", &hidden["consultations"][0], "schedule", sitting).await;
    let mut reader = world.visitor();
    reader.open("/leipzig/meetings").await;
    let path = reader.page.link("Ratsversammlung");
    reader.open(&path).await;
    reader.page.must_say("16.09.2020, 14:00 Uhr");
    reader.page.must_say("Tagesordnung folgt");
    reader.page.must_not_say("IT-Ausstattung");
    world.invite(path.rsplit('/').next().unwrap()).await;
    reader.open(&path).await;
    reader.page.must_say("schriftliche Beantwortung");
    reader.page.must_say("steht bevor");
    reader.page.must_not_say("Geheimnis");
    assert_eq!(reader.page.all("tbody tr").len(), 2, "what is not public is there by its number and public title");
    let mut inside = world.page(OFFICE).await;
    inside.open(&path).await;
    assert_eq!(inside.page.all("tbody tr").len(), 2);
    world.set_clock("2020-09-17 08:00");
    let mut minutes = world.page(MINUTES).await;
    minutes.open("/leipzig/desk").await;
    minutes.page.must_say("Das Ergebnis eintragen");
    let open = &world.paper(&world.minutes(), &public).await["consultations"][0];
    world.act_on(&world.minutes(), "consultations", open, "enter-result", json!({ "result": "deferred" })).await;
    reader.open(&path).await;
    reader.page.must_say("vertagt");
    reader.open("/leipzig/meetings?when=past").await;
    assert_eq!(reader.page.link("Ratsversammlung"), path);
    reader.go("/leipzig/meetings?after=x").await;
    assert_eq!(reader.page.answer.status, 400);
    world.work().await;
});

both!(bodies_and_people_show_public_facts_alone, async |world: &World| {
    world.admitted().await;
    let mut reader = world.visitor();
    reader.open("/leipzig/organizations").await;
    for name in ["SPD-Fraktion", "Ratsversammlung", "02.1 Dezernat Allgemeine Verwaltung"] {
        let path = {
            reader.open("/leipzig/organizations").await;
            reader.page.link(name)
        };
        reader.open(&path).await;
        assert!(!reader.page.first("main").contains('@'), "{path}");
    }
    reader.page.must_say(TITLE);
    reader.open("/leipzig/organizations").await;
    let faction = reader.page.link("SPD-Fraktion");
    reader.open(&faction).await;
    reader.page.must_say("Geschäftsstelle der SPD-Fraktion");
    reader.page.must_say("Fraktionsvorsitz");
    let person = reader.page.link("Jannik Uhl");
    reader.open(&person).await;
    reader.page.must_say("Ratsversammlung");
    reader.page.must_say("seit 18.09.2019");
    assert!(!reader.page.first("main").contains('@'));
    world.work().await;
});

both!(an_event_is_proved_to_whom_it_lies_open, async |world: &World| {
    let admitted = world.admitted().await;
    let id = admitted["id"].as_str().unwrap();
    let public = world.count(&format!("SELECT MIN(seq) AS n FROM events WHERE action = 'admit' AND paper_id = '{id}'"));
    let draft = world.count(&format!("SELECT MIN(seq) AS n FROM events WHERE action = 'create' AND paper_id = '{id}'"));
    let mut reader = world.visitor();
    reader.open(&format!("/leipzig/audit/{public}")).await;
    reader.page.must_say("Zugelassen");
    reader.page.must_say("Der Eintrag ist unverändert");
    for hidden in [draft, 9_999, 0, -1] {
        reader.go(&format!("/leipzig/audit/{hidden}")).await;
        assert_eq!(reader.page.answer.status, 404, "{hidden}");
    }
    reader.go("/leipzig/audit/x").await;
    assert_eq!(reader.page.answer.status, 404);
    let mut author = world.page(SPD).await;
    author.open(&format!("/leipzig/audit/{draft}")).await;
    world.sql(&format!("UPDATE events SET commitment = 'forged' WHERE seq = {public}"));
    reader.open(&format!("/leipzig/audit/{public}")).await;
    reader.page.must_say("Der Eintrag wurde verändert");
    world.work().await;
});

both!(a_procedure_is_drawn_from_the_rules, async |world: &World| {
    let mut reader = world.visitor();
    reader.open("/leipzig/").await;
    let path = reader.page.link("Verfahren: Anfrage");
    reader.open(&path).await;
    reader.page.must_say("zugelassen");
    reader.page.must_say("Ratsbüro");
    reader.page.must_say("stateDiagram-v2");
    reader.page.must_say("4 Wochen, § 28 Abs. 6 SächsGemO");
    reader.go("/leipzig/procedure/X").await;
    assert_eq!(reader.page.answer.status, 404);
});
