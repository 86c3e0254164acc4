//! A citizen of Zürich (procedure.md 3.3): reads without an account, signs in with that of the city, follows a matter, is
//! told of what is public and of nothing else, takes her data along, and goes.
use crate::citizens::{both_with_provider, sign_in};
use crate::mails::Mail;
use crate::provider::Provider;
use crate::story_towns::Town;
use crate::world::*;
use reqwest::Method;
use serde_json::{Value, json};

const HER: &str = "regula.frei@post.example";
const PAGE: &str = "/zuerich/papers/2016-11";

/// A written inquiry, admitted as 2016/11.
async fn inquiry(town: &Town<'_>) -> Value {
    let inquiry = json!({ "kind": "SA", "title": "Umsetzung der Strategie Digitalisierung", "facts": "Wir fragen:",
        "questions": ["Welche Dienste sind digital?"], "organization": "own-name" });
    let first = town.api("birrer");
    let draft = town.draft(&first, inquiry).await;
    town.act(&first, &draft, "invite", json!({ "people": ["kaspar-vontobel"] })).await;
    town.act(&town.api("vontobel"), &draft, "cosign", json!({})).await;
    town.act(&first, &draft, "submit", json!({})).await;
    town.act(&town.office(), &draft, "admit", json!({ "department": "fd" })).await
}

/// The mails to her since this was last asked.
async fn hers(world: &World) -> Vec<Mail> {
    world.new_mails().await.into_iter().filter(|mail| mail.to == HER).collect()
}

fn chains_are_sound(world: &World) {
    world
        .app
        .read_blocking(|db| {
            for council in ratsweg::events::store::chains(db)? {
                let verdict = ratsweg::events::store::verify(db, &council)?;
                assert_eq!(verdict.fault, None);
            }
            Ok(())
        })
        .unwrap();
}

