//! Each council in each language that it speaks, page by page: no message key is shown raw, nothing is left unformed, days
//! are written as the language writes them, and Swiss German knows no ß. (That no sentence is missing is tested in
//! `words`, that every sample page renders in every language beside the pages.)
use crate::both_in_town;
use crate::pages::Page;
use crate::town::Town;
use crate::words::sentences;
use crate::world::*;
use ratsweg::council::Council;
use ratsweg::words::Language;
use serde_json::json;
use std::collections::BTreeSet;

/// What people read on a page, and what is read out to them.
fn read(page: &Page) -> String {
    let html = page.html();
    let mut text = Vec::new();
    for node in html.root_element().descendants() {
        if let Some(part) = node.value().as_text() {
            let within = node.parent().and_then(|parent| parent.value().as_element().map(|element| element.name()));
            if !matches!(within, Some("script" | "style")) {
                text.push(part.to_string());
            }
        }
        if let Some(element) = node.value().as_element() {
            text.extend(
                ["title", "aria-label", "placeholder", "alt"].map(|name| element.attr(name).unwrap_or("").into()),
            );
        }
    }
    text.join(" \n")
}

/// The days on a page that are written in this form: `d` stands for a digit, `a` for a letter.
fn days(text: &str, form: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let fits = |part: &[char]| {
        part.iter().zip(form.chars()).all(|(letter, wanted)| match wanted {
            'd' => letter.is_ascii_digit(),
            'a' => letter.is_ascii_alphabetic(),
            other => *letter == other,
        })
    };
    let alone = |at: usize, end: usize| {
        let touches = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_alphanumeric() || *letter == '-');
        !touches(at.checked_sub(1).and_then(|before| letters.get(before))) && !touches(letters.get(end))
    };
    let length = form.chars().count();
    let found = letters.windows(length).enumerate().filter(|(at, part)| fits(part) && alone(*at, at + length));
    found.map(|(_, part)| part.iter().collect()).collect()
}

/// What is wrong with the words of a page in this language.
fn faults(text: &str, language: Language, keys: &BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| word.contains('_'));
    faults.extend(words.filter(|word| keys.contains(*word)).map(|key| format!("the key {key} is shown")));
    faults.extend(
        ["{ $", "{$", "{{", "}}"].iter().filter(|left| text.contains(**left)).map(|left| format!("{left} is left")),
    );
    if language == Language::DeCh {
        let german = ["ß", "Dezernat", "Tagesordnung", "Niederschrift"];
        faults.extend(german.iter().filter(|word| text.contains(**word)).map(|word| (*word).to_owned()));
    }
    let forms = ["dd.dd.dddd", "d aaa dddd", "dd aaa dddd", "dddd-dd-dd"];
    let own: &[&str] = match language {
        Language::De | Language::DeCh => &forms[..1],
        Language::En => &forms[1..3],
        Language::Sv => &forms[3..],
    };
    for form in forms.iter().filter(|form| !own.contains(form)) {
        faults.extend(days(text, form).into_iter().map(|day| format!("{day} is not how {} writes it", language.tag())));
    }
    faults
}

/// Opens these pages of a council in every language that it speaks.
async fn every_page(world: &World, council: &Council, paths: &[String]) {
    let keys: BTreeSet<String> = sentences("de").into_keys().collect();
    let visitor = world.visitor();
    for language in council.spoken() {
        for path in paths {
            let path = format!("/{}/{path}", council.slug);
            let header = [("Accept-Language", language.tag())];
            let answer = visitor.bare(reqwest::Method::GET, &path, &header).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            let page = Page { path: path.clone(), answer };
            assert_eq!(page.all(&format!("html[lang={}]", language.tag())).len(), 1, "{path} in {}", language.tag());
            let text = read(&page);
            let faults = faults(&text, language, &keys);
            assert!(faults.is_empty(), "{path} in {}: {faults:#?}", language.tag());
        }
    }
}

const PAGES: [&str; 7] =
    ["", "papers", "meetings", "organizations", "tracking", "tracking?what=orders&state=closed", "tracking/report"];

both_in_town!("dortmund", "2020-03-02 09:00", every_council_in_its_languages, async |town: &Town<'_>| {
    let world = town.world;
    let mut tongues = BTreeSet::new();
    for council in world.app.councils.values() {
        tongues.extend(council.spoken());
        let mut paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
        // Where every word of a kind stands: its steps, by whom, the mails and the clocks.
        paths.extend(council.kinds.keys().map(|kind| format!("procedure/{kind}")));
        every_page(world, council, &paths).await;
    }
    for tongue in Language::ALL {
        assert!(tongues.contains(tongue), "{}", tongue.tag());
    }
});

