//! Accounts, grants and single-use links as they are stored, and the queries about them.
use crate::db::Db;
use crate::db::schema::{account_tokens, accounts, follows, grants, organizations, papers};
use crate::db::types::{AccountId, AccountTokenId, GrantId, Moment, OrganizationId, PaperId, PersonId};
use crate::error::Result;
use crate::organizations::OrganizationKind;
use crate::people::{Grant, Role, TokenPurpose};
use crate::words::Language;
use diesel::prelude::*;
use serde::Serialize;

/// An account, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub person_id: Option<PersonId>,
    /// The tag of its language.
    pub language: String,
    pub disabled_at: Option<Moment>,
    pub created_at: Moment,
    /// `None` while the invitation is open.
    pub password_changed_at: Option<Moment>,
}

impl Account {
    /// The language in which this account is written to.
    pub fn language(&self) -> Language {
        Language::of(&self.language).unwrap_or_default()
    }
}

/// A role of an account, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = grants)]
pub struct GrantRow {
    pub id: GrantId,
    pub account_id: AccountId,
    pub council: String,
    pub organization_id: OrganizationId,
    pub role: Role,
}

/// A single-use link, as it is stored: its secret is not.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = account_tokens)]
pub struct Link {
    pub id: AccountTokenId,
    pub account_id: AccountId,
    pub purpose: TokenPurpose,
    pub expires_at: Moment,
    pub used_at: Option<Moment>,
}

/// The account of this id, or `NotFound`.
pub fn get(db: &mut Db, id: AccountId) -> Result<Account> {
    Ok(accounts::table.find(id).select(Account::as_select()).first(db)?)
}

/// The account of this address (in its stored form: `Email`).
pub fn by_email(db: &mut Db, email: &str) -> Result<Option<Account>> {
    Ok(accounts::table.filter(accounts::email.eq(email)).select(Account::as_select()).first(db).optional()?)
}

/// Every account, by address.
pub fn all(db: &mut Db) -> Result<Vec<Account>> {
    Ok(accounts::table.order(accounts::email).select(Account::as_select()).load(db)?)
}

/// The password's hash; `None` while there is none or the account is disabled.
pub fn hash_of(db: &mut Db, id: AccountId) -> Result<Option<String>> {
    let hash = accounts::table.find(id).filter(accounts::disabled_at.is_null()).select(accounts::password_hash);
    Ok(hash.first::<Option<String>>(db).optional()?.flatten())
}

/// Adds an account without a password.
pub fn insert(db: &mut Db, account: &Account) -> Result<()> {
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(account.id),
            accounts::email.eq(&account.email),
            accounts::name.eq(&account.name),
            accounts::person_id.eq(account.person_id),
            accounts::language.eq(&account.language),
            accounts::created_at.eq(account.created_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Replaces name, language and person.
pub fn update(db: &mut Db, id: AccountId, name: &str, language: Language, person: Option<PersonId>) -> Result<()> {
    diesel::update(accounts::table.find(id))
        .set((accounts::name.eq(name), accounts::language.eq(language.tag()), accounts::person_id.eq(person)))
        .execute(db)?;
    Ok(())
}

/// Replaces the password's hash.
pub fn set_hash(db: &mut Db, id: AccountId, hash: &str, at: Moment) -> Result<()> {
    diesel::update(accounts::table.find(id))
        .set((accounts::password_hash.eq(hash), accounts::password_changed_at.eq(at)))
        .execute(db)?;
    Ok(())
}

/// Replaces the address.
pub fn set_email(db: &mut Db, id: AccountId, email: &str) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::email.eq(email)).execute(db)?;
    Ok(())
}

/// Disables an account at a moment, or enables it.
pub fn set_disabled(db: &mut Db, id: AccountId, at: Option<Moment>) -> Result<()> {
    diesel::update(accounts::table.find(id)).set(accounts::disabled_at.eq(at)).execute(db)?;
    Ok(())
}

/// The roles of an account.
pub fn grants_of(db: &mut Db, id: AccountId) -> Result<Vec<Grant>> {
    let rows: Vec<(String, OrganizationId, Role, OrganizationKind)> = grants::table
        .inner_join(organizations::table)
        .filter(grants::account_id.eq(id))
        .order((grants::council, grants::organization_id, grants::role))
        .select((grants::council, grants::organization_id, grants::role, organizations::kind))
        .load(db)?;
    Ok(rows.into_iter().map(Grant::from).collect())
}

/// Adds a role.
pub fn insert_grant(db: &mut Db, grant: &GrantRow) -> Result<()> {
    diesel::insert_into(grants::table).values(grant).execute(db)?;
    Ok(())
}

/// Takes a role away. Returns whether it was held.
pub fn delete_grant(db: &mut Db, account: AccountId, organization: OrganizationId, role: Role) -> Result<bool> {
    let held = grants::table
        .filter(grants::account_id.eq(account))
        .filter(grants::organization_id.eq(organization))
        .filter(grants::role.eq(role));
    Ok(diesel::delete(held).execute(db)? > 0)
}

/// Adds a single-use link.
pub fn insert_link(db: &mut Db, link: &Link) -> Result<()> {
    diesel::insert_into(account_tokens::table).values(link).execute(db)?;
    Ok(())
}

/// A single-use link with its account, or `NotFound`.
pub fn link(db: &mut Db, id: AccountTokenId) -> Result<(Link, Account)> {
    Ok(account_tokens::table
        .inner_join(accounts::table.on(accounts::id.eq(account_tokens::account_id)))
        .filter(account_tokens::id.eq(id))
        .select((Link::as_select(), Account::as_select()))
        .first(db)?)
}

/// Marks every unused link of an account as used.
pub fn use_links(db: &mut Db, account: AccountId, at: Moment) -> Result<()> {
    let open =
        account_tokens::table.filter(account_tokens::account_id.eq(account)).filter(account_tokens::used_at.is_null());
    diesel::update(open).set(account_tokens::used_at.eq(at)).execute(db)?;
    Ok(())
}

/// A paper that an account follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    pub paper: PaperId,
    pub council: String,
    pub since: Moment,
}

/// The papers that an account follows, the latest first. What it may still see of them, the reader must ask.
pub fn followed(db: &mut Db, account: AccountId) -> Result<Vec<Followed>> {
    let rows: Vec<(PaperId, String, Moment)> = follows::table
        .inner_join(papers::table.on(papers::id.eq(follows::paper_id)))
        .filter(follows::account_id.eq(account))
        .order((follows::since.desc(), follows::paper_id))
        .select((papers::id, papers::council, follows::since))
        .load(db)?;
    Ok(rows.into_iter().map(|(paper, council, since)| Followed { paper, council, since }).collect())
}

/// Stops following. Returns whether the account did follow.
pub fn unfollow(db: &mut Db, account: AccountId, paper: PaperId) -> Result<bool> {
    Ok(diesel::delete(follows::table.find((account, paper))).execute(db)? > 0)
}
