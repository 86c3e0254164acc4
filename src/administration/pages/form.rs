//! The form of one step: what it is about, its fields, and what was typed into them when it was refused.
use super::{Room, Section, task::Task};
use crate::administration::{mark, signing, store as accounts_of};
use crate::db::Db;
use crate::db::types::OrganizationId;
use crate::error::{Error, Result};
use crate::message::Message;
use crate::organizations::{self, Organization, OrganizationKind};
use crate::people::directory::{Membership, store as directory};
use crate::people::{Role, accounts, stand_ins};
use crate::web::csrf::Fields;
use crate::web::page::{Crumb, Faults, Page};
use crate::web::rows::Link;
use crate::words::Language;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Serialize;

/// A field as the form shows it: the component `widget` of the papers' forms.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Widget {
    /// `line`, `select` or `boxes`.
    pub kind: &'static str,
    /// The type of an input field.
    pub input: &'static str,
    pub width: &'static str,
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
    pub options: Vec<Choice>,
    pub optional: bool,
}

/// Something to choose.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// The form of one step.
#[derive(Serialize, Default)]
pub struct FormPage {
    pub crumbs: Vec<Crumb>,
    pub title: String,
    /// The thing that the step is taken on.
    pub about: String,
    pub hint: String,
    pub action: String,
    /// What the thing looked like when the form was made.
    pub mark: String,
    pub widgets: Vec<Widget>,
    pub danger: bool,
    pub back: Link,
    /// Somebody else was faster: what was typed stands here still, beside how things are now.
    pub stale: bool,
    pub faults: Faults,
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "pages/admin/form.html";
    fn samples() -> Vec<Self> {
        let widget = |kind, name, label: &str| Widget {
            kind,
            input: "text",
            width: "medium",
            name,
            label: label.to_owned(),
            ..Widget::default()
        };
        let bare = || Self {
            crumbs: vec![Crumb::to("Start", "/leipzig/"), Crumb::here("Umbenennen")],
            title: "Umbenennen".to_owned(),
            action: "/leipzig/admin/organizations/1/rename".to_owned(),
            back: Link { label: "Bauausschuss".to_owned(), href: "/leipzig/admin/organizations/1".to_owned() },
            ..Self::default()
        };
        let option = |value: &str| Choice { value: value.to_owned(), label: value.to_owned(), chosen: value == "a" };
        let full = Self {
            about: "Ausschuss <Bau>".to_owned(),
            hint: "Der bisherige Name bleibt erhalten.".to_owned(),
            mark: "0123".to_owned(),
            danger: true,
            widgets: vec![
                Widget {
                    value: "Bau & Verkehr".to_owned(),
                    hint: "So heißt es dann.".to_owned(),
                    ..widget("line", "name", "Name")
                },
                Widget { input: "date", optional: true, ..widget("line", "since", "Ab") },
                Widget { options: vec![option("a"), option("b")], ..widget("select", "parent", "Gehört zu") },
                Widget { options: vec![option("yes")], ..widget("boxes", "nonpublic", "Sitzungen") },
            ],
            faults: Faults {
                list: vec![crate::web::page::Fault { field: "name".to_owned(), text: "Der Name fehlt.".to_owned() }],
                of: [("name".to_owned(), "Der Name fehlt.".to_owned())].into(),
            },
            ..bare()
        };
        let stale = Self { stale: true, ..bare() };
        vec![bare(), full, stale]
    }
}

/// What the form is made from, read at once.
struct Sketch {
    about: String,
    mark: String,
    widgets: Vec<Widget>,
}

