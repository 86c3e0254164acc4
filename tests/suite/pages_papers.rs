//! The pages of papers as people use them: reading, drafting, acting, answering; without scripts.
use crate::both;
use crate::pages::Visitor;
use crate::papers::{TITLE, page_path};
use crate::world::*;
use serde_json::{Value, json};

/// The rows of the table in this section: the cells' texts.
fn cells(visitor: &Visitor, section: &str) -> Vec<String> {
    visitor.page.all(&format!("#{section} tbody th, #{section} tbody td"))
}

/// Opens an action's own page by its address and sends its form.
async fn act(visitor: &mut Visitor, base: &str, action: &str, fields: &[(&str, &str)]) {
    let path = format!("{base}/actions/{action}");
    visitor.open(&path).await;
    visitor.submit(&path, fields).await;
    assert_eq!(visitor.page.answer.status, 200, "{action}: {}", visitor.page.text());
}

/// The base address of a part of a paper: `/leipzig/consultations/…`.
fn part(paper: &Value, things: &str) -> String {
    format!("/{COUNCIL}/{things}/{}", paper[things][0]["id"].as_str().expect("an id"))
}

both!(
    /// The whole story by clicking: from the empty form to the answer under its question.
    an_inquiry_by_hand,
    async |world: &World| {
        let mut spd = world.page(SPD).await;
        spd.open("/leipzig/papers/new?kind=F").await;
        let fields = [
            ("title", TITLE),
            ("occasion", "Sonstiges"),
            ("facts", "Vieles wurde digital."),
            ("questions", "Welche Geräte?"),
            ("questions", ""),
            ("questions", "Welche Kosten?"),
        ];
        spd.submit("/leipzig/papers", &fields).await.must_say("Der Entwurf ist gespeichert");
        let draft = spd.page.path.split('?').next().unwrap().to_owned();
        assert_eq!(spd.page.first("h1"), "Vorlage - ohne Nummer");
        assert_eq!(spd.page.all(".question"), ["Welche Geräte?", "Welche Kosten?"]);
        world.visitor().go(&draft).await.must_say("Hier gibt es nichts zu sehen");

        act(&mut spd, &draft, "invite", &[("people", "senta-fromm")]).await;
        let mut member = world.page(SPD_MEMBER).await;
        member.open(&draft).await;
        member.submit(&format!("{draft}/actions/cosign"), &[]).await.must_say("Sie haben mitgezeichnet");
        spd.open(&draft).await;
        spd.submit(&format!("{draft}/actions/submit"), &[]).await.must_say("Die Vorlage ist eingereicht");
        // What is the faction's to do, but not now, says why.
        spd.page.must_say("Zurzeit nicht möglich");

        let mut office = world.page(OFFICE).await;
        office.open(&format!("{draft}/actions/admit")).await;
        office.submit("/actions/admit", &[("department", "")]).await;
        assert_eq!(office.page.answer.status, 422);
        assert!(office.page.link("Das Feld „Zuständiges Dezernat“ fehlt. Bitte füllen Sie es aus.").starts_with("#f-department"));
        office.submit("/actions/admit", &[("department", "dezernat-01")]).await.must_say("hat ihre Nummer");
        let paper = "/leipzig/papers/VII-F-01504";
        assert_eq!(office.page.path, format!("{paper}?done=admit"));

        let json = world.paper_by(&world.office(), "VII-F-01504").await;
        let (consultation, clock) = (part(&json, "consultations"), part(&json, "clocks"));
        office.open(&format!("{consultation}/actions/schedule")).await;
        assert_eq!(office.page.field("place"), "Kongreßhalle Leipzig, Pfaffendorfer Str. 31, 04105 Leipzig");
        assert_eq!(office.page.field("time"), "");
        act(&mut office, &consultation, "schedule", &[("date", "2020-09-16"), ("time", "14:00")]).await;
        act(
            &mut office,
            &clock,
            "extend",
            &[
                ("applicant", "Dezernat"),
                ("decider", "Ratsversammlung"),
                ("due_on", "20.09.2020"),
                ("reason", "Umfang"),
            ],
        )
        .await;
        office.page.must_say("Verlängert vom 09.09.2020 auf den 20.09.2020");

        world.set_clock("2020-09-16 18:00");
        let mut minutes = world.page(MINUTES).await;
        act(&mut minutes, &consultation, "enter-result", &[("result", "deferred")]).await;
        assert_eq!(
            cells(&minutes, "consultations"),
            [
                "Ratsversammlung",
                "schriftliche Beantwortung",
                "16.09.2020",
                "Kongreßhalle Leipzig, Pfaffendorfer Str. 31, 04105 Leipzig",
                "vertagt"
            ]
        );

        let mut drafter = world.page(DRAFTER).await;
        drafter.open(paper).await;
        drafter.submit(&format!("{paper}/actions/draft-answer"), &[]).await.must_say("Der Entwurf der Antwort ist angelegt");
        let answer = drafter.page.path.split('?').next().unwrap().to_owned();
        act(&mut drafter, &answer, "edit", &[("facts", "Vorab."), ("answer-1", "Neue Geräte.")]).await;
        drafter.submit(&format!("{answer}/actions/present"), &[]).await;
        let mut head = world.page(HEAD).await;
        head.open(&answer).await.must_say("Frage 2 hat weder eine Antwort noch eine begründete Ablehnung");
        act(&mut head, &answer, "return", &[("reason", "Frage 2 fehlt")]).await;
        act(&mut drafter, &answer, "edit", &[("refusal-2", "Steht noch nicht fest.")]).await;
        head.open(&answer).await;
        head.submit(&format!("{answer}/actions/sign"), &[]).await.must_say("Die Antwort ist gezeichnet");
        office.open(&answer).await;
        office.submit(&format!("{answer}/actions/issue"), &[]).await.must_say("Die Antwort ist herausgegeben");

        let mut citizen = world.visitor();
        citizen.open(paper).await;
        assert_eq!(citizen.page.first("h1"), "Vorlage - VII-F-01504");
        let facts = citizen.page.all("dl.facts dt").into_iter().zip(citizen.page.all("dl.facts dd")).collect::<Vec<_>>();
        let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        assert_eq!(
            facts,
            [
                fact("Betreff", TITLE),
                fact("Anlass", "Sonstiges"),
                fact("Status", "öffentlich (Vorlage abgeschlossen)"),
                fact("Vorlage-Art", "Anfrage"),
                fact("Einreicher", "SPD-Fraktion"),
            ]
        );
        assert_eq!(
            cells(&citizen, "lineage"),
            [
                "VII-F-01504",
                TITLE,
                "Geschäftsstelle der SPD-Fraktion",
                "Anfrage",
                "VII-F-01504-AW-01",
                TITLE,
                "02.1 Dezernat Allgemeine Verwaltung",
                "schriftliche Antwort zur Anfrage"
            ]
        );
        assert!(citizen.page.first("#question-1").contains("Antwort aus VII-F-01504-AW-01 Neue Geräte."));
        assert!(citizen.page.first("#question-2").contains("Nicht beantwortet, Begründung aus VII-F-01504-AW-01"));
        citizen.page.must_say("12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO");
        citizen.page.must_say("erfüllt");
        citizen.page.must_not_say("Was Sie tun können");
        assert!(citizen.page.answer.body.len() < 30 * 1024, "{} bytes", citizen.page.answer.body.len());
        citizen.open("/leipzig/papers/VII-F-01504-AW-01").await.must_say("Bezüglich: VII-F-01504");
        world.work().await;
    }
);

