//! Värnamo, by its own files and in Swedish: the chain of orders from the assembly over a committee to the executive board,
//! with the numbers of the decisions, signed minutes and the notice board; a minority that has a matter wait or sent back.
use crate::vaernamo::*;
use crate::world::*;
use serde_json::{Value, json};

both_in_vaernamo!("2019-08-01 09:00", a_chain_of_orders_in_swedish, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    // 1. The assembly adopts the plan: an order for the service committee.
    let point = "Servicenämnden tar fram en åtgärdsplan för stabila tekniska förutsättningar.";
    let plan = town.matter(MANAGEMENT, "KF", "Plan för centrala strategier för digitalisering", point).await;
    assert_eq!(plan["reference"], "KF 2019/1");
    let board = town.decided(&plan, "2019-08-14", "proposes").await;
    assert_eq!(town.holder(&plan).await.0, "Kommunfullmäktige");
    let assembly = town.decided(&plan, "2019-08-29", "adopted").await;
    // Each body's decision has its own number and its own extract.
    for sitting in [&board, &assembly] {
        assert_eq!(paragraphs(&town.sitting(sitting).await), Vec::<String>::new());
        town.finished(sitting).await;
        assert_eq!(paragraphs(&town.sitting(sitting).await), ["§ 1"]);
    }
    let seen = town.seen(&world.stranger(), &plan).await;
    let numbers: Vec<_> =
        seen["consultations"].as_array().unwrap().iter().map(|row| row["paragraph"].clone()).collect();
    assert_eq!(numbers, [json!("§ 1"), json!("§ 1")]);
    for (sitting, body, word) in
        [(&board, "Kommunstyrelsen", "föreslår bifall"), (&assembly, "Kommunfullmäktige", "bifall")]
    {
        let item = town.sitting(sitting).await["agenda"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("meetings/{sitting}/items/{item}/extract");
        let extract = world.stranger().get(&town.path(&path)).await.ok();
        assert_eq!((&extract["bodies"], &extract["item"]["paragraphs"]), (&json!([body]), &json!(["§ 1"])));
        assert_eq!(extract["item"]["decisions"][0]["result_label"], word);
        for said in ["Protokollsutdrag § 1", body, word] {
            town.page(&path).await.page.must_say(said);
        }
        town.page(&path_of(&plan)).await.page.must_say("§ 1");
    }

    // 2. The committee has the order, carries it out by a matter of its own, and is done.
    let order = town.order("åtgärdsplan").await;
    let order = town.on_order(&office, &order, "move", json!({ "owner": "servicenaemnden" })).await;
    assert_eq!(order["owner"], "Servicenämnden");
    assert_eq!(town.holder(&plan).await.0, "Servicenämnden");
    let point = "Nämnden antar åtgärdsplanen, med en utblick mot ett IT-center.";
    let measures = town.matter(SERVICE, "SN", "Åtgärdsplan", point).await;
    let carried = json!({ "paper": measures["reference"] });
    let order = town.on_order(&town.api(SERVICE.0), &order, "carry", carried.clone()).await;
    town.on(&office, "orders", &order, "carry", carried).await.is(422);
    assert_eq!(order["carried_out_by"][0]["paper"], "SN 2019/1");
    let seen = town.seen(&world.stranger(), &measures).await;
    assert_eq!(
        (&seen["carries_out"][0]["paper"], &seen["carries_out"][0]["owner"]),
        (&plan["reference"], &json!("Servicenämnden"))
    );
    let page = town.page(&path_of(&measures)).await;
    for said in ["Verkställer dessa uppdrag", "Uppdrag till KF 2019/1, punkt 1", "Servicenämnden"] {
        page.page.must_say(said);
    }
    let order_page = format!("orders/{}", order["id"].as_str().unwrap());
    let page = town.page(&order_page).await;
    for said in ["Uppdraget verkställs genom", "SN 2019/1 Åtgärdsplan", "Ansvarig", "2019-08-29"] {
        page.page.must_say(said);
    }
    town.decided(&measures, "2020-03-18", "adopted").await;
    world.set_clock("2020-05-04 09:00");
    let done = json!({ "report": "Planen är antagen, med en utblick mot ett IT-center.", "done": true });
    let reported = town.on_order(&town.api(SERVICE.0), &order, "report", done).await;
    let closed = town.on_order(&office, &reported, "confirm", json!({})).await;
    assert_eq!(closed["state"], "done");
    // What the committee decided itself is done with it.
    let own = town.order("antar åtgärdsplanen").await;
    let own = town.on_order(&town.api(SERVICE.1), &own, "report", json!({ "report": "Klart.", "done": true })).await;
    assert_eq!(own["owner"], "Serviceförvaltningen");

    // 3. The executive board has the management go on inquiring about a centre.
    let point = "Kommunledningsförvaltningen får i uppdrag att utreda ett IT-center vidare.";
    let inquiry = town.matter(MANAGEMENT, "KS", "Utredning om IT-center", point).await;
    assert_eq!(inquiry["reference"], "KS 2020/117");
    let may = town.decided(&inquiry, "2020-05-13", "ordered").await;
    town.finished(&may).await;
    assert_eq!(paragraphs(&town.sitting(&may).await), ["§ 1"], "a new year begins anew");
    let inquire = town.order("utreda ett IT-center").await;
    assert_eq!(inquire["owner"], "Kommunledningsförvaltningen");

    // 4. In September the committee is to come back with a plan of its financing, by a day.
    world.set_clock("2020-09-01 09:00");
    let point = "Servicenämnden återkommer med en finansieringsplan för IT-center.";
    let center = town.matter(MANAGEMENT, "KS", "IT-center", point).await;
    town.on_order(&office, &inquire, "carry", json!({ "paper": center["reference"] })).await;
    town.decided(&center, "2020-09-16", "ordered").await;
    world.newly_mailed().await;
    let order = town.order("finansieringsplan").await;
    assert_eq!((&order["owner"], &order["created_on"]), (&json!("Kommunledningsförvaltningen"), &json!("2020-09-16")));
    let passed = json!({ "owner": "servicenaemnden", "due_on": "2020-11-30" });
    let order = town.on_order(&office, &order, "move", passed).await;
    let page = town.page(&format!("orders/{}", order["id"].as_str().unwrap())).await;
    for said in ["Ansvarig", "Servicenämnden", "2020-09-16", "2020-11-30"] {
        page.page.must_say(said);
    }
    assert_eq!(page.page.all("html[lang=sv]").len(), 1);
    let mails = world.new_mails().await;
    let told =
        mails.iter().rfind(|mail| mail.to == "itsamordnare@vaernamo.example.org").expect("the new owner is told");
    assert!(told.text.contains("Ett uppdrag från ett beslut har fått en annan ansvarig."), "{}", told.text);
    assert!(told.text.contains("2020-11-30"), "{}", told.text);

    // 5. The committee proposes that the board order it to recruit: that goes to the board's coming sitting.
    let point = "Servicenämnden får i uppdrag att rekrytera en IT-centerchef.";
    let chief = town.matter(SERVICE, "SK", "IT-centerchef och finansiering", point).await;
    assert_eq!(chief["reference"], "SN 2020/31");
    let order = town.on_order(&town.api(SERVICE.0), &order, "carry", json!({ "paper": chief["reference"] })).await;
    let seen = town.seen(&world.stranger(), &chief).await;
    assert_eq!(seen["carries_out"][0]["id"], order["id"]);
    assert_eq!(seen["carries_out"][0]["due_on"], "2020-11-30");
    assert_eq!(town.holder(&center).await, ("Servicenämnden".to_owned(), json!("2020-11-30")));
    assert_eq!(town.holder(&chief).await.0, "Servicenämnden");
    town.decided(&chief, "2020-09-30", "proposes").await;
    let next = town.scheduled(&chief, "2020-10-14").await;
    assert_eq!(town.holder(&chief).await.0, "Kommunstyrelsen");
    assert_eq!((&next["body"], &next["date"]), (&json!("Kommunstyrelsen"), &json!("2020-10-14")));
    let page = town.page(&path_of(&chief)).await;
    for said in ["Förslag från servicenämnden till kommunstyrelsen", "2020-10-14", "föreslår bifall", "Uppdrag till KS"]
    {
        page.page.must_say(said);
    }
    page.page.must_not_say("Beratung");
    // What is not linked rightly is taken away again.
    let wrong = town.on_order(&office, &order, "carry", json!({ "paper": "KS 2020/117" })).await;
    assert_eq!(wrong["carried_out_by"].as_array().unwrap().len(), 2);
    let released = json!({ "paper": "KS 2020/117", "reason": "Fel ärende." });
    let right = town.on_order(&office, &wrong, "release", released).await;
    assert_eq!(right["carried_out_by"].as_array().unwrap().len(), 1);
    town.on(&office, "orders", &right, "carry", json!({ "paper": center["reference"] })).await.is(422);
    world.work().await;
});