impl Sketch {
    fn new(about: impl Into<String>, mark: String) -> Self {
        Self { about: about.into(), mark, widgets: Vec::new() }
    }
    fn put(
        mut self,
        kind: &'static str,
        input: &'static str,
        name: &'static str,
        value: String,
        optional: bool,
    ) -> Self {
        let width = if input == "text" || input == "email" { "medium" } else { "short" };
        self.widgets.push(Widget { kind, input, width, name, value, optional, ..Widget::default() });
        self
    }
    fn line(self, name: &'static str, value: &str) -> Self {
        self.put("line", "text", name, value.to_owned(), false)
    }
    fn optional_line(self, name: &'static str, value: &str) -> Self {
        self.put("line", "text", name, value.to_owned(), true)
    }
    fn email(self, name: &'static str, value: &str, optional: bool) -> Self {
        self.put("line", "email", name, value.to_owned(), optional)
    }
    fn day(self, name: &'static str, value: Option<chrono::NaiveDate>) -> Self {
        self.put("line", "date", name, value.map(|day| day.to_string()).unwrap_or_default(), false)
    }
    fn optional_day(self, name: &'static str, value: Option<chrono::NaiveDate>) -> Self {
        self.put("line", "date", name, value.map(|day| day.to_string()).unwrap_or_default(), true)
    }
    fn select(self, name: &'static str, value: impl ToString, options: Vec<Choice>) -> Self {
        self.choose(name, value.to_string(), options, false)
    }
    fn optional_select(self, name: &'static str, value: Option<String>, options: Vec<Choice>) -> Self {
        self.choose(name, value.unwrap_or_default(), options, true)
    }
    fn choose(self, name: &'static str, value: String, options: Vec<Choice>, optional: bool) -> Self {
        let mut sketch = self.put("select", "text", name, value, optional);
        if let Some(widget) = sketch.widgets.last_mut() {
            widget.options = options;
        }
        sketch
    }
    fn tick(self, name: &'static str, label: String, ticked: bool) -> Self {
        let value = if ticked { "yes" } else { "" };
        let options = vec![Choice { value: "yes".to_owned(), label, chosen: false }];
        let mut sketch = self.put("boxes", "text", name, value.to_owned(), true);
        if let Some(widget) = sketch.widgets.last_mut() {
            widget.options = options;
        }
        sketch
    }
}

fn choice(value: impl ToString, label: impl Into<String>) -> Choice {
    Choice { value: value.to_string(), label: label.into(), chosen: false }
}

/// What can be chosen among the organisations that exist, the one above in brackets where it helps.
fn of_organizations<'a>(all: &'a [Organization], fits: impl Fn(&Organization) -> bool + 'a) -> Vec<Choice> {
    let mut list: Vec<_> = all.iter().filter(|one| fits(one)).map(|one| choice(one.id, &one.name)).collect();
    list.sort_by(|a, b| a.label.cmp(&b.label));
    list
}

