//! Files in an S3-compatible store, over real HTTP: against a small server of the test's own that keeps objects in memory
//! and speaks as much of the protocol as is asked of it.
use crate::files::{content_type, form};
use crate::papers::api_path;
use crate::world::*;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use std::collections::BTreeMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// Objects by their path, and the parts of uploads that are not whole yet.
#[derive(Default)]
struct Bucket {
    objects: BTreeMap<String, Vec<u8>>,
    parts: BTreeMap<(String, u32), Vec<u8>>,
    /// Requests without a signature.
    unsigned: usize,
}

type Shared = web::Data<Mutex<Bucket>>;

async fn answer(request: HttpRequest, bucket: Shared, body: web::Bytes) -> HttpResponse {
    let mut bucket = bucket.lock().unwrap();
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    bucket.unsigned += usize::from(!text("authorization").starts_with("AWS4-HMAC-SHA256 Credential=schluessel/"));
    let path = request.path().trim_start_matches('/').to_owned();
    let query: BTreeMap<String, String> = serde_urlencoded_pairs(request.query_string());
    let xml = |text: String| HttpResponse::Ok().content_type("application/xml").body(text);
    match request.method().as_str() {
        "POST" if query.contains_key("uploads") => {
            xml("<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>".to_owned())
        }
        "PUT" if query.contains_key("partNumber") => {
            bucket.parts.insert((path, query["partNumber"].parse().unwrap()), body.to_vec());
            HttpResponse::Ok().insert_header((header::ETAG, "\"part\"")).finish()
        }
        "POST" => {
            let keys: Vec<_> = bucket.parts.keys().filter(|(of, _)| *of == path).cloned().collect();
            let whole = keys.iter().flat_map(|key| bucket.parts.remove(key).unwrap()).collect();
            bucket.objects.insert(path, whole);
            xml("<CompleteMultipartUploadResult><ETag>\"x\"</ETag></CompleteMultipartUploadResult>".to_owned())
        }
        "PUT" if !text("x-amz-copy-source").is_empty() => {
            let from = text("x-amz-copy-source").trim_start_matches('/').to_owned();
            let Some(bytes) = bucket.objects.get(&from).cloned() else { return HttpResponse::NotFound().finish() };
            bucket.objects.insert(path, bytes);
            xml("<CopyObjectResult><ETag>\"x\"</ETag></CopyObjectResult>".to_owned())
        }
        "PUT" => {
            bucket.objects.insert(path, body.to_vec());
            HttpResponse::Ok().insert_header((header::ETAG, "\"x\"")).finish()
        }
        "DELETE" => {
            bucket.objects.remove(&path);
            HttpResponse::NoContent().finish()
        }
        "GET" if query.contains_key("list-type") => {
            let start = format!("akten/{}", query.get("prefix").map_or("", String::as_str));
            let rows = bucket.objects.iter().filter(|(key, _)| key.starts_with(&start)).map(|(key, bytes)| {
                format!(
                    "<Contents><Key>{}</Key><Size>{}</Size><LastModified>2020-08-12T00:00:00.000Z</LastModified></Contents>",
                    key.trim_start_matches("akten/"),
                    bytes.len()
                )
            });
            xml(format!("<ListBucketResult>{}</ListBucketResult>", rows.collect::<String>()))
        }
        "GET" | "HEAD" => {
            let Some(bytes) = bucket.objects.get(&path) else { return HttpResponse::NotFound().finish() };
            let mut answer = HttpResponse::Ok();
            answer
                .insert_header((header::ETAG, "\"x\""))
                .insert_header((header::LAST_MODIFIED, "Wed, 12 Aug 2020 00:00:00 GMT"));
            let Some((first, last)) = text("range").strip_prefix("bytes=").and_then(|range| range.split_once('-'))
            else {
                return answer.body(bytes.clone());
            };
            let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
            let of = format!("bytes {first}-{last}/{}", bytes.len());
            answer.status(actix_web::http::StatusCode::PARTIAL_CONTENT).insert_header((header::CONTENT_RANGE, of));
            answer.body(bytes[first..=last].to_vec())
        }
        other => panic!("{other} {path}"),
    }
}

fn serde_urlencoded_pairs(query: &str) -> BTreeMap<String, String> {
    web::Query::<BTreeMap<String, String>>::from_query(query).unwrap().into_inner()
}

#[test]
fn a_bucket_serves_as_well_as_a_folder() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let bucket: Shared = web::Data::from(Arc::new(Mutex::new(Bucket::default())));
    let served = bucket.clone();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let app = move || {
                let limit = web::PayloadConfig::new(64 * 1024 * 1024);
                actix_web::App::new().app_data(served.clone()).app_data(limit).default_service(web::to(answer))
            };
            actix_web::HttpServer::new(app).workers(1).disable_signals().listen(listener).unwrap().run().await.unwrap();
        });
    });
    let change = |config: &mut ratsweg::config::Config| {
        config.files.store = "s3://akten/leipzig".to_owned();
        config.files.endpoint = endpoint;
        config.files.access_key = "schluessel".to_owned();
        config.files.secret_key = "geheimnis".to_owned();
    };
    play_with(Engine::Sqlite, change, async |world: &World| {
        world.app.blobs.probe().await.unwrap();
        let draft = world.draft().await;
        // Larger than one part.
        let large: Vec<u8> = (0..9 * 1024 * 1024_u32).map(|n| b'a' + (n % 23) as u8).collect();
        let body = form(&[], &[("gross.txt", &large), ("klein.txt", b"0123456789")]);
        let files = world.spd().post_raw(&format!("{}/files", api_path(&draft)), &content_type(), body).await.ok();
        let content = |at: usize| format!("/api/v1/{COUNCIL}/files/{}/content", files[at]["id"].as_str().unwrap());
        assert_eq!(files[0]["sha256"], ratsweg::digest::sha256(&large));
        assert!(world.spd().get(&content(0)).await.body.as_bytes() == large, "what comes out is what went in");
        let range = [("Range", "bytes=2-4")];
        let part = world.spd().send(reqwest::Method::GET, &content(1), &range, None).await;
        assert_eq!((part.status, part.body.as_str()), (206, "234"));
        {
            let bucket = bucket.lock().unwrap();
            let keys: Vec<_> = bucket.objects.keys().cloned().collect();
            assert_eq!(keys.len(), 2, "{keys:?}");
            assert!(keys.iter().all(|key| key.starts_with("akten/leipzig/blobs/")), "{keys:?}");
            assert_eq!((bucket.unsigned, bucket.parts.len()), (0, 0));
        }
        // What nobody refers to goes, what is used stays.
        bucket.lock().unwrap().objects.insert("akten/leipzig/tmp/alt".to_owned(), vec![1]);
        let orphan = ratsweg::digest::sha256(b"x");
        bucket.lock().unwrap().objects.insert(format!("akten/leipzig/blobs/{}/{orphan}", &orphan[..2]), vec![1]);
        assert_eq!(ratsweg::files::sweep::sweep(&world.app).await.unwrap(), 2);
        assert_eq!(bucket.lock().unwrap().objects.len(), 2);
        world.leave_jobs();
    });
}
