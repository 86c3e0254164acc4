//! The world of a test: the real server on a port of its own, with a database, a folder, a clock and a council of its own.
//!
//! # How to write a story
//! ```ignore
//! both!(a_draft_is_hidden, async |world| {
//!     let draft = world.spd().post("/api/v1/leipzig/papers", json!({ "kind": "F", "title": "Radweg" })).await.ok();
//!     let id = draft["id"].as_str().unwrap();
//!     world.stranger().get(&format!("/api/v1/leipzig/papers/{id}")).await.is(404);
//! });
//! ```
//! `both!` makes two tests of it, `a_draft_is_hidden::sqlite` and `…::postgres`. `tests/run a_draft` runs them: only
//! `tests/run` starts a PostgreSQL. A story that needs other settings or asks for jobs left over takes `World::with`.
//!
//! * **Programs**: `world.api(SPD)`, or `world.spd()`, `.office()`, `.drafter()` …, `.stranger()`: bearer tokens;
//!   `.get(path)`, `.post(path, json)` give an `Answer`: `.ok()` demands success, `.is(409)` demands that problem;
//!   both give its JSON.
//! * **Browsers without eyes**: `world.page(SPD).await` signs in through the form and keeps cookies: `.open(path)`,
//!   `.submit(action, &[("title", "…")])` fills in a form as it stands; `page.must_say(…)`. `world.visitor()` is nobody.
//! * **Chromium**: `world.browser(Look::PHONE.dark()).await`; see `browser`. Slow: one or two a story.
//! * **Time**: a world begins on 2020-08-12 at 09:00 in Berlin. `world.set_clock("2020-09-10 08:00")`,
//!   `world.wait_days(3)` move the domain's clock; the real one (tokens, sessions) goes as it goes.
//! * **Jobs** run only when told: `world.work().await` does all that is due, `world.daily().await` also the daily look
//!   at the clocks. `world.mails()` are all mails so far, `world.new_mails()` those since it was last asked.
//! * **Papers** (`papers`): `world.draft()`, `.submitted()`, `.admitted()`, `.scheduled()`, `.answer_draft(&paper)`,
//!   `.answer_signed(&paper)`, `.answer_issued(&paper)` take a paper by the API to where a story begins and give its
//!   JSON. `world.act(&world.office(), &paper, "return", json!({ "reason": "…" }))` takes the version along;
//!   `try_act` gives the bare answer; `act_on(…, "consultations", &paper["consultations"][0], "enter-result", …)`.
//! * **Database**: `world.sql("SELECT …")` for what no door shows; `world.app` is the server's own `App`.
//!
//! When the story ends, no job may be left: `world.leave_jobs()` where one must be.
use crate::browser::{Browser, Look};
use crate::client::Api;
pub use crate::ground::Engine;
use crate::ground::Ground;
use crate::mails::{self, Mail};
use crate::pages::Visitor;
use ratsweg::app::App;
use ratsweg::config::Config;
use ratsweg::people::Actor;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// The council of the fixture.
pub const COUNCIL: &str = "leipzig";
/// The password of every account of the fixture.
pub const PASSWORD: &str = "Vier Worte reichen fast immer";
/// The fixture, as `ratsweg council apply` reads it.
pub const TOWN: &str = include_str!("../fixtures/town.toml");

/// The accounts of the fixture, by their address.
pub const SPD: &str = "buero@spd.example";
/// Member of the SPD faction and of the council.
pub const SPD_MEMBER: &str = "fromm@spd.example";
pub const GREENS: &str = "buero@gruene.example";
pub const CDU: &str = "buero@cdu.example";
pub const OFFICE: &str = "ratsbuero@stadt.example";
pub const MINUTES: &str = "schriftfuehrung@stadt.example";
/// Drafts for 02.1 Dezernat Allgemeine Verwaltung.
pub const DRAFTER: &str = "sachbearbeitung@stadt.example";
/// Signs for 02.1 Dezernat Allgemeine Verwaltung.
pub const HEAD: &str = "leitung@stadt.example";
/// Drafts for another department.
pub const OTHER_DRAFTER: &str = "bau.sachbearbeitung@stadt.example";
pub const EXECUTIVE: &str = "ob@stadt.example";
pub const ADMIN: &str = "admin@stadt.example";
/// Has an account and no role.
pub const CITIZEN: &str = "buergerin@post.example";

