//! Two at one paper, the same request twice, fifty at once; and input that no form would send.
use crate::both;
use crate::papers::{api_path, inquiry};
use crate::world::World;
use serde_json::{Value, json};

const PAPERS: &str = "/api/v1/leipzig/papers";

both!(two_clerks_at_one_paper, async |world: &World| {
    let paper = world.submitted().await;
    world.new_mails().await;
    let office = world.office();
    let seen = world.paper(&office, &paper).await;
    let events = world.count("SELECT COUNT(*) AS n FROM events");
    let inputs = json!({ "department": "dezernat-01" });
    let (one, two) = tokio::join!(
        world.try_act(&office, &seen, "admit", inputs.clone()),
        world.try_act(&office, &seen, "admit", inputs.clone()),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.body, two.body);
    let loser = if one.status == 409 { one } else { two };
    assert_eq!(loser.is(409)["current"]["reference"], "VII-F-01504", "the present state comes along");
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM events"), events + 1, "one event");
    let mailed = world.newly_mailed().await;
    let mut once = mailed.clone();
    once.dedup();
    assert_eq!(mailed, once, "one set of mails");
});

both!(the_same_request_twice_makes_one_paper, async |world: &World| {
    let spd = world.spd();
    spd.tokens().await;
    let key = [("Idempotency-Key", "doppelklick-1")];
    let (one, two) = tokio::join!(spd.post_with(PAPERS, &key, inquiry()), spd.post_with(PAPERS, &key, inquiry()));
    assert_eq!((one.status, two.status), (201, 201), "{} {}", one.body, two.body);
    assert_eq!(one.ok()["id"], two.ok()["id"]);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM papers"), 1);
    let mut other = inquiry();
    other["title"] = json!("Etwas anderes");
    spd.post_with(PAPERS, &key, other).await.is(409);
    let retried = spd.post_with(PAPERS, &key, inquiry()).await.ok();
    assert_eq!(retried["id"], one.ok()["id"]);
});

both!(fifty_parallel_admissions_get_fifty_numbers, async |world: &World| {
    let office = world.office();
    let mut submitted = Vec::new();
    for _ in 0..50 {
        let paper = world.submitted().await;
        submitted.push(paper);
    }
    office.tokens().await;
    let tries =
        submitted.iter().map(|paper| world.try_act(&office, paper, "admit", json!({ "department": "dezernat-01" })));
    let mut tasks = Vec::new();
    for answer in futures(tries).await {
        tasks.push(answer.ok()["reference"].as_str().unwrap().to_owned());
    }
    tasks.sort();
    let expected: Vec<_> = (1504..1554).map(|n| format!("VII-F-{n:05}")).collect();
    assert_eq!(tasks, expected, "unique, and without gaps");
    let verdict = world.app.read(|db| ratsweg::events::store::verify(db, "leipzig")).await.unwrap();
    assert_eq!(verdict.fault, None);
    world.leave_jobs();
});

/// Awaits all of them at once.
async fn futures<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut open: Vec<_> = all.map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|context| {
        for (future, done) in &mut open {
            if done.is_none()
                && let std::task::Poll::Ready(output) = future.as_mut().poll(context)
            {
                *done = Some(output);
            }
        }
        if open.iter().all(|(_, done)| done.is_some()) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    open.into_iter().filter_map(|(_, done)| done).collect()
}

both!(illegal_steps_and_foreign_hands_change_nothing, async |world: &World| {
    let paper = world.admitted().await;
    world.new_mails().await;
    let before = world.count("SELECT COUNT(*) AS n FROM events");
    let seen = world.paper(&world.office(), &paper).await;
    for (who, action, inputs, status) in [
        (world.office(), "admit", json!({ "department": "dezernat-01" }), 422),
        (world.office(), "sign", json!({}), 404),
        (world.office(), "fly", json!({}), 404),
        (world.greens(), "withdraw", json!({ "reason": "x" }), 403),
        (world.spd(), "admit", json!({ "department": "dezernat-01" }), 403),
        (world.citizen(), "edit", json!({ "title": "x" }), 403),
        (world.spd(), "edit", json!({ "title": "x" }), 422),
        (world.stranger(), "withdraw", json!({ "reason": "x" }), 401),
    ] {
        world.try_act(&who, &seen, action, inputs).await.is(status);
    }
    let consultation = &seen["consultations"][0];
    let unscheduled = json!({ "result": "deferred" });
    world.try_act_on(&world.minutes(), "consultations", consultation, "enter-result", unscheduled).await.is(422);
    world.try_act_on(&world.spd(), "consultations", consultation, "schedule", json!({})).await.is(403);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM events"), before);
});

both!(rubbish_is_refused_by_name_and_never_a_fault_of_ours, async |world: &World| {
    let spd = world.spd();
    let with = |name: &str, value: Value| {
        let mut fields = inquiry();
        fields[name] = value;
        fields
    };
    for (name, value) in [
        ("title", json!("Zeile\r\nBcc: alle@example.org")),
        ("title", json!("x".repeat(1_000_000))),
        ("title", json!("null\u{0}byte")),
        ("occasion", json!("\u{202e}verkehrt")),
        ("facts", json!("x".repeat(100_001))),
        ("questions", json!(vec!["?"; 201])),
        ("questions", json!(["ein\u{7}ton"])),
        ("answers", json!([{ "question": 1, "text": "x" }])),
    ] {
        let told = spd.post(PAPERS, with(name, value)).await.is(422);
        assert_eq!(told["errors"][0]["field"], name, "{told}");
    }
    for (name, value) in
        [("titel", json!("x")), ("title", json!(7)), ("questions", json!("eine")), ("public", json!("ja"))]
    {
        let told = spd.post(PAPERS, with(name, value)).await;
        assert!(matches!(told.status, 400 | 422), "{} {}", told.status, told.body);
    }
    let deep = format!("{{\"title\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let told = spd.post_raw(PAPERS, "application/json", deep.into_bytes()).await;
    assert!(matches!(told.status, 400 | 422), "{} {}", told.status, told.body);
    assert_eq!(spd.post_raw(PAPERS, "application/json", b"{".to_vec()).await.status, 400);
    assert_eq!(spd.post_raw(PAPERS, "application/json", vec![0xff, 0xfe]).await.status, 400);
    assert_eq!(spd.post_raw(PAPERS, "text/plain", b"x".to_vec()).await.status, 415);
    assert_eq!(spd.post_raw(PAPERS, "application/json", vec![b' '; 3_000_000]).await.status, 413);
    spd.post(PAPERS, json!({ "kind": "X" })).await.is(422);
    spd.post(PAPERS, json!({ "kind": "AW" })).await.is(422);
    spd.post("/api/v1/atlantis/papers", inquiry()).await.is(404);
    for path in [
        "/api/v1/leipzig/papers/%2e%2e",
        "/api/v1/leipzig/papers/'%20OR%201=1",
        "/api/v1/leipzig/consultations/x/actions",
    ] {
        assert!(matches!(spd.get(path).await.status, 404), "{path}");
    }
    assert_eq!(spd.get("/api/v1/leipzig/papers?after=quatsch").await.status, 400);
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM papers"), 0);
    // What is at the limit is taken.
    let fine = spd.post(PAPERS, with("title", json!("ä".repeat(300)))).await.ok();
    world.try_act(&spd, &fine, "edit", json!({ "version": 99, "title": "x" })).await.is(409);
    let unversioned = spd.post(&format!("{}/actions/submit", api_path(&fine)), json!({})).await.is(422);
    assert_eq!(unversioned["errors"][0]["field"], "version");
});
