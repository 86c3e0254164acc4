//! What an account is made of, read from input: an address, a name, a password. Nothing else gets into the tables.
use crate::error::{Error, Result};
use crate::message::Message;

/// Longest e-mail address (RFC 5321 §4.5.3.1.3, without the brackets).
const ADDRESS_BYTES: usize = 254;
/// Longest name of a person.
const NAME_CHARS: usize = 200;
/// Shortest password (the sense of BSI ORP.4.A22: length where there is no second factor).
const PASSWORD_CHARS: usize = 10;
/// Longest password, so that nobody keeps the hash busy with a megabyte.
pub const PASSWORD_BYTES: usize = 1000;

/// An e-mail address in the one form in which it is stored and compared: ASCII and lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Reads an address as typed.
    ///
    /// # Errors
    /// `Refused` on the field `email`.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        let refuse = |key| Err(Error::refused(Message::new(key).on("email")));
        // Mail servers without SMTPUTF8 refuse the first half, and a domain has an ASCII form for the second.
        if !text.is_ascii() {
            return refuse("account_email_ascii");
        }
        let strange = |c: char| c.is_control() || c.is_whitespace() || "\"<>(),;:\\[]".contains(c);
        if text.len() > ADDRESS_BYTES || text.contains(strange) || text.parse::<lettre::Address>().is_err() {
            return refuse("account_email_invalid");
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name under which somebody is shown and written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads a name as typed. Control characters are refused: a line end would break a mail's header.
    ///
    /// # Errors
    /// `Refused` on the field `name`.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        let refuse = |message: Message| Err(Error::refused(message.on("name")));
        if text.is_empty() {
            return refuse(Message::new("account_name_empty"));
        }
        if text.chars().count() > NAME_CHARS {
            return refuse(Message::new("account_name_long").with("most", NAME_CHARS));
        }
        if text.contains(char::is_control) {
            return refuse(Message::new("form_control_characters"));
        }
        Ok(Self(text.to_owned()))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A new password that keeps the rules. Never printed: it has no `Debug`.
#[derive(Clone)]
pub struct NewPassword(String);

impl NewPassword {
    /// Reads a password for the account with this address.
    ///
    /// # Errors
    /// `Refused` on the field `password`.
    pub fn parse(text: &str, email: &str) -> Result<Self> {
        let refuse = |message: Message| Err(Error::refused(message.on("password")));
        if text.chars().count() < PASSWORD_CHARS {
            return refuse(Message::new("account_password_short").with("least", PASSWORD_CHARS));
        }
        if text.len() > PASSWORD_BYTES {
            return refuse(Message::new("account_password_long").with("most", PASSWORD_BYTES));
        }
        if text.trim().eq_ignore_ascii_case(email) {
            return refuse(Message::new("account_password_email"));
        }
        Ok(Self(text.to_owned()))
    }
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_ascii_and_lower_case() {
        assert_eq!(Email::parse("  Petra.Lindner@SPD.Example ").unwrap().as_str(), "petra.lindner@spd.example");
        let long = format!("{}@example.org", "a".repeat(300));
        for wrong in ["", "a", "a@", "@b.example", "a@b@c.example", "a b@c.example", "a\r\nBcc: x@y.example", &long] {
            assert!(Email::parse(wrong).is_err(), "{wrong:?}");
        }
        for foreign in ["jörg@rat.example", "joerg@bücher.example"] {
            let Err(Error::Refused(why)) = Email::parse(foreign) else { panic!("accepted") };
            assert_eq!(why[0].key, "account_email_ascii");
        }
    }

    #[test]
    fn names_have_no_line_ends() {
        assert_eq!(Name::parse(" Petra Lindner ").unwrap().as_str(), "Petra Lindner");
        assert!(Name::parse("ü".repeat(200).as_str()).is_ok());
        for wrong in [" ", "Petra\r\nBcc: x", "a\0b", &"x".repeat(201)] {
            assert!(Name::parse(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn passwords_are_long_and_not_the_address() {
        let fits = |text: &str| NewPassword::parse(text, "petra@rat.example").is_ok();
        assert!(fits("zehn Zeich") && fits(&"x".repeat(1000)));
        assert!(!fits("neunzeich") && !fits(&"x".repeat(1001)) && !fits("Petra@Rat.Example"));
    }
}
