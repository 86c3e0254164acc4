//! Files: attached several at once, handed out so that nothing runs, never wider open than what they hang on, gone at
//! once when withdrawn.
use crate::both;
use crate::browser::Look;
use crate::client::{Answer, Api};
use crate::papers::{api_path, page_path};
use crate::world::*;
use serde_json::{Value, json};

/// What stands between the parts of a form.
const BOUNDARY: &str = "----ratsweg-7d3b";
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
const HTML: &[u8] = b"<!doctype html><title>x</title><script>alert(1)</script>";
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";

/// A form with text fields and files, as a browser sends it.
pub fn form(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.as_bytes());
    }
    for (name, content) in files {
        // Whatever a sender claims of the kind counts for nothing.
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
            Content-Type: application/pdf\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

pub fn content_type() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

impl World {
    /// Attaches files to a paper.
    pub async fn attach(&self, who: &Api, paper: &Value, files: &[(&str, &[u8])], nonpublic: bool) -> Answer {
        self.attach_to(who, &format!("{}/files", api_path(paper)), files, nonpublic).await
    }

    /// Attaches files to whatever this path of the API names.
    pub async fn attach_to(&self, who: &Api, path: &str, files: &[(&str, &[u8])], nonpublic: bool) -> Answer {
        let fields: &[(&str, &str)] = if nonpublic { &[("nonpublic", "1")] } else { &[] };
        who.post_raw(path, &content_type(), form(fields, files)).await
    }

    /// Tries an action on a file in its version.
    pub async fn file_act(&self, who: &Api, file: &Value, action: &str, reason: &str) -> Answer {
        let path = format!("/api/v1/{COUNCIL}/files/{}/actions/{action}", file["id"].as_str().unwrap());
        who.post(&path, json!({ "version": file["version"], "reason": reason })).await
    }

    /// The file as this program sees it.
    pub async fn file(&self, who: &Api, file: &Value) -> Answer {
        who.get(&format!("/api/v1/{COUNCIL}/files/{}", file["id"].as_str().unwrap())).await
    }

    /// The names of the files of a paper that this program sees.
    async fn names(&self, who: &Api, paper: &Value) -> Vec<String> {
        let files = self.paper(who, paper).await["files"].clone();
        files.as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap().to_owned()).collect()
    }
}

/// The path of a file's bytes, for people.
pub fn path(file: &Value) -> String {
    let url = file["url"].as_str().unwrap();
    url[url.find(&format!("/{COUNCIL}/files/")).unwrap()..].to_owned()
}

async fn fetch(world: &World, file: &Value, headers: &[(&str, &str)]) -> Answer {
    world.visitor().bare(reqwest::Method::GET, &path(file), headers).await
}

both!(several_files_come_at_once_and_each_is_what_its_content_says, async |world: &World| {
    let paper = world.admitted().await;
    let sent: &[(&str, &[u8])] = &[
        ("Lageplan Süd.pdf", PDF),
        ("Foto.png", PNG),
        ("Bericht.pdf", HTML),
        ("Wappen.svg", SVG),
        ("Notiz.txt", "Straße gesperrt\n".as_bytes()),
        ("../../Ablage\u{202e}/Zah\u{202e}len.bin", b"\0\x01\x02"),
    ];
    let files = world.attach(&world.office(), &paper, sent, false).await.ok();
    let kinds: Vec<_> = files
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["name"].as_str().unwrap(), f["media_type"].as_str().unwrap()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("Lageplan Süd.pdf", "application/pdf"),
            ("Foto.png", "image/png"),
            ("Bericht.pdf", "text/html"),
            ("Wappen.svg", "image/svg+xml"),
            ("Notiz.txt", "text/plain"),
            ("Zahlen.bin", "application/octet-stream"),
        ]
    );
    assert_eq!(files[0]["sha256"], ratsweg::digest::sha256(PDF));
    assert_eq!(files[0]["late"], true, "the paper was admitted before");

    let shown = [("application/pdf", "inline"), ("image/png", "inline")];
    for (file, (kind, how)) in files.as_array().unwrap().iter().zip(shown) {
        let answer = fetch(world, file, &[]).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, kind));
        assert!(answer.header("content-disposition").starts_with(how), "{}", answer.header("content-disposition"));
    }
    for at in [2, 3, 5] {
        let answer = fetch(world, &files[at], &[]).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/octet-stream"));
        assert!(answer.header("content-disposition").starts_with("attachment"));
    }
    for file in files.as_array().unwrap() {
        let answer = fetch(world, file, &[("Accept-Encoding", "gzip, br")]).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("content-security-policy").starts_with("sandbox; default-src 'none'"));
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(answer.header("content-encoding"), "");
        assert_eq!(answer.header("content-length"), file["size"].to_string());
    }
    let text = fetch(world, &files[4], &[]).await;
    assert_eq!((text.header("content-type"), text.body.as_str()), ("text/plain; charset=utf-8", "Straße gesperrt\n"));
    let named = fetch(world, &files[0], &[]).await;
    assert_eq!(
        named.header("content-disposition"),
        "inline; filename=\"Lageplan S_d.pdf\"; filename*=UTF-8''Lageplan%20S%C3%BCd.pdf"
    );
    assert_eq!(world.names(&world.stranger(), &paper).await.len(), 6);
    // Bytes that are there are not kept twice; the same file is not attached twice.
    let twice = world.attach(&world.office(), &paper, &[("Foto.png", PNG)], false).await.is(422);
    assert!(twice["detail"].as_str().unwrap().contains("Foto.png"), "{twice}");
    world.attach(&world.office(), &paper, &[("Bild.png", PNG)], false).await.ok();
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM blobs"), 6);
    world.work().await;
});

