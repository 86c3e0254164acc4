//! Samples of the tracking page, for the test that renders every page.
use super::bars::{StateBar, bar};
use super::{Row, Tab, Tracking};
use crate::clocks::light::ClockLight;
use crate::tracking::Lights;
use crate::web::page::{Crumb, Page};
use crate::web::rows::{Choice, Link};

impl Page for Tracking {
    const TEMPLATE: &'static str = "pages/tracking/list.html";
    fn samples() -> Vec<Self> {
        vec![empty(), full()]
    }
}

fn tab(label: &str, current: bool) -> Tab {
    Tab { label: label.to_owned(), count: "2".to_owned(), href: "/leipzig/tracking".to_owned(), current }
}

fn empty() -> Tracking {
    Tracking {
        crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Fristen und Aufträge")],
        action: "/leipzig/tracking".to_owned(),
        today: "12.08.2020".to_owned(),
        lists: Vec::new(),
        nonpublic: false,
        tabs: vec![tab("laufend", true), tab("überfällig", false)],
        state: "open",
        q: String::new(),
        what: String::new(),
        whats: vec![Choice::new("orders", "Aufträge")],
        sort: "due".to_owned(),
        sorts: vec![Choice::new("due", "Termin")],
        department: String::new(),
        departments: vec![Choice::new("1", "02.1 Dezernat Allgemeine Verwaltung")],
        faction: String::new(),
        factions: vec![Choice::new("2", "SPD-Fraktion")],
        body: String::new(),
        bodies: vec![Choice::new("3", "Ratsversammlung")],
        kind: String::new(),
        kinds: vec![Choice::new("A", "Antrag")],
        filtered: false,
        reset: "/leipzig/tracking".to_owned(),
        rows: Vec::new(),
        first: String::new(),
        next: String::new(),
        csv: "/leipzig/tracking.csv".to_owned(),
        sheet: "/leipzig/tracking.csv?separator=semicolon".to_owned(),
        json: "/leipzig/tracking.json".to_owned(),
        report: "/leipzig/tracking/report".to_owned(),
        bars: Vec::new(),
        total: None,
        states: Vec::new(),
    }
}

fn row(tone: &'static str, reason: &str, by: Option<Link>) -> Row {
    Row {
        href: "/leipzig/papers/VII-F-01504".to_owned(),
        number: "VII-F-01504".to_owned(),
        title: "Radwege <im> Leipziger Osten".to_owned(),
        text: "Antwort der Verwaltung".to_owned(),
        submitter: "SPD-Fraktion".to_owned(),
        department: "02.1 Dezernat Allgemeine Verwaltung".to_owned(),
        coordinator: String::new(),
        light: ClockLight { label: "überfällig".to_owned(), tone, due: "09.09.2020".to_owned() },
        rule: "12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020".to_owned(),
        days: "seit 7 Tagen".to_owned(),
        report: String::new(),
        reason: reason.to_owned(),
        by,
    }
}

fn full() -> Tracking {
    let lights = Lights { overdue: 3, soon: 1, in_time: 12, undated: 2 };
    let answer = Link { label: "VII-F-01504-AW-01".to_owned(), href: "/leipzig/papers/x".to_owned() };
    let order = Row {
        href: "/leipzig/orders/x".to_owned(),
        text: "2. Die <Bänke> am Kanal werden erneuert.".to_owned(),
        coordinator: "CIO, ab 01.06.2018".to_owned(),
        rule: String::new(),
        report: "12.08.2020: Die Vergabe <läuft>.".to_owned(),
        ..row("warn", "", None)
    };
    Tracking {
        lists: vec![tab("öffentlich", false), tab("nicht öffentlich", true)],
        nonpublic: true,
        filtered: true,
        department: "1".to_owned(),
        q: "Bänke & \"mehr\"".to_owned(),
        rows: vec![
            row("bad", "", None),
            row("good", "Rückfrage bei <b>zwei</b> Ämtern", None),
            row("neutral", "", Some(answer)),
            order,
        ],
        first: "/leipzig/tracking".to_owned(),
        next: "/leipzig/tracking?after=x".to_owned(),
        bars: vec![bar("02.1 Dezernat".to_owned(), "/leipzig/tracking?department=1".to_owned(), lights, 18)],
        total: Some(bar("Zusammen".to_owned(), String::new(), lights, 0)),
        states: vec![StateBar {
            label: "erteilt".to_owned(),
            count: 3,
            parts: bar(String::new(), String::new(), Lights { overdue: 3, ..Lights::default() }, 3).parts,
        }],
        ..empty()
    }
}
