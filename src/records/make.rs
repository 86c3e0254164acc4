//! From a closed case to its package: it is read, written into the store, and then recorded, when it is still the same.
use super::act::{self, NewPackage};
use super::{collect, pack};
use crate::app::App;
use crate::council::Council;
use crate::db::types::RecordId;
use crate::error::{Error, Result};
use crate::files;
use crate::people::Actor;
use std::sync::Arc;

/// Packs the case of the paper of this name.
///
/// # Errors
/// As `act::keep`.
pub async fn make(app: &App, actor: &Actor, council: &Arc<Council>, name: &str) -> Result<RecordId> {
    let new = write(app, actor, council, name).await?;
    let (council, name) = (council.clone(), name.to_owned());
    app.write(actor, move |tx| act::keep(tx, &council, &name, &new)).await
}

/// Writes the package into the store; what is not recorded then goes with the sweep.
///
/// # Errors
/// As `act::keep`.
pub async fn write(app: &App, actor: &Actor, council: &Arc<Council>, name: &str) -> Result<NewPackage> {
    let (id, made_at) = (RecordId::new(), app.now());
    let record = {
        let (rules, words) = (council.clone(), app.words.clone());
        let (actor, name) = (actor.clone(), name.to_owned());
        app.read(move |db| {
            let root = act::case_of(db, &rules, Some(&actor), &name)?;
            act::ready(db, &rules, root.id)?;
            collect::record(db, &rules, &words, root.id, (id, made_at))
        })
        .await?
    };
    let last_event = record.chain.to;
    let packed = pack::write(app, act::rules(council, Some(actor))?, record).await?;
    let (sha256, size) = (packed.staged.sha256.clone(), packed.staged.size);
    let size = i64::try_from(size).map_err(|e| Error::Internal(e.into()))?;
    let claimed = sha256.clone();
    app.write(&Actor::system(), move |tx| files::store::claim(tx, &claimed, size)).await?;
    app.blobs.keep(&packed.staged).await?;
    Ok(NewPackage { id, made_at, sha256, message_sha256: packed.message_sha256, size, last_event })
}
