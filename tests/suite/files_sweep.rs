//! What broken uploads leave behind goes after its time, and nothing else does; and a swap of bytes is found.
use crate::both;
use crate::client::Api;
use crate::crash::{Running, ratsweg as program};
use crate::files::{PDF, content_type, form, left_in, path};
use crate::ground::{Engine, Ground};
use crate::papers::{api_path, inquiry};
use crate::world::*;
use serde_json::Value;
use std::io::Write;
use std::time::Duration;

both!(bytes_that_belong_to_no_file_are_swept_and_no_others, async |world: &World| {
    let paper = world.admitted().await;
    world.attach(&world.office(), &paper, &[("Plan.pdf", PDF)], false).await.ok();
    // What a process leaves that ends between the keeping of the bytes and the row of the file; and one that ends before.
    let mut writing = world.app.blobs.begin().await.unwrap();
    writing.write("verwaist".into()).await.unwrap();
    let staged = writing.end().await.unwrap();
    let claimed = staged.sha256.clone();
    world
        .app
        .write(&ratsweg::people::Actor::system(), move |tx| ratsweg::files::store::claim(tx, &claimed, 8))
        .await
        .unwrap();
    world.app.blobs.keep(&staged).await.unwrap();
    let mut unknown = world.app.blobs.begin().await.unwrap();
    unknown.write("ohne Zeile".into()).await.unwrap();
    world.app.blobs.keep(&unknown.end().await.unwrap()).await.unwrap();
    let mut half = world.app.blobs.begin().await.unwrap();
    half.write("halb".into()).await.unwrap();
    half.end().await.unwrap();
    assert_eq!((left_in(world, "blobs"), left_in(world, "tmp")), (3, 1));

    // Before its time nothing goes: somebody may be uploading just now.
    assert_eq!(ratsweg::files::sweep::sweep(&world.app).await.unwrap(), 0);
    age(world, 25);
    assert_eq!(ratsweg::files::sweep::sweep(&world.app).await.unwrap(), 3);
    assert_eq!((left_in(world, "blobs"), left_in(world, "tmp")), (1, 0));
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM blobs"), 1);
    let files = world.paper(&world.stranger(), &paper).await["files"].clone();
    let content = format!("/api/v1/{COUNCIL}/files/{}/content", files[0]["id"].as_str().unwrap());
    assert_eq!(world.stranger().get(&content).await.status, 200);
    world.work().await;
});

