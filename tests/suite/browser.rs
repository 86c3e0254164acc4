//! A real Chromium, driven over WebDriver: for what only eyes and scripts can tell. Each `Browser` has a process, a
//! profile and cookies of its own.
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// The name under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// Where `npm ci --prefix tests` puts the accessibility checker.
const AXE: &str = "tests/node_modules/axe-core/axe.min.js";

/// How the browser is set up.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub scripts: bool,
    pub dark: bool,
}

impl Look {
    pub const DESK: Self = Self { width: 1280, height: 900, scripts: true, dark: false };
    pub const PHONE: Self = Self { width: 390, height: 844, scripts: true, dark: false };

    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }
    pub const fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }
}

/// A running browser; ends when this is dropped.
pub struct Browser {
    driver: Child,
    http: reqwest::Client,
    session: String,
    base: String,
    scripts: bool,
    _profile: TempDir,
}

impl Browser {
    /// Starts Chromium for the site at `base` (`http://127.0.0.1:PORT`).
    pub async fn start(base: &str, look: Look) -> Self {
        let profile = tempfile::Builder::new().prefix("ratsweg-chromium-").tempdir().unwrap();
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver (package chromium-driver)");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port: u16 = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split("on port ").nth(1)?.trim_end_matches('.').parse().ok().filter(|port| *port != 0)
            })
            .expect("chromedriver says its port");
        // What it says further must be read, or it stops when the pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        let http = reqwest::Client::builder().timeout(Duration::from_secs(60)).build().unwrap();
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--hide-scrollbars".to_owned(),
            "--lang=de".to_owned(),
            format!("--user-data-dir={}", profile.path().display()),
            format!("--window-size={},{}", look.width.max(500), look.height),
        ];
        if look.dark {
            arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
        }
        let mut preferences = json!({ "intl.accept_languages": "de" });
        if !look.scripts {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments, "prefs": preferences },
        } } });
        let root = format!("http://127.0.0.1:{port}/session");
        let answer: Value = http.post(&root).json(&wanted).send().await.unwrap().json().await.unwrap();
        let id = answer["value"]["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}"));
        let session = format!("{root}/{id}");
        let browser = Self { driver, http, session, base: base.to_owned(), scripts: look.scripts, _profile: profile };
        let size =
            json!({ "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": look.width < 500 });
        browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
        browser.scheme(if look.dark { "dark" } else { "light" }).await;
        browser
    }

    /// Opens a path of the site.
    pub async fn open(&self, path: &str) {
        self.command("POST", "/url", json!({ "url": format!("{}{path}", self.base) })).await;
    }
    /// As `open`, for what may be saved instead of shown.
    pub async fn try_open(&self, path: &str) {
        self.try_command("POST", "/url", json!({ "url": format!("{}{path}", self.base) })).await;
    }
    /// What stands in frames, by its address: also what the browser's own viewers show.
    pub async fn framed(&self) -> Vec<String> {
        let targets = self.devtools("Target.getTargets", json!({})).await;
        let all = targets["targetInfos"].as_array().cloned().unwrap_or_default();
        let frames = all.iter().filter(|target| target["type"] == "iframe");
        frames.map(|target| target["url"].as_str().unwrap_or_default().to_owned()).collect()
    }
    /// The path of the page that is open.
    pub async fn path(&self) -> String {
        let url = self.command("GET", "/url", Value::Null).await;
        url.as_str().unwrap().strip_prefix(&self.base).expect("a page of the site").to_owned()
    }
    /// What a person reads on the page.
    pub async fn text(&self) -> String {
        let Some(body) = self.elements("css selector", "body").await.pop() else { return String::new() };
        let text = self.command("GET", &format!("/element/{body}/text"), Value::Null).await;
        text.as_str().unwrap_or_default().to_owned()
    }
    /// The visible text of the first element that the CSS selector finds.
    pub async fn text_of(&self, css: &str) -> String {
        let element = self.find(css).await;
        let text = self.command("GET", &format!("/element/{element}/text"), Value::Null).await;
        text.as_str().unwrap().to_owned()
    }

    /// Clicks on the link, button or summary with this visible text.
    pub async fn click(&self, text: &str) {
        let said = quoted(text);
        let same = format!("normalize-space(.)={said} or @aria-label={said} or @value={said}");
        let part = format!("contains(normalize-space(.),{said})");
        let clickable = "self::a or self::button or self::summary or self::input[@type='submit']";
        // The whole text first: "Zurückgeben" must not click on "Zurückgeben und neu zuweisen".
        for which in [same, part] {
            let path = format!("//*[({clickable}) and ({which})]");
            for element in self.elements("xpath", &path).await {
                let shown = self.command("GET", &format!("/element/{element}/displayed"), Value::Null).await;
                if shown == true {
                    self.press(&element, text).await;
                    return;
                }
            }
        }
        panic!("nothing to click says {text:?} on {}: {}", self.path().await, self.text().await);
    }
    /// Clicks, and where that leads to another page, waits until it is there: the driver itself does not always.
    async fn press(&self, element: &str, text: &str) {
        let attribute = async |name: &str| {
            let path = format!("/element/{element}/{name}");
            self.command("GET", &path, Value::Null).await.as_str().unwrap_or_default().to_owned()
        };
        let href = attribute("attribute/href").await;
        let leads = match attribute("name").await.as_str() {
            "a" => !href.contains('#'),
            // A row is added by script, where there are scripts.
            "button" | "input" => attribute("attribute/data-add-row").await.is_empty() || !self.scripts,
            _ => false,
        };
        let old = self.find("html").await;
        self.command("POST", &format!("/element/{element}/click"), json!({})).await;
        if leads {
            self.arrive(&old, text).await;
        }
    }
    /// Waits until the page with this root element has gone and another is there.
    async fn arrive(&self, old: &str, by: &str) {
        for _ in 0..150 {
            let asked = self.try_command("GET", &format!("/element/{old}/name"), Value::Null).await;
            if asked["error"].is_string() && !self.elements("css selector", "main").await.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{by:?} leads nowhere from {}: {}", self.path().await, self.text().await);
    }
    /// Types into the field with this label, over what is there; in a choice list, chooses what is called so.
    pub async fn fill(&self, label: &str, text: &str) {
        let said = quoted(label);
        let mut found = Vec::new();
        for test in [format!("normalize-space(.)={said}"), format!("contains(normalize-space(.),{said})")] {
            let field = "self::input or self::textarea or self::select";
            let path = format!("//*[({field}) and (@id=//label[{test}]/@for or ancestor::label[{test}])]");
            found = self.elements("xpath", &path).await;
            if !found.is_empty() {
                break;
            }
        }
        let Some(element) = found.first() else {
            panic!("no field {label:?} on {}: {}", self.path().await, self.text().await)
        };
        let name = self.command("GET", &format!("/element/{element}/name"), Value::Null).await;
        if name == "select" {
            let option = format!("option[contains(normalize-space(.),{})]", quoted(text));
            let value = json!({ "using": "xpath", "value": format!(".//{option}") });
            let option = self.command("POST", &format!("/element/{element}/element"), value).await;
            let option = option[ELEMENT].as_str().unwrap();
            self.command("POST", &format!("/element/{option}/click"), json!({})).await;
            return;
        }
        let kind = self.command("GET", &format!("/element/{element}/attribute/type"), Value::Null).await;
        if matches!(kind.as_str(), Some("checkbox" | "radio")) {
            self.command("POST", &format!("/element/{element}/click"), json!({})).await;
            return;
        }
        if matches!(kind.as_str(), Some("date" | "datetime-local" | "time")) {
            // Keys would depend on the browser's language: a date is set as a value, as `2020-09-16T14:00`.
            let script = "arguments[0].value = arguments[1]";
            self.script(script, json!([{ ELEMENT: element }, text])).await;
            return;
        }
        // Of files the paths are given, one a line; there is nothing to clear first.
        if kind != "file" {
            self.command("POST", &format!("/element/{element}/clear"), json!({})).await;
        }
        self.command("POST", &format!("/element/{element}/value"), json!({ "text": text })).await;
    }

    /// Runs a script in the page and gives back what it returns. The page's CSP does not bind WebDriver.
    pub async fn script(&self, script: &str, arguments: Value) -> Value {
        self.command("POST", "/execute/sync", json!({ "script": script, "args": arguments })).await
    }
    /// Whether anything of the page lies beyond its right edge.
    pub async fn is_wider_than_the_window(&self) -> bool {
        let script = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
        self.script(script, json!([])).await == true
    }
    /// What the browser complained of since the last call: refused by the CSP, missing files, errors in scripts.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.command("POST", "/se/log", json!({ "type": "browser" })).await;
        log.as_array().unwrap().iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }
    /// Shows the page as it is printed, or with other media features (`Emulation.setEmulatedMedia`).
    pub async fn media(&self, media: Value) {
        self.devtools("Emulation.setEmulatedMedia", media).await;
    }

    /// Takes a picture of the whole page as NAME.png into the folder that RATSWEG_SCREENSHOTS names, if it names one.
    pub async fn screenshot(&self, name: &str) {
        use base64::Engine;
        let Some(folder) = std::env::var_os("RATSWEG_SCREENSHOTS").map(PathBuf::from) else { return };
        let picture = self.devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true })).await;
        let bytes = base64::engine::general_purpose::STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }

    /// What axe-core finds wrong with the page that is open, one line a finding: rule, element and summary. Needs a
    /// browser with scripts; the rules are those of WCAG 2.2 AA and the best practices.
    pub async fn axe(&self) -> Vec<String> {
        let axe = std::fs::read_to_string(AXE).unwrap_or_else(|e| panic!("{AXE}: {e}; run tests/run"));
        let loaded = self.script(&format!("{axe}; window.axe = axe; return typeof axe.run"), json!([])).await;
        assert_eq!(loaded, "function", "axe-core is loaded");
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations), e => done(String(e)))";
        let found = self.command("POST", "/execute/async", json!({ "script": script, "args": [] })).await;
        let found = found.as_array().unwrap_or_else(|| panic!("axe-core failed: {found}"));
        let mut findings = Vec::new();
        for rule in found {
            for node in rule["nodes"].as_array().unwrap() {
                let summary = node["failureSummary"].as_str().unwrap_or_default().replace('\n', " ");
                findings.push(format!("{} at {}: {summary}", rule["id"].as_str().unwrap(), node["target"]));
            }
        }
        findings
    }
    /// What is wrong with the page that is open to eyes of every kind: axe-core in light and in dark, what the browser
    /// complains of, and whether it fits into 320 px.
    pub async fn findings(&self) -> Vec<String> {
        let mut findings = self.complaints().await;
        for scheme in ["light", "dark"] {
            self.scheme(scheme).await;
            findings.extend(self.axe().await.into_iter().map(|finding| format!("{scheme}: {finding}")));
        }
        self.scheme("light").await;
        self.resize(320, 640).await;
        if self.is_wider_than_the_window().await {
            findings.push("does not fit into 320 px".to_owned());
        }
        self.resize(1280, 900).await;
        findings
    }
    /// Drops the cookies: the browser is nobody's again.
    pub async fn forget_everything(&self) {
        self.devtools("Network.clearBrowserCookies", json!({})).await;
    }
    /// Sets the theme that the person prefers: `light` or `dark`; without motion, so that no colour is caught half-way.
    pub async fn scheme(&self, scheme: &str) {
        let theme = json!({ "name": "prefers-color-scheme", "value": scheme });
        let still = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        self.media(json!({ "features": [theme, still] })).await;
    }
    /// Sets the window's size in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Signs in through the form.
    pub async fn sign_in(&self, email: &str, password: &str) {
        self.open("/login").await;
        for (name, value) in [("email", email), ("password", password)] {
            let field = self.find(&format!("main form [name={name}]")).await;
            self.command("POST", &format!("/element/{field}/clear"), json!({})).await;
            self.command("POST", &format!("/element/{field}/value"), json!({ "text": value })).await;
        }
        let button = self.find("main form [type=submit]").await;
        self.press(&button, "sign-in").await;
        let path = self.path().await;
        assert!(!path.starts_with("/login"), "sign-in of {email} refused: {}", self.text().await);
    }

    async fn find(&self, css: &str) -> String {
        let found = self.elements("css selector", css).await;
        match found.into_iter().next() {
            Some(element) => element,
            None => panic!("no {css} on {}: {}", self.path().await, self.text().await),
        }
    }
    async fn elements(&self, using: &str, value: &str) -> Vec<String> {
        let found = self.command("POST", "/elements", json!({ "using": using, "value": value })).await;
        found.as_array().unwrap().iter().map(|e| e[ELEMENT].as_str().unwrap().to_owned()).collect()
    }
    async fn devtools(&self, name: &str, parameters: Value) -> Value {
        self.command("POST", "/goog/cdp/execute", json!({ "cmd": name, "params": parameters })).await
    }
    async fn command(&self, method: &str, path: &str, body: Value) -> Value {
        let value = self.try_command(method, path, body).await;
        assert!(value["error"].is_null(), "{method} {path}: {} {}", value["error"], value["message"]);
        value
    }
    async fn try_command(&self, method: &str, path: &str, body: Value) -> Value {
        let url = format!("{}{path}", self.session);
        let request = if method == "GET" { self.http.get(url) } else { self.http.post(url).json(&body) };
        let mut answer: Value = request.send().await.unwrap().json().await.unwrap();
        answer["value"].take()
    }
}

