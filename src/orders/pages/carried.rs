//! The orders that a paper carries out, as its page shows them.
use super::Row;
use crate::db::Db;
use crate::db::types::{OrganizationId, PaperId};
use crate::error::Result;
use crate::orders::{Order, store};
use crate::papers::Paper;
use crate::visibility::Scope;
use crate::web::rows::Telling;

/// What a paper carries out, as it is read.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    orders: Vec<(Order, Paper)>,
    owners: Vec<(OrganizationId, String)>,
}

impl Carried {
    /// Reads what this scope sees.
    pub fn read(db: &mut Db, scope: &Scope, paper: PaperId) -> Result<Self> {
        let orders = store::carried::of_paper(db, scope, paper)?;
        let alone: Vec<_> = orders.iter().map(|(order, _)| order.clone()).collect();
        Ok(Self { owners: store::owners(db, &alone)?, orders })
    }

    /// The orders in words.
    pub fn rows(&self, telling: &Telling<'_>) -> Vec<Row> {
        let row = |(order, decided): &(Order, Paper)| {
            super::row(telling, telling.wording.council, order, &telling.number(decided), &self.owners)
        };
        self.orders.iter().map(row).collect()
    }
}

/// One of them, for the gallery.
pub fn samples() -> Vec<Row> {
    let due = "30.09.2026".to_owned();
    vec![Row {
        href: "/leipzig/orders/x".to_owned(),
        label: "Auftrag zu VII-A-00123, Punkt 1".to_owned(),
        text: "Die <Bänke> werden erneuert.".to_owned(),
        owner: "06 Dezernat Bau".to_owned(),
        due: due.clone(),
        light: crate::clocks::light::ClockLight { label: "im Plan".to_owned(), tone: "good", due },
    }]
}
