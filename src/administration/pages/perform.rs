//! What was typed into the form of a step, read and done. Answers where to go on.
use super::{Room, task::Task};
use crate::administration::act::{accounts, organizations, people, stand_ins};
use crate::administration::input::Reader;
use crate::db::types::OrganizationId;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::organizations::OrganizationKind;
use crate::people::Role;
use crate::people::input::{Email, Name};
use crate::web::csrf::Fields;
use crate::words::Language;

/// Keeps what `read` gives, or its faults with the others.
fn kept<T>(reader: &mut Reader, read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(Error::Refused(messages)) => {
            messages.into_iter().for_each(|message| reader.fault(message));
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// A field that was found faulty has stopped the step already.
fn there<T>(value: Option<T>) -> Result<T> {
    value.ok_or_else(|| Error::refused(Message::new("admin_choice_empty")))
}

fn particulars(reader: &mut Reader, fields: &Fields) -> Result<organizations::Particulars> {
    let typed = fields.get("email").trim();
    let email = if typed.is_empty() { None } else { kept(reader, Email::parse(typed))? };
    let place = reader.line("place", fields.get("place"));
    Ok(organizations::Particulars {
        email: email.map(|email| email.as_str().to_owned()),
        place: Some(place).filter(|place| !place.is_empty()),
        seats: reader.seats("seats", fields.get("seats")),
        nonpublic: fields.has("nonpublic"),
        sign: reader.sign("sign", fields.get("sign")),
        starts_on: reader.optional_day("starts_on", fields.get("starts_on")),
    })
}

fn seat(reader: &mut Reader, fields: &Fields) -> Option<people::Seat> {
    let role = reader.choice("role", fields.get("role"));
    let title = reader.line("title", fields.get("title"));
    let starts_on = reader.day("starts_on", fields.get("starts_on"));
    let ends_on = reader.optional_day("ends_on", fields.get("ends_on"));
    reader.order("ends_on", starts_on, ends_on);
    Some(people::Seat { role: role?, title, voting: fields.has("voting"), starts_on: starts_on?, ends_on })
}

/// A role and the organisation that it is held for, as one choice.
fn held(reader: &mut Reader, fields: &Fields) -> Option<(Role, OrganizationId)> {
    let read = fields.get("held").split_once(' ').and_then(|(role, id)| Some((role.parse().ok()?, id.parse().ok()?)));
    if read.is_none() {
        reader.fault(Message::new("admin_choice_empty").on("held"));
    }
    read
}

/// Takes the step and returns where to go on.
pub(super) async fn perform(room: &Room<'_>, task: Task, fields: &Fields) -> Result<String> {
    let (council, seen) = (room.council.clone(), fields.get("mark").to_owned());
    let (app, actor) = (room.app, &room.actor);
    let mut read = Reader::default();
    let to = |section: &str, id: &dyn std::fmt::Display| format!("/{section}/{id}");
    let rest = match task {
        Task::NewOrganization => {
            let name = read.name("name", fields.get("name"));
            let kind: Option<OrganizationKind> = read.choice("kind", fields.get("kind"));
            let parent = read.optional_choice("parent", fields.get("parent"));
            let particulars = particulars(&mut read, fields)?;
            read.done()?;
            let kind = there(kind)?;
            let make = move |tx: &mut crate::app::Tx<'_>| {
                organizations::create(tx, &council, &name, kind, parent, &particulars)
            };
            to("organizations", &app.write(actor, make).await?)
        }
        Task::Rename(id) => {
            let name = read.name("name", fields.get("name"));
            let since = read.day("since", fields.get("since"));
            read.done()?;
            let since = there(since)?;
            app.write(actor, move |tx| organizations::rename(tx, &council, id, &seen, &name, since)).await?;
            to("organizations", &id)
        }
        Task::Change(id) => {
            let particulars = particulars(&mut read, fields)?;
            read.done()?;
            app.write(actor, move |tx| organizations::change(tx, &council, id, &seen, &particulars)).await?;
            to("organizations", &id)
        }
        Task::Move(id) => {
            let parent = read.optional_choice("parent", fields.get("parent"));
            read.done()?;
            app.write(actor, move |tx| organizations::move_below(tx, &council, id, &seen, parent)).await?;
            to("organizations", &id)
        }
        Task::Merge(id) => {
            let successor = read.choice("successor", fields.get("successor"));
            let last_day = read.day("last_day", fields.get("last_day"));
            read.done()?;
            let (successor, last_day) = (there(successor)?, there(last_day)?);
            app.write(actor, move |tx| organizations::merge(tx, &council, id, &seen, successor, last_day)).await?;
            to("organizations", &id)
        }
        Task::End(id) => {
            let last_day = read.day("last_day", fields.get("last_day"));
            read.done()?;
            let last_day = there(last_day)?;
            app.write(actor, move |tx| organizations::end(tx, &council, id, &seen, last_day)).await?;
            to("organizations", &id)
        }
        Task::Member(id) => {
            let person = read.choice("person", fields.get("person"));
            let seat = seat(&mut read, fields);
            read.done()?;
            let (person, seat) = (there(person)?, there(seat)?);
            app.write(actor, move |tx| people::join(tx, &council, person, id, &seat)).await?;
            to("organizations", &id)
        }
        Task::NewPerson => {
            let name = kept(&mut read, Name::parse(fields.get("name")))?;
            let namesake = fields.has("namesake");
            read.done()?;
            let name = there(name)?;
            to("people", &app.write(actor, move |tx| people::create(tx, &council, &name, namesake)).await?)
        }
        Task::Correct(id) => {
            let name = kept(&mut read, Name::parse(fields.get("name")))?;
            read.done()?;
            let name = there(name)?;
            app.write(actor, move |tx| people::correct(tx, &council, id, &seen, &name)).await?;
            to("people", &id)
        }
        Task::Seat(id) => {
            let organization = read.choice("organization", fields.get("organization"));
            let seat = seat(&mut read, fields);
            read.done()?;
            let (organization, seat) = (there(organization)?, there(seat)?);
            app.write(actor, move |tx| people::join(tx, &council, id, organization, &seat)).await?;
            to("people", &id)
        }
        Task::ChangeSeat(id) => {
            let seat = seat(&mut read, fields);
            read.done()?;
            let seat = there(seat)?;
            to("people", &app.write(actor, move |tx| people::change_seat(tx, &council, id, &seen, &seat)).await?)
        }
        Task::NewTerm | Task::ChangeTerm(_) => {
            let name = match task {
                Task::NewTerm => read.name("name", fields.get("name")),
                _ => String::new(),
            };
            let starts_on = read.day("starts_on", fields.get("starts_on"));
            let ends_on = read.optional_day("ends_on", fields.get("ends_on"));
            read.order("ends_on", starts_on, ends_on);
            read.done()?;
            let span = people::Span { name, starts_on: there(starts_on)?, ends_on };
            let change = move |tx: &mut crate::app::Tx<'_>| match task {
                Task::ChangeTerm(id) => people::change_term(tx, &council, id, &seen, span.starts_on, span.ends_on),
                _ => people::new_term(tx, &council, &span).map(drop),
            };
            app.write(actor, change).await?;
            "/terms".to_owned()
        }
        Task::Invite => {
            let email = kept(&mut read, Email::parse(fields.get("email")))?;
            let name = kept(&mut read, Name::parse(fields.get("name")))?;
            let language = Language::of(fields.get("language")).unwrap_or_else(|| council.language());
            let person = read.optional_choice("person", fields.get("person"));
            let role = read.choice("role", fields.get("role"));
            let organization = read.choice("organization", fields.get("organization"));
            read.done()?;
            let new = accounts::Invitation {
                email: there(email)?,
                name: there(name)?,
                language,
                person,
                organization: there(organization)?,
                role: there(role)?,
            };
            to("accounts", &app.write(actor, move |tx| accounts::invite(tx, &council, &new)).await?)
        }
        Task::Resend(id) => {
            app.write(actor, move |tx| accounts::resend(tx, &council, id)).await?;
            to("accounts", &id)
        }
        Task::Disable(id) | Task::Enable(id) => {
            let disabled = matches!(task, Task::Disable(_));
            app.write(actor, move |tx| accounts::disable(tx, &council, id, disabled)).await?;
            to("accounts", &id)
        }
        Task::Grant(id) => {
            let role = read.choice("role", fields.get("role"));
            let organization = read.choice("organization", fields.get("organization"));
            read.done()?;
            let (role, organization) = (there(role)?, there(organization)?);
            app.write(actor, move |tx| accounts::grant(tx, &council, id, organization, role)).await?;
            to("accounts", &id)
        }
        Task::Revoke(id) => {
            let held = held(&mut read, fields);
            read.done()?;
            let (role, organization) = there(held)?;
            let still = app.write(actor, move |tx| accounts::revoke(tx, &council, id, organization, role)).await?;
            // Who has lost the last role is this council's no longer.
            if still { to("accounts", &id) } else { "/accounts".to_owned() }
        }
        Task::NewStandIn => {
            let held = held(&mut read, fields);
            let email = kept(&mut read, Email::parse(fields.get("email")))?;
            let starts_on = read.day("starts_on", fields.get("starts_on"));
            let ends_on = read.optional_day("ends_on", fields.get("ends_on"));
            read.order("ends_on", starts_on, ends_on);
            read.done()?;
            let (role, organization) = there(held)?;
            let naming =
                stand_ins::Naming { organization, role, email: there(email)?, starts_on: there(starts_on)?, ends_on };
            app.write(actor, move |tx| stand_ins::name(tx, &council, &naming)).await?;
            "/stand-ins".to_owned()
        }
        Task::EndStandIn(id) => {
            app.write(actor, move |tx| stand_ins::end(tx, &council, id)).await?;
            "/stand-ins".to_owned()
        }
    };
    Ok(room.path(&format!("{rest}?done={}", task.key())))
}