both!(parts_of_a_file_and_what_is_known_already, async |world: &World| {
    let paper = world.admitted().await;
    let files = world.attach(&world.office(), &paper, &[("Notiz.txt", b"0123456789")], false).await.ok();
    let file = &files[0];
    let whole = fetch(world, file, &[]).await;
    let tag = whole.header("etag").to_owned();
    assert!(tag.contains(file["sha256"].as_str().unwrap()) && tag.contains(file["id"].as_str().unwrap()));
    assert_eq!(whole.header("accept-ranges"), "bytes");

    let part = fetch(world, file, &[("Range", "bytes=2-4")]).await;
    assert_eq!((part.status, part.body.as_str(), part.header("content-range")), (206, "234", "bytes 2-4/10"));
    assert_eq!(part.header("content-length"), "3");
    let end = fetch(world, file, &[("Range", "bytes=-3"), ("If-Range", &tag)]).await;
    assert_eq!((end.status, end.body.as_str()), (206, "789"));
    let other = fetch(world, file, &[("Range", "bytes=-3"), ("If-Range", "\"x\"")]).await;
    assert_eq!((other.status, other.body.as_str()), (200, "0123456789"));
    let beyond = fetch(world, file, &[("Range", "bytes=10-")]).await;
    assert_eq!((beyond.status, beyond.header("content-range")), (416, "bytes */10"));
    assert_eq!(fetch(world, file, &[("If-None-Match", &tag)]).await.status, 304);

    let head = world.visitor().bare(reqwest::Method::HEAD, &path(file), &[]).await;
    assert_eq!((head.status, head.header("content-length"), head.body.as_str()), (200, "10", ""));
    // Another name leads to the right one.
    let moved = path(file).replace("Notiz.txt", "alt.txt");
    let moved = world.visitor().bare(reqwest::Method::GET, &moved, &[]).await;
    assert_eq!((moved.status, moved.header("location")), (301, path(file).as_str()));
    // Programs take the bytes below the API.
    let content = format!("/api/v1/{COUNCIL}/files/{}/content", file["id"].as_str().unwrap());
    assert_eq!(world.spd().get(&content).await.body, "0123456789");
    world.work().await;
});

