//! The page of one organisation, person or account, with everything that can be done with it and what was done.
use super::accounts::{roles, state};
use super::{Cell, Register, Room, Section, Table, task::Task};
use crate::administration::store as accounts_of;
use crate::db::types::{AccountId, OrganizationId, PersonId};
use crate::error::{Error, Result};
use crate::events::{self, Event};
use crate::organizations::{self, pages as shown, within};
use crate::people::accounts;
use crate::people::directory::{Membership, store as directory};
use crate::web::rows::Link;
use crate::wording::{Labelled, Told};

/// How many events of its history a page shows.
const EVENTS: i64 = 20;

/// One thing; `NotFound` for what is not this council's.
pub(super) async fn show(room: &Room<'_>, section: Section, id: &str, done_word: &str) -> Result<Register> {
    let mut page = match section {
        Section::Organizations => organization(room, id.parse().map_err(|_| Error::NotFound)?).await?,
        Section::People => person(room, id.parse().map_err(|_| Error::NotFound)?).await?,
        Section::Accounts => account(room, id.parse().map_err(|_| Error::NotFound)?).await?,
        Section::Memberships | Section::Terms | Section::StandIns => return Err(Error::NotFound),
    };
    page.done = done(room, done_word);
    Ok(page)
}

/// What has just been done, in words.
pub(super) fn done(room: &Room<'_>, word: &str) -> String {
    match Task::KEYS.iter().find(|key| **key == word) {
        Some(key) => room.say("admin_done", &[("what", &room.word(&format!("admin_step_{key}")))]),
        None => String::new(),
    }
}

fn fact(room: &Room<'_>, key: &str, text: impl Into<String>) -> Option<Labelled> {
    Some(Labelled { label: room.word(key), text: text.into() }).filter(|fact| !fact.text.is_empty())
}

/// The history as far as this viewer sees it.
fn history(room: &Room<'_>, events: &[Event]) -> Vec<Told> {
    let scope = room.frame.scope();
    let seen = events.iter().filter(|event| scope.sees_apart(event.circle));
    seen.map(|event| room.telling.wording.event(event)).collect()
}

/// The function of a membership in words: the role, or its own words.
fn function(room: &Room<'_>, membership: &Membership) -> String {
    shown::function(&room.telling, membership)
}

