//! A person before a browser without scripts: keeps cookies, follows redirects, fills in forms as they stand on the
//! page, their hidden fields included. Real Chromium is in `browser`; this one is for everything that needs no eyes.
use crate::client::Answer;
use reqwest::header::LOCATION;
use scraper::{ElementRef, Html, Selector};

/// A browser of one person, with its own cookies.
pub struct Visitor {
    base: String,
    http: reqwest::Client,
    /// The page that is open, and its path.
    pub page: Page,
}

/// An answered page.
#[derive(Debug, Clone)]
pub struct Page {
    pub path: String,
    pub answer: Answer,
}

impl Visitor {
    pub fn new(base: &str) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .cookie_store(true)
            .default_headers([(reqwest::header::ACCEPT_LANGUAGE, "de".parse().unwrap())].into_iter().collect())
            .build()
            .unwrap();
        let answer = Answer { what: "nothing yet".into(), status: 0, headers: Default::default(), body: String::new() };
        Self { base: base.to_owned(), http, page: Page { path: String::new(), answer } }
    }

    /// Signs in through the form of `/login`.
    pub async fn sign_in(&mut self, email: &str, password: &str) {
        self.open("/login").await;
        self.submit("/login", &[("email", email), ("password", password)]).await;
        assert!(!self.page.path.starts_with("/login"), "sign-in of {email} refused: {}", self.page.text());
    }

    /// Opens a page, following redirects, whatever its status.
    pub async fn go(&mut self, path: &str) -> &Page {
        let request = self.http.get(self.url(path));
        let answer = Answer::of(format!("GET {path}"), request).await;
        self.arrive(path.to_owned(), answer).await
    }

    /// Opens a page that must be there.
    pub async fn open(&mut self, path: &str) -> &Page {
        let page = self.go(path).await;
        assert_eq!(page.answer.status, 200, "{path}: {}", page.text());
        page
    }

    /// Fills in the form of the open page that posts to `action` (or, for `""`, the only one) and sends it. Fields that
    /// are not named keep what the page put in; a name that the form does not have is a fault of the test. Follows the
    /// redirect.
    pub async fn submit(&mut self, action: &str, fields: &[(&str, &str)]) -> &Page {
        let form = self.page.form(action);
        let mut values = form.values;
        for (name, _) in fields {
            assert!(form.names.iter().any(|n| n == name), "no field {name:?} in {action:?}, but {:?}", form.names);
            values.retain(|(n, _)| n != name);
        }
        values.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self.post(&form.action, &values).await
    }

    /// Posts these fields and nothing else: no hidden ones, no CSRF token.
    pub async fn post(&mut self, path: &str, values: &[(String, String)]) -> &Page {
        let request = self.http.post(self.url(path)).form(values).header("Origin", &self.base);
        let answer = Answer::of(format!("POST {path}"), request).await;
        self.arrive(path.to_owned(), answer).await
    }

    /// The bare answer to a request of any method with this person's cookies, redirects not followed.
    pub async fn bare(&self, method: reqwest::Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.http.request(method.clone(), self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::of(format!("{method} {path}"), request).await
    }

    /// The bare answer to a form that is sent as it stands (`a=b&c=d`), redirects not followed.
    pub async fn bare_form(&self, path: &str, form: String) -> Answer {
        let request = self.http.post(self.url(path)).header("Origin", &self.base);
        let request = request.header("Content-Type", "application/x-www-form-urlencoded").body(form);
        Answer::of(format!("POST {path}"), request).await
    }

    /// The bare answer to a body of any kind, redirects not followed.
    pub async fn bare_body(&self, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
        let request = self.http.post(self.url(path)).header("Origin", &self.base);
        Answer::of(format!("POST {path}"), request.header("Content-Type", content_type).body(body)).await
    }

    async fn arrive(&mut self, mut path: String, mut answer: Answer) -> &Page {
        for _ in 0..5 {
            if !(300..400).contains(&answer.status) {
                break;
            }
            let target = answer.headers[LOCATION].to_str().unwrap().to_owned();
            path = target.strip_prefix(&self.base).unwrap_or(&target).to_owned();
            assert!(path.starts_with('/'), "{} leads away, to {target}", answer.what);
            answer = Answer::of(format!("GET {path}"), self.http.get(self.url(&path))).await;
        }
        self.page = Page { path, answer };
        &self.page
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// A form as it stands on the page.
pub struct Form {
    pub action: String,
    /// Every field's name.
    pub names: Vec<String>,
    /// What a browser would send if nobody typed anything.
    pub values: Vec<(String, String)>,
}

impl Page {
    pub fn html(&self) -> Html {
        Html::parse_document(&self.answer.body)
    }
    /// The text of the whole page, as one line.
    pub fn text(&self) -> String {
        self.all("body").join(" ")
    }
    /// The texts of everything that the CSS selector finds.
    pub fn all(&self, css: &str) -> Vec<String> {
        let html = self.html();
        html.select(&Selector::parse(css).expect(css)).map(text_of).collect()
    }
    /// The text of the first thing that the CSS selector finds.
    #[track_caller]
    pub fn first(&self, css: &str) -> String {
        self.all(css).into_iter().next().unwrap_or_else(|| panic!("no {css} on {}: {}", self.path, self.text()))
    }
    /// Where the link with this text leads.
    #[track_caller]
    pub fn link(&self, text: &str) -> String {
        let html = self.html();
        html.select(&Selector::parse("a[href]").unwrap())
            .find(|a| text_of(*a) == text)
            .map(|a| a.attr("href").unwrap_or_default().to_owned())
            .unwrap_or_else(|| panic!("no link {text:?} on {}: {:?}", self.path, self.all("a[href]")))
    }
    /// Where every link below this path leads.
    pub fn all_links(&self, below: &str) -> Vec<String> {
        let html = self.html();
        let links = Selector::parse("a[href]").unwrap();
        let found = html.select(&links).filter_map(|a| a.attr("href")).filter(|href| href.starts_with(below));
        found.map(str::to_owned).collect()
    }
    /// What the first field of this name holds.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let html = self.html();
        let css = Selector::parse(&format!("[name='{name}']")).unwrap();
        let field = html.select(&css).next().unwrap_or_else(|| panic!("no field {name:?} on {}", self.path));
        field.attr("value").map_or_else(|| field.text().collect(), str::to_owned)
    }
    #[track_caller]
    pub fn must_say(&self, text: &str) {
        assert!(self.text().contains(text), "{} does not say {text:?}: {}", self.path, self.text());
    }
    #[track_caller]
    pub fn must_not_say(&self, text: &str) {
        assert!(!self.answer.body.contains(text), "{} says {text:?}: {}", self.path, self.text());
    }

    /// The form that posts to `action`: the whole path, or its end. For `""` the first form of the page's `main`.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let html = self.html();
        let forms = Selector::parse(if action.is_empty() { "main form" } else { "form" }).unwrap();
        let form = html
            .select(&forms)
            .find(|form| form.attr("action").unwrap_or(&self.path).ends_with(action))
            .unwrap_or_else(|| panic!("no form {action:?} on {}: {}", self.path, self.answer.body));
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for field in form.select(&Selector::parse("input[name], textarea[name], select[name]").unwrap()) {
            let name = field.attr("name").unwrap_or_default().to_owned();
            names.push(name.clone());
            let kind = field.attr("type").unwrap_or_default();
            if field.attr("disabled").is_some() || ["submit", "button", "image", "file"].contains(&kind) {
                continue;
            }
            match field.value().name() {
                "textarea" => {
                    // The parser has dropped the first line break already, as browsers do.
                    values.push((name, field.text().collect()));
                }
                "select" => {
                    let options = Selector::parse("option").unwrap();
                    let chosen = field
                        .select(&options)
                        .find(|o| o.attr("selected").is_some())
                        .or_else(|| field.select(&options).next());
                    if let Some(option) = chosen {
                        let value = option.attr("value").map_or_else(|| text_of(option), str::to_owned);
                        values.push((name, value));
                    }
                }
                _ if ["checkbox", "radio"].contains(&kind) => {
                    if field.attr("checked").is_some() {
                        values.push((name, field.attr("value").unwrap_or("on").to_owned()));
                    }
                }
                _ => values.push((name, field.attr("value").unwrap_or_default().to_owned())),
            }
        }
        let action = form.attr("action").unwrap_or(&self.path).to_owned();
        Form { action, names, values }
    }
}

/// The text below an element, with single spaces.
fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
