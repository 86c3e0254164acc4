//! Who is told of an event: the council file names the audiences of each kind of mail, the database their people. One
//! event gives one mail to a person or address, for the strongest of its reasons.
pub mod store;

use super::{Reason, Recipient};
use crate::consultations::store as consultations;
use crate::council::{Audience, Council, MailRow};
use crate::db::Db;
use crate::db::types::{AccountId, DeliveryId, OrganizationId, PaperId};
use crate::error::Result;
use crate::events::Event;
use crate::organizations::{Organization, OrganizationKind, store as organizations};
use crate::papers::{Paper, asker, store as papers};
use crate::people::Role;
use crate::words::Language;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use store::AccountRow;
use uuid::Uuid;

/// Some of those who are to be told of an event.
#[derive(Debug, Default)]
pub struct Piece {
    pub recipients: Vec<Recipient>,
    /// Behind which row the next piece begins; `None` when this is the last.
    pub rest: Option<Uuid>,
}

/// Who is to be told of this event, as the council file and the data stand now: in the first piece everybody for whom it
/// is office or duty, and `most` of those who are told by the thousand; in the next ones, `after`, the rest of these. Empty
/// when the event has no mail row, or one that the council mails to nobody.
pub fn of_event(db: &mut Db, council: &Council, event: &Event, after: Option<Uuid>, most: i64) -> Result<Piece> {
    let row = event.detail.as_ref().and_then(|detail| detail.mail);
    // A correction is told to whoever was told the wrong entry, and to nobody else.
    if let (Some(MailRow::Corrected), Some(detail)) = (row, &event.detail) {
        let wrong: Vec<i64> = detail.corrects.iter().chain(&detail.corrects_also).copied().collect();
        let (told, rest) = store::told_of(db, &council.slug, &wrong, after.map(DeliveryId::from), most)?;
        return Ok(Piece { recipients: merge(told), rest: rest.map(DeliveryId::uuid) });
    }
    let Some(audiences) = row.and_then(|row| council.mails.get(&row)) else { return Ok(Piece::default()) };
    // What concerns whoever the agenda lies before is told to the bodies that have the paper on it, and of an agenda
    // behind closed doors to no follower.
    let agendas = match (row, event.paper_id) {
        (Some(MailRow::Updated), Some(paper)) => Some(consultations::on_published_agendas(db, paper)?),
        _ => None,
    };
    let behind_doors = agendas.as_ref().is_some_and(|agendas| !agendas.iter().any(|(_, public)| *public));
    let day = event.happened_at.day(council.timezone);
    let paper = event.paper_id.map(|id| papers::get(db, id)).transpose()?;
    let mut found = Found { council, recipients: Vec::new() };
    let mut rest = None;
    for audience in audiences.iter().filter(|audience| after.is_none() || **audience == Audience::Followers) {
        match (audience, &paper) {
            (Audience::Factions, _) => factions(db, council, day, &mut found)?,
            (Audience::Executive, _) => executive(db, council, day, &mut found)?,
            (Audience::Members, _) => councillors(db, council, day, &mut found)?,
            (Audience::Media, _) => media(db, council, day, &mut found)?,
            (Audience::Submitter, Some(paper)) => submitter(db, council, paper, day, &mut found)?,
            (Audience::Body, Some(paper)) => {
                let bodies = match &agendas {
                    Some(agendas) => agendas.iter().map(|(body, _)| *body).collect(),
                    None => bodies(db, event, paper)?,
                };
                found.accounts(store::holders(db, &bodies, &[Role::Member, Role::BodyChair], day)?, Reason::Body);
                found.accounts(store::members(db, &bodies, day)?, Reason::Body);
            }
            (Audience::Department, Some(paper)) => {
                // Of an order the department that owns it, whoever is responsible for the paper.
                let departments = match event.subject.starts_with("order:") {
                    true => owners(db, event)?,
                    false => departments(db, council, paper)?,
                };
                found
                    .accounts(store::holders(db, &departments, &[Role::Drafter, Role::Head], day)?, Reason::Department);
            }
            (Audience::Followers, Some(_)) if behind_doors => {}
            (Audience::Followers, Some(paper)) => {
                let papers: Vec<PaperId> = [paper.id].into_iter().chain(paper.parent_id).collect();
                let (followers, next) = store::followers(db, &papers, after.map(AccountId::from), most)?;
                found.accounts(followers, Reason::Follower);
                rest = next.map(AccountId::uuid);
            }
            (Audience::Owner, Some(_)) => {
                let owners = owners(db, event)?;
                found.accounts(store::holders(db, &owners, &[Role::Drafter, Role::Head], day)?, Reason::Department);
            }
            (Audience::Coordinator, Some(_)) => {
                let found_by = coordinators(db, event)?;
                found.accounts(store::holders(db, &found_by, &[Role::Drafter, Role::Head], day)?, Reason::Department);
            }
            (Audience::Heirs, Some(paper)) => heirs(db, paper, day, &mut found)?,
            (Audience::Office, _) => office(db, council, day, &mut found)?,
            (Audience::Body, None) => {
                let id = event.subject.strip_prefix("meeting:").and_then(|id| id.parse().ok());
                let bodies = id.map(|id| store::bodies_of_meeting(db, id)).transpose()?.unwrap_or_default();
                found.accounts(store::holders(db, &bodies, &[Role::Member, Role::BodyChair], day)?, Reason::Body);
                found.accounts(store::members(db, &bodies, day)?, Reason::Body);
            }
            // These groups exist by a paper only.
            (_, None) => {}
        }
    }
    Ok(Piece { recipients: merge(found.recipients), rest })
}

