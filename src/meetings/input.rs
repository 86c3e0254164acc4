//! What can be typed into an action on a sitting, from a form or as JSON, cleaned and checked at the edge.
use crate::error::{Error, Result};
use crate::message::Message;
use crate::papers::input::{Field, FieldType, ROWS};
use crate::procedure::{Direction, MeetingAction};
use crate::typed::{line, prose, time_of_day};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// The fields of all actions on a sitting; each action takes those that `fields` lists, and refuses the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MeetingInput {
    /// The version of the sitting that the action was chosen on.
    pub version: Option<i32>,
    /// Keys or ids of the bodies that sit, the one that leads first.
    pub bodies: Option<Vec<String>>,
    /// What the sitting is called, where that is not its body's name.
    pub name: Option<String>,
    pub date: Option<NaiveDate>,
    /// Start in the council's time zone, `HH:MM`.
    pub time: Option<String>,
    /// Expected end, `HH:MM`.
    pub end: Option<String>,
    pub place: Option<String>,
    /// Address (https) at which the sitting can be followed from afar.
    pub video: Option<String>,
    pub reason: Option<String>,
    /// Id of the agenda item that is meant.
    pub item: Option<String>,
    /// Id of the item above a new sub-item.
    pub parent: Option<String>,
    /// Id of the later sitting to which an item is put off, whether or not a paper lies on it.
    pub to: Option<String>,
    pub title: Option<String>,
    /// `false`: the item belongs to the non-public part.
    pub public: Option<bool>,
    /// What the public reads instead of the title of a non-public item.
    pub public_title: Option<String>,
    pub note: Option<String>,
    /// Id of the item with which it is dealt with jointly; empty for none.
    pub joint: Option<String>,
    /// `up` or `down`.
    pub direction: Option<String>,
    /// Ids of consultations.
    pub consultations: Option<Vec<String>>,
    /// Key of the result word.
    pub result: Option<String>,
    /// Keys or ids of the bodies to which the chosen papers are referred, and the role in which they deal with them.
    pub refer_to: Option<Vec<String>>,
    pub refer_role: Option<String>,
}

const fn field(name: &'static str, kind: FieldType, required: bool) -> Field {
    Field { name, kind, required }
}

const BODIES: Field = field("bodies", FieldType::People, true);
const NAME: Field = field("name", FieldType::Line, false);
const DATE: Field = field("date", FieldType::Date, true);
const TIME: Field = field("time", FieldType::Time, true);
const END: Field = field("end", FieldType::Time, false);
const PLACE: Field = field("place", FieldType::Line, false);
const VIDEO: Field = field("video", FieldType::Line, false);
const REASON: Field = field("reason", FieldType::Text, true);
const WHY: Field = field("reason", FieldType::Text, false);
const ITEM: Field = field("item", FieldType::Item, true);
const ONTO: Field = field("item", FieldType::Item, false);
const PARENT: Field = field("parent", FieldType::Item, false);
const TO: Field = field("to", FieldType::Meeting, false);
const TITLE: Field = field("title", FieldType::Line, true);
const PUBLIC: Field = field("public", FieldType::Boolean, false);
const PUBLIC_TITLE: Field = field("public_title", FieldType::Line, false);
const NOTE: Field = field("note", FieldType::Text, false);
const JOINT: Field = field("joint", FieldType::Item, false);
const DIRECTION: Field = field("direction", FieldType::Line, true);
const CONSULTATIONS: Field = field("consultations", FieldType::People, true);
const RESULT: Field = field("result", FieldType::Result, true);
const REFER_TO: Field = field("refer_to", FieldType::Body, false);
const REFER_ROLE: Field = field("refer_role", FieldType::Role, false);

/// The fields of a new sitting.
pub const SET_UP: &[Field] = &[BODIES, NAME, DATE, TIME, END, PLACE, VIDEO];

/// The fields of an action.
pub const fn fields(action: MeetingAction) -> &'static [Field] {
    match action {
        MeetingAction::Change => &[NAME, DATE, TIME, END, PLACE, VIDEO, WHY],
        MeetingAction::Cancel => &[REASON],
        MeetingAction::Continue => &[DATE, TIME, PLACE, REASON],
        MeetingAction::Invite => &[WHY],
        MeetingAction::Start | MeetingAction::End => &[],
        MeetingAction::AddItem => &[PARENT, TITLE, PUBLIC, PUBLIC_TITLE, NOTE],
        MeetingAction::EditItem => &[ITEM, TITLE, PUBLIC, PUBLIC_TITLE, NOTE, JOINT],
        MeetingAction::MoveItem => &[ITEM, DIRECTION],
        MeetingAction::RemoveItem => &[ITEM, TO, WHY],
        MeetingAction::Fill => &[CONSULTATIONS, ONTO],
        MeetingAction::Call => &[ITEM],
        MeetingAction::Results => &[CONSULTATIONS, RESULT, NOTE, REFER_TO, REFER_ROLE],
    }
}