both!(what_is_withdrawn_is_gone_at_once_everywhere, async |world: &World| {
    let paper = world.admitted().await;
    let files = world.attach(&world.office(), &paper, &[("Namen der Kinder.txt", b"0123456789")], false).await.ok();
    let file = &files[0];
    let tag = fetch(world, file, &[]).await.header("etag").to_owned();
    world.file_act(&world.spd(), file, "withdraw", "Versehen").await.is(403);
    world.file_act(&world.office(), file, "withdraw", "").await.is(422);
    world.file_act(&world.office(), file, "withdraw", "enthält Namen").await.ok();

    for headers in [&[][..], &[("If-None-Match", tag.as_str())], &[("Range", "bytes=0-1")]] {
        assert_eq!(fetch(world, file, headers).await.status, 404, "{headers:?}");
    }
    for who in [world.stranger(), world.spd(), world.office()] {
        world.file(&who, file).await.is(404);
        who.get(&format!("/api/v1/{COUNCIL}/files/{}/content", file["id"].as_str().unwrap())).await.is(404);
        assert!(world.names(&who, &paper).await.is_empty());
        // The history says that there was a file, and why it went; its name says too much.
        let history = who.get(&format!("{}/events", api_path(&paper))).await;
        assert!(
            history.body.contains("enthält Namen") && !history.body.contains("Namen der Kinder"),
            "{}",
            history.body
        );
    }
    let page = world.visitor().open(&page_path(&paper)).await.answer.body.clone();
    assert!(!page.contains("Namen der Kinder"));
    world.work().await;
});

both!(what_is_not_public_is_hidden_and_opened_by_two, async |world: &World| {
    let paper = world.admitted().await;
    let files = world.attach(&world.office(), &paper, &[("Kosten.txt", b"4 Millionen")], true).await.ok();
    let (office, file) = (world.office(), &files[0]);
    assert_eq!(file["public"], false);
    for stranger in [world.stranger(), world.citizen()] {
        world.file(&stranger, file).await.is(404);
        assert!(world.names(&stranger, &paper).await.is_empty());
        let history = stranger.get(&format!("{}/events", api_path(&paper))).await;
        assert!(!history.body.contains("Kosten.txt"), "{}", history.body);
    }
    assert_eq!(fetch(world, file, &[]).await.status, 404);
    for insider in [world.spd(), world.greens(), world.executive(), world.drafter()] {
        world.file(&insider, file).await.ok();
        assert_eq!(world.names(&insider, &paper).await, ["Kosten.txt"]);
    }
    let insider = world.page(GREENS).await.bare(reqwest::Method::GET, &path(file), &[]).await;
    assert_eq!((insider.status, insider.header("cache-control")), (200, "private, no-store"));

    world.file_act(&world.greens(), file, "open", "Alle sollen es wissen").await.is(403);
    let asked = world.file_act(&office, file, "open", "Der Vertrag ist geschlossen").await.ok();
    assert_eq!(asked["public"], false);
    world.file(&world.stranger(), file).await.is(404);
    let alone = world.file_act(&office, &asked, "confirm", "").await.is(422);
    assert!(alone["detail"].as_str().unwrap().contains("zweite Person"), "{alone}");
    // A second person of the office.
    world.sql("INSERT INTO grants (id, account_id, council, organization_id, role) \
        SELECT '0190a000-0000-7000-8000-000000000001', a.id, 'leipzig', o.id, 'council_office' FROM accounts a, organizations o \
        WHERE a.email = 'admin@stadt.example' AND o.key = 'ratsbuero'");
    let second = world.api(ADMIN);
    let opened = world.file_act(&second, &asked, "confirm", "").await.ok();
    assert_eq!(opened["public"], true);
    assert_eq!(fetch(world, file, &[]).await.body, "4 Millionen");
    assert_eq!(world.names(&world.stranger(), &paper).await, ["Kosten.txt"]);
    // One is enough to close it again.
    world.file_act(&office, &opened, "restrict", "doch nicht").await.ok();
    assert_eq!(fetch(world, file, &[]).await.status, 404);
    world.work().await;
});

