//! The end of an account, by its own owner.
use crate::app::Tx;
use crate::error::{Error, Result};
use crate::events::{self, Detail, NewEvent};
use crate::message::Message;
use crate::people::own_data::store;
use crate::visibility::Circle;

/// The thing that the events of an account are about.
pub fn subject(account: crate::db::types::AccountId) -> String {
    format!("account:{account}")
}

/// Deletes the actor's own account: the row with everything that hangs on it, and what the histories say of it. Each
/// history that said something gets an event that explains the gaps and names nobody. The chains stay whole: what is left
/// of the account in them is a random number that belongs to nobody any more.
///
/// # Errors
/// `Refused` for whoever acts, or acted, for somebody else.
pub fn delete(tx: &mut Tx<'_>) -> Result<()> {
    let account = tx.actor.account.ok_or(Error::SignIn)?;
    if let Some(tie) = store::tie(tx, account)? {
        return Err(Error::refused(Message::new(tie.key())));
    }
    let subject = subject(account);
    for slug in events::store::chains(tx)? {
        let told = events::store::of_subject(tx, &slug, &subject, i64::MAX)?;
        let named: Vec<i64> = told.iter().filter(|event| event.detail.is_some()).map(|event| event.seq).collect();
        for seq in &named {
            events::store::erase(tx, &slug, *seq)?;
        }
        if let (false, Ok(council)) = (named.is_empty(), tx.council(&slug)) {
            let gone = NewEvent {
                action: "account-erased".to_owned(),
                paper_id: None,
                subject: subject.clone(),
                circle: Circle::Administration,
                detail: Detail::default(),
            };
            events::append(tx, &council, gone)?;
        }
    }
    store::delete(tx, account)?;
    tracing::info!(%account, "account deleted by its owner");
    Ok(())
}
