//! Citizens who sign in with the account of their city: what a provider may say, what it may not, and whose account is whose.
use crate::pages::Visitor;
use crate::provider::{Provider, person};
use crate::world::*;
use ratsweg::people::Actor;
use ratsweg::people::accounts::{self, NewAccount};
use ratsweg::people::input::{Email, Name};
use ratsweg::queue::{Job, store as queue};
use ratsweg::words::Language;
use ratsweg::{mail, papers, work};
use reqwest::Method;
use serde_json::json;

/// Makes two tests of a story with a provider of its own, in a world in which every council of the program is loaded.
macro_rules! both_with_provider {
    ($name:ident, $story:expr $(,)?) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            fn play(engine: Engine) {
                let provider = Provider::start();
                let change = |config: &mut ratsweg::config::Config| {
                    config.councils.load.clear();
                    provider.configure(config);
                };
                play_with(engine, change, async |world: &World| ($story)(world, &provider).await);
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
    };
}

pub(crate) use both_with_provider;

/// Where a bare answer sends to.
fn target(answer: &crate::client::Answer) -> String {
    assert_eq!(answer.status, 303, "{}: {}", answer.what, answer.body);
    answer.header("location").to_owned()
}

/// Leaves for the provider and comes back with its answer: the path with which the browser comes back.
pub async fn away(visitor: &Visitor, provider: &Provider, world: &World, next: &str) -> String {
    let query = serde_urlencoded::to_string([("next", next)]).unwrap();
    let left = target(&visitor.bare(Method::GET, &format!("/login/oidc?{query}"), &[]).await);
    let back = provider.meet(&left).await;
    back.strip_prefix(&world.base).expect("back to us").to_owned()
}

/// Signs in at the provider; the page that is open then.
pub async fn sign_in<'a>(
    visitor: &'a mut Visitor,
    provider: &Provider,
    world: &World,
    next: &str,
) -> &'a crate::pages::Page {
    let back = away(visitor, provider, world, next).await;
    visitor.go(&back).await
}

async fn is_in(visitor: &mut Visitor) -> bool {
    visitor.go("/account").await.path == "/account"
}

fn sessions(world: &World) -> i64 {
    world.count("SELECT COUNT(*) AS n FROM sessions")
}

both_with_provider!(a_citizen_signs_in_and_has_one_account, async |world: &World, provider: &Provider| {
    let mut visitor = world.visitor();
    let page = visitor.open("/login?next=/leipzig/papers?q=a").await;
    let link = page.link("Mit «Mein Konto» anmelden");
    assert_eq!(link, "/login/oidc?next=%2Fleipzig%2Fpapers%3Fq%3Da");
    let back = away(&visitor, provider, world, "/leipzig/papers?q=a").await;
    let answer = visitor.bare(Method::GET, &back, &[]).await;
    assert_eq!(target(&answer), "/leipzig/papers?q=a");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    visitor.open("/account").await.must_say("regula.frei@post.example");
    visitor.page.must_say("Regula Frei");
    assert!(visitor.page.all("form").iter().all(|form| !form.contains("Bisheriges Kennwort")), "she has no password");
    visitor.submit("/logout", &[]).await;
    assert!(!is_in(&mut visitor).await);
    // Again, without a way to go on: it is the same account.
    let mut again = world.visitor();
    assert_eq!(sign_in(&mut again, provider, world, "").await.path, "/");
    assert!(is_in(&mut again).await);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM identities"), 1);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM accounts WHERE email = 'regula.frei@post.example'"), 1);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM grants g JOIN identities i ON i.account_id = g.account_id"), 0);
    // The first time, somebody is told what is kept; another host is never where it goes.
    provider.behave(|manners| manners.person = person("k-2", "b@post.example", "B"));
    let mut other = world.visitor();
    let page = sign_in(&mut other, provider, world, "https://evil.example/").await;
    assert_eq!(page.path, "/account?done=joined");
    page.must_say("Ihr Konto ist angelegt");
    assert_eq!(provider.described(), 1, "it was asked for its description once");
    assert_eq!(
        world.count("SELECT COUNT(*) AS n FROM events WHERE subject LIKE 'account:%' AND action LIKE 'identity%'"),
        0
    );
});

