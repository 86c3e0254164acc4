//! One connection type for both databases, the pool, and the two kinds of transaction.
pub mod idempotency;
pub mod installation;
pub mod schema;
pub mod types;

use crate::error::{Error, Result};
use anyhow::Context;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, Pool, R2D2Connection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

/// A connection to either database. Queries run unbranched through it; what differs is branched by `each_backend!`.
#[derive(diesel::MultiConnection)]
pub enum Db {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

pub type DbPool = Pool<Manager>;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
/// `busy_timeout` comes first, or connections that open at once meet "database is locked".
const PRAGMAS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000; PRAGMA mmap_size = 268435456;";
/// Any number that no other program on the same PostgreSQL server uses as an advisory lock.
const MIGRATION_LOCK: i64 = 0x0052_4154_5357_4547;

/// Runs the same statement on whichever database is there, for the few queries that diesel does not pass through the enum.
#[macro_export]
macro_rules! each_backend {
    ($db:expr, $c:ident => $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite($c) => $body,
            $crate::db::Db::Postgres($c) => $body,
        }
    };
}

/// Which database a URL names: `sqlite:PATH` or `postgres://…`. By scheme, never by trying: the derived `establish`
/// takes any URL for the name of a SQLite file.
pub fn is_sqlite(url: &str) -> anyhow::Result<bool> {
    if url.starts_with("sqlite:") {
        return Ok(true);
    }
    anyhow::ensure!(
        url.starts_with("postgres://") || url.starts_with("postgresql://"),
        "database.url must begin with sqlite: or postgres://, but is {:?}",
        url.split("://").next().unwrap_or_default()
    );
    let wants_tls =
        ["sslmode=require", "sslmode=verify-ca", "sslmode=verify-full"].iter().any(|mode| url.contains(mode));
    anyhow::ensure!(
        !wants_tls || cfg!(feature = "postgres-tls"),
        "database.url asks for TLS, but this binary was built without it: build with `--features postgres-tls`"
    );
    Ok(false)
}

/// A pool of at most `size` connections. Fails with the cause when the database cannot be reached.
pub fn open(url: &str, size: u32) -> anyhow::Result<DbPool> {
    let sqlite = is_sqlite(url)?;
    let manager = Manager { url: url.to_owned(), sqlite };
    // The first connection by hand: the pool would hide the cause behind a time-out.
    manager.connect().with_context(|| format!("cannot open the database {}", without_password(url)))?;
    Ok(Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .test_on_check_out(!sqlite)
        .connection_timeout(std::time::Duration::from_secs(10))
        .build(manager)?)
}

/// The URL fit for a log: without what stands between `:` and `@`.
pub fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(start), Some(at)) if at > start => format!("{}://…@{}", &url[..start], &url[at + 1..]),
        _ => url.to_owned(),
    }
}

/// Brings the schema up to date. On PostgreSQL under an advisory lock, as diesel's migrations take none themselves and
/// several processes may start at once. Returns the names of the migrations that were run.
pub fn migrate(db: &mut Db) -> anyhow::Result<Vec<String>> {
    let run = match db {
        Db::Sqlite(c) => c.run_pending_migrations(SQLITE).map(|done| done.iter().map(ToString::to_string).collect()),
        Db::Postgres(c) => {
            c.batch_execute(&format!("SELECT pg_advisory_lock({MIGRATION_LOCK})"))?;
            let done = c.run_pending_migrations(POSTGRES).map(|done| done.iter().map(ToString::to_string).collect());
            c.batch_execute(&format!("SELECT pg_advisory_unlock({MIGRATION_LOCK})"))?;
            done
        }
    };
    run.map_err(|e| anyhow::anyhow!("migrations failed: {e}"))
}

/// Whether every migration that this binary knows has been run.
pub fn is_migrated(db: &mut Db) -> anyhow::Result<bool> {
    match db {
        Db::Sqlite(c) => c.has_pending_migration(SQLITE),
        Db::Postgres(c) => c.has_pending_migration(POSTGRES),
    }
    .map(|pending| !pending)
    .map_err(|e| anyhow::anyhow!("cannot read the state of the migrations: {e}"))
}

/// Runs `f` in a transaction that holds SQLite's write lock from the start, so that a read followed by a write can
/// never fail half-way with "database is locked". Rolls back when `f` fails.
pub fn transaction<T>(db: &mut Db, f: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
    within(db, "BEGIN IMMEDIATE", "BEGIN", f)
}

/// Runs `f` on one snapshot of the data: what makes a page is all of the same moment.
pub fn snapshot<T>(db: &mut Db, f: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
    within(db, "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", f)
}

fn within<T>(db: &mut Db, sqlite: &str, postgres: &str, f: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
    match db {
        Db::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, sqlite)?,
        Db::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(c, postgres)?,
    }
    let done = f(db);
    match &done {
        Ok(_) => <Db as Connection>::TransactionManager::commit_transaction(db)?,
        Err(_) => <Db as Connection>::TransactionManager::rollback_transaction(db)?,
    }
    done
}

/// Whether running the same transaction again can succeed: PostgreSQL chose it as the victim of a deadlock.
pub fn is_retryable(error: &Error) -> bool {
    let Error::Internal(cause) = error else { return false };
    matches!(
        cause.downcast_ref::<diesel::result::Error>(),
        Some(diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::SerializationFailure, _))
    ) || format!("{cause:#}").contains("deadlock detected")
}

/// Makes connections for the pool.
pub struct Manager {
    url: String,
    sqlite: bool,
}

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Db, Self::Error> {
        if self.sqlite {
            let mut c = SqliteConnection::establish(self.url.trim_start_matches("sqlite:"))?;
            c.batch_execute(PRAGMAS).map_err(diesel::r2d2::Error::QueryError)?;
            return Ok(Db::Sqlite(c));
        }
        Ok(Db::Postgres(PgConnection::establish(&self.url)?))
    }
    fn is_valid(&self, db: &mut Db) -> Result<(), Self::Error> {
        db.ping().map_err(diesel::r2d2::Error::QueryError)
    }
    fn has_broken(&self, db: &mut Db) -> bool {
        db.is_broken()
    }
}
