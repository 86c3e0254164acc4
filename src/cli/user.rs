//! `ratsweg user`: accounts and what they may do.
use super::{Outcome, Stop, boot, output};
use crate::administration::put;
use crate::app::{App, Tx};
use crate::config::Config;
use crate::db::Db;
use crate::db::types::AccountId;
use crate::error::{Error, Result};
use crate::events;
use crate::organizations;
use crate::people::accounts::{Account, NewAccount, store};
use crate::people::input::{Email, Name, NewPassword};
use crate::people::passwords::Hashed;
use crate::people::{Actor, Grant, Role};
use crate::words::Language;
use anyhow::ensure;
use serde_json::{Value, json};
use std::io::{BufRead, IsTerminal};

#[derive(clap::Subcommand)]
pub enum Command {
    /// Make an account. Its password is read from standard input or asked for, unless it is invited.
    Add {
        email: String,
        /// The name under which it is shown.
        #[arg(long)]
        name: String,
        /// Language of its pages and mails.
        #[arg(long, default_value = "de")]
        language: String,
        /// A role for an organisation: COUNCIL/ORGANIZATION/ROLE, such as leipzig/ratsbuero/council_office.
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<RoleFor>,
        /// Send an invitation by e-mail instead of setting a password.
        #[arg(long)]
        invite: bool,
    },
    /// All accounts with their roles.
    List {
        /// Print the list as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Set a password, read from standard input or asked for. Ends every session of the account.
    Password { email: String },
    /// Disable an account: it is signed out at once and cannot sign in. Its traces stay.
    Disable {
        email: String,
        /// Enable it again.
        #[arg(long)]
        undo: bool,
    },
    /// Give and take roles, and print those held afterwards.
    Roles {
        email: String,
        /// COUNCIL/ORGANIZATION/ROLE
        #[arg(long, value_name = "ROLE")]
        add: Vec<RoleFor>,
        /// COUNCIL/ORGANIZATION/ROLE
        #[arg(long, value_name = "ROLE")]
        remove: Vec<RoleFor>,
        /// Print the roles as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// A role for an organisation, as it is typed: `COUNCIL/ORGANIZATION/ROLE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleFor {
    council: String,
    organization: String,
    role: Role,
}

impl std::str::FromStr for RoleFor {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split('/');
        let (Some(council), Some(organization), Some(role), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err("must be COUNCIL/ORGANIZATION/ROLE".to_owned());
        };
        let known: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        let role = role.parse().map_err(|_| format!("{role:?} is none of {}", known.join(", ")))?;
        Ok(Self { council: council.to_owned(), organization: organization.to_owned(), role })
    }
}

/// Runs one of the subcommands.
pub fn run(config: Config, command: &Command) -> anyhow::Result<Outcome> {
    let app = boot::open(config, None)?;
    match command {
        Command::Add { email, name, language, roles, invite } => add(&app, email, name, language, roles, *invite)?,
        Command::List { json } => list(&app, *json)?,
        Command::Password { email } => password(&app, email)?,
        Command::Disable { email, undo } => {
            let email = Email::parse(email)?;
            change(&app, |tx| {
                let account = account(tx, &email)?.id;
                put::disabled(tx, account, !*undo).map(drop)
            })?;
        }
        Command::Roles { email, add, remove, json } => roles(&app, email, add, remove, *json)?,
    }
    Ok(Outcome::Done)
}

fn change<T>(app: &App, f: impl Fn(&mut Tx<'_>) -> Result<T>) -> Result<T> {
    app.write_blocking(&Actor::system(), |tx| {
        // The first account is often made before the first start: then no council's history has begun yet.
        for council in tx.councils.values() {
            events::store::register(tx, council)?;
        }
        f(tx)
    })
}

fn account(db: &mut Db, email: &Email) -> Result<Account> {
    let wrong = || Error::Internal(Stop::Wrong(format!("there is no account {}", email.as_str())).into());
    store::by_email(db, email.as_str())?.ok_or_else(wrong)
}

fn organization(db: &mut Db, wanted: &RoleFor) -> Result<organizations::Organization> {
    let wrong = || {
        let told = format!("council {:?} has no organisation {:?}", wanted.council, wanted.organization);
        Error::Internal(Stop::Wrong(told).into())
    };
    organizations::store::by_key(db, &wanted.council, &wanted.organization)?.ok_or_else(wrong)
}

fn give(tx: &mut Tx<'_>, account: AccountId, wanted: &RoleFor) -> Result<()> {
    let organization = organization(tx, wanted)?;
    let council = tx.council(&wanted.council)?;
    put::role(tx, &council, account, &organization, wanted.role).map(drop)
}

fn add(app: &App, email: &str, name: &str, language: &str, roles: &[RoleFor], invite: bool) -> anyhow::Result<()> {
    let Some(language) = Language::of(language) else {
        return Err(Stop::Usage(format!("the language {language:?} is not spoken here")).into());
    };
    let new = NewAccount { email: Email::parse(email)?, name: Name::parse(name)?, language, person: None };
    let hashed = if invite { None } else { Some(new_password(new.email.as_str())?) };
    change(app, |tx| {
        // Without a role it is nobody's yet, and every council's history tells of it.
        let council = |slug: &str| roles.is_empty() || roles.iter().any(|role| role.council == slug);
        let councils: Vec<_> = tx.councils.values().filter(|one| council(&one.slug)).cloned().collect();
        let account = put::new_account(tx, &councils, &new)?;
        for wanted in roles {
            give(tx, account, wanted)?;
        }
        match &hashed {
            Some(hashed) => put::password(tx, account, hashed),
            None => put::invitation(tx, account),
        }
    })?;
    Ok(())
}

fn password(app: &App, email: &str) -> anyhow::Result<()> {
    let email = Email::parse(email)?;
    app.read_blocking(|db| account(db, &email))?;
    let hashed = new_password(email.as_str())?;
    change(app, |tx| {
        let account = account(tx, &email)?.id;
        put::password(tx, account, &hashed)
    })?;
    Ok(())
}

/// A new password: asked for twice on a terminal, otherwise the first line of standard input.
fn new_password(email: &str) -> anyhow::Result<Hashed> {
    let text = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("New password: ")?;
        let second = rpassword::prompt_password("Once more: ")?;
        ensure!(first == second, Stop::Wrong("the two passwords differ".to_owned()));
        first
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    Ok(Hashed::of(&NewPassword::parse(&text, email)?)?)
}

/// The roles as they are typed: `leipzig/ratsbuero/council_office`.
fn spelled(db: &mut Db, grants: &[Grant]) -> Result<Vec<String>> {
    let ids: Vec<_> = grants.iter().map(|grant| grant.organization).collect();
    let organizations = organizations::store::several(db, &ids)?;
    let key = |grant: &Grant| organizations.iter().find(|row| row.id == grant.organization).map(|row| row.key.as_str());
    Ok(grants.iter().map(|grant| format!("{}/{}/{}", grant.council, key(grant).unwrap_or("?"), grant.role)).collect())
}

fn list(app: &App, json: bool) -> anyhow::Result<()> {
    let accounts = app.read_blocking(|db| {
        let mut accounts = Vec::new();
        for account in store::all(db)? {
            let grants = store::grants_of(db, account.id)?;
            accounts.push((account, spelled(db, &grants)?));
        }
        Ok(accounts)
    })?;
    if json {
        let list: Vec<Value> = accounts
            .iter()
            .map(|(account, roles)| {
                json!({ "id": account.id, "email": account.email, "name": account.name, "language": account.language,
                        "state": state(account), "created_at": account.created_at, "roles": roles })
            })
            .collect();
        return output::json(&list);
    }
    let rows: Vec<_> = accounts
        .into_iter()
        .map(|(account, roles)| {
            let state = state(&account).to_owned();
            [account.email, account.name, account.language, state, roles.join(", ")]
        })
        .collect();
    output::table(["EMAIL", "NAME", "LANGUAGE", "STATE", "ROLES"], &rows)
}

fn state(account: &Account) -> &'static str {
    match (account.disabled_at, account.password_changed_at) {
        (Some(_), _) => "disabled",
        (None, None) => "invited",
        (None, Some(_)) => "active",
    }
}

fn roles(app: &App, email: &str, add: &[RoleFor], remove: &[RoleFor], json: bool) -> anyhow::Result<()> {
    let email = Email::parse(email)?;
    let roles = change(app, |tx| {
        let account = account(tx, &email)?.id;
        for wanted in add {
            give(tx, account, wanted)?;
        }
        for wanted in remove {
            let organization = organization(tx, wanted)?;
            let council = tx.council(&wanted.council)?;
            put::no_role(tx, &council, account, &organization, wanted.role)?;
        }
        let grants = store::grants_of(tx, account)?;
        spelled(tx, &grants)
    })?;
    if json { output::json(&roles) } else { roles.iter().try_for_each(output::line) }
}
