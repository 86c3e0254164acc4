//! What every request shares, and the two doors to the database: `read` on one snapshot, `write` in one transaction.
use crate::blobs::Blobs;
use crate::config::Config;
use crate::council::Council;
use crate::db::types::Moment;
use crate::db::{self, Db, DbPool};
use crate::error::{Error, Result};
use crate::people::Actor;
use crate::people::sign_ins::SignIns;
use crate::words::Words;
use chrono::{TimeDelta, Utc};
use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::{Notify, Semaphore};

/// The council files in force, by slug.
pub type Councils = BTreeMap<String, Arc<Council>>;

/// How often a transaction is run again when PostgreSQL chose it as the victim of a deadlock.
const TRIES: u32 = 4;

/// Cheap to clone: one shared set of parts.
#[derive(Clone)]
pub struct App(Arc<Parts>, Arc<SignIns>);

/// What requests, jobs and commands share.
pub struct Parts {
    pub db: DbPool,
    /// The bytes of files.
    pub blobs: Blobs,
    pub config: Config,
    pub councils: Councils,
    pub words: Arc<Words>,
    pub templates: tera::Tera,
    /// The key of every signature of ours: session tokens, single-use links, CSRF. At least 32 bytes.
    pub secret: Vec<u8>,
    /// Whether this is the demo: banner, `/dev/` pages, movable clock.
    pub demo: bool,
    /// How far the domain's clock is moved against the real one (demo and tests only), in seconds.
    pub clock_shift: AtomicI64,
    /// Rung after every commit: the worker has something to look for.
    pub bell: Notify,
    /// SQLite has one writer: the others wait here and not on its lock, where they would contend and stall.
    pub writers: Semaphore,
}

/// One unit of work: who, when, by which rules, on which connection. Commits as a whole or not at all.
pub struct Tx<'a> {
    db: &'a mut Db,
    pub actor: &'a Actor,
    /// The domain's time: what clocks, events and versions are dated with.
    pub now: Moment,
    /// The real time: sessions, tokens, mail.
    pub real_now: Moment,
    pub councils: &'a Councils,
}

impl App {
    pub fn new(parts: Parts) -> Self {
        let sign_ins = SignIns::new(parts.config.security.sign_in_tries);
        Self(Arc::new(parts), Arc::new(sign_ins))
    }

    /// What this process remembers of tries to sign in.
    pub fn sign_ins(&self) -> &SignIns {
        &self.1
    }

    /// How many may write at once: one on SQLite, as many as the pool holds on PostgreSQL.
    pub fn writers(sqlite: bool, pool: u32) -> Semaphore {
        Semaphore::new(if sqlite { 1 } else { pool.saturating_sub(2).max(1) as usize })
    }

    /// The domain's time: the real one, unless the demo or a test has moved it.
    pub fn now(&self) -> Moment {
        self.real_now() + TimeDelta::seconds(self.clock_shift.load(Ordering::Relaxed))
    }

    /// The real time, for sessions, tokens and mail dates.
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    pub fn real_now(&self) -> Moment {
        Utc::now().into()
    }

    /// The council of this slug, or `NotFound`.
    pub fn council(&self, slug: &str) -> Result<&Arc<Council>> {
        self.councils.get(slug).ok_or(Error::NotFound)
    }

    /// Runs `f` on one snapshot of the data, off the async threads.
    pub async fn read<T: Send + 'static>(&self, f: impl FnOnce(&mut Db) -> Result<T> + Send + 'static) -> Result<T> {
        let app = self.clone();
        actix_web::web::block(move || app.read_blocking(f)).await?
    }

    /// As `read`, for commands and jobs that own their thread.
    pub fn read_blocking<T>(&self, f: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
        db::snapshot(&mut *self.db.get()?, f)
    }

    /// Runs `f` as one transaction in the name of `actor`, off the async threads. `f` may run more than once: it must
    /// do nothing but what the transaction takes back.
    pub async fn write<T: Send + 'static>(
        &self,
        actor: &Actor,
        f: impl Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let app = self.clone();
        let actor = actor.clone();
        let permit = self.writers.acquire().await.map_err(|e| Error::Internal(e.into()))?;
        let done = actix_web::web::block(move || app.write_blocking(&actor, f)).await?;
        drop(permit);
        done
    }

    /// As `write`, for commands and jobs that own their thread.
    pub fn write_blocking<T>(&self, actor: &Actor, f: impl Fn(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let db = &mut *self.db.get()?;
        let (now, real_now) = (self.now(), self.real_now());
        for _ in 1..TRIES {
            let done = db::transaction(db, |db| f(&mut Tx { db, actor, now, real_now, councils: &self.councils }));
            match done {
                Err(e) if db::is_retryable(&e) => continue,
                done => {
                    self.bell.notify_one();
                    return done;
                }
            }
        }
        let done = db::transaction(db, |db| f(&mut Tx { db, actor, now, real_now, councils: &self.councils }));
        self.bell.notify_one();
        done
    }
}

impl Tx<'_> {
    /// The council of this slug, or `NotFound`.
    pub fn council(&self, slug: &str) -> Result<Arc<Council>> {
        self.councils.get(slug).cloned().ok_or(Error::NotFound)
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
impl Deref for Tx<'_> {
    type Target = Db;
    fn deref(&self) -> &Db {
        self.db
    }
}
impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Db {
        self.db
    }
}