/// Makes two tests of one story, `NAME::sqlite` and `NAME::postgres`.
#[macro_export]
macro_rules! both {
    ($(#[$meta:meta])* $name:ident, $story:expr $(,)?) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story(world: &$crate::world::World) {
                ($story)(world).await
            }
            #[test]
            fn sqlite() {
                $crate::world::play($crate::world::Engine::Sqlite, story);
            }
            #[test]
            fn postgres() {
                $crate::world::play($crate::world::Engine::Postgres, story);
            }
        }
    };
}

/// Longest that a story may take.
const PATIENCE: Duration = Duration::from_secs(180);

/// Runs a story in a new world with the usual settings.
pub fn play(engine: Engine, story: impl AsyncFnOnce(&World)) {
    play_with(engine, |_| {}, story);
}

/// Runs a story in a new world whose settings `change` has changed.
pub fn play_with(engine: Engine, change: impl FnOnce(&mut Config), story: impl AsyncFnOnce(&World)) {
    play_in(|| World::with(engine, change), story);
}

/// Runs a story in the demo.
pub fn play_demo(engine: Engine, story: impl AsyncFnOnce(&World)) {
    play_in(|| World::demo(engine), story);
}

fn play_in(make: impl FnOnce() -> World, story: impl AsyncFnOnce(&World)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let world = make();
        tokio::time::timeout(PATIENCE, story(&world)).await.expect("the story takes too long");
        world.end();
    });
    runtime.shutdown_timeout(Duration::from_secs(5));
}

/// See the head of this file.
pub struct World {
    pub app: App,
    /// `http://127.0.0.1:PORT`.
    pub base: String,
    apis: RefCell<BTreeMap<String, Api>>,
    mails_read: Cell<usize>,
    jobs_may_stay: Cell<bool>,
    server: Server,
    // The last to go: its folder and database are in use until the server has stopped.
    _ground: Ground,
}

impl World {
    /// A world whose settings `change` has changed: `|config| config.security.sign_in_tries = 3`.
    pub fn with(engine: Engine, change: impl FnOnce(&mut Config)) -> Self {
        Self::made(engine, false, change)
    }
    /// A world that is the demo: with its banner and its `/dev/` pages.
    pub fn demo(engine: Engine) -> Self {
        Self::made(engine, true, |_| {})
    }
    fn made(engine: Engine, demo: bool, change: impl FnOnce(&mut Config)) -> Self {
        let ground = Ground::new(engine);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let mut config = config_of(&ground);
        config.server.public_url = base.clone();
        // Leipzig alone; a story of another council clears it.
        config.councils.load = vec![COUNCIL.to_owned()];
        change(&mut config);
        let app = ratsweg::cli::boot::app(config, demo).expect("the app starts");
        furnish(&app);
        let server = Server::start(app.clone(), listener);
        let world = Self {
            app,
            base,
            apis: RefCell::default(),
            mails_read: Cell::new(0),
            jobs_may_stay: Cell::new(false),
            server,
            _ground: ground,
        };
        world.set_clock("2020-08-12 09:00");
        world
    }

    // ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────

