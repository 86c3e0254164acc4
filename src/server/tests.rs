//! The shell as a whole: every page in every language, and what every answer has in common.
use super::*;
use crate::people::Actor;
use crate::web::page::{self, Frame};
use crate::words::Language;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use std::collections::BTreeSet;

/// An installation on an empty SQLite database, which goes with the folder.
fn installation(demo: bool) -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = crate::config::Config::default();
    config.data.dir = folder.path().to_owned();
    config.database.pool = 3;
    config.operator.name = "Stadt Musterhausen".to_owned();
    let app = crate::cli::boot::app(config, demo).expect("an app");
    (folder, app)
}

/// Each page as a stranger and as an account gets it.
async fn frames(app: &App, language: Language) -> Vec<Frame> {
    let request = TestRequest::with_uri("/leipzig/papers?q=x")
        .param("council", "leipzig")
        .insert_header((header::ACCEPT_LANGUAGE, language.tag()))
        .app_data(web::Data::new(app.clone()))
        .to_http_request();
    let mut stranger = Frame::lenient(&request).await.expect("a frame");
    // Also those that this council does not speak.
    stranger.language = language;
    let actor = Actor { name: "Beate <Büro>".to_owned(), ..Actor::system() };
    let mut account = stranger.clone();
    account.actor = Some(actor);
    account.csrf = "token".to_owned();
    vec![stranger, account]
}

/// What is wrong with a page, beyond what a browser forgives.
fn faults(html: &str, language: Language) -> Vec<String> {
    use scraper::{Html, Selector};
    let document = Html::parse_document(html);
    let mut faults: Vec<String> = document.errors.iter().map(ToString::to_string).collect();
    let all = |css: &str| {
        let selector = Selector::parse(css).expect("a selector");
        document.select(&selector).map(|element| element.value().clone()).collect::<Vec<_>>()
    };
    let ids: Vec<String> = all("[id]").iter().filter_map(|e| e.attr("id").map(str::to_owned)).collect();
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    if known.len() != ids.len() {
        faults.push(format!("an id twice: {ids:?}"));
    }
    if all("h1").len() != 1 || all("main").len() != 1 {
        faults.push("not one h1 in one main".to_owned());
    }
    if all(&format!("html[lang={}]", language.tag())).is_empty() {
        faults.push("wrong language".to_owned());
    }
    for (css, attribute) in
        [("label", "for"), ("[aria-describedby]", "aria-describedby"), ("[aria-labelledby]", "aria-labelledby")]
    {
        for element in all(css) {
            for id in element.attr(attribute).unwrap_or_default().split(' ').filter(|id| !known.contains(id)) {
                faults.push(format!("{css} names {id:?}, which is not there"));
            }
        }
    }
    for element in all("a[href^='#']") {
        let id = element.attr("href").unwrap_or_default().trim_start_matches('#');
        if !known.contains(id) {
            faults.push(format!("a link to #{id}, which is not there"));
        }
    }
    for forbidden in ["[style]", "style", "script:not([src])", "[onclick]", "img:not([alt])", "a[href^='javascript']"] {
        if !all(forbidden).is_empty() {
            faults.push(format!("holds {forbidden}"));
        }
    }
    for field in all("input:not([type=hidden]), textarea, select") {
        let id = field.attr("id").unwrap_or_default().to_owned();
        if all(&format!("label[for='{id}']")).is_empty() {
            faults.push(format!("the field {id:?} has no label"));
        }
    }
    let mut level = 0;
    for heading in all("h1, h2, h3, h4, h5, h6") {
        let next = heading.name().as_bytes()[1] - b'0';
        if next > level + 1 {
            faults.push(format!("h{next} after h{level}"));
        }
        level = next;
    }
    faults
}

#[actix_web::test]
async fn every_page_renders_in_every_language_as_valid_html() {
    let (_folder, app) = installation(true);
    for &language in Language::ALL {
        for frame in frames(&app, language).await {
            for (number, sample) in gallery::gallery().into_iter().enumerate() {
                let html = frame.html(&app, sample.template, sample.page).expect(sample.template);
                let faults = faults(&html, language);
                assert!(faults.is_empty(), "{} ({number}): {faults:#?}\n{html}", sample.template);
                assert!(html.len() < 30 * 1024, "{} has {} bytes", sample.template, html.len());
            }
        }
    }
}

