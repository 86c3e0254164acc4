//! One of each shape of these pages, for the test that renders them all. Invented, after the page of VII-F-01504.
use super::action::ActionPage;
use super::clocks::{ClockCard, ExtensionRow, Named};
use super::draft::{AnswerField, DraftPage, QuestionField};
use super::lineage::Lineage;
use super::offered::{Group, Offered};
use super::origin::Source;
use super::parts::{PartRow, PartsPage};
use super::show::{Above, AnswerRow, ConsultationRow, FamilyRow, HistoryRow, PaperPage, QuestionRow, SignatureRow};
use super::versions::PartRow as ComparedPart;
use crate::files::pages::Attached;
use crate::papers::svg::{Leaf, draw};
use crate::pending::json::PendingRow;
use crate::web::page::{Crumb, Fault, Faults, Page};
use crate::web::rows::Fact;
use crate::web::widget::{Choice, Widget};
use crate::wording::{Labelled, Told};

const TITLE: &str = "IT-Ausstattung und Organisation der Arbeit der Verwaltung";
const NUMBER: &str = "VII-F-01504";
const ANSWER: &str = "VII-F-01504-AW-01";
const HREF: &str = "/leipzig/papers/VII-F-01504";

fn text(text: &str) -> String {
    text.to_owned()
}

fn crumbs(here: &str) -> Vec<Crumb> {
    vec![Crumb::to("Stadt Leipzig", "/leipzig/"), Crumb::to("Vorlagen", "/leipzig/papers"), Crumb::here(here)]
}

fn leaf(number: &str, depth: usize, here: bool) -> Leaf {
    Leaf {
        number: text(number),
        kind: text("schriftliche Antwort zur Anfrage"),
        title: text(TITLE),
        href: format!("/leipzig/papers/{number}"),
        depth,
        here,
    }
}

fn family(leaves: &[Leaf]) -> Vec<FamilyRow> {
    let row = |leaf: &Leaf| FamilyRow {
        number: leaf.number.clone(),
        href: leaf.href.clone(),
        title: leaf.title.clone(),
        author: text("02.1 Dezernat Allgemeine Verwaltung"),
        kind: leaf.kind.clone(),
        here: leaf.here,
    };
    leaves.iter().map(row).collect()
}

fn told(title: &str, reason: Option<&str>, next: Option<&str>) -> Told {
    Told {
        title: text(title),
        at: text("16.09.2020, 14:00 Uhr"),
        by: text("Büro für Ratsangelegenheiten"),
        facts: vec![Labelled { label: text("Gremium"), text: text("Ratsversammlung") }],
        reason: reason.map(text),
        next: next.map(text),
    }
}

impl PaperPage {
    /// A draft that has nothing yet.
    fn empty() -> Self {
        let leaves = [leaf("ohne Nummer", 0, true)];
        Self {
            crumbs: crumbs("ohne Nummer"),
            title: text("Vorlage - ohne Nummer"),
            lang: "",
            href: text(HREF),
            done: None,
            locked: String::new(),
            carries: Vec::new(),
            parent: None,
            subject: String::new(),
            urgent: String::new(),
            former: String::new(),
            origin: None,
            aliases: format!("{HREF}/aliases"),
            occasion: String::new(),
            status: text("intern (in Vorbereitung)"),
            kind: text("Anfrage"),
            submitter: text("SPD-Fraktion"),
            responsible: Vec::new(),
            pending: None,
            steps: text("Verlauf"),
            consultations: Vec::new(),
            unconsulted: true,
            facts: String::new(),
            decisions: Vec::new(),
            answering: false,
            questions: Vec::new(),
            points: Vec::new(),
            own: Vec::new(),
            target: String::new(),
            accepted: String::new(),
            differences: Vec::new(),
            earlier: None,
            versions: Vec::new(),
            clocks: Vec::new(),
            files: Attached::default(),
            family: family(&leaves),
            kept: kept(),
            carried: text("Die Neufassung geht weiter, wo VII-A-00123 stand."),
            family_summary: None,
            family_rest: None,
            drawing: Some(draw(&leaves)),
            drawing_title: text("Stammbaum von ohne Nummer"),
            drawing_about: text("Eine Vorlage."),
            history: Vec::new(),
            signatures: Vec::new(),
            inside: Vec::new(),
            following: None,
            groups: Vec::new(),
            notes: None,
            records: true,
        }
    }

