//! One of each shape of these pages, for the test that renders them all. Invented.
use super::form::MeetingForm;
use super::run::{Called, Entry, RunPage, Turn};
use super::show::{Leaf, NoticeLine, Offered, PaperLine, Part, Row, SittingPage, Tag};
use super::unscheduled::{Unscheduled, WaitingRow};
use crate::files::pages::Attached;
use crate::papers::pages::origin::Source;
use crate::web::page::{Crumb, Fault, Faults, Page};
use crate::web::rows::Link;
use crate::web::widget::{Choice, Widget};
use crate::wording::Told;

const HREF: &str = "/leipzig/meetings/1";

fn crumbs() -> Vec<Crumb> {
    vec![Crumb::to("Start", "/leipzig/"), Crumb::to("Sitzungen", "/leipzig/meetings"), Crumb::here("Ratsversammlung")]
}

fn tag(label: &str, tone: &'static str) -> Tag {
    Tag { label: label.to_owned(), tone }
}

fn faults(field: &str) -> Faults {
    let fault = Fault { field: field.to_owned(), text: "Bitte ausfüllen.".to_owned() };
    Faults { of: [(fault.field.clone(), fault.text.clone())].into(), list: vec![fault] }
}

fn offered(label: &str, at_once: bool, why: &[&str]) -> Offered {
    Offered {
        label: label.to_owned(),
        href: format!("{HREF}/actions/x"),
        version: 3,
        at_once,
        danger: false,
        why: why.iter().map(|why| (*why).to_owned()).collect(),
    }
}

fn paper(open: bool) -> PaperLine {
    PaperLine {
        consultation: "01939f5e-7d3b-7e14-9c47-6f0d8c1f2a3b".to_owned(),
        href: "/leipzig/papers/VII-F-01504".to_owned(),
        number: "VII-F-01504".to_owned(),
        title: "Radwege <im> Leipziger Osten".to_owned(),
        kind: "Anfrage".to_owned(),
        submitter: "SPD-Fraktion".to_owned(),
        role: "schriftliche Beantwortung".to_owned(),
        result: if open { tag("steht bevor", "neutral") } else { tag("vertagt", "warn") },
        open,
        note: String::new(),
        advice: vec!["FA Umwelt <und> Ordnung: nicht empfohlen (dagegen)".to_owned()],
    }
}

fn row(number: &str, id: &str) -> Row {
    Row {
        id: id.to_owned(),
        number: number.to_owned(),
        title: "Radwege & mehr".to_owned(),
        note: "Mit Gästen.".to_owned(),
        joint: "gemeinsam mit Ö 2".to_owned(),
        paragraphs: "§ 45".to_owned(),
        awaited: "Vorlage <DS0446/23>, hier nicht vorhanden".to_owned(),
        tags: vec![tag("Nachtrag", "warn")],
        papers: vec![paper(false)],
        ..Row::default()
    }
}

