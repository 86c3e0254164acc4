//! A closed case as a message of xdomea 3.0.0: one Akte, a Vorgang for each paper, and in it the Dokumente with their
//! versions. Pure: the same case, id and moment give the same bytes.
use super::xml::{List, Xml};
use crate::council::RecordRules;
use crate::db::types::{Moment, RecordId};
use crate::digest;
use crate::error::Result;
use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// What names the extension that holds the hashes of a document's files, and the one that holds the chain.
pub const CHECKSUMS: &str = "ratsweg:pruefsummen";
pub const CHAIN: &str = "ratsweg:hash-kette";

const KINDS: List = List("nachrichtentyp", "2.0");
const SECRECY: List = List("vertraulichkeitsstufe", "1.0");
const MEDIA: List = List("medium", "1.0");
const APPRAISAL: List = List("aussonderungsart", "1.0");
const FORMATS: List = List("dateiformat", "2.0");
/// Electronic only; not classified; a format that the list does not have.
const ELECTRONIC: &str = "001";
const OPEN: &str = "003";
const OTHER_FORMAT: &str = "100";
/// The list's numbers of formats, by the endings of their files.
const BY_ENDING: &[(&str, &str)] = &[
    ("bmp", "001"),
    ("csv", "002"),
    ("doc", "003"),
    ("docx", "035"),
    ("eml", "006"),
    ("htm", "007"),
    ("html", "008"),
    ("jpeg", "010"),
    ("jpg", "011"),
    ("msg", "012"),
    ("odp", "013"),
    ("ods", "014"),
    ("odt", "015"),
    ("pdf", "018"),
    ("png", "019"),
    ("ppt", "020"),
    ("pptx", "037"),
    ("rtf", "022"),
    ("tif", "023"),
    ("tiff", "024"),
    ("txt", "045"),
    ("xls", "028"),
    ("xlsx", "036"),
    ("xml", "030"),
];

/// A closed case, in words.
#[derive(Debug, Clone)]
pub struct Record {
    pub id: RecordId,
    pub made_at: Moment,
    /// The same day in the council's time zone.
    pub made_on: NaiveDate,
    /// The number and the title of its first paper.
    pub number: String,
    pub title: String,
    /// The department that was responsible for it.
    pub lead: Option<String>,
    pub began: NaiveDate,
    pub ended: NaiveDate,
    pub matters: Vec<Matter>,
    pub chain: Chain,
}

/// Where the case lies in the council's chain of events.
#[derive(Debug, Clone)]
pub struct Chain {
    pub council: String,
    /// Its first and its last event, and how many there are.
    pub from: i64,
    pub to: i64,
    pub count: usize,
    /// The chain's last event when it was packed, and its hash.
    pub head: i64,
    pub head_hash: String,
    /// The list of all its events with their hashes.
    pub document: Document,
}

/// A paper of the case.
#[derive(Debug, Clone)]
pub struct Matter {
    pub id: Uuid,
    pub number: String,
    pub title: String,
    pub kind: String,
    pub lead: Option<String>,
    pub public: bool,
    pub began: NaiveDate,
    pub ended: NaiveDate,
    pub history: Vec<Happened>,
    pub documents: Vec<Document>,
}

/// An event of the history.
#[derive(Debug, Clone)]
pub struct Happened {
    pub what: String,
    pub by: String,
    pub at: Moment,
    /// What belongs to it, and its place in the chain.
    pub remark: String,
    /// What changed: its name, the old value and the new one.
    pub change: Option<(String, Option<String>, String)>,
}

/// A document with its versions, the oldest first.
#[derive(Debug, Clone)]
pub struct Document {
    pub id: Uuid,
    pub title: String,
    pub kind: String,
    pub written_on: NaiveDate,
    pub public: bool,
    pub versions: Vec<Version>,
}

/// A version of a document: one file.
#[derive(Debug, Clone)]
pub struct Version {
    pub number: String,
    pub id: Uuid,
    /// As it was called.
    pub name: String,
    pub by: Option<String>,
    pub at: Moment,
    pub sha256: String,
    pub bytes: Bytes,
}

/// Where the bytes of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// Made for the package.
    Here(Vec<u8>),
    /// In the store, under their hash; so many of them.
    Stored(u64),
}

impl Version {
    /// A file that is made for the package.
    pub fn made(id: Uuid, number: impl ToString, name: impl Into<String>, at: Moment, text: String) -> Self {
        let bytes = text.into_bytes();
        let sha256 = digest::sha256(&bytes);
        Self { number: number.to_string(), id, name: name.into(), by: None, at, sha256, bytes: Bytes::Here(bytes) }
    }

    /// The ending of its name, if it is one.
    fn ending(&self) -> Option<String> {
        let ending = self.name.rsplit_once('.')?.1.to_ascii_lowercase();
        let plain = !ending.is_empty() && ending.len() <= 10 && ending.bytes().all(|b| b.is_ascii_alphanumeric());
        plain.then_some(ending)
    }