/// Every component in every variant, around which the pages are built; also what the look is judged by.
fn kit(app: &App, frame: &Frame) -> String {
    let mut app_templates = app.templates.clone();
    app_templates.add_raw_template("kit.html", include_str!("kit.html")).expect("the kit");
    let wrong = |field: &'static str| Message::new("input_field_missing").with("field", field).on(field);
    let messages =
        [wrong("title"), wrong("facts"), wrong("occasion"), wrong("public"), Message::new("input_unreadable")];
    let options = [("a", "Erstens"), ("b", "Zweitens <b>")];
    let page = serde_json::json!({
        "crumbs": [page::Crumb::to("Start", "/"), page::Crumb::to("Vorlagen", "/leipzig/papers"), page::Crumb::here("VII-F-01504")],
        "title": "\"Betreff\" <1>",
        "faults": page::Faults::of(&app.words, frame.language, &messages),
        "options": options.map(|(value, label)| serde_json::json!({"value": value, "label": label, "hint": "Mehr dazu"})),
    });
    frame.html_from(&app_templates, app, "kit.html", tera::Value::from_serializable(&page)).expect("kit.html")
}

#[actix_web::test]
async fn every_component_ties_labels_hints_and_errors_to_its_field() {
    let (_folder, app) = installation(true);
    for &language in Language::ALL {
        for frame in frames(&app, language).await {
            let html = kit(&app, &frame);
            let faults = faults(&html, language);
            assert!(faults.is_empty(), "{faults:#?}\n{html}");
            for part in [
                "aria-describedby=\"h-title e-title\" aria-invalid=\"true\"",
                "value=\"&quot;Betreff&quot; &lt;1&gt;\"",
                "Zeile &lt;zwei&gt;</textarea>",
                "<option value=\"b\" selected>Zweitens &lt;b&gt;</option>",
            ] {
                assert!(html.contains(part), "lacks {part}\n{html}");
            }
        }
    }
}

/// WCAG 2.2 AA: text 4.5:1 on its ground, controls and focus 3:1, in the light and in the dark.
#[test]
fn every_pair_of_colours_has_contrast() {
    let css = std::fs::read_to_string("assets/ratsweg.css").expect("the style sheet");
    let (light, rest) = css.split_once("@media (prefers-color-scheme: dark)").expect("a dark theme");
    let dark = rest.split_once("/* Ground */").expect("an end").0;
    let value = |source: &str, name: &str| {
        let text = source.split_once(&format!("--{name}: #"))?.1.get(..6)?;
        let part = |at: usize| {
            let level = f64::from(u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?) / 255.0;
            Some(if level <= 0.04045 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) })
        };
        Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
    };
    let inks = ["ink", "ink-soft", "link", "visited", "accent", "good", "warn", "bad"];
    let grounds = ["paper", "ground", "accent-soft"];
    let mut pairs: Vec<(&str, &str, f64)> =
        inks.iter().flat_map(|ink| grounds.map(|ground| (*ink, ground, 4.5))).collect();
    for tone in ["good", "warn", "bad"] {
        for ink in ["ink", "link", "ink-soft", tone] {
            pairs.push((
                ink,
                ["good-soft", "warn-soft", "bad-soft"]
                    [["good", "warn", "bad"].iter().position(|t| *t == tone).unwrap()],
                4.5,
            ));
        }
    }
    pairs.extend([("on-accent", "accent", 4.5), ("on-accent", "accent-strong", 4.5), ("on-demo", "demo", 4.5)]);
    pairs.extend([
        ("on-focus", "focus", 4.5),
        ("edge", "paper", 3.0),
        ("edge", "ground", 3.0),
        ("accent", "paper", 3.0),
    ]);
    for (theme, source) in [("light", light), ("dark", dark)] {
        // What the dark theme does not set, it keeps from the light one.
        let of = |name| value(source, name).or_else(|| value(light, name)).expect(name);
        for (ink, ground, least) in &pairs {
            let (a, b) = (of(ink), of(ground));
            let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(ratio >= *least, "{theme}: {ink} on {ground} has {ratio:.2}, not {least}");
        }
        let (focus, ring, paper) = (of("focus"), of("on-focus"), of("paper"));
        let ratio = |a: f64, b: f64| (a.max(b) + 0.05) / (a.min(b) + 0.05);
        assert!(ratio(focus, paper) >= 3.0 || ratio(ring, paper) >= 3.0, "{theme}: the focus cannot be seen");
    }
}

