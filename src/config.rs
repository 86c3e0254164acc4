//! The configuration: one struct a section, unknown keys refused, every fault named at once.
//!
//! `config/ratsweg.toml`, then the environment: `RATSWEG__SECTION__KEY`; a secret also as `RATSWEG__SECTION__KEY__FILE`,
//! the name of a file that holds it.
use crate::words::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// Everything that can be set. `config/ratsweg.toml` explains each key.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub server: Server,
    pub database: Database,
    pub data: Data,
    pub files: Files,
    pub security: Security,
    pub oidc: Oidc,
    pub mail: Mail,
    pub councils: CouncilsSection,
    pub operator: Operator,
    pub log: Log,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Address and port to listen on; port 0 takes a free one.
    pub listen: String,
    /// What links and cookies use, without a trailing slash. Empty: `http://` and the listening address.
    pub public_url: String,
    /// Addresses of the reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Worker threads; 0 is one for each core.
    pub workers: usize,
    /// Run pending migrations at start.
    pub migrate: bool,
    /// Largest body of a request, in bytes.
    pub max_body: usize,
    /// Seconds that requests under way are given when the server stops.
    pub shutdown_seconds: u64,
}

#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `sqlite:PATH` or `postgres://…`. Empty: `ratsweg.sqlite` in the data folder.
    pub url: String,
    /// Most connections; 0 is twice the cores and two.
    pub pool: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Data {
    /// Folder of everything that is not in the database: the secret, mails as files.
    pub dir: PathBuf,
}

/// Where attached files are kept, and how large they may be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Files {
    /// A folder, or `s3://BUCKET/PREFIX`. Empty: `files` in the data folder.
    pub store: String,
    /// Address of an S3-compatible server; empty: that of Amazon.
    pub endpoint: String,
    pub region: String,
    /// Both empty: what the machine itself is allowed (instance role).
    pub access_key: String,
    pub secret_key: String,
    /// Largest file, in bytes.
    pub max_bytes: u64,
    /// Most files that are sent at once.
    pub max_files: usize,
    /// Most bytes of all files of one paper, item, sitting or minutes together.
    pub max_total: u64,
    /// Seconds without a byte after which an upload is broken off.
    pub stall_seconds: u64,
    /// Hours after which what an upload that broke off left behind is removed.
    pub sweep_hours: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    /// At least 32 bytes. Empty: made at first start and kept in the data folder.
    pub secret: String,
    /// Seconds that a token in a cookie or a bearer token lives before it is issued anew.
    pub token_seconds: i64,
    /// Hours after which an unused session ends.
    pub session_hours: i64,
    /// Failed sign-ins for one account, and for one client address, within a quarter of an hour.
    pub sign_in_tries: u32,
}

/// Where citizens sign in by OpenID Connect: the account of their city, for instance. One provider an installation, as
/// its accounts and sessions are the installation's.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Oidc {
    /// The provider's address, exactly as it names itself. Empty: nobody signs in that way.
    pub issuer: String,
    pub client_id: String,
    pub client_secret: String,
    /// What is asked of the provider; `openid` is among it always.
    pub scopes: Vec<String>,
    /// What the button says, by language (`de`, `en`, …). Where nothing is said, the usual words.
    pub label: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// Empty: mails become files in the data folder.
    pub host: String,
    pub port: u16,
    /// `tls` (implicit), `starttls` (required) or `none` (loopback only).
    pub encryption: Encryption,
    pub user: String,
    pub password: String,
    /// A PEM file with the certificate authority of the mail server, when it is not a public one.
    pub ca_file: Option<PathBuf>,
    /// Sender address.
    pub from: String,
    /// Seconds that one mail may take.
    pub send_seconds: u64,
    /// Tries before a mail is a dead letter.
    pub tries: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    Tls,
    Starttls,
    None,
}

#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct CouncilsSection {
    /// Folder of the council files, `SLUG.toml`. Empty: those inside the binary.
    pub dir: Option<PathBuf>,
    /// The councils of this installation; empty: every file of the folder.
    pub load: Vec<String>,
}

