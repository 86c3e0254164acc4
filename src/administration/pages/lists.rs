//! The lists of the administration: searched by a word, read page by page from the row where the last page ended.
use super::accounts::{roles, state};
use super::{Cell, Query, Register, Room, Section, Table, task::NEW, task::Task};
use crate::administration::{signing, store as accounts_of};
use crate::error::Result;
use crate::organizations::{self, Organization, pages as shown, tree};
use crate::people::accounts::Account;
use crate::people::directory::store as directory;
use crate::people::stand_ins;
use crate::web::cursor;
use crate::web::rows::{Link, typed};
use std::fmt::Display;

/// Rows of one page.
const ROWS: usize = 50;

/// One of the lists.
pub(super) async fn list(room: &Room<'_>, section: Section, query: &Query) -> Result<Register> {
    let title = room.word(&format!("admin_{}", section.word()));
    let mut page = Register {
        crumbs: room.crumbs(Some(section), &title),
        done: super::records::done(room, query.done.as_deref().unwrap_or_default()),
        q: typed(query.q.as_deref()),
        search: room.path(&format!("/{section}")),
        title,
        ..Register::default()
    };
    match section {
        Section::Organizations => organizations_list(room, query, &mut page).await?,
        Section::People => people(room, query, &mut page).await?,
        Section::Accounts => accounts_list(room, query, &mut page).await?,
        Section::Terms => terms(room, &mut page).await?,
        Section::StandIns => stand_in_list(room, query, &mut page).await?,
        Section::Memberships => return Err(crate::error::Error::NotFound),
    }
    Ok(page)
}

/// Whether a word is in one of these texts, however it is written.
fn fits(q: &str, texts: &[&str]) -> bool {
    let q = q.to_lowercase();
    q.is_empty() || texts.iter().any(|text| text.to_lowercase().contains(&q))
}

/// Of a list in its order the page after the row with this id, and whether there is more.
fn cut<T>(mut all: Vec<T>, after: Option<&str>, id: impl Fn(&T) -> String) -> (Vec<T>, bool) {
    if let Some(at) = after.and_then(|last| all.iter().position(|row| id(row) == last)) {
        all.drain(..=at);
    }
    let more = cursor::cut(&mut all, ROWS);
    (all, more)
}

fn pages(page: &mut Register, query: &Query, last: Option<impl Display>) {
    let path = page.search.clone();
    if query.after.as_ref().is_some_and(|after| !after.is_empty()) {
        page.first = cursor::href(&path, &[("q", &page.q)]);
    }
    if let Some(last) = last {
        page.next = cursor::href(&path, &[("q", &page.q), ("after", &last.to_string())]);
    }
}

async fn organizations_list(room: &Room<'_>, query: &Query, page: &mut Register) -> Result<()> {
    let slug = room.council.slug.clone();
    let all = room.app.read(move |db| organizations::store::all(db, &slug)).await?;
    page.actions.push(room.to_step(Section::Organizations, NEW, "create", "new_organization"));
    page.lead = room.word("admin_about_organizations");
    let today = room.telling.today;
    let node =
        |one: &Organization| Link { label: one.name.clone(), href: room.path(&format!("/organizations/{}", one.id)) };
    let note = |one: &Organization| {
        let kind = room.word(&format!("organization_{}", one.kind));
        if one.is_current(today) { kind } else { format!("{kind}, {}", room.period(one.starts_on, one.ends_on)) }
    };
    if page.q.is_empty() {
        // A page ends between two that stand at the top, never within what belongs together.
        let placed = tree::below(&all, None);
        let tops: Vec<_> = placed.iter().filter(|(_, depth)| *depth == 0).map(|(one, _)| one.id).collect();
        let (tops, more) = cut(tops, query.after.as_deref(), ToString::to_string);
        let mut here = false;
        let shown_here: Vec<_> = placed
            .into_iter()
            .filter(|(one, depth)| {
                if *depth == 0 {
                    here = tops.contains(&one.id);
                }
                here
            })
            .map(|(one, depth)| (node(one), note(one), depth))
            .collect();
        page.tree = shown::nodes(shown_here);
        pages(page, query, tops.last().filter(|_| more));
        return Ok(());
    }
    let found: Vec<_> = all.into_iter().filter(|one| fits(&page.q, &[&one.name, &one.key])).collect();
    let (found, more) = cut(found, query.after.as_deref(), |one| one.id.to_string());
    page.tree = shown::nodes(found.iter().map(|one| (node(one), note(one), 0)).collect());
    pages(page, query, found.last().filter(|_| more).map(|one| one.id));
    Ok(())
}

