//! Every page in a real browser: accessible in light and dark, within 320 px, without a complaint of the browser.
use crate::browser::Look;
use crate::routes;
use crate::world::*;

/// Looks at every page that each of these callers gets by the route table.
fn look_at_the_pages_of(callers: &'static [&'static str]) {
    play(Engine::Sqlite, async |world: &World| {
        let things = routes::things(world).await;
        world.work().await;
        let browser = world.browser(Look::DESK).await;
        let mut faults = Vec::new();
        for caller in callers {
            if !caller.is_empty() {
                browser.sign_in(caller, PASSWORD).await;
            }
            let mut paths = routes::pages(caller, &things);
            paths.push("/leipzig/nothing".to_owned());
            for (number, path) in paths.iter().enumerate() {
                browser.open(path).await;
                let who = caller.split('@').next().filter(|who| !who.is_empty()).unwrap_or("nobody");
                // That an absent page is absent is all that a browser may complain of.
                let findings = browser.findings().await.into_iter().filter(|found| !found.contains("status of 404"));
                faults.extend(findings.map(|finding| format!("{path} ({who}): {finding}")));
                browser.screenshot(&format!("{who}-{number:02}{}", path.replace('/', "-"))).await;
            }
            browser.forget_everything().await;
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    });
}

#[test]
fn the_pages_of_citizens_are_accessible() {
    look_at_the_pages_of(&["", CITIZEN]);
}

#[test]
fn the_pages_of_the_three_desks_are_accessible() {
    look_at_the_pages_of(&[SPD, OFFICE, DRAFTER]);
}

/// The pages that only the demo has: its clock, and the folder of its mails.
#[test]
fn the_pages_of_the_demo_are_accessible() {
    play_demo(Engine::Sqlite, async |world: &World| {
        world.submitted().await;
        world.work().await;
        let browser = world.browser(Look::DESK).await;
        let mut faults = Vec::new();
        let mail = world.visitor().open("/dev/mail").await.all_links("/dev/mail/").into_iter().next();
        let paths = ["/dev/clock".to_owned(), "/dev/mail".to_owned(), mail.expect("a mail in the folder")];
        for path in paths {
            browser.open(&path).await;
            let findings = browser.findings().await;
            faults.extend(findings.into_iter().map(|finding| format!("{path}: {finding}")));
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    });
}