/// Who runs this installation: what law wants on the imprint, privacy and accessibility pages. Plain text, one
/// paragraph a line break; empty pages are a finding of `ratsweg check`.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Operator {
    pub name: String,
    pub imprint: String,
    pub privacy: String,
    pub accessibility: String,
    /// Address for feedback on barriers.
    pub contact: String,
    /// A style sheet that overrides the custom properties of ours.
    pub style: Option<PathBuf>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// Filter as of the `tracing` crates: `info`, `ratsweg=debug`.
    pub filter: String,
    /// One JSON object a line instead of text.
    pub json: bool,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            public_url: String::new(),
            trusted_proxies: Vec::new(),
            workers: 0,
            migrate: true,
            max_body: 2 * 1024 * 1024,
            shutdown_seconds: 20,
        }
    }
}
impl Default for Data {
    fn default() -> Self {
        Self { dir: PathBuf::from("var/data") }
    }
}
impl Default for Files {
    fn default() -> Self {
        Self {
            store: String::new(),
            endpoint: String::new(),
            region: "us-east-1".to_owned(),
            access_key: String::new(),
            secret_key: String::new(),
            max_bytes: 100 * 1024 * 1024,
            max_files: 20,
            max_total: 1024 * 1024 * 1024,
            stall_seconds: 30,
            sweep_hours: 24,
        }
    }
}
impl Default for Security {
    fn default() -> Self {
        Self { secret: String::new(), token_seconds: 600, session_hours: 12, sign_in_tries: 10 }
    }
}
impl Default for Oidc {
    fn default() -> Self {
        Self {
            issuer: String::new(),
            client_id: String::new(),
            client_secret: String::new(),
            scopes: ["openid", "profile", "email"].map(str::to_owned).to_vec(),
            label: BTreeMap::new(),
        }
    }
}
impl Default for Mail {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            encryption: Encryption::Starttls,
            user: String::new(),
            password: String::new(),
            ca_file: None,
            from: "ratsweg@localhost".to_owned(),
            send_seconds: 60,
            tries: 12,
        }
    }
}
impl Default for Log {
    fn default() -> Self {
        Self { filter: "info".to_owned(), json: false }
    }
}

impl Config {
    /// Reads the file (when one is named, or `config/ratsweg.toml` is there) and the environment over it.
    ///
    /// # Errors
    /// The first fault of syntax or an unknown key, with its place; then every fault of meaning at once.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let usual = Path::new("config/ratsweg.toml");
        let mut builder = config::Config::builder();
        match file {
            Some(path) => builder = builder.add_source(config::File::from(path).format(config::FileFormat::Toml)),
            None if usual.exists() => {
                builder = builder.add_source(config::File::from(usual).format(config::FileFormat::Toml))
            }
            None => {}
        }
        let mut values = std::collections::HashMap::new();
        for (name, value) in std::env::vars().filter(|(name, _)| name.starts_with("RATSWEG__")) {
            match name.strip_suffix("__FILE") {
                Some(plain) => {
                    let text = std::fs::read_to_string(&value)
                        .map_err(|e| anyhow::anyhow!("{name} names {value}, which cannot be read: {e}"))?;
                    values.insert(plain.to_owned(), text.trim_end().to_owned());
                }
                None => {
                    values.insert(name, value);
                }
            }
        }
        let lists = ["server.trusted_proxies", "councils.load", "oidc.scopes"];
        let environment = lists.iter().fold(
            config::Environment::with_prefix("RATSWEG")
                .prefix_separator("__")
                .separator("__")
                .try_parsing(true)
                .list_separator(",")
                .source(Some(values)),
            |environment, key| environment.with_list_parse_key(key),
        );
        let config: Self = builder.add_source(environment).build()?.try_deserialize()?;
        let faults = config.faults();
        anyhow::ensure!(faults.is_empty(), "the configuration has faults:\n- {}", faults.join("\n- "));
        Ok(config)
    }

    /// Everything wrong with the values, each as a sentence that names the key.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut fault = |wrong: bool, text: String| {
            if wrong {
                faults.push(text);
            }
        };
        let listen: Result<std::net::SocketAddr, _> = self.server.listen.parse();
        fault(listen.is_err(), format!("server.listen must be ADDRESS:PORT, but is {:?}", self.server.listen));
        let url = &self.server.public_url;
        fault(
            !(url.is_empty() || url.starts_with("https://") || url.starts_with("http://")),
            format!("server.public_url must begin with https:// or http://, but is {url:?}"),
        );
        fault(url.ends_with('/'), "server.public_url must not end with a slash".to_owned());
        if let Err(e) = crate::db::is_sqlite(&self.database_url()) {
            fault(true, e.to_string());
        }
        self.files.faults(&mut fault);
        let secret = &self.security.secret;
        fault(!secret.is_empty() && secret.len() < 32, "security.secret must have at least 32 bytes".to_owned());
        fault(self.security.token_seconds < 30, "security.token_seconds must be at least 30".to_owned());
        fault(self.security.session_hours < 1, "security.session_hours must be at least 1".to_owned());
        fault(self.security.sign_in_tries < 1, "security.sign_in_tries must be at least 1".to_owned());
        self.oidc.faults(&mut fault);
        let from: Result<lettre::Address, _> = self.mail.from.parse();
        fault(from.is_err(), format!("mail.from must be an e-mail address, but is {:?}", self.mail.from));
        fault(self.mail.tries < 1, "mail.tries must be at least 1".to_owned());
        fault(
            self.mail.encryption == Encryption::None && !self.mail.host.is_empty() && !is_loopback(&self.mail.host),
            "mail.encryption may be \"none\" only towards a loopback address".to_owned(),
        );
        if let Some(path) = &self.mail.ca_file {
            fault(!path.exists(), format!("mail.ca_file names {}, which is not there", path.display()));
        }
        if let Some(path) = &self.operator.style {
            fault(!path.exists(), format!("operator.style names {}, which is not there", path.display()));
        }
        faults
    }

    /// Where files are kept, with the default filled in.
    pub fn file_store(&self) -> String {
        if self.files.store.is_empty() {
            return self.data.dir.join("files").display().to_string();
        }
        self.files.store.clone()
    }

    /// The address that links, cookies and tokens use, without a trailing slash, with the default filled in.
    pub fn public_url(&self) -> String {
        if self.server.public_url.is_empty() {
            return format!("http://{}", self.server.listen);
        }
        self.server.public_url.clone()
    }

    /// The database's URL, with the default filled in.
    pub fn database_url(&self) -> String {
        if self.database.url.is_empty() {
            return format!("sqlite:{}", self.data.dir.join("ratsweg.sqlite").display());
        }
        self.database.url.clone()
    }

    /// Most connections of the pool, with the default filled in: twice the cores, and two for the worker.
    pub fn pool_size(&self) -> u32 {
        if self.database.pool > 0 {
            return self.database.pool.max(3);
        }
        let cores = std::thread::available_parallelism().map_or(2, |n| u32::try_from(n.get()).unwrap_or(2));
        cores * 2 + 2
    }
}

