//! The daily look at the decisions on which a vote could be demanded: where the days have passed and nobody did, they bind.
use super::{act, store};
use crate::app::Tx;
use crate::clocks;
use crate::council::Council;
use crate::error::{Error, Result};
use crate::events::Detail;
use crate::orders;
use crate::papers::store as papers;
use crate::procedure::ClockState;
use crate::procedure::force::{self, Step};

/// Records what binds since then, each with its own event, also after days of standstill. Returns how many events that gave.
///
/// # Errors
/// Only what the database says.
pub fn look(tx: &mut Tx<'_>, council: &Council) -> Result<u32> {
    let today = tx.now.day(council.timezone);
    let mut count = 0;
    for found in store::elapsed(tx, &council.slug, today)? {
        let paper = papers::get(tx, found.paper_id)?;
        papers::lock_family(tx, paper.root_id)?;
        let id = found.resolution_id;
        let (mut referendum, due_on) = store::of_resolution(tx, id)?.ok_or(Error::NotFound)?;
        let voted = referendum.voted_on.is_some();
        let (Some(to), Some(due_on)) = (force::target(Step::Elapse, referendum.state, referendum.vote, voted), due_on)
        else {
            continue;
        };
        referendum.state = to;
        // The law asks not when a program looked: it binds from the day after the last one.
        referendum.settled_on = due_on.succ_opt();
        store::save(tx, &mut referendum)?;
        if let Some(clock) = referendum.clock_id {
            let mut clock = clocks::store::get(tx, &council.slug, clock)?;
            clock.state = ClockState::Expired;
            clock.closed_on = Some(due_on);
            clocks::store::save(tx, &mut clock)?;
        }
        let resolution = store::resolution(tx, &council.slug, id)?;
        let circle = orders::store::circle_of(tx, resolution.consultation_id)?.min(paper.circle);
        let detail = Detail { mail: Some(act::MAIL), ..Detail::default() };
        act::record(tx, council, paper, &referendum, "binding", circle, detail)?;
        count += 1;
    }
    Ok(count)
}