both!(every_address_of_a_paper_leads_to_one, async |world: &World| {
    let paper = world.admitted().await;
    let own = page_path(&paper);
    let number = paper["reference"].as_str().unwrap();
    let id = paper["id"].as_str().unwrap();
    let visitor = world.visitor();
    let spellings = [id.to_owned(), number.to_lowercase(), number.replace('-', "%20"), number.replace('-', "%20-%20")];
    for other in spellings {
        for rest in ["", "/lineage", "/lineage.svg", "/lineage.json"] {
            let answer = visitor.bare(reqwest::Method::GET, &format!("/{COUNCIL}/papers/{other}{rest}"), &[]).await;
            assert_eq!(
                (answer.status, answer.header("location")),
                (301, format!("{own}{rest}").as_str()),
                "{other}{rest}"
            );
        }
    }
    let hidden = world.draft().await;
    for name in [hidden["id"].as_str().unwrap(), "VII-F-99999", "vii f 99999", "%20", "new"] {
        let answer = visitor.bare(reqwest::Method::GET, &format!("/{COUNCIL}/papers/{name}"), &[]).await;
        assert!([404, 303].contains(&answer.status), "{name}: {}", answer.status);
    }
    world.work().await;
});

both!(the_family_as_page_picture_and_data, async |world: &World| {
    let paper = world.admitted().await;
    let draft = world.answer_draft(&paper).await;
    let own = page_path(&paper);
    let mut visitor = world.visitor();
    visitor.open(&format!("{own}/lineage")).await;
    assert_eq!(visitor.page.all("main li a").len(), 1, "a draft answer is not to be seen");
    world.act(&world.head(), &draft, "sign", json!({})).await;
    let signed = world.paper(&world.office(), &draft).await;
    world.act(&world.office(), &signed, "issue", json!({})).await;
    visitor.open(&format!("{own}/lineage")).await;
    assert_eq!(visitor.page.all("main li a").len(), 2);
    let svg = visitor.bare(reqwest::Method::GET, &format!("{own}/lineage.svg"), &[]).await;
    assert_eq!((svg.status, svg.header("content-type")), (200, "image/svg+xml; charset=utf-8"));
    assert!(svg.header("content-security-policy").contains("style-src 'sha256-"));
    assert!(svg.body.contains("VII-F-01504-AW-01") && svg.body.trim_start().starts_with("<svg"));
    let tag = svg.header("etag").to_owned();
    let again = visitor.bare(reqwest::Method::GET, &format!("{own}/lineage.svg"), &[("If-None-Match", &tag)]).await;
    assert_eq!(again.status, 304);
    let data = visitor.bare(reqwest::Method::GET, &format!("{own}/lineage.json"), &[]).await.json();
    assert_eq!(data["members"][1]["parent"], paper["reference"]);
    assert_eq!((data["members"].as_array().unwrap().len(), &data["members"][1]["depth"]), (2, &json!(1)));
    world.work().await;
});

