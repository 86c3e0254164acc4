//! A program that speaks to the JSON API in the name of one account, or of nobody.
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// Speaks for one account. The first request signs in; the token is kept. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    base: String,
    http: reqwest::Client,
    who: Option<(String, String)>,
    tokens: Arc<Mutex<Option<Value>>>,
}

impl Api {
    /// In the name of an account, or of a stranger.
    pub fn new(base: &str, who: Option<(&str, &str)>) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let who = who.map(|(email, password)| (email.to_owned(), password.to_owned()));
        Self { base: base.to_owned(), http, who, tokens: Arc::default() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, &[], Some(&body)).await
    }
    /// As `post`, with headers: `[("Idempotency-Key", "1")]`.
    pub async fn post_with(&self, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
        self.send(Method::POST, path, headers, Some(&body)).await
    }
    /// As `post`, but `None` when the connection breaks: for servers that die.
    pub async fn post_to_the_dying(&self, path: &str, body: Value) -> Option<Answer> {
        let token = self.token().await.expect("signed in before");
        let request = self.http.post(self.url(path)).bearer_auth(token).json(&body);
        Answer::read(format!("POST {path}"), request).await.ok()
    }
    /// Sends a body as it stands, for what is no JSON, or too deep, or too large.
    pub async fn post_raw(&self, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
        let mut request = self.http.post(self.url(path)).header("Content-Type", content_type).body(body);
        if let Some(token) = self.token().await {
            request = request.bearer_auth(token);
        }
        Answer::of(format!("POST {path}"), request).await
    }
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Answer {
        let what = format!("{method} {path}");
        let mut request = self.http.request(method, self.url(path));
        if let Some(token) = self.token().await {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        Answer::of(what, request).await
    }

    /// The answer to the sign-in, with its `access_token` and `refresh_token`; signs in when that has not yet happened.
    pub async fn tokens(&self) -> Option<Value> {
        let (email, password) = self.who.as_ref()?;
        if let Some(tokens) = self.tokens.lock().unwrap().clone() {
            return Some(tokens);
        }
        let body = json!({ "email": email, "password": password });
        let request = self.http.post(self.url("/api/v1/token")).json(&body);
        let tokens = Answer::of(format!("sign-in of {email}"), request).await.ok();
        *self.tokens.lock().unwrap() = Some(tokens.clone());
        Some(tokens)
    }

    async fn token(&self) -> Option<String> {
        self.tokens().await.map(|tokens| tokens["access_token"].as_str().expect("an access_token").to_owned())
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The request in short, for messages of failed tests.
    pub what: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Sends the request and reads the whole answer.
    pub async fn of(what: String, request: reqwest::RequestBuilder) -> Self {
        Self::read(what.clone(), request).await.unwrap_or_else(|e| panic!("{what}: {e:?}"))
    }
    async fn read(what: String, request: reqwest::RequestBuilder) -> reqwest::Result<Self> {
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Ok(Self { what, status, headers, body: response.text().await? })
    }
    /// A header as text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap_or_default())
    }
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{}: {e}: {}", self.what, self.body))
    }
    /// The JSON of an answer that must be a success.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!(
            StatusCode::from_u16(self.status).is_ok_and(|s| s.is_success()),
            "{}: {} {}",
            self.what,
            self.status,
            self.body
        );
        self.json()
    }
    /// The JSON of an answer that must have this status: of a problem, mostly. A problem must say that it is one.
    #[track_caller]
    pub fn is(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.what, self.body);
        if status >= 400 {
            assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.what);
            assert_eq!(self.json()["status"], status, "{}: the problem's own status", self.what);
        }
        self.json()
    }
}
