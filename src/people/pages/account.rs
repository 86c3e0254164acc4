//! What an account sees and changes of itself.
use super::{Done, reasons};
use crate::administration::{put, signing};
use crate::app::App;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::people::accounts::{self, store::Followed};
use crate::people::input::Name;
use crate::people::sessions::{self, Session};
use crate::people::{Actor, Role, SessionKind, credentials};
use crate::visibility::Scope;
use crate::web::actor::SignedIn;
use crate::web::client::Client;
use crate::web::csrf::Form;
use crate::web::page::{Fault, Faults, Frame, Page};
use crate::web::reply::see_other;
use crate::web::rows::Link;
use crate::words::Language;
use crate::{organizations, papers};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

/// The account's own page.
#[derive(Serialize, Default)]
pub struct Account {
    pub email: String,
    pub name: String,
    pub language: String,
    pub languages: Vec<Choice>,
    pub roles: Vec<Held>,
    /// Where stand-ins for the own signing roles are named.
    pub stand_ins: Vec<Link>,
    pub sessions: Vec<Open>,
    pub follows: Vec<Follow>,
    /// Whether it has a password; who signs in elsewhere has none here.
    pub has_password: bool,
    /// What has just been done, in words; empty for nothing.
    pub done: String,
    pub faults: Faults,
}

#[derive(Serialize)]
pub struct Choice {
    pub value: &'static str,
    pub label: &'static str,
}

/// A role for an organisation.
#[derive(Serialize)]
pub struct Held {
    pub council: String,
    pub organization: String,
    pub role: String,
}

/// A session that lives.
#[derive(Serialize)]
pub struct Open {
    pub id: String,
    pub kind: String,
    pub began: String,
    pub seen: String,
    /// The one in which this page was asked for.
    pub here: bool,
    /// What the button says to those who do not see the row.
    pub end_label: String,
}

/// A paper that is followed.
#[derive(Serialize)]
pub struct Follow {
    pub paper: String,
    pub href: String,
    pub title: String,
    pub reference: String,
    pub end_label: String,
}

impl Page for Account {
    const TEMPLATE: &'static str = "pages/people/account.html";
    fn samples() -> Vec<Self> {
        let bare = || Self {
            email: "petra@rat.example".to_owned(),
            name: "Petra <Lindner>".to_owned(),
            language: "de".to_owned(),
            languages: languages(),
            ..Self::default()
        };
        let open = |here, id: &str| Open {
            id: id.to_owned(),
            kind: "Browser".to_owned(),
            began: "12.08.2020, 09:00 Uhr".to_owned(),
            seen: "12.08.2020, 09:05 Uhr".to_owned(),
            here,
            end_label: "Sitzung vom 12.08.2020 beenden".to_owned(),
        };
        let full = || Self {
            roles: vec![Held {
                council: "Stadt Leipzig".to_owned(),
                organization: "SPD-Fraktion <Büro>".to_owned(),
                role: "Fraktionsgeschäftsstelle".to_owned(),
            }],
            stand_ins: vec![Link {
                label: "Vertretungen regeln: Stadt Leipzig".to_owned(),
                href: "/leipzig/admin/stand-ins".to_owned(),
            }],
            has_password: true,
            sessions: vec![open(true, "1"), open(false, "2")],
            follows: vec![Follow {
                paper: "1".to_owned(),
                href: "/leipzig/papers/VII-F-01504".to_owned(),
                title: "Radweg <b>".to_owned(),
                reference: "VII-F-01504".to_owned(),
                end_label: "VII-F-01504 nicht mehr folgen".to_owned(),
            }],
            done: "Gespeichert.".to_owned(),
            ..bare()
        };
        let fault = Fault { field: "old_password".to_owned(), text: "Das <ist> es nicht.".to_owned() };
        let of = [(fault.field.clone(), fault.text.clone())].into();
        vec![bare(), full(), Self { done: String::new(), faults: Faults { list: vec![fault], of }, ..full() }]
    }
}

fn languages() -> Vec<Choice> {
    Language::ALL.iter().map(|&language| Choice { value: language.tag(), label: language.name() }).collect()
}