both!(withdrawn_bytes_are_reached_by_no_address_and_erased, async |world: &World| {
    let (paper, other, office) = (world.admitted().await, world.admitted().await, world.office());
    let sent: &[(&str, &[u8])] = &[("Kinder.txt", b"Namen"), ("Plan.txt", b"gleich")];
    let files = world.attach(&office, &paper, sent, false).await.ok();
    let same = world.attach(&office, &other, &[("Kopie.txt", b"gleich")], false).await.ok()[0].clone();
    // A later version of the first: with it the earlier one goes, too.
    let new =
        form(&[("version", &files[0]["version"].to_string()), ("reason", "neu")], &[("Kinder 2.txt", b"neue Namen")]);
    let replace = format!("/api/v1/{COUNCIL}/files/{}/actions/replace", files[0]["id"].as_str().unwrap());
    let newest = office.post_raw(&replace, &content_type(), new).await.ok();
    let tag = world.visitor().bare(reqwest::Method::GET, &path(&newest), &[]).await.header("etag").to_owned();
    let old_tag = world.visitor().bare(reqwest::Method::GET, &path(&files[0]), &[]).await.header("etag").to_owned();
    assert!(!tag.is_empty() && !old_tag.is_empty());
    for file in [&newest, &files[1]] {
        world.file_act(&office, file, "withdraw", "Namen").await.ok();
    }
    let headers: [&[(&str, &str)]; 6] = [
        &[],
        &[("If-None-Match", &tag)],
        &[("If-None-Match", &old_tag)],
        &[("If-None-Match", "*")],
        &[("Range", "bytes=0-1")],
        &[("Range", "bytes=0-1"), ("If-Range", &tag)],
    ];
    let gone = async || {
        let mut clerk = world.page(OFFICE).await;
        for file in [&newest, &files[0], &files[1]] {
            let id = file["id"].as_str().unwrap();
            let api = format!("/api/v1/{COUNCIL}/files/{id}");
            let addresses = [
                path(file),
                format!("/{COUNCIL}/files/{id}/irgendwie.txt"),
                format!("/{COUNCIL}/files/{id}"),
                api.clone(),
                format!("{api}/content"),
            ];
            for address in addresses {
                for headers in headers {
                    for method in [reqwest::Method::GET, reqwest::Method::HEAD] {
                        let status = world.visitor().bare(method.clone(), &address, headers).await.status;
                        assert_eq!(status, 404, "{method} {address} {headers:?}");
                        let status = office.send(method, &address, headers, None).await.status;
                        assert_eq!(status, 404, "{address} for the office");
                    }
                }
                if !address.starts_with("/api") {
                    assert_eq!(clerk.go(&address).await.answer.status, 404, "{address} for who withdrew it");
                }
            }
        }
    };
    gone().await;
    // Of three contents two are erased when their time has come; the third is another paper's, too.
    assert_eq!(left_in(world, "blobs"), 3);
    assert_eq!(ratsweg::files::sweep::sweep(&world.app).await.unwrap(), 0);
    age(world, 25);
    assert_eq!(ratsweg::files::sweep::sweep(&world.app).await.unwrap(), 2);
    assert_eq!(left_in(world, "blobs"), 1);
    assert_eq!(world.visitor().bare(reqwest::Method::GET, &path(&same), &[]).await.body, "gleich");
    gone().await;
    // The same bytes may come again, and are kept again.
    let again = world.attach(&office, &other, &[("Namen.txt", b"Namen")], true).await.ok();
    let content = format!("/api/v1/{COUNCIL}/files/{}/content", again[0]["id"].as_str().unwrap());
    assert_eq!(office.get(&content).await.body, "Namen");
    assert_eq!(left_in(world, "blobs"), 2);
    world.work().await;
});