both!(a_file_is_never_wider_open_than_its_paper, async |world: &World| {
    let mut secret = crate::papers::inquiry();
    secret["public"] = json!(false);
    let draft = world.spd().post(&format!("/api/v1/{COUNCIL}/papers"), secret).await.ok();
    let first = world.attach(&world.spd(), &draft, &[("Entwurf.txt", b"noch offen")], false).await.ok();
    world.file(&world.office(), &first[0]).await.is(404);
    world.attach(&world.office(), &draft, &[("x.txt", b"x")], false).await.is(404);
    let paper = world.act(&world.spd(), &draft, "submit", json!({})).await;
    world.attach(&world.spd(), &paper, &[("Nachtrag.txt", b"x")], false).await.is(403);
    let paper = world.paper(&world.office(), &paper).await;
    let paper = world.act(&world.office(), &paper, "admit", json!({ "department": "dezernat-01" })).await;
    let late = world.attach(&world.office(), &paper, &[("Nachtrag.txt", b"spaet")], false).await.ok();
    assert_eq!((&late[0]["public"], &late[0]["late"]), (&json!(false), &json!(true)));
    let circle = "SELECT circle AS t FROM files WHERE name = 'Nachtrag.txt'";
    assert_eq!(world.text(circle), "council", "it stays closed whatever becomes of the paper");
    for file in [&first[0], &late[0]] {
        world.file(&world.stranger(), file).await.is(404);
        world.file(&world.greens(), file).await.ok();
    }
    world.work().await;
});

both!(a_replaced_file_keeps_its_versions, async |world: &World| {
    let paper = world.admitted().await;
    let office = world.office();
    let files = world.attach(&office, &paper, &[("Plan.txt", b"eins")], false).await.ok();
    let old = &files[0];
    let replace = async |file: &Value, name: &str, content: &[u8]| {
        let path = format!("/api/v1/{COUNCIL}/files/{}/actions/replace", file["id"].as_str().unwrap());
        let version = file["version"].to_string();
        office
            .post_raw(
                &path,
                &content_type(),
                form(&[("version", &version), ("reason", "neu vermessen")], &[(name, content)]),
            )
            .await
    };
    let new = replace(old, "Plan_neu.txt", b"zwei").await.ok();
    assert_eq!((&new["revision"], &new["older"][0]["id"]), (&json!(2), &old["id"]));
    replace(old, "Plan.txt", b"drei").await.is(409);
    let now = world.file(&office, old).await.ok();
    replace(&now, "Plan.txt", b"drei").await.is(422);
    assert_eq!(world.names(&world.stranger(), &paper).await, ["Plan_neu.txt"]);
    assert_eq!(fetch(world, old, &[]).await.body, "eins");
    assert_eq!(fetch(world, &new, &[]).await.body, "zwei");
    let page = world.visitor().open(&format!("/{COUNCIL}/files/{}", old["id"].as_str().unwrap())).await.text();
    assert!(page.contains("neuere Fassung"), "{page}");
    // Not public any more: the earlier version goes with it.
    let closed = world.file_act(&office, &new, "restrict", "Versehen").await.ok();
    for file in [old, &new] {
        assert_eq!(fetch(world, file, &[]).await.status, 404);
        world.file(&world.greens(), file).await.ok();
    }
    world.file_act(&office, &closed, "withdraw", "Versehen").await.ok();
    for file in [old, &new] {
        world.file(&office, file).await.is(404);
    }
    world.work().await;
});

both!(a_draft_has_files_and_what_is_frozen_covers_them, async |world: &World| {
    let draft = world.draft().await;
    let files = world.attach(&world.spd(), &draft, &[("Skizze.pdf", PDF), ("Karte.png", PNG)], false).await.ok();
    assert_eq!(files[0]["late"], false);
    world.file_act(&world.spd(), &files[1], "withdraw", "").await.ok();
    let paper = world.act(&world.spd(), &draft, "submit", json!({})).await;
    let frozen = world.text("SELECT content AS t FROM paper_versions");
    let (kept, gone) = (files[0]["sha256"].as_str().unwrap(), files[1]["sha256"].as_str().unwrap());
    assert!(frozen.contains(kept) && !frozen.contains(gone), "{frozen}");
    let paper = world.paper(&world.office(), &paper).await;
    world.act(&world.office(), &paper, "admit", json!({ "department": "dezernat-01" })).await;
    assert_eq!(fetch(world, &files[0], &[]).await.status, 200);
    world.work().await;
});

