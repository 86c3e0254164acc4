//! Mail from event to mailbox: a real mail server that takes, refuses, delays, hangs and breaks off, on both databases.
use crate::ground::{Engine, Ground};
use crate::mails::Mail;
use crate::smtp::{MailServer, Manners, Taken};
use actix_web::http::StatusCode;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use chrono::TimeDelta;
use ratsweg::app::App;
use ratsweg::config::{Config, Encryption};
use ratsweg::council::MailRow;
use ratsweg::db::types::{AccountId, GrantId, Moment, OrganizationId, PaperId};
use ratsweg::events::{self, Detail, NewEvent};
use ratsweg::mail::store::{self as deliveries, Delivery};
use ratsweg::organizations::{Organization, OrganizationKind, store as organizations};
use ratsweg::papers::{Paper, store as papers};
use ratsweg::people::{Actor, Role};
use ratsweg::procedure::{EntryState, Status};
use ratsweg::queue::{Job, JobState};
use ratsweg::visibility::Circle;
use ratsweg::work;

const SPD: &str = "buero@spd.example";
const GREENS: &str = "buero@gruene.example";
const CDU: &str = "buero@cdu.example";
const CITIZEN: &str = "buergerin@post.example";
const CLERK: &str = "mitarbeit@spd.example";

/// A small town with three factions and one public inquiry, and the post office that serves it.
struct Town {
    app: App,
    paper: Paper,
    citizen: AccountId,
    clerk: AccountId,
    // The last to go: database and folder are in use until then.
    _ground: Ground,
}

impl Town {
    fn new(engine: Engine, change: impl FnOnce(&mut Config)) -> Self {
        let ground = Ground::new(engine);
        let mut config = Config::default();
        config.server.public_url = "http://127.0.0.1:8080".to_owned();
        config.database.url = ground.url.clone();
        config.database.pool = 6;
        config.data.dir = ground.folder.path().join("data");
        config.mail.from = "rat@stadt.example".to_owned();
        config.mail.send_seconds = 20;
        change(&mut config);
        let app = ratsweg::cli::boot::app(config, false).expect("the app starts");
        let spd = faction(&app, "spd", SPD);
        faction(&app, "gruene", GREENS);
        faction(&app, "cdu", CDU);
        let citizen = account(&app, CITIZEN, "en", &[]);
        let clerk = account(&app, CLERK, "de", &[(spd, Role::FactionOffice)]);
        let paper = inquiry(spd, &app);
        let (council, inserted) = ("leipzig", paper.clone());
        app.write_blocking(&Actor::system(), |tx| papers::insert(tx, &inserted)).unwrap();
        assert!(app.councils.contains_key(council));
        let town = Self { app, paper, citizen, clerk, _ground: ground };
        town.sql(&format!(
            "INSERT INTO follows (account_id, paper_id, since) VALUES ('{citizen}', '{}', '2020-08-12T07:00:00.000000Z')",
            town.paper.id
        ));
        town
    }

    fn over(engine: Engine, server: &MailServer) -> Self {
        Self::new(engine, |config| {
            config.mail.host = "127.0.0.1".to_owned();
            config.mail.port = server.port;
            config.mail.encryption = Encryption::None;
        })
    }

    /// An event of the inquiry that is told by this row.
    fn happens(&self, row: MailRow) -> i64 {
        let paper = &self.paper;
        self.app
            .write_blocking(&Actor::system(), |tx| {
                let council = tx.council("leipzig")?;
                let detail = Detail {
                    mail: Some(row),
                    by: "Büro für Ratsangelegenheiten".to_owned(),
                    reason: Some("Ein Grund mit Umlauten: Größe".to_owned()),
                    ..Detail::default()
                };
                let event = NewEvent {
                    action: "admit".to_owned(),
                    paper_id: Some(paper.id),
                    subject: format!("paper:{}", paper.id),
                    circle: Circle::Public,
                    detail,
                };
                events::append(tx, &council, event)
            })
            .unwrap()
    }

    async fn work(&self) {
        work::run_due(&self.app).await.unwrap();
    }

    fn mails(&self) -> Vec<Delivery> {
        let mut mails = self.app.read_blocking(|db| deliveries::list(db, None, 100)).unwrap();
        mails.sort_by(|a, b| a.address.cmp(&b.address));
        mails
    }

    #[track_caller]
    fn mail_to(&self, address: &str) -> Delivery {
        self.mails().into_iter().find(|mail| mail.address == address).unwrap_or_else(|| panic!("no mail to {address}"))
    }

