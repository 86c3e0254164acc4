//! The steps that can be taken in the administration, each named by its address.
use super::Section;
use crate::db::types::{AccountId, MembershipId, OrganizationId, PersonId, StandInId, TermId};
use crate::error::{Error, Result};
use std::str::FromStr;

/// One step, with the thing that it is taken on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    NewOrganization,
    Rename(OrganizationId),
    Change(OrganizationId),
    Move(OrganizationId),
    Merge(OrganizationId),
    End(OrganizationId),
    /// A new member of an organisation.
    Member(OrganizationId),
    NewPerson,
    Correct(PersonId),
    /// A new seat of a person.
    Seat(PersonId),
    ChangeSeat(MembershipId),
    NewTerm,
    ChangeTerm(TermId),
    Invite,
    Resend(AccountId),
    Disable(AccountId),
    Enable(AccountId),
    Grant(AccountId),
    Revoke(AccountId),
    NewStandIn,
    EndStandIn(StandInId),
}

/// What stands for the id of something that is not there yet.
pub const NEW: &str = "new";

impl Task {
    /// The step of an address; `NotFound` for one that there is not.
    pub fn of(section: Section, id: &str, step: &str) -> Result<Self> {
        fn read<T: FromStr>(id: &str) -> Result<T> {
            id.parse().map_err(|_| Error::NotFound)
        }
        Ok(match (section, step) {
            (Section::Organizations, "create") if id == NEW => Self::NewOrganization,
            (Section::Organizations, "rename") => Self::Rename(read(id)?),
            (Section::Organizations, "change") => Self::Change(read(id)?),
            (Section::Organizations, "move") => Self::Move(read(id)?),
            (Section::Organizations, "merge") => Self::Merge(read(id)?),
            (Section::Organizations, "end") => Self::End(read(id)?),
            (Section::Organizations, "member") => Self::Member(read(id)?),
            (Section::People, "create") if id == NEW => Self::NewPerson,
            (Section::People, "correct") => Self::Correct(read(id)?),
            (Section::People, "seat") => Self::Seat(read(id)?),
            (Section::Memberships, "change") => Self::ChangeSeat(read(id)?),
            (Section::Terms, "create") if id == NEW => Self::NewTerm,
            (Section::Terms, "change") => Self::ChangeTerm(read(id)?),
            (Section::Accounts, "invite") if id == NEW => Self::Invite,
            (Section::Accounts, "resend") => Self::Resend(read(id)?),
            (Section::Accounts, "disable") => Self::Disable(read(id)?),
            (Section::Accounts, "enable") => Self::Enable(read(id)?),
            (Section::Accounts, "grant") => Self::Grant(read(id)?),
            (Section::Accounts, "revoke") => Self::Revoke(read(id)?),
            (Section::StandIns, "name") if id == NEW => Self::NewStandIn,
            (Section::StandIns, "end") => Self::EndStandIn(read(id)?),
            _ => return Err(Error::NotFound),
        })
    }

    /// The word in keys of sentences: `admin_step_rename`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NewOrganization => "new_organization",
            Self::Rename(_) => "rename",
            Self::Change(_) => "change",
            Self::Move(_) => "move",
            Self::Merge(_) => "merge",
            Self::End(_) => "end",
            Self::Member(_) => "member",
            Self::NewPerson => "new_person",
            Self::Correct(_) => "correct",
            Self::Seat(_) => "seat",
            Self::ChangeSeat(_) => "change_seat",
            Self::NewTerm => "new_term",
            Self::ChangeTerm(_) => "change_term",
            Self::Invite => "invite",
            Self::Resend(_) => "resend",
            Self::Disable(_) => "disable",
            Self::Enable(_) => "enable",
            Self::Grant(_) => "grant",
            Self::Revoke(_) => "revoke",
            Self::NewStandIn => "new_stand_in",
            Self::EndStandIn(_) => "end_stand_in",
        }
    }

    /// Every word that `key` can give, to tell from an address what has just been done.
    pub const KEYS: [&'static str; 21] = [
        "new_organization",
        "rename",
        "change",
        "move",
        "merge",
        "end",
        "member",
        "new_person",
        "correct",
        "seat",
        "change_seat",
        "new_term",
        "change_term",
        "invite",
        "resend",
        "disable",
        "enable",
        "grant",
        "revoke",
        "new_stand_in",
        "end_stand_in",
    ];

    pub const fn section(self) -> Section {
        match self {
            Self::NewOrganization
            | Self::Rename(_)
            | Self::Change(_)
            | Self::Move(_)
            | Self::Merge(_)
            | Self::End(_)
            | Self::Member(_) => Section::Organizations,
            Self::NewPerson | Self::Correct(_) | Self::Seat(_) | Self::ChangeSeat(_) => Section::People,
            Self::NewTerm | Self::ChangeTerm(_) => Section::Terms,
            Self::Invite | Self::Resend(_) | Self::Disable(_) | Self::Enable(_) | Self::Grant(_) | Self::Revoke(_) => {
                Section::Accounts
            }
            Self::NewStandIn | Self::EndStandIn(_) => Section::StandIns,
        }
    }

    /// Whether something ends by it.
    pub const fn is_danger(self) -> bool {
        matches!(self, Self::Merge(_) | Self::End(_) | Self::Disable(_) | Self::Revoke(_) | Self::EndStandIn(_))
    }
}
