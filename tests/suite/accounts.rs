//! Accounts, sign-in, sessions and tokens, as whole requests.
use crate::both;
use crate::pages::Visitor;
use crate::world::{CDU, Engine, GREENS, OFFICE, PASSWORD, SPD, World, play_with};
use ratsweg::app::App;
use ratsweg::people::accounts::{self, NewAccount};
use ratsweg::people::credentials::{self, Opened};
use ratsweg::people::input::{Email, Name};
use ratsweg::people::secrets::{self, Audience, Claims};
use ratsweg::people::{Actor, SessionKind};
use ratsweg::words::Language;
use reqwest::Method;
use serde_json::{Value, json};

const NEW: &str = "Ein ganz neues Kennwort";

/// A page that only accounts see, and where others are sent from it.
const MINE: &str = "/account";

async fn is_in(visitor: &mut Visitor) -> bool {
    visitor.go(MINE).await.path == MINE
}

async fn refresh(world: &World, tokens: &Value) -> crate::client::Answer {
    let token = tokens["refresh_token"].as_str().unwrap();
    world.stranger().post("/api/v1/token/refresh", json!({ "refresh_token": token })).await
}

/// What a program is answered that asks for something by this access token.
async fn status_with(world: &World, tokens: &Value) -> u16 {
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let path = "/api/v1/leipzig/papers";
    world.stranger().send(Method::GET, path, &[("Authorization", &bearer)], None).await.status
}

async fn open(app: &App, email: &str, kind: SessionKind) -> Opened {
    credentials::sign_in(app, email, PASSWORD, [127, 0, 0, 1].into(), kind).await.unwrap()
}

/// The cookie of a session, whose token was made so many seconds ago.
fn cookie(app: &App, opened: &Opened, ago: i64) -> String {
    let then = app.real_now() + chrono::TimeDelta::seconds(-ago);
    let issuer = app.config.public_url();
    let claims = Claims::new(&issuer, Audience::Page, opened.account, opened.session, then, 600);
    format!("ratsweg={}", secrets::sign(&app.secret, &claims).unwrap())
}

both!(somebody_signs_in_and_out, async |world: &World| {
    let mut visitor = world.visitor();
    visitor.open(&format!("/login?next={MINE}")).await.must_say("brauchen Sie ein Konto");
    let page = visitor.submit("/login", &[("email", SPD), ("password", "ganz falsch geraten")]).await;
    assert_eq!(page.answer.status, 422);
    page.must_say("passen nicht zusammen");
    let page = visitor.submit("/login", &[("email", &SPD.to_uppercase()), ("password", PASSWORD)]).await;
    assert_eq!(page.path, MINE, "on to where it was going");
    page.must_say(SPD);
    visitor.submit("/logout", &[]).await;
    assert!(!is_in(&mut visitor).await);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM sessions WHERE revoked_at IS NULL"), 0);
});

both!(another_host_is_never_where_it_goes, async |world: &World| {
    for next in ["https://evil.example/", "//evil.example", "/\\evil.example"] {
        let mut visitor = world.visitor();
        visitor.open("/login").await;
        let fields = [("email", SPD), ("password", PASSWORD), ("next", next)];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let page = visitor.post("/login", &fields).await;
        assert!(!page.path.contains("evil"), "{}", page.path);
    }
});