#[test]
fn every_page_template_is_in_the_gallery() {
    let shown: BTreeSet<_> = gallery::gallery().iter().map(|sample| sample.template.to_owned()).collect();
    let templates = page::templates().expect("templates");
    let there: BTreeSet<_> =
        templates.get_template_names().filter(|name| name.starts_with("pages/")).map(str::to_owned).collect();
    assert_eq!(shown, there);
}

/// Only plain text is written unescaped: the text part and the subject line of a mail.
#[test]
fn no_template_for_a_browser_is_unescaped() {
    for name in page::templates().expect("templates").get_template_names() {
        let plain = name.starts_with("mail/") && (name.ends_with(".txt") || name.ends_with(".subject"));
        assert!(plain || name.ends_with(".html"), "{name}");
    }
    for name in crate::assets::Templates::iter().filter(|name| name.ends_with(".html")) {
        let file = crate::assets::Templates::get(&name).expect("a template");
        let source = String::from_utf8(file.data.into_owned()).expect("text");
        assert!(!source.contains("safe }}") && !source.contains("| safe"), "{name} lets text through unescaped");
    }
}

#[actix_web::test]
async fn every_answer_carries_the_security_headers() {
    let (_folder, app) = installation(false);
    let service = init_service(build(app)).await;
    let paths = ["/help", "/nothing", "/api/v1/nothing", "/livez", "/assets/ratsweg.css", "/help/", "/", "/assets/x"];
    for path in paths {
        for method in [Method::GET, Method::HEAD, Method::POST, Method::DELETE] {
            let request = TestRequest::with_uri(path).method(method.clone()).to_request();
            let answer = call_service(&service, request).await;
            let policy = answer.headers().get(header::CONTENT_SECURITY_POLICY).expect("a policy");
            assert!(policy.to_str().unwrap().starts_with("default-src 'none'"), "{method} {path}");
            assert_eq!(answer.headers().get(header::X_CONTENT_TYPE_OPTIONS).expect("nosniff"), "nosniff");
            assert!(!answer.status().is_server_error(), "{method} {path}: {}", answer.status());
        }
    }
}

#[actix_web::test]
async fn a_page_that_is_known_is_not_sent_again() {
    let (_folder, app) = installation(false);
    let service = init_service(build(app)).await;
    let first = call_service(&service, TestRequest::with_uri("/help").to_request()).await;
    assert_eq!(first.status(), StatusCode::OK);
    let tag = first.headers().get(header::ETAG).expect("a tag").clone();
    let packed = TestRequest::with_uri("/help").insert_header((header::ACCEPT_ENCODING, "gzip")).to_request();
    let packed = call_service(&service, packed).await.headers().get(header::ETAG).expect("a tag").clone();
    assert_ne!(tag, packed, "two codings, two names");
    for known in [tag, packed] {
        let request = TestRequest::with_uri("/help").insert_header((header::IF_NONE_MATCH, known.clone())).to_request();
        let again = call_service(&service, request).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers().get(header::ETAG), Some(&known));
        assert!(again.headers().contains_key(header::CONTENT_SECURITY_POLICY));
        assert!(read_body(again).await.is_empty());
    }
    let english = TestRequest::with_uri("/help").insert_header((header::ACCEPT_LANGUAGE, "en")).to_request();
    let english = call_service(&service, english).await;
    assert_eq!(english.headers().get(header::CONTENT_LANGUAGE).unwrap(), "en");
    assert!(String::from_utf8_lossy(&read_body(english).await).contains("How to read a paper"));
}