/// Makes everything in the store this many hours older.
fn age(world: &World, hours: u64) {
    fn walk(folder: &std::path::Path, by: Duration) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, by);
            } else {
                let file = std::fs::File::options().write(true).open(&path).unwrap();
                let then = file.metadata().unwrap().modified().unwrap() - by;
                file.set_modified(then).unwrap();
            }
        }
    }
    walk(&world.data().join("files"), Duration::from_secs(hours * 3600));
    let then = world.app.real_now() + -chrono::TimeDelta::hours(hours as i64);
    world.sql(&format!("UPDATE blobs SET stored_at = '{}'", then.text()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_is_killed_in_the_midst_of_an_upload_leaves_no_file_and_nothing_for_long() {
    let ground = Ground::new(Engine::Sqlite);
    furnish(&ratsweg_app(&ground));
    let server = Running::start(&ground);
    let spd: Api = server.api(SPD);
    let draft: Value = spd.post(&format!("/api/v1/{COUNCIL}/papers"), inquiry()).await.ok();
    let token = spd.tokens().await.unwrap()["access_token"].as_str().unwrap().to_owned();
    // Half a form, then silence.
    let body = form(&[], &[("halb.txt", &vec![b'x'; 3 * 1024 * 1024])]);
    let host = server.base.trim_start_matches("http://").to_owned();
    let mut stream = std::net::TcpStream::connect(&host).unwrap();
    let head = format!(
        "POST {}/files HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nContent-Type: {}\r\n\
        Content-Length: {}\r\n\r\n",
        api_path(&draft),
        content_type(),
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body[..2 * 1024 * 1024]).unwrap();
    let store = ground.folder.path().join("data/files/tmp");
    let mut waited = 0;
    while std::fs::read_dir(&store).map_or(0, Iterator::count) == 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        waited += 1;
        assert!(waited < 200, "nothing was written");
    }
    drop(server);
    drop(stream);
    assert_eq!(std::fs::read_dir(&store).unwrap().count(), 1, "half a file is left");

    let server = Running::start(&ground);
    let spd = server.api(SPD);
    let draft = spd.get(&api_path(&draft)).await.ok();
    assert_eq!(draft["files"].as_array().unwrap().len(), 0);
    drop(server);
    let app = ratsweg_app(&ground);
    let later = std::time::SystemTime::from((app.real_now() + chrono::TimeDelta::hours(1)).0);
    assert_eq!(app.blobs.sweep_temporary(later).await.unwrap(), 1);
    assert_eq!(std::fs::read_dir(&store).unwrap().count(), 0);
}

fn ratsweg_app(ground: &Ground) -> ratsweg::app::App {
    ::ratsweg::cli::boot::app(config_of(ground), false).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_swap_of_bytes_beside_the_door_is_found() {
    let ground = Ground::new(Engine::Sqlite);
    furnish(&ratsweg_app(&ground));
    let server = Running::start(&ground);
    let spd = server.api(SPD);
    let draft = spd.post(&format!("/api/v1/{COUNCIL}/papers"), inquiry()).await.ok();
    let body = form(&[], &[("Plan.pdf", PDF), ("Notiz.txt", b"so war es")]);
    let files = spd.post_raw(&format!("{}/files", api_path(&draft)), &content_type(), body).await.ok();
    drop(server);
    let verify = || {
        let done = program(&ground).args(["audit", "verify"]).output().unwrap();
        (done.status.success(), String::from_utf8_lossy(&done.stdout).into_owned())
    };
    let (sound, told) = verify();
    assert!(sound, "{told}");
    let sha = files[1]["sha256"].as_str().unwrap();
    let bytes = ground.folder.path().join("data/files/blobs").join(&sha[..2]).join(sha);
    std::fs::write(&bytes, "so war es nicht").unwrap();
    let (sound, told) = verify();
    assert!(!sound && told.contains(files[1]["id"].as_str().unwrap()), "{told}");
    std::fs::write(&bytes, "so war es").unwrap();
    assert!(verify().0);
    // The row names other bytes that are there too.
    execute(
        &ground,
        &format!("UPDATE files SET sha256 = '{}' WHERE name = 'Notiz.txt'", ::ratsweg::digest::sha256(PDF)),
    );
    let (sound, told) = verify();
    assert!(!sound, "{told}");
}

fn execute(ground: &Ground, sql: &str) {
    use diesel::connection::SimpleConnection;
    ratsweg_app(ground).db.get().unwrap().batch_execute(sql).unwrap();
}

#[test]
fn check_says_whether_files_can_be_written() {
    let ground = Ground::new(Engine::Sqlite);
    let file = ground.folder.path().join("kein-ordner");
    std::fs::write(&file, "x").unwrap();
    let check = |store: &str| {
        let done = program(&ground).arg("check").env("RATSWEG__FILES__STORE", store).output().unwrap();
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    drop(ratsweg_app(&ground));
    assert!(!check("").contains("files:"), "{}", check(""));
    assert!(check("ftp://x").contains("files.store must be a folder or s3://"));
    // Nothing listens there.
    let done = program(&ground)
        .arg("check")
        .envs([
            ("RATSWEG__FILES__STORE", "s3://akten"),
            ("RATSWEG__FILES__ENDPOINT", "http://127.0.0.1:9"),
            ("RATSWEG__FILES__ACCESS_KEY", "schluessel"),
            ("RATSWEG__FILES__SECRET_KEY", "geheimnis"),
        ])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(told.contains("error: files: s3://akten") && !told.contains("geheimnis"), "{told}");
}
