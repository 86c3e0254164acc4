//! What both databases store alike. Two SQL types bridge their differences, so that the rest of the code uses typed
//! ids and moments and never learns which database it talks to.
use super::MultiBackend;
use chrono::{DateTime, NaiveDate, SecondsFormat, SubsecRound, TimeDelta, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{HasSqlType, SqlOrd, SqlType, Text};
use diesel::sqlite::Sqlite;

/// `uuid` in PostgreSQL, text in SQLite.
#[derive(Clone, Copy, Debug, Default, SqlType, diesel::query_builder::QueryId)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951), sqlite_type(name = "Text"))]
pub struct Uid;

/// `timestamptz` in PostgreSQL, RFC 3339 text in SQLite (sorts as it should: always UTC, always microseconds).
#[derive(Clone, Copy, Debug, Default, SqlType, diesel::query_builder::QueryId)]
#[diesel(postgres_type(oid = 1184, array_oid = 1185), sqlite_type(name = "Text"))]
pub struct Instant;

impl SqlOrd for Uid {}
impl SqlOrd for Instant {}

macro_rules! stored {
    ($rust:ty as $sql:ident) => {
        impl ToSql<$sql, MultiBackend> for $rust {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                out.set_value(($sql, self));
                Ok(IsNull::No)
            }
        }
        impl FromSql<$sql, MultiBackend> for $rust {
            fn from_sql(raw: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                raw.from_sql::<$rust, $sql>()
            }
        }
    };
}

impl HasSqlType<Uid> for MultiBackend {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        MultiBackend::lookup_sql_type::<Uid>(lookup)
    }
}
impl HasSqlType<Instant> for MultiBackend {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        MultiBackend::lookup_sql_type::<Instant>(lookup)
    }
}

/// A point in time as it is stored: UTC, to the microsecond. A newtype because diesel's blanket impls forbid teaching
/// `DateTime<Utc>` itself a SQL type of ours.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = Instant)]
pub struct Moment(pub DateTime<Utc>);

impl Moment {
    /// The calendar day of this moment in the given time zone.
    pub fn day(self, zone: chrono_tz::Tz) -> NaiveDate {
        self.0.with_timezone(&zone).date_naive()
    }
    /// RFC 3339 in UTC with microseconds: the form that is stored, hashed and sorted.
    pub fn text(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Micros, true)
    }
}
impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(6))
    }
}
impl std::str::FromStr for Moment {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, chrono::ParseError> {
        text.parse::<DateTime<Utc>>().map(Self::from)
    }
}
impl std::ops::Add<TimeDelta> for Moment {
    type Output = Self;
    fn add(self, delta: TimeDelta) -> Self {
        Self(self.0 + delta)
    }
}
stored!(Moment as Instant);
impl ToSql<Instant, Pg> for Moment {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<diesel::sql_types::Timestamptz, Pg>::to_sql(&self.0, &mut out.reborrow())
    }
}
impl FromSql<Instant, Pg> for Moment {
    fn from_sql(raw: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <DateTime<Utc> as FromSql<diesel::sql_types::Timestamptz, Pg>>::from_sql(raw).map(Self)
    }
}
impl ToSql<Instant, Sqlite> for Moment {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.text());
        Ok(IsNull::No)
    }
}
impl FromSql<Instant, Sqlite> for Moment {
    fn from_sql(raw: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(<String as FromSql<Text, Sqlite>>::from_sql(raw)?.parse()?))
    }
}

/// Typed ids: a `PaperId` and a `PersonId` are both uuids and cannot be mistaken for one another.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
                 diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = Uid)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);
        impl $name {
            /// A new id; ids sort by the time of their making (UUID version 7).
            pub fn new() -> Self { Self(uuid::Uuid::now_v7()) }
            /// An id that cannot be guessed (UUID version 4), for what grants access.
            pub fn random() -> Self { Self(uuid::Uuid::new_v4()) }
            pub fn uuid(self) -> uuid::Uuid { self.0 }
        }
        impl Default for $name { fn default() -> Self { Self::new() } }
        impl From<uuid::Uuid> for $name { fn from(id: uuid::Uuid) -> Self { Self(id) } }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { text.parse().map(Self) }
        }
        stored!($name as Uid);
        impl ToSql<Uid, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                ToSql::<diesel::sql_types::Uuid, Pg>::to_sql(&self.0, &mut out.reborrow())
            }
        }
        impl FromSql<Uid, Pg> for $name {
            fn from_sql(raw: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                <uuid::Uuid as FromSql<diesel::sql_types::Uuid, Pg>>::from_sql(raw).map(Self)
            }
        }
        impl ToSql<Uid, Sqlite> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                out.set_value(self.0.to_string());
                Ok(IsNull::No)
            }
        }
        impl FromSql<Uid, Sqlite> for $name {
            fn from_sql(raw: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                Ok(Self(<String as FromSql<Text, Sqlite>>::from_sql(raw)?.parse()?))
            }
        }
    )+ };
}
ids!(
    AccountId,
    AccountTokenId,
    AgendaItemId,
    AnswerId,
    ClockId,
    ConsultationId,
    CorrectionId,
    DeliveryId,
    ExtensionId,
    FileId,
    GrantId,
    JobId,
    MeetingId,
    MembershipId,
    MinutesId,
    NameId,
    NoteId,
    OrderId,
    OrganizationId,
    PaperId,
    PersonId,
    PointId,
    QuestionId,
    RecordId,
    RefreshTokenId,
    ReportId,
    ResolutionId,
    SessionId,
    StandInId,
    /// Whatever a file hangs on: paper, item, sitting or minutes.
    SubjectId,
    TermId,
    VersionId,
    VoteId,
);

/// A closed vocabulary: an enum that is the same snake_case word in the database, in council files and in JSON.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
                 diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word that stands for this value in the database, in council files and in JSON.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(word: &str) -> Result<Self, String> {
                match word { $($word => Ok(Self::$variant),)+ other => Err(format!("unknown word {other:?} for {}", stringify!($name))) }
            }
        }
        impl diesel::serialize::ToSql<diesel::sql_types::Text, $crate::db::MultiBackend> for $name {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, $crate::db::MultiBackend>) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, $crate::db::MultiBackend>>::to_sql(self.as_str(), out)
            }
        }
        // Inserts and changesets ask for each database by itself.
        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg>>::to_sql(self.as_str(), out)
            }
        }
        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::sqlite::Sqlite> for $name {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, diesel::sqlite::Sqlite>) -> diesel::serialize::Result {
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, diesel::sqlite::Sqlite>>::to_sql(self.as_str(), out)
            }
        }
        impl diesel::deserialize::FromSql<diesel::sql_types::Text, $crate::db::MultiBackend> for $name {
            fn from_sql(raw: <$crate::db::MultiBackend as diesel::backend::Backend>::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                Ok(<String as diesel::deserialize::FromSql<diesel::sql_types::Text, $crate::db::MultiBackend>>::from_sql(raw)?.parse()?)
            }
        }
    };
}
