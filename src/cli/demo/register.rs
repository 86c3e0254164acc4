//! The register of the demo: a body that was renamed, a seat that was given up and taken by somebody else, and a stand-in
//! for some weeks. Invented, and taken through the real acts of the administration.
use super::{actor, set_clock};
use crate::administration::act::organizations::Particulars;
use crate::administration::act::people::Seat;
use crate::administration::act::stand_ins::Naming;
use crate::administration::act::{organizations, people, stand_ins};
use crate::administration::mark;
use crate::app::{App, Tx};
use crate::council::Council;
use crate::db::types::OrganizationId;
use crate::error::{Error, Result};
use crate::organizations::{OrganizationKind, store};
use crate::people::Role;
use crate::people::input::{Email, Name};
use anyhow::Context;
use chrono::NaiveDate;
use std::sync::Arc;

const ADMIN: &str = "admin@example.org";

/// Plays it.
pub fn play(app: &App, council: &Arc<Council>) -> anyhow::Result<()> {
    set_clock(app, council, "2020-01-14T10:00")?;
    let board = app.write_blocking(&actor(app, ADMIN)?, |tx| {
        let particulars = Particulars {
            place: Some("Neues Rathaus, Martin-Luther-Ring 4-6, 04109 Leipzig".to_owned()),
            seats: Some(9),
            starts_on: day("2019-09-18"),
            ..Particulars::default()
        };
        organizations::create(tx, council, "Beirat für Radverkehr", OrganizationKind::AdvisoryBoard, None, &particulars)
    })?;
    set_clock(app, council, "2020-04-01T09:00")?;
    app.write_blocking(&actor(app, ADMIN)?, |tx| {
        let seen = mark(&store::get(tx, board)?);
        let since = day("2020-04-01").ok_or(Error::NotFound)?;
        organizations::rename(tx, council, board, &seen, "Beirat für Rad- und Fußverkehr", since)
    })?;
    seats(app, council, board)?;
    let (from, until) = (day("2020-08-10").context("a day of the demo")?, day("2020-08-28"));
    set_clock(app, council, "2020-08-07T15:00")?;
    let email = Email::parse("umwelt@example.org")?;
    app.write_blocking(&actor(app, ADMIN)?, |tx| {
        let naming = Naming {
            organization: body(tx, council, "dezernat-06")?,
            role: Role::Head,
            email: email.clone(),
            starts_on: from,
            ends_on: until,
        };
        stand_ins::name(tx, council, &naming)
    })?;
    Ok(())
}

/// One gave up the seats in council and faction, and was followed; both sat on the board.
fn seats(app: &App, council: &Council, board: OrganizationId) -> anyhow::Result<()> {
    let (began, gave_up, followed) = (day("2019-09-18"), day("2020-02-29"), day("2020-03-01"));
    let office = [("Mechthild Oberender", began, gave_up), ("Balthasar Kühnrich", followed, None)];
    for (name, starts_on, ends_on) in office {
        let (name, starts_on) = (Name::parse(name)?, starts_on.context("a day of the demo")?);
        app.write_blocking(&actor(app, ADMIN)?, |tx| {
            let person = people::create(tx, council, &name, false)?;
            let places = [body(tx, council, "ratsversammlung")?, body(tx, council, "fraktion-linke")?, board];
            for place in places {
                let title = if place == board { "Vorsitz" } else { "" }.to_owned();
                let seat = Seat { role: Role::Member, title, voting: true, starts_on, ends_on };
                people::join(tx, council, person, place, &seat)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn body(tx: &mut Tx<'_>, council: &Council, key: &str) -> Result<OrganizationId> {
    Ok(store::by_key(tx, &council.slug, key)?.ok_or(Error::NotFound)?.id)
}