both!(sittings_carry_files_from_their_invitation_on, async |world: &World| {
    world.scheduled().await;
    let id = world.text("SELECT CAST(id AS TEXT) AS t FROM meetings");
    let path = format!("/api/v1/{COUNCIL}/meetings/{id}/files");
    world.attach_to(&world.spd(), &path, &[("x.txt", b"x")], false).await;
    world.sql("UPDATE meetings SET state = 'planned'");
    let early = world.attach_to(&world.minutes(), &path, &[("Einladung.txt", b"Einladung")], false).await.ok();
    world.file(&world.stranger(), &early[0]).await.is(404);
    world.sql("UPDATE meetings SET state = 'invited', invited_at = starts_at");
    world.file(&world.stranger(), &early[0]).await.ok();
    let late = world.attach_to(&world.office(), &path, &[("Tischvorlage.txt", b"neu")], false).await.ok();
    assert_eq!((&early[0]["late"], &late[0]["late"]), (&json!(false), &json!(true)));
    world.attach_to(&world.spd(), &path, &[("x.txt", b"x")], false).await.is(403);
    // Its items carry their own; one behind closed doors keeps them there, also when it is opened later.
    let item = world.text("SELECT CAST(id AS TEXT) AS t FROM agenda_items");
    let of_item = format!("/api/v1/{COUNCIL}/items/{item}/files");
    let open = world.attach_to(&world.minutes(), &of_item, &[("Stellungnahme.txt", b"ja")], false).await.ok();
    let page = world.visitor().open(&format!("/{COUNCIL}/meetings/{id}")).await.answer.body.clone();
    for name in ["Einladung.txt", "Tischvorlage.txt", "Stellungnahme.txt"] {
        assert!(page.contains(name), "{name} is not on the page of the sitting");
    }
    world.sql("UPDATE agenda_items SET public = false");
    world.file(&world.stranger(), &open[0]).await.is(404);
    let kept = world.attach_to(&world.minutes(), &of_item, &[("Gebot.txt", b"4 Mio")], false).await.ok();
    let page = world.visitor().open(&format!("/{COUNCIL}/meetings/{id}")).await.answer.body.clone();
    assert!(!page.contains("Stellungnahme.txt") && !page.contains("Gebot.txt"), "{page}");
    world.sql("UPDATE agenda_items SET public = true");
    world.file(&world.stranger(), &open[0]).await.ok();
    world.file(&world.stranger(), &kept[0]).await.is(404);
    world.file(&world.greens(), &kept[0]).await.ok();
    // Of a body behind closed doors nothing is public.
    world.sql("UPDATE organizations SET nonpublic = true");
    world.file(&world.stranger(), &early[0]).await.is(404);
    world.file(&world.greens(), &early[0]).await.ok();
    let closed = world.attach_to(&world.office(), &path, &[("Personal.txt", b"geheim")], false).await.ok();
    world.sql("UPDATE organizations SET nonpublic = false");
    world.file(&world.stranger(), &early[0]).await.ok();
    world.file(&world.stranger(), &closed[0]).await.is(404);
    world.work().await;
});

#[test]
fn what_is_too_large_or_too_many_is_refused_by_name() {
    let small = |config: &mut ratsweg::config::Config| {
        config.files.max_bytes = 2 * 1024 * 1024;
        config.files.max_files = 2;
        config.files.max_total = 3 * 1024 * 1024;
    };
    play_with(Engine::Sqlite, small, async |world: &World| {
        let draft = world.draft().await;
        let spd = world.spd();
        let mib = vec![b'x'; 1024 * 1024];
        let large = vec![b'x'; 2 * 1024 * 1024 + 1];
        let told = world.attach(&spd, &draft, &[("gut.txt", b"gut"), ("zu_gross.txt", &large)], false).await.is(422);
        assert!(told["detail"].as_str().unwrap().contains("zu_gross.txt"), "{told}");
        let told =
            world.attach(&spd, &draft, &[("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c")], false).await.is(422);
        assert!(told["detail"].as_str().unwrap().contains("mehr als 2"), "{told}");
        world.attach(&spd, &draft, &[("leer.txt", b"")], false).await.is(422);
        world.attach(&spd, &draft, &[], false).await.is(422);
        assert_eq!(world.count("SELECT COUNT(*) AS n FROM files"), 0);
        assert_eq!(left_in(world, "tmp"), 0, "what was refused is not kept");

        let two = [vec![b'1'; 1024 * 1024], vec![b'2'; 1024 * 1024]];
        world.attach(&spd, &draft, &[("1.txt", &two[0]), ("2.txt", &two[1])], false).await.ok();
        world.attach(&spd, &draft, &[("3.txt", &mib)], false).await.ok();
        world.attach(&spd, &draft, &[("4.txt", b"eins zu viel")], false).await.is(422);
        // What is no such form at all.
        let path = format!("{}/files", api_path(&draft));
        spd.post_raw(&path, "text/plain", b"x".to_vec()).await.is(415);
        spd.post_raw(&path, &content_type(), b"--nothing".to_vec()).await.is(400);
        world.leave_jobs();
    });
}

