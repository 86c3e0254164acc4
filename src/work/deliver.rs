//! The sending of one mail: what it says is made now, from the data of this moment, for somebody who may see it now.
use super::{again, with_db};
use crate::app::App;
use crate::council::{Council, MailRow};
use crate::db::Db;
use crate::db::types::{Moment, PaperId};
use crate::error::{Error, Result};
use crate::events::{Detail, Event};
use crate::mail::compose::{self, Frame, Outgoing};
use crate::mail::facts::{scope_of, store as facts};
use crate::mail::letter::{Desk, Letter, Matter};
use crate::mail::recipients;
use crate::mail::store::{self, Delivery};
use crate::mail::transport::{Failure, Transport};
use crate::mail::{About, Reason};
use crate::organizations::store as organizations;
use crate::papers::{Paper, store as papers, view};
use crate::people::{Actor, secrets};
use crate::queue::JobState;
use crate::visibility::{Circle, Scope};
use crate::words::Language;
use chrono::NaiveDate;
use std::sync::Arc;

/// How often a mail is tried that may have arrived, although nobody said so.
const UNKNOWN_TRIES: u32 = 3;

/// What becomes of a mail before it is sent.
enum Prepared {
    Send(Box<Outgoing>),
    /// It must not be sent, and why.
    Drop(&'static str),
    /// It can never be sent, and why.
    Bury(String),
}

/// How a try ended.
enum Outcome {
    Sent { message_id: String },
    Ended { state: JobState, why: String },
    Failed { why: String, tries: u32 },
}

/// Makes one mail, sends it and notes what became of it. Whatever goes wrong with it, panics included, stays with it.
pub async fn deliver(app: &App, transport: Arc<Transport>, delivery: Delivery) {
    let (id, attempts) = (delivery.id, u32::try_from(delivery.attempts).unwrap_or(u32::MAX));
    let task = tokio::spawn(attempt(app.clone(), transport, delivery));
    let outcome = task.await.unwrap_or_else(|e| {
        let why = if e.is_panic() { "making the mail broke off" } else { "sending was cut off" };
        Outcome::Failed { why: why.to_owned(), tries: UNKNOWN_TRIES }
    });
    let now = app.real_now();
    // No address and no title in the log: the row tells them to those who may read it.
    let note = with_db(app, move |db| match outcome {
        Outcome::Sent { message_id } => {
            tracing::info!(mail = %id, "mail sent");
            store::sent(db, id, &message_id, now)
        }
        Outcome::Ended { state, why } => {
            tracing::info!(mail = %id, state = state.as_str(), "mail ended");
            store::end(db, id, state, &why)
        }
        Outcome::Failed { why, tries } if attempts >= tries => {
            tracing::warn!(mail = %id, attempts, "mail given up");
            store::end(db, id, JobState::Dead, &why)
        }
        Outcome::Failed { why, .. } => {
            tracing::warn!(mail = %id, attempts, "mail not sent, will be tried again");
            store::retry(db, id, &why, again(now, attempts))
        }
    });
    if let Err(e) = note.await {
        // The lease ends by itself; the mail is then sent again under the same Message-ID.
        tracing::error!(mail = %id, error = %e, "what became of a mail could not be noted");
    }
}

async fn attempt(app: App, transport: Arc<Transport>, delivery: Delivery) -> Outcome {
    let tries = app.config.mail.tries;
    let shared = app.clone();
    let prepared = app.read(move |db| prepare(&shared, db, &delivery)).await;
    let mail = match prepared {
        Ok(Prepared::Send(mail)) => *mail,
        Ok(Prepared::Drop(why)) => return Outcome::Ended { state: JobState::Dropped, why: why.to_owned() },
        Ok(Prepared::Bury(why)) => return Outcome::Ended { state: JobState::Dead, why },
        Err(e) => return Outcome::Failed { why: e.to_string(), tries },
    };
    let message_id = mail.message_id.clone();
    match transport.send(mail).await {
        Ok(()) => Outcome::Sent { message_id },
        Err(Failure::Never(why)) => Outcome::Ended { state: JobState::Dead, why },
        Err(Failure::Later(why)) => Outcome::Failed { why, tries },
        Err(Failure::Unknown(why)) => Outcome::Failed { why, tries: tries.min(UNKNOWN_TRIES) },
    }
}

fn prepare(app: &App, db: &mut Db, delivery: &Delivery) -> Result<Prepared> {
    if let Err(e) = compose::address(&delivery.address) {
        return Ok(Prepared::Bury(e.to_string()));
    }
    let account = match delivery.account_id {
        Some(id) => {
            let now = app.now();
            facts::acting(db, id, |slug| Some(now.day(app.councils.get(slug)?.timezone)))?
        }
        None => None,
    };
    if delivery.account_id.is_some() && account.is_none() && delivery.organization_id.is_none() {
        return Ok(Prepared::Drop("the account is disabled"));
    }
    match serde_json::from_str(&delivery.payload) {
        Ok(About::Event) => prepare_event(app, db, delivery, account.as_ref()),
        Ok(About::Link { token }) => match account {
            Some(account) => prepare_link(app, db, delivery, &account, token),
            None => Ok(Prepared::Drop("the account is disabled")),
        },
        Ok(About::Feedback { message, page, reply_to }) => prepare_feedback(app, delivery, &message, &page, &reply_to),
        Err(e) => Ok(Prepared::Bury(format!("the row cannot be read: {e}"))),
    }
}

fn prepare_feedback(app: &App, delivery: &Delivery, message: &str, page: &str, reply_to: &str) -> Result<Prepared> {
    let public_url = app.config.public_url();
    let desk = Desk { words: &app.words, language: language(delivery), public_url: &public_url };
    let operator = app.config.operator.name.trim();
    let sender = if operator.is_empty() { "Ratsweg" } else { operator };
    let letter = desk.about_feedback(sender, message, page, reply_to);
    let frame = Frame {
        id: delivery.id,
        message_id: compose::plain_message_id(delivery.id, compose::host(&public_url)),
        thread: None,
        list: None,
        from: &app.config.mail.from,
        to: &delivery.address,
        date: app.real_now(),
        language: language(delivery),
    };
    Ok(Prepared::Send(Box::new(compose::compose(&app.templates, &app.words, &letter, &frame)?)))
}

/// What the reader may see: as the account, or as the organisation at whose address it is read.
struct Reader {
    scopes: Vec<Scope>,
}

impl Reader {
    fn of(db: &mut Db, delivery: &Delivery, account: Option<&Actor>, council: &str) -> Result<Self> {
        let mut scopes: Vec<Scope> = account.map(|account| Scope::of(Some(account), council)).into_iter().collect();
        if let Some(id) = delivery.organization_id {
            scopes.push(scope_of(&organizations::get(db, id)?));
        }
        if scopes.is_empty() {
            // An inhabitant who asked: reads what everybody reads.
            scopes.push(Scope::public());
        }
        Ok(Self { scopes })
    }
    fn sees(&self, db: &mut Db, paper: &Paper) -> Result<bool> {
        for scope in &self.scopes {
            if view::is_seen(db, scope, paper)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
    /// Whether what belongs to no paper lies before the reader.
    fn sees_apart(&self, circle: Circle) -> bool {
        self.scopes.iter().any(|scope| scope.sees_apart(circle))
    }
    fn sees_event(&self, db: &mut Db, event: &Event, paper: &Paper) -> Result<bool> {
        let others = papers::others(db, paper.id)?;
        let exposure = paper.exposure_to(&others);
        if self.scopes.iter().any(|scope| scope.sees_part(event.circle, &exposure)) {
            return Ok(true);
        }
        // Who has to carry an order out, or coordinates it, knows of it, whatever else of the paper lies before them.
        let mut holders = recipients::owners(db, event)?;
        holders.extend(recipients::coordinators(db, event)?);
        let holders: Vec<_> = holders.into_iter().map(Some).collect();
        Ok(self.scopes.iter().any(|scope| scope.sees_order(event.circle, &holders, &exposure)))
    }
}

fn prepare_event(app: &App, db: &mut Db, delivery: &Delivery, account: Option<&Actor>) -> Result<Prepared> {
    let (Some(slug), Some(seq)) = (&delivery.council, delivery.event_seq) else {
        return Ok(Prepared::Bury("the row names no event".to_owned()));
    };
    let Some(council) = app.councils.get(slug) else {
        return Ok(Prepared::Bury("the council is not loaded".to_owned()));
    };
    let event = crate::events::load(db, slug, seq)?;
    let Some(detail) = &event.detail else { return Ok(Prepared::Drop("the event was erased")) };
    let Some(row) = detail.mail else { return Ok(Prepared::Drop("nobody is told of the event")) };
    let reader = Reader::of(db, delivery, account, slug)?;
    let paper = match event.paper_id.map(|id| papers::get(db, id)) {
        Some(Err(Error::NotFound)) => return Ok(Prepared::Drop("the paper is gone")),
        Some(paper) => Some(paper?),
        None => None,
    };
    if let Some(paper) = &paper {
        if !reader.sees_event(db, &event, paper)? {
            return Ok(Prepared::Drop("the reader may no longer see it"));
        }
        if delivery.reason == Reason::Follower && !follows(db, delivery, paper)? {
            return Ok(Prepared::Drop("the reader follows it no longer"));
        }
    }
    let context = Context { app, council, event: &event, detail, row, paper: paper.as_ref(), reader: &reader };
    match letter(db, delivery, &context)? {
        Some(letter) => {
            let public_url = app.config.public_url();
            let host = compose::host(&public_url);
            let frame = Frame {
                id: delivery.id,
                message_id: compose::message_id(slug, seq, &delivery.address, host),
                thread: paper.as_ref().map(|paper| compose::thread_id(slug, paper.parent_id.unwrap_or(paper.id), host)),
                list: Some((&council.name, format!("{slug}.{host}"))),
                from: &app.config.mail.from,
                to: &delivery.address,
                date: app.real_now(),
                language: language(delivery),
            };
            let mail = compose::compose(&app.templates, &app.words, &letter, &frame)?;
            Ok(Prepared::Send(Box::new(mail)))
        }
        None => Ok(Prepared::Drop("nothing of it is for the reader to see")),
    }
}

/// Everything of an event that its letter is made from.
struct Context<'a> {
    app: &'a App,
    council: &'a Council,
    event: &'a Event,
    detail: &'a Detail,
    row: MailRow,
    paper: Option<&'a Paper>,
    reader: &'a Reader,
}

fn letter(db: &mut Db, delivery: &Delivery, context: &Context<'_>) -> Result<Option<Letter>> {
    let (app, council) = (context.app, context.council);
    let now = app.now();
    let parent = match context.paper.and_then(|paper| paper.parent_id) {
        Some(id) => {
            let parent = papers::get(db, id)?;
            context.reader.sees(db, &parent)?.then_some(parent)
        }
        None => None,
    };
    let overdue = match context.paper {
        Some(_) => Vec::new(),
        None => overdue(db, context, now.day(council.timezone))?,
    };
    let meeting = context.event.subject.strip_prefix("meeting:").and_then(|id| id.parse().ok());
    let meeting = match meeting.filter(|_| context.paper.is_none() && context.reader.sees_apart(context.event.circle)) {
        Some(id) => facts::meeting(db, id)?,
        None => None,
    };
    if context.paper.is_none() && meeting.is_none() && overdue.is_empty() {
        return Ok(None);
    }
    let clocks = context.paper.map_or(Ok(Vec::new()), |paper| facts::running_clocks(db, paper.id))?;
    let sitting = context.paper.map_or(Ok(None), |paper| facts::next_sitting(db, paper.id, now))?;
    let order = match context.event.subject.strip_prefix("order:").and_then(|id| id.parse().ok()) {
        Some(id) => facts::order(db, id)?,
        None => None,
    };
    let public_url = app.config.public_url();
    let followed = context.paper.filter(|_| delivery.reason == Reason::Follower).map(|paper| paper.id);
    let followed = followed_paper(db, delivery, followed, parent.as_ref())?;
    let desk = Desk { words: &app.words, language: language(delivery), public_url: &public_url };
    Ok(Some(desk.about_event(&Matter {
        council,
        event: context.event,
        row: context.row,
        paper: context.paper,
        parent: parent.as_ref(),
        clocks: &clocks,
        sitting: sitting.as_ref(),
        meeting: meeting.as_ref(),
        overdue: &overdue,
        today: now.day(council.timezone),
        reason: delivery.reason,
        order: order.as_ref(),
        office: &facts::office(db, council, now.day(council.timezone))?,
        follows_above: followed.is_some_and(|id| context.paper.is_some_and(|paper| paper.id != id)),
        stop_link: compose::stop_link(&app.secret, &public_url, delivery.account_id, followed),
    })))
}

/// The papers of a digest that the reader may see and that are still overdue.
fn overdue(db: &mut Db, context: &Context<'_>, today: NaiveDate) -> Result<Vec<(Paper, NaiveDate)>> {
    let mut overdue = Vec::new();
    for number in &context.detail.list {
        let paper = match papers::find(db, &context.council.slug, number) {
            Err(Error::NotFound) => continue,
            paper => paper?,
        };
        let late = facts::running_clocks(db, paper.id)?.into_iter().find(|running| running.clock.due_on < today);
        if let Some(late) = late
            && context.reader.sees(db, &paper)?
        {
            overdue.push((paper, late.clock.due_on));
        }
    }
    Ok(overdue)
}

/// Whether a follower still follows the paper, or the one it answers.
fn follows(db: &mut Db, delivery: &Delivery, paper: &Paper) -> Result<bool> {
    let Some(account) = delivery.account_id else { return Ok(false) };
    for id in [Some(paper.id), paper.parent_id].into_iter().flatten() {
        if store::is_following(db, account, id)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Which paper's following the mail's link stops: that of the paper itself, else of the one above it.
fn followed_paper(
    db: &mut Db,
    delivery: &Delivery,
    paper: Option<PaperId>,
    parent: Option<&Paper>,
) -> Result<Option<PaperId>> {
    let (Some(paper), Some(account)) = (paper, delivery.account_id) else { return Ok(None) };
    if store::is_following(db, account, paper)? {
        return Ok(Some(paper));
    }
    Ok(parent.map(|parent| parent.id).or(Some(paper)))
}

fn prepare_link(
    app: &App,
    db: &mut Db,
    delivery: &Delivery,
    account: &Actor,
    token: crate::db::types::AccountTokenId,
) -> Result<Prepared> {
    let now: Moment = app.real_now();
    let link = match facts::link(db, token)? {
        Some((owner, link)) if Some(owner) == account.account && !link.is_used && link.expires_at > now => link,
        _ => return Ok(Prepared::Drop("the link is no longer valid")),
    };
    let council = account.grants.iter().find_map(|grant| app.councils.get(&grant.council));
    let council = council.or_else(|| app.councils.values().next());
    let (sender, zone) = council.map_or(("Ratsweg", chrono_tz::Tz::UTC), |c| (c.name.as_str(), c.timezone));
    let public_url = app.config.public_url();
    let url = format!("{public_url}{}", secrets::link_path(&app.secret, link.purpose, token));
    let desk = Desk { words: &app.words, language: language(delivery), public_url: &public_url };
    let letter = desk.about_link(sender, &link, url, zone);
    let frame = Frame {
        id: delivery.id,
        message_id: compose::plain_message_id(delivery.id, compose::host(&public_url)),
        thread: None,
        list: None,
        from: &app.config.mail.from,
        to: &delivery.address,
        date: now,
        language: language(delivery),
    };
    Ok(Prepared::Send(Box::new(compose::compose(&app.templates, &app.words, &letter, &frame)?)))
}

fn language(delivery: &Delivery) -> Language {
    Language::of(&delivery.language).unwrap_or_default()
}
