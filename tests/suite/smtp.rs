//! A real mail server for tests: aiosmtpd in a process of its own, which keeps what it takes, and refuses, delays and
//! hangs as it is told. With STARTTLS under a certificate authority made for the test alone.
use crate::mails::Mail;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// How the server is to behave.
#[derive(Debug, Default, Clone)]
pub struct Manners {
    /// Addresses answered with 550.
    pub refuse: Vec<&'static str>,
    /// Addresses answered with 451 the first time.
    pub defer: Vec<&'static str>,
    /// Addresses at which the server falls silent.
    pub hang: Vec<&'static str>,
    /// Addresses for which the mail is taken, but the connection breaks before the answer.
    pub drop: Vec<&'static str>,
    /// Offers and requires STARTTLS.
    pub tls: bool,
}

/// A running server; ends when this is dropped.
pub struct MailServer {
    process: Child,
    folder: TempDir,
    pub port: u16,
    /// The certificate of the authority that signed the server's, for `mail.ca_file`.
    pub ca_file: PathBuf,
}

impl MailServer {
    pub fn start(manners: &Manners) -> Self {
        let folder = tempfile::Builder::new().prefix("ratsweg-smtp-").tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let mut settings = json!({
            "store": at("mails.jsonl"), "refuse": manners.refuse, "defer": manners.defer, "hang": manners.hang,
            "drop": manners.drop,
        });
        if manners.tls {
            make_certificates(folder.path());
            settings["cert"] = json!(at("server.pem"));
            settings["key"] = json!(at("server.key"));
        }
        std::fs::write(at("settings.json"), settings.to_string()).unwrap();
        let mut process = Command::new("/usr/bin/python3")
            .arg("tests/smtp/server.py")
            .arg(at("settings.json"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Debian's python3");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().strip_prefix("PORT ").and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("the mail server did not start (python3-aiosmtpd?): {line:?}"));
        let ca_file = at("ca.pem");
        Self { process, folder, port, ca_file }
    }

    /// What was taken so far, in order: envelope recipients, whether over TLS, and the mail.
    pub fn taken(&self) -> Vec<Taken> {
        let text = std::fs::read_to_string(self.folder.path().join("mails.jsonl")).unwrap_or_default();
        text.lines()
            .map(|line| {
                let kept: Value = serde_json::from_str(line).unwrap();
                let to = kept["to"].as_array().unwrap().iter().map(|a| a.as_str().unwrap().to_owned()).collect();
                let raw = kept["raw"].as_str().unwrap().replace("\r\n", "\n").replace('\n', "\r\n");
                Taken { to, tls: kept["tls"] == true, mail: Mail::parse(raw.as_bytes()) }
            })
            .collect()
    }
}

/// A mail that the server took.
#[derive(Debug, Clone)]
pub struct Taken {
    pub to: Vec<String>,
    pub tls: bool,
    pub mail: Mail,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An authority of our own (`ca.pem`) and a certificate for `localhost` and 127.0.0.1 signed by it (`server.pem`,
/// `server.key`).
fn make_certificates(folder: &Path) {
    let extensions = "basicConstraints=critical,CA:FALSE\nsubjectAltName=DNS:localhost,IP:127.0.0.1\n\
        extendedKeyUsage=serverAuth\n";
    std::fs::write(folder.join("server.ext"), extensions).unwrap();
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    openssl(
        folder,
        &["req", "-x509", "-days", "2", "-subj", "/CN=Ratsweg test authority"],
        &key,
        &["-addext", "keyUsage=critical,keyCertSign", "-keyout", "ca.key", "-out", "ca.pem"],
    );
    openssl(folder, &["req", "-subj", "/CN=localhost"], &key, &["-keyout", "server.key", "-out", "server.csr"]);
    openssl(
        folder,
        &["x509", "-req", "-days", "2", "-in", "server.csr"],
        &["-CA", "ca.pem", "-CAkey", "ca.key"],
        &["-CAcreateserial", "-extfile", "server.ext", "-out", "server.pem"],
    );
}

fn openssl(folder: &Path, command: &[&str], more: &[&str], rest: &[&str]) {
    let done =
        Command::new("openssl").args(command).args(more).args(rest).current_dir(folder).output().expect("openssl");
    assert!(done.status.success(), "openssl {command:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// The server itself: takes a mail over STARTTLS under our authority, and behaves as told.
#[tokio::test]
async fn the_mail_server_takes_and_refuses() {
    use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
    use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
    let server = MailServer::start(&Manners {
        refuse: vec!["weg@example.org"],
        defer: vec!["spaeter@example.org"],
        tls: true,
        ..Manners::default()
    });
    let ca = Certificate::from_pem(&std::fs::read(&server.ca_file).unwrap()).unwrap();
    let tls = TlsParameters::builder("localhost".to_owned()).add_root_certificate(ca).build().unwrap();
    let post = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("localhost")
        .port(server.port)
        .tls(Tls::Required(tls))
        .build();
    let mail = |to: &str| {
        let built = Message::builder().from("a@example.org".parse().unwrap()).to(to.parse().unwrap()).subject("Größe");
        built.body("Ein Satz mit Ä.".to_owned()).unwrap()
    };
    assert!(post.send(mail("weg@example.org")).await.unwrap_err().is_permanent());
    assert!(post.send(mail("spaeter@example.org")).await.unwrap_err().is_transient());
    post.send(mail("spaeter@example.org")).await.unwrap();
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert!(taken[0].tls);
    assert_eq!(taken[0].mail.subject, "Größe");
    assert_eq!(taken[0].mail.text.trim(), "Ein Satz mit Ä.");
}