    /// What its file is called in the package: its id, as xdomea wants it.
    pub fn file_name(&self) -> String {
        match self.ending() {
            Some(ending) => format!("{}.{ending}", self.id),
            None => self.id.to_string(),
        }
    }
}

/// An id that follows from what it stands for: the same in every package.
pub fn derived(of: Uuid, what: &str, number: i64) -> Uuid {
    let mut sha = Sha256::new();
    sha.update(of.as_bytes());
    sha.update(what.as_bytes());
    sha.update(number.to_be_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(sha.finalize()).for_each(|(to, from)| *to = from);
    Builder::from_random_bytes(bytes).into_uuid()
}

impl Record {
    /// All its documents, in the order of the message.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        std::iter::once(&self.chain.document).chain(self.matters.iter().flat_map(|matter| &matter.documents))
    }

    fn is_public(&self) -> bool {
        self.matters.iter().all(|matter| matter.public)
    }

    /// The message.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn message(&self, rules: &RecordRules) -> Result<Vec<u8>> {
        Xml::document(super::MESSAGE, |xml| {
            xml.within("Kopf", |xml| self.head(xml, rules))?;
            xml.within("Schriftgutobjekt", |xml| xml.within("Akte", |xml| self.file(xml, rules)))
        })
    }

    fn head(&self, xml: &mut Xml, rules: &RecordRules) -> Result<()> {
        xml.text("ProzessID", self.id)?;
        xml.code("Nachrichtentyp", KINDS, "0503")?;
        xml.text("Erstellungszeitpunkt", self.made_at.text())?;
        xml.within("Absender", |xml| {
            xml.within("Institution", |xml| xml.text("Name", &rules.authority))?;
            xml.within("Organisationseinheit", |xml| xml.text("Name", &rules.unit))
        })?;
        xml.within("Empfaenger", |xml| xml.within("Institution", |xml| xml.text("Name", &rules.archive)))?;
        xml.within("SendendesSystem", |xml| {
            xml.text("Produktname", "Ratsweg")?;
            xml.text("Version", env!("CARGO_PKG_VERSION"))
        })?;
        xml.text("Hinweis", &rules.basis)?;
        xml.text("Importbestaetigung", 1)?;
        xml.text("RueckmeldungArchivkennung", 1)?;
        xml.text("Empfangsbestaetigung", 0)
    }

    fn file(&self, xml: &mut Xml, rules: &RecordRules) -> Result<()> {
        let sign = rules.sign(&self.number);
        identified(xml, derived(self.id_of_case(), "case", 0), None)?;
        let about = About { title: &self.title, sign: &sign, lead: self.lead.as_deref(), public: self.is_public() };
        about.write(xml, rules)?;
        self.kept(xml, rules)?;
        spanned(xml, self.began, self.ended)?;
        xml.within("Akteninhalt", |xml| {
            self.chain.document.write(xml, rules, "Dokument", &format!("{sign}-0"), 1)?;
            let numbers = 2..;
            self.matters
                .iter()
                .zip(numbers)
                .try_for_each(|(matter, number)| self.matter(xml, rules, &sign, matter, number))
        })?;
        closed(xml, self.made_on)?;
        let chain = &self.chain;
        extended(xml, CHAIN, "Ereigniskette", |xml| {
            field(xml, "council", "", &chain.council)?;
            field(xml, "from", "", chain.from)?;
            field(xml, "to", "", chain.to)?;
            field(xml, "events", "", chain.count)?;
            field(xml, "head", "", chain.head)?;
            field(xml, "head_hash", "SHA-256", &chain.head_hash)
        })
    }

    /// What the id of the case follows from: its first paper.
    fn id_of_case(&self) -> Uuid {
        self.matters.first().map_or_else(Uuid::nil, |matter| matter.id)
    }

    fn kept(&self, xml: &mut Xml, rules: &RecordRules) -> Result<()> {
        xml.within("ArchivspezifischeMetadaten", |xml| {
            xml.within("Aufbewahrungsdauer", |xml| match rules.retention_years {
                Some(years) => xml.text("AnzahlJahre", years),
                None => xml.text("Unbefristet", 1),
            })?;
            xml.within("Aussonderungsart", |xml| xml.code("Aussonderungsart", APPRAISAL, rules.appraisal.code()))?;
            // The year in which it was closed counts as begun.
            let last = rules.retention_years.map(|years| self.made_on.year() + i32::from(years));
            xml.some("Aufbewahrungsende", last.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 31)))
        })
    }

    fn matter(&self, xml: &mut Xml, rules: &RecordRules, file: &str, matter: &Matter, number: usize) -> Result<()> {
        xml.within("Vorgang", |xml| {
            let sign = format!("{file}-{}", number.saturating_sub(1));
            identified(xml, matter.id, Some(number))?;
            let title = format!("{} {}", matter.number, matter.title);
            let about = About { title: &title, sign: &sign, lead: matter.lead.as_deref(), public: matter.public };
            about.write(xml, rules)?;
            self.kept(xml, rules)?;
            xml.text("Aktenbetreff", &self.title)?;
            xml.text("Typ", &matter.kind)?;
            closed(xml, self.made_on)?;
            spanned(xml, matter.began, matter.ended)?;
            matter.history.iter().try_for_each(|happened| happened.write(xml))?;
            matter.documents.iter().enumerate().try_for_each(|(place, document)| {
                document.write(xml, rules, "Dokument", &format!("{sign}-{}", place + 1), place + 1)
            })
        })
    }
}