both_in_vaernamo!("2020-09-01 09:00", signed_minutes_are_on_the_notice_board_for_three_weeks, async |town: &Town<
    '_,
>| {
    let (world, office) = (town.world, town.office());
    let matters = ["Lokaler", "Larm", "Lås"];
    let mut papers = Vec::new();
    for title in matters {
        papers.push(town.matter(SERVICE, "SN", title, &format!("{title} upphandlas.")).await);
    }
    let first = town.decided(&papers[0], "2020-09-09", "adopted").await;
    let row = town.scheduled(&papers[1], "2020-09-23").await;
    town.scheduled(&papers[2], "2020-09-23").await;
    let second = town.sitting_of(&row);
    // An item behind closed doors: what is on the board says nothing of it.
    let secret = json!({ "title": "Avtal med Karlsson", "public": false, "public_title": "Avtalsfråga",
        "version": town.sitting(&second).await["version"] });
    office.post(&town.path(&format!("meetings/{second}/actions/add-item")), secret).await.ok();
    world.set_clock("2020-09-23 20:00");
    for paper in &papers[1..] {
        town.result(&town.open(paper).await, json!({ "result": "adopted" })).await.ok();
    }
    town.over(&second).await;
    let secret = world.text("SELECT CAST(id AS TEXT) AS t FROM agenda_items WHERE public_title = 'Avtalsfråga'");
    town.minutes(&second, "write", json!({ "items": [{ "item": secret, "text": "Avtalet godkänns." }] })).await.ok();

    // The numbers follow the order of the sittings, whoever writes first.
    let told = town.minutes(&second, "finish", json!({})).await.is(422);
    assert!(told["errors"][0]["detail"].as_str().unwrap().contains("2020-09-09"), "{told}");
    town.finished(&first).await;
    let minutes = town.finished(&second).await;
    let numbers: Vec<_> = minutes["items"].as_array().unwrap().iter().map(|item| item["paragraphs"].clone()).collect();
    assert_eq!(numbers, [json!(["§ 2"]), json!(["§ 3"]), json!(["§ 4"])]);
    assert_eq!(
        paragraphs(&town.sitting(&second).await),
        ["§ 2", "§ 3"],
        "of the third everybody knows the title alone"
    );

    // Two who were there sign.
    town.minutes(&second, "approve", json!({ "signed_by": ["rune-aasarp"] })).await.is(422);
    town.minutes(&second, "approve", json!({ "signed_by": ["rune-aasarp", "disa-norrvik"] })).await.is(422);
    let early = json!({ "signed_by": ["rune-aasarp", "saga-lindmo"], "approved_on": "2020-09-22" });
    town.minutes(&second, "approve", early).await.is(422);
    let board = |day: &'static str| async move {
        world.set_clock(&format!("{day} 12:00"));
        world.stranger().get("/api/v1/vaernamo/notices").await.ok().as_array().unwrap().clone()
    };
    assert!(board("2020-09-25").await.is_empty());
    town.page(&format!("meetings/{second}/minutes")).await.page.must_say("Protokollet finns inte än");
    let approved = json!({ "signed_by": ["rune-aasarp", "saga-lindmo"], "approved_on": "2020-09-24" });
    let approved = town.minutes(&second, "approve", approved).await.ok();
    assert_eq!(approved["signed_by"], json!(["Rune Åsarp", "Saga Lindmo"]));
    let posted = board("2020-09-25").await;
    assert_eq!(posted.len(), 1);
    let expected = json!({
        "bodies": ["Servicenämnden"], "sitting_on": "2020-09-23", "approved_on": "2020-09-24",
        "put_up_on": "2020-09-25", "appeal_until": "2020-10-16", "taken_down_on": "2020-10-17",
        "kept_at": "Kommunkansliet, Stadshuset, Värnamo", "paragraphs": ["§ 2", "§ 3"],
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&posted[0][key], value, "{key}");
    }
    let page = town.page("notices").await;
    for said in [
        "Anslagstavla",
        "Servicenämnden",
        "2020-09-23",
        "2020-09-25",
        "2020-10-17",
        "2020-10-16",
        "Kommunkansliet",
        "§ 2, § 3",
    ] {
        page.page.must_say(said);
    }
    for hidden in ["Avtal", "Karlsson", "§ 4"] {
        page.page.must_not_say(hidden);
    }
    let page = town.page(&format!("meetings/{second}")).await;
    page.page.must_say("Överklagas senast");
    assert!(page.page.all_links("/vaernamo/notices").len() > 1);
    town.page(&format!("meetings/{second}/minutes"))
        .await
        .page
        .must_say("Justerat den 2020-09-24 av Rune Åsarp, Saga Lindmo.");
    // It comes down by itself.
    assert_eq!(board("2020-10-16").await.len(), 1);
    assert!(board("2020-10-17").await.is_empty());
    town.page("notices").await.page.must_say("Just nu finns inget anslag");
    town.page(&format!("meetings/{second}")).await.page.must_say("2020-10-16");
    world.work().await;
});

