//! How often a password may be tried: per account name, whether there is such an account or not, and per client
//! address. Kept in memory: each process counts for itself, and a restart forgets.
use crate::db::types::Moment;
use crate::error::{Error, Result};
use chrono::TimeDelta;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The time over which failed tries are counted.
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Above so many keys those without a recent try are forgotten at each new one.
const MANY: usize = 10_000;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// What is tried, and for which address of an account.
    Account(&'static str, String),
    Client(&'static str, IpAddr),
}

/// Counts tries. Times are the real ones.
pub struct Throttle {
    most: usize,
    tries: Mutex<HashMap<Key, Vec<Moment>>>,
}

/// A try that was counted as failed, until it is taken back.
pub struct Try {
    keys: [Key; 2],
    at: Moment,
}

impl Throttle {
    /// At most so many failed tries for each key within a quarter of an hour.
    pub fn new(most: u32) -> Self {
        Self { most: usize::try_from(most).unwrap_or(usize::MAX), tries: Mutex::default() }
    }

    /// Counts a try of `what` for this account name from this address as failed before it is known whether it is, so
    /// that many at once gain nothing.
    ///
    /// # Errors
    /// `TooMany` with the seconds until the next one is free.
    pub fn take(&self, what: &'static str, account: &str, client: IpAddr, now: Moment) -> Result<Try> {
        let keys = [Key::Account(what, account.to_owned()), Key::Client(what, network(client))];
        let mut tries = self.lock();
        if tries.len() > MANY {
            tries.retain(|_, at| at.iter().any(|at| *at + WINDOW > now));
        }
        for key in &keys {
            let Some(at) = tries.get_mut(key) else { continue };
            at.retain(|at| *at + WINDOW > now);
            if at.len() >= self.most {
                let free = at.iter().min().map_or(now, |first| *first + WINDOW);
                return Err(Error::TooMany(u64::try_from((free.0 - now.0).num_seconds()).unwrap_or(0) + 1));
            }
        }
        for key in &keys {
            tries.entry(key.clone()).or_default().push(now);
        }
        Ok(Try { keys, at: now })
    }

    /// The try was none: the account's failed ones are forgotten, and this one for the address. Those that the address
    /// failed for other accounts stay.
    pub fn succeeded(&self, done: &Try) {
        let [account, client] = &done.keys;
        let mut tries = self.lock();
        tries.remove(account);
        if let Some(at) = tries.get_mut(client)
            && let Some(place) = at.iter().position(|at| *at == done.at)
        {
            at.swap_remove(place);
        }
    }

    /// Forgets the failed tries for an account: its owner has proved otherwise who they are.
    pub fn forget(&self, what: &'static str, account: &str) {
        self.lock().remove(&Key::Account(what, account.to_owned()));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Vec<Moment>>> {
        // A counter is whole after every step: nothing is half done when a thread died here.
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An address as one client: of IPv6 the first half, as one subscriber has the second to himself.
fn network(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(six) => std::net::Ipv6Addr::from(u128::from(six) & !u128::from(u64::MAX)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        chrono::DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap().into()
    }
    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn failed_tries_are_counted_by_account_and_by_address() {
        let throttle = Throttle::new(2);
        let take = |who: &str, from: &str, now| throttle.take("sign-in", who, ip(from), at(now)).map(drop);
        assert!(take("a", "192.0.2.1", 0).is_ok());
        assert!(take("a", "192.0.2.2", 10).is_ok());
        assert!(matches!(take("a", "192.0.2.3", 20), Err(Error::TooMany(881))), "the account's");
        assert!(take("b", "192.0.2.1", 20).is_ok());
        assert!(take("c", "192.0.2.1", 20).is_err(), "the address's");
        assert!(take("a", "192.0.2.3", 900).is_ok(), "a quarter of an hour after the first");
        assert!(throttle.take("reset", "a", ip("192.0.2.1"), at(900)).is_ok(), "another thing is counted by itself");
    }

    #[test]
    fn a_success_counts_for_nothing() {
        let throttle = Throttle::new(2);
        for _ in 0..5 {
            let done = throttle.take("sign-in", "a", ip("192.0.2.1"), at(0)).unwrap();
            throttle.succeeded(&done);
        }
        let _failed = throttle.take("sign-in", "b", ip("192.0.2.1"), at(1)).unwrap();
        let done = throttle.take("sign-in", "a", ip("192.0.2.1"), at(1)).unwrap();
        throttle.succeeded(&done);
        assert!(throttle.take("sign-in", "c", ip("192.0.2.1"), at(2)).is_ok());
        assert!(throttle.take("sign-in", "d", ip("192.0.2.1"), at(2)).is_err(), "the failed one stays");
    }

    #[test]
    fn one_subscriber_has_one_count() {
        assert_eq!(network(ip("2001:db8:1:2:3:4:5:6")), ip("2001:db8:1:2::"));
        assert_eq!(network(ip("192.0.2.1")), ip("192.0.2.1"));
    }
}
