//! The door of the installation: its councils.
use crate::app::App;
use crate::error::Result;
use crate::web::page::{Frame, Page};
use crate::web::reply::see_other;
use crate::web::routes::{self, Access, Entry};
use actix_web::{HttpResponse, web};
use serde::Serialize;

pub fn routes() -> Vec<Entry> {
    vec![routes::get("/", Access::Anyone, home)]
}

/// The councils of this installation.
#[derive(Serialize)]
pub struct Home {
    pub councils: Vec<Place>,
}

#[derive(Serialize)]
pub struct Place {
    pub name: String,
    pub href: String,
    /// The language that the name is written in.
    pub lang: &'static str,
}

impl Page for Home {
    const TEMPLATE: &'static str = "pages/home/index.html";
    fn samples() -> Vec<Self> {
        let place = |name: &str, slug: &str| Place { name: name.to_owned(), href: format!("/{slug}/"), lang: "de" };
        vec![
            Self { councils: Vec::new() },
            Self { councils: vec![place("Stadt Leipzig", "leipzig"), place("Stadt <Dortmund> & Umland", "dortmund")] },
        ]
    }
}

async fn home(app: web::Data<App>, frame: Frame) -> Result<HttpResponse> {
    if let (Some(only), 1) = (app.councils.keys().next(), app.councils.len()) {
        return Ok(see_other(&format!("/{only}/")));
    }
    let councils = app.councils.values().map(|council| Place {
        name: council.name.clone(),
        href: format!("/{}/", council.slug),
        lang: council.language().tag(),
    });
    frame.render(&app, &Home { councils: councils.collect() })
}
