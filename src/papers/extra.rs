//! What only some kinds of paper have: numbered operative points, urgency, the place that an amendment changes, who of
//! the inhabitants asked, and the fields that a kind's file adds.
use crate::db::MultiBackend;
use crate::db::types::{PaperId, PointId};
use chrono::NaiveDate;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;

/// One operative point of a paper (Beschlussvorschlag).
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = crate::db::schema::points, treat_none_as_default_value = false)]
pub struct Point {
    pub id: PointId,
    pub paper_id: PaperId,
    /// Counted from 1.
    pub number: i32,
    pub content: String,
}

/// What a paper has beyond what all papers have. Stored as one JSON text; what is not there is left out of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
#[serde(default)]
pub struct Extra {
    /// Why it cannot wait, where its author claims that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgent: Option<String>,
    /// The frozen version of the paper above that an amendment speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_version: Option<i32>,
    /// The place in it: "Punkt 2, Satz 1".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_place: Option<String>,
    /// When its author took an amendment over, so that it needs no vote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_on: Option<NaiveDate>,
    /// The inhabitant who asks or petitions. Seen by the council office alone, unless the name may be printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asker: Option<Asker>,
    /// Whether it lay before everybody elsewhere already, when it was brought in.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub elsewhere: bool,
    /// Whether nobody knows from which day it is: what stands for it only gives it a place in lists.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undated: bool,
    /// The fields of the kind's own, by their keys in the council file.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Value>,
}

/// An inhabitant who asks or petitions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asker {
    pub name: String,
    pub address: String,
    pub email: String,
    /// Whether the name may be printed.
    pub consent: bool,
}

/// What stands in a field of a kind's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum Value {
    Flag(bool),
    /// A line, a text, a day (`2020-09-16`), an amount (`1500.00`), or the key of what was chosen.
    Text(String),
    /// The keys of the boxes that were ticked, each with its remark.
    Boxes(BTreeMap<String, String>),
    /// The same for the whole of the paper above (`whole`) and for its single points (`1`, `2` …).
    PerPoint(BTreeMap<String, BTreeMap<String, String>>),
}

/// What stands for the whole paper among the numbers of its points.
pub const WHOLE: &str = "whole";

impl Value {
    /// Whether nothing was filled in. A box that is not ticked is an answer, too.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Flag(_) => false,
            Self::Text(text) => text.is_empty(),
            Self::Boxes(boxes) => boxes.is_empty(),
            Self::PerPoint(points) => points.values().all(BTreeMap::is_empty),
        }
    }

    /// The ticked boxes with their remarks: first those for the whole, then those for each point by its number.
    pub fn boxes(&self) -> Vec<(Option<i32>, &BTreeMap<String, String>)> {
        let mut found: Vec<_> = match self {
            Self::Boxes(boxes) => vec![(None, boxes)],
            Self::PerPoint(points) => points.iter().map(|(point, boxes)| (point.parse().ok(), boxes)).collect(),
            Self::Flag(_) | Self::Text(_) => Vec::new(),
        };
        found.retain(|(_, boxes)| !boxes.is_empty());
        found.sort_by_key(|(point, _)| *point);
        found
    }
}

impl Extra {
    fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

impl ToSql<Text, MultiBackend> for Extra {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((Text, self));
        Ok(serialize::IsNull::No)
    }
}
impl ToSql<Text, Pg> for Extra {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        out.write_all(self.json()?.as_bytes())?;
        Ok(serialize::IsNull::No)
    }
}
impl ToSql<Text, Sqlite> for Extra {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.json()?);
        Ok(serialize::IsNull::No)
    }
}
impl FromSql<Text, MultiBackend> for Extra {
    fn from_sql(raw: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(serde_json::from_str(&<String as FromSql<Text, MultiBackend>>::from_sql(raw)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_not_written() {
        assert_eq!(Extra::default().json().unwrap(), "{}");
        let boxes = Value::Boxes(BTreeMap::from([("yes".to_owned(), String::new())]));
        let extra = Extra {
            target_version: Some(2),
            values: BTreeMap::from([
                ("boxes".to_owned(), boxes),
                ("finance".to_owned(), Value::Flag(false)),
                ("line".to_owned(), Value::Text("1.100.57.3".to_owned())),
            ]),
            ..Extra::default()
        };
        assert_eq!(serde_json::from_str::<Extra>(&extra.json().unwrap()).unwrap(), extra);
        let ticked = |key: &str| BTreeMap::from([(key.to_owned(), "ab 2024".to_owned())]);
        let points = [("10", "refusal"), ("2", "agreement"), (WHOLE, "considered")];
        let value = Value::PerPoint(points.map(|(point, key)| (point.to_owned(), ticked(key))).into());
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
        let order: Vec<_> = value.boxes().into_iter().map(|(point, _)| point).collect();
        assert_eq!(order, [None, Some(2), Some(10)]);
    }
}
