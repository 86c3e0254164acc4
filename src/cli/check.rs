//! `ratsweg check`: is everything sound that serving depends on? One line per finding; changes nothing.
use super::{Outcome, boot, output};
use crate::app::{App, Councils};
use crate::blobs::Blobs;
use crate::config::{self, Config};
use crate::council::Council;
use crate::db;
use crate::db::Db;
use crate::error::Result;
use crate::mail::transport::Transport;
use crate::organizations::{self, OrganizationKind};
use crate::people::{Role, accounts, directory};
use serde::Serialize;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

#[derive(clap::Args)]
pub struct Args {
    /// Print the findings as JSON.
    #[arg(long)]
    json: bool,
}

/// How long the mail server may take to answer.
const MAIL_SERVER: Duration = Duration::from_secs(15);

/// How long the store of files may take to answer.
const FILE_STORE: Duration = Duration::from_secs(15);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Error,
    Warning,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Finding {
    level: Level,
    /// What it is about: `configuration`, `database`, …
    about: String,
    finding: String,
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn error(&mut self, about: &str, finding: impl ToString) {
        self.add(Level::Error, about, finding);
    }
    fn warning(&mut self, about: &str, finding: impl ToString) {
        self.add(Level::Warning, about, finding);
    }
    fn add(&mut self, level: Level, about: &str, finding: impl ToString) {
        // One line per finding: a cause over several lines is several findings.
        for line in finding.to_string().lines().filter(|line| !line.trim().is_empty()) {
            let finding = line.trim().trim_start_matches("- ").to_owned();
            self.0.push(Finding { level, about: about.to_owned(), finding });
        }
    }
}

/// Looks at everything and prints what it finds. Errors make `FoundWrong`.
pub fn run(config: anyhow::Result<Config>, args: &Args) -> anyhow::Result<Outcome> {
    let mut findings = Findings::default();
    match config {
        Err(e) => findings.error("configuration", format!("{e:#}")),
        Ok(config) => everything(&config, &mut findings)?,
    }
    let findings = findings.0;
    if args.json {
        output::json(&findings)?;
    } else if findings.is_empty() {
        output::line("everything is sound")?;
    } else {
        for Finding { level, about, finding } in &findings {
            let level = if *level == Level::Error { "error" } else { "warning" };
            output::line(format!("{level}: {about}: {finding}"))?;
        }
    }
    let wrong = findings.iter().any(|finding| finding.level == Level::Error);
    Ok(if wrong { Outcome::FoundWrong } else { Outcome::Done })
}

fn everything(config: &Config, findings: &mut Findings) -> anyhow::Result<()> {
    settings(config, findings);
    storage(&config.data.dir, findings);
    files(config, findings)?;
    mail(config, findings)?;
    let councils = match boot::councils(config) {
        Ok(councils) => Some(councils),
        Err(e) => {
            findings.error("council files", format!("{e:#}"));
            None
        }
    };
    let ready = database(config, findings);
    if let (Some(councils), true) = (councils, ready) {
        let mut config = config.clone();
        config.server.migrate = false;
        match boot::open(config, None) {
            Ok(app) => content(&app, &councils, findings)?,
            Err(e) => findings.error("installation", format!("{e:#}")),
        }
    }
    Ok(())
}

fn settings(config: &Config, findings: &mut Findings) {
    let public = &config.server.public_url;
    let host = public.trim_start_matches("http://");
    if public.starts_with("http://") && !config::is_loopback(host) {
        findings.error(
            "configuration",
            "server.public_url must be https unless it is a loopback address: nobody can sign in",
        );
    }
    if public.is_empty() && !config::is_loopback(&config.server.listen) {
        findings.error("configuration", "server.public_url is empty, but server.listen is no loopback address");
    }
    let operator = &config.operator;
    for (key, text) in [
        ("operator.name", &operator.name),
        ("operator.imprint", &operator.imprint),
        ("operator.privacy", &operator.privacy),
        ("operator.accessibility", &operator.accessibility),
        ("operator.contact", &operator.contact),
    ] {
        if text.trim().is_empty() {
            findings.warning("configuration", format!("{key} is empty, but law wants what belongs there"));
        }
    }
}

fn storage(folder: &Path, findings: &mut Findings) {
    let about = "data folder";
    if !folder.is_dir() {
        findings.warning(about, format!("{} is not there yet: the first start makes it", folder.display()));
        return;
    }
    let probe = folder.join(format!(".check-{}", std::process::id()));
    match std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe)) {
        Ok(()) => {}
        Err(e) => findings.error(about, format!("{} cannot be written to: {e}", folder.display())),
    }
    for path in [folder.to_owned(), folder.join("secret")] {
        let open = std::fs::metadata(&path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0);
        if open {
            findings.warning(about, format!("{} can be read by others than its owner", path.display()));
        }
    }
}

