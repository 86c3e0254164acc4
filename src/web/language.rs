//! In which language a page is answered, and how a reader changes it.
use super::csrf;
use super::reply::see_other;
use super::routes::{self, Access, Entry};
use crate::app::App;
use crate::council::Council;
use crate::error::Result;
use crate::words::Language;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

const COOKIE: &str = "lang";

pub fn routes() -> Vec<Entry> {
    vec![routes::post("/language", Access::Anyone, choose)]
}

/// The reader's own choice (cookie), then what the browser asks for, then the council's language, then German; below a
/// council only what it speaks.
pub fn of(request: &HttpRequest, council: Option<&Council>) -> Language {
    let spoken = council.map_or_else(|| Language::ALL.to_vec(), Council::spoken);
    let cookie = request.cookie(COOKIE);
    let chosen = cookie.and_then(|cookie| Language::of(cookie.value()));
    let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok());
    let wanted = chosen.into_iter().chain(header.into_iter().flat_map(Language::accepted));
    let answered = wanted.filter_map(|language| language.among(&spoken)).next();
    answered.or_else(|| council.map(Council::language)).unwrap_or_default()
}

/// The same text when it is a path on this server, fit for a `Location`: nothing that leads to another host.
pub fn local_path(text: &str) -> Option<&str> {
    let strange = |c: char| c == '\\' || c.is_control() || !c.is_ascii();
    (text.starts_with('/') && !text.starts_with("//") && !text.contains(strange)).then_some(text)
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    language: String,
    #[serde(default)]
    next: String,
}

async fn choose(app: web::Data<App>, csrf::Form(choice): csrf::Form<Choice>) -> Result<HttpResponse> {
    let mut answer = see_other(local_path(&choice.next).unwrap_or("/"));
    if let Some(language) = Language::of(&choice.language) {
        let cookie = Cookie::build(COOKIE, language.tag())
            .path("/")
            .max_age(Duration::days(365))
            .same_site(SameSite::Lax)
            .http_only(true)
            .secure(app.config.server.public_url.starts_with("https://"))
            .finish();
        // A cookie made of our own constants is always valid.
        let _ = answer.add_cookie(&cookie);
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_paths_of_this_server_are_followed() {
        for good in ["/", "/leipzig/papers?q=a&b=%C3%A4", "/login?next=/x"] {
            assert_eq!(local_path(good), Some(good));
        }
        for bad in ["", "//evil.example", "/\\evil.example", "https://evil.example", "x", "/a\r\nSet-Cookie: a", "/ä"]
        {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_readers_choice_wins_over_the_browsers() {
        let request = TestRequest::default()
            .insert_header((header::ACCEPT_LANGUAGE, "fr, en-GB;q=0.8, de;q=0.5"))
            .to_http_request();
        assert_eq!(of(&request, None), Language::En);
        let request = TestRequest::default()
            .insert_header((header::ACCEPT_LANGUAGE, "en"))
            .cookie(Cookie::new(COOKIE, "de"))
            .to_http_request();
        assert_eq!(of(&request, None), Language::De);
        assert_eq!(of(&TestRequest::default().to_http_request(), None), Language::De);
    }
}