    /// The page of the model: deferred, answered, closed.
    fn answered() -> Self {
        let leaves = [leaf(NUMBER, 0, true), leaf(ANSWER, 1, false)];
        let answer = |refusal: &str| AnswerRow {
            text: if refusal.is_empty() { text("Es gab mehrere.\nAuch <neue>.") } else { String::new() },
            refusal: text(refusal),
            by: Some(Named { label: text(ANSWER), href: format!("/leipzig/papers/{ANSWER}") }),
        };
        let question = |number, answers| QuestionRow {
            number,
            further: number > 1,
            text: text("Welche Kosten & Folgen gab es?"),
            answers,
        };
        Self {
            lang: "de",
            done: Some(text("Die Antwort ist herausgegeben.")),
            locked: text("Wartet unverändert auf die <Ratsversammlung>."),
            carries: crate::orders::pages::carried::samples(),
            title: format!("Vorlage - {NUMBER}"),
            files: Attached::sample(),
            subject: text(TITLE),
            occasion: text("Sonstiges"),
            status: text("öffentlich (Vorlage abgeschlossen)"),
            consultations: vec![ConsultationRow {
                paragraph: Some(Named {
                    label: "§ 45".to_owned(),
                    href: "/leipzig/meetings/1/items/1/extract".to_owned(),
                }),
                id: text("0190"),
                body: text("Ratsversammlung"),
                role: text("schriftliche Beantwortung"),
                date: text("16.09.2020"),
                sitting: text("/leipzig/meetings/1"),
                item: text("Ö 3.1"),
                place: text("Kongreßhalle Leipzig, Pfaffendorfer Str. 31, 04105 Leipzig"),
                result: text("vertagt"),
                open: false,
                tone: "warn",
                advice: vec![text("FA Umwelt <und> Ordnung: empfohlen (dafür)")],
                note: text("Wegen der <späten> Stunde."),
            }],
            facts: text("Zur Krise.\n\nDaher fragen wir:"),
            decisions: crate::orders::pages::section::samples(),
            points: vec![text("Der Rat beschließt <dies>.\nUnd das."), text("Der Oberbürgermeister berichtet.")],
            questions: vec![
                question(1, vec![answer("")]),
                question(2, vec![answer("Betriebsgeheimnis")]),
                question(3, Vec::new()),
            ],
            clocks: vec![clock("good", "erfüllt", Vec::new())],
            family: family(&leaves),
            drawing: Some(draw(&leaves)),
            history: vec![
                HistoryRow { told: told("Zugelassen", None, None), class: "done" },
                HistoryRow { told: told("Vertagt", Some("Zeitmangel <b>"), None), class: "deferred" },
                HistoryRow {
                    told: told("Beantwortet", None, Some("Die Antwort steht unter jeder Frage.")),
                    class: "done",
                },
            ],
            signatures: vec![SignatureRow { name: text("Petra Lindner"), signed: text("12.08.2020, 09:30 Uhr") }],
            ..Self::empty()
        }
    }

    /// Overdue, not public, as somebody sees it who works with it.
    fn overdue() -> Self {
        let offered = |label: &str, at_once, why: &[&str]| Offered {
            label: text(label),
            href: format!("{HREF}/actions/admit"),
            version: 3,
            at_once,
            danger: !at_once,
            why: why.iter().map(|why| text(why)).collect(),
        };
        let extension = ExtensionRow {
            change: text("verlängert vom 09.09.2020 auf den 30.09.2020"),
            who: text("beantragt vom Dezernat, gewährt vom Rat am 10.09.2020"),
            reason: text("Urlaub & Krankheit"),
            late: true,
        };
        Self {
            status: text("nicht öffentlich (Vorlage im Verfahren)"),
            responsible: vec![Fact { label: text("Federführend"), value: text("Dezernat <b>Bau</b>") }],
            pending: Some(PendingRow {
                label: text("Liegt bei"),
                holder: text("Dezernat <b>Bau</b> (Sitzung vom 16.09.2020)"),
                until_label: text("Frist bis"),
                until: text("09.09.2020"),
            }),
            clocks: vec![clock("bad", "überfällig", vec![extension])],
            parent: Some(Above { number: text("VI-F-1"), href: None, title: String::new() }),
            signatures: vec![SignatureRow { name: text("Ulf <Uhl>"), signed: String::new() }],
            inside: vec![Fact { label: text("Zuständig"), value: text("02.1 Dezernat Allgemeine Verwaltung") }],
            following: Some(true),
            origin: Some(Source::sample()),
            groups: vec![
                Group {
                    about: String::new(),
                    open: vec![offered("Einreichen", true, &[]), offered("Zurückziehen", false, &[])],
                    lacking: vec![offered("Herausgeben", true, &["Frage 3 <fehlt>."])],
                    refused: vec![offered("Zeichnen", true, &["Frage 3 ist offen.", "Die Vorlage ist nicht offen."])],
                },
                Group {
                    about: text("Ratsversammlung, 16.09.2020"),
                    open: Vec::new(),
                    lacking: Vec::new(),
                    refused: vec![offered("X", true, &["Nein."])],
                },
            ],
            ..Self::answered()
        }
    }