both_with_provider!(a_citizen_follows_is_told_and_goes, async |world: &World, provider: &Provider| {
    let town = Town::zuerich(world);
    world.set_clock("2016-01-06 09:00");
    let paper = inquiry(&town).await;
    world.new_mails().await;

    // Without an account everything public is there to be read, and the way to follow it is shown.
    let mut she = world.visitor();
    for path in ["/", "/zuerich/", "/zuerich/papers", "/zuerich/meetings", "/zuerich/weekly"] {
        she.open(path).await;
    }
    she.open(PAGE).await.must_say("Umsetzung der Strategie Digitalisierung");
    assert_eq!(she.page.link("Anmelden und folgen"), format!("/login?next={PAGE}"));
    assert_eq!(sign_in(&mut she, provider, world, PAGE).await.path, PAGE);
    she.submit("/follow", &[]).await;
    she.open("/account").await.must_say("2016/11");
    assert!(hers(world).await.is_empty(), "what was before is not told afterwards");

    // What the administration does among itself is not hers to know; that the answer is there is.
    let answer = town.act(&town.api("fd.stab"), &paper, "draft-answer", json!({})).await;
    let answers = json!([{ "question": 1, "text": "Viele." }]);
    town.act(&town.api("fd.stab"), &answer, "edit", json!({ "facts": "Der Stadtrat antwortet:", "answers": answers }))
        .await;
    town.act(&town.api("fd.stab"), &answer, "present", json!({})).await;
    town.act(&town.api("fd.leitung"), &answer, "sign", json!({})).await;
    assert!(hers(world).await.is_empty());
    town.act(&town.office(), &answer, "issue", json!({})).await;
    let told = hers(world).await;
    assert_eq!(told.len(), 1, "{:?}", told.iter().map(|mail| &mail.subject).collect::<Vec<_>>());
    let link = told[0].link("/unsubscribe");
    assert_eq!(told[0].header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");

    // A matter that is no longer public tells her nothing more, and is named nowhere.
    let motion = json!({ "kind": "M", "title": "Zzgeheime Strategie", "facts": "Heute nicht.", "points": ["Etwas."] });
    let motion = town.filed(&town.api("sp.buero"), motion).await;
    let id = motion["id"].as_str().unwrap();
    let page = format!("/zuerich/papers/{}", motion["slug"].as_str().unwrap());
    she.open(&page).await;
    she.submit("/follow", &[]).await;
    world.new_mails().await;
    world.sql(&format!("UPDATE papers SET circle = 'council', confidential = TRUE WHERE id = '{id}'"));
    town.sits(&motion, "committal", "2016-03-09", "Rathaus Hard").await;
    let mails = world.new_mails().await;
    let told: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert!(!told.is_empty() && !told.contains(&HER), "the council is told, she is not: {told:?}");
    assert_eq!(she.go(&page).await.answer.status, 404);
    she.open("/account").await.must_not_say("Zzgeheim");
    let export = she.bare(Method::GET, "/account/export", &[]).await;
    assert!(export.body.contains(id) && !export.body.contains("Zzgeheim"), "{}", export.body);
    world.sql(&format!("UPDATE papers SET circle = 'public', confidential = FALSE WHERE id = '{id}'"));

    // One click ends one matter's mails (RFC 8058), without cookies.
    let path = link.strip_prefix(&world.base).unwrap();
    let form = "application/x-www-form-urlencoded";
    let stopped = world.visitor().bare_body(path, form, b"List-Unsubscribe=One-Click".to_vec()).await;
    assert_eq!(stopped.status, 200);
    she.open("/account").await.must_not_say("2016/11");

    // Everything about her, and nothing about others.
    she.submit("/account", &[("name", "Regula Zurbuchen")]).await;
    let export = she.bare(Method::GET, "/account/export", &[]).await;
    assert_eq!(export.header("content-disposition"), "attachment; filename=\"ratsweg-account.json\"");
    assert_eq!(export.header("cache-control"), "private, no-store");
    let data = export.json();
    assert_eq!((&data["account"]["email"], &data["account"]["name"]), (&json!(HER), &json!("Regula Zurbuchen")));
    assert_eq!((&data["identities"][0]["subject"], &data["roles"]), (&json!("k-4711"), &json!([])));
    assert_eq!(data["follows"][0]["title"], "Zzgeheime Strategie");
    assert_eq!(data["sessions"][0]["kind"], "browser");
    let mails: Vec<_> = data["mails"].as_array().unwrap().iter().map(|mail| mail["state"].as_str().unwrap()).collect();
    assert!(mails.contains(&"sent") && mails.contains(&"dropped"), "{mails:?}");
    let councils = world.app.councils.len();
    let told: Vec<_> = data["events"].as_array().unwrap().iter().map(|event| &event["content"]["people"][0]).collect();
    assert_eq!(told, vec!["Regula Zurbuchen"; councils], "what the histories say of her");
    assert!(!export.body.contains("zuerich.example.org"), "nobody else is in it");
    assert_eq!(world.visitor().bare(Method::GET, "/account/export", &[]).await.status, 303);

    // She goes, after she has said so twice.
    chains_are_sound(world);
    she.open("/account").await;
    let link = she.page.link("Konto löschen");
    she.open(&link).await;
    let page = she.submit("/account/delete", &[]).await;
    assert_eq!(page.answer.status, 422);
    page.must_say("Bitte bestätigen Sie");
    let page = she.submit("/account/delete", &[("confirm", "1")]).await;
    assert_eq!(page.path, "/login?done=deleted");
    page.must_say("ist gelöscht");
    assert_ne!(she.go("/account").await.path, "/account");
    for table in ["accounts WHERE email", "deliveries WHERE address"] {
        assert_eq!(world.count(&format!("SELECT COUNT(*) AS n FROM {table} = '{HER}'")), 0, "{table}");
    }
    for table in ["identities", "follows", "autosaves"] {
        assert_eq!(world.count(&format!("SELECT COUNT(*) AS n FROM {table}")), 0, "{table}");
    }
    let named = "SELECT COUNT(*) AS n FROM events WHERE payload LIKE '%Regula Frei%' OR payload LIKE '%Zurbuchen%'";
    assert_eq!(world.count(named), 0);
    let gaps =
        world.count("SELECT COUNT(*) AS n FROM events WHERE action = 'account-erased' AND circle = 'administration'");
    assert_eq!(usize::try_from(gaps).unwrap(), councils);
    chains_are_sound(world);
    let consultation = town.paper(&town.office(), &motion).await["consultations"][0].clone();
    town.result(&consultation, json!({ "result": "committed" })).await;
    let mails = world.new_mails().await;
    assert!(!mails.is_empty() && mails.iter().all(|mail| mail.to != HER));
    // Whoever comes back begins anew.
    let mut again = world.visitor();
    assert_eq!(sign_in(&mut again, provider, world, "").await.path, "/account?done=joined");
    again.page.must_say("Sie folgen keiner Vorlage");
});

both_with_provider!(who_acts_for_others_cannot_go_alone, async |world: &World, _provider: &Provider| {
    let mut office = world.page(OFFICE).await;
    office.open("/account/delete").await.must_say("Zuständigkeit");
    let csrf = office.open("/account").await.field("csrf");
    let fields = [("csrf", csrf.as_str()), ("confirm", "1"), ("password", PASSWORD)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let page = office.post("/account/delete", &fields).await;
    assert_eq!(page.answer.status, 422);
    office.open("/account").await;
    // Nor who once did, and left traces in the council's business.
    let draft = world.draft().await;
    world.sql(&format!("DELETE FROM grants WHERE account_id = (SELECT id FROM accounts WHERE email = '{SPD}')"));
    world.page(SPD).await.open("/account/delete").await.must_say("gearbeitet");
    assert!(draft["id"].is_string());
    // Who has a password must know it.
    let mut citizen = world.page(CITIZEN).await;
    citizen.open("/account/delete").await;
    let page = citizen.submit("/account/delete", &[("confirm", "1"), ("password", "geraten")]).await;
    assert_eq!(page.answer.status, 422);
    page.must_say("nicht das bisherige Kennwort");
    let page = citizen.submit("/account/delete", &[("confirm", "1"), ("password", PASSWORD)]).await;
    assert_eq!(page.path, "/login?done=deleted");
    assert_eq!(world.count(&format!("SELECT COUNT(*) AS n FROM accounts WHERE email = '{CITIZEN}'")), 0);
    chains_are_sound(world);
    world.leave_jobs();
});