impl Page for SittingPage {
    const TEMPLATE: &'static str = "pages/meetings/show.html";
    fn samples() -> Vec<Self> {
        let empty = || Self {
            crumbs: crumbs(),
            title: "Ratsversammlung".to_owned(),
            lang: "",
            href: HREF.to_owned(),
            bodies: vec![Link { label: "Ratsversammlung".to_owned(), href: "/leipzig/organizations/1".to_owned() }],
            at: "16.09.2020, 14:00 Uhr".to_owned(),
            until: String::new(),
            place: String::new(),
            video: String::new(),
            state: tag("geplant", "neutral"),
            invited: String::new(),
            late: String::new(),
            reason: String::new(),
            continues: None,
            continued_by: None,
            published: false,
            parts: Vec::new(),
            version: 3,
            open: Vec::new(),
            lacking: Vec::new(),
            prepares: false,
            run: String::new(),
            more: vec![Link {
                label: "Fehlende Ergebnisse".to_owned(),
                href: "/leipzig/meetings/missing-results".to_owned(),
            }],
            notice: None,
            history: Vec::new(),
            origin: None,
            pages: Vec::new(),
            files: Attached::default(),
        };
        let other = |label: &str| Some(Link { label: label.to_owned(), href: HREF.to_owned() });
        let secret = Row { number: "N 1".to_owned(), title: "Grundstück".to_owned(), ..Row::default() };
        let full = Self {
            lang: "de",
            until: "16.09.2020, 18:00 Uhr".to_owned(),
            place: "Kongreßhalle".to_owned(),
            video: "https://video.example/1".to_owned(),
            state: tag("fortgesetzt", "warn"),
            invited: "10.09.2020, 08:00 Uhr".to_owned(),
            late: "§ 36 Abs. 3 SächsGemO".to_owned(),
            reason: "Es war <spät>.".to_owned(),
            continues: other("15.09.2020, 14:00 Uhr"),
            continued_by: other("17.09.2020, 14:00 Uhr"),
            published: true,
            parts: vec![
                Part { title: "Öffentlicher Teil".to_owned(), rows: vec![row("Ö 1", "a"), row("Ö 1.1", "b")] },
                Part { title: "Nicht öffentlicher Teil".to_owned(), rows: vec![secret] },
            ],
            open: vec![offered("Einladen", false, &[]), offered("Eröffnen", true, &[])],
            lacking: vec![offered("Eröffnen", true, &["Die Sitzung ist erst morgen."])],
            prepares: true,
            run: format!("{HREF}/run"),
            files: Attached::sample(),
            notice: Some(NoticeLine {
                days: "25.09.2020 – 17.10.2020".to_owned(),
                appeal: "16.10.2020".to_owned(),
                board: "/leipzig/notices".to_owned(),
            }),
            origin: Some(Source::sample()),
            pages: vec![
                Leaf { label: "Ö 1 – Ö 50".to_owned(), href: format!("{HREF}?page=1"), here: true },
                Leaf { label: "Ö 51 – N 3".to_owned(), href: format!("{HREF}?page=2"), here: false },
            ],
            history: vec![Told {
                title: "Eingeladen".to_owned(),
                at: "10.09.2020, 08:00 Uhr".to_owned(),
                by: "Büro".to_owned(),
                facts: Vec::new(),
                reason: Some("Eilig.".to_owned()),
                next: None,
            }],
            ..empty()
        };
        vec![empty(), full]
    }
}

impl Page for MeetingForm {
    const TEMPLATE: &'static str = "pages/meetings/action.html";
    fn samples() -> Vec<Self> {
        let widget = |kind, name: &str, options| Widget {
            kind,
            input: "text",
            width: "full",
            name: name.to_owned(),
            label: format!("Feld {name}"),
            options,
            ..Widget::default()
        };
        let empty = || Self {
            crumbs: crumbs(),
            title: "Sitzung ansetzen".to_owned(),
            about: None,
            lang: "",
            hint: String::new(),
            warning: String::new(),
            stale: false,
            faults: Faults::default(),
            refused: String::new(),
            action: "/leipzig/meetings".to_owned(),
            version: String::new(),
            item: String::new(),
            item_name: String::new(),
            widgets: vec![
                widget("select", "body", vec![Choice::new("1", "Ratsversammlung")]),
                widget("boxes", "with", vec![Choice::new("1", "Ratsversammlung")]),
                widget("line", "name", Vec::new()),
            ],
            danger: false,
            back: "/leipzig/meetings".to_owned(),
        };
        let full = Self {
            about: Some(Link { label: "Ratsversammlung".to_owned(), href: HREF.to_owned() }),
            lang: "de",
            hint: "Die Mitglieder werden benachrichtigt.".to_owned(),
            warning: "Die Frist ist nicht eingehalten.".to_owned(),
            stale: true,
            faults: faults("name"),
            version: "3".to_owned(),
            item: "1".to_owned(),
            item_name: "Ö 1 Radwege".to_owned(),
            danger: true,
            ..empty()
        };
        let refused = Self { refused: "Die Sitzung ist vorbei.".to_owned(), ..empty() };
        vec![empty(), full, refused]
    }
}