/// Whether attached files can be written and read.
fn files(config: &Config, findings: &mut Findings) -> anyhow::Result<()> {
    let (about, wanted) = ("files", config.file_store());
    // Opening would make the folder.
    if !wanted.starts_with("s3://") && !Path::new(&wanted).is_dir() {
        findings.warning(about, format!("{wanted} is not there yet: the first start makes it"));
        return Ok(());
    }
    let blobs = match Blobs::open(config) {
        Ok(blobs) => blobs,
        Err(e) => {
            findings.error(about, format!("{e:#}"));
            return Ok(());
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match runtime.block_on(async { tokio::time::timeout(FILE_STORE, blobs.probe()).await }) {
        Ok(Ok(())) => {}
        Ok(Err(e)) => findings.error(about, format!("{wanted} cannot be used: {e:#}")),
        Err(_) => findings.error(about, format!("{wanted} did not answer within {} s", FILE_STORE.as_secs())),
    }
    Ok(())
}

fn mail(config: &Config, findings: &mut Findings) -> anyhow::Result<()> {
    let about = "mail";
    if config.mail.host.is_empty() {
        findings.warning(about, "mail.host is empty: mails become files in the data folder, nobody gets them");
        return Ok(());
    }
    if config.mail.from.ends_with("@localhost") {
        findings.error(about, "mail.from has no address that can be answered to");
    }
    let transport = match Transport::new(config, &config.server.public_url) {
        Ok(transport) => transport,
        Err(e) => {
            findings.error(about, format!("{e:#}"));
            return Ok(());
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let server = format!("{}:{}", config.mail.host, config.mail.port);
    match runtime.block_on(async { tokio::time::timeout(MAIL_SERVER, transport.probe()).await }) {
        Ok(Ok(())) => {}
        Ok(Err(e)) => findings.error(about, format!("{server}: {e:#}")),
        Err(_) => findings.error(about, format!("{server} did not answer within {} s", MAIL_SERVER.as_secs())),
    }
    Ok(())
}

/// Whether the database can be used as it is.
fn database(config: &Config, findings: &mut Findings) -> bool {
    let url = config.database_url();
    let file = url.strip_prefix("sqlite:").map(Path::new);
    // Opening would make the file.
    if file.is_some_and(|file| !file.exists()) {
        findings.warning("database", "is not there yet: the first start makes it");
        return false;
    }
    let migrated = db::open(&url, 1).and_then(|pool| db::is_migrated(&mut *pool.get()?));
    match migrated {
        Ok(true) => return true,
        Ok(false) => findings.error("database", "is not up to date: run `ratsweg migrate`"),
        Err(e) => findings.error("database", format!("{e:#}")),
    }
    false
}

fn content(app: &App, councils: &Councils, findings: &mut Findings) -> anyhow::Result<()> {
    let now = app.now();
    app.read_blocking(|db| {
        for fault in boot::stranded(db, councils)? {
            findings.error("council files", fault);
        }
        councils.values().try_for_each(|council| set_up(db, council, now.day(council.timezone), findings))
    })?;
    Ok(())
}

/// Whether a council has what its procedures need on this day.
fn set_up(db: &mut Db, council: &Council, day: chrono::NaiveDate, findings: &mut Findings) -> Result<()> {
    let about = council.slug.as_str();
    let all = organizations::store::all(db, &council.slug)?;
    if all.is_empty() {
        findings.warning(about, "is not set up yet: run `ratsweg council apply FILE`");
        return Ok(());
    }
    for (code, kind) in &council.kinds {
        for stop in kind.path.iter().filter(|stop| !all.iter().any(|row| row.key == stop.body && row.is_current(day))) {
            findings.error(
                about,
                format!("kind {code} is consulted by {:?}, but there is no such organisation", stop.body),
            );
        }
    }
    if directory::store::term_on(db, &council.slug, day)?.is_none() {
        findings.error(about, format!("no term on {day}: no paper can get a number"));
    }
    let mut held = Vec::new();
    for account in accounts::store::all(db)?.iter().filter(|account| account.disabled_at.is_none()) {
        held.extend(
            accounts::store::grants_of(db, account.id)?.into_iter().filter(|grant| grant.council == council.slug),
        );
    }
    if !held.iter().any(|grant| grant.role == Role::CouncilOffice) {
        findings.warning(about, "nobody works for the council office: no paper can be admitted");
    }
    for row in all.iter().filter(|row| row.is_current(day)) {
        let is_body = row.is_body() && row.kind != OrganizationKind::Executive;
        // A faction is written to at its office's address.
        let office = all.iter().any(|office| office.parent_id == Some(row.id) && office.email.is_some());
        if row.email.is_none() && !is_body && !office {
            findings.warning(about, format!("{:?} has no e-mail address", row.name));
        }
        let has_head = held.iter().any(|grant| grant.organization == row.id && grant.role == Role::Head);
        if row.kind == OrganizationKind::Department && !has_head {
            findings.warning(about, format!("{:?} has no head: nobody can sign its papers", row.name));
        }
    }
    Ok(())
}