/// The words for a role.
const fn role_key(role: Role) -> &'static str {
    match role {
        Role::Member => "account_role_member",
        Role::FactionOffice => "account_role_faction_office",
        Role::FactionChair => "account_role_faction_chair",
        Role::BodyChair => "account_role_body_chair",
        Role::CouncilOffice => "account_role_council_office",
        Role::MinuteTaker => "account_role_minute_taker",
        Role::Drafter => "account_role_drafter",
        Role::Head => "account_role_head",
        Role::Executive => "account_role_executive",
        Role::RecordsOfficer => "account_role_records_officer",
        Role::DataProtection => "account_role_data_protection",
        Role::Admin => "account_role_admin",
    }
}

/// The page; `done` in the query names what has just been done.
pub async fn show(
    app: web::Data<App>,
    frame: Frame,
    SignedIn(actor): SignedIn,
    done: web::Query<Done>,
) -> Result<HttpResponse> {
    let mut page = gather(&app, &frame, &actor).await?;
    let key = match done.done.as_str() {
        "saved" => "account_done_saved",
        "password" => "account_done_password",
        "session" => "account_done_session",
        "unfollow" => "account_done_unfollow",
        "joined" => "oidc_joined",
        _ => return frame.render(&app, &page),
    };
    page.done = app.words.say(frame.language, key, &[]);
    frame.render(&app, &page)
}

#[derive(Deserialize)]
pub struct Profile {
    #[serde(default)]
    name: String,
    #[serde(default)]
    language: String,
}

/// Changes name and language.
pub async fn rename(
    app: web::Data<App>,
    frame: Frame,
    SignedIn(actor): SignedIn,
    Form(typed): Form<Profile>,
) -> Result<HttpResponse> {
    let account = actor.account.ok_or(Error::SignIn)?;
    let language = Language::of(&typed.language)
        .ok_or_else(|| Error::refused(Message::new("account_language_unknown").on("language")));
    let read = Name::parse(&typed.name).and_then(|name| Ok((name, language?)));
    let (name, language) = match read {
        Ok(read) => read,
        Err(e) => {
            let mut page = gather(&app, &frame, &actor).await?;
            page.name = typed.name;
            return refuse(&app, &frame, page, e);
        }
    };
    app.write(&actor, move |tx| put::own_name(tx, account, &name, language)).await?;
    Ok(see_other("/account?done=saved"))
}

#[derive(Deserialize)]
pub struct Passwords {
    #[serde(default)]
    old_password: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    password_again: String,
}

/// Changes the password; every other session ends.
pub async fn change_password(
    app: web::Data<App>,
    frame: Frame,
    SignedIn(actor): SignedIn,
    client: Client,
    Form(typed): Form<Passwords>,
) -> Result<HttpResponse> {
    let done = if typed.password == typed.password_again {
        let set = crate::administration::put::own_password;
        credentials::change_password(&app, &actor, &typed.old_password, &typed.password, client.0, set).await
    } else {
        Err(Error::refused(Message::new("account_password_differs").on("password_again")))
    };
    match done {
        Ok(()) => Ok(see_other("/account?done=password")),
        Err(e) => {
            let page = gather(&app, &frame, &actor).await?;
            refuse(&app, &frame, page, e)
        }
    }
}

#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    id: String,
}

/// Ends one of the account's own sessions.
pub async fn end_session(
    app: web::Data<App>,
    SignedIn(actor): SignedIn,
    Form(named): Form<Named>,
) -> Result<HttpResponse> {
    let session = named.id.parse().map_err(|_| Error::NotFound)?;
    app.write(&actor, move |tx| sessions::act::end_own(tx, session)).await?;
    Ok(see_other("/account?done=session"))
}

/// Follows a paper no longer.
pub async fn unfollow(
    app: web::Data<App>,
    SignedIn(actor): SignedIn,
    Form(named): Form<Named>,
) -> Result<HttpResponse> {
    let paper = named.id.parse().map_err(|_| Error::NotFound)?;
    app.write(&actor, move |tx| accounts::act::unfollow(tx, paper)).await?;
    Ok(see_other("/account?done=unfollow"))
}

fn refuse(app: &App, frame: &Frame, mut page: Account, error: Error) -> Result<HttpResponse> {
    page.faults = Faults::of(&app.words, frame.language, &reasons(error)?);
    frame.render_as(app, &page, StatusCode::UNPROCESSABLE_ENTITY)
}

