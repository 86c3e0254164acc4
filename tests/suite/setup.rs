//! Setting up a council, and the program as an administrator holds it: its commands, its exit codes, the demo.
use crate::ground::{Engine, Ground};
use crate::world::config_of;
use ratsweg::app::App;
use ratsweg::config::Config;
use ratsweg::people::Actor;
use ratsweg::setup::{self, Outcome, Setup, Summary};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

const EXAMPLE: &str = include_str!("../../config/examples/town.toml");
const LEIPZIG: &str = include_str!("../../config/councils/leipzig.toml");

/// An installation of the example's town.
fn town(ground: &Ground) -> App {
    let mut config = config_of(ground);
    config.councils.dir = Some(council_files(ground));
    ratsweg::cli::boot::app(config, false).unwrap()
}

fn council_files(ground: &Ground) -> std::path::PathBuf {
    let folder = ground.folder.path().join("councils");
    std::fs::create_dir_all(&folder).unwrap();
    let file = LEIPZIG.replace("slug = \"leipzig\"", "slug = \"musterstadt\"");
    std::fs::write(folder.join("musterstadt.toml"), file).unwrap();
    folder
}

fn apply(app: &App, source: &str) -> Outcome {
    let setup = Setup::parse(source).unwrap();
    app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &setup, true)).unwrap()
}

fn applied(app: &App, source: &str) -> Box<Summary> {
    match apply(app, source) {
        Outcome::Applied(summary) => summary,
        Outcome::Refused(faults) => panic!("{faults:?}"),
    }
}

/// How many events the chain has, and how many invitations wait.
fn traces(app: &App) -> (i64, usize) {
    app.read_blocking(|db| {
        let verdict = ratsweg::events::store::verify(db, "musterstadt")?;
        assert_eq!(verdict.fault, None);
        Ok((verdict.events, ratsweg::queue::store::list(db)?.len()))
    })
    .unwrap()
}

fn both(story: impl Fn(&Ground)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        story(&Ground::new(engine));
    }
}

#[test]
fn a_file_can_be_applied_again_and_again() {
    both(|ground| {
        let app = town(ground);
        let first = applied(&app, EXAMPLE);
        let created = first.sorts().map(|(_, tally)| tally.created.len());
        assert_eq!(created, [1, 10, 2, 4, 6, 1, 1]);
        // Terms, organisations (one with a former name, one merged), people, memberships, accounts with roles and
        // invitations, a stand-in, and the sum of it all.
        let events = 1 + 10 + 2 + 2 + 4 + 6 + 7 + 6 + 1 + 1;
        assert_eq!(traces(&app), (events, 6), "an event for each change, one invitation an account");
        let second = applied(&app, EXAMPLE);
        assert!(!second.did_something(), "{second:?}");
        assert_eq!(second.sorts().map(|(_, tally)| tally.unchanged), created);
        assert_eq!(traces(&app), (events, 6), "nobody is invited twice");

        let changed = EXAMPLE
            .replace("name = \"Jonas Wetterling\"", "name = \"Jonas Wetterling-Voss\"")
            .replace("ends_on = 2025-06-30", "ends_on = 2025-12-31")
            .replace("{ organization = \"ratsversammlung\", role = \"minute_taker\" },", "")
            .replace("\"VIII\" = 214", "\"VIII\" = 12");
        let third = applied(&app, &changed);
        assert_eq!(third.people.changed, ["jonas-wetterling"]);
        assert_eq!(third.memberships.changed.len(), 1);
        assert_eq!(third.accounts.changed, ["protokoll@musterstadt.example.org"]);
        assert_eq!(third.counters.unchanged, 1, "a counter is never lowered");
        assert_eq!(traces(&app), (events + 4, 6), "a name, a last day, a role taken, and the sum");
        assert!(!applied(&app, &changed).did_something());

        let nothing = applied(&app, "council = \"musterstadt\"");
        assert!(!nothing.did_something());
        assert_eq!(nothing.sorts().map(|(_, tally)| tally.left_out.len()), [1, 10, 2, 4, 6, 0, 0]);
        assert!(!applied(&app, &changed).did_something(), "what is left out stays");
    });
}