impl Page for RunPage {
    const TEMPLATE: &'static str = "pages/meetings/run.html";
    fn samples() -> Vec<Self> {
        let empty = || Self {
            crumbs: crumbs(),
            title: "Ratsversammlung".to_owned(),
            lang: "",
            href: HREF.to_owned(),
            at: "16.09.2020, 14:00 Uhr".to_owned(),
            state: tag("eingeladen", "info"),
            version: 3,
            called: Vec::new(),
            next: None,
            rows: Vec::new(),
            open: Vec::new(),
            lacking: Vec::new(),
            waiting: Vec::new(),
            results: Vec::new(),
            bodies: Vec::new(),
            roles: Vec::new(),
            more: Vec::new(),
        };
        let entry = Entry {
            consultation: "01939f5e-7d3b-7e14-9c47-6f0d8c1f2a3b".to_owned(),
            paper: Link { label: "VII-F-01504 Radwege".to_owned(), href: "/leipzig/papers/VII-F-01504".to_owned() },
            role: "schriftliche Beantwortung".to_owned(),
            why: String::new(),
            advice: vec!["FA Umwelt <und> Ordnung: empfohlen (dafür)".to_owned()],
            results: vec![Choice::new("deferred", "vertagt")],
            form: "/leipzig/consultations/1/actions/enter-result".to_owned(),
        };
        let others = Entry { why: "Das trägt die Schriftführung ein.".to_owned(), ..entry.clone() };
        let full = Self {
            lang: "de",
            state: tag("läuft", "good"),
            called: vec![Called { row: row("Ö 1", "a"), entries: vec![entry, others] }],
            next: Some(row("Ö 2", "b")),
            rows: vec![Turn { row: row("Ö 1", "a"), state: tag("aufgerufen", "info"), callable: true }],
            open: vec![offered("Schließen", true, &[])],
            lacking: vec![offered("Eröffnen", true, &["Erst morgen."])],
            waiting: vec![Choice::new("1", "VII-F-01504 Radwege")],
            results: vec![Choice::new("deferred", "vertagt")],
            bodies: vec![Choice::new("bauausschuss", "Bauausschuss")],
            roles: vec![Choice::new("advice", "Vorberatung")],
            more: vec![Link { label: "Niederschrift".to_owned(), href: format!("{HREF}/minutes") }],
            ..empty()
        };
        vec![empty(), full]
    }
}

impl Page for Unscheduled {
    const TEMPLATE: &'static str = "pages/meetings/unscheduled.html";
    fn samples() -> Vec<Self> {
        let empty = || Self {
            crumbs: crumbs(),
            lang: "",
            action: "/leipzig/meetings/unscheduled".to_owned(),
            faults: Faults::default(),
            count: "0 Beratungen".to_owned(),
            rows: Vec::new(),
            places: true,
            meetings: Vec::new(),
        };
        let waiting = WaitingRow {
            id: "01939f5e-7d3b-7e14-9c47-6f0d8c1f2a3b".to_owned(),
            href: "/leipzig/papers/VII-A-00001".to_owned(),
            number: "VII-A-00001".to_owned(),
            title: "Radwege <b>".to_owned(),
            kind: "Antrag".to_owned(),
            body: "Bauausschuss".to_owned(),
            role: "Vorberatung".to_owned(),
            origin: "verwiesen von Ratsversammlung".to_owned(),
            days: "seit 70 Tagen".to_owned(),
            tone: "bad",
            chosen: true,
        };
        let full = Self {
            lang: "de",
            faults: faults("meeting"),
            rows: vec![waiting],
            meetings: vec![Choice::new("1", "16.09.2020, 14:00 Uhr, Ratsversammlung")],
            ..empty()
        };
        let reader = Self { places: false, faults: Faults::default(), ..Self { rows: full.rows.clone(), ..empty() } };
        vec![empty(), full, reader]
    }
}