    /// As `outbox retry`: what waits or failed is due now.
    fn revive(&self) {
        let app = &self.app;
        app.write_blocking(&Actor::system(), |tx| {
            let now = tx.real_now;
            deliveries::revive(tx, None, now)
        })
        .unwrap();
    }

    /// Lets every lease and pause end.
    fn let_time_pass(&self) {
        self.sql("UPDATE deliveries SET run_at = '2020-01-01T00:00:00.000000Z' WHERE state = 'waiting'");
    }

    fn sql(&self, sql: &str) {
        execute(&self.app, sql);
    }
}

fn execute(app: &App, sql: &str) {
    use diesel::connection::SimpleConnection;
    app.db.get().unwrap().batch_execute(sql).expect(sql);
}

fn faction(app: &App, key: &str, email: &str) -> OrganizationId {
    let faction = Organization {
        id: OrganizationId::new(),
        council: "leipzig".to_owned(),
        key: key.to_owned(),
        name: format!("Fraktion {key}"),
        kind: OrganizationKind::Faction,
        parent_id: None,
        email: Some(email.to_owned()),
        place: None,
        starts_on: None,
        ends_on: None,
        successor_id: None,
        seats: None,
        nonpublic: false,
        sign: None,
    };
    app.write_blocking(&Actor::system(), |tx| organizations::insert(tx, &faction)).unwrap();
    faction.id
}

fn account(app: &App, email: &str, language: &str, roles: &[(OrganizationId, Role)]) -> AccountId {
    let id = AccountId::new();
    execute(
        app,
        &format!(
            "INSERT INTO accounts (id, email, name, language, created_at) \
             VALUES ('{id}', '{email}', 'Name', '{language}', '2020-08-12T07:00:00.000000Z')"
        ),
    );
    for (organization, role) in roles {
        execute(
            app,
            &format!(
                "INSERT INTO grants (id, account_id, council, organization_id, role) \
                 VALUES ('{}', '{id}', 'leipzig', '{organization}', '{role}')",
                GrantId::new()
            ),
        );
    }
    id
}

fn inquiry(author: OrganizationId, app: &App) -> Paper {
    let id = PaperId::new();
    let now: Moment = app.now();
    Paper {
        id,
        council: "leipzig".to_owned(),
        kind: "F".to_owned(),
        entry: EntryState::Admitted,
        reference: Some("VII-F-01504".to_owned()),
        slug: Some("VII-F-01504".to_owned()),
        term: Some("VII".to_owned()),
        root_id: id,
        parent_id: None,
        parent_reference: None,
        family_seq: None,
        title: "Geheimnis der Straßenlampen".to_owned(),
        folded: String::new(),
        occasion: "Sonstiges".to_owned(),
        facts: "Viele leuchten.".to_owned(),
        submitter: "SPD-Fraktion".to_owned(),
        submitter_id: None,
        author_id: author,
        responsible_id: None,
        confidential: false,
        circle: Circle::Public,
        status: Status::InProgress,
        version: 1,
        text_version: 1,
        last_event: 0,
        created_by: None,
        created_at: now,
        updated_at: now,
        submitted_on: None,
        admitted_on: None,
        issued_on: None,
        extra: ratsweg::papers::Extra::default(),
    }
}

/// Who got how many mails.
fn received(taken: &[Taken]) -> Vec<String> {
    let mut received: Vec<_> = taken.iter().flat_map(|taken| taken.to.clone()).collect();
    received.sort();
    received
}

fn mail_of(taken: &[Taken], to: &str) -> Mail {
    let of = taken.iter().find(|taken| taken.to.iter().any(|address| address == to));
    of.unwrap_or_else(|| panic!("nothing came to {to}")).mail.clone()
}

/// Makes two tests of one story.
macro_rules! both {
    ($name:ident, $story:expr) => {
        mod $name {
            use super::*;
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                ($story)(Engine::Sqlite).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                ($story)(Engine::Postgres).await;
            }
        }
    };
}

