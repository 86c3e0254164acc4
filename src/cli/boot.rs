//! From a configuration to a running `App`: data folder, secret, database, council files.
use crate::app::{App, Councils, Parts};
use crate::assets::CouncilFiles;
use crate::blobs::Blobs;
use crate::config::Config;
use crate::council::Council;
use crate::db::{self, Db, installation};
use crate::events;
use crate::people::Actor;
use crate::procedure::Status;
use crate::words::Words;
use anyhow::{Context, bail, ensure};
use std::collections::BTreeMap;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use tokio::sync::Notify;

/// Makes everything that requests, jobs and commands share, and makes the councils known to the database. With `demo`
/// the domain's clock is the moved one; without it a database that bears the demo's marker is refused, as its
/// passwords are known.
///
/// # Errors
/// A sentence that says what cannot be used, and why.
pub fn app(config: Config, demo: bool) -> anyhow::Result<App> {
    let app = open(config, Some(demo))?;
    register(&app)?;
    Ok(app)
}

/// As `app`, but leaves the councils' rows as they are. With `None` the database says whether it is the demo's: for
/// commands that do not serve.
pub fn open(config: Config, demo: Option<bool>) -> anyhow::Result<App> {
    data_folder(&config.data.dir)?;
    let secret = secret(&config)?;
    let councils = councils(&config)?;
    let words = Words::load()?;
    let templates = crate::web::page::templates()?;
    let url = config.database_url();
    let pool = db::open(&url, config.pool_size())?;
    let sqlite = db::is_sqlite(&url)?;
    let (demo, shift) = ready(&config, &mut *pool.get()?, demo)?;
    let writers = App::writers(sqlite, config.pool_size());
    let blobs = Blobs::open(&config)?;
    Ok(App::new(Parts {
        db: pool,
        blobs,
        config,
        councils,
        words,
        templates,
        secret,
        demo,
        clock_shift: AtomicI64::new(shift),
        bell: Notify::new(),
        writers,
    }))
}

/// Brings the database up to date and looks whether it may be used as wanted. Returns whether it is the demo's, and
/// the shift of the domain's clock.
fn ready(config: &Config, db: &mut Db, wanted: Option<bool>) -> anyhow::Result<(bool, i64)> {
    if config.server.migrate {
        for name in db::migrate(db)? {
            tracing::info!(migration = name, "migrated");
        }
    }
    ensure!(
        db::is_migrated(db)?,
        "the database is not up to date: run `ratsweg migrate`, or set server.migrate = true"
    );
    let is_demo = db::snapshot(db, |db| installation::setting(db, installation::DEMO))?.is_some();
    let demo = wanted.unwrap_or(is_demo);
    ensure!(
        demo || !is_demo,
        "this database holds the demo, whose passwords everybody knows: use another one, or run `ratsweg demo`"
    );
    Ok((demo, if demo { clock_shift(db)? } else { 0 }))
}

/// Makes the data folder when it is not there, closed to everybody else.
pub fn data_folder(folder: &Path) -> anyhow::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("cannot make the data folder {}", folder.display()))
}

/// The key of all signatures: the configured one, else the one in the data folder, made at first start.
fn secret(config: &Config) -> anyhow::Result<Vec<u8>> {
    if !config.security.secret.is_empty() {
        return Ok(config.security.secret.clone().into_bytes());
    }
    let path = config.data.dir.join("secret");
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
        Ok(mut file) => {
            let key: [u8; 32] = rand::random();
            let text = crate::digest::hex(&key);
            file.write_all(text.as_bytes())
                .and_then(|()| file.sync_all())
                .with_context(|| format!("cannot write {}", path.display()))?;
            Ok(text.into_bytes())
        }
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let text = text.trim();
            ensure!(text.len() >= 32, "{} is too short for a secret: it must have at least 32 bytes", path.display());
            Ok(text.as_bytes().to_vec())
        }
        Err(e) => Err(e).with_context(|| format!("cannot write {}", path.display())),
    }
}

/// The council files of the configuration, each parsed and checked.
///
/// # Errors
/// Every fault of every file at once.
pub fn councils(config: &Config) -> anyhow::Result<Councils> {
    let mut sources = sources(config)?;
    let mut faults = Vec::new();
    if !config.councils.load.is_empty() {
        let wanted = &config.councils.load;
        faults.extend(
            wanted
                .iter()
                .filter(|slug| !sources.contains_key(*slug))
                .map(|slug| format!("councils.load names {slug:?}, but there is no file {slug}.toml")),
        );
        sources.retain(|slug, _| wanted.contains(slug));
    }
    let mut councils = Councils::new();
    for (slug, source) in sources {
        match Council::parse_on(&source, |name| base(config, name)) {
            Ok(council) if council.slug == slug => {
                councils.insert(slug, Arc::new(council));
            }
            Ok(council) => faults.push(format!("{slug}.toml: slug is {:?}, but must be the file's name", council.slug)),
            Err(e) => faults.push(format!("{slug}.toml: {e:#}")),
        }
    }
    if !faults.is_empty() {
        bail!("the council files cannot be used:\n{}", faults.join("\n"));
    }
    Ok(councils)
}

/// The text of every council file, by slug: those of the configured folder, else those inside the binary.
fn sources(config: &Config) -> anyhow::Result<BTreeMap<String, String>> {
    let mut sources = BTreeMap::new();
    let Some(folder) = &config.councils.dir else {
        for name in CouncilFiles::iter() {
            let Some(slug) = name.strip_suffix(".toml") else { continue };
            let file = CouncilFiles::get(&name).with_context(|| format!("{name} is not in the binary"))?;
            sources.insert(slug.to_owned(), String::from_utf8(file.data.into_owned())?);
        }
        return Ok(sources);
    };
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("councils.dir {} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let Some(slug) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        sources.insert(slug.to_owned(), text);
    }
    Ok(sources)
}

