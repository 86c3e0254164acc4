//! What a paper's own page tells of the decisions on it: each resolution with its text, and its orders with their light,
//! owner, date and last report.
use super::Row;
use crate::db::Db;
use crate::db::types::OrganizationId;
use crate::error::Result;
use crate::orders::force::store::{self as forces, Standing};
use crate::orders::force::telling::ForceRow;
use crate::orders::{Order, Report, Resolution, store, telling};
use crate::papers::Paper;
use crate::procedure::OrderState;
use crate::visibility::Scope;
use crate::web::rows::Telling;
use serde::Serialize;

/// Everything of the section, as it is read.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    resolutions: Vec<(Resolution, String, Option<String>)>,
    orders: Vec<Order>,
    owners: Vec<(OrganizationId, String)>,
    reports: Vec<Report>,
    /// How they stand on their way to legal force.
    pub standing: Vec<Standing>,
}

/// A resolution as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct ResolutionRow {
    /// Body, result, day.
    pub about: String,
    pub text: String,
    /// That it does not hold, and why; empty for one that holds.
    pub annulled: String,
    /// How far it binds, where the people have a say in it.
    pub force: Option<ForceRow>,
    pub orders: Vec<OrderRow>,
}

/// An order with its last report.
#[derive(Debug, Clone, Serialize)]
pub struct OrderRow {
    pub row: Row,
    pub report: String,
}

impl Decisions {
    /// Reads what this scope sees; one query where nothing was decided.
    pub fn read(db: &mut Db, scope: &Scope, paper: &Paper) -> Result<Self> {
        let mut resolutions = store::resolutions(db, paper.id)?;
        if resolutions.is_empty() {
            return Ok(Self::default());
        }
        let others = crate::papers::store::others(db, paper.id)?;
        let exposure = paper.exposure_to(&others);
        resolutions.retain(|row| scope.sees_part(row.3, &exposure));
        let mut orders = store::of_paper(db, paper.id)?;
        resolutions.sort_by_key(|row| row.0.annulled_on.is_some());
        orders.retain(|order| {
            order.state != OrderState::Split
                && !order.is_annulled()
                && scope.sees_order(order.circle(), &order.holders(), &exposure)
        });
        let ids: Vec<_> = orders.iter().map(|order| order.id).collect();
        let mut standing = forces::of_paper(db, paper.id)?;
        standing.retain(|row| resolutions.iter().any(|seen| seen.0.id == row.0.resolution_id));
        Ok(Self {
            standing,
            resolutions: resolutions.into_iter().map(|(resolution, body, word, _)| (resolution, body, word)).collect(),
            owners: store::owners(db, &orders)?,
            reports: store::reports_of(db, &ids)?,
            orders,
        })
    }

    /// The section in words.
    pub fn rows(&self, telling: &Telling<'_>, paper: &Paper) -> Vec<ResolutionRow> {
        let number = telling.number(paper);
        self.resolutions.iter().map(|row| self.row(telling, &number, row)).collect()
    }

    fn row(
        &self,
        telling: &Telling<'_>,
        number: &str,
        (resolution, body, word): &(Resolution, String, Option<String>),
    ) -> ResolutionRow {
        let council = telling.wording.council;
        // What stands there now is the corrected result, which is not that of an annulled resolution.
        let word = word.as_deref().filter(|_| resolution.annulled_on.is_none());
        let result = word.map(|word| council.result_label(word, telling.wording.language).to_owned());
        let about = [Some(body.clone()), result, Some(telling.wording.day(resolution.decided_on))];
        let force = self.standing.iter().find(|row| row.0.resolution_id == resolution.id);
        let force = force.filter(|_| resolution.annulled_on.is_none());
        let own = self.orders.iter().filter(|order| order.resolution_id == Some(resolution.id));
        ResolutionRow {
            about: about.into_iter().flatten().collect::<Vec<_>>().join(", "),
            text: resolution.content.clone(),
            annulled: resolution.annulled_on.map_or_else(String::new, |day| {
                let args = [("day", telling.wording.day(day)), ("reason", resolution.annulled_reason.clone())];
                let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                telling.say("order_resolution_annulled", &args)
            }),
            force: force.map(|(force, due_on)| telling.wording.force(force, *due_on, telling.today)),
            orders: own.map(|order| self.order(telling, number, order)).collect(),
        }
    }

    fn order(&self, telling: &Telling<'_>, number: &str, order: &Order) -> OrderRow {
        let mut row = super::row(telling, telling.wording.council, order, number, &self.owners);
        row.text = telling::excerpt(&order.content);
        let report = self.reports.iter().find(|report| report.order_id == order.id);
        let report = report.map(|report| {
            format!("{}: {}", telling.wording.day(report.reported_on), telling::excerpt(&report.content))
        });
        OrderRow { row, report: report.unwrap_or_default() }
    }
}

/// One of each shape, for the gallery.
pub fn samples() -> Vec<ResolutionRow> {
    let light =
        crate::clocks::light::ClockLight {
            label: "überfällig".to_owned(), tone: "bad", due: "30.09.2026".to_owned()
        };
    let row = Row {
        href: "/leipzig/orders/x".to_owned(),
        label: "Auftrag zu VII-A-00123, Punkt 1".to_owned(),
        text: "Die <Bänke> werden erneuert.".to_owned(),
        owner: "06 Dezernat Bau".to_owned(),
        due: "30.09.2026".to_owned(),
        light,
    };
    let resolution = |annulled: &str, orders| ResolutionRow {
        about: "Ratsversammlung, ungeändert beschlossen, 12.08.2026".to_owned(),
        text: "1. Die <Bänke> werden erneuert.".to_owned(),
        annulled: annulled.to_owned(),
        force: annulled.is_empty().then(|| ForceRow {
            label: "wartet auf Rechtskraft".to_owned(),
            tone: "info",
            sentence: "fakultatives <Referendum>, Frist bis 22.11.2023".to_owned(),
            basis: "Veröffentlicht am 23.10.2023 (§ 25 Abs. 1 GO).".to_owned(),
        }),
        orders,
    };
    let orders = vec![
        OrderRow { row: row.clone(), report: String::new() },
        OrderRow { row, report: "12.08.2026: läuft".to_owned() },
    ];
    vec![resolution("", orders), resolution("Hinfällig seit 13.08.2026: <falsche> Zeile.", Vec::new())]
}