    /// An amendment that was taken over, with fields of its own.
    fn amendment() -> Self {
        let boxed =
            super::values::OwnBox { label: text("Zustimmung"), remark: text("ab <2024>"), ..Default::default() };
        let group = |label: &str, boxed: &super::values::OwnBox| super::values::OwnGroup {
            label: text(label),
            options: vec![boxed.clone(), boxed.clone()],
            ..Default::default()
        };
        let named = |label: &str| Named { label: text(label), href: format!("{HREF}/versions/1") };
        Self {
            own: vec![
                super::values::OwnRow { label: text("Betrag"), value: text("1.500,00 EUR"), groups: Vec::new() },
                super::values::OwnRow { label: text("Votum"), value: String::new(), groups: vec![group("", &boxed)] },
                super::values::OwnRow {
                    label: text("Standpunkt"),
                    value: String::new(),
                    groups: vec![group("Insgesamt", &boxed), group("Zu Punkt <2>", &boxed)],
                },
            ],
            target: text("Punkt 2, Satz <1> (Fassung 1)"),
            accepted: text("Am 16.09.2020 vom Einreicher übernommen."),
            differences: vec![ComparedPart {
                label: text("Beschlussvorschlag"),
                changed: true,
                runs: crate::papers::compare::words("bis <2024> bauen", "bis <2025> bauen"),
            }],
            earlier: Some(named("VII-A-08079, Fassung 1")),
            versions: vec![named("Fassung 1"), named("Fassung 2")],
            ..Self::answered()
        }
    }

    /// An answer in a family so large that it is folded.
    fn answer_in_a_large_family() -> Self {
        let mut leaves: Vec<_> = (1..31).map(|n| leaf(&format!("{NUMBER}-AW-{n:02}"), 1, n == 1)).collect();
        leaves.insert(0, leaf(NUMBER, 0, false));
        Self {
            parent: Some(Above { number: text(NUMBER), href: Some(text(HREF)), title: text(TITLE) }),
            answering: true,
            family: family(&leaves),
            family_summary: Some(text("31 Vorlagen")),
            family_rest: Some(text("29 weitere")),
            drawing: None,
            following: Some(false),
            ..Self::answered()
        }
    }
}

fn clock(tone: &'static str, word: &str, extensions: Vec<ExtensionRow>) -> ClockCard {
    ClockCard {
        label: text("Antwort der Verwaltung"),
        tone,
        word: text(word),
        sentence: text("fällig am 09.09.2020"),
        by: Some(Named { label: text(ANSWER), href: format!("/leipzig/papers/{ANSWER}") }),
        rule: text("12.08.2020 + 4 Wochen, § 28 Abs. 6 SächsGemO = 09.09.2020"),
        reason: if tone == "bad" { text("Datenschutz <Person>") } else { String::new() },
        extensions,
    }
}

impl Page for PaperPage {
    const TEMPLATE: &'static str = "pages/papers/show.html";
    fn samples() -> Vec<Self> {
        vec![Self::empty(), Self::answered(), Self::overdue(), Self::amendment(), Self::answer_in_a_large_family()]
    }
}

impl Page for Lineage {
    const TEMPLATE: &'static str = "pages/papers/lineage.html";
    fn samples() -> Vec<Self> {
        [1, 2, 94].into_iter().map(Self::sample).collect()
    }
}