both_in_town!("dortmund", "2016-05-02 09:00", papers_and_orders_in_each_language, async |town: &Town<'_>| {
    let (world, office) = (town.world, town.office());
    let new = json!({ "kind": "V", "title": "Masterplan", "facts": "Text.", "points": ["Die Verwaltung plant."] });
    let draft = town.draft(&town.api("dezernat-1.stab"), new).await;
    let plan = town.issued("dezernat-1", &draft).await;
    town.decided(&plan, "2016-06-09", "deferred").await;
    town.decided(&plan, "2016-07-07", "adopted").await;
    let order = town.orders().await[0].clone();
    town.order(&office, &order, "reschedule", json!({ "due_on": "2017-12-31" })).await;
    let inquiry = json!({ "kind": "AT", "title": "Netz", "facts": "Text.", "questions": ["Wo?"] });
    let inquiry = town.filed("cdu.buero", "dezernat-1", inquiry).await;
    town.scheduled(&inquiry, "2016-09-08").await;
    let council = world.app.council("dortmund").unwrap().clone();
    let path = |paper: &serde_json::Value| format!("papers/{}", paper["slug"].as_str().unwrap());
    let paths = [
        path(&plan),
        path(&inquiry),
        format!("{}/lineage", path(&plan)),
        format!("orders/{}", order["id"].as_str().unwrap()),
        "tracking".to_owned(),
        "tracking/report?half=2016-2".to_owned(),
        "meetings?when=past".to_owned(),
        "papers?q=05185".to_owned(),
    ];
    every_page(world, &council, &paths).await;
    world.leave_jobs();
});

#[test]
fn what_is_looked_for_is_found() {
    let keys = BTreeSet::from(["paper_date".to_owned()]);
    let of = |text: &str, language| faults(text, language, &keys).len();
    assert_eq!(of("am 05.07.2016, um 14 Uhr", Language::De), 0);
    assert_eq!(of("am 2016-07-05", Language::De), 1);
    assert_eq!(of("den 2016-07-05 kl. 14.00", Language::Sv), 0);
    assert_eq!(of("on 5 Jul 2016 and 15 Jul 2016", Language::En), 0);
    assert_eq!(of("on 05.07.2016", Language::En), 1);
    assert_eq!(of("paper_date: { $day }", Language::De), 2);
    assert_eq!((of("Strasse", Language::DeCh), of("Straße", Language::DeCh), of("Straße", Language::De)), (0, 1, 0));
    assert_eq!(of("VII-2016-07-05-01", Language::De), 0, "part of something longer");
}

#[test]
fn days_hours_and_amounts_are_written_as_the_place_writes_them() {
    let day = chrono::NaiveDate::from_ymd_opt(2016, 7, 5).unwrap();
    let at = ratsweg::db::types::Moment::from("2016-07-05T12:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap());
    let zone = chrono_tz::Europe::Berlin;
    for (language, written, hour, marks) in [
        (Language::De, "05.07.2016", "05.07.2016, 14:30 Uhr", ('.', ',')),
        (Language::DeCh, "05.07.2016", "05.07.2016, 14.30 Uhr", ('\'', '.')),
        (Language::En, "5 Jul 2016", "5 Jul 2016, 14:30", (',', '.')),
        (Language::Sv, "2016-07-05", "2016-07-05 kl. 14.30", ('\u{a0}', ',')),
    ] {
        assert_eq!((language.day(day).as_str(), language.moment(at, zone).as_str()), (written, hour));
        assert_eq!(language.marks(), marks);
    }
}

/// Every council file inside the binary, and every example, has its words in the languages that it speaks: else it would
/// not be read. And no German of Switzerland has an ß in it.
#[test]
fn council_files_have_their_words_in_their_languages() {
    for folder in ["config/councils", "config/examples"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let source = std::fs::read_to_string(&path).unwrap();
            if !source.contains("\nslug = ") {
                continue;
            }
            let council = Council::parse(&source).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
            assert!(!council.spoken().is_empty());
            if council.spoken() == [Language::DeCh] {
                assert!(!council.source.contains('ß'), "{}", path.display());
            }
        }
    }
}