#[actix_web::test]
async fn addresses_lead_to_the_one_that_holds() {
    let (_folder, app) = installation(false);
    let service = init_service(build(app)).await;
    let answer = call_service(&service, TestRequest::with_uri("/help/?a=b").to_request()).await;
    assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
    assert_eq!(answer.headers().get(header::LOCATION).unwrap(), "/help?a=b");
    let answer = call_service(&service, TestRequest::with_uri("//evil.example/").to_request()).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let answer = call_service(
        &service,
        TestRequest::delete().uri("/help").insert_header(("origin", "http://127.0.0.1:8080")).to_request(),
    )
    .await;
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.headers().get(header::ALLOW).unwrap(), "GET, HEAD");
}

#[actix_web::test]
async fn the_api_answers_with_problem_documents_in_the_readers_language() {
    let (_folder, app) = installation(false);
    let service = init_service(build(app)).await;
    let request = TestRequest::with_uri("/api/v1/nothing").insert_header((header::ACCEPT_LANGUAGE, "en")).to_request();
    let answer = call_service(&service, request).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert_eq!(answer.headers().get(header::CONTENT_TYPE).unwrap(), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_slice(&read_body(answer).await).unwrap();
    assert_eq!(problem["type"], "urn:ratsweg:problem:not-found");
    assert_eq!(problem["status"], 404);
    assert_eq!(problem["instance"], "/api/v1/nothing");
    assert_eq!(problem["title"], "There is nothing to see here");
}

/// Each kind of failure as page and as document.
#[actix_web::test]
async fn each_failure_has_its_status_and_its_words() {
    let (_folder, app) = installation(false);
    let all = || {
        let message = || Message::new("input_field_missing").with("field", "title").on("title");
        [
            (Error::NotFound, 404, 404),
            (Error::SignIn, 303, 401),
            (Error::Forbidden(message()), 403, 403),
            (Error::Refused(vec![message(), Message::new("input_unreadable")]), 422, 422),
            (Error::Stale, 409, 409),
            (Error::Conflict(message()), 409, 409),
            (Error::Malformed(413, message()), 413, 413),
            (Error::Malformed(200, message()), 400, 400),
            (Error::TooMany(7), 429, 429),
            (Error::Internal(anyhow::anyhow!("the secret cause")), 500, 500),
        ]
    };
    for (path, api) in [("/leipzig/papers?q=ä b", false), ("/api/v1/leipzig/papers", true)] {
        let uri = path.replace('ä', "%C3%A4").replace(' ', "%20");
        for (error, page_status, api_status) in all() {
            let request = TestRequest::with_uri(&uri).app_data(web::Data::new(app.clone())).to_http_request();
            let answer = failure::respond(&request, &error).await;
            assert_eq!(answer.status().as_u16(), if api { api_status } else { page_status }, "{error:?}");
            let headers = answer.headers().clone();
            let body = actix_web::body::to_bytes(answer.into_body()).await.unwrap_or_default();
            let text = String::from_utf8(body.to_vec()).unwrap();
            assert!(!text.contains("secret cause") && !text.contains("failure_"), "{text}");
            match error {
                Error::SignIn if api => assert_eq!(headers.get(header::WWW_AUTHENTICATE).unwrap(), "Bearer"),
                Error::SignIn => {
                    let location = headers.get(header::LOCATION).unwrap();
                    assert_eq!(location, "/login?next=%2Fleipzig%2Fpapers%3Fq%3D%25C3%25A4%2520b");
                }
                Error::TooMany(_) => assert_eq!(headers.get(header::RETRY_AFTER).unwrap(), "7"),
                Error::Refused(_) if api => {
                    let problem: serde_json::Value = serde_json::from_str(&text).unwrap();
                    assert_eq!(problem["errors"][0]["field"], "title");
                    assert_eq!(problem["errors"][1].get("field"), None);
                }
                Error::Internal(_) if api => assert!(text.contains("request_id")),
                _ => {}
            }
        }
    }
}

#[actix_web::test]
async fn the_language_is_chosen_and_the_reader_stays_where_he_was() {
    let (_folder, app) = installation(false);
    let service = init_service(build(app)).await;
    for (next, target) in [("/help", "/help"), ("//evil.example", "/"), ("", "/")] {
        let request = TestRequest::post()
            .uri("/language")
            .insert_header(("sec-fetch-site", "same-origin"))
            .set_form([("language", "en"), ("next", next)])
            .to_request();
        let answer = call_service(&service, request).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers().get(header::LOCATION).unwrap(), target);
        assert!(answer.response().cookies().any(|cookie| cookie.name() == "lang" && cookie.value() == "en"));
    }
}