impl MeetingInput {
    /// Cleans every field and refuses, all at once: fields that the action does not take, required ones that are
    /// missing, control characters, and what is too long. Without an action: a new sitting.
    ///
    /// # Errors
    /// `Refused` with every fault.
    pub fn checked(mut self, action: Option<MeetingAction>) -> Result<Self> {
        let fields = action.map_or(SET_UP, fields);
        let mut faults = Vec::new();
        self.clean(&mut faults);
        let given = self.given();
        for name in given.iter().filter(|name| !fields.iter().any(|field| field.name == **name)) {
            faults.push(Message::new("input_unexpected").on(*name).with("field", *name));
        }
        for field in fields.iter().filter(|field| field.required && !given.contains(&field.name)) {
            faults.push(Message::new("input_required").on(field.name).with("field", field.name));
        }
        for (name, time) in [("time", &self.time), ("end", &self.end)] {
            if time.as_deref().is_some_and(|time| !time.is_empty() && time_of_day(time).is_none()) {
                faults.push(Message::new("input_time").on(name));
            }
        }
        if self.video.as_deref().is_some_and(|video| !video.is_empty() && !video.starts_with("https://")) {
            faults.push(Message::new("meeting_video_wrong").on("video"));
        }
        if faults.is_empty() { Ok(self) } else { Err(Error::Refused(faults)) }
    }

    fn clean(&mut self, faults: &mut Vec<Message>) {
        let mut keep = |cleaned: Result<String, Message>, into: &mut String| match cleaned {
            Ok(text) => *into = text,
            Err(fault) => faults.push(fault),
        };
        let lines = [
            ("name", &mut self.name),
            ("time", &mut self.time),
            ("end", &mut self.end),
            ("place", &mut self.place),
            ("video", &mut self.video),
            ("item", &mut self.item),
            ("parent", &mut self.parent),
            ("to", &mut self.to),
            ("title", &mut self.title),
            ("public_title", &mut self.public_title),
            ("joint", &mut self.joint),
            ("direction", &mut self.direction),
            ("result", &mut self.result),
            ("refer_role", &mut self.refer_role),
        ];
        for (name, value) in lines {
            if let Some(text) = value {
                keep(line(name, text), text);
            }
        }
        for (name, value) in [("reason", &mut self.reason), ("note", &mut self.note)] {
            if let Some(text) = value {
                keep(prose(name, text), text);
            }
        }
        for (name, rows) in
            [("bodies", &mut self.bodies), ("consultations", &mut self.consultations), ("refer_to", &mut self.refer_to)]
        {
            let Some(rows) = rows else { continue };
            for row in rows.iter_mut() {
                keep(line(name, row), row);
            }
            rows.retain(|row| !row.is_empty());
            if rows.len() > ROWS {
                rows.truncate(ROWS);
                keep(
                    Err(Message::new("input_too_many").on(name).with("field", name).with("limit", ROWS)),
                    &mut String::new(),
                );
            }
        }
    }

    /// The names of the fields that carry something.
    fn given(&self) -> Vec<&'static str> {
        let filled = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
        let any = |rows: &Option<Vec<String>>| rows.as_ref().is_some_and(|rows| !rows.is_empty());
        [
            ("bodies", any(&self.bodies)),
            ("name", filled(&self.name)),
            ("date", self.date.is_some()),
            ("time", filled(&self.time)),
            ("end", filled(&self.end)),
            ("place", filled(&self.place)),
            ("video", filled(&self.video)),
            ("reason", filled(&self.reason)),
            ("item", filled(&self.item)),
            ("parent", filled(&self.parent)),
            ("to", filled(&self.to)),
            ("title", filled(&self.title)),
            ("public", self.public.is_some()),
            ("public_title", filled(&self.public_title)),
            ("note", filled(&self.note)),
            ("joint", filled(&self.joint)),
            ("direction", filled(&self.direction)),
            ("consultations", any(&self.consultations)),
            ("result", filled(&self.result)),
            ("refer_to", any(&self.refer_to)),
            ("refer_role", filled(&self.refer_role)),
        ]
        .into_iter()
        .filter_map(|(name, given)| given.then_some(name))
        .collect()
    }

    /// The reason, or nothing.
    pub fn reason(&self) -> &str {
        self.reason.as_deref().unwrap_or_default()
    }

    /// The way that an item goes.
    pub fn way(&self) -> Option<Direction> {
        self.direction.as_deref()?.parse().ok()
    }

    /// An hour that was typed; `checked` has refused what is none.
    pub fn hour(text: Option<&String>) -> Option<NaiveTime> {
        text.and_then(|time| time_of_day(time))
    }
}