#[test]
fn a_file_with_faults_changes_nothing() {
    both(|ground| {
        let app = town(ground);
        let wrong = EXAMPLE
            .replace("parent = \"fraktion-freie-waehler\"", "parent = \"nobody\"")
            .replace("hauptamt@musterstadt.example.org", "haupt\\u000aamt");
        let Outcome::Refused(faults) = apply(&app, &wrong) else { panic!("applied") };
        assert_eq!(faults.len(), 5, "{faults:?}");
        assert_eq!(traces(&app), (0, 0));
        assert_eq!(applied(&app, EXAMPLE).terms.created, ["VIII"]);
    });
}

/// The program, away from the configuration of whoever runs the tests.
fn ratsweg(ground: &Ground) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ratsweg"));
    command
        .current_dir(ground.folder.path())
        .env("RATSWEG__DATABASE__URL", &ground.url)
        .env("RATSWEG__DATA__DIR", ground.folder.path().join("data"))
        .env("RATSWEG__LOG__FILTER", "error");
    command
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn commands_say_how_they_ended() {
    let ground = Ground::new(Engine::Sqlite);
    let councils = council_files(&ground);
    let file = ground.folder.path().join("town.toml");
    std::fs::write(&file, EXAMPLE).unwrap();
    let run =
        |args: &[&str]| said(&ratsweg(&ground).env("RATSWEG__COUNCILS__DIR", &councils).args(args).output().unwrap());
    let town = file.to_str().unwrap();
    assert_eq!(run(&["migrate"]).0, 0);
    assert_eq!(run(&["council", "apply", town]).0, 0);
    let (code, out, _) = run(&["council", "apply", town, "--json"]);
    assert_eq!(code, 0);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&out).unwrap()["accounts"]["unchanged"], 6);
    std::fs::write(&file, EXAMPLE.replace("role = \"head\"", "role = \"hat\"")).unwrap();
    let (code, out, told) = run(&["council", "apply", town]);
    assert!(code == 1 && out.is_empty() && told.contains("\"hat\" is none of"), "{code} {told}");
    let (code, out, _) = run(&["council", "draw", "musterstadt", "F"]);
    assert!(code == 0 && out.starts_with("stateDiagram-v2"), "{code} {out}");
    assert_eq!(run(&["council", "draw", "musterstadt", "XY"]).0, 2);
    assert_eq!(run(&["dance"]).0, 2);
    assert_eq!(run(&["audit", "verify"]).0, 0);
    assert_eq!(run(&["outbox", "list"]).0, 0);
    let (code, out, _) = run(&["openapi"]);
    assert!(code == 0 && out.contains("\"3.1"), "{code}");
    let (code, out, _) = run(&["check"]);
    assert!(code == 0 && out.contains("warning: configuration: operator.imprint"), "{code} {out}");
    let broken = ratsweg(&ground).env("RATSWEG__SERVER__PUBLIC_URL", "http://rat.example").arg("check").output();
    let (code, out, _) = said(&broken.unwrap());
    assert!(code == 1 && out.contains("error: configuration: server.public_url"), "{code} {out}");
    let unreachable = ratsweg(&ground)
        .env("RATSWEG__DATABASE__URL", "postgres://nobody@127.0.0.1:1/x")
        .env("RATSWEG__SERVER__LISTEN", "127.0.0.1:0")
        .arg("serve")
        .output();
    assert!(said(&unreachable.unwrap()).0 >= 64);
}