    /// A program in the name of this account; the same one at each call, so that it signs in once.
    pub fn api(&self, email: &str) -> Api {
        let mut apis = self.apis.borrow_mut();
        apis.entry(email.to_owned()).or_insert_with(|| Api::new(&self.base, Some((email, PASSWORD)))).clone()
    }
    /// A program without an account.
    pub fn stranger(&self) -> Api {
        Api::new(&self.base, None)
    }
    pub fn spd(&self) -> Api {
        self.api(SPD)
    }
    pub fn member(&self) -> Api {
        self.api(SPD_MEMBER)
    }
    pub fn greens(&self) -> Api {
        self.api(GREENS)
    }
    pub fn office(&self) -> Api {
        self.api(OFFICE)
    }
    pub fn minutes(&self) -> Api {
        self.api(MINUTES)
    }
    pub fn drafter(&self) -> Api {
        self.api(DRAFTER)
    }
    pub fn head(&self) -> Api {
        self.api(HEAD)
    }
    pub fn executive(&self) -> Api {
        self.api(EXECUTIVE)
    }
    pub fn citizen(&self) -> Api {
        self.api(CITIZEN)
    }
    /// A browser without eyes, of nobody.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.base)
    }
    /// A browser without eyes, signed in through the form.
    pub async fn page(&self, email: &str) -> Visitor {
        let mut visitor = self.visitor();
        visitor.sign_in(email, PASSWORD).await;
        visitor
    }
    /// A real Chromium, of nobody.
    pub async fn browser(&self, look: Look) -> Browser {
        Browser::start(&self.base, look).await
    }

    // ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// Moves the domain's clock to this time in Berlin: `2020-09-10 08:00`.
    pub fn set_clock(&self, berlin: &str) {
        let local = chrono::NaiveDateTime::parse_from_str(berlin, "%Y-%m-%d %H:%M").expect(berlin);
        let at = local.and_local_timezone(chrono_tz::Europe::Berlin).single().expect(berlin);
        let shift = at.timestamp() - self.app.real_now().0.timestamp();
        self.app.clock_shift.store(shift, Ordering::Relaxed);
    }
    /// Moves the domain's clock on by so many days.
    pub fn wait_days(&self, days: i64) {
        self.app.clock_shift.fetch_add(days * 86_400, Ordering::Relaxed);
    }

    // ── jobs and mails ───────────────────────────────────────────────────────────────────────────────────────────

    /// Does every job and sends every mail that is due.
    pub async fn work(&self) {
        ratsweg::work::run_due(&self.app).await.expect("the jobs run");
    }
    /// The story may leave jobs and mails over.
    pub fn leave_jobs(&self) {
        self.jobs_may_stay.set(true);
    }
    /// Every mail so far, in the order of sending.
    pub fn mails(&self) -> Vec<Mail> {
        mails::in_folder(&self.data().join("mail"))
    }
    /// The mails since this was last asked, after everything due has been done.
    pub async fn new_mails(&self) -> Vec<Mail> {
        self.work().await;
        let mut all = self.mails();
        let new = all.split_off(self.mails_read.get());
        self.mails_read.set(all.len() + new.len());
        new
    }
    /// The addresses of the mails since this was last asked, sorted.
    pub async fn newly_mailed(&self) -> Vec<String> {
        let mut to: Vec<_> = self.new_mails().await.into_iter().map(|mail| mail.to).collect();
        to.sort();
        to
    }

    // ── below the surface ────────────────────────────────────────────────────────────────────────────────────────

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.app.config.data.dir.clone()
    }
    /// The number that a query gives: `SELECT COUNT(*) AS n FROM papers`.
    pub fn count(&self, sql: &str) -> i64 {
        use diesel::prelude::*;
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            n: i64,
        }
        let row: Row = diesel::sql_query(sql).get_result(&mut *self.app.db.get().unwrap()).expect(sql);
        row.n
    }
    /// The text that a query gives: `SELECT title AS t FROM papers`.
    pub fn text(&self, sql: &str) -> String {
        use diesel::prelude::*;
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = diesel::sql_types::Text)]
            t: String,
        }
        let row: Row = diesel::sql_query(sql).get_result(&mut *self.app.db.get().unwrap()).expect(sql);
        row.t
    }
    /// Runs statements that change something.
    pub fn sql(&self, sql: &str) {
        execute(&self.app, sql);
    }

    /// Stops the server; then no job may be left.
    fn end(self) {
        if !self.jobs_may_stay.get() {
            for table in ["queue", "deliveries"] {
                let left = self.count(&format!("SELECT COUNT(*) AS n FROM {table} WHERE state IN ('waiting', 'dead')"));
                assert_eq!(left, 0, "{left} rows of {table} are left over: call work() or leave_jobs()");
            }
        }
        self.server.stop();
    }
}