impl Files {
    fn faults(&self, fault: &mut impl FnMut(bool, String)) {
        let s3 = self.store.starts_with("s3://");
        let bucket = self.store.trim_start_matches("s3://").split('/').next().unwrap_or_default();
        fault(
            self.store.contains("://") && (!s3 || bucket.is_empty()),
            format!("files.store must be a folder or s3://BUCKET/PREFIX, but is {:?}", self.store),
        );
        fault(
            !s3 && !self.endpoint.is_empty(),
            "files.endpoint is only for a files.store that begins with s3://".to_owned(),
        );
        let plain = self.endpoint.strip_prefix("http://");
        fault(
            !self.endpoint.is_empty()
                && !self.endpoint.starts_with("https://")
                && !plain.is_some_and(|host| is_loopback(host.trim_end_matches('/'))),
            "files.endpoint must begin with https:// unless it is a loopback address".to_owned(),
        );
        fault(
            self.access_key.is_empty() != self.secret_key.is_empty(),
            "files.access_key and files.secret_key belong together".to_owned(),
        );
        fault(self.max_bytes < 1, "files.max_bytes must be at least 1".to_owned());
        fault(self.max_files < 1, "files.max_files must be at least 1".to_owned());
        fault(self.max_total < self.max_bytes, "files.max_total must not be less than files.max_bytes".to_owned());
        fault(self.stall_seconds < 1, "files.stall_seconds must be at least 1".to_owned());
        fault(self.sweep_hours < 1, "files.sweep_hours must be at least 1: uploads under way need time".to_owned());
    }
}

impl Oidc {
    /// Whether somebody can sign in that way.
    pub const fn is_on(&self) -> bool {
        !self.issuer.is_empty()
    }

    fn faults(&self, fault: &mut impl FnMut(bool, String)) {
        if !self.is_on() {
            let alone = !self.client_id.is_empty() || !self.client_secret.is_empty();
            fault(alone, "oidc.issuer is missing: without it nobody signs in by OpenID Connect".to_owned());
            return;
        }
        fault(
            !is_trusted_address(&self.issuer),
            "oidc.issuer must begin with https:// unless it is a loopback address".to_owned(),
        );
        let bare = |c: char| c == '?' || c == '#' || c.is_whitespace() || c.is_control();
        fault(self.issuer.contains(bare), "oidc.issuer must be an address without ? and #".to_owned());
        fault(self.client_id.is_empty(), "oidc.client_id is missing".to_owned());
        fault(self.client_secret.is_empty(), "oidc.client_secret is missing".to_owned());
        fault(!self.scopes.iter().any(|scope| scope == "openid"), "oidc.scopes must name openid".to_owned());
        for language in self.label.keys() {
            let spoken = Language::ALL.iter().any(|known| known.tag().eq_ignore_ascii_case(language));
            fault(!spoken, format!("oidc.label names the language {language:?}, which is not spoken here"));
        }
    }
}

/// Whether nobody on the way to this address can listen: it is encrypted, or leads to this machine.
pub fn is_trusted_address(url: &str) -> bool {
    let plain = url.strip_prefix("http://");
    let host = plain.and_then(|rest| rest.split(['/', '?', '#']).next());
    url.starts_with("https://") || host.is_some_and(is_loopback)
}

/// Whether a host or `host:port` is this machine itself.
pub fn is_loopback(host: &str) -> bool {
    let bare =
        host.parse::<std::net::SocketAddr>().map_or_else(|_| host.to_owned(), |address| address.ip().to_string());
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