/// What the audiences have given so far.
struct Found<'a> {
    /// In whose language organisations are written to; people in their own, as far as the council speaks it.
    council: &'a Council,
    recipients: Vec<Recipient>,
}

impl Found<'_> {
    fn accounts(&mut self, accounts: Vec<AccountRow>, reason: Reason) {
        self.recipients.extend(accounts.into_iter().map(|account| Recipient {
            account: Some(account.id),
            organization: None,
            language: self.council.answers_in(Language::of(&account.language).unwrap_or(self.council.language())),
            address: account.email,
            reason,
        }));
    }

    fn organizations(&mut self, organizations: &[Organization], reason: Reason) {
        for organization in organizations {
            if let Some(address) = organization.email.clone() {
                self.recipients.push(Recipient {
                    account: None,
                    organization: Some(organization.id),
                    address,
                    language: self.council.language(),
                    reason,
                });
            }
        }
    }
}

/// The roles in which somebody acts for an organisation. Who only administers its accounts does not.
const ACTING: [Role; 9] = [
    Role::Member,
    Role::FactionOffice,
    Role::FactionChair,
    Role::CouncilOffice,
    Role::MinuteTaker,
    Role::BodyChair,
    Role::Drafter,
    Role::Head,
    Role::Executive,
];

/// Every faction of that day: at the address of its office, and everybody who acts for it.
fn factions(db: &mut Db, council: &Council, day: NaiveDate, found: &mut Found<'_>) -> Result<()> {
    let mut factions = organizations::of_kind(db, &council.slug, OrganizationKind::Faction)?;
    factions.extend(organizations::of_kind(db, &council.slug, OrganizationKind::FactionOffice)?);
    factions.retain(|faction| faction.is_current(day));
    let ids: Vec<_> = factions.iter().map(|faction| faction.id).collect();
    found.organizations(&factions, Reason::Faction);
    found.accounts(store::holders(db, &ids, &ACTING, day)?, Reason::Faction);
    Ok(())
}

fn executive(db: &mut Db, council: &Council, day: NaiveDate, found: &mut Found<'_>) -> Result<()> {
    let mut executive = organizations::of_kind(db, &council.slug, OrganizationKind::Executive)?;
    executive.retain(|organization| organization.is_current(day));
    found.organizations(&executive, Reason::Executive);
    found.accounts(store::in_role(db, &council.slug, Role::Executive, day)?, Reason::Executive);
    Ok(())
}