async fn organization(room: &Room<'_>, id: OrganizationId) -> Result<Register> {
    let slug = room.council.slug.clone();
    let (own, past, members, all, events, predecessors) = room
        .app
        .read(move |db| {
            let own = organizations::store::get(db, id)?;
            if own.council != slug {
                return Err(Error::NotFound);
            }
            let mut members = Vec::new();
            for seat in directory::memberships_in(db, id)? {
                let person = directory::person(db, seat.person_id)?;
                members.push((person, seat));
            }
            members.sort_by(|a, b| (&a.0.name, a.1.starts_on).cmp(&(&b.0.name, b.1.starts_on)));
            Ok((
                own,
                organizations::store::past_names(db, id)?,
                members,
                organizations::store::all(db, &slug)?,
                events::store::of_subject(db, &slug, &format!("organization:{id}"), EVENTS)?,
                organizations::store::predecessors(db, id)?,
            ))
        })
        .await?;
    let name = |id: Option<OrganizationId>| {
        all.iter().find(|one| Some(one.id) == id).map(|one| one.name.clone()).unwrap_or_default()
    };
    let today = room.telling.today;
    let former: Vec<_> =
        past.iter().map(|past| format!("{} ({})", past.name, room.period(past.starts_on, past.ends_on))).collect();
    let facts = [
        fact(room, "organizations_kind", room.word(&format!("organization_{}", own.kind))),
        fact(room, "organizations_parent", name(own.parent_id)),
        fact(room, "organizations_period", room.period(own.starts_on, own.ends_on)),
        fact(room, "fact_former_name", former.join(", ")),
        fact(room, "fact_successor", name(own.successor_id)),
        fact(
            room,
            "organizations_predecessors",
            predecessors.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", "),
        ),
        fact(room, "admin_field_email", own.email.clone().unwrap_or_default()),
        fact(room, "meetings_place", own.place.clone().unwrap_or_default()),
        fact(room, "fact_sign", own.sign.clone().unwrap_or_default()),
        fact(room, "fact_seats", own.seats.map(|seats| seats.to_string()).unwrap_or_default()),
        fact(
            room,
            "organizations_sits",
            if own.nonpublic { room.word("organizations_nonpublic") } else { String::new() },
        ),
        fact(room, "admin_key", own.key.clone()),
    ];
    let mut actions: Vec<_> = [("rename", "rename"), ("change", "change"), ("move", "move")]
        .map(|(step, key)| room.to_step(Section::Organizations, id, step, key))
        .into();
    if own.ends_on.is_none() {
        actions.push(room.to_step(Section::Organizations, id, "merge", "merge"));
        actions.push(room.to_step(Section::Organizations, id, "end", "end"));
    }
    actions.push(Link {
        label: room.word("admin_public_page"),
        href: format!("/{}/organizations/{id}", room.council.slug),
    });
    let parts = organizations::tree::below(&all, Some(id));
    let node = |one: &organizations::Organization| Link {
        label: one.name.clone(),
        href: room.path(&format!("/organizations/{}", one.id)),
    };
    let tree = parts.into_iter().map(|(one, depth)| {
        let note = if one.is_current(today) { String::new() } else { room.period(one.starts_on, one.ends_on) };
        (node(one), note, depth)
    });
    let row = |(person, seat): &(crate::people::directory::Person, Membership)| {
        vec![
            Cell::link(&person.name, room.path(&format!("/people/{}", person.id))),
            Cell::text(function(room, seat)),
            Cell::text(room.period(Some(seat.starts_on), seat.ends_on)),
            seat_steps(room, seat),
        ]
    };
    let (now, before): (Vec<_>, Vec<_>) =
        members.iter().partition(|(_, seat)| within(Some(seat.starts_on), seat.ends_on, today));
    let table = |title: &str, rows: Vec<Vec<Cell>>, actions| Table {
        title: room.word(title),
        head: ["organizations_name", "organizations_function", "organizations_period", "admin_steps"]
            .map(|key| room.word(key))
            .to_vec(),
        rows,
        none: room.word("admin_none"),
        actions,
        ..Table::default()
    };
    let mut tables = vec![table(
        "organizations_members",
        now.into_iter().map(row).collect(),
        vec![room.to_step(Section::Organizations, id, "member", "member")],
    )];
    if !before.is_empty() {
        tables.push(table("organizations_former_members", before.into_iter().map(row).collect(), Vec::new()));
    }
    Ok(Register {
        crumbs: room.crumbs(Some(Section::Organizations), &own.name),
        facts: facts.into_iter().flatten().collect(),
        actions,
        tree: shown::nodes(tree.collect()),
        tables,
        history: history(room, &events),
        title: own.name,
        ..Register::default()
    })
}

fn seat_steps(room: &Room<'_>, seat: &Membership) -> Cell {
    let change = room.to_step(Section::Memberships, seat.id, "change", "change_seat");
    Cell { text: String::new(), links: vec![change] }
}