/// The usual settings on this ground.
pub fn config_of(ground: &Ground) -> Config {
    let mut config = Config::default();
    config.server.workers = 1;
    config.database.url = ground.url.clone();
    config.database.pool = 6;
    config.data.dir = ground.folder.path().join("data");
    config.operator = operator();
    config
}

/// The pages that law demands must have something on them.
fn operator() -> ratsweg::config::Operator {
    ratsweg::config::Operator {
        name: "Stadt Leipzig (Probe)".to_owned(),
        imprint: "Stadt Leipzig, Neues Rathaus, 04109 Leipzig".to_owned(),
        privacy: "Gespeichert wird, was zum Betrieb nötig ist.".to_owned(),
        accessibility: "Diese Seiten erfüllen die BITV 2.0.".to_owned(),
        contact: "barrierefrei@stadt.example".to_owned(),
        ..Default::default()
    }
}

/// Sets the fixture up by the same code as `ratsweg council apply`, and gives every account the known password.
pub fn furnish(app: &App) {
    use ratsweg::setup::{self, Outcome, Setup};
    let town = Setup::parse(TOWN).expect("town.toml");
    let done =
        app.write_blocking(&Actor::system(), |tx| setup::act::apply(tx, &town, false)).expect("the fixture is applied");
    assert!(matches!(done, Outcome::Applied(_)), "{done:?}");
    execute(app, &format!("UPDATE accounts SET password_hash = '{}'", password_hash()));
}

/// The hash of `PASSWORD`, as costly as any, but made once for all tests.
fn password_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let password = ratsweg::people::input::NewPassword::parse(PASSWORD, "").expect("a good password");
        ratsweg::people::passwords::Hashed::of(&password).expect("a hash").as_str().to_owned()
    })
}

fn execute(app: &App, sql: &str) {
    use diesel::connection::SimpleConnection;
    app.db.get().unwrap().batch_execute(sql).expect(sql);
}

/// The server in a thread of its own.
struct Server {
    handle: actix_web::dev::ServerHandle,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Server {
    fn start(app: App, listener: TcpListener) -> Self {
        let (send, receive) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = actix_web::HttpServer::new(move || ratsweg::server::build(app.clone()))
                    .workers(1)
                    .disable_signals()
                    .shutdown_timeout(1)
                    .listen(listener)
                    .unwrap()
                    .run();
                send.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        Self { handle: receive.recv().expect("the server starts"), thread: Some(thread) }
    }
    fn stop(mut self) {
        self.halt();
    }
    fn halt(&mut self) {
        // The command is sent at once; what is awaited is only the server's word that it has ended.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking(), "the server's thread has panicked");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.halt();
    }
}

both!(
    /// The harness itself: the server answers, accounts sign in both ways, the clock stands where it should.
    a_world_begins,
    async |world: &World| {
        assert_eq!(world.stranger().get("/livez").await.status, 200);
        assert!(world.app.now().text().starts_with("2020-08-12T07:00"), "{:?}", world.app.now());
        world.wait_days(28);
        assert!(world.app.now().text().starts_with("2020-09-09T07:00"), "{:?}", world.app.now());
        assert!(world.office().tokens().await.is_some());
        let mut page = world.page(SPD).await;
        page.open("/account").await.must_say("Merle Aust");
        assert_eq!(world.count("SELECT COUNT(*) AS n FROM organizations"), 16);
        assert!(world.new_mails().await.is_empty());
    }
);
