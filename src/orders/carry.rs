//! Which papers carry an order out: a matter that a body deals with because another one ordered it.
use super::input::OrderInput;
use super::{Order, store};
use crate::app::Tx;
use crate::council::Council;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::papers::{self, Paper, view};
use crate::visibility::Scope;

/// Notes that the named paper carries the order out; gives its number.
pub fn link(tx: &mut Tx<'_>, council: &Council, order: &Order, input: &OrderInput) -> Result<String> {
    let paper = named(tx, council, input)?;
    if paper.id == order.paper_id {
        return Err(Error::refused(Message::new("order_carried_by_itself").on("paper")));
    }
    let number =
        paper.reference.clone().ok_or_else(|| Error::refused(Message::new("order_carrier_unnumbered").on("paper")))?;
    if store::carried::is_linked(tx, paper.id, order.id)? {
        return Err(Error::refused(Message::new("order_carried_already").on("paper").with("name", &number)));
    }
    let today = tx.now.day(council.timezone);
    store::carried::link(tx, paper.id, order.id, today)?;
    Ok(number)
}

/// Takes back that the named paper carries the order out; gives its number.
pub fn unlink(tx: &mut Tx<'_>, council: &Council, order: &Order, input: &OrderInput) -> Result<String> {
    let paper = named(tx, council, input)?;
    if !store::carried::is_linked(tx, paper.id, order.id)? {
        return Err(unknown(input));
    }
    store::carried::unlink(tx, paper.id, order.id)?;
    Ok(paper.reference.unwrap_or_default())
}

fn unknown(input: &OrderInput) -> Error {
    let name = input.paper.as_deref().unwrap_or_default();
    Error::refused(Message::new("order_carrier_unknown").on("paper").with("name", name))
}

/// The paper of this number or id, if it lies before who names it.
fn named(tx: &mut Tx<'_>, council: &Council, input: &OrderInput) -> Result<Paper> {
    let paper = match papers::store::find(tx, &council.slug, input.paper.as_deref().unwrap_or_default()) {
        Ok(paper) => paper,
        Err(Error::NotFound) => return Err(unknown(input)),
        Err(other) => return Err(other),
    };
    let scope = Scope::of(Some(tx.actor), &council.slug);
    if view::is_seen(tx, &scope, &paper)? { Ok(paper) } else { Err(unknown(input)) }
}