both_in_vaernamo!("2020-09-01 09:00", a_minority_has_a_matter_wait_once, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let point = "Servicenämnden får i uppdrag att rekrytera en IT-centerchef.";
    let matter = town.matter(SERVICE, "KS", "IT-centerchef", point).await;
    let vote = |yes: i32, no: i32| json!([{ "yes": yes, "no": no, "present": 6 }]);
    let row = town.sits(&matter, "2020-09-16").await;
    // One of six is too few, two are a third.
    let few = town.result(&row, json!({ "result": "returned", "votes": vote(1, 5) })).await.is(422);
    assert_eq!(few["errors"][0]["field"], "votes");
    let returned = json!({ "result": "returned", "note": "Finansieringen saknas.", "votes": vote(2, 4) });
    let after = town.result(&row, returned).await.ok();
    assert_eq!(after["consultations"][0]["result_label"], "återremiss");
    let clock = &after["clocks"][0];
    assert_eq!((clock["rule"].as_str(), clock["due_on"].as_str()), (Some("completion"), Some("2020-12-16")));
    assert_eq!(town.holder(&matter).await, ("Serviceförvaltningen".to_owned(), json!("2020-12-16")));
    // It comes again with a new version, not with a remark.
    let again = town.open(&matter).await;
    let sitting = json!({ "date": "2020-10-14", "time": "14:00", "place": "Sal 1" });
    town.on(&office, "consultations", &again, "schedule", sitting).await.is(422);
    let completed = json!({ "note": "Finansieringsplanen är bifogad." });
    town.on(&town.api(SERVICE.0), "consultations", &again, "complete", completed).await.is(422);
    let typed = json!({ "facts": "Med finansieringsplan.", "points": [point] });
    let version = town.below(SERVICE, &matter, "NV", typed).await;
    town.act(&office, &version, "issue", json!({})).await;
    let seen = town.seen(&world.stranger(), &matter).await;
    assert_eq!((&seen["facts"], &seen["clocks"][0]["state"]), (&json!("Med finansieringsplan."), &json!("fulfilled")));

    // A minority has had its right: now it takes a majority.
    let row = town.sits(&matter, "2020-10-14").await;
    let second = town.result(&row, json!({ "result": "deferred", "votes": vote(2, 4) })).await.is(422);
    let told = second["errors"][0]["detail"].as_str().unwrap();
    assert!(told.contains("enkel majoritet") && told.contains('2') && told.contains('4'), "{told}");
    let after = town.result(&row, json!({ "result": "deferred", "votes": vote(4, 2) })).await.ok();
    let rows = after["consultations"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[1]["result_label"]), (3, &json!("bordlagt")));

    // Its papers stay as they are until the board takes it up again.
    assert!(after["locked"].as_str().unwrap().contains("bordlagt"), "{after}");
    town.page(&path_of(&matter)).await.page.must_say("Ärendet är bordlagt tills Kommunstyrelsen tar upp det igen");
    let another = town.below(SERVICE, &matter, "NV", json!({ "facts": "Än en gång." })).await;
    let told = town.try_act(&office, &another, "issue", json!({})).await.is(422);
    assert!(told["errors"][0]["detail"].as_str().unwrap().contains("bordlagt"), "{told}");
    let report = town.below(SERVICE, &matter, "TS", json!({ "facts": "Mer underlag." })).await;
    town.try_act(&office, &report, "issue", json!({})).await.is(422);
    let files = format!("{}/files", town.of(&matter));
    let pdf: &[u8] = b"%PDF-1.4\n%%EOF\n";
    let told = world.attach_to(&office, &files, &[("Bilaga.pdf", pdf)], false).await.is(422);
    assert!(told["errors"][0]["detail"].as_str().unwrap().contains("bordlagt"), "{told}");

    // It comes up at the next sitting, which is set up meanwhile, and not at a later one.
    let later = json!({ "bodies": ["kommunstyrelsen"], "date": "2020-11-11", "time": "14:00", "place": "Sal 1" });
    office.post(&town.path("meetings"), later).await.ok();
    let sitting = json!({ "date": "2020-12-09", "time": "14:00", "place": "Sal 1" });
    let told = town.on(&office, "consultations", &town.open(&matter).await, "schedule", sitting).await.is(422);
    assert!(told["errors"][0]["detail"].as_str().unwrap().contains("2020-11-11"), "{told}");
    let row = town.sits(&matter, "2020-11-11").await;
    assert_eq!(town.seen(&office, &matter).await["locked"], Value::Null);
    world.attach_to(&office, &files, &[("Bilaga.pdf", pdf)], false).await.ok();
    let after = town.result(&row, json!({ "result": "adopted" })).await.ok();
    assert!(after["status_label"].as_str().unwrap().contains("avslutat"), "{after}");
    assert_eq!(town.order("IT-centerchef").await["owner"], "Serviceförvaltningen");
    world.work().await;
});