/// Everybody who sits in the council itself.
fn councillors(db: &mut Db, council: &Council, day: NaiveDate, found: &mut Found<'_>) -> Result<()> {
    let mut plenary = organizations::of_kind(db, &council.slug, OrganizationKind::Council)?;
    plenary.retain(|body| body.is_current(day));
    let ids: Vec<_> = plenary.iter().map(|body| body.id).collect();
    found.accounts(store::holders(db, &ids, &[Role::Member, Role::BodyChair], day)?, Reason::Member);
    found.accounts(store::members(db, &ids, day)?, Reason::Member);
    Ok(())
}

/// Newspapers and stations, at the addresses that the office keeps.
fn media(db: &mut Db, council: &Council, day: NaiveDate, found: &mut Found<'_>) -> Result<()> {
    let mut media = organizations::of_kind(db, &council.slug, OrganizationKind::Media)?;
    media.retain(|organization| organization.is_current(day));
    found.organizations(&media, Reason::Media);
    Ok(())
}

/// The faction below whose roof the paper was written, and its office; those who signed it have left.
fn heirs(db: &mut Db, paper: &Paper, day: NaiveDate, found: &mut Found<'_>) -> Result<()> {
    let ids: Vec<OrganizationId> =
        std::iter::once(paper.author_id).chain(crate::papers::personal::heir(db, paper)?).collect();
    found.organizations(&organizations::several(db, &ids)?, Reason::Heir);
    let gone: Vec<_> = store::signers(db, paper.id)?.into_iter().map(|account| account.id).collect();
    let mut acting = store::holders(db, &ids, &ACTING, day)?;
    acting.retain(|account| !gone.contains(&account.id));
    found.accounts(acting, Reason::Heir);
    Ok(())
}

fn office(db: &mut Db, council: &Council, day: NaiveDate, found: &mut Found<'_>) -> Result<()> {
    let mut office = organizations::of_kind(db, &council.slug, OrganizationKind::CouncilOffice)?;
    office.retain(|organization| organization.is_current(day));
    found.organizations(&office, Reason::Office);
    found.accounts(store::in_role(db, &council.slug, Role::CouncilOffice, day)?, Reason::Office);
    Ok(())
}

/// The side that submitted: of an answer, the side that asked.
fn submitter(db: &mut Db, council: &Council, paper: &Paper, day: NaiveDate, found: &mut Found<'_>) -> Result<()> {
    let asked = answered_by(db, council, paper)?;
    let paper = asked.as_ref().unwrap_or(paper);
    let ids: Vec<OrganizationId> = paper.submitter_id.into_iter().chain([paper.author_id]).collect();
    // An inhabitant has no account: what is public is written to the address that the office noted.
    let email = asker::text(paper, asker::EMAIL);
    if council.kind(&paper.kind).is_some_and(|kind| kind.names.is_some()) && !email.is_empty() {
        found.recipients.push(Recipient {
            account: None,
            organization: None,
            address: email.to_owned(),
            language: found.council.language(),
            reason: Reason::Submitter,
        });
    }
    found.organizations(&organizations::several(db, &ids)?, Reason::Submitter);
    found.accounts(store::holders(db, &ids, &ACTING, day)?, Reason::Submitter);
    found.accounts(store::signers(db, paper.id)?, Reason::Submitter);
    Ok(())
}

/// The department that is responsible, and those that answer some of the questions: of an answer, also the one that wrote it.
fn departments(db: &mut Db, council: &Council, paper: &Paper) -> Result<Vec<OrganizationId>> {
    let mut departments: Vec<OrganizationId> = paper.responsible_id.into_iter().collect();
    departments.extend(papers::departments(db, paper.id)?);
    if let Some(asked) = answered_by(db, council, paper)? {
        departments.push(paper.author_id);
        departments.extend(asked.responsible_id);
    }
    Ok(departments)
}

/// The paper that this one answers, when it is of an answering kind.
fn answered_by(db: &mut Db, council: &Council, paper: &Paper) -> Result<Option<Paper>> {
    match paper.parent_id {
        Some(parent) if council.kind(&paper.kind).is_some_and(|kind| kind.answers()) => {
            Ok(Some(papers::get(db, parent)?))
        }
        _ => Ok(None),
    }
}

