//! Where a request comes from, for throttling.
use super::state;
use crate::error::{Error, Result};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The client's address: of the connection, or, when that comes from a configured reverse proxy, the rightmost address
/// in `X-Forwarded-For` that is not such a proxy. What stands further left can be written by the client itself.
pub struct Client(pub IpAddr);

impl FromRequest for Client {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(state::app(req).map(|app| {
            // No address: a connection over a socket of this machine.
            let peer = req.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
            let hops = req.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
            Self(behind(peer, &hops.collect::<Vec<_>>(), &app.config.server.trusted_proxies))
        }))
    }
}

/// `lines` are the values of all `X-Forwarded-For` headers in their order.
fn behind(peer: IpAddr, lines: &[&str], trusted: &[IpAddr]) -> IpAddr {
    let trusts = |ip: IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == ip);
    let mut client = peer.to_canonical();
    for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        if !trusts(client) {
            break;
        }
        // What a trusted proxy wrote and we cannot read: the proxy itself is the last that is known.
        let Some(ip) = address(hop.trim()) else { break };
        client = ip;
    }
    client
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`.
fn address(hop: &str) -> Option<IpAddr> {
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    let ip: Option<IpAddr> = bare.parse().ok();
    ip.or_else(|| hop.parse().ok().map(|socket: SocketAddr| socket.ip())).map(|ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_believed_from_trusted_proxies_only() {
        let trusted: [IpAddr; 2] = ["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        let seen = |peer: &str, lines: &[&str]| behind(peer.parse().unwrap(), lines, &trusted).to_string();
        assert_eq!(seen("192.0.2.7", &["203.0.113.1"]), "192.0.2.7", "not a proxy");
        assert_eq!(seen("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(seen("10.0.0.1", &["203.0.113.1"]), "203.0.113.1");
        assert_eq!(seen("::ffff:10.0.0.1", &["203.0.113.1"]), "203.0.113.1");
        assert_eq!(seen("10.0.0.1", &["198.51.100.9, 203.0.113.1"]), "203.0.113.1", "the left one is the client's own");
        assert_eq!(seen("10.0.0.1", &["198.51.100.9, 203.0.113.1, 10.0.0.2"]), "203.0.113.1");
        assert_eq!(seen("10.0.0.1", &["198.51.100.9", "203.0.113.1"]), "203.0.113.1", "two headers");
        assert_eq!(seen("10.0.0.1", &["203.0.113.1, rubbish"]), "10.0.0.1");
        assert_eq!(seen("10.0.0.1", &["[2001:db8::1]:4711"]), "2001:db8::1");
        assert_eq!(seen("10.0.0.1", &["203.0.113.1:4711"]), "203.0.113.1");
    }
}
