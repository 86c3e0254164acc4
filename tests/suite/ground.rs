//! The ground a test stands on: a folder of its own, and a database of its own in one of the two engines.
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use tempfile::TempDir;

/// The two databases that everything must work on alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// An empty database and an empty folder; both are gone when this is dropped.
pub struct Ground {
    pub folder: TempDir,
    /// What `database.url` is to be.
    pub url: String,
    schema: Option<(String, String)>,
}

impl Ground {
    /// A SQLite file in a new folder, or a new schema in the PostgreSQL that `tests/run` has started.
    pub fn new(engine: Engine) -> Self {
        let folder = tempfile::Builder::new().prefix("ratsweg-test-").tempdir().expect("a temporary folder");
        if engine == Engine::Sqlite {
            let url = format!("sqlite:{}", folder.path().join("ratsweg.sqlite").display());
            return Self { folder, url, schema: None };
        }
        let server = std::env::var("TEST_DATABASE_URL")
            .expect("TEST_DATABASE_URL names no PostgreSQL: run the tests with tests/run, which starts one");
        let schema = format!("t{}", uuid::Uuid::now_v7().simple());
        execute(&server, &format!("CREATE SCHEMA {schema}"));
        let mark = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{mark}options=-csearch_path%3D{schema}");
        Self { folder, url, schema: Some((server, schema)) }
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        if let Some((server, schema)) = &self.schema {
            execute(server, &format!("SET client_min_messages = error; DROP SCHEMA {schema} CASCADE"));
        }
    }
}

fn execute(server: &str, sql: &str) {
    let mut connection = PgConnection::establish(server).expect("the PostgreSQL of TEST_DATABASE_URL answers");
    connection.batch_execute(sql).expect(sql);
}
