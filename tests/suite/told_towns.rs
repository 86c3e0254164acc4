//! Who is told in the Swiss towns, to the last address (procedure.md §1.9; stories 3.2 and 3.3), and in which language: in
//! the reader's own as far as the council speaks it.
use crate::mails::Mail;
use crate::story_towns::{Town, both_elsewhere, motion};
use crate::world::*;
use serde_json::{Value, json};

/// The addresses of these mails, sorted, each as often as it was written to.
fn to(mails: &[Mail]) -> Vec<String> {
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.clone()).collect();
    to.sort();
    to
}

fn at(town: &Town<'_>, groups: &[&[&str]]) -> Vec<String> {
    let mut all: Vec<_> = groups.concat().iter().map(|name| format!("{name}@{}", town.host)).collect();
    all.sort();
    all.dedup();
    all
}

/// Exactly these people were told since this was last asked, each once.
#[track_caller]
fn exactly(town: &Town<'_>, groups: &[&[&str]]) -> impl Future<Output = Vec<Mail>> {
    let place = std::panic::Location::caller();
    let (wanted, world) = (at(town, groups), town.world);
    async move {
        let mails = world.new_mails().await;
        assert_eq!(to(&mails), wanted, "at {place}: {:?}", mails.first().map(|mail| &mail.subject));
        mails
    }
}

/// The mails whose subject says this, and the others.
fn saying(mails: Vec<Mail>, words: &str) -> (Vec<Mail>, Vec<Mail>) {
    mails.into_iter().partition(|mail| mail.subject.contains(words))
}

mod zofingen {
    pub const SUBMITTER: &[&str] = &["sp", "sp.buero", "cavegn"];
    pub const FACTIONS: &[&str] = &["sp", "fdp", "svp", "sp.buero", "fdp.buero", "svp.buero", "cavegn"];
    /// The members of the Einwohnerrat who have accounts.
    pub const MEMBERS: &[&str] = &["cavegn", "praesidium", "sagmeister"];
    pub const DEPARTMENT: &[&str] = &["informatik", "stadtschreiber"];
    pub const EXECUTIVE: &[&str] = &["stadtammann", "stadtrat", "ammann"];
    pub const MEDIA: &[&str] = &["redaktion", "nachrichten"];
    /// What the administration files is also told at the address of the department that wrote it.
    pub const AUTHOR: &[&str] = &["stadtkanzlei"];
}

both_elsewhere!(a_motion_of_zofingen_is_told_to_members_executive_and_media, async |world: &World| {
    use zofingen::*;
    let town = Town::zofingen(world);
    let filed = [
        ("M", "Alle Dienste auch digital", "2023-08-21", "2023-09-18"),
        ("P", "Dienste am Schalter", "2023-09-20", "2023-10-23"),
    ];
    for (kind, title, day, sitting) in filed {
        world.set_clock(&format!("{day} 09:00"));
        let draft = town.draft(&town.api("sp.buero"), motion(kind, title)).await;
        world.new_mails().await;
        town.act(&town.api("sp.buero"), &draft, "submit", json!({})).await;
        exactly(&town, &[SUBMITTER]).await;
        town.act(&town.office(), &draft, "admit", json!({ "department": town.department })).await;
        // § 49 Abs. 7: in full text to the members, the Stadtrat and the media.
        for mail in exactly(&town, &[FACTIONS, MEMBERS, DEPARTMENT, EXECUTIVE, MEDIA]).await {
            assert!(mail.text.contains(title) && mail.text.contains("/zofingen/papers/ER.2023."), "{}", mail.text);
        }
        let consultation = town.sits(&draft, "committal", sitting, "Stadtsaal").await;
        exactly(&town, &[FACTIONS, MEMBERS, DEPARTMENT, EXECUTIVE]).await;
        town.result(&consultation, json!({ "result": "committed" })).await;
        let (decided, ordered) = saying(world.new_mails().await, "überwiesen");
        assert_eq!(to(&decided), at(&town, &[FACTIONS, MEMBERS, DEPARTMENT, EXECUTIVE]));
        // What it orders is told to those who asked for it and to those who have to do it.
        assert_eq!(to(&ordered), at(&town, &[SUBMITTER, DEPARTMENT]));
    }
    world.leave_jobs();
});

