//! A letter made into a message: headers, text and HTML. Whatever comes from people is checked before it gets into a
//! header, so that no name or address can break a message or another.
use super::letter::Letter;
use crate::db::types::{AccountId, DeliveryId, Moment, PaperId};
use crate::error::Result;
use crate::words::{Language, Words};
use anyhow::Context;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::{Address, address::AddressError};

/// How long a display name may be.
const NAME_LENGTH: usize = 100;

/// A finished message, ready for the transport.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// The row it is of: names the file where mails become files.
    pub id: DeliveryId,
    pub message_id: String,
    pub from: Address,
    pub to: Address,
    /// As it goes over the wire.
    pub bytes: Vec<u8>,
    pub subject: String,
    /// The plain text, for those who read the folder.
    pub text: String,
}

/// What stands around a letter.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    pub id: DeliveryId,
    pub message_id: String,
    /// The id that all mails about one paper refer to.
    pub thread: Option<String>,
    /// The council as a mailing list: name and id.
    pub list: Option<(&'a str, String)>,
    pub from: &'a str,
    pub to: &'a str,
    /// Real time.
    pub date: Moment,
    pub language: Language,
}

/// Why an address cannot be written to at all.
#[derive(Debug, thiserror::Error)]
#[error("the address cannot be used: {0}")]
pub struct BadAddress(String);

/// The address as it goes over the wire: its domain in ASCII.
pub fn address(text: &str) -> Result<Address, BadAddress> {
    let fault = |e: AddressError| BadAddress(e.to_string());
    let (user, domain) = text.trim().rsplit_once('@').ok_or_else(|| BadAddress("it has no @".to_owned()))?;
    let domain = idna::domain_to_ascii(domain).map_err(|e| BadAddress(e.to_string()))?;
    if !user.is_ascii() {
        return Err(BadAddress("its local part is not ASCII".to_owned()));
    }
    Address::new(user, domain).map_err(fault)
}

/// The id of a mail about an event: the same at every try, so that a receiver can tell a repetition.
pub fn message_id(council: &str, seq: i64, address: &str, host: &str) -> String {
    let digest = crate::digest::sha256(address.to_lowercase().as_bytes());
    format!("<{council}.{seq}.{}@{host}>", digest.get(..16).unwrap_or(&digest))
}

/// The id that every mail about one paper refers to, so that mail programs show them as one conversation.
pub fn thread_id(council: &str, paper: PaperId, host: &str) -> String {
    format!("<{council}.paper.{paper}@{host}>")
}

/// The host of a public address, without its port: what stands behind the @ of ids.
pub fn host(public_url: &str) -> &str {
    let rest = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or_default();
    let host = match host.rfind(']') {
        Some(end) => host.get(..=end).unwrap_or(host),
        None => host.split(':').next().unwrap_or_default(),
    };
    if host.is_empty() { "localhost" } else { host }
}

