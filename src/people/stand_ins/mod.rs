//! Stand-ins: who acts in somebody's role for a time, as deputies sign "i. V.".
pub mod store;

pub use store::StandIn;

use super::{Actor, Grant};
use crate::organizations::within;
use chrono::NaiveDate;

impl StandIn {
    /// Whether it counts on this day.
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        within(Some(self.starts_on), self.ends_on, day)
    }

    /// The role as a grant: those in which somebody may stand in are of the council or the administration.
    pub fn grant(&self) -> Grant {
        Grant { council: self.council.clone(), organization: self.organization_id, role: self.role, inner: true }
    }
}

/// Gives an actor the roles in which it stands in for somebody; `day_in` is the day in a council's time zone, `None` for
/// a council that is not loaded.
pub fn lend(actor: &mut Actor, stand_ins: &[StandIn], day_in: impl Fn(&str) -> Option<NaiveDate>) {
    for stand_in in stand_ins {
        if day_in(&stand_in.council).is_some_and(|day| stand_in.counts_on(day)) {
            actor.stand_in(stand_in.grant());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::{AccountId, OrganizationId, StandInId};
    use crate::people::Role;

    #[test]
    fn a_role_is_lent_for_its_days_and_an_own_one_stays_ones_own() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let stand_in = |role| StandIn {
            id: StandInId::new(),
            council: "leipzig".to_owned(),
            organization_id: OrganizationId::from(uuid::Uuid::nil()),
            account_id: AccountId::new(),
            role,
            starts_on: "2020-08-10".parse().unwrap(),
            ends_on: day("2020-08-14"),
        };
        let all = [stand_in(Role::Head), stand_in(Role::Drafter)];
        let own = all[1].grant();
        for (today, lent) in [("2020-08-09", 0), ("2020-08-10", 1), ("2020-08-14", 1), ("2020-08-15", 0)] {
            let mut actor = Actor { grants: vec![own.clone()], ..Actor::system() };
            lend(&mut actor, &all, |_| day(today));
            assert_eq!(actor.standing_in.len(), lent, "{today}");
            assert_eq!(actor.has("leipzig", Role::Head), lent == 1, "{today}");
            assert!(!actor.holds("leipzig", Role::Head) && actor.holds("leipzig", Role::Drafter));
        }
    }
}
