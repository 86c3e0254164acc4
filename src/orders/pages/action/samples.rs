//! One of each shape of the form of an action on an order, for the gallery.
use super::*;
use crate::web::page::Page;

impl Page for OrderActionPage {
    const TEMPLATE: &'static str = "pages/orders/action.html";
    fn samples() -> Vec<Self> {
        let field = |kind, name: &str| Widget {
            kind,
            input: if kind == "date" { "date" } else { "text" },
            width: "full",
            name: name.to_owned(),
            label: format!("Feld {name}"),
            hint: "Ein <Hinweis>".to_owned(),
            value: "a & b".to_owned(),
            options: vec![Choice { chosen: true, ..Choice::new("a", "Dezernat A") }, Choice::new("b", "Dezernat B")],
            optional: true,
            parts: Vec::new(),
        };
        let order = Link { label: "Auftrag zu VII-A-00123".to_owned(), href: "/leipzig/orders/x".to_owned() };
        let plain = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Sachstand berichten")],
            title: "Sachstand berichten".to_owned(),
            order: order.clone(),
            text: "Die <Bänke> werden erneuert.".to_owned(),
            lang: "",
            hint: "Was ist geschehen?".to_owned(),
            stale: false,
            present: Vec::new(),
            faults: Faults::default(),
            refused: String::new(),
            action: "/leipzig/orders/x/actions/report".to_owned(),
            version: "3".to_owned(),
            parts: Vec::new(),
            widgets: vec![field("text", "report"), field("date", "expected_on"), field("select", "owner")],
            asks_done: true,
            done: true,
            danger: false,
        };
        let part = |at: usize| Part {
            legend: format!("Auftrag {}", at + 1),
            widgets: vec![field("text", &format!("text-{at}")), field("select", &format!("owner-{at}"))],
        };
        let fault = crate::web::page::Fault { field: "text-1".to_owned(), text: "Der Text fehlt.".to_owned() };
        let faults = Faults { of: [("text-1".to_owned(), "Der Text fehlt.".to_owned())].into(), list: vec![fault] };
        let split = Self {
            parts: vec![part(0), part(1)],
            widgets: Vec::new(),
            asks_done: false,
            faults,
            lang: "de",
            ..plain()
        };
        let stale = Self {
            stale: true,
            present: vec![Fact { label: "Stand".to_owned(), value: "erledigt".to_owned() }],
            danger: true,
            ..plain()
        };
        let refused = Self { refused: "Der Auftrag ist erledigt.".to_owned(), ..plain() };
        vec![plain(), split, stale, refused]
    }
}
