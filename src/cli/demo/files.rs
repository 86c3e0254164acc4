//! Files of the demo: on the newest public paper, one that everybody may read, and one that only the council may until a
//! second person opens it.
use super::sittings::SECOND;
use super::{actor, set_clock};
use crate::app::App;
use crate::council::Council;
use crate::db::types::SubjectId;
use crate::error::Result;
use crate::files::act::{self, FileInput, NewFile};
use crate::files::{media, store};
use crate::papers;
use crate::people::Actor;
use crate::visibility::Scope;
use crate::vocabulary::{FileAction, FileSubject};

const NOTE: &str = "Erläuterung\n\nDie Angaben beruhen auf dem Stand vom 30.06.2020. Alle Zahlen sind erfunden.\n";
const COSTS: &str = "Kosten nach Bereichen (nicht öffentlich)\n\nGeräte: 120.000 Euro\nProgramme: 45.000 Euro\n";

/// Attaches them in the office's name.
pub fn attach(app: &App, council: &Council, office: &str) -> anyhow::Result<()> {
    let office = actor(app, office)?;
    let second = actor(app, SECOND)?;
    let filter = papers::store::Filter::default();
    let newest = app.read_blocking(|db| papers::store::list(db, &council.slug, &Scope::public(), &filter, 1))?;
    let Some(paper) = newest.first() else { return Ok(()) };
    set_clock(app, council, "2020-08-11T15:30")?;
    let subject = (FileSubject::Paper, SubjectId::from(paper.id.uuid()));
    for (name, text, public) in [("Erläuterung.txt", NOTE, true), ("Kosten.txt", COSTS, false)] {
        let new = [keep(app, name, text)?];
        let most = app.config.files.max_total;
        let kept = app.write_blocking(&office, |tx| act::attach(tx, council, subject, public, &new, most))?;
        if public {
            continue;
        }
        // One person of the office wants it opened, another has to agree.
        set_clock(app, council, "2020-08-11T16:00")?;
        for id in kept {
            app.write_blocking(&second, |tx| {
                let version = Some(store::get(tx, &council.slug, id)?.version);
                let reason = Some("Die Zahlen stehen seit dem 10. August im öffentlichen Haushaltsplan.".to_owned());
                act::perform(tx, council, id, FileAction::Open, &FileInput { version, reason })
            })?;
        }
    }
    Ok(())
}

/// Keeps the bytes of a file as an upload does.
fn keep(app: &App, name: &str, text: &'static str) -> anyhow::Result<NewFile> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let staged = runtime.block_on(async {
        let mut writing = app.blobs.begin().await?;
        writing.write(text.into()).await?;
        writing.end().await
    })?;
    let size = i64::try_from(staged.size)?;
    app.write_blocking(&Actor::system(), |tx| store::claim(tx, &staged.sha256, size))?;
    let kept: Result<()> = runtime.block_on(app.blobs.keep(&staged));
    kept?;
    Ok(NewFile {
        name: media::clean_name(name),
        media_type: media::kind(&staged.head).to_owned(),
        size: staged.size,
        sha256: staged.sha256,
    })
}