both_with_provider!(a_forged_answer_signs_nobody_in, async |world: &World, provider: &Provider| {
    let untrusted = "war nicht echt";
    let now = world.app.real_now().0.timestamp();
    let lies = [
        (json!({ "aud": "another" }), untrusted),
        (json!({ "iss": "https://evil.example" }), untrusted),
        (json!({ "nonce": "n" }), untrusted),
        (json!({ "sub": "" }), untrusted),
        (json!({ "exp": now - 3600, "iat": now - 7200 }), "gehen verschieden"),
        (json!({ "iat": now + 3600 }), "gehen verschieden"),
        (json!({ "email_verified": false }), "noch nicht bestätigt"),
        (json!({ "email_verified": null }), "noch nicht bestätigt"),
        (json!({ "email": "a@b@c" }), "kann hier nicht verwendet werden"),
    ];
    for (lie, said) in lies {
        provider.behave(|manners| manners.lies = lie.clone());
        let mut visitor = world.visitor();
        let page = sign_in(&mut visitor, provider, world, "/account").await;
        assert_eq!(page.answer.status, 422, "{lie}");
        page.must_say(said);
        assert!(!is_in(&mut visitor).await, "{lie}");
    }
    provider.behave(|manners| {
        manners.lies = json!({});
        manners.wrong_key = true;
    });
    let mut visitor = world.visitor();
    sign_in(&mut visitor, provider, world, "/account").await.must_say(untrusted);
    // Ten failed: like a password that is tried, the next one waits.
    provider.behave(|manners| manners.wrong_key = false);
    let page = sign_in(&mut visitor, provider, world, "/account").await;
    assert_eq!((page.answer.status, sessions(world)), (429, 0));
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM identities"), 0);
});

both_with_provider!(what_belongs_to_another_window_signs_nobody_in, async |world: &World, provider: &Provider| {
    let (mut mine, mut theirs) = (world.visitor(), world.visitor());
    // Somebody makes another follow their own answer: signed in as them, it would be their account that is used.
    let back = away(&theirs, provider, world, "").await;
    let page = mine.go(&back).await;
    assert_eq!(page.answer.status, 422);
    page.must_say("nicht in diesem Fenster begonnen");
    away(&mine, provider, world, "").await;
    mine.go(&back).await.must_say("nicht in diesem Fenster begonnen");
    assert_eq!(sessions(world), 0);
    // Once and not again, and not under another issuer's name.
    let elsewhere = back.replace("iss=http", "iss=https");
    theirs.go(&elsewhere).await.must_say("war nicht echt");
    let back = away(&theirs, provider, world, "").await;
    theirs.go(&back).await;
    assert!(is_in(&mut theirs).await);
    assert_eq!(sessions(world), 1);
    theirs.go(&back).await.must_say("nicht in diesem Fenster begonnen");
    // A cookie that is not ours.
    let forged = mine.bare(Method::GET, &back, &[("Cookie", "ratsweg-attempt=a.b.c")]).await;
    assert_eq!(forged.status, 422);
    // Too late.
    let late = ratsweg::people::oidc::attempt::Attempt::new("", world.app.real_now() + chrono::TimeDelta::minutes(-11));
    let cookie = format!("ratsweg-attempt={}", late.sign(&world.app.secret).unwrap());
    let path = format!("/login/oidc/callback?code=x&state={}&iss={}", late.state, provider.base());
    let answer = world.visitor().bare(Method::GET, &path, &[("Cookie", &cookie)]).await;
    assert!(answer.body.contains("länger als zehn Minuten"), "{}", answer.body);
    assert!(answer.body.contains("/login/oidc"), "from there it can be begun anew");
});

both_with_provider!(refusal_and_silence_are_told, async |world: &World, provider: &Provider| {
    provider.behave(|manners| manners.is_down = true);
    let mut visitor = world.visitor();
    let page = visitor.go("/login/oidc?next=/account").await;
    assert_eq!(page.answer.status, 422);
    page.must_say("antwortet gerade nicht");
    let next = ("next".to_owned(), "/account".to_owned());
    assert!(page.form("/login").values.contains(&next), "the password's form still goes on there");
    let asked = provider.described();
    visitor.go("/login/oidc").await.must_say("antwortet gerade nicht");
    assert_eq!(provider.described(), asked, "who waits for it waits once");
    let mut english = world.visitor();
    let said = english.bare(Method::GET, "/login/oidc", &[("Accept-Language", "en")]).await;
    assert!(said.body.contains("is not answering at the moment"), "{}", said.body);
    english.go("/login").await;
});

