//! Dortmund's closed case becomes a record for the archive: an xdomea message that is valid, with every file beside it under
//! its hash, and with the hashes of its events, so that whatever is changed afterwards is found.
use crate::both_in_town;
use crate::client::Api;
use crate::town::{Town, with_words};
use crate::world::*;
use ratsweg::records::proof::{self, Verdict};
use ratsweg::visibility::Circle;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::process::Command;

const PROFILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/xdomea/profile.xsd");
/// The first of the standard's own schema files, where there are any.
const OFFICIAL: &str = "xdomea-Nachrichten-AussonderungDurchfuehren.xsd";
const POINT: &str = "Die Verwaltung erarbeitet den Masterplan Digitales Dortmund.";
const SECRET: &str = "Angebot der Firma Quast";
const REMARK: &str = "Mit dem Rechtsamt besprochen.";

/// A motion with a public file and one that is not, decided; its order is still to be carried out.
async fn decided(town: &Town<'_>) -> Value {
    let new = json!({ "kind": "A", "title": "Masterplan Digitales Dortmund", "facts": "Vieles geht nur <hier> & da.",
        "points": [POINT] });
    let motion = town.filed("spd.buero", "dezernat-1", new).await;
    let files = format!("{}/files", town.of(&motion));
    let (plan, offer): (&[_], &[_]) =
        (&[("Zeitplan.txt", b"Schritt 1".as_slice())], &[("Angebot.txt", SECRET.as_bytes())]);
    town.world.attach_to(&town.office(), &files, plan, false).await.ok();
    town.world.attach_to(&town.office(), &files, offer, true).await.ok();
    town.act(&town.office(), &motion, "plan", json!({ "body": "rat", "role": "decision" })).await;
    town.decided(&motion, "2016-05-19", "passed_on").await;
    town.decided(&motion, "2016-07-07", "adopted_unanimous").await;
    motion
}

/// The order is carried out, and the office says so.
async fn carried_out(town: &Town<'_>) {
    town.world.set_clock("2017-03-01 09:00");
    let order = with_words(&town.orders().await, "Masterplan");
    let done = json!({ "report": "Der Masterplan liegt vor.", "done": true });
    let order = town.order(&town.api("dezernat-1.stab"), &order, "report", done).await;
    town.order(&town.office(), &order, "confirm", json!({})).await;
}

/// The bytes of a package, as this program gets them.
async fn package(town: &Town<'_>, who: &Api, id: &Value) -> Vec<u8> {
    let tokens = who.tokens().await.unwrap();
    let url = format!("{}{}", town.world.base, town.path(&format!("records/{}", id.as_str().unwrap())));
    let request = reqwest::Client::new().get(url).bearer_auth(tokens["access_token"].as_str().unwrap());
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/zip");
    let named = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(named.contains(&format!("{}_Aussonderung.Aussonderung.0503.zip", id.as_str().unwrap())), "{named}");
    answer.bytes().await.unwrap().to_vec()
}

/// The files of a package by their names, the message first.
fn unzipped(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().to_string(), bytes)
        })
        .collect()
}

/// The same files as a package again.
fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Holds a message against our profile of the schema and, where they are at hand, against the standard's own files.
#[track_caller]
fn is_valid(message: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("message.xml");
    std::fs::write(&path, message).unwrap();
    let official = std::env::var_os("RATSWEG_XDOMEA_XSD").map(|dir| std::path::PathBuf::from(dir).join(OFFICIAL));
    for schema in [Some(std::path::PathBuf::from(PROFILE)), official].into_iter().flatten() {
        let done =
            Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).arg(&schema).arg(&path).output().unwrap();
        assert!(done.status.success(), "{}: {}", schema.display(), String::from_utf8_lossy(&done.stderr));
    }
}

async fn verdict(world: &World, bytes: &[u8]) -> Verdict {
    let inside = proof::inside(Cursor::new(bytes.to_vec())).unwrap();
    world.app.read(move |db| proof::against(db, inside)).await.unwrap()
}

#[track_caller]
fn must_fault(verdict: &Verdict, words: &str) {
    assert!(verdict.faults.iter().any(|fault| fault.contains(words)), "{words}: {:?}", verdict.faults);
}