/// What is read for the page.
struct Rows {
    account: accounts::Account,
    /// Council, organisation, role, and whether it is held in somebody's stead.
    roles: Vec<(String, String, Role, bool)>,
    sessions: Vec<Session>,
    follows: Vec<(Followed, papers::Paper)>,
    has_password: bool,
}

async fn gather(app: &App, frame: &Frame, actor: &Actor) -> Result<Account> {
    let id = actor.account.ok_or(Error::SignIn)?;
    let (actor, now) = (actor.clone(), app.real_now());
    let rows = app
        .read(move |db| {
            let mut roles = Vec::new();
            for grant in &actor.grants {
                roles.push((
                    grant.council.clone(),
                    organizations::store::get(db, grant.organization)?.name,
                    grant.role,
                    actor.stands_in(grant.organization, grant.role),
                ));
            }
            let mut follows = Vec::new();
            for followed in accounts::store::followed(db, id)? {
                let paper = papers::store::get(db, followed.paper)?;
                // What the account may not see any more is not named here either.
                if papers::view::is_seen(db, &Scope::of(Some(&actor), &followed.council), &paper)? {
                    follows.push((followed, paper));
                }
            }
            let account = accounts::store::get(db, id)?;
            let has_password = accounts::store::hash_of(db, id)?.is_some();
            Ok(Rows { account, roles, sessions: sessions::store::alive(db, id, now)?, follows, has_password })
        })
        .await?;
    Ok(fill(app, frame, rows))
}

fn fill(app: &App, frame: &Frame, rows: Rows) -> Account {
    let say = |key: &str, args: &[(&str, &str)]| app.words.say(frame.language, key, args);
    let council = |slug: &str| app.councils.get(slug).map_or_else(|| slug.to_owned(), |council| council.name.clone());
    let zone = app.councils.values().next().map_or(chrono_tz::Europe::Berlin, |council| council.timezone);
    let here = frame.actor.as_ref().and_then(|actor| actor.session);
    let roles = rows.roles.into_iter().map(|(slug, organization, role, in_stead)| Held {
        council: council(&slug),
        organization,
        role: match (say(role_key(role), &[]), in_stead) {
            (role, true) => say("account_in_stead", &[("role", &role)]),
            (role, false) => role,
        },
    });
    let signs = |council: &crate::council::Council| {
        frame.actor.as_ref().is_some_and(|actor| signing(actor, council).next().is_some())
    };
    let stand_ins = app.councils.values().filter(|council| signs(council)).map(|council| Link {
        label: say("account_stand_ins", &[("council", &council.name)]),
        href: format!("/{}/admin/stand-ins", council.slug),
    });
    let sessions = rows.sessions.into_iter().map(|session| {
        let began = frame.language.moment(session.created_at, zone);
        Open {
            id: session.id.to_string(),
            kind: match session.kind {
                SessionKind::Browser => say("account_session_browser", &[]),
                SessionKind::Api => say("account_session_api", &[]),
            },
            end_label: say("account_session_end_named", &[("began", &began)]),
            began,
            seen: frame.language.moment(session.last_seen_at, zone),
            here: here == Some(session.id),
        }
    });
    let follows = rows.follows.into_iter().map(|(followed, paper)| {
        let name = paper.reference.clone().unwrap_or_else(|| paper.title.clone());
        Follow {
            paper: paper.id.to_string(),
            href: format!("/{}/papers/{}", followed.council, paper.path_segment()),
            end_label: say("account_unfollow_named", &[("paper", &name)]),
            title: paper.title,
            reference: paper.reference.unwrap_or_default(),
        }
    });
    Account {
        email: rows.account.email,
        name: rows.account.name,
        language: rows.account.language,
        languages: languages(),
        roles: roles.collect(),
        stand_ins: stand_ins.collect(),
        sessions: sessions.collect(),
        follows: follows.collect(),
        has_password: rows.has_password,
        ..Account::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_words() {
        let words = crate::words::Words::load().unwrap();
        for role in Role::ALL {
            assert!(words.has(role_key(*role)), "{role}");
        }
    }
}