both!(no_answer_tells_which_accounts_exist, async |world: &World| {
    world.sql(&format!("UPDATE accounts SET disabled_at = created_at WHERE email = '{CDU}'"));
    let mut answers = Vec::new();
    for email in [SPD, "niemand@stadt.example", CDU, "rubbish"] {
        let body = json!({ "email": email, "password": "ganz falsch geraten" });
        let answer = world.stranger().post("/api/v1/token", body).await;
        answer.is(401);
        answers.push((answer.status, answer.body));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    let mut pages = Vec::new();
    for email in [SPD, "niemand@stadt.example", CDU] {
        let mut visitor = world.visitor();
        visitor.open("/password/forgot").await;
        let page = visitor.submit("/password/forgot", &[("email", email)]).await;
        page.must_say("Wenn es zu dieser Adresse ein Konto gibt");
        pages.push((page.path.clone(), page.answer.body.clone()));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "the three pages are the same to the byte");
    assert_eq!(world.newly_mailed().await, [SPD]);
    let right = json!({ "email": CDU, "password": PASSWORD });
    world.stranger().post("/api/v1/token", right).await.is(401);
});

both!(a_role_that_is_taken_is_gone_at_once, async |world: &World| {
    let mut office = world.page(OFFICE).await;
    office.open(MINE).await.must_say("Büro für Ratsangelegenheiten");
    world.sql("DELETE FROM grants");
    office.open(MINE).await.must_say("keine besondere Zuständigkeit");
});

both!(a_disabled_account_is_out_at_once, async |world: &World| {
    let mut office = world.page(OFFICE).await;
    let tokens = world.office().tokens().await.unwrap();
    assert!(is_in(&mut office).await);
    world.sql(&format!("UPDATE accounts SET disabled_at = created_at WHERE email = '{OFFICE}'"));
    assert!(!is_in(&mut office).await);
    assert_eq!(status_with(world, &tokens).await, 401);
});

both!(a_new_password_ends_the_other_sessions, async |world: &World| {
    let (mut here, mut there) = (world.page(SPD).await, world.page(SPD).await);
    let tokens = world.spd().tokens().await.unwrap();
    assert_eq!(status_with(world, &tokens).await, 200);
    here.open(MINE).await;
    let twice = [("password", NEW), ("password_again", NEW)];
    let wrong = [twice[0], twice[1], ("old_password", "ganz falsch geraten")];
    here.submit("/account/password", &wrong).await.must_say("nicht das bisherige Kennwort");
    assert!(is_in(&mut there).await);
    let right = [twice[0], twice[1], ("old_password", PASSWORD)];
    here.submit("/account/password", &right).await.must_say("Das Kennwort ist geändert");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM events WHERE action = 'account-own-password'"), 1);
    assert!(is_in(&mut here).await && !is_in(&mut there).await);
    assert_eq!(status_with(world, &tokens).await, 401);
    refresh(world, &tokens).await.is(401);
    world.stranger().post("/api/v1/token", json!({ "email": SPD, "password": PASSWORD })).await.is(401);
    world.stranger().post("/api/v1/token", json!({ "email": SPD, "password": NEW })).await.ok();
});

both!(a_session_can_be_ended_from_another, async |world: &World| {
    let (mut here, mut there) = (world.page(SPD).await, world.page(SPD).await);
    let foreign = open(&world.app, GREENS, SessionKind::Browser).await.session.to_string();
    here.open(MINE).await;
    let csrf = here.page.form("/account").values.into_iter().find(|(name, _)| name == "csrf").unwrap();
    let page = here.post("/account/sessions/end", &[csrf, ("id".to_owned(), foreign)]).await;
    assert_eq!(page.answer.status, 404, "somebody else's session does not exist");
    here.open(MINE).await;
    here.submit("/account/sessions/end", &[]).await.must_say("Die Sitzung ist beendet");
    assert!(is_in(&mut here).await && !is_in(&mut there).await);
});

both!(a_refresh_token_is_good_for_once, async |world: &World| {
    let first = world.spd().tokens().await.unwrap();
    let second = refresh(world, &first).await.ok();
    assert_eq!(second["token_type"], "Bearer");
    assert_eq!(status_with(world, &second).await, 200);
    refresh(world, &first).await.is(401);
    assert_eq!(status_with(world, &second).await, 401, "the thief's use ended the session");
    refresh(world, &second).await.is(401);
    for rubbish in ["", "x", "00000000000000000000000000000000.AAAA"] {
        refresh(world, &json!({ "refresh_token": rubbish })).await.is(401);
    }
});

both!(a_program_gives_its_tokens_back, async |world: &World| {
    let tokens = world.spd().tokens().await.unwrap();
    let body = json!({ "refresh_token": tokens["refresh_token"] });
    assert_eq!(world.stranger().post("/api/v1/token/revoke", body).await.status, 204);
    assert_eq!(status_with(world, &tokens).await, 401);
    refresh(world, &tokens).await.is(401);
    let unknown = json!({ "refresh_token": "unknown" });
    assert_eq!(world.stranger().post("/api/v1/token/revoke", unknown).await.status, 204);
});

both!(a_cookie_opens_no_api_and_a_bearer_token_no_page, async |world: &World| {
    let spd = open(&world.app, SPD, SessionKind::Browser).await;
    let held = cookie(&world.app, &spd, 0);
    let headers = [("Cookie", held.as_str()), ("Origin", world.base.as_str())];
    for path in ["/api/v1/leipzig/papers", "/%61pi/v1/leipzig/papers"] {
        let body = json!({ "kind": "F", "title": "Untergeschoben" });
        let answer = world.stranger().send(Method::POST, path, &headers, Some(&body)).await;
        assert_eq!(answer.status, 401, "{path}: {}", answer.body);
    }
    let tokens = world.spd().tokens().await.unwrap();
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    assert_eq!(world.visitor().bare(Method::GET, MINE, &[("Authorization", &bearer)]).await.status, 303);
    let page_token = format!("Bearer {}", held.trim_start_matches("ratsweg="));
    let answer = world.visitor().bare(Method::GET, "/api/v1/leipzig/papers", &[("Authorization", &page_token)]).await;
    assert_eq!(answer.status, 401);
});

both!(a_page_token_is_renewed_while_its_session_lives, async |world: &World| {
    let spd = open(&world.app, SPD, SessionKind::Browser).await;
    let ask = async |ago: i64| {
        let answer = world.visitor().bare(Method::GET, MINE, &[("Cookie", &cookie(&world.app, &spd, ago))]).await;
        (answer.status, answer.header("set-cookie").to_owned())
    };
    let (status, set) = ask(10).await;
    assert_eq!((status, set.as_str()), (200, ""), "a fresh one stays");
    for ago in [310, 6000] {
        let (status, set) = ask(ago).await;
        assert_eq!(status, 200);
        for part in ["ratsweg=ey", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(set.contains(part), "{set}");
        }
    }
    world.sql("UPDATE sessions SET expires_at = created_at");
    assert_eq!(ask(10).await, (303, String::new()), "an ended session ends every token");
});

both!(a_forged_form_does_nothing, async |world: &World| {
    let spd = open(&world.app, SPD, SessionKind::Browser).await;
    let held = cookie(&world.app, &spd, 0);
    let send = async |origin: &[(&str, &str)], csrf: &str| {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let form = [("name", "Untergeschoben"), ("language", "de"), ("csrf", csrf)];
        let mut request = http.post(format!("{}{MINE}", world.base)).form(&form).header("Cookie", &held);
        for (name, value) in origin {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap().status().as_u16()
    };
    let token = secrets::form_token(&world.app.secret, spd.session);
    let ours = [("Origin", world.base.as_str())];
    assert_eq!(send(&[], &token).await, 403, "no word of the browser");
    assert_eq!(send(&[("Origin", "https://evil.example")], &token).await, 403);
    assert_eq!(send(&[("Sec-Fetch-Site", "cross-site"), ours[0]], &token).await, 403);
    assert_eq!(send(&ours, "").await, 403, "no token");
    assert_eq!(
        send(&ours, &secrets::form_token(&world.app.secret, Default::default())).await,
        403,
        "another session's"
    );
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM accounts WHERE name = 'Untergeschoben'"), 0);
    assert_eq!(send(&ours, &token).await, 303);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM accounts WHERE name = 'Untergeschoben'"), 1);
});

both!(a_forgotten_password_is_set_by_mail, async |world: &World| {
    let mut elsewhere = world.page(SPD).await;
    let mut visitor = world.visitor();
    visitor.open("/password/forgot").await;
    visitor.submit("/password/forgot", &[("email", SPD)]).await;
    let mails = world.new_mails().await;
    assert_eq!(mails.len(), 1);
    let link = mails[0].link("/password/reset").trim_start_matches(&world.base).to_owned();
    visitor.open(&link).await.must_say(SPD);
    let differs = [("password", NEW), ("password_again", "Ein ganz anderes")];
    visitor.submit("/password/reset", &differs).await.must_say("nicht gleich");
    let short = [("password", "kurz"), ("password_again", "kurz")];
    visitor.submit("/password/reset", &short).await.must_say("zu kurz");
    assert!(is_in(&mut elsewhere).await, "nothing has happened yet");
    let page = visitor.submit("/password/reset", &[("password", NEW), ("password_again", NEW)]).await;
    page.must_say("Das Kennwort ist gesetzt");
    assert!(!is_in(&mut elsewhere).await);
    visitor.sign_in(SPD, NEW).await;
    let spent = world.visitor().bare(Method::GET, &link, &[]).await;
    assert_eq!(spent.status, 410);
    let invitation = link.replace("/password/reset", "/invitation");
    assert_eq!(world.visitor().bare(Method::GET, &invitation, &[]).await.status, 410, "for its purpose only");
});

both!(an_invitation_opens_an_account, async |world: &World| {
    let new = NewAccount {
        email: Email::parse("neu@stadt.example").unwrap(),
        name: Name::parse("Nele Umlauft").unwrap(),
        language: Language::De,
        person: None,
    };
    let again = new.clone();
    let make = move |tx: &mut ratsweg::app::Tx<'_>| {
        let id = accounts::act::create(tx, &new)?;
        accounts::act::invite(tx, id)
    };
    world.app.write(&Actor::system(), make).await.unwrap();
    let twice = world.app.write(&Actor::system(), move |tx| accounts::act::create(tx, &again)).await;
    assert!(matches!(twice, Err(ratsweg::error::Error::Refused(_))));
    let mails = world.new_mails().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "neu@stadt.example");
    let link = mails[0].link("/invitation").trim_start_matches(&world.base).to_owned();
    let mut visitor = world.visitor();
    visitor.open(&link).await.must_say("Nele Umlauft");
    visitor.submit("/invitation", &[("password", NEW), ("password_again", NEW)]).await.must_say("ist gesetzt");
    visitor.sign_in("neu@stadt.example", NEW).await;
});