impl Browser {
    fn quit(&self) -> std::io::Result<()> {
        use std::io::{Read, Write};
        let address = self.session.trim_start_matches("http://");
        let (host, path) = address.split_once('/').unwrap_or((address, ""));
        let mut stream = std::net::TcpStream::connect(host)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "DELETE /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver takes its browser with it only when it is asked to, by hand, as nothing can be awaited here.
        let _ = self.quit();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A text as an XPath literal, whatever quotes it has.
fn quoted(text: &str) -> String {
    if !text.contains('"') {
        return format!("\"{text}\"");
    }
    let parts: Vec<_> = text.split('"').map(|part| format!("\"{part}\"")).collect();
    format!("concat({})", parts.join(",'\"',"))
}

/// The checker itself: it runs, and finds what is wrong on a page that is wrong.
#[tokio::test]
async fn the_checker_finds_what_is_wrong() {
    use std::io::{Read, Write};
    const FAULTY: &str = "<!DOCTYPE html><title>Eins</title><main><h1>Eins</h1><img src='data:,'>\
        <form action='/zwei'><label for='a'>Feld</label><input id='a' name='a'><button>Weiter \"so\"</button></form>\
        <p class='s'></p><script>document.querySelector('.s').textContent = 'mit Skript'</script></main>";
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || {
                let mut stream = stream;
                let mut head = [0; 4096];
                let _ = stream.read(&mut head);
                let length = FAULTY.len();
                let _ = write!(
                    stream,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
                     Content-Security-Policy: default-src 'self' 'unsafe-inline'\r\nConnection: close\r\n\r\n{FAULTY}"
                );
            });
        }
    });
    let browser = Browser::start(&base, Look::PHONE.dark()).await;
    browser.open("/eins").await;
    assert!(browser.text().await.contains("mit Skript"));
    let dark = "return [matchMedia('(prefers-color-scheme: dark)').matches, innerWidth]";
    assert_eq!(browser.script(dark, json!([])).await[0], true);
    let findings = browser.axe().await;
    assert!(findings.iter().any(|f| f.starts_with("html-has-lang")), "{findings:?}");
    assert!(findings.iter().any(|f| f.starts_with("image-alt")), "{findings:?}");
    browser.fill("Feld", "Größe 1").await;
    browser.click("Weiter \"so\"").await;
    assert_eq!(browser.path().await, "/zwei?a=Gr%C3%B6%C3%9Fe+1");
    drop(browser);

    let browser = Browser::start(&base, Look::DESK.without_scripts()).await;
    browser.open("/eins").await;
    assert!(!browser.text_of("main").await.contains("mit Skript"));
}