both_with_provider!(a_person_may_refuse, async |world: &World, provider: &Provider| {
    provider.behave(|manners| manners.denies = true);
    let mut visitor = world.visitor();
    let page = sign_in(&mut visitor, provider, world, "/account").await;
    page.must_say("nicht zugestimmt");
    page.must_not_say("Boo");
    // The code is refused, the secret is wrong: a sentence all the same.
    provider.behave(|manners| manners.denies = false);
    let back = away(&visitor, provider, world, "").await;
    let (head, _) = back.split_once("code=").unwrap();
    visitor.go(&format!("{head}code=another")).await.must_say("nicht bestätigt");
    assert_eq!(sessions(world), 0);
});

both_with_provider!(
    a_key_that_is_new_and_an_address_told_apart_are_taken,
    async |world: &World, provider: &Provider| {
        let mut visitor = world.visitor();
        provider.behave(|manners| {
            manners.tells_apart = true;
            manners.secret_in_body = true;
        });
        sign_in(&mut visitor, provider, world, "").await;
        assert!(is_in(&mut visitor).await);
        // Just after the keys were asked for nobody asks again: a stranger cannot keep us asking.
        provider.change_key();
        sign_in(&mut world.visitor(), provider, world, "").await.must_say("war nicht echt");
        // Her address at the provider is another one now: her mails follow it, unless it is somebody's here.
        let mut visitor = world.visitor();
        let answer = world.text("SELECT email AS t FROM accounts a JOIN identities i ON i.account_id = a.id");
        assert_eq!(answer, "regula.frei@post.example");
        visitor.open("/login").await;
    }
);

both_with_provider!(no_account_is_taken_over_by_its_address, async |world: &World, provider: &Provider| {
    for address in [OFFICE, CITIZEN, &OFFICE.to_uppercase()] {
        provider.behave(|manners| manners.person = person("k-9", address, "Wer auch immer"));
        let mut visitor = world.visitor();
        let page = sign_in(&mut visitor, provider, world, "/account").await;
        assert_eq!(page.answer.status, 422);
        page.must_say("schon ein anderes Konto");
        assert!(!is_in(&mut visitor).await);
    }
    assert_eq!((sessions(world), world.count("SELECT COUNT(*) AS n FROM identities")), (0, 0));
    // Nor by an address that changes later.
    provider.behave(|manners| manners.person = person("k-9", "neu@post.example", "N"));
    sign_in(&mut world.visitor(), provider, world, "").await;
    let address = || world.text("SELECT email AS t FROM accounts a JOIN identities i ON i.account_id = a.id");
    provider.behave(|manners| manners.person = person("k-9", OFFICE, "N"));
    sign_in(&mut world.visitor(), provider, world, "").await;
    assert_eq!(address(), "neu@post.example");
    provider.behave(|manners| manners.person = person("k-9", "umgezogen@post.example", "N"));
    sign_in(&mut world.visitor(), provider, world, "").await;
    assert_eq!(address(), "umgezogen@post.example");
    // Who was disabled stays so.
    world.sql("UPDATE accounts SET disabled_at = created_at WHERE email = 'umgezogen@post.example'");
    let mut visitor = world.visitor();
    sign_in(&mut visitor, provider, world, "").await.must_say("ist gesperrt");
    assert!(!is_in(&mut visitor).await);
});