#[actix_web::test]
async fn the_server_says_whether_it_can_work() {
    let (_folder, app) = installation(false);
    let service = init_service(build(app)).await;
    for path in ["/livez", "/readyz"] {
        let answer = call_service(&service, TestRequest::with_uri(path).to_request()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
    }
}

/// The real server: it answers, keeps its limits, and ends in order when it is told to.
#[tokio::test(flavor = "multi_thread")]
async fn the_server_serves_until_it_is_told_to_stop() {
    let (_folder, app) = installation(false);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let most = app.config.server.max_body;
    let server = tokio::spawn(serve(app, listener));
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let page = client.get(format!("{url}/help")).send().await.expect("an answer");
    assert_eq!(page.status().as_u16(), 200);
    assert!(page.headers().contains_key("content-security-policy"));
    let head = client.head(format!("{url}/help")).send().await.expect("an answer");
    assert_eq!((head.status().as_u16(), head.text().await.expect("a body").len()), (200, 0));
    let form = [("language", "en"), ("next", &"x".repeat(most))];
    let large = client.post(format!("{url}/language")).header("origin", &url).form(&form).send().await;
    assert_eq!(large.expect("an answer").status().as_u16(), 413);
    let told = std::process::Command::new("kill").args(["-TERM", &std::process::id().to_string()]).status();
    assert!(told.expect("kill").success());
    let ended = tokio::time::timeout(Duration::from_secs(20), server).await.expect("it stops").expect("no panic");
    assert!(ended.is_ok(), "{ended:?}");
}

/// `/{council}/papers/new` must not be taken for the paper named "new".
#[test]
fn the_more_special_path_comes_first() {
    let mut paths =
        ["/{council}/", "/{council}/papers/{slug}", "/{council}/papers/new", "/api/v1/{council}/papers", "/login", "/"];
    paths.sort_by_key(|path| specialty(path));
    let place = |path| paths.iter().position(|other| *other == path).expect("there");
    assert!(place("/{council}/papers/new") < place("/{council}/papers/{slug}"));
    assert!(place("/login") < place("/{council}/"));
    assert!(place("/api/v1/{council}/papers") < place("/{council}/papers/{slug}"));
}

/// One place in a path has one name: else the second of two resources would never be reached.
#[test]
fn no_two_patterns_fit_the_same_paths() {
    let bare = |path: &str| {
        let part =
            |part: &str| if part.starts_with('{') && part.ends_with('}') { "{}".to_owned() } else { part.to_owned() };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    };
    let shapes: BTreeSet<_> = PATTERNS.iter().map(|path| bare(path)).collect();
    assert_eq!(shapes.len(), PATTERNS.len(), "{PATTERNS:?}");
}

/// Run by hand: `cargo test write_the_gallery -- --ignored`, then serve the folder and look.
#[actix_web::test]
#[ignore = "writes every page to target/gallery, to be looked at"]
async fn write_the_gallery() {
    let (_folder, app) = installation(true);
    let folder = std::path::Path::new("target/gallery");
    std::fs::create_dir_all(folder).unwrap();
    for &language in Language::ALL {
        for (who, frame) in frames(&app, language).await.into_iter().enumerate() {
            std::fs::write(folder.join(format!("kit-{}-{who}.html", language.tag())), kit(&app, &frame)).unwrap();
            for (number, sample) in gallery::gallery().into_iter().enumerate() {
                let html = frame.html(&app, sample.template, sample.page).expect(sample.template);
                let name = sample.template.replace('/', "-").replace(".html", "");
                std::fs::write(folder.join(format!("{name}-{number}-{}-{who}.html", language.tag())), html).unwrap();
            }
        }
    }
}