/// The text of a base by its name: from `bases` in the configured folder, else from inside the binary.
fn base(config: &Config, name: &str) -> Option<String> {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let own = config.councils.dir.as_ref().filter(|_| plain).map(|dir| dir.join("bases").join(format!("{name}.toml")));
    own.and_then(|path| std::fs::read_to_string(path).ok()).or_else(|| crate::council::compose::shipped(name))
}

/// Makes each council known to the database. Refused as a whole when a file drops what is still in use.
pub fn register(app: &App) -> anyhow::Result<()> {
    let faults = app.write_blocking(&Actor::system(), |tx| {
        let councils = tx.councils;
        let faults = stranded(tx, councils)?;
        if faults.is_empty() {
            councils.values().try_for_each(|council| events::store::register(tx, council))?;
        }
        Ok(faults)
    })?;
    ensure!(faults.is_empty(), "a council file drops what is still in use:\n{}", faults.join("\n"));
    Ok(())
}

/// What the council files lack although papers under way need it.
pub fn stranded(db: &mut Db, councils: &Councils) -> crate::error::Result<Vec<String>> {
    let ended = [Status::Closed.as_str(), Status::Withdrawn.as_str()];
    let mut faults = Vec::new();
    for council in councils.values() {
        let before = events::store::last_file(db, &council.slug)?.unwrap_or_default();
        let in_use = installation::kinds_in_use(db, &council.slug, &ended)?;
        faults.extend(dropped(&before, council, &in_use));
    }
    Ok(faults)
}

/// What the new file lacks although papers under way need it: their kinds, and every action these kinds had in the file
/// used before. That file is read as plain TOML, as an older version of this program may have written its shape.
fn dropped(before: &str, council: &Council, in_use: &[String]) -> Vec<String> {
    let before: toml::Table = before.parse().unwrap_or_default();
    let mut dropped = Vec::new();
    for code in in_use {
        let Some(kind) = council.kinds.get(code) else {
            dropped.push(format!("{}: kind {code:?} is gone, but papers of it are under way", council.slug));
            continue;
        };
        let actions = before
            .get("kinds")
            .and_then(|kinds| kinds.get(code))
            .and_then(|kind| kind.get("actions"))
            .and_then(toml::Value::as_table);
        for action in actions.into_iter().flat_map(toml::Table::keys) {
            let known = action.parse().is_ok_and(|action| council.step(kind, action).is_some());
            if !known {
                dropped.push(format!(
                    "{}: action {action:?} of kind {code:?} is gone, but papers of it are under way",
                    council.slug
                ));
            }
        }
    }
    dropped
}

/// How far the domain's clock was moved when the process ended, in seconds.
fn clock_shift(db: &mut Db) -> anyhow::Result<i64> {
    let stored = db::snapshot(db, |db| installation::setting(db, installation::CLOCK_SHIFT))?;
    stored.map_or(Ok(0), |text| text.parse().with_context(|| format!("the stored clock shift {text:?} is no number")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn config(folder: &Path) -> Config {
        let mut config = Config::default();
        config.data.dir = folder.join("data");
        config
    }

    #[test]
    fn a_second_start_finds_the_secret_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = app(config(folder.path()), false).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder.path().join("data")), 0o700);
        assert_eq!(mode(&folder.path().join("data/secret")), 0o600);
        assert!(first.secret.len() >= 32);
        let second = app(config(folder.path()), false).unwrap();
        assert_eq!(first.secret, second.secret);
    }

    #[test]
    fn the_demo_is_not_served_in_earnest() {
        let folder = tempfile::tempdir().unwrap();
        let demo = app(config(folder.path()), true).unwrap();
        demo.write_blocking(&Actor::system(), |tx| {
            installation::set(tx, installation::DEMO, "1")?;
            installation::set(tx, installation::CLOCK_SHIFT, "-60")?;
            installation::set(tx, installation::CLOCK_SHIFT, "-3600")
        })
        .unwrap();
        let refused = app(config(folder.path()), false).err().unwrap();
        assert!(refused.to_string().contains("demo"), "{refused}");
        let again = app(config(folder.path()), true).unwrap();
        assert_eq!(again.clock_shift.load(std::sync::atomic::Ordering::Relaxed), -3600);
    }

    #[test]
    fn a_file_that_strands_papers_is_refused() {
        let councils = councils(&Config::default()).unwrap();
        let leipzig = &councils["leipzig"];
        assert!(dropped(&leipzig.source, leipzig, &["F".to_owned()]).is_empty());
        assert!(dropped("", leipzig, &["XY".to_owned()])[0].contains("kind \"XY\" is gone"));
        let before = "[kinds.F.actions.dance]\nby = []";
        assert!(dropped(before, leipzig, &["F".to_owned()])[0].contains("action \"dance\""));
        assert!(dropped(before, leipzig, &[]).is_empty());
    }

    #[test]
    fn faults_of_all_council_files_come_at_once() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.toml"), "slug = ").unwrap();
        std::fs::write(folder.path().join("b.toml"), "slug = \"b\"").unwrap();
        let mut config = config(folder.path());
        config.councils.dir = Some(folder.path().to_owned());
        config.councils.load = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let faults = councils(&config).unwrap_err().to_string();
        for named in ["a.toml", "b.toml", "c.toml"] {
            assert!(faults.contains(named), "{faults}");
        }
    }
}