/// The credit of the story: filed, recommended and adopted with two orders; what was told until then is forgotten.
async fn credit(town: &Town<'_>, amount: &str) -> Value {
    town.world.set_clock("2023-08-21 09:00");
    let credit = crate::story_zofingen::drafted(town, amount, None).await;
    let credit = crate::story_zofingen::adopted(town, &crate::story_zofingen::recommended(town, &credit).await).await;
    town.world.new_mails().await;
    credit
}

both_elsewhere!(legal_force_is_told_to_everybody_at_each_step, async |world: &World| {
    use zofingen::*;
    let town = Town::zofingen(world);
    let everybody: &[&[&str]] = &[FACTIONS, MEMBERS, DEPARTMENT, EXECUTIVE, MEDIA, AUTHOR];
    let credit = credit(&town, "1'235'000").await;
    // On the last day of the referendum nobody is told of anything; on the next the decision binds.
    world.set_clock("2023-11-22 23:00");
    ratsweg::work::daily::warn(&world.app).await.unwrap();
    exactly(&town, &[]).await;
    world.set_clock("2023-11-23 01:00");
    ratsweg::work::daily::warn(&world.app).await.unwrap();
    let (binding, others) = saying(world.new_mails().await, "Beschluss rechtskräftig");
    assert_eq!(to(&binding), at(&town, everybody));
    for mail in &binding {
        assert!(mail.text.contains("Niemand hat in der Frist eine Volksabstimmung verlangt."), "{}", mail.text);
    }
    // Beside that only whoever has the orders hears that they now are to be carried out.
    assert!(others.iter().all(|mail| at(&town, &[DEPARTMENT, AUTHOR]).contains(&mail.to)), "{:?}", to(&others));
    // A demand that came in time, and is recorded after that day, brings the vote all the same.
    let force = |action: &'static str, inputs: Value| {
        let town = &town;
        let credit = &credit;
        async move { crate::story_zofingen::force(town, "ratssekretariat", credit, action, inputs).await.ok() }
    };
    world.set_clock("2023-11-24 08:00");
    force("request-vote", json!({ "requested_on": "2023-11-22", "signatures": 1204, "voters": 12040 })).await;
    for mail in exactly(&town, everybody).await {
        assert!(mail.text.contains("Gültige Unterschriften: 1'204 von 12'040 Stimmberechtigten"), "{}", mail.text);
    }
    world.set_clock("2024-03-04 08:00");
    force("record-vote", json!({ "voted_on": "2024-03-03", "yes": 1102, "no": 3204 })).await;
    for mail in exactly(&town, everybody).await {
        assert!(mail.subject.contains("In der Volksabstimmung abgelehnt"), "{}", mail.subject);
        assert!(mail.text.contains("1'102 Ja, 3'204 Nein"), "{}", mail.text);
    }
    world.leave_jobs();
});

both_elsewhere!(what_the_people_accept_is_told_to_everybody, async |world: &World| {
    use zofingen::*;
    let town = Town::zofingen(world);
    let credit = credit(&town, "3'200'000").await;
    world.set_clock("2024-03-04 08:00");
    let vote = json!({ "voted_on": "2024-03-03", "yes": 3204, "no": 1102 });
    crate::story_zofingen::force(&town, "ratssekretariat", &credit, "record-vote", vote).await.ok();
    let (accepted, others) = saying(world.new_mails().await, "In der Volksabstimmung angenommen");
    assert_eq!(to(&accepted), at(&town, &[FACTIONS, MEMBERS, DEPARTMENT, EXECUTIVE, MEDIA, AUTHOR]));
    assert!(others.iter().all(|mail| at(&town, &[DEPARTMENT, AUTHOR]).contains(&mail.to)), "{:?}", to(&others));
    world.leave_jobs();
});