both_in_town!("dortmund", "2016-05-02 09:00", a_closed_case_becomes_a_record, async |town: &Town<'_>| {
    let (world, records) = (town.world, town.api("registratur"));
    let motion = decided(town).await;
    let path = format!("{}/record", town.of(&motion));
    let page_path = format!("/dortmund/papers/{}/record", motion["reference"].as_str().unwrap());

    // While the order runs, nothing is packed, and the sentence names it.
    let refused = records.post(&path, json!({})).await.is(422);
    assert!(refused.to_string().contains(POINT), "{refused}");
    assert!(records.get(&path).await.ok()["open"].to_string().contains("Der Auftrag"));
    let mut desk = world.page(&town.mail("registratur")).await;
    desk.open(&page_path).await.must_say("noch nicht beendet");
    assert!(!desk.page.answer.body.contains("method=\"post\" action=\"/dortmund/papers"), "there is no button");
    let asked =
        json!({ "kind": "AT", "title": "Funklöcher", "facts": "Wir bitten um Stellungnahme.", "questions": ["Wo?"] });
    let inquiry = town.filed("cdu.buero", "dezernat-1", asked).await;
    let refused = records.post(&format!("{}/record", town.of(&inquiry)), json!({})).await.is(422).to_string();
    assert!(refused.contains("Rat der Stadt") && refused.contains("Stellungnahme der Verwaltung"), "{refused}");

    carried_out(town).await;
    let noted =
        town.api("dezernat-1.stab").post(&format!("{}/notes", town.of(&motion)), json!({ "text": REMARK })).await;
    assert_eq!(noted.status, 201);
    world.new_mails().await;
    let before = town.seen(&world.stranger(), &motion).await;

    // Packed on its page; that is told to nobody outside.
    desk.open(&format!("/dortmund/papers/{}", motion["reference"].as_str().unwrap())).await;
    let link = desk.page.link("Schriftgut: Paket für das Archiv");
    desk.open(&link).await.must_say("10.24.01/05185-16-ATS");
    desk.page.must_say("§ 9 EGovG NRW");
    desk.submit("/record", &[]).await.must_say("Aussonderung.Aussonderung.0503.zip");
    assert_eq!(town.seen(&world.stranger(), &motion).await, before);
    assert!(world.new_mails().await.is_empty());
    let record = records.get(&path).await.ok();
    let made = &record["packages"][0];
    assert_eq!((&record["unchanged"], &made["author"]), (&json!(true), &json!("Detlev Hünnekes")));
    let unchanged = records.post(&path, json!({})).await.is(422);
    assert!(unchanged.to_string().contains("nichts geändert"), "{unchanged}");

    // The package: the message, named as its process, then the files that it names, each under its hash.
    let bytes = package(town, &records, &made["id"]).await;
    assert_eq!(ratsweg::digest::sha256(&bytes), made["sha256"].as_str().unwrap());
    let files = unzipped(&bytes);
    let (name, message) = &files[0];
    assert_eq!(*name, format!("{}_Aussonderung.Aussonderung.0503.xml", made["id"].as_str().unwrap()));
    is_valid(message);
    let told = String::from_utf8(message.clone()).unwrap();
    for said in [
        "<xdomea:Akte>",
        "<xdomea:Vorgang>",
        "10.24.01/05185-16-ATS",
        "Masterplan Digitales Dortmund",
        "einstimmig zugestimmt",
        "Stadtarchiv Dortmund",
        "<xdomea:AnzahlJahre>10<",
        "<code>B</code>",
        "2027-12-31",
        "<code>002</code>",
        "<code>003</code>",
        "Zeitplan.txt",
        "<xdomea:HistorienProtokollInformation>",
    ] {
        assert!(told.contains(said), "{said} is not in {told}");
    }
    for (name, bytes) in &files[1..] {
        assert!(told.contains(&format!("<xdomea:Dateiname>{name}</xdomea:Dateiname>")), "{name}");
        assert!(told.contains(&ratsweg::digest::sha256(bytes)), "{name}");
    }
    let all = files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect::<String>();
    for said in
        [SECRET, "Schritt 1", REMARK, "Der Masterplan liegt vor.", "Vieles geht nur <hier> & da.", "Beratungsfolge"]
    {
        assert!(all.contains(said), "{said} is not in the package");
    }
    let sound = verdict(world, &bytes).await;
    assert_eq!((sound.faults.as_slice(), sound.files), ([].as_slice(), files.len() - 1), "{sound:?}");
    assert!(sound.events > 10 && sound.recorded.is_some());

    // A second one after a change; both are listed, and the first says that the case went on.
    let typed = json!({ "title": "Was daraus wurde", "facts": "Drei Pläne." });
    let supplement = town.below("dezernat-1", &motion, "E", typed).await;
    assert!(records.post(&path, json!({})).await.is(422).to_string().contains("Kenntnisnahme"));
    town.decided(&supplement, "2017-06-01", "noted").await;
    must_fault(&verdict(world, &bytes).await, "the case went on after it");
    let key = [("Idempotency-Key", "zweites Paket")];
    let first = records.post_with(&path, &key, json!({})).await;
    assert_eq!(first.status, 201, "{}", first.body);
    let again = records.post_with(&path, &key, json!({})).await;
    assert_eq!((again.status, &again.body), (201, &first.body));
    let packages = first.json()["packages"].as_array().unwrap().clone();
    assert_eq!((packages.len(), &packages[1]["id"]), (2, &made["id"]));
    let second = package(town, &records, &packages[0]["id"]).await;
    let files = unzipped(&second);
    is_valid(&files[0].1);
    assert_eq!(String::from_utf8_lossy(&files[0].1).matches("<xdomea:Vorgang>").count(), 2);
    assert_eq!(verdict(world, &second).await.faults, Vec::<String>::new());
    world.work().await;
});

