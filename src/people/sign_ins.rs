//! What a process remembers of tries to sign in, in memory alone.
use super::oidc::provider::Provider;
use super::sessions::throttle::Throttle;
use crate::db::types::Moment;
use crate::error::{Error, Result};
use std::net::IpAddr;
use tokio::sync::Semaphore;

/// What a process remembers of tries to sign in, and how many passwords it hashes at once: each takes 19 MiB.
pub struct SignIns {
    pub throttle: Throttle,
    /// Where citizens sign in with an account of elsewhere.
    pub provider: Provider,
    hashing: Semaphore,
}

impl SignIns {
    /// At most so many failed tries by account and by address within a quarter of an hour.
    pub fn new(tries: u32) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { throttle: Throttle::new(tries), provider: Provider::default(), hashing: Semaphore::new(cores) }
    }

    /// Counts a message that somebody without an account sends by a form; only the sender's own network is counted.
    ///
    /// # Errors
    /// `TooMany` after too many within a quarter of an hour.
    pub fn take_message(&self, client: IpAddr, now: Moment) -> Result<()> {
        self.throttle.take("message", &client.to_string(), client, now).map(drop)
    }

    /// Does what hashes off the async threads, when its turn comes.
    pub async fn hash<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _turn = self.hashing.acquire().await.map_err(|e| Error::Internal(e.into()))?;
        tokio::task::spawn_blocking(work).await.map_err(|e| Error::Internal(e.into()))
    }
}
