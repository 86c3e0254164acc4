//! `ratsweg serve`: the web server and the worker in one process.
use super::{Outcome, Stop, boot, output};
use crate::app::App;
use crate::config::{self, Config};
use crate::{server, work};
use anyhow::Context;
use std::net::TcpListener;

/// Serves until the process is told to stop.
pub fn run(mut config: Config) -> anyhow::Result<Outcome> {
    let listener = listen(&mut config)?;
    let public = &config.server.public_url;
    if public.starts_with("http://") && !config::is_loopback(public.trim_start_matches("http://")) {
        tracing::warn!("server.public_url is not https: nobody will be able to sign in");
    }
    let app = boot::app(config, false)?;
    output::line(format!("Ratsweg serves {} on {}", councils(&app), address(&app)))?;
    until_stopped(app, listener)
}

/// Takes the address to listen on, first of all: a taken port is told before anything is touched. The configuration
/// then names the port that was really taken.
pub fn listen(config: &mut Config) -> anyhow::Result<TcpListener> {
    let wanted = &config.server.listen;
    let listener = TcpListener::bind(wanted).with_context(|| format!("cannot listen on {wanted}"))?;
    config.server.listen = listener.local_addr()?.to_string();
    Ok(listener)
}

/// What a browser on this machine is to open.
pub fn address(app: &App) -> String {
    format!("http://{}", app.config.server.listen)
}

fn councils(app: &App) -> String {
    app.councils.keys().cloned().collect::<Vec<_>>().join(", ")
}

/// Serves and works until SIGTERM or SIGINT; then requests and mails under way come to their end.
pub fn until_stopped(app: App, listener: TcpListener) -> anyhow::Result<Outcome> {
    actix_web::rt::System::new().block_on(async move {
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let mut worker = actix_web::rt::spawn(work::run(app.clone(), stopped));
        let served = tokio::select! {
            served = server::serve(app, listener) => served,
            worked = &mut worker => {
                worked.context("the worker died")?.map_err(|e| Stop::Setting(format!("{e:#}")))?;
                anyhow::bail!("the worker ended by itself");
            }
        };
        stop.send_replace(true);
        worker.await.context("the worker died")??;
        served.map(|()| Outcome::Done)
    })
}
