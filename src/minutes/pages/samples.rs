//! One of each shape of these pages, for the test that renders them all. Invented.
use super::{DealtRow, Extract, ItemRow, MemberRow, MinutesForm, MinutesPage, Present, Signer};
use crate::files::pages::Attached;
use crate::web::page::{Crumb, Faults, Page};
use crate::web::rows::{Choice, Link};

fn sample_item() -> ItemRow {
    ItemRow {
        number: "Ö 8.1".to_owned(),
        paragraphs: "§ 45".to_owned(),
        title: "Radwege <im> Osten".to_owned(),
        note: "Mit <Gästen>.".to_owned(),
        text: "Frau Fromm begründet den <Antrag>.".to_owned(),
        typed: "Frau Fromm begründet.".to_owned(),
        field: "item-1".to_owned(),
        extract: "/leipzig/meetings/1/items/1/extract".to_owned(),
        dealt: vec![DealtRow {
            paper: Link { label: "VII-A-00889".to_owned(), href: "/leipzig/papers/VII-A-00889".to_owned() },
            title: "Radwege <im> Osten".to_owned(),
            role: "Beschlussfassung".to_owned(),
            result: "geändert beschlossen".to_owned(),
            note: "Ohne <Debatte>.".to_owned(),
            votes: vec!["30 Ja, 12 Nein, 2 Enthaltungen, 44 anwesend".to_owned()],
            ballots: vec!["Senta Fromm: Ja".to_owned()],
            points: vec!["Punkt 1: abgelehnt".to_owned()],
            final_text: "1. Der Radweg <wird> gebaut.".to_owned(),
        }],
    }
}

impl Page for MinutesPage {
    const TEMPLATE: &'static str = "pages/minutes/show.html";
    fn samples() -> Vec<Self> {
        let of = |form, state: &str| Self {
            crumbs: vec![Crumb::to("Sitzung", "/leipzig/meetings/1"), Crumb::here("Niederschrift")],
            body: "Ratsversammlung".to_owned(),
            at: "16.09.2020, 14:00 Uhr".to_owned(),
            href: "/leipzig/meetings/1/minutes".to_owned(),
            faults: Faults::default(),
            state: state.to_owned(),
            quorum: "beschlussfähig".to_owned(),
            approved: "Genehmigt am 14.10.2020".to_owned(),
            opening: "Der Vorsitz <eröffnet>.".to_owned(),
            content: "Schluss.".to_owned(),
            nonpublic: "Vertraulich.".to_owned(),
            objections: "Keine.".to_owned(),
            attendance: vec![Present { name: "Senta Fromm".to_owned(), words: "anwesend".to_owned() }],
            files: Attached::sample(),
            items: vec![sample_item(), ItemRow { dealt: Vec::new(), extract: String::new(), ..sample_item() }],
            form,
        };
        let form = |draft, version| MinutesForm {
            version,
            draft,
            finished: !draft,
            lacking: if version == 1 { "Die Sitzung läuft noch.".to_owned() } else { String::new() },
            hint: "Danach lesen alle mit.".to_owned(),
            opening: "Der Vorsitz <eröffnet>.".to_owned(),
            content: "Schluss.".to_owned(),
            nonpublic: "Vertraulich.".to_owned(),
            objections: "Keine.".to_owned(),
            members: vec![MemberRow {
                field: "presence-1".to_owned(),
                name: "Senta Fromm".to_owned(),
                value: "present".to_owned(),
                options: vec![Choice { value: "present".to_owned(), label: "anwesend".to_owned() }],
                arrived_field: "arrived-1".to_owned(),
                arrived: "14:30".to_owned(),
                left_field: "left-1".to_owned(),
                left: String::new(),
            }],
            later: vec![Choice { value: "1".to_owned(), label: "14.10.2020".to_owned() }],
            signers: Vec::new(),
            approved_on: "2020-09-24".to_owned(),
        };
        let fault = crate::web::page::Fault { field: String::new(), text: "Es fehlt ein Text.".to_owned() };
        let faults = Faults { of: Default::default(), list: vec![fault] };
        let signer = Signer {
            field: "signer-1".to_owned(),
            label: "1. Unterschrift".to_owned(),
            value: String::new(),
            options: vec![Choice { value: "1".to_owned(), label: "Senta <Fromm>".to_owned() }],
        };
        let none = Self { attendance: Vec::new(), items: Vec::new(), ..of(None, "") };
        vec![
            none,
            of(None, "fertig"),
            of(Some(form(true, 1)), "Entwurf"),
            of(Some(form(true, 2)), "Entwurf"),
            Self { faults, ..of(Some(form(false, 3)), "fertig") },
            of(Some(MinutesForm { signers: vec![signer], ..form(false, 4) }), "fertig"),
        ]
    }
}

impl Page for Extract {
    const TEMPLATE: &'static str = "pages/minutes/extract.html";
    fn samples() -> Vec<Self> {
        vec![Self {
            crumbs: vec![Crumb::to("Sitzung", "/leipzig/meetings/1"), Crumb::here("Auszug")],
            body: "Ratsversammlung".to_owned(),
            at: "16.09.2020, 14:00 Uhr".to_owned(),
            place: "Neues Rathaus".to_owned(),
            approved: "Justerat den 24.09.2020".to_owned(),
            item: sample_item(),
        }]
    }
}