both!(everybody_gets_one_mail_and_followers_may_stop, async |engine| {
    let server = MailServer::start(&Manners::default());
    let town = Town::over(engine, &server);
    let seq = town.happens(MailRow::Admitted);
    town.work().await;
    let taken = server.taken();
    assert_eq!(received(&taken), [CITIZEN, CDU, GREENS, SPD, CLERK], "each once");

    let (greens, citizen) = (mail_of(&taken, GREENS), mail_of(&taken, CITIZEN));
    assert_eq!(greens.subject, "VII-F-01504: Zugelassen – Geheimnis der Straßenlampen");
    assert!(citizen.subject.starts_with("VII-F-01504: Admitted"), "{}", citizen.subject);
    for mail in [&greens, &citizen] {
        assert!(mail.text.contains("Größe") && mail.html.contains("Größe"), "{}", mail.raw);
        assert!(mail.text.contains("http://127.0.0.1:8080/leipzig/papers/VII-F-01504"));
        assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
        assert_eq!(mail.header("List-Id"), "Stadt Leipzig <leipzig.127.0.0.1>");
        assert_eq!(mail.header("References"), greens.header("References"), "one thread for the paper");
        assert!(mail.header("Message-ID").starts_with(&format!("<leipzig.{seq}.")));
    }
    assert_eq!(greens.header("List-Unsubscribe"), "", "statutory mails cannot be switched off");
    assert!(citizen.header("List-Unsubscribe").contains("/unsubscribe?token="));
    assert_eq!(citizen.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");

    let row = town.mail_to(SPD);
    assert_eq!((row.state, row.reason.as_str()), (JobState::Sent, "submitter"), "the strongest reason wins");
    assert_eq!(row.message_id, Some(mail_of(&taken, SPD).header("Message-ID")));

    // The same job once more, as after a crash before it was noted as done.
    town.app
        .write_blocking(&Actor::system(), |tx| {
            ratsweg::queue::store::enqueue(tx, &Job::Announce { council: "leipzig".to_owned(), event: seq })
        })
        .unwrap();
    town.work().await;
    assert_eq!(server.taken().len(), 5, "no mail twice");
});

both!(one_refused_address_stops_nobody, async |engine| {
    let server = MailServer::start(&Manners { refuse: vec![GREENS], defer: vec![CDU], ..Manners::default() });
    let town = Town::over(engine, &server);
    town.sql(&format!("UPDATE organizations SET email = 'kaputt' WHERE email = '{SPD}'"));
    town.happens(MailRow::Admitted);
    town.work().await;
    assert_eq!(received(&server.taken()), [CITIZEN, CLERK]);
    let refused = town.mail_to(GREENS);
    assert_eq!(refused.state, JobState::Dead);
    assert!(refused.error.is_some_and(|error| error.contains("550")), "the server's own words are kept");
    assert_eq!(town.mail_to("kaputt").state, JobState::Dead, "what is no address is not tried");
    let deferred = town.mail_to(CDU);
    assert_eq!((deferred.state, deferred.attempts), (JobState::Waiting, 1));
    assert!(deferred.run_at > town.app.real_now() + TimeDelta::seconds(15), "it waits a while");

    town.let_time_pass();
    town.work().await;
    assert_eq!(received(&server.taken()), [CITIZEN, CDU, CLERK]);
    assert_eq!(town.mail_to(CDU).state, JobState::Sent);

    town.revive();
    town.work().await;
    assert_eq!(server.taken().len(), 3, "what was sent is not sent again, what is refused stays refused");
});

both!(a_silent_server_costs_one_mail_its_own_time, async |engine| {
    let server = MailServer::start(&Manners { hang: vec![GREENS], ..Manners::default() });
    let town = Town::over(engine, &server);
    let app = short_patience(&town, 2);
    town.happens(MailRow::Admitted);
    let begun = std::time::Instant::now();
    work::run_due(&app).await.unwrap();
    assert!(begun.elapsed() < std::time::Duration::from_secs(15), "took {:?}", begun.elapsed());
    assert_eq!(received(&server.taken()), [CITIZEN, CDU, SPD, CLERK]);
    let silent = town.mail_to(GREENS);
    assert_eq!(silent.state, JobState::Waiting);
    assert!(silent.error.is_some_and(|error| error.contains("2 s")));
});

both!(a_lost_answer_is_asked_for_few_times_under_the_same_id, async |engine| {
    let server = MailServer::start(&Manners { drop: vec![GREENS], ..Manners::default() });
    let town = Town::over(engine, &server);
    town.happens(MailRow::Admitted);
    for _ in 0..6 {
        town.work().await;
        town.let_time_pass();
    }
    let taken = server.taken();
    let ids: Vec<_> =
        taken.iter().filter(|taken| taken.to == [GREENS]).map(|taken| taken.mail.header("Message-ID")).collect();
    assert_eq!(ids.len(), 3, "three tries");
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(town.mail_to(GREENS).state, JobState::Dead);
    assert_eq!(taken.len(), 3 + 4, "the others once");
});

both!(mail_goes_out_encrypted_or_not_at_all, async |engine| {
    let server = MailServer::start(&Manners { tls: true, ..Manners::default() });
    let with = |ca_file: Option<std::path::PathBuf>, port: u16| {
        Town::new(engine, |config| {
            config.mail.host = "localhost".to_owned();
            config.mail.port = port;
            config.mail.encryption = Encryption::Starttls;
            config.mail.ca_file = ca_file;
        })
    };
    // Our own authority is not known to the world.
    let town = with(None, server.port);
    town.happens(MailRow::Admitted);
    town.work().await;
    assert!(server.taken().is_empty());
    assert!(town.mails().iter().all(|mail| mail.state == JobState::Waiting), "not the addresses' fault");

    let town = with(Some(server.ca_file.clone()), server.port);
    town.happens(MailRow::Admitted);
    town.work().await;
    assert_eq!(server.taken().len(), 5);
    assert!(server.taken().iter().all(|taken| taken.tls));

    // A server that offers no encryption gets nothing.
    let plain = MailServer::start(&Manners::default());
    let town = with(Some(server.ca_file.clone()), plain.port);
    town.happens(MailRow::Admitted);
    town.work().await;
    assert!(plain.taken().is_empty());
    assert!(town.mails().iter().all(|mail| mail.state == JobState::Waiting));
});

both!(a_restart_in_the_middle_loses_and_doubles_nothing, async |engine| {
    let server = MailServer::start(&Manners::default());
    let town = Town::over(engine, &server);
    town.happens(MailRow::Admitted);
    // A process claims the job and dies; another one claims a mail and dies.
    let now = town.app.real_now();
    let claim_job = || ratsweg::queue::store::claim(&mut town.app.db.get().unwrap(), now).unwrap();
    assert!(claim_job().is_some());
    assert!(claim_job().is_none(), "it is leased");
    town.work().await;
    assert!(server.taken().is_empty());
    town.sql("UPDATE queue SET run_at = '2020-01-01T00:00:00.000000Z'");
    let (app, stop) = (town.app.clone(), tokio::sync::watch::channel(true).1);
    work::run(app, stop).await.unwrap();
    assert!(server.taken().is_empty(), "told to stop, it begins nothing");
    work_jobs_only(&town).await;
    let claimed =
        deliveries::claim(&mut town.app.db.get().unwrap(), town.app.real_now(), TimeDelta::minutes(5)).unwrap();
    let claimed = claimed.expect("a mail to claim");
    town.work().await;
    assert_eq!(server.taken().len(), 4, "the claimed one is left alone while its lease lasts");
    town.let_time_pass();
    town.work().await;
    assert_eq!(received(&server.taken()), [CITIZEN, CDU, GREENS, SPD, CLERK]);
    assert_eq!(town.mail_to(&claimed.address).attempts, 2);
});

both!(who_may_no_longer_see_it_gets_nothing, async |engine| {
    let server = MailServer::start(&Manners::default());
    let town = Town::over(engine, &server);
    town.happens(MailRow::Admitted);
    work_jobs_only(&town).await;
    // Between the event and the sending: the paper is no longer public, and the clerk has left.
    town.sql("UPDATE papers SET circle = 'council', confidential = TRUE");
    town.sql(&format!("UPDATE accounts SET disabled_at = '2020-08-13T07:00:00.000000Z' WHERE id = '{}'", town.clerk));
    town.work().await;
    let taken = server.taken();
    assert_eq!(received(&taken), [CDU, GREENS, SPD]);
    for address in [CITIZEN, CLERK] {
        assert_eq!(town.mail_to(address).state, JobState::Dropped);
    }
    for taken in &taken {
        let mail = &taken.mail;
        assert!(mail.subject.contains("VII-F-01504") && mail.text.contains("nicht öffentlich"), "{}", mail.text);
        for hidden in ["Straßenlampen", "Größe", "SPD-Fraktion", "Zugelassen"] {
            for part in [&mail.subject, &mail.text, &mail.html] {
                assert!(!part.contains(hidden), "{hidden} in {part}");
            }
        }
    }
});

both!(following_stops_by_one_click_and_not_by_looking, async |engine| {
    let server = MailServer::start(&Manners::default());
    let town = Town::over(engine, &server);
    town.happens(MailRow::Admitted);
    town.work().await;
    let link = mail_of(&server.taken(), CITIZEN).link("/unsubscribe");
    let path = link.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned();
    let web = init_service(ratsweg::server::build(town.app.clone())).await;
    let follows = || {
        let app = &town.app;
        app.read_blocking(|db| deliveries::is_following(db, town.citizen, town.paper.id)).unwrap()
    };

    let page = call_service(&web, TestRequest::get().uri(&path).to_request()).await;
    assert_eq!(page.status(), StatusCode::OK);
    let page = String::from_utf8(read_body(page).await.to_vec()).unwrap();
    assert!(page.contains("method=\"post\"") && !page.contains("Straßenlampen"), "{page}");
    assert!(follows(), "scanners look at every link");

    let wrong = TestRequest::post().uri("/unsubscribe?token=a.b.c").to_request();
    assert_eq!(call_service(&web, wrong).await.status(), StatusCode::BAD_REQUEST);
    assert!(follows());

    let click = TestRequest::post()
        .uri(&path)
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .set_payload("List-Unsubscribe=One-Click");
    assert_eq!(call_service(&web, click.to_request()).await.status(), StatusCode::OK);
    assert!(!follows());
    let again = TestRequest::post().uri(&path).to_request();
    assert_eq!(call_service(&web, again).await.status(), StatusCode::OK, "twice does no harm");

    let before = server.taken().len();
    town.happens(MailRow::Admitted);
    town.work().await;
    assert_eq!(server.taken().len(), before + 4, "the citizen gets no more");
});

both!(without_a_server_mails_are_files, async |engine| {
    let town = Town::new(engine, |_| {});
    town.happens(MailRow::Admitted);
    town.work().await;
    let mails = crate::mails::in_folder(&town.app.config.data.dir.join("mail"));
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, [CITIZEN, CDU, GREENS, SPD, CLERK]);
    assert!(town.mails().iter().all(|mail| mail.state == JobState::Sent));
});

