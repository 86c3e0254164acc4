//! A little OpenID provider, as a city has one: it describes itself, signs with a key of its own, and checks what a client
//! must prove (its secret, PKCE, the address of return, each code once). Its manners can be bad on purpose.
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use ratsweg::config::Config;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

const CLIENT: &str = "ratsweg";
/// With signs that a form must encode.
const SECRET: &str = "geheim: a+b/c=d & e";

/// How the provider behaves.
#[derive(Clone)]
pub struct Manners {
    /// What it says of the person who signs in.
    pub person: Value,
    /// The person refuses.
    pub denies: bool,
    /// It answers nothing but 503.
    pub is_down: bool,
    /// It tells the address only at its own address for that.
    pub tells_apart: bool,
    /// It takes the secret in the body alone.
    pub secret_in_body: bool,
    /// It signs with a key that it does not show.
    pub wrong_key: bool,
    /// What it writes into the token otherwise than it should.
    pub lies: Value,
}

struct Shared {
    base: String,
    keys: Mutex<(EncodingKey, Jwk)>,
    manners: Mutex<Manners>,
    /// What was asked for with each code that is not yet used.
    codes: Mutex<HashMap<String, HashMap<String, String>>>,
    /// How often it was asked for its description.
    described: Mutex<u32>,
}

pub struct Provider {
    shared: Arc<Shared>,
    handle: actix_web::dev::ServerHandle,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// A person of the provider.
pub fn person(subject: &str, email: &str, name: &str) -> Value {
    json!({ "sub": subject, "email": email, "email_verified": true, "name": name })
}

fn new_key() -> (EncodingKey, Jwk) {
    let random = aws_lc_rs::rand::SystemRandom::new();
    let kind = &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
    let der = aws_lc_rs::signature::EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
    let key = EncodingKey::from_ec_der(der.as_ref());
    let mut shown = Jwk::from_encoding_key(&key, Algorithm::ES256).unwrap();
    shown.common.key_id = Some(uuid::Uuid::new_v4().to_string());
    (key, shown)
}

impl Provider {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let shared = Arc::new(Shared {
            base: format!("http://{}", listener.local_addr().unwrap()),
            keys: Mutex::new(new_key()),
            manners: Mutex::new(Manners {
                person: person("k-4711", "regula.frei@post.example", "Regula Frei"),
                denies: false,
                is_down: false,
                tells_apart: false,
                secret_in_body: false,
                wrong_key: false,
                lies: json!({}),
            }),
            codes: Mutex::default(),
            described: Mutex::default(),
        });
        let served = web::Data::from(shared.clone());
        let (send, receive) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = actix_web::HttpServer::new(move || {
                    actix_web::App::new()
                        .app_data(served.clone())
                        .route("/.well-known/openid-configuration", web::get().to(describe))
                        .route("/keys", web::get().to(keys))
                        .route("/authorize", web::get().to(authorize))
                        .route("/token", web::post().to(token))
                        .route("/userinfo", web::get().to(userinfo))
                })
                .workers(1)
                .disable_signals()
                .shutdown_timeout(1)
                .listen(listener)
                .unwrap()
                .run();
                send.send(server.handle()).unwrap();
                server.await.unwrap();
            });
        });
        Self { shared, handle: receive.recv().unwrap(), thread: Some(thread) }
    }

    /// Lets an installation sign its citizens in here.
    pub fn configure(&self, config: &mut Config) {
        config.oidc.issuer = self.shared.base.clone();
        config.oidc.client_id = CLIENT.to_owned();
        config.oidc.client_secret = SECRET.to_owned();
        config.oidc.label.insert("de".to_owned(), "Mit «Mein Konto» anmelden".to_owned());
    }

    pub fn base(&self) -> &str {
        &self.shared.base
    }
    pub fn behave(&self, change: impl FnOnce(&mut Manners)) {
        change(&mut self.shared.manners.lock().unwrap());
    }
    /// As a key is changed from time to time.
    pub fn change_key(&self) {
        *self.shared.keys.lock().unwrap() = new_key();
    }
    pub fn described(&self) -> u32 {
        *self.shared.described.lock().unwrap()
    }

    /// A person before the provider's own page, sent there by us: where they are sent back to.
    pub async fn meet(&self, address: &str) -> String {
        assert!(address.starts_with(&self.shared.base), "sent to {address}");
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = http.get(address).send().await.unwrap();
        assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
        answer.headers()["location"].to_str().unwrap().to_owned()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

type State = web::Data<Shared>;

fn down(shared: &Shared) -> Option<HttpResponse> {
    shared.manners.lock().unwrap().is_down.then(|| HttpResponse::ServiceUnavailable().finish())
}

async fn describe(shared: State) -> HttpResponse {
    *shared.described.lock().unwrap() += 1;
    if let Some(down) = down(&shared) {
        return down;
    }
    let base = &shared.base;
    let method =
        if shared.manners.lock().unwrap().secret_in_body { "client_secret_post" } else { "client_secret_basic" };
    HttpResponse::Ok().json(json!({
        "issuer": base,
        "authorization_endpoint": format!("{base}/authorize?realm=buerger"),
        "token_endpoint": format!("{base}/token"),
        "userinfo_endpoint": format!("{base}/userinfo"),
        "jwks_uri": format!("{base}/keys"),
        "token_endpoint_auth_methods_supported": [method],
        "authorization_response_iss_parameter_supported": true,
        "code_challenge_methods_supported": ["S256"],
    }))
}

async fn keys(shared: State) -> HttpResponse {
    let shown = shared.keys.lock().unwrap().1.clone();
    // One of a kind that nobody here knows stands before it.
    HttpResponse::Ok().json(json!({ "keys": [{ "kty": "NEW", "kid": "x", "alg": "ML-DSA-65" }, shown] }))
}

async fn authorize(shared: State, asked: web::Query<HashMap<String, String>>) -> HttpResponse {
    let asked = asked.into_inner();
    let has = |name: &str, value: &str| assert_eq!(asked.get(name).map(String::as_str), Some(value), "{name}");
    has("realm", "buerger");
    has("response_type", "code");
    has("client_id", CLIENT);
    has("scope", "openid profile email");
    has("code_challenge_method", "S256");
    for secret in ["state", "nonce", "code_challenge"] {
        assert!(asked[secret].len() >= 43, "{secret}");
    }
    let mut back = vec![("state", asked["state"].clone()), ("iss", shared.base.clone())];
    if shared.manners.lock().unwrap().denies {
        back.extend([("error", "access_denied".to_owned()), ("error_description", "<b>Boo</b>".to_owned())]);
    } else {
        let code = uuid::Uuid::new_v4().to_string();
        back.push(("code", code.clone()));
        shared.codes.lock().unwrap().insert(code, asked.clone());
    }
    let address = format!("{}?{}", asked["redirect_uri"], serde_urlencoded::to_string(back).unwrap());
    HttpResponse::SeeOther().insert_header(("Location", address)).finish()
}

/// The client's name and secret in the head, each encoded as in a form.
fn in_head(request: &HttpRequest) -> Option<(String, String)> {
    let head = request.headers().get("Authorization")?.to_str().ok()?.strip_prefix("Basic ")?.to_owned();
    let pair = String::from_utf8(STANDARD.decode(head).ok()?).ok()?;
    let (name, secret) = pair.split_once(':')?;
    let plain = |text: &str| {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&format!("v={text}")).unwrap();
        pairs[0].1.clone()
    };
    Some((plain(name), plain(secret)))
}