both!(a_double_click_makes_one_paper_and_a_refused_form_keeps_its_text, async |world: &World| {
    let mut spd = world.page(SPD).await;
    spd.open("/leipzig/papers/new?kind=F").await;
    let form = spd.page.form("/leipzig/papers");
    let mut values = form.values;
    for (name, value) in &mut values {
        if name == "title" {
            *value = "Radweg".to_owned();
        }
    }
    let first = spd.post("/leipzig/papers", &values).await.path.clone();
    let second = spd.post("/leipzig/papers", &values).await.path.clone();
    assert_eq!(first, second);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM papers"), 1);

    spd.open("/leipzig/papers/new?kind=F").await;
    let long = "x".repeat(301);
    let page = spd.submit("/leipzig/papers", &[("title", &long), ("facts", "bleibt <stehen>")]).await;
    assert_eq!(page.answer.status, 422);
    assert_eq!((page.field("title"), page.field("facts")), (long, "bleibt <stehen>".to_owned()));
    page.must_say("Das Feld „Betreff“ ist zu lang");
    // One more row at a time, without a script and without losing anything.
    let rows = page.all("[data-row]").len();
    let mut values = page.form("/leipzig/papers").values;
    values.retain(|(name, _)| name != "questions");
    values.extend(
        [("questions", "eins"), ("add_question", "1")].map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let page = spd.post("/leipzig/papers", &values).await;
    assert_eq!(page.answer.status, 200);
    assert_eq!(page.all("[data-row]").len(), rows + 1);
    assert_eq!(page.field("facts"), "bleibt <stehen>");
});

both!(two_clerks_at_one_paper_and_both_texts_are_kept, async |world: &World| {
    let draft = world.draft().await;
    let base = page_path(&draft);
    let edit = format!("{base}/actions/edit");
    let (mut one, mut other) = (world.page(SPD).await, world.page(SPD).await);
    one.open(&edit).await;
    other.open(&edit).await;
    one.submit(&edit, &[("title", "Von der einen")]).await.must_say("Die Änderungen sind gespeichert");
    let page = other.submit(&edit, &[("title", "Von dem anderen")]).await;
    assert_eq!(page.answer.status, 409);
    assert_eq!(page.field("title"), "Von dem anderen");
    page.must_say("Jemand war schneller");
    page.must_say("Von der einen");
    other.submit(&edit, &[]).await.must_say("Die Änderungen sind gespeichert");
    assert_eq!(world.paper(&world.spd(), &draft).await["title"], "Von dem anderen");

    // The same for what is done at the office: the reason stays in the form.
    let paper = world.act(&world.spd(), &world.paper(&world.spd(), &draft).await, "submit", json!({})).await;
    let back = format!("{}/actions/return", page_path(&paper));
    let (mut one, mut other) = (world.page(OFFICE).await, world.page(OFFICE).await);
    one.open(&back).await;
    other.open(&back).await;
    one.submit(&back, &[("reason", "Zu kurz.")]).await;
    let page = other.submit(&back, &[("reason", "Zu lang.")]).await;
    assert_eq!(page.answer.status, 409);
    page.must_say("Zu lang.");
    page.must_say("Das ist zurzeit nicht möglich");
    world.work().await;
});

both!(following_begins_and_ends_on_the_paper, async |world: &World| {
    let paper = world.admitted().await;
    let own = page_path(&paper);
    let mut citizen = world.page(CITIZEN).await;
    citizen.open(&own).await;
    citizen.submit("/follow", &[]).await.must_say("Sie folgen dieser Vorlage jetzt");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM follows"), 1);
    citizen.submit("/unfollow", &[]).await.must_say("nicht mehr");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM follows"), 0);
    let hidden = world.draft().await;
    let form = [("csrf".to_owned(), citizen.page.field("csrf"))];
    let path = format!("{}/follow", page_path(&hidden));
    assert_eq!(citizen.post(&path, &form).await.answer.status, 404);
    world.work().await;
});

both!(a_discarded_answer_is_drafted_anew, async |world: &World| {
    let paper = world.admitted().await;
    let own = page_path(&paper);
    let mut drafter = world.page(DRAFTER).await;
    let mut drafts = Vec::new();
    for _ in 0..2 {
        drafter.open(&own).await;
        drafter.submit(&format!("{own}/actions/draft-answer"), &[]).await.must_say("ist angelegt");
        let draft = drafter.page.path.split('?').next().unwrap().to_owned();
        act(&mut drafter, &draft, "withdraw", &[]).await;
        drafts.push(draft);
    }
    assert_ne!(drafts[0], drafts[1]);
    world.work().await;
});

both!(
    /// A browser sends the empty hour along when a sitting that is there is chosen.
    a_sitting_that_is_there_is_chosen_from_the_list,
    async |world: &World| {
        let first = world.scheduled().await;
        let second = world.admitted().await;
        let mut office = world.page(OFFICE).await;
        let path = format!("{}/actions/schedule", part(&second, "consultations"));
        office.open(&path).await;
        let sittings = office.page.html();
        let choice = scraper::Selector::parse("select[name=meeting] option[value]:not([value=''])").unwrap();
        let sitting = sittings.select(&choice).next().expect("a sitting to choose").attr("value").unwrap().to_owned();
        // Nothing is chosen: the hour is asked for.
        office.submit(&path, &[]).await;
        assert_eq!(office.page.answer.status, 422, "{}", office.page.text());
        office.submit(&path, &[("meeting", &sitting)]).await.must_say("Die Beratung steht auf der Tagesordnung");
        let placed = world.paper(&world.office(), &second).await;
        let of = |paper: &Value| paper["consultations"][0]["meeting"].clone();
        assert_eq!(of(&placed), of(&first));
        assert_eq!(placed["consultations"][0]["state"], "scheduled");
        world.leave_jobs();
    }
);