impl Lineage {
    fn sample(size: usize) -> Self {
        let leaves: Vec<_> = (0..size).map(|n| leaf(&format!("{NUMBER}-{n:02}"), n.min(1 + n % 3), n == 0)).collect();
        let authors = vec![text("02.1 Dezernat Allgemeine Verwaltung"); leaves.len()];
        let drawing = draw(&leaves);
        Self {
            crumbs: crumbs("Stammbaum"),
            lang: "de",
            lead: format!("{size} Vorlagen gehören zu {NUMBER}."),
            paper: Named { label: text(NUMBER), href: text(HREF) },
            drawing_title: text("Stammbaum von VII-F-01504"),
            drawing_about: text("Derselbe Inhalt steht als Liste darunter."),
            width: drawing.width,
            height: drawing.height,
            drawing: (size <= super::lineage::LARGE).then_some(drawing),
            svg_href: format!("{HREF}/lineage.svg"),
            json_href: format!("{HREF}/lineage.json"),
            rows: super::lineage::rows(&leaves, authors),
            kept: if size == 2 { kept() } else { Vec::new() },
        }
    }
}

/// Numbers that no paper bears.
fn kept() -> Vec<Fact> {
    let fact = |number: &str, told: &str| Fact { label: text(number), value: text(told) };
    vec![fact("VII-F-01504-AW-01", "reserviert für <die> Antwort"), fact("VII-F-01504-Ifo-02", "nicht benutzt")]
}

/// Faults on these fields.
fn faults(fields: &[&str]) -> Faults {
    let mut faults = Faults::default();
    for field in fields {
        let told = format!("Hier <fehlt> etwas: {field}");
        if !field.is_empty() {
            faults.of.insert(text(field), told.clone());
        }
        faults.list.push(Fault { field: text(field), text: told });
    }
    faults
}

impl ActionPage {
    fn sample(widgets: Vec<Widget>) -> Self {
        Self {
            crumbs: crumbs("Zulassen"),
            title: text("Zulassen"),
            paper: Named { label: text(NUMBER), href: text(HREF) },
            subject: text(TITLE),
            lang: "de",
            about: text("Ratsversammlung, schriftliche Beantwortung, 16.09.2020"),
            hint: text("Die Vorlage bekommt ihre Nummer."),
            stale: false,
            present: Vec::new(),
            faults: Faults::default(),
            refused: Vec::new(),
            action: format!("{HREF}/actions/admit"),
            version: text("3"),
            widgets,
            danger: false,
        }
    }
}

impl Page for ActionPage {
    const TEMPLATE: &'static str = "pages/papers/action.html";
    fn samples() -> Vec<Self> {
        let widget = |kind, name| Widget {
            kind,
            input: if kind == "date" || kind == "time" { kind } else { "text" },
            width: "short",
            name: text(name),
            label: text("Zuständiges Dezernat"),
            hint: text("Wer antwortet."),
            value: text("2020 <b>"),
            options: vec![
                Choice { chosen: true, ..Choice::new("a", "02.1 Dezernat <Verwaltung>") },
                Choice::new("b", "06 Dezernat"),
            ],
            optional: name == "note",
            parts: Vec::new(),
        };
        let all = || {
            [
                widget("line", "place"),
                widget("text", "reason"),
                widget("text", "note"),
                widget("date", "date"),
                widget("time", "time"),
                widget("select", "department"),
                widget("boxes", "people"),
            ]
        };
        let part = |name| Widget { hint: String::new(), ..widget("select", name) };
        let votes = Widget {
            parts: vec![
                Widget { hint: String::new(), ..widget("line", "vote-yes") },
                Widget { parts: vec![part("ballot-a"), part("ballot-b")], ..widget("fold", "by-name") },
            ],
            ..widget("group", "votes")
        };
        let nobody = Widget { options: Vec::new(), ..widget("boxes", "people") };
        vec![
            Self::sample(Vec::new()),
            Self::sample(vec![nobody]),
            Self { faults: faults(&["votes"]), ..Self::sample(vec![votes]) },
            Self::sample(all().to_vec()),
            Self {
                faults: faults(&["place", "reason", "date", "time", "department", "people", ""]),
                ..Self::sample(all().to_vec())
            },
            Self {
                stale: true,
                present: vec![Fact { label: text("Status"), value: text("öffentlich <offen>") }],
                danger: true,
                ..Self::sample(all().to_vec())
            },
            Self {
                refused: vec![text("Die Frist läuft nicht mehr."), text("Zu <spät>.")],
                ..Self::sample(all().to_vec())
            },
        ]
    }
}

