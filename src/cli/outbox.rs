//! `ratsweg outbox`: the jobs and mails that wait, were sent or failed.
use super::output;
use crate::app::App;
use crate::db::types::DeliveryId;
use crate::mail::store::{self as mails, Delivery};
use crate::people::Actor;
use crate::queue::JobState;
use crate::queue::store::{self as jobs, JobRow};

/// How many mails are listed at most, the newest.
const LISTED: i64 = 1000;

/// Prints the jobs that are not done and the newest mails, those in one state when one is given.
pub fn list(app: &App, state: Option<JobState>, json: bool) -> anyhow::Result<()> {
    let (mut jobs, mails) = app.read_blocking(|db| Ok((jobs::list(db)?, mails::list(db, state, LISTED)?)))?;
    jobs.retain(|job| state.is_none_or(|state| job.state == state));
    if json {
        return output::json(&serde_json::json!({ "jobs": jobs, "mails": mails }));
    }
    output::table(["JOB", "KIND", "STATE", "TRIES", "NEXT", "ERROR"], &jobs.iter().map(job_row).collect::<Vec<_>>())?;
    output::line("")?;
    let headings = ["MAIL", "EVENT", "WHAT", "TO", "STATE", "TRIES", "NEXT OR SENT", "ERROR"];
    output::table(headings, &mails.iter().map(mail_row).collect::<Vec<_>>())
}

/// Makes everything that waits or was given up due now, or the one mail of this id, and prints how much that is. The
/// serving process sends it.
pub fn retry(app: &App, id: Option<DeliveryId>) -> anyhow::Result<usize> {
    let count = app.write_blocking(&Actor::system(), |tx| {
        let now = tx.real_now;
        let revived = if id.is_none() { jobs::revive(tx, now)? } else { 0 };
        Ok(revived + mails::revive(tx, id, now)?)
    })?;
    output::line(format!("{count} due now"))?;
    Ok(count)
}

/// Gives up everything that waits or failed, or the one mail of this id, and prints how much that was. Mails stay in the
/// log as dropped; of jobs only those given up before go.
pub fn drop(app: &App, id: Option<DeliveryId>) -> anyhow::Result<usize> {
    let count = app.write_blocking(&Actor::system(), |tx| {
        let gone = if id.is_none() { jobs::drop_dead(tx)? } else { 0 };
        Ok(gone + mails::drop_open(tx, id)?)
    })?;
    output::line(format!("{count} dropped"))?;
    Ok(count)
}

fn job_row(job: &JobRow) -> [String; 6] {
    [
        job.id.to_string(),
        job.kind.clone(),
        job.state.to_string(),
        job.attempts.to_string(),
        job.run_at.text(),
        job.error.clone().unwrap_or_default(),
    ]
}

fn mail_row(mail: &Delivery) -> [String; 8] {
    let event = match (&mail.council, mail.event_seq) {
        (Some(council), Some(seq)) => format!("{council}/{seq}"),
        _ => String::new(),
    };
    [
        mail.id.to_string(),
        event,
        mail.template.clone(),
        mail.address.clone(),
        mail.state.to_string(),
        mail.attempts.to_string(),
        mail.sent_at.unwrap_or(mail.run_at).text(),
        mail.error.clone().unwrap_or_default(),
    ]
}