/// How many files lie in a folder of the store.
pub fn left_in(world: &World, folder: &str) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
        entries.map(|entry| entry.unwrap().path()).map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }
    count(&world.data().join("files").join(folder))
}

both!(files_are_attached_replaced_and_withdrawn_through_the_pages, async |world: &World| {
    let draft = world.draft().await;
    let mut desk = world.page(SPD).await;
    let page = desk.open(&page_path(&draft)).await;
    let add = format!("/{COUNCIL}/papers/{}/files", draft["id"].as_str().unwrap());
    assert!(page.answer.body.contains(&add), "{}", page.text());
    let token = desk.open(&add).await.field("csrf");
    let send = |token: &str, files: &[(&str, &[u8])]| form(&[("csrf", token)], files);
    let two: &[(&str, &[u8])] = &[("Eins.pdf", PDF), ("Zwei.txt", b"zwei")];
    let forged = desk.bare_body(&add, &content_type(), send("x", two)).await;
    assert_eq!(forged.status, 403);
    let nothing = desk.bare_body(&add, &content_type(), send(&token, &[("", b"")])).await;
    assert!(nothing.status == 422 && nothing.body.contains("keine Datei"), "{}", nothing.body);
    let done = desk.bare_body(&add, &content_type(), send(&token, two)).await;
    assert_eq!(done.status, 303, "{}", done.body);
    desk.open(done.header("location").split('#').next().unwrap()).await.must_say("Eins.pdf");
    desk.page.must_say("Die Dateien sind angefügt");

    let file = world.paper(&world.spd(), &draft).await["files"][1].clone();
    let own = format!("/{COUNCIL}/files/{}", file["id"].as_str().unwrap());
    desk.open(&own).await.must_say("Zwei.txt");
    let replace = form(&[("csrf", &token), ("version", "1")], &[("Zwei neu.txt", b"zwei, neu")]);
    let replaced = desk.bare_body(&format!("{own}/actions/replace"), &content_type(), replace).await;
    assert_eq!(replaced.status, 303, "{}", replaced.body);
    let new = replaced.header("location").split('?').next().unwrap().to_owned();
    desk.open(&new).await.must_say("Zwei neu.txt");
    desk.submit(&format!("{new}/actions/withdraw"), &[]).await.must_say("zurückgezogen");
    assert!(!desk.page.text().contains("Zwei"), "{}", desk.page.text());
    world.work().await;
});

both!(two_files_are_attached_by_clicking_with_scripts_off, async |world: &World| {
    let draft = world.draft().await;
    let folder = world.data();
    let (plan, note) = (folder.join("Lageplan Süd.pdf"), folder.join("Notiz.txt"));
    std::fs::write(&plan, PDF).unwrap();
    std::fs::write(&note, "Die Straße ist gesperrt.").unwrap();
    let browser = world.browser(Look::DESK.without_scripts()).await;
    browser.sign_in(SPD, PASSWORD).await;
    browser.open(&page_path(&draft)).await;
    browser.click("Dateien anfügen").await;
    browser.screenshot("attach").await;
    browser.fill("Dateien auswählen", &format!("{}\n{}", plan.display(), note.display())).await;
    browser.click("Dateien anfügen").await;
    let text = browser.text().await;
    for said in ["Die Dateien sind angefügt", "Lageplan Süd.pdf", "(PDF, ", "Notiz.txt"] {
        assert!(text.contains(said), "{said:?} is not in {text}");
    }
    browser.screenshot("attached").await;
    browser.click("Einzelheiten: Notiz.txt").await;
    browser.screenshot("file").await;
    let files = world.paper(&world.spd(), &draft).await["files"].clone();
    browser.open(&path(&files[1])).await;
    assert!(browser.text().await.contains("Die Straße ist gesperrt."));
    assert!(browser.complaints().await.is_empty());
    world.work().await;
});