/// Puts a letter into its frame.
///
/// # Errors
/// A template that does not render, or a sender that is no address: faults of ours.
pub fn compose(tera: &tera::Tera, words: &Words, letter: &Letter, frame: &Frame<'_>) -> Result<Outgoing> {
    let mut context = tera::Context::from_serialize(letter)?;
    context.insert_value("t", words.plain(frame.language));
    let text = tera.render("mail/letter.txt", &context)?;
    let html = tera.render("mail/letter.html", &context)?;
    let from = address(frame.from).context("mail.from")?;
    let to = address(frame.to).context("recipient")?;
    let subject = one_line(&letter.subject);
    let mut message = Message::builder()
        .from(Mailbox::new(Some(display_name(&letter.sender)), from.clone()))
        .to(Mailbox::new(None, to.clone()))
        .date(frame.date.0.into())
        .message_id(Some(frame.message_id.clone()))
        .subject(subject.clone())
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    if let Some(thread) = &frame.thread {
        message = message.references(thread.clone()).in_reply_to(thread.clone());
    }
    if let Some((name, id)) = &frame.list {
        message = message.raw_header(header("List-Id", format!("{} <{id}>", display_name(name))));
    }
    if let Some(link) = &letter.stop_link {
        // RFC 8058: mail programs offer one click, which posts to this address.
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{link}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let message =
        message.multipart(MultiPart::alternative_plain_html(text.clone(), html)).context("putting a mail together")?;
    let bytes = message.formatted();
    Ok(Outgoing { id: frame.id, message_id: frame.message_id.clone(), from, to, bytes, subject, text })
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// A name fit for a header: one line, no control characters (the mail library panics on them), not too long.
fn display_name(name: &str) -> String {
    one_line(name).chars().take(NAME_LENGTH).collect()
}

fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The id of a mail that is about no event.
pub fn plain_message_id(id: DeliveryId, host: &str) -> String {
    format!("<mail.{id}@{host}>")
}

/// Whether following can be stopped in this mail's name, and where.
pub fn stop_link(
    secret: &[u8],
    public_url: &str,
    account: Option<AccountId>,
    paper: Option<PaperId>,
) -> Option<String> {
    Some(format!("{public_url}{}", super::unsubscribe::path(secret, account?, paper?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Reason;
    use crate::mail::samples::{PUBLIC_URL, deferral, delivery, moment, templates, words};

    fn composed(language: Language, reason: Reason, change: impl Fn(&mut Letter)) -> (Outgoing, String) {
        let mut letter = deferral(language, reason, |_, _| {});
        change(&mut letter);
        let host = host(PUBLIC_URL);
        let frame = Frame {
            id: delivery(),
            message_id: message_id("leipzig", 17, "Anna@Example.org", host),
            thread: Some(thread_id("leipzig", PaperId::new(), host)),
            list: Some(("Stadt Zürich", format!("leipzig.{host}"))),
            from: "rat@example.org",
            to: "anna@bücher.example",
            date: moment("2026-11-21T20:15:00Z"),
            language,
        };
        let mail = compose(&templates(), &words(), &letter, &frame).expect("a mail");
        let head = String::from_utf8(mail.bytes.clone()).expect("ASCII");
        let head = head.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        (mail, head)
    }

    #[test]
    fn headers_are_those_of_an_automatic_mail_in_a_thread() {
        let (mail, head) = composed(Language::De, Reason::Faction, |_| {});
        for line in [
            "From: \"Stadt Leipzig\" <rat@example.org>",
            "To: anna@xn--bcher-kva.example",
            "Date: Sat, 21 Nov 2026 20:15:00 +0000",
            "Auto-Submitted: auto-generated",
            "References: <leipzig.paper.",
            "In-Reply-To: <leipzig.paper.",
            "List-Id: Stadt =?utf-8?b?",
        ] {
            assert!(head.contains(line), "{line} is not in\n{head}");
        }
        assert!(head.contains(&format!("Message-ID: {}", mail.message_id)), "{head}");
        assert!(mail.message_id.starts_with("<leipzig.17.") && mail.message_id.ends_with("@rat.example.org>"));
        assert!(!head.contains("List-Unsubscribe"), "a statutory mail cannot be switched off:\n{head}");
        assert!(mail.bytes.is_ascii());
    }

    #[test]
    fn only_followers_are_offered_one_click() {
        let (_, head) = composed(Language::En, Reason::Follower, |_| {});
        assert!(head.contains("List-Unsubscribe: <https://rat.example.org:8443/sub/unsubscribe?token="), "{head}");
        assert!(head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{head}");
    }

    #[test]
    fn line_ends_in_names_and_subjects_break_nothing() {
        let (mail, head) = composed(Language::De, Reason::Faction, |letter| {
            letter.sender = "Stadt\r\nBcc: boese@example.org\r\n\r\nX".to_owned();
            letter.subject = "A\r\nBcc: boese@example.org".to_owned();
        });
        assert!(!head.lines().any(|line| line.starts_with("Bcc:")), "{head}");
        assert_eq!(mail.subject, "A Bcc: boese@example.org");
    }

    #[test]
    fn text_and_html_say_the_same_and_html_is_escaped() {
        let letter = deferral(Language::De, Reason::Follower, |_, _| {});
        let (mail, _) = composed(Language::De, Reason::Follower, |_| {});
        let mut context = tera::Context::from_serialize(&letter).expect("context");
        context.insert_value("t", words().plain(Language::De));
        let html = templates().render("mail/letter.html", &context).expect("HTML");
        assert!(html.contains("IT-Ausstattung &lt;der&gt; Verwaltung") && !html.contains("<der>"), "{html}");
        for row in &letter.rows {
            assert!(mail.text.contains(&format!("{}: {}\n", row.label, row.value)), "{}", mail.text);
        }
        assert!(mail.text.contains("\n-- \nStadt Leipzig\n"), "{}", mail.text);
        assert!(!mail.text.contains("\n\n\n"), "{}", mail.text);
    }

    #[test]
    fn ids_are_the_same_at_every_try_and_differ_by_reader() {
        let id = |seq, address| message_id("leipzig", seq, address, "example.org");
        assert_eq!(id(1, "a@example.org"), id(1, "A@Example.ORG"));
        assert_ne!(id(1, "a@example.org"), id(2, "a@example.org"));
        assert_ne!(id(1, "a@example.org"), id(1, "b@example.org"));
    }

    #[test]
    fn addresses_are_taken_as_the_wire_wants_them() {
        assert_eq!(address(" rat@bücher.example ").expect("an address").to_string(), "rat@xn--bcher-kva.example");
        for bad in ["", "rat", "rat@", "@example.org", "rät@example.org", "a b@example.org", "a@b\r\nc.example"] {
            assert!(address(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_host_of_a_public_address() {
        for (url, host_name) in [
            ("https://rat.example.org", "rat.example.org"),
            ("http://127.0.0.1:8080", "127.0.0.1"),
            ("http://[::1]:8080/x", "[::1]"),
            ("", "localhost"),
        ] {
            assert_eq!(host(url), host_name);
        }
    }
}
