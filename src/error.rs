//! What can go wrong, as the user is told it. A fault of ours carries its cause for the log and shows none of it.
use crate::message::Message;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Every way a request can fail. Knows no HTTP: `web::failure` puts it into a status and a page or problem document.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or none that this viewer may know of: the two answer alike.
    #[error("not found")]
    NotFound,
    /// Needs a signed-in account.
    #[error("not signed in")]
    SignIn,
    /// Signed in, the thing is visible, but this is not this person's to do.
    #[error("forbidden: {0:?}")]
    Forbidden(Message),
    /// The input or the state of things does not allow it: every reason at once.
    #[error("refused: {0:?}")]
    Refused(Vec<Message>),
    /// The version named is not the current one: somebody else was faster.
    #[error("stale version")]
    Stale,
    /// The same idempotency key came with another request, or the same request is still under way.
    #[error("conflict: {0:?}")]
    Conflict(Message),
    /// The request itself cannot be read (syntax, size): status 400, 413 or 415 as given.
    #[error("bad request {0}: {1:?}")]
    Malformed(u16, Message),
    /// Too many tries; may come again after so many seconds.
    #[error("too many tries, again in {0} s")]
    TooMany(u64),
    /// A fault of ours or of the machine. The cause goes to the log.
    #[error("internal: {0:#}")]
    Internal(#[from] anyhow::Error),
}

impl Error {
    /// One reason for which the input is refused.
    pub fn refused(message: Message) -> Self {
        Self::Refused(vec![message])
    }
}

impl From<diesel::result::Error> for Error {
    fn from(e: diesel::result::Error) -> Self {
        match e {
            diesel::result::Error::NotFound => Self::NotFound,
            e => Self::Internal(e.into()),
        }
    }
}

macro_rules! internal {
    ($($cause:ty),+ $(,)?) => { $(
        impl From<$cause> for Error {
            fn from(e: $cause) -> Self { Self::Internal(e.into()) }
        }
    )+ };
}
internal!(diesel::r2d2::PoolError, serde_json::Error, tera::Error, std::io::Error, actix_web::error::BlockingError);
