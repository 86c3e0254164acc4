//! The look at the clocks, the orders and what members left behind: warns of what is due soon, of what is overdue and of
//! what waits to be taken over, once each, also after days of standstill.
use super::Result;
use crate::app::App;
use crate::people::Actor;

/// Warns in every council. What was warned of before is not warned of again, so it may be called at any time. Answers how
/// many events that gave.
///
/// # Errors
/// The first fault, after every other council has had its turn.
pub async fn warn(app: &App) -> Result<u32> {
    let system = Actor::system();
    let mut count = Ok(0);
    for council in app.councils.values() {
        let council = council.clone();
        let warned = app.write(&system, move |tx| {
            // Of several processes one warns; the next then finds everything warned of.
            crate::queue::store::alone(tx, &format!("warn:{}", council.slug))?;
            // What binds since today has orders that may be due since then.
            Ok(crate::orders::force::settle::look(tx, &council)?
                + crate::clocks::warn::warn(tx, &council)?
                + crate::orders::warn::warn(tx, &council)?
                + crate::papers::orphaned::warn(tx, &council)?)
        });
        let warned = warned.await;
        count = match (count, warned) {
            (Ok(before), Ok(more)) => Ok(before + more),
            (Err(e), _) | (_, Err(e)) => Err(e),
        };
    }
    count
}