both_in_town!("dortmund", "2016-05-02 09:00", whatever_is_changed_in_a_record_is_found, async |town: &Town<'_>| {
    let (world, records) = (town.world, town.api("registratur"));
    let motion = decided(town).await;
    carried_out(town).await;
    let made = records.post(&format!("{}/record", town.of(&motion)), json!({})).await.ok()["packages"][0].clone();
    let bytes = package(town, &records, &made["id"]).await;
    let files = unzipped(&bytes);
    // The command line writes it out and finds the same.
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ratsweg"));
        command
            .current_dir(folder.path())
            .env("RATSWEG__DATABASE__URL", &world.app.config.database.url)
            .env("RATSWEG__DATA__DIR", world.data())
            .env("RATSWEG__LOG__FILTER", "error");
        let done = command.args(args).output().unwrap();
        (done.status.code(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
    };
    let number = motion["reference"].as_str().unwrap();
    let (code, told) = run(&["records", "export", number, "--council", "dortmund"]);
    assert_eq!(code, Some(0), "{told}");
    let written = folder.path().join(told.trim());
    assert_eq!(std::fs::read(&written).unwrap(), bytes, "{told}");
    let (code, told) = run(&["records", "verify", written.to_str().unwrap()]);
    assert!(code == Some(0) && told.contains("sound"), "{told}");
    std::fs::write(folder.path().join("leer.zip"), b"").unwrap();
    assert_eq!(run(&["records", "verify", "leer.zip"]).0, Some(1));
    let (code, told) = run(&["records", "export", "99999-16-ATS", "--council", "dortmund"]);
    assert_eq!(code, Some(1), "{told}");

    // Unpacked and packed again it is the same record.
    assert_eq!(verdict(world, &zipped(&files)).await.faults, Vec::<String>::new());
    let changed = |at: usize, with: &dyn Fn(&mut Vec<u8>)| {
        let mut files = files.clone();
        with(&mut files[at].1);
        zipped(&files)
    };
    for (at, (name, _)) in files.iter().enumerate().skip(1) {
        let found = verdict(world, &changed(at, &|bytes| bytes.push(b'!'))).await;
        must_fault(&found, name);
    }
    // Also where the message is made to fit.
    let plan = files.iter().position(|(_, bytes)| bytes == b"Schritt 1").unwrap();
    let mut forged = files.clone();
    forged[plan].1 = b"Schritt 2".to_vec();
    let old = ratsweg::digest::sha256(b"Schritt 1");
    let message = String::from_utf8(forged[0].1.clone()).unwrap().replace(&old, &ratsweg::digest::sha256(b"Schritt 2"));
    forged[0].1 = message.into_bytes();
    must_fault(&verdict(world, &zipped(&forged)).await, "the message was changed");
    let mut without = files.clone();
    without.remove(plan);
    must_fault(&verdict(world, &zipped(&without)).await, "is missing");
    let mut more = files.clone();
    more.push(("dazu.txt".to_owned(), b"x".to_vec()));
    must_fault(&verdict(world, &zipped(&more)).await, "does not know the file dazu.txt");
    assert!(proof::inside(Cursor::new(b"kein Paket".to_vec())).is_err());

    // An event of the case that is another one now; also when the whole chain after it was hashed anew.
    let seq = world.count("SELECT MIN(seq) AS n FROM events WHERE council = 'dortmund' AND action = 'admit'");
    let before = world.text(&format!("SELECT payload AS t FROM events WHERE council = 'dortmund' AND seq = {seq}"));
    world.sql(&format!("UPDATE events SET payload = payload || ' ' WHERE council = 'dortmund' AND seq = {seq}"));
    must_fault(&verdict(world, &bytes).await, &format!("event {seq} its payload was changed"));
    world.sql(&format!(
        "UPDATE events SET payload = '{}' WHERE council = 'dortmund' AND seq = {seq}",
        before.replace('\'', "''")
    ));
    assert_eq!(verdict(world, &bytes).await.faults, Vec::<String>::new());
    world.sql(&format!("UPDATE events SET hash = 'anders' WHERE council = 'dortmund' AND seq = {seq}"));
    must_fault(&verdict(world, &bytes).await, &format!("event {seq} was changed since"));

    // The bytes of a package that are not there any more are found by the audit.
    let council = world.app.council("dortmund").unwrap().clone();
    assert_eq!(proof::verify(&world.app, &council).await.unwrap(), None);
    world.app.blobs.remove(made["sha256"].as_str().unwrap()).await.unwrap();
    let fault = proof::verify(&world.app, &council).await.unwrap().expect("seen");
    assert!(fault.what.contains("not in the store"), "{fault:?}");
    world.leave_jobs();
});