both_with_provider!(many_followers_are_told_piece_by_piece, async |world: &World, _provider: &Provider| {
    const MANY: usize = 1100;
    let app = &world.app;
    let paper = world.admitted().await;
    world.work().await;
    let id = paper["id"].as_str().unwrap().parse().unwrap();
    app.write_blocking(&Actor::system(), |tx| {
        for n in 0..MANY {
            let (email, name) = (Email::parse(&format!("n{n}@post.example"))?, Name::parse("N")?);
            let account = accounts::act::create(tx, &NewAccount { email, name, language: Language::De, person: None })?;
            papers::store::follow(tx, id, account)?;
        }
        Ok(())
    })
    .unwrap();
    let before = world.count("SELECT COUNT(*) AS n FROM deliveries");
    world.act(&world.spd(), &paper, "withdraw", json!({ "reason": "Erledigt" })).await;
    let (mut pieces, mut most) = (0, 0);
    let mut written = before;
    loop {
        let claimed = queue::claim(&mut app.db.get().unwrap(), app.real_now()).unwrap();
        let Some((job, _, what)) = claimed else { break };
        let (council, event, after) = match what {
            Job::Announce { council, event } => (council, event, None),
            Job::Tell { council, event, after } => (council, event, Some(after)),
            Job::AccountLink { .. } => panic!("no link was asked for"),
        };
        work::announce::announce(app, job, council, event, after).await.unwrap();
        let now = world.count("SELECT COUNT(*) AS n FROM deliveries");
        (pieces, most, written) = (pieces + 1, most.max(now - written), now);
    }
    assert!(pieces >= 3 && most < 600, "{pieces} pieces, the largest {most}");
    let followers = "SELECT COUNT(*) AS n FROM deliveries WHERE reason = 'follower'";
    assert_eq!(world.count(followers), i64::try_from(MANY).unwrap());
    let several =
        "SELECT COUNT(*) AS n FROM (SELECT address FROM deliveries GROUP BY event_seq, address HAVING COUNT(*) > 1) d";
    assert_eq!(world.count(several), 0, "each is told once");
    // A new password does not wait behind them.
    let email = Email::parse(CITIZEN).unwrap();
    app.write_blocking(&Actor::system(), |tx| accounts::act::request_reset(tx, &email)).unwrap();
    let (job, _, what) = queue::claim(&mut app.db.get().unwrap(), app.real_now()).unwrap().unwrap();
    let Job::AccountLink { token } = what else { panic!("{what:?}") };
    work::account_link::write(app, job, token).await.unwrap();
    let lease = chrono::TimeDelta::minutes(2);
    let next = || mail::store::claim(&mut app.db.get().unwrap(), app.real_now(), lease).unwrap().unwrap();
    let mut ranks = Vec::new();
    while ranks.last() != Some(&mail::Reason::Follower) {
        ranks.push(next().reason);
    }
    assert!(ranks.contains(&mail::Reason::Account), "{ranks:?}");
    world.leave_jobs();
});

#[test]
fn without_a_provider_there_is_no_such_way() {
    play(Engine::Sqlite, async |world: &World| {
        let visitor = world.visitor();
        for path in ["/login/oidc", "/login/oidc/callback?code=x&state=y"] {
            assert_eq!(visitor.bare(Method::GET, path, &[]).await.status, 404, "{path}");
        }
        world.visitor().open("/login").await.must_not_say("Konto der Stadt");
    });
}

#[test]
fn a_configuration_of_a_provider_is_whole_or_refused() {
    let faults = |change: &dyn Fn(&mut ratsweg::config::Oidc)| {
        let mut config = ratsweg::config::Config::default();
        config.oidc.issuer = "https://login.stadt.example".to_owned();
        config.oidc.client_id = "a".to_owned();
        config.oidc.client_secret = "b".to_owned();
        change(&mut config.oidc);
        config.faults().join("\n")
    };
    assert_eq!(faults(&|_| ()), "");
    type Change = fn(&mut ratsweg::config::Oidc);
    let wrong: [(Change, &str); 7] = [
        (|o| o.issuer = "http://login.stadt.example".to_owned(), "oidc.issuer"),
        (|o| o.issuer = "https://login.stadt.example/?a".to_owned(), "oidc.issuer"),
        (|o| o.issuer.clear(), "oidc.issuer is missing"),
        (|o| o.client_id.clear(), "oidc.client_id"),
        (|o| o.client_secret.clear(), "oidc.client_secret"),
        (|o| o.scopes.clear(), "oidc.scopes"),
        (|o| drop(o.label.insert("fr".to_owned(), "x".to_owned())), "oidc.label"),
    ];
    for (change, named) in wrong {
        assert!(faults(&change).contains(named), "{named}: {}", faults(&change));
    }
}
