//! Where the demo may be built: only where nothing is, or an earlier demo.
use super::super::Stop;
use crate::cli::boot;
use crate::db::{self, installation};
use anyhow::Context;
use std::path::Path;

/// The file that marks a folder as the demo's.
const MARKER: &str = ".ratsweg-demo";

/// Makes the data folder, or empties it when it bears the demo's marker.
///
/// # Errors
/// A folder with anything in it but no marker is left as it is.
pub fn folder(folder: &Path) -> anyhow::Result<()> {
    let marker = folder.join(MARKER);
    if marker.is_file() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            // The marker goes last, with the next emptying: one that breaks off can be taken up again.
            if path == marker {
                continue;
            }
            // A link is taken away itself, never what it leads to.
            let done =
                if entry.file_type()?.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
            done.with_context(|| format!("cannot empty the demo's folder: {}", path.display()))?;
        }
        return Ok(());
    }
    let is_occupied = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => false,
        Err(e) => return Err(e).with_context(|| format!("cannot use {} as the demo's folder", folder.display())),
    };
    if is_occupied {
        let told = format!(
            "{} is not empty and is no folder of the demo (it has no {MARKER}): name another with --data",
            folder.display()
        );
        return Err(Stop::Usage(told).into());
    }
    boot::data_folder(folder)?;
    std::fs::write(&marker, "This folder is emptied at every start of `ratsweg demo`.\n")
        .with_context(|| format!("cannot write {}", marker.display()))
}

/// Empties the database when it bears the demo's marker.
///
/// # Errors
/// A database with any table in it but no marker is left as it is.
pub fn database(url: &str) -> anyhow::Result<()> {
    let pool = db::open(url, 1)?;
    let db = &mut *pool.get()?;
    let tables = installation::tables(db)?;
    if tables.is_empty() {
        return Ok(());
    }
    let is_demo = tables.iter().any(|table| table == "settings")
        && db::snapshot(db, |db| installation::setting(db, installation::DEMO))?.is_some();
    if !is_demo {
        let told = format!(
            "the database {} is not empty and is not the demo's: name another with --database",
            db::without_password(url)
        );
        return Err(Stop::Usage(told).into());
    }
    installation::drop_tables(db)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_demos_own_folder_is_emptied() {
        let place = tempfile::tempdir().unwrap();
        let new = place.path().join("a/b");
        folder(&new).unwrap();
        std::fs::create_dir(new.join("mail")).unwrap();
        std::fs::write(new.join("mail/1.eml"), "x").unwrap();
        let outside = place.path().join("outside");
        std::fs::create_dir(&outside).unwrap();
        std::fs::write(outside.join("precious"), "x").unwrap();
        std::os::unix::fs::symlink(&outside, new.join("link")).unwrap();
        folder(&new).unwrap();
        assert_eq!(std::fs::read_dir(&new).unwrap().count(), 1, "the marker stays");
        assert!(outside.join("precious").exists());
        let refused = folder(&outside).unwrap_err().to_string();
        assert!(refused.contains("--data"), "{refused}");
        assert!(outside.join("precious").exists());
        folder(&place.path().join("outside/../c")).unwrap();
    }

    #[test]
    fn only_the_demos_own_database_is_emptied() {
        let place = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", place.path().join("db").display());
        database(&url).unwrap();
        let pool = db::open(&url, 1).unwrap();
        let mut known = {
            let db = &mut *pool.get().unwrap();
            db::migrate(db).unwrap();
            installation::tables(db).unwrap()
        };
        let mut ours: Vec<_> = installation::TABLES.iter().map(|table| (*table).to_owned()).collect();
        known.sort();
        ours.sort();
        assert_eq!(known, ours, "every table of ours is named, or emptying would leave it");
        assert!(database(&url).unwrap_err().to_string().contains("--database"));
        db::transaction(&mut pool.get().unwrap(), |db| installation::set(db, installation::DEMO, "1")).unwrap();
        database(&url).unwrap();
        assert!(installation::tables(&mut pool.get().unwrap()).unwrap().is_empty());
    }
}
