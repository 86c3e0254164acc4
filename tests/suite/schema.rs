//! The two migration folders and `db::schema` say the same: every column of every table can be selected on both.
use crate::ground::{Engine, Ground};
use diesel::prelude::*;
use ratsweg::db::schema::*;
use ratsweg::db::{self, Db};

fn every_column_can_be_selected(engine: Engine) {
    let ground = Ground::new(engine);
    let pool = db::open(&ground.url, 3).unwrap();
    let db: &mut Db = &mut pool.get().unwrap();
    assert!(!db::is_migrated(db).unwrap());
    assert!(!db::migrate(db).unwrap().is_empty());
    assert!(db::migrate(db).unwrap().is_empty(), "a second run finds nothing to do");
    assert!(db::is_migrated(db).unwrap());

    macro_rules! select {
        ($table:ident) => {
            $table::table
                .select($table::all_columns)
                .limit(0)
                .execute(db)
                .unwrap_or_else(|e| panic!("{} on {engine:?}: {e}", stringify!($table)));
        };
    }
    ratsweg::every_table!(select);
}

#[test]
fn every_column_can_be_selected_on_sqlite() {
    every_column_can_be_selected(Engine::Sqlite);
}

#[test]
fn every_column_can_be_selected_on_postgres() {
    every_column_can_be_selected(Engine::Postgres);
}

/// The list that this test, the backup and the demo's emptying walk has every table that `schema` declares.
#[test]
fn every_table_is_in_the_list_of_tables() {
    let mut source = String::new();
    for entry in std::fs::read_dir("src/db/schema").unwrap() {
        source.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    let mut declared: Vec<_> = source
        .lines()
        .filter_map(|line| line.strip_prefix("    ")?.strip_suffix(" {"))
        .filter_map(|line| line.split_once(" (").map(|(name, _)| name))
        .collect();
    let mut listed: Vec<_> =
        source.lines().filter_map(|line| line.trim().strip_prefix("$check!(")?.strip_suffix(");")).collect();
    assert!(declared.len() > 40, "the declarations are no longer recognised: {declared:?}");
    declared.sort_unstable();
    listed.sort_unstable();
    assert_eq!(declared, listed);
}
