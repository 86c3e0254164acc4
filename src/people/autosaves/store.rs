//! The queries on what was typed and not sent.
use super::{Autosave, Content};
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::autosaves;
use crate::db::types::{AccountId, Moment};
use crate::error::Result;
use diesel::prelude::*;

/// Most texts that are kept for one account: the oldest go first.
const MOST: i64 = 40;

/// What the account typed into this form; `None` when there is nothing, or nothing readable.
pub fn get(db: &mut Db, account: AccountId, form: &str) -> Result<Option<Autosave>> {
    let row: Option<(String, Moment)> = autosaves::table
        .find((account, form))
        .select((autosaves::content, autosaves::saved_at))
        .first(db)
        .optional()?;
    Ok(row.and_then(|(content, saved_at)| {
        // Beside the log there is nobody to tell: the form opens without it, as before anything was typed.
        let content: Content = serde_json::from_str(&content)
            .inspect_err(|cause| tracing::warn!(%form, %cause, "what was typed into a form cannot be read any more"))
            .ok()?;
        Some(Autosave { form: form.to_owned(), content, saved_at })
    }))
}

/// Keeps what the account typed into this form, over what was kept before.
pub fn put(tx: &mut Tx<'_>, account: AccountId, form: &str, content: &Content) -> Result<()> {
    drop(tx, account, form)?;
    diesel::insert_into(autosaves::table)
        .values((
            autosaves::account_id.eq(account),
            autosaves::form.eq(form),
            autosaves::content.eq(serde_json::to_string(content)?),
            autosaves::saved_at.eq(tx.real_now),
        ))
        .execute(&mut **tx)?;
    let kept: Vec<String> = autosaves::table
        .filter(autosaves::account_id.eq(account))
        .order(autosaves::saved_at.desc())
        .select(autosaves::form)
        .load(&mut **tx)?;
    for old in kept.iter().skip(MOST as usize) {
        drop(tx, account, old)?;
    }
    Ok(())
}

/// Forgets what the account typed into this form.
pub fn drop(tx: &mut Tx<'_>, account: AccountId, form: &str) -> Result<()> {
    diesel::delete(autosaves::table.find((account, form))).execute(&mut **tx)?;
    Ok(())
}