both!(an_unreadable_job_is_buried_and_stops_none, async |engine| {
    let town = Town::new(engine, |_| {});
    town.sql(
        "INSERT INTO queue (id, kind, payload, attempts, run_at, state, created_at) VALUES \
         ('01900000-0000-7000-8000-000000000000', 'x', '{', 0, '2020-01-01T00:00:00.000000Z', 'waiting', \
         '2020-01-01T00:00:00.000000Z')",
    );
    town.happens(MailRow::Admitted);
    town.work().await;
    assert_eq!(town.mails().len(), 5);
    let jobs = town.app.read_blocking(ratsweg::queue::store::list).unwrap();
    let states: Vec<_> = jobs.iter().map(|job| job.state).collect();
    assert_eq!(states, [JobState::Dead], "{jobs:?}");
});

both!(two_processes_share_the_work_and_end_when_told, async |engine| {
    let server = MailServer::start(&Manners::default());
    let town = Town::over(engine, &server);
    let other = short_patience(&town, 20);
    let (tell, stop) = tokio::sync::watch::channel(false);
    let workers = [&town.app, &other].map(|app| tokio::spawn(work::run(app.clone(), stop.clone())));
    // Each has done its first look at the clocks before there is anything to do: what wakes it then is the bell.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    for _ in 0..4 {
        town.happens(MailRow::Admitted);
        other.bell.notify_one();
    }
    let begun = std::time::Instant::now();
    while town.mails().iter().filter(|mail| mail.state == JobState::Sent).count() < 20 {
        assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", town.mails());
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    tell.send_replace(true);
    for worker in workers {
        let ended = tokio::time::timeout(std::time::Duration::from_secs(5), worker).await;
        ended.expect("it ends soon").unwrap().unwrap();
    }
    let mut ids: Vec<_> = server.taken().iter().map(|taken| taken.mail.header("Message-ID")).collect();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), server.taken().len()), (20, 20), "each once");
});

/// The same installation, with less patience for one mail.
fn short_patience(town: &Town, seconds: u64) -> App {
    let mut config = town.app.config.clone();
    config.mail.send_seconds = seconds;
    ratsweg::cli::boot::app(config, false).expect("the app starts")
}

/// Announces what happened, but sends nothing: as a process does that ends in between.
async fn work_jobs_only(town: &Town) {
    let now = town.app.real_now();
    let claimed = ratsweg::queue::store::claim(&mut town.app.db.get().unwrap(), now).unwrap();
    let (id, _, job) = claimed.expect("a job to claim");
    let Job::Announce { council, event } = job else { panic!("{job:?}") };
    work::announce::announce(&town.app, id, council, event, None).await.unwrap();
}