/// A step's form; with what was typed, what was wrong with it, and whether somebody was faster.
pub(super) async fn show(
    room: &Room<'_>,
    task: Task,
    sent: Option<(Fields, Vec<Message>, bool)>,
) -> Result<HttpResponse> {
    let sketch = sketch(room, task).await?;
    let (fields, messages, stale) =
        sent.map_or((None, Vec::new(), false), |(fields, messages, stale)| (Some(fields), messages, stale));
    let title = room.word(&format!("admin_step_{}", task.key()));
    let named = |message: &Message| message.field.as_ref().is_some_and(|f| sketch.widgets.iter().any(|w| w.name == f));
    let messages: Vec<_> = messages
        .into_iter()
        .map(|message| if named(&message) { message } else { Message { field: None, ..message } })
        .collect();
    let has = |key: &str| room.app.words.has(key);
    let widgets = sketch.widgets.into_iter().map(|mut widget| {
        if let Some(fields) = &fields {
            widget.value = fields.get(widget.name).to_owned();
        }
        widget.label = room.word(&format!("admin_field_{}", widget.name));
        let hint = format!("admin_hint_{}_{}", task.key(), widget.name);
        if has(&hint) {
            widget.hint = room.word(&hint);
        }
        for option in &mut widget.options {
            option.chosen = option.value == widget.value;
        }
        widget
    });
    let hint = format!("admin_step_{}_hint", task.key());
    let back = way_back(room, task, &sketch.about);
    let page = FormPage {
        crumbs: room.crumbs(Some(task.section()), &title),
        about: sketch.about,
        hint: if has(&hint) { room.word(&hint) } else { String::new() },
        action: room.frame.path.clone(),
        // Who was told that somebody was faster goes on from how things are now.
        mark: match &fields {
            Some(fields) if !stale => fields.get("mark").to_owned(),
            _ => sketch.mark,
        },
        widgets: widgets.collect(),
        danger: task.is_danger(),
        back,
        stale,
        faults: Faults::of(&room.app.words, room.frame.language, &messages),
        title,
    };
    let status = match (stale, messages.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    room.frame.render_as(room.app, &page, status)
}

fn way_back(room: &Room<'_>, task: Task, about: &str) -> Link {
    let section = task.section();
    let of =
        |section: Section, id: String| Link { label: about.to_owned(), href: room.path(&format!("/{section}/{id}")) };
    match task {
        Task::Rename(id) | Task::Change(id) | Task::Move(id) | Task::Merge(id) | Task::End(id) | Task::Member(id) => {
            of(section, id.to_string())
        }
        Task::Correct(id) | Task::Seat(id) => of(section, id.to_string()),
        Task::Resend(id) | Task::Disable(id) | Task::Enable(id) | Task::Grant(id) | Task::Revoke(id) => {
            of(section, id.to_string())
        }
        _ => Link { label: room.word(&format!("admin_{}", section.word())), href: room.path(&format!("/{section}")) },
    }
}

async fn sketch(room: &Room<'_>, task: Task) -> Result<Sketch> {
    let slug = room.council.slug.clone();
    let words = Words {
        kinds: OrganizationKind::ALL
            .iter()
            .map(|kind| choice(kind, room.word(&format!("organization_{kind}"))))
            .collect(),
        roles: Role::ALL.iter().map(|role| choice(role, room.word(&format!("role_{role}")))).collect(),
        languages: Language::ALL.iter().map(|language| choice(language.tag(), language.name())).collect(),
        nonpublic: room.word("organizations_nonpublic"),
        voting: room.word("admin_box_voting"),
        namesake: room.word("admin_box_namesake"),
    };
    let (actor, council, whole) = (room.actor.clone(), room.council.clone(), room.is_whole());
    let role_word: std::collections::BTreeMap<_, _> =
        Role::ALL.iter().map(|role| (*role, room.word(&format!("role_{role}")))).collect();
    let (today, language) = (room.telling.today, council.language());
    room.app
        .read(move |db| {
            let all = organizations::store::all(db, &slug)?;
            let own = |id: OrganizationId| all.iter().find(|one| one.id == id).cloned().ok_or(Error::NotFound);
            let current = || of_organizations(&all, |one| one.is_current(today));
            Ok(match task {
                Task::NewOrganization => Sketch::new("", String::new())
                    .line("name", "")
                    .select("kind", "", words.kinds)
                    .optional_select("parent", None, current())
                    .email("email", "", true)
                    .optional_line("place", "")
                    .put("line", "number", "seats", String::new(), true)
                    .optional_line("sign", "")
                    .optional_day("starts_on", None)
                    .tick("nonpublic", words.nonpublic, false),
                Task::Rename(id) => {
                    let one = own(id)?;
                    Sketch::new(&one.name, mark(&one)).line("name", &one.name).day("since", Some(today))
                }
                Task::Change(id) => {
                    let one = own(id)?;
                    Sketch::new(&one.name, mark(&one))
                        .email("email", one.email.as_deref().unwrap_or_default(), true)
                        .optional_line("place", one.place.as_deref().unwrap_or_default())
                        .put("line", "number", "seats", one.seats.map(|n| n.to_string()).unwrap_or_default(), true)
                        .optional_line("sign", one.sign.as_deref().unwrap_or_default())
                        .optional_day("starts_on", one.starts_on)
                        .tick("nonpublic", words.nonpublic, one.nonpublic)
                }
                Task::Move(id) => {
                    let one = own(id)?;
                    let options = of_organizations(&all, |other| other.id != id && other.is_current(today));
                    Sketch::new(&one.name, mark(&one)).optional_select(
                        "parent",
                        one.parent_id.map(|parent| parent.to_string()),
                        options,
                    )
                }
                Task::Merge(id) => {
                    let one = own(id)?;
                    let options = of_organizations(&all, |other| {
                        other.id != id && other.is_current(today) && other.kind.is_body() == one.kind.is_body()
                    });
                    Sketch::new(&one.name, mark(&one))
                        .select("successor", "", options)
                        .day("last_day", today.pred_opt())
                }
                Task::End(id) => {
                    let one = own(id)?;
                    Sketch::new(&one.name, mark(&one)).day("last_day", Some(today))
                }
                Task::Member(id) => {
                    let one = own(id)?;
                    let people = directory::people(db, &slug)?;
                    let people = people.iter().map(|person| choice(person.id, &person.name)).collect();
                    seat(
                        Sketch::new(&one.name, String::new()).select("person", "", people),
                        words.roles,
                        words.voting,
                        None,
                        today,
                    )
                }
                Task::NewPerson => {
                    Sketch::new("", String::new()).line("name", "").tick("namesake", words.namesake, false)
                }
                Task::Correct(id) => {
                    let person = person(db, &slug, id)?;
                    Sketch::new(&person.name, mark(&person)).line("name", &person.name)
                }
                Task::Seat(id) => {
                    let person = person(db, &slug, id)?;
                    let sketch = Sketch::new(&person.name, String::new()).select("organization", "", current());
                    seat(sketch, words.roles, words.voting, None, today)
                }
                Task::ChangeSeat(id) => {
                    let membership = directory::membership(db, &slug, id)?;
                    let person = directory::person(db, membership.person_id)?;
                    let about = format!("{}: {}", person.name, own(membership.organization_id)?.name);
                    let sketch = Sketch::new(about, mark(&membership));
                    seat(sketch, words.roles, words.voting, Some(&membership), today)
                }
                Task::NewTerm => {
                    Sketch::new("", String::new()).line("name", "").day("starts_on", None).optional_day("ends_on", None)
                }
                Task::ChangeTerm(id) => {
                    let terms = directory::terms(db, &slug)?;
                    let term = terms.into_iter().find(|term| term.id == id).ok_or(Error::NotFound)?;
                    Sketch::new(&term.name, mark(&term))
                        .day("starts_on", Some(term.starts_on))
                        .optional_day("ends_on", term.ends_on)
                }
                Task::Invite => {
                    let people = directory::people(db, &slug)?;
                    let people = people.iter().map(|person| choice(person.id, &person.name)).collect();
                    Sketch::new("", String::new())
                        .email("email", "", false)
                        .line("name", "")
                        .select("language", language.tag(), words.languages)
                        .optional_select("person", None, people)
                        .select("role", "", words.roles)
                        .select("organization", "", current())
                }
                Task::Resend(id) | Task::Disable(id) | Task::Enable(id) => {
                    Sketch::new(account(db, &slug, id)?.name, String::new())
                }
                Task::Grant(id) => Sketch::new(account(db, &slug, id)?.name, String::new())
                    .select("role", "", words.roles)
                    .select("organization", "", current()),
                Task::Revoke(id) => {
                    let account = account(db, &slug, id)?;
                    let held = super::accounts::roles(db, &slug, &account)?.into_iter().map(|(grant, name)| {
                        let role = role_word.get(&grant.role).map(String::as_str).unwrap_or_default();
                        choice(format!("{} {}", grant.role, grant.organization), format!("{role} ({name})"))
                    });
                    Sketch::new(&account.name, String::new()).select("held", "", held.collect())
                }
                Task::NewStandIn => {
                    let mut options = Vec::new();
                    let name = |role: Role, id: OrganizationId| {
                        let role_word = role_word.get(&role).map(String::as_str).unwrap_or_default();
                        let organization = all.iter().find(|one| one.id == id)?;
                        Some(choice(format!("{role} {id}"), format!("{role_word} ({})", organization.name)))
                    };
                    if whole {
                        for account in accounts_of::accounts(db, &slug)? {
                            for grant in accounts::store::grants_of(db, account.id)? {
                                if grant.council == slug && council.administration.stand_ins.contains(&grant.role) {
                                    options.extend(name(grant.role, grant.organization));
                                }
                            }
                        }
                        options.sort_by(|a, b| a.label.cmp(&b.label));
                        options.dedup_by(|a, b| a.value == b.value);
                    } else {
                        let own = signing(&actor, &council);
                        options.extend(own.filter_map(|grant| name(grant.role, grant.organization)));
                    }
                    let first = options.first().filter(|_| options.len() == 1).map(|one| one.value.clone());
                    Sketch::new("", String::new())
                        .select("held", first.unwrap_or_default(), options)
                        .email("email", "", false)
                        .day("starts_on", Some(today))
                        .optional_day("ends_on", None)
                }
                Task::EndStandIn(id) => {
                    let stand_in = stand_ins::store::get(db, &slug, id)?;
                    let mine = signing(&actor, &council)
                        .any(|own| own.organization == stand_in.organization_id && own.role == stand_in.role);
                    if !whole && !mine {
                        return Err(Error::NotFound);
                    }
                    let account = accounts::store::get(db, stand_in.account_id)?;
                    Sketch::new(account.name, String::new())
                }
            })
        })
        .await
}

/// The words of fields, made before the data is read.
struct Words {
    kinds: Vec<Choice>,
    roles: Vec<Choice>,
    languages: Vec<Choice>,
    nonpublic: String,
    voting: String,
    namesake: String,
}

/// The fields of a seat or office.
fn seat(
    sketch: Sketch,
    roles: Vec<Choice>,
    voting: String,
    stored: Option<&Membership>,
    today: chrono::NaiveDate,
) -> Sketch {
    sketch
        .select("role", stored.map_or(Role::Member, |seat| seat.role), roles)
        .optional_line("title", stored.map(|seat| seat.title.as_str()).unwrap_or_default())
        .tick("voting", voting, stored.is_none_or(|seat| seat.voting))
        .day("starts_on", Some(stored.map_or(today, |seat| seat.starts_on)))
        .optional_day("ends_on", stored.and_then(|seat| seat.ends_on))
}

fn person(db: &mut Db, council: &str, id: crate::db::types::PersonId) -> Result<crate::people::directory::Person> {
    let person = directory::person(db, id)?;
    if person.council == council { Ok(person) } else { Err(Error::NotFound) }
}

fn account(db: &mut Db, council: &str, id: crate::db::types::AccountId) -> Result<accounts::Account> {
    if accounts_of::belongs(db, council, id)? { accounts::store::get(db, id) } else { Err(Error::NotFound) }
}