/// The departments that own the order of the event and those that it was split into, or the orders of its resolution.
///
/// # Errors
/// Only what the database says.
pub fn owners(db: &mut Db, event: &Event) -> Result<Vec<OrganizationId>> {
    if let Some(id) = event.subject.strip_prefix("resolution:").and_then(|id| id.parse().ok()) {
        return store::owners_of(db, id);
    }
    match event.subject.strip_prefix("order:").and_then(|id| id.parse().ok()) {
        Some(id) if event.action == "split" => store::owners_of_parts(db, id),
        Some(id) => Ok(store::owner_of(db, id)?.into_iter().collect()),
        None => Ok(Vec::new()),
    }
}

/// Who coordinates the order of the event, or those that it was split into.
///
/// # Errors
/// Only what the database says.
pub fn coordinators(db: &mut Db, event: &Event) -> Result<Vec<OrganizationId>> {
    match event.subject.strip_prefix("order:").and_then(|id| id.parse().ok()) {
        Some(id) => store::coordinators_of(db, id),
        None => Ok(Vec::new()),
    }
}

/// The body of the event's consultation; for an event of the paper, every body that was to deal with it.
fn bodies(db: &mut Db, event: &Event, paper: &Paper) -> Result<Vec<OrganizationId>> {
    let consultation = event.subject.strip_prefix("consultation:").and_then(|id| id.parse().ok());
    match consultation {
        Some(id) => Ok(store::body_of(db, id)?.into_iter().collect()),
        None => store::bodies_of(db, paper.id),
    }
}

/// One mail an address, whichever way it is spelt, for the strongest reason. An account's own language wins over that
/// of an organisation at the same address.
fn merge(recipients: Vec<Recipient>) -> Vec<Recipient> {
    let mut merged: BTreeMap<String, Recipient> = BTreeMap::new();
    for recipient in recipients {
        let address = recipient.address.trim().to_lowercase();
        match merged.get_mut(&address) {
            Some(known) => {
                if known.account.is_none() && recipient.account.is_some() {
                    known.account = recipient.account;
                    known.language = recipient.language;
                }
                known.organization = known.organization.or(recipient.organization);
                known.reason = known.reason.min(recipient.reason);
            }
            None => {
                merged.insert(address.clone(), Recipient { address, ..recipient });
            }
        }
    }
    merged.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipient(account: Option<AccountId>, address: &str, reason: Reason) -> Recipient {
        let organization = account.is_none().then(OrganizationId::new);
        let language = if account.is_some() { Language::En } else { Language::De };
        Recipient { account, organization, address: address.to_owned(), language, reason }
    }

    #[test]
    fn one_mail_a_person_for_the_strongest_reason() {
        let (anna, bert) = (AccountId::new(), AccountId::new());
        let merged = merge(vec![
            recipient(Some(anna), "anna@example.org", Reason::Follower),
            recipient(Some(anna), "anna@example.org", Reason::Faction),
            recipient(Some(anna), "anna@example.org", Reason::Submitter),
            recipient(Some(bert), "bert@example.org", Reason::Follower),
        ]);
        let told: Vec<_> = merged.iter().map(|r| (r.account, r.reason)).collect();
        assert_eq!(told, [(Some(anna), Reason::Submitter), (Some(bert), Reason::Follower)]);
    }

    #[test]
    fn an_organisation_and_an_account_at_one_address_are_one() {
        let anna = AccountId::new();
        let merged = merge(vec![
            recipient(None, "Buero@Example.org", Reason::Faction),
            recipient(Some(anna), "buero@example.org", Reason::Body),
        ]);
        assert_eq!(merged.len(), 1);
        let only = merged.first().expect("one");
        assert_eq!((only.account, only.reason, only.language), (Some(anna), Reason::Faction, Language::En));
        assert_eq!(only.address, "buero@example.org");
        assert!(only.organization.is_some());
    }
}