mod zuerich {
    pub const SUBMITTER: &[&str] = &["sp", "sp.buero", "birrer", "vontobel"];
    pub const FACTIONS: &[&str] =
        &["sp", "fdp", "gruene", "sp.buero", "fdp.buero", "gruene.buero", "birrer", "vontobel"];
    pub const DEPARTMENT: &[&str] = &["fd.stab", "fd.leitung"];
    pub const EXECUTIVE: &[&str] = &["stadtpraesidium", "praesidium"];
    /// The members of the Gemeinderat who have accounts.
    pub const MEMBERS: &[&str] = &["birrer", "vontobel"];
}

/// A day as Switzerland writes it.
fn written(day: &str) -> String {
    day.split('-').rev().collect::<Vec<_>>().join(".")
}

both_elsewhere!(a_motion_of_zuerich_is_told_from_filing_to_writing_off, async |world: &World| {
    use zuerich::*;
    let town = Town::zuerich(world);
    // Filed, decided, due, longer asked for, granted, due then, written off.
    let ways = [
        ("M", ["2016-02-01", "2016-03-09", "2018-03-09", "2018-01-10", "2018-02-12", "2019-03-09", "2018-05-09"]),
        ("P", ["2018-06-01", "2018-07-04", "2020-07-04", "2020-05-04", "2020-06-08", "2021-07-04", "2020-09-02"]),
    ];
    for (kind, [filed, decided, due, asked, granted, longer, ends]) in ways {
        world.set_clock(&format!("{filed} 09:00"));
        let draft = town.draft(&town.api("sp.buero"), motion(kind, "Strategie")).await;
        world.new_mails().await;
        town.act(&town.api("sp.buero"), &draft, "submit", json!({})).await;
        exactly(&town, &[SUBMITTER]).await;
        town.act(&town.office(), &draft, "admit", json!({ "department": town.department })).await;
        exactly(&town, &[FACTIONS, DEPARTMENT, EXECUTIVE]).await;
        let consultation = town.sits(&draft, "committal", decided, "Rathaus Hard").await;
        exactly(&town, &[FACTIONS, MEMBERS, DEPARTMENT, EXECUTIVE]).await;
        let committed = town.result(&consultation, json!({ "result": "committed" })).await;
        let (told, ordered) = saying(world.new_mails().await, "überwiesen");
        assert_eq!(to(&told), at(&town, &[FACTIONS, MEMBERS, DEPARTMENT, EXECUTIVE]));
        for mail in &told {
            assert!(mail.text.contains(&written(due)), "the period of the Stadtrat: {}", mail.text);
        }
        // What it orders is told to those who asked for it and to those who have to do it.
        assert_eq!(to(&ordered), at(&town, &[SUBMITTER, DEPARTMENT]));
        // Longer: asked for by the executive, granted by the council's board.
        world.set_clock(&format!("{asked} 09:00"));
        let asking = json!({ "due_on": longer, "reason": "Die Vernehmlassung läuft." });
        town.on("clocks", &committed["clocks"][0], "ask-extension", asking).await.ok();
        exactly(&town, &[]).await;
        let consultation = town.sits(&draft, "extension", granted, "Rathaus Hard").await;
        exactly(&town, &[FACTIONS, DEPARTMENT, EXECUTIVE]).await;
        town.result(&consultation, json!({ "result": "extension_granted" })).await;
        for mail in exactly(&town, &[FACTIONS, DEPARTMENT]).await {
            assert!(mail.text.contains(&written(longer)) && mail.text.contains("Geschäftsleitung"), "{}", mail.text);
        }
        town.act(&town.office(), &draft, "plan", json!({ "body": "gemeinderat", "role": "writing_off" })).await;
        let consultation = town.sits(&draft, "writing_off", ends, "Rathaus Hard").await;
        exactly(&town, &[FACTIONS, MEMBERS, DEPARTMENT, EXECUTIVE]).await;
        town.result(&consultation, json!({ "result": "written_off" })).await;
        exactly(&town, &[FACTIONS, MEMBERS, DEPARTMENT, EXECUTIVE]).await;
    }
    world.leave_jobs();
});