#[test]
fn passwords_come_from_standard_input() {
    let ground = Ground::new(Engine::Sqlite);
    let add = |password: &str| {
        let mut child = ratsweg(&ground)
            .args(["user", "add", "neu@example.org", "--name", "Neu"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        said(&child.wait_with_output().unwrap())
    };
    assert_eq!(add("kurz\n").0, 1);
    assert_eq!(add("lang genug dafür\n").0, 0);
    let (code, _, told) = add("lang genug dafür\n");
    assert!(code == 1 && told.contains("account"), "{told}");
    let (_, out, _) = said(&ratsweg(&ground).args(["user", "list", "--json"]).output().unwrap());
    let list: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(list[0]["state"], "active");
    let role = ["user", "roles", "neu@example.org", "--add"];
    let (code, ..) = said(&ratsweg(&ground).args(role).arg("leipzig/nirgends/head").output().unwrap());
    assert_eq!(code, 1, "a role for nothing is refused");
    for (undo, state) in [(false, "disabled"), (true, "active")] {
        let undo = if undo { vec!["--undo"] } else { Vec::new() };
        let command = ["user", "disable", "neu@example.org"];
        assert_eq!(said(&ratsweg(&ground).args(command).args(undo).output().unwrap()).0, 0);
        let (_, out, _) = said(&ratsweg(&ground).args(["user", "list", "--json"]).output().unwrap());
        assert!(out.contains(state), "{out}");
    }
    let app = ratsweg::cli::boot::open(config_of(&ground), None).unwrap();
    let verdict = app.read_blocking(|db| ratsweg::events::store::verify(db, "leipzig")).unwrap();
    assert_eq!(verdict.fault, None);
    assert_eq!(verdict.events, 4, "made, given a password, disabled, enabled: each is in the history");
}

/// The demo's output up to the line after which it serves, and its process.
fn demo(ground: &Ground) -> (std::process::Child, String) {
    let mut child = ratsweg(ground)
        .args(["demo", "--listen", "127.0.0.1:0", "--data", "demo", "--database", &ground.url])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = String::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    while !out.contains("/dev/mail") && lines.read_line(&mut out).unwrap() > 0 {}
    (child, out)
}

#[test]
fn the_demo_begins_anew_and_is_never_served_in_earnest() {
    both(|ground| {
        for _ in 0..2 {
            let (mut process, out) = demo(ground);
            process.kill().unwrap();
            process.wait().unwrap();
            assert!(out.contains("spd@example.org") && out.contains("Password"), "{out}");
        }
        let app = ratsweg::cli::boot::open(config_of(ground), None).unwrap();
        let day = app.now().day(chrono_tz::Europe::Berlin);
        assert_eq!(day.to_string(), "2020-08-12");
        let numbers = app
            .read_blocking(|db| {
                assert_eq!(ratsweg::events::store::verify(db, "leipzig")?.fault, None);
                assert_eq!(setup::store::counter(db, "leipzig", "VII")?, Some(1503));
                ["VII-F-01500", "VII-F-01500-AW-01", "VII-F-01501", "VII-F-01502", "VII-F-01503"]
                    .map(|slug| ratsweg::papers::store::find(db, "leipzig", slug))
                    .into_iter()
                    .collect::<Result<Vec<_>, _>>()
            })
            .unwrap();
        let confidential: Vec<_> = numbers.iter().map(|paper| paper.confidential).collect();
        assert_eq!(confidential, [false, false, false, false, true]);
        drop(app);
        let serve = ratsweg(ground).env("RATSWEG__SERVER__LISTEN", "127.0.0.1:0").arg("serve").output().unwrap();
        let (code, _, told) = said(&serve);
        assert!(code >= 64 && told.contains("holds the demo"), "{code} {told}");
    });
}

#[test]
fn the_demo_touches_nothing_of_others() {
    let ground = Ground::new(Engine::Sqlite);
    let run = |args: &[&str]| said(&ratsweg(&ground).arg("demo").args(args).output().unwrap());
    let (code, _, told) = run(&["--listen", "0.0.0.0:0"]);
    assert!(code == 2 && told.contains("loopback"), "{code} {told}");
    std::fs::create_dir(ground.folder.path().join("mine")).unwrap();
    std::fs::write(ground.folder.path().join("mine/letter"), "x").unwrap();
    let (code, _, told) = run(&["--listen", "127.0.0.1:0", "--data", "mine"]);
    assert!(code == 2 && told.contains("--data"), "{code} {told}");
    drop(town(&ground));
    let (code, _, told) = run(&["--listen", "127.0.0.1:0", "--data", "new", "--database", &ground.url]);
    assert!(code == 2 && told.contains("--database"), "{code} {told}");
}

#[test]
fn the_shipped_configuration_explains_every_key_with_its_default() {
    let text = include_str!("../../config/ratsweg.toml");
    let shipped: Config = toml::from_str(text).unwrap();
    assert_eq!(format!("{shipped:#?}"), format!("{:#?}", Config::default()));
    for line in format!("{shipped:#?}").lines() {
        let Some((key, value)) = line.trim().split_once(": ") else { continue };
        let named = match value.ends_with('{') {
            true => text.contains(&format!("[{key}]")),
            false => text.contains(&format!("\n{key} = ")) || text.contains(&format!("\n# {key} = ")),
        };
        assert!(named, "config/ratsweg.toml does not explain {key}");
    }
}