both!(an_account_changes_its_details, async |world: &World| {
    let mut spd = world.page(SPD).await;
    spd.open(MINE).await;
    let page = spd.submit("/account", &[("name", "Merle\tAust")]).await;
    assert_eq!(page.answer.status, 422);
    let page = spd.submit("/account", &[("name", "Merle <Aust>"), ("language", "en")]).await;
    page.must_say("sind gespeichert");
    page.must_say("Merle <Aust>");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM accounts WHERE language = 'en' AND name LIKE 'Merle <%'"), 1);
});

/// Guessing ends, for the account and for the address; behind a trusted proxy each client has a count of its own.
mod guessing_ends {
    use super::*;

    async fn story(world: &World) {
        let sign_in = async |email: &str, password: &str, from: &str| {
            let body = json!({ "email": email, "password": password });
            let headers = [("X-Forwarded-For", from)];
            world.stranger().send(Method::POST, "/api/v1/token", &headers, Some(&body)).await
        };
        for _ in 0..3 {
            sign_in(SPD, "ganz falsch geraten", "192.0.2.1").await.is(401);
        }
        let refused = sign_in(SPD, PASSWORD, "192.0.2.2").await;
        refused.is(429);
        let seconds: u64 = refused.header("retry-after").parse().unwrap();
        assert!((1..=901).contains(&seconds), "{seconds}");
        sign_in(GREENS, PASSWORD, "192.0.2.1").await.is(429);
        sign_in(GREENS, PASSWORD, "198.51.100.7, 192.0.2.3").await.ok();
        for _ in 0..5 {
            sign_in(GREENS, PASSWORD, "192.0.2.3").await.ok();
        }
        for name in ["niemand@stadt.example"; 3] {
            sign_in(name, PASSWORD, "192.0.2.4").await.is(401);
        }
        sign_in("niemand@stadt.example", PASSWORD, "192.0.2.5").await.is(429);
    }

    fn play(engine: Engine) {
        let change = |config: &mut ratsweg::config::Config| {
            config.security.sign_in_tries = 3;
            config.server.trusted_proxies = vec![[127, 0, 0, 1].into()];
        };
        play_with(engine, change, story);
    }

    #[test]
    fn sqlite() {
        play(Engine::Sqlite);
    }
    #[test]
    fn postgres() {
        play(Engine::Postgres);
    }
}

/// A session cookie never goes over an open line.
mod without_tls_nobody_signs_in {
    use super::*;

    async fn story(world: &World) {
        let fields = [("email", SPD), ("password", PASSWORD)].map(|(n, v)| (n.to_owned(), v.to_owned()));
        let mut visitor = world.visitor();
        let page = visitor.post("/login", &fields).await;
        assert_eq!(page.answer.status, 422);
        assert_eq!(page.answer.header("set-cookie"), "");
        page.must_say("verschlüsselte Verbindung");
    }

    #[test]
    fn sqlite() {
        play_with(Engine::Sqlite, |config| config.server.public_url = "http://rat.example".to_owned(), story);
    }
}