/// The one mail to this address.
fn mail_to<'a>(mails: &'a [Mail], address: &str) -> &'a Mail {
    let mut found = mails.iter().filter(|mail| mail.to == address);
    let mail = found.next().unwrap_or_else(|| panic!("no mail to {address}"));
    assert!(found.next().is_none(), "one mail to {address}");
    mail
}

fn speak(world: &World, address: &str, language: &str) {
    world.sql(&format!("UPDATE accounts SET language = '{language}' WHERE email = '{address}'"));
}

both_elsewhere!(people_are_written_to_in_their_language_as_far_as_the_council_speaks_it, async |world: &World| {
    // Leipzig speaks German and English, and neither Swedish nor as Switzerland spells.
    let paper = world.submitted().await;
    speak(world, SPD_MEMBER, "en");
    speak(world, GREENS, "sv");
    speak(world, CDU, "de-CH");
    world.new_mails().await;
    let seen = world.paper(&world.office(), &paper).await;
    world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await;
    let mails = world.new_mails().await;
    let english = mail_to(&mails, SPD_MEMBER);
    assert!(english.html.contains("<html lang=\"en\">"), "{}", english.html);
    for said in ["is admitted", "Admitted", "Inquiry", "4 weeks", "You get this message because", "If your address"] {
        assert!(english.text.contains(said), "{said} is not in {}", english.text);
    }
    for address in [GREENS, CDU, "spd@fraktionen.example"] {
        let german = mail_to(&mails, address);
        assert!(german.html.contains("<html lang=\"de\">"), "{address}: {}", german.html);
        assert!(german.text.contains("schließ") || german.text.contains("Vorlage"), "{}", german.text);
    }

    let town = Town::zuerich(world);
    world.set_clock("2016-02-01 09:00");
    speak(world, "birrer@zuerich.example.org", "en");
    speak(world, "vontobel@zuerich.example.org", "de");
    speak(world, "fdp.buero@zuerich.example.org", "sv");
    let draft = town.draft(&town.api("sp.buero"), motion("M", "Strategie")).await;
    town.act(&town.api("sp.buero"), &draft, "submit", json!({})).await;
    world.new_mails().await;
    town.act(&town.office(), &draft, "admit", json!({ "department": town.department })).await;
    town.sits(&draft, "committal", "2016-03-09", "Rathaus Hard").await;
    let (mails, _) = saying(world.new_mails().await, "agenda");
    assert!(mail_to(&mails, "birrer@zuerich.example.org").text.contains("9 Mar 2016, 18:00"));
    let draft = town.draft(&town.api("sp.buero"), motion("P", "Strasse")).await;
    world.set_clock("2016-02-02 09:00");
    town.act(&town.api("sp.buero"), &draft, "submit", json!({})).await;
    world.new_mails().await;
    town.act(&town.office(), &draft, "admit", json!({ "department": town.department })).await;
    let mails = world.new_mails().await;
    let english = mail_to(&mails, "birrer@zuerich.example.org");
    assert!(english.html.contains("<html lang=\"en\">") && english.text.contains("Postulate"), "{}", english.text);
    for name in ["vontobel", "fdp.buero", "sp.buero", "sp"] {
        let swiss = mail_to(&mails, &format!("{name}@zuerich.example.org"));
        assert!(swiss.html.contains("<html lang=\"de-CH\">"), "{name}: {}", swiss.html);
        assert!(!swiss.raw.contains('ß') && !swiss.text.contains('ß'), "{name}: {}", swiss.text);
        assert!(swiss.text.contains("02.02.2016, 09.00 Uhr"), "as Switzerland writes an hour: {}", swiss.text);
        assert!(swiss.text.contains("Bescheid: Parlamentsdienste"), "whom to tell: {}", swiss.text);
    }

    // The mail with a new password is in the language of the council whose account it is.
    let mut visitor = world.visitor();
    visitor.open("/password/forgot").await;
    visitor.submit("/password/forgot", &[("email", "vontobel@zuerich.example.org")]).await;
    let mails = world.new_mails().await;
    let link = mail_to(&mails, "vontobel@zuerich.example.org");
    assert!(link.html.contains("<html lang=\"de-CH\">") && !link.text.contains('ß'), "{}", link.text);
    world.leave_jobs();
});