/// What is said of every thing alike.
struct About<'a> {
    title: &'a str,
    sign: &'a str,
    lead: Option<&'a str>,
    public: bool,
}

impl About<'_> {
    fn write(&self, xml: &mut Xml, rules: &RecordRules) -> Result<()> {
        xml.within("AllgemeineMetadaten", |xml| {
            xml.text("Betreff", self.title)?;
            xml.text("Kennzeichen", self.sign)?;
            xml.some("Federfuehrung", self.lead)?;
            xml.text("Aktenfuehrung", &rules.unit)?;
            xml.code("Vertraulichkeitsstufe", SECRECY, if self.public { OPEN } else { rules.nonpublic.code() })?;
            xml.code("Medium", MEDIA, ELECTRONIC)?;
            xml.within("Aktenplaneinheit", |xml| {
                xml.text("Kennzeichen", &rules.plan)?;
                xml.text("BetreffKurz", &rules.plan_title)
            })
        })
    }
}

impl Happened {
    fn write(&self, xml: &mut Xml) -> Result<()> {
        xml.within("HistorienProtokollInformation", |xml| {
            if let Some((name, old, new)) = &self.change {
                xml.text("MetadatumName", name)?;
                xml.some("MetadatumAlterWert", old.as_ref())?;
                xml.text("MetadatumNeuerWert", new)?;
            }
            xml.text("Akteur", &self.by)?;
            xml.text("DatumUhrzeit", self.at.text())?;
            xml.some("Bemerkung", Some(&self.remark))?;
            xml.text("Aktion", &self.what)
        })
    }
}

impl Document {
    fn write(&self, xml: &mut Xml, rules: &RecordRules, element: &str, sign: &str, number: usize) -> Result<()> {
        xml.within(element, |xml| {
            identified(xml, self.id, Some(number))?;
            About { title: &self.title, sign, lead: None, public: self.public }.write(xml, rules)?;
            xml.text("DatumDesSchreibens", self.written_on)?;
            xml.text("Typ", &self.kind)?;
            self.versions.iter().try_for_each(|version| version.write(xml))?;
            extended(xml, CHECKSUMS, "Prüfsummen der Primärdokumente", |xml| {
                let mut versions = self.versions.iter();
                versions.try_for_each(|version| field(xml, &version.file_name(), "SHA-256", &version.sha256))
            })
        })
    }
}

impl Version {
    fn write(&self, xml: &mut Xml) -> Result<()> {
        let ending = self.ending();
        let known = BY_ENDING.iter().find(|(known, _)| Some(*known) == ending.as_deref());
        let made = matches!(self.bytes, Bytes::Here(_));
        xml.within("Version", |xml| {
            xml.text("Nummer", &self.number)?;
            xml.within("Format", |xml| {
                xml.code("Name", FORMATS, known.map_or(OTHER_FORMAT, |(_, code)| *code))?;
                if known.is_none() {
                    xml.text("SonstigerName", ending.as_deref().unwrap_or("unbekannt"))?;
                }
                xml.text("Version", if made { "UTF-8" } else { "unbekannt" })?;
                xml.within("Primaerdokument", |xml| {
                    xml.text("Dateiname", self.file_name())?;
                    xml.text("DateinameOriginal", &self.name)?;
                    xml.some("Ersteller", self.by.as_ref())?;
                    xml.text("DatumUhrzeit", self.at.text())
                })
            })
        })
    }
}

fn identified(xml: &mut Xml, id: Uuid, number: Option<usize>) -> Result<()> {
    xml.within("Identifikation", |xml| {
        xml.text("ID", id)?;
        xml.some("NummerImUebergeordnetenContainer", number)
    })
}

fn spanned(xml: &mut Xml, began: NaiveDate, ended: NaiveDate) -> Result<()> {
    xml.within("Laufzeit", |xml| {
        xml.text("Beginn", began)?;
        xml.text("Ende", ended)
    })
}

fn closed(xml: &mut Xml, on: NaiveDate) -> Result<()> {
    xml.text("ZdA", 1)?;
    xml.text("ZdADatum", on)
}

fn extended(xml: &mut Xml, key: &str, name: &str, fields: impl FnOnce(&mut Xml) -> Result<()>) -> Result<()> {
    xml.within("AnwendungsspezifischeErweiterung", |xml| {
        xml.text("Kennung", key)?;
        xml.text("Name", name)?;
        fields(xml)
    })
}

fn field(xml: &mut Xml, name: &str, about: &str, value: impl ToString) -> Result<()> {
    xml.within("Feld", |xml| {
        xml.text("Name", name)?;
        xml.some("Beschreibung", Some(about))?;
        xml.text("Wert", value)
    })
}
