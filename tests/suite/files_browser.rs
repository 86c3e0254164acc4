//! Files in a real browser: what is shown opens under the headers that it is sent with, and what could run never runs.
use crate::both;
use crate::browser::Look;
use crate::files::path;
use crate::world::*;
use serde_json::json;
use std::time::Duration;

/// A whole PDF of one red page.
fn pdf() -> Vec<u8> {
    let content = "1 0 0 rg 0 0 300 200 re f";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = file.len();
    file.push_str("xref\n0 5\n0000000000 65535 f \n");
    places.iter().for_each(|place| file.push_str(&format!("{place:010} 00000 n \n")));
    file.push_str(&format!("trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    file.into_bytes()
}

both!(a_pdf_opens_in_the_browser_and_markup_never_runs, async |world: &World| {
    const MARKUP: &[u8] = b"<!doctype html><title>x</title><script>document.title = 'ran'; name = 'ran'</script>";
    const DRAWING: &[u8] =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><title>x</title><script>window.name = 'ran'</script></svg>";
    let (paper, pdf) = (world.admitted().await, pdf());
    let sent: &[(&str, &[u8])] = &[
        ("Lageplan.pdf", &pdf),
        ("Seite.html", MARKUP),
        ("Seite.pdf", MARKUP),
        ("Seite.txt", MARKUP),
        ("Bild.svg", DRAWING),
        ("Bild.png", DRAWING),
    ];
    let files = world.attach(&world.office(), &paper, sent, false).await.ok();
    let browser = world.browser(Look::DESK).await;
    browser.open(&path(&files[0])).await;
    // The browser's own viewer frames the file: under a policy that it refuses there is no such frame.
    let address = format!("{}{}", world.base, path(&files[0]));
    let mut waited = 0;
    while !browser.framed().await.contains(&address) {
        tokio::time::sleep(Duration::from_millis(100)).await;
        waited += 1;
        assert!(waited < 100, "the PDF is not shown: {:?}", browser.framed().await);
    }
    assert_eq!(browser.script("return document.contentType", json!([])).await, "application/pdf");
    for file in &files.as_array().unwrap()[1..] {
        browser.open("/leipzig/").await;
        browser.try_open(&path(file)).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        let seen = browser.script("return [document.title, window.name].join('|')", json!([])).await;
        assert!(!seen.as_str().unwrap().contains("ran"), "{} ran: {seen}", file["name"]);
        let answer = world.visitor().bare(reqwest::Method::GET, &path(file), &[]).await;
        assert_eq!(answer.header("content-type"), "application/octet-stream", "{}", file["name"]);
        assert!(answer.header("content-disposition").starts_with("attachment"), "{}", file["name"]);
    }
    world.work().await;
});