both_in_town!("dortmund", "2016-05-02 09:00", who_packs_no_records_finds_none, async |town: &Town<'_>| {
    let (world, records) = (town.world, town.api("registratur"));
    let motion = decided(town).await;
    carried_out(town).await;
    let path = format!("{}/record", town.of(&motion));
    let made = records.post(&path, json!({})).await.ok()["packages"][0].clone();
    let id = made["id"].as_str().unwrap();
    let bytes = format!("records/{id}");
    let absent = |answer: &crate::client::Answer| {
        let mut told: BTreeMap<String, Value> = serde_json::from_str(&answer.body).unwrap();
        told.remove("instance");
        told
    };
    let outside = ["spd.buero", "wiesenkamp", "dezernat-1.stab", "dezernat-1.leitung", "ob"].map(|desk| town.api(desk));
    for who in outside.iter().chain([&world.stranger()]) {
        let nothing = who.get(&town.path("papers/99999-16-ATS/record")).await;
        for below in [path.clone(), town.path(&bytes)] {
            let found = who.get(&below).await;
            assert_eq!((found.status, absent(&found)), (404, absent(&nothing)), "{below}");
        }
        let found = who.post(&path, json!({})).await;
        assert_eq!((found.status, absent(&found)), (404, absent(&nothing)));
        let events = who.get(&format!("{}/events", town.of(&motion))).await;
        assert_eq!(events.status, 200);
        let inside = events.body.contains("\"pack\"");
        assert!(!inside || events.body.contains("confirm"), "{}", events.body);
    }
    let public = world.stranger().get(&format!("{}/events", town.of(&motion))).await;
    assert!(!public.body.contains("\"pack\"") && !public.body.contains("Schriftgut"), "{}", public.body);
    let seq = &made["event"];
    let circle = world.text(&format!("SELECT circle AS t FROM events WHERE council = 'dortmund' AND seq = {seq}"));
    assert_eq!(circle, Circle::Administration.as_str());
    let number = motion["reference"].as_str().unwrap();
    for visitor in [&mut world.visitor(), &mut world.page(&town.mail("spd.buero")).await] {
        let there = visitor.go(&format!("/dortmund/papers/{number}/record")).await.clone();
        let absent = visitor.go("/dortmund/papers/99999-16-ATS/record").await.clone();
        assert_eq!((there.answer.status, there.text()), (404, absent.text()));
        assert_eq!(visitor.go(&format!("/dortmund/{bytes}")).await.answer.status, 404);
        visitor.open(&format!("/dortmund/papers/{number}")).await.must_not_say("/record\"");
    }
    // A council whose file says nothing of records has none, whoever asks.
    world.set_clock("2020-08-12 09:00");
    let paper = world.admitted().await;
    world.office().get(&format!("{}/record", crate::papers::api_path(&paper))).await.is(404);
    world.leave_jobs();
});