both_in_vaernamo!("2020-09-01 09:00", what_is_put_off_stands_on_the_next_agenda, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let matter = town.matter(SERVICE, "KS", "IT-center", "Kommunen inrättar ett IT-center.").await;
    let row = town.scheduled(&matter, "2020-09-16").await;
    let next = json!({ "bodies": ["kommunstyrelsen"], "date": "2020-10-14", "time": "14:00", "place": "Sal 1" });
    office.post(&town.path("meetings"), next).await.ok();
    world.set_clock("2020-09-16 20:00");
    let demanded = json!({ "result": "deferred", "votes": [{ "yes": 2, "no": 4, "present": 6 }] });
    let after = town.result(&row, demanded).await.ok();
    let successor = after["consultations"][1].clone();
    assert_eq!((&successor["state"], &successor["date"]), (&json!("scheduled"), &json!("2020-10-14")));
    world.set_clock("2020-10-14 20:00");
    // The minority had its right: neither way a second time.
    for word in ["deferred", "returned"] {
        let demanded = json!({ "result": word, "votes": [{ "yes": 2, "no": 4, "present": 6 }] });
        town.result(&successor, demanded).await.is(422);
    }
    town.result(&successor, json!({ "result": "adopted" })).await.ok();
    world.work().await;
});

both_in_vaernamo!("2020-09-01 09:00", numbers_have_no_gaps_when_many_finish_at_once, async |town: &Town<'_>| {
    let world = town.world;
    // Three bodies, three sittings each, all finished at the same time, again and again until all are.
    let mut sittings = Vec::new();
    for (kind, days) in
        [("SN", ["2020-09-02", "2020-09-09", "2020-09-23"]), ("KS", ["2020-09-03", "2020-09-10", "2020-09-24"])]
    {
        for day in days {
            world.set_clock("2020-09-01 09:00");
            let one = town.matter(SERVICE, kind, &format!("Ärende {day}"), "Så blir det.").await;
            let two = town.matter(SERVICE, kind, &format!("Annat {day}"), "Så blir det.").await;
            let row = town.scheduled(&one, day).await;
            town.scheduled(&two, day).await;
            world.set_clock(&format!("{day} 20:00"));
            for paper in [&one, &two] {
                town.result(&town.open(paper).await, json!({ "result": "adopted" })).await.ok();
            }
            let sitting = town.sitting_of(&row);
            town.over(&sitting).await;
            sittings.push(sitting);
        }
    }
    world.set_clock("2020-10-01 09:00");
    for _ in 0..sittings.len() {
        let all = sittings.iter().map(|sitting| town.minutes(sitting, "finish", json!({})));
        futures_util::future::join_all(all).await;
    }
    for body in ["servicenaemnden", "kommunstyrelsen"] {
        let in_order = format!(
            "SELECT COUNT(*) AS n FROM paragraphs JOIN organizations ON organizations.id = paragraphs.organization_id \
             WHERE organizations.key = '{body}' AND paragraphs.year = 2020"
        );
        assert_eq!(world.count(&in_order), 6, "{body}");
        assert_eq!(world.count(&format!("{in_order} AND paragraphs.number BETWEEN 1 AND 6")), 6, "{body}");
    }
    let numbers: Vec<_> = {
        let mut numbers = Vec::new();
        for sitting in &sittings {
            numbers.push(paragraphs(&town.sitting(sitting).await));
        }
        numbers
    };
    let expected = [["§ 1", "§ 2"], ["§ 3", "§ 4"], ["§ 5", "§ 6"]];
    assert_eq!(numbers[..3], expected);
    assert_eq!(numbers[3..], expected);
    world.work().await;
});