async fn people(room: &Room<'_>, query: &Query, page: &mut Register) -> Result<()> {
    let slug = room.council.slug.clone();
    let q = page.q.clone();
    let after = query.after.clone();
    let (found, more, seats, names) = room
        .app
        .read(move |db| {
            let found: Vec<_> =
                directory::people(db, &slug)?.into_iter().filter(|person| fits(&q, &[&person.name])).collect();
            let (found, more) = cut(found, after.as_deref(), |person| person.id.to_string());
            let mut seats = Vec::new();
            for person in &found {
                seats.push(directory::memberships_of(db, person.id)?);
            }
            let names = organizations::store::all(db, &slug)?;
            Ok((found, more, seats, names))
        })
        .await?;
    page.actions.push(room.to_step(Section::People, NEW, "create", "new_person"));
    page.lead = room.word("admin_about_people");
    let today = room.telling.today;
    let seats_of = |seats: &Vec<crate::people::directory::Membership>| {
        let now = seats.iter().filter(|seat| organizations::within(Some(seat.starts_on), seat.ends_on, today));
        let named = now.filter_map(|seat| names.iter().find(|one| one.id == seat.organization_id));
        named.map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let rows = found.iter().zip(&seats).map(|(person, seats)| {
        vec![Cell::link(&person.name, room.path(&format!("/people/{}", person.id))), Cell::text(seats_of(seats))]
    });
    page.tables = vec![Table {
        head: vec![room.word("organizations_name"), room.word("organizations_seats")],
        rows: rows.collect(),
        none: room.word("admin_none"),
        ..Table::default()
    }];
    pages(page, query, found.last().filter(|_| more).map(|person| person.id));
    Ok(())
}

async fn accounts_list(room: &Room<'_>, query: &Query, page: &mut Register) -> Result<()> {
    let slug = room.council.slug.clone();
    let (q, after) = (page.q.clone(), query.after.clone());
    let (found, more) = room
        .app
        .read(move |db| {
            let all = accounts_of::accounts(db, &slug)?;
            let all = all.into_iter().filter(|account| fits(&q, &[&account.name, &account.email])).collect();
            let (found, more) = cut(all, after.as_deref(), |account: &Account| account.id.to_string());
            let mut rows = Vec::new();
            for account in found {
                let roles = roles(db, &slug, &account)?;
                rows.push((account, roles));
            }
            Ok((rows, more))
        })
        .await?;
    page.actions.push(room.to_step(Section::Accounts, NEW, "invite", "invite"));
    page.lead = room.word("admin_about_accounts");
    let rows = found.iter().map(|(account, roles)| {
        let told = roles.iter().map(|(grant, name)| format!("{} ({name})", room.word(&format!("role_{}", grant.role))));
        vec![
            Cell::link(&account.name, room.path(&format!("/accounts/{}", account.id))),
            Cell::text(&account.email),
            Cell::text(state(room, account)),
            Cell::text(told.collect::<Vec<_>>().join(", ")),
        ]
    });
    page.tables = vec![Table {
        head: ["organizations_name", "account_email", "admin_account_state", "account_roles_of"]
            .map(|key| room.word(key))
            .to_vec(),
        rows: rows.collect(),
        none: room.word("admin_none"),
        ..Table::default()
    }];
    pages(page, query, found.last().filter(|_| more).map(|(account, _)| account.id));
    Ok(())
}

async fn terms(room: &Room<'_>, page: &mut Register) -> Result<()> {
    let slug = room.council.slug.clone();
    let terms = room.app.read(move |db| directory::terms(db, &slug)).await?;
    page.search.clear();
    page.lead = room.word("admin_about_terms");
    page.actions.push(room.to_step(Section::Terms, NEW, "create", "new_term"));
    let rows = terms.iter().rev().map(|term| {
        let change = room.to_step(Section::Terms, term.id, "change", "change_term");
        vec![
            Cell::text(&term.name),
            Cell::text(room.period(Some(term.starts_on), term.ends_on)),
            Cell { text: String::new(), links: vec![change] },
        ]
    });
    page.tables = vec![Table {
        head: ["admin_field_name", "organizations_period", "admin_steps"].map(|key| room.word(key)).to_vec(),
        rows: rows.collect(),
        none: room.word("admin_none"),
        ..Table::default()
    }];
    Ok(())
}

async fn stand_in_list(room: &Room<'_>, query: &Query, page: &mut Register) -> Result<()> {
    let slug = room.council.slug.clone();
    let only: Option<Vec<_>> =
        (!room.is_whole()).then(|| signing(&room.actor, &room.council).map(|grant| grant.organization).collect());
    let own: Vec<_> = signing(&room.actor, &room.council).cloned().collect();
    let after = cursor::after(query.after.as_deref())?;
    let (mut found, names) = room
        .app
        .read(move |db| {
            let found = stand_ins::store::page(db, &slug, only.as_deref(), after, ROWS as i64 + 1)?;
            Ok((found, organizations::store::all(db, &slug)?))
        })
        .await?;
    let more = cursor::cut(&mut found, ROWS);
    let key = Task::NewStandIn.key();
    page.search.clear();
    page.lead = room.word("admin_about_stand_ins");
    page.actions.push(room.to_step(Section::StandIns, NEW, "name", key));
    let today = room.telling.today;
    let rows = found.iter().map(|(stand_in, account)| {
        let organization = names.iter().find(|one| one.id == stand_in.organization_id);
        let mine =
            own.iter().any(|grant| grant.organization == stand_in.organization_id && grant.role == stand_in.role);
        let open = stand_in.ends_on.is_none_or(|end| end >= today);
        let end = (open && (mine || room.is_whole()))
            .then(|| room.to_step(Section::StandIns, stand_in.id, "end", "end_stand_in"));
        vec![
            Cell::text(&account.name),
            Cell::text(room.word(&format!("role_{}", stand_in.role))),
            Cell::text(organization.map(|one| one.name.clone()).unwrap_or_default()),
            Cell::text(room.period(Some(stand_in.starts_on), stand_in.ends_on)),
            Cell { text: String::new(), links: end.into_iter().collect() },
        ]
    });
    page.tables = vec![Table {
        head: ["admin_stand_in", "account_role", "account_organization", "organizations_period", "admin_steps"]
            .map(|key| room.word(key))
            .to_vec(),
        rows: rows.collect(),
        none: room.word("admin_none"),
        ..Table::default()
    }];
    let path = room.path("/stand-ins");
    if after.is_some() {
        page.first.clone_from(&path);
    }
    if let Some((last, _)) = found.last().filter(|_| more) {
        page.next = cursor::href(&path, &[("after", &cursor::pack(last.starts_on, last.id))]);
    }
    Ok(())
}
