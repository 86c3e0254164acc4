//! What belongs to the installation as a whole and not to a noun.
use super::Db;
use super::schema::{papers, settings};
use crate::each_backend;
use crate::error::Result;
use diesel::prelude::*;

/// The setting that marks a database as the demo's: it holds accounts whose passwords everybody knows.
pub const DEMO: &str = "demo";
/// The setting that holds how far the domain's clock is moved against the real one, in seconds (demo only).
pub const CLOCK_SHIFT: &str = "clock_shift";

/// The value of a setting; `None` while it was never set.
pub fn setting(db: &mut Db, name: &str) -> Result<Option<String>> {
    Ok(settings::table.find(name).select(settings::value).first(db).optional()?)
}

/// Sets a setting.
pub fn set(db: &mut Db, name: &str, value: &str) -> Result<()> {
    let row = (settings::name.eq(name), settings::value.eq(value));
    each_backend!(db, c => {
        diesel::insert_into(settings::table)
            .values(row)
            .on_conflict(settings::name)
            .do_update()
            .set(settings::value.eq(value))
            .execute(c)?
    });
    Ok(())
}

/// The kinds of which the council has papers whose status is none of `ended`.
pub fn kinds_in_use(db: &mut Db, slug: &str, ended: &[&str]) -> Result<Vec<String>> {
    Ok(papers::table
        .filter(papers::council.eq(slug))
        .filter(papers::status.ne_all(ended))
        .select(papers::kind)
        .distinct()
        .order(papers::kind)
        .load(db)?)
}

/// Our tables, each before those that it refers to.
pub const TABLES: &[&str] = &[
    "deliveries",
    "queue",
    "events",
    "follows",
    "record_packages",
    "files",
    "blobs",
    "carried_orders",
    "order_reports",
    "orders",
    "referendums",
    "resolutions",
    "corrections",
    "autosaves",
    "aliases",
    "reserved_numbers",
    "notes",
    "imports",
    "question_departments",
    "paper_departments",
    "point_results",
    "points",
    "notices",
    "minutes_signatures",
    "minutes",
    "ballots",
    "votes",
    "attendances",
    "extension_requests",
    "extensions",
    "clocks",
    "consultations",
    "paragraphs",
    "agenda_items",
    "meeting_bodies",
    "meetings",
    "signatures",
    "answers",
    "questions",
    "paper_versions",
    "papers",
    "counters",
    "idempotency_keys",
    "account_tokens",
    "refresh_tokens",
    "sessions",
    "grants",
    "identities",
    "stand_ins",
    "accounts",
    "memberships",
    "people",
    "organization_names",
    "organizations",
    "terms",
    "council_files",
    "councils",
    "settings",
    "__diesel_schema_migrations",
];

/// The names of all tables of the database (PostgreSQL: of the schema in use), whoever made them.
pub fn tables(db: &mut Db) -> Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
    }
    let query = match db {
        Db::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        Db::Postgres(_) => "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = current_schema()",
    };
    let named: Vec<Named> = diesel::sql_query(query).load(db)?;
    Ok(named.into_iter().map(|named| named.name).collect())
}

/// Takes all our tables away, with everything in them: for the demo, which begins anew. The marker goes with them, in
/// the same transaction.
pub fn drop_tables(db: &mut Db) -> Result<()> {
    super::transaction(db, |db| {
        for table in TABLES {
            diesel::sql_query(format!("DROP TABLE IF EXISTS {table}")).execute(db)?;
        }
        Ok(())
    })
}
