//! The one list of routes: a route that is not in it does not exist, so a test can call each as every kind of caller.
use actix_web::http::Method;
use actix_web::{FromRequest, Handler, Responder, guard, web};
use std::sync::Arc;

/// Who may call a route at all. What the thing itself allows is decided behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody; what is not public answers as absent.
    Anyone,
    /// Signed-in accounts: others are sent to the sign-in page, programs get 401.
    SignedIn,
    /// Everybody, but only in the demo: elsewhere it answers as absent.
    Demo,
}

/// One route.
#[derive(Clone)]
pub struct Entry {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    make: Arc<dyn Fn() -> actix_web::Route + Send + Sync>,
}

impl Entry {
    /// The route for actix, made anew for each worker.
    pub fn route(&self) -> actix_web::Route {
        (self.make)()
    }
}

fn entry<F, Args>(method: Method, path: &'static str, access: Access, handler: F) -> Entry
where
    F: Handler<Args> + Clone + Send + Sync + 'static,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let verb = method.clone();
    let make = move || {
        let route = if verb == Method::GET {
            // HEAD is answered by the same handler; the server leaves the body out.
            web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
        } else {
            web::method(verb.clone())
        };
        route.to(handler.clone())
    };
    Entry { method, path, access, make: Arc::new(make) }
}

/// A page or document; HEAD is answered too.
pub fn get<F, Args>(path: &'static str, access: Access, handler: F) -> Entry
where
    F: Handler<Args> + Clone + Send + Sync + 'static,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    entry(Method::GET, path, access, handler)
}

/// A change.
pub fn post<F, Args>(path: &'static str, access: Access, handler: F) -> Entry
where
    F: Handler<Args> + Clone + Send + Sync + 'static,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    entry(Method::POST, path, access, handler)
}