#[expect(clippy::disallowed_methods, reason = "another machine, with a clock of its own")]
async fn token(shared: State, request: HttpRequest, form: web::Form<HashMap<String, String>>) -> HttpResponse {
    if let Some(down) = down(&shared) {
        return down;
    }
    let problem = |error: &str| HttpResponse::BadRequest().json(json!({ "error": error }));
    let manners = shared.manners.lock().unwrap().clone();
    let proof = if manners.secret_in_body {
        form.get("client_id").cloned().zip(form.get("client_secret").cloned())
    } else {
        in_head(&request)
    };
    if proof != Some((CLIENT.to_owned(), SECRET.to_owned())) {
        return problem("invalid_client");
    }
    let Some(asked) = form.get("code").and_then(|code| shared.codes.lock().unwrap().remove(code)) else {
        return problem("invalid_grant");
    };
    let verifier = form.get("code_verifier").map(String::as_str).unwrap_or_default();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    if asked["code_challenge"] != challenge || form.get("redirect_uri") != asked.get("redirect_uri") {
        return problem("invalid_grant");
    }
    let now = chrono::Utc::now().timestamp();
    let mut claims =
        json!({ "iss": shared.base, "aud": CLIENT, "nonce": asked["nonce"], "iat": now, "exp": now + 300 });
    let mut add = |more: &Value| {
        for (name, value) in more.as_object().unwrap() {
            claims[name] = value.clone();
        }
    };
    match manners.tells_apart {
        true => add(&json!({ "sub": manners.person["sub"] })),
        false => add(&manners.person),
    }
    add(&manners.lies);
    let (key, shown) = shared.keys.lock().unwrap().clone();
    let mut head = Header::new(Algorithm::ES256);
    head.kid = shown.common.key_id;
    let key = if manners.wrong_key { new_key().0 } else { key };
    let signed = jsonwebtoken::encode(&head, &claims, &key).unwrap();
    HttpResponse::Ok().json(json!({ "token_type": "Bearer", "access_token": "zugang", "id_token": signed }))
}

async fn userinfo(shared: State, request: HttpRequest) -> HttpResponse {
    if request.headers().get("Authorization").is_none_or(|head| head != "Bearer zugang") {
        return HttpResponse::Unauthorized().finish();
    }
    HttpResponse::Ok().json(&shared.manners.lock().unwrap().person)
}