impl DraftPage {
    fn sample() -> Self {
        let row = |index: usize| QuestionField { index, label: format!("Frage {}", index + 1), text: String::new() };
        Self {
            crumbs: crumbs("Anfrage verfassen"),
            title: text("Anfrage verfassen"),
            action: text("/leipzig/papers"),
            back: text("/leipzig/papers"),
            faults: Faults::default(),
            stale: false,
            present: Vec::new(),
            version: String::new(),
            once: text("a3f1"),
            kinds: vec![Choice { chosen: true, ..Choice::new("F", "Anfrage") }],
            questions: (0..3).map(row).collect(),
            asking: true,
            most: 200,
            ..Self::default()
        }
    }
}

impl Page for PartsPage {
    const TEMPLATE: &'static str = "pages/papers/parts.html";
    fn samples() -> Vec<Self> {
        let row = |number: i32, answered| PartRow {
            name: format!("department-{number}"),
            label: format!("Frage {number}"),
            text: text("Welche Kosten & Folgen gab es?"),
            answered,
            options: vec![Choice::new("", "02.1 Dezernat (federführend)"), Choice::new("dezernat-06", "06 <Bau>")],
        };
        let form = || Self {
            crumbs: crumbs("Fragen auf Dezernate verteilen"),
            title: text("Fragen auf Dezernate verteilen"),
            number: text("VII-F-01504"),
            href: text(HREF),
            subject: text(TITLE),
            lang: "",
            hint: text("Das zuständige Dezernat bleibt federführend."),
            faults: Faults::default(),
            stale: false,
            refused: Vec::new(),
            version: text("4"),
            questions: vec![row(1, false), row(2, true)],
        };
        let wrong = Self { faults: faults(&[""]), stale: true, ..form() };
        vec![form(), wrong, Self { refused: vec![text("Die Vorlage ist nicht mehr offen.")], ..form() }]
    }
}

impl Page for DraftPage {
    const TEMPLATE: &'static str = "pages/papers/draft.html";
    fn samples() -> Vec<Self> {
        let filled = || Self {
            subject: text(TITLE),
            occasion: text("Sonstiges"),
            facts: text("\nZeile 1\n</textarea><b>"),
            confidential: true,
            version: text("4"),
            lang: "de",
            ..Self::sample()
        };
        let answer = |number, refusal: &str| AnswerField {
            number,
            label: format!("Frage {number}"),
            question: text("Welche Kosten & Folgen gab es?"),
            text: if refusal.is_empty() { text("Keine <neuen>.") } else { String::new() },
            refusal: text(refusal),
        };
        let row = |index: usize| QuestionField { index, label: format!("Punkt {}", index + 1), text: text("<a>") };
        let amendment = || Self {
            asking: false,
            pointing: true,
            amending: true,
            questions: Vec::new(),
            points: (0..2).map(row).collect(),
            versions: vec![Choice::new("1", "Fassung 1"), Choice { chosen: true, ..Choice::new("2", "Fassung 2") }],
            place: text("Punkt 2, Satz <1>"),
            parent: Some(Named { label: format!("{NUMBER} – {TITLE}"), href: text(HREF) }),
            own: super::values::samples(),
            ..filled()
        };
        vec![
            Self::sample(),
            amendment(),
            Self {
                faults: faults(&["points", "target_place", "value-line", "value-boxes", "value-choice"]),
                ..amendment()
            },
            Self {
                title: text("Vorlage verfassen"),
                many: text("/leipzig/papers/many?kind=HP"),
                chooser: vec![Named { label: text("Antrag"), href: text("/leipzig/papers/new?kind=A") }],
                ..Self::default()
            },
            Self {
                kinds: vec![Choice::new("F", "Anfrage"), Choice::new("A", "Antrag")],
                organizations: vec![Choice::new("spd", "SPD-Fraktion"), Choice::new("cdu", "CDU-Fraktion")],
                faults: faults(&["title", "occasion", "facts", "questions", "organization", "kind", ""]),
                ..filled()
            },
            Self {
                stale: true,
                present: vec![Fact { label: text("Betreff"), value: text("Ein <anderer>\nBetreff") }],
                ..filled()
            },
            Self {
                answering: true,
                questions: Vec::new(),
                parent: Some(Named { label: format!("{NUMBER} – {TITLE}"), href: text(HREF) }),
                answers: vec![answer(1, ""), answer(2, "Betriebsgeheimnis")],
                faults: faults(&["answers", "facts"]),
                ..filled()
            },
        ]
    }
}
