//! How a mail leaves: over SMTP where a server is configured, otherwise as a file in the data folder.
//!
//! One connection a mail, driven step by step: only so can a refused address be told from a server that refuses us, and a
//! mail that was surely not taken from one whose "ok" got lost.
use super::compose::{Outgoing, host};
use crate::config::{Config, Encryption};
use anyhow::Context;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the good-bye to a server may take. The mail is delivered by then.
const GOOD_BYE: Duration = Duration::from_secs(5);

/// The way out.
#[derive(Clone)]
pub enum Transport {
    Smtp(Box<Smtp>),
    /// Mails become files in this folder.
    Folder(PathBuf),
}

/// A mail server, as configured.
#[derive(Clone)]
pub struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    hello: ClientId,
    limit: Duration,
}

/// Why a mail did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Worth another try: nobody there, busy, or we are refused (which is not the address's fault).
    #[error("{0}")]
    Later(String),
    /// The address or the message is refused for good.
    #[error("{0}")]
    Never(String),
    /// The connection was lost after the mail was handed over: it may have arrived.
    #[error("{0}")]
    Unknown(String),
}

/// How far a mail got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Connecting, encrypting, signing in, naming the sender.
    Server,
    /// Naming the recipient, announcing the message.
    Address,
    /// The message itself is on its way.
    Message,
}

/// What is kept beside a mail in the folder, for people to read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Note {
    pub to: String,
    pub subject: String,
    pub text: String,
}

impl Transport {
    /// The way out that the configuration names.
    ///
    /// # Errors
    /// A certificate file that cannot be read or holds no certificate.
    pub fn new(config: &Config, public_url: &str) -> anyhow::Result<Self> {
        let mail = &config.mail;
        if mail.host.is_empty() {
            return Ok(Self::Folder(folder(config)));
        }
        let tls = match mail.encryption {
            Encryption::None => None,
            Encryption::Tls | Encryption::Starttls => Some(tls(&mail.host, mail.ca_file.as_deref())?),
        };
        let credentials = (!mail.user.is_empty()).then(|| Credentials::new(mail.user.clone(), mail.password.clone()));
        Ok(Self::Smtp(Box::new(Smtp {
            host: mail.host.clone(),
            port: mail.port,
            encryption: mail.encryption,
            tls,
            credentials,
            hello: ClientId::Domain(host(public_url).to_owned()),
            limit: Duration::from_secs(mail.send_seconds.max(1)),
        })))
    }

    /// Sends one mail, within the time that one may take.
    pub async fn send(&self, mail: Outgoing) -> Result<(), Failure> {
        match self {
            Self::Smtp(smtp) => smtp.send(&mail).await,
            Self::Folder(folder) => {
                let folder = folder.clone();
                actix_web::web::block(move || keep(&folder, &mail))
                    .await
                    .map_err(|e| Failure::Later(e.to_string()))?
                    .map_err(|e| Failure::Later(format!("{e:#}")))
            }
        }
    }

    /// Whether mail can leave: reaches the server, encrypts and signs in; or can write to the folder.
    pub async fn probe(&self) -> anyhow::Result<()> {
        match self {
            Self::Smtp(smtp) => {
                let reached = tokio::time::timeout(smtp.limit, smtp.connect());
                let mut connection = reached.await.context("the mail server does not answer in time")??;
                let _ = tokio::time::timeout(GOOD_BYE, connection.quit()).await;
                Ok(())
            }
            Self::Folder(folder) => Ok(std::fs::create_dir_all(folder)?),
        }
    }
}

/// Where mails become files.
pub fn folder(config: &Config) -> PathBuf {
    config.data.dir.join("mail")
}

fn tls(host: &str, ca_file: Option<&Path>) -> anyhow::Result<TlsParameters> {
    let mut tls = TlsParameters::builder(host.to_owned());
    if let Some(path) = ca_file {
        let pem = std::fs::read(path).with_context(|| format!("mail.ca_file {}", path.display()))?;
        let certificate =
            Certificate::from_pem(&pem).with_context(|| format!("{} holds no certificate", path.display()))?;
        // A server with an authority of its own is trusted by that authority alone.
        tls = tls.certificate_store(CertificateStore::None).add_root_certificate(certificate);
    }
    Ok(tls.build_rustls()?)
}

impl Smtp {
    async fn send(&self, mail: &Outgoing) -> Result<(), Failure> {
        let mut stage = Stage::Server;
        let done = tokio::time::timeout(self.limit, self.transmit(mail, &mut stage)).await;
        match done {
            Ok(Ok(mut connection)) => {
                let _ = tokio::time::timeout(GOOD_BYE, connection.quit()).await;
                Ok(())
            }
            Ok(Err(e)) => Err(failure(stage, &e)),
            Err(_) => {
                let text = format!("no answer within {} s", self.limit.as_secs());
                Err(if stage == Stage::Message { Failure::Unknown(text) } else { Failure::Later(text) })
            }
        }
    }

    async fn transmit(
        &self,
        mail: &Outgoing,
        stage: &mut Stage,
    ) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let mut connection = self.connect().await?;
        connection.command(Mail::new(Some(mail.from.clone()), Vec::new())).await?;
        *stage = Stage::Address;
        connection.command(Rcpt::new(mail.to.clone(), Vec::new())).await?;
        connection.command(Data).await?;
        *stage = Stage::Message;
        connection.message(&mail.bytes).await?;
        Ok(connection)
    }

    /// A connection that is encrypted and signed in as configured: never less than that.
    async fn connect(&self) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let wrapped = self.tls.clone().filter(|_| self.encryption == Encryption::Tls);
        let server = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(self.limit), &self.hello, wrapped, None).await?;
        if let (Encryption::Starttls, Some(tls)) = (self.encryption, &self.tls) {
            // Fails where the server does not offer it: no mail goes out in the clear.
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(connection)
    }
}

fn failure(stage: Stage, error: &lettre::transport::smtp::Error) -> Failure {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
    let text =
        format!("{error}{}", if error.to_string().contains(cause.trim_start_matches(": ")) { "" } else { &cause });
    match stage {
        Stage::Server => Failure::Later(text),
        _ if error.is_permanent() => Failure::Never(text),
        Stage::Message if !error.is_transient() => Failure::Unknown(text),
        _ => Failure::Later(text),
    }
}

/// Writes the mail as `ID.eml`, with a note of what it says beside it as `ID.json`: whole or not at all. A repetition
/// replaces the first.
fn keep(folder: &Path, mail: &Outgoing) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let note = Note { to: mail.to.to_string(), subject: mail.subject.clone(), text: mail.text.clone() };
    write_whole(&folder.join(format!("{}.eml", mail.id)), &mail.bytes)?;
    write_whole(&folder.join(format!("{}.json", mail.id)), serde_json::to_string(&note)?.as_bytes())
}

fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let beside = path.with_extension("part");
    let mut file = std::fs::File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(std::fs::rename(&beside, path)?)
}