async fn person(room: &Room<'_>, id: PersonId) -> Result<Register> {
    let slug = room.council.slug.clone();
    let (person, seats, all, events, account) = room
        .app
        .read(move |db| {
            let person = directory::person(db, id)?;
            if person.council != slug {
                return Err(Error::NotFound);
            }
            let accounts = accounts_of::accounts(db, &slug)?;
            Ok((
                person,
                directory::memberships_of(db, id)?,
                organizations::store::all(db, &slug)?,
                events::store::of_subject(db, &slug, &format!("person:{id}"), EVENTS)?,
                accounts.into_iter().find(|account| account.person_id == Some(id)),
            ))
        })
        .await?;
    let rows = seats.iter().filter_map(|seat| {
        let organization = all.iter().find(|one| one.id == seat.organization_id)?;
        Some(vec![
            Cell::link(&organization.name, room.path(&format!("/organizations/{}", organization.id))),
            Cell::text(function(room, seat)),
            Cell::text(room.period(Some(seat.starts_on), seat.ends_on)),
            seat_steps(room, seat),
        ])
    });
    let table = Table {
        title: room.word("organizations_seats"),
        head: ["organizations_organization", "organizations_function", "organizations_period", "admin_steps"]
            .map(|key| room.word(key))
            .to_vec(),
        rows: rows.collect(),
        none: room.word("organizations_no_seats"),
        actions: vec![room.to_step(Section::People, id, "seat", "seat")],
        ..Table::default()
    };
    let mut actions = vec![room.to_step(Section::People, id, "correct", "correct")];
    actions.extend(account.map(|account| Link {
        label: room.word("admin_to_account"),
        href: room.path(&format!("/accounts/{}", account.id)),
    }));
    actions.push(Link { label: room.word("admin_public_page"), href: format!("/{}/people/{id}", room.council.slug) });
    Ok(Register {
        crumbs: room.crumbs(Some(Section::People), &person.name),
        facts: fact(room, "admin_key", person.key.clone()).into_iter().collect(),
        actions,
        tables: vec![table],
        history: history(room, &events),
        title: person.name,
        ..Register::default()
    })
}

async fn account(room: &Room<'_>, id: AccountId) -> Result<Register> {
    let slug = room.council.slug.clone();
    let (account, roles, person, events) = room
        .app
        .read(move |db| {
            if !accounts_of::belongs(db, &slug, id)? {
                return Err(Error::NotFound);
            }
            let account = accounts::store::get(db, id)?;
            let roles = roles(db, &slug, &account)?;
            let person = match account.person_id {
                Some(person) => Some(directory::person(db, person)?).filter(|person| person.council == slug),
                None => None,
            };
            let events = events::store::of_subject(db, &slug, &format!("account:{id}"), EVENTS)?;
            Ok((account, roles, person, events))
        })
        .await?;
    let mut actions = Vec::new();
    if room.actor.account != Some(id) {
        actions.push(room.to_step(Section::Accounts, id, "grant", "grant"));
        if !roles.is_empty() {
            actions.push(room.to_step(Section::Accounts, id, "revoke", "revoke"));
        }
        if account.disabled_at.is_some() {
            actions.push(room.to_step(Section::Accounts, id, "enable", "enable"));
        } else {
            if account.password_changed_at.is_none() {
                actions.push(room.to_step(Section::Accounts, id, "resend", "resend"));
            }
            actions.push(room.to_step(Section::Accounts, id, "disable", "disable"));
        }
    }
    let facts = [
        fact(room, "account_email", account.email.clone()),
        fact(room, "admin_account_state", state(room, &account)),
        fact(room, "account_language", account.language().tag()),
        fact(room, "admin_field_person", person.map(|person| person.name).unwrap_or_default()),
    ];
    let rows = roles.iter().map(|(grant, name)| {
        vec![
            Cell::text(room.word(&format!("role_{}", grant.role))),
            Cell::link(name, room.path(&format!("/organizations/{}", grant.organization))),
        ]
    });
    let table = Table {
        title: room.word("account_roles_of"),
        head: vec![room.word("account_role"), room.word("account_organization")],
        rows: rows.collect(),
        none: room.word("admin_none"),
        ..Table::default()
    };
    Ok(Register {
        crumbs: room.crumbs(Some(Section::Accounts), &account.name),
        facts: facts.into_iter().flatten().collect(),
        actions,
        tables: vec![table],
        history: history(room, &events),
        title: account.name,
        ..Register::default()
    })
}
