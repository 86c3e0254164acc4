//! Ten thousand invented papers, written straight into the tables: half inquiries, half the answers to them.
use diesel::connection::SimpleConnection;
use ratsweg::app::App;
use ratsweg::clocks::{self, Clock};
use ratsweg::consultations::{self, Consultation};
use ratsweg::council::Council;
use ratsweg::db::types::{ClockId, ConsultationId, Moment, OrganizationId, PaperId};
use ratsweg::events::{self, Detail, NewEvent};
use ratsweg::meetings;
use ratsweg::organizations::store as organizations;
use ratsweg::papers::{Paper, store};
use ratsweg::people::Actor;
use ratsweg::procedure::{ClockState, ConsultationState, EntryState, ResultClass, Status};
use ratsweg::visibility::Circle;

/// The known password for every account.
pub fn passwords(app: &App, hash: &str) -> anyhow::Result<()> {
    let sql = format!("UPDATE accounts SET password_hash = '{hash}'");
    Ok(app.db.get()?.batch_execute(&sql)?)
}

/// Inquiries with their answers, `count` papers together, in transactions of 500.
pub fn papers(app: &App, count: i64) -> anyhow::Result<()> {
    for from in (0..count / 2).step_by(250) {
        app.write_blocking(&Actor::system(), |tx| {
            let council = tx.council("leipzig")?;
            let key = |tx: &mut ratsweg::app::Tx<'_>, key: &str| {
                organizations::by_key(tx, "leipzig", key)?.map(|o| o.id).ok_or(ratsweg::error::Error::NotFound)
            };
            let ids = Ids {
                plenary: key(tx, "ratsversammlung")?,
                faction: key(tx, "spd")?,
                office: key(tx, "spd-buero")?,
                department: key(tx, "dezernat-01")?,
            };
            let starts_at = Moment::from(tx.now.0 - chrono::TimeDelta::days(100 + from / 250));
            let meeting = meetings::store::find_or_insert(tx, "leipzig", ids.plenary, starts_at, "Neues Rathaus")?;
            for n in from..from + 250 {
                family(tx, &council, &ids, &meeting, n)?;
            }
            Ok(())
        })?;
    }
    if matches!(*app.db.get()?, ratsweg::db::Db::Postgres(_)) {
        app.db.get()?.batch_execute("ANALYZE")?;
    }
    Ok(())
}

struct Ids {
    plenary: OrganizationId,
    faction: OrganizationId,
    office: OrganizationId,
    department: OrganizationId,
}

fn family(
    tx: &mut ratsweg::app::Tx<'_>,
    council: &Council,
    ids: &Ids,
    meeting: &meetings::Meeting,
    n: i64,
) -> ratsweg::error::Result<()> {
    let (id, answer_id) = (PaperId::new(), PaperId::new());
    let number = format!("VII-F-{:05}", 2501 + n);
    let day = meeting.starts_at.day(council.timezone);
    let inquiry = Paper {
        id,
        council: "leipzig".to_owned(),
        kind: "F".to_owned(),
        entry: EntryState::Admitted,
        reference: Some(number.clone()),
        slug: Some(number.clone()),
        term: Some("VII".to_owned()),
        root_id: id,
        parent_id: None,
        parent_reference: None,
        family_seq: None,
        title: format!("Stand der Dinge beim Vorhaben {n} im Stadtbezirk"),
        folded: format!("vii-f-{:05} stand der dinge", 2501 + n),
        occasion: "Sonstiges".to_owned(),
        facts: "Seit dem Frühjahr wird an dem Vorhaben gearbeitet, ohne dass der Rat ein Ergebnis kennt. ".repeat(6),
        submitter: "SPD-Fraktion".to_owned(),
        submitter_id: Some(ids.faction),
        author_id: ids.office,
        responsible_id: Some(ids.department),
        confidential: false,
        circle: Circle::Public,
        status: Status::Closed,
        version: 5,
        text_version: 1,
        last_event: 0,
        created_by: None,
        created_at: meeting.starts_at,
        updated_at: Moment::from(meeting.starts_at.0 + chrono::TimeDelta::seconds(n)),
        submitted_on: Some(day),
        admitted_on: Some(day),
        issued_on: None,
        extra: Default::default(),
    };
    let answer = Paper {
        id: answer_id,
        kind: "AW".to_owned(),
        entry: EntryState::Issued,
        reference: Some(format!("{number}-AW-01")),
        slug: Some(format!("{number}-AW-01")),
        parent_id: Some(id),
        family_seq: Some(1),
        submitter: "02.1 Dezernat Allgemeine Verwaltung".to_owned(),
        submitter_id: None,
        author_id: ids.department,
        submitted_on: None,
        admitted_on: None,
        issued_on: Some(day),
        ..inquiry.clone()
    };
    store::insert(tx, &inquiry)?;
    store::insert(tx, &answer)?;
    let asked: Vec<_> =
        (1..=6).map(|q| format!("Welche Schritte sind zu Punkt {q} getan, und was kosten sie?")).collect();
    store::replace_questions(tx, id, &asked)?;
    for question in store::questions(tx, id)? {
        let text = "Die Verwaltung hat die Schritte begonnen und berichtet im Fachausschuss. ".repeat(3);
        store::put_answer(tx, answer_id, question.id, &text, "")?;
    }
    let consultation = Consultation {
        id: ConsultationId::new(),
        council: "leipzig".to_owned(),
        paper_id: id,
        organization_id: ids.plenary,
        role: "written_answer".to_owned(),
        position: 1,
        meeting_id: Some(meeting.id),
        state: ConsultationState::Concluded,
        result_word: Some("deferred".to_owned()),
        result_class: Some(ResultClass::Defer),
        note: String::new(),
        version: 3,
        agenda_item_id: None,
        origin_id: None,
        created_on: Some(day),
        planned_for: String::new(),
        authoritative: false,
        final_text: String::new(),
        circle: Circle::Public,
    };
    consultations::store::insert(tx, &consultation)?;
    let clock = Clock {
        id: ClockId::new(),
        council: "leipzig".to_owned(),
        paper_id: id,
        rule: "answer".to_owned(),
        started_on: day,
        due_on: day + chrono::Days::new(28),
        state: ClockState::Fulfilled,
        closed_on: Some(day),
        fulfilled_by: Some(answer_id),
        reason: String::new(),
        soon_warned_for: None,
        overdue_warned_for: None,
        version: 2,
        round: 1,
        stage: 1,
    };
    clocks::store::insert(tx, &clock)?;
    for action in ["admit", "schedule", "enter-result", "answered"] {
        let detail = Detail { by: "Büro für Ratsangelegenheiten".to_owned(), ..Detail::default() };
        let subject = format!("paper:{id}");
        let event = NewEvent { action: action.to_owned(), paper_id: Some(id), subject, circle: Circle::Public, detail };
        events::append(tx, council, event)?;
    }
    Ok(())
}
