//! Every route with who may call it. A route that this table lacks fails, and so does a row without a route.
//!
//! A row: method, path, what stands for the path's parameters after the council, what is sent, and the status for each
//! caller; a single status is everybody's. Pages are called with cookies (and their form token), the API with bearer
//! tokens. What is sent is chosen so that nothing changes: version 0 is always an old one.
use crate::both;
use crate::client::{Answer, Api};
use crate::pages::Visitor;
use crate::world::*;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The callers, in the order of the columns; the first is nobody.
pub const CALLERS: [&str; 8] = ["", CITIZEN, SPD, DRAFTER, HEAD, OFFICE, EXECUTIVE, ADMIN];

const TABLE: &str = r#"
# method path                                             with          sent                 nobody citizen faction drafter head office executive admin
GET  /                                                    -             -                    303
GET  /imprint                                             -             -                    200
GET  /privacy                                             -             -                    200
GET  /accessibility                                       -             -                    200
POST /accessibility                                       -             message=             422
GET  /help                                                -             -                    200
GET  /livez                                               -             -                    200
GET  /readyz                                              -             -                    200
GET  /favicon.ico                                         -             -                    200
GET  /assets/{file}                                       ratsweg.css   -                    200
GET  /assets/{file}                                       nothing.css   -                    404
GET  /assets/city.css                                     -             -                    404
GET  /openapi.json                                        -             -                    200
POST /language                                            -             language=en&next=/   303

GET  /login                                               -             -                    200 303 303 303 303 303 303 303
GET  /login/oidc                                          -             -                    404 303 303 303 303 303 303 303
GET  /login/oidc/callback                                 -             -                    404
POST /login                                               -             email=&password=     422
GET  /account                                             -             -                    303 200 200 200 200 200 200 200
POST /account                                             -             name=                303 422 422 422 422 422 422 422
POST /account/password                                    -             current=&password=   303 422 422 422 422 422 422 422
POST /account/sessions/end                                -             session=nothing      303 404 404 404 404 404 404 404
POST /account/unfollow                                    -             paper=nothing        303 404 404 404 404 404 404 404
GET  /account/export                                      -             -                    303 200 200 200 200 200 200 200
GET  /account/delete                                      -             -                    303 200 200 200 200 200 200 200
POST /account/delete                                      -             confirm=1            303 422 422 422 422 422 422 422
POST /account/autosave                                    -             autosave=nothing     303 404 404 404 404 404 404 404
POST /account/autosave/discard                            -             autosave=nothing     303 404 404 404 404 404 404 404
GET  /password/forgot                                     -             -                    200
POST /password/forgot                                     -             email=               422
GET  /password/reset                                      -             -                    410
POST /password/reset                                      -             token=x&password=    410
GET  /invitation                                          -             -                    410
POST /invitation                                          -             token=x&password=    410
GET  /unsubscribe                                         -             -                    400
POST /unsubscribe                                         -             -                    400
GET  /dev/clock                                           -             -                    404
POST /dev/clock                                           -             forward=1            404
GET  /dev/mail                                            -             -                    404
GET  /dev/mail/{id}                                       nothing       -                    404

GET  /{council}/                                          -             -                    200
GET  /{council}/papers                                    -             -                    200
GET  /{council}/papers.csv                                -             -                    200
POST /{council}/papers                                    -             kind=nothing         303 403 422 422 422 422 422 403
GET  /{council}/papers/new                                -             -                    303 403 200 200 200 200 200 403
GET  /{council}/papers/many                               -             -                    303 404 404 404 404 404 404 404
POST /{council}/papers/many                               -             kind=HP&count=1      303 403 422 403 403 403 403 403
GET  /{council}/papers/admission                          -             -                    303 403 403 403 403 200 403 403
POST /{council}/papers/admission                          -             department=          303 403 403 403 403 422 403 403
GET  /{council}/papers/{slug}/versions/{number}           public/1      -                    200
GET  /{council}/papers/{slug}/versions/{number}           public/2      -                    404
GET  /{council}/papers/{slug}/versions/{number}           draft/1       -                    404
GET  /{council}/corrections                               -             -                    303 200 200 200 200 200 200 200
POST /{council}/corrections/{id}/confirm                  nothing       version=0            303 404 404 404 404 404 404 404
POST /{council}/corrections/{id}/reject                   nothing       version=0            303 404 404 404 404 404 404 404
GET  /{council}/meetings/{id}/minutes                     meeting       -                    200
GET  /{council}/meetings/{id}/minutes                     nothing       -                    404
POST /{council}/meetings/{id}/minutes/{action}            meeting/write version=7            303 403 403 403 403 409 403 403
GET  /{council}/meetings/{id}/items/{item}/extract        meeting/nothing -                  404
GET  /api/v1/{council}/meetings/{id}/items/{item}/extract meeting/nothing -                404
GET  /{council}/reports/{key}                             nothing       -                    404
GET  /{council}/reports/{key}/table.csv                   nothing       -                    404
GET  /api/v1/{council}/reports/{key}                      nothing       -                    404
GET  /{council}/notices                                   -             -                    404
GET  /api/v1/{council}/notices                            -             -                    404
GET  /{council}/meetings/missing-results                  -             -                    200
GET  /{council}/papers/{slug}                             public        -                    200
GET  /{council}/papers/{slug}                             draft         -                    404 404 200 404 404 404 404 404
GET  /{council}/papers/{slug}                             nothing       -                    404
GET  /{council}/papers/{slug}/lineage                     public        -                    200
GET  /{council}/papers/{slug}/lineage                     draft         -                    404 404 200 404 404 404 404 404
GET  /{council}/papers/{slug}/lineage.svg                 public        -                    200
GET  /{council}/papers/{slug}/lineage.svg                 draft         -                    404 404 200 404 404 404 404 404
GET  /{council}/papers/{slug}/lineage.json                public        -                    200
GET  /{council}/papers/{slug}/lineage.json                draft         -                    404 404 200 404 404 404 404 404
POST /{council}/papers/{slug}/follow                      nothing       -                    303 404 404 404 404 404 404 404
POST /{council}/papers/{slug}/unfollow                    nothing       -                    303 404 404 404 404 404 404 404
GET  /{council}/papers/{slug}/actions/{action}            public/assign -                    303 403 403 403 403 200 403 403
GET  /{council}/papers/{slug}/actions/{action}            draft/submit  -                    303 404 200 404 404 404 404 404
GET  /{council}/papers/{slug}/actions/{action}            draft/edit    -                    303 404 200 404 404 404 404 404
GET  /{council}/papers/{slug}/actions/{action}            draft/nothing -                    303 404 404 404 404 404 404 404
POST /{council}/papers/{slug}/actions/{action}            public/assign version=0&department=dezernat-06 303 403 403 403 403 409 403 403
POST /{council}/papers/{slug}/actions/{action}            draft/edit    version=0&title=x    303 404 409 404 404 404 404 404
GET  /{council}/consultations/{id}/actions/{action}       consultation/schedule -            303 403 403 403 403 200 403 403
POST /{council}/consultations/{id}/actions/{action}       consultation/schedule version=0&date=2020-10-01&time=14:00&place=x 303 403 403 403 403 409 403 403
GET  /{council}/clocks/{id}/actions/{action}              clock/refuse  -                    303 403 403 403 403 403 200 403
POST /{council}/clocks/{id}/actions/{action}              clock/refuse  version=0&reason=x   303 403 403 403 403 403 409 403
GET  /{council}/papers/{slug}                             answered      -                    200
GET  /{council}/papers/{slug}                             answer        -                    200
GET  /{council}/papers/{slug}/lineage                     answered      -                    200
GET  /{council}/papers/{slug}/lineage.svg                 answered      -                    200
GET  /{council}/papers/{slug}/lineage.json                answered      -                    200
POST /{council}/papers/{slug}/follow                      public        -                    303
POST /{council}/papers/{slug}/follow                      draft         -                    303 404 303 404 404 404 404 404
POST /{council}/papers/{slug}/unfollow                    public        -                    303
POST /{council}/papers/{slug}/unfollow                    draft         -                    303 404 303 404 404 404 404 404
GET  /{council}/papers/{slug}/aliases                     public        -                    303 403 403 403 403 200 403 403
GET  /{council}/papers/{slug}/aliases                     draft         -                    303 404 403 404 404 404 404 404
POST /{council}/papers/{slug}/aliases                     public        version=0&reference=x 303 403 403 403 403 409 403 403
GET  /{council}/papers/{slug}/notes                       public        -                    303 404 404 200 200 200 404 404
GET  /{council}/papers/{slug}/notes                       draft         -                    303 404 404 404 404 404 404 404
POST /{council}/papers/{slug}/notes                       public        note=                303 404 404 422 422 422 404 404
GET  /{council}/papers/{slug}/record                      public        -                    404
POST /{council}/papers/{slug}/record                      public        x=y                  404
GET  /{council}/records/{id}                              nothing       -                    404
GET  /{council}/desk                                      -             -                    303 200 200 200 200 200 200 200
GET  /{council}/meetings                                  -             -                    200
GET  /{council}/meetings/{id}                             meeting       -                    200
GET  /{council}/meetings/{id}                             nothing       -                    404
GET  /{council}/meetings/new                              -             -                    303 403 403 403 403 200 403 403
POST /{council}/meetings                                  -             body=nothing         303 403 403 403 403 422 403 403
GET  /{council}/meetings/unscheduled                      -             -                    303 403 200 403 403 200 200 403
POST /{council}/meetings/unscheduled                      -             meeting=nothing      303 403 403 403 403 422 403 403
GET  /{council}/meetings/{id}/run                         meeting       -                    303 403 403 403 403 200 403 403
GET  /{council}/meetings/{id}/actions/{action}            meeting/change -                   303 403 403 403 403 200 403 403
GET  /{council}/meetings/{id}/actions/{action}            nothing/change -                   303 404 404 404 404 404 404 404
POST /{council}/meetings/{id}/actions/{action}            meeting/invite version=0           303 403 403 403 403 409 403 403
GET  /{council}/calendar.ics                              -             -                    200
GET  /{council}/organizations                             -             -                    200
GET  /{council}/organizations/{id}                        organization  -                    200
GET  /{council}/organizations/{id}                        nothing       -                    404
GET  /{council}/people/{id}                               person        -                    200
GET  /{council}/people/{id}                               nothing       -                    404
GET  /{council}/admin                                     -             -                    303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}                           organizations -                    303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}                           people        -                    303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}                           terms         -                    303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}                           accounts      -                    303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}                           stand-ins     -                    303 403 403 403 200 200 200 200
GET  /{council}/admin/{section}                           nothing       -                    303 404 404 404 404 404 404 404
GET  /{council}/admin/{section}/{id}                      organizations/organization -       303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}/{id}                      people/person -                    303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}/{id}                      accounts/account -                 303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}/{id}                      accounts/nothing -                 303 403 403 403 403 404 403 404
GET  /{council}/admin/{section}/{id}/{step}               organizations/new/create -         303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}/{id}/{step}               organizations/organization/rename - 303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}/{id}/{step}               organizations/organization/merge - 303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}/{id}/{step}               organizations/organization/member - 303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}/{id}/{step}               accounts/new/invite -              303 403 403 403 403 200 403 200
GET  /{council}/admin/{section}/{id}/{step}               stand-ins/new/name -               303 403 403 403 200 200 200 200
GET  /{council}/admin/{section}/{id}/{step}               organizations/organization/nothing - 303 404 404 404 404 404 404 404
POST /{council}/admin/{section}/{id}/{step}               organizations/organization/rename mark=x&name=x&since=2020-08-01 303 403 403 403 403 409 403 409
POST /{council}/admin/{section}/{id}/{step}               accounts/account/grant role=&organization= 303 403 403 403 403 422 403 422
POST /{council}/admin/{section}/{id}/{step}               stand-ins/new/name held=&email=    303 403 403 403 422 422 422 422
GET  /{council}/procedure/{kind}                          F             -                    200
GET  /{council}/procedure/{kind}                          X             -                    404
GET  /{council}/audit/{event}                             admission     -                    200
GET  /{council}/audit/{event}                             creation      -                    404 404 200 404 404 404 404 404
GET  /{council}/audit/{event}                             999999        -                    404
GET  /{council}/tracking                                  -             -                    200
GET  /{council}/tracking.csv                              -             -                    200
GET  /{council}/tracking.json                             -             -                    200
GET  /{council}/tracking/report                           -             -                    200
GET  /{council}/tracking/report.csv                       -             -                    200
GET  /{council}/weekly                                    -             -                    404
GET  /{council}/weekly.atom                               -             -                    404
GET  /{council}/weekly/{week}                             2020-W01      -                    404
GET  /{council}/weekly/{week}.csv                         2020-W01      -                    404
GET  /api/v1/{council}/weekly/{week}                      2020-W01      -                    404
GET  /{council}/orders/{id}                               order         -                    200
GET  /{council}/orders/{id}                               nothing       -                    404
GET  /{council}/orders/{id}/actions/{action}              order/report  -                    303 403 403 200 200 403 403 403
GET  /{council}/orders/{id}/actions/{action}              order/nothing -                    303 404 404 404 404 404 404 404
POST /{council}/orders/{id}/actions/{action}              order/report  version=0&report=x   303 403 403 409 409 403 403 403
GET  /{council}/resolutions/{id}/actions/{action}         nothing/publish -                  303 404 404 404 404 404 404 404
POST /{council}/resolutions/{id}/actions/{action}         nothing/publish version=0          303 404 404 404 404 404 404 404
GET  /{council}/{things}/{id}/files                       papers/public -                    303 403 403 403 403 200 403 403
GET  /{council}/{things}/{id}/files                       papers/draft  -                    303 404 200 404 404 404 404 404
GET  /{council}/{things}/{id}/files                       items/nothing -                    303 404 404 404 404 404 404 404
GET  /{council}/{things}/{id}/files                       minutes/nothing -                  303 404 404 404 404 404 404 404
POST /{council}/{things}/{id}/files                       papers/public x=y                  303 403 403 403 403 415 403 403
POST /{council}/{things}/{id}/files                       papers/draft  x=y                  303 404 415 404 404 404 404 404
GET  /{council}/files/{id}                                file          -                    200
GET  /{council}/files/{id}                                closed        -                    404 404 200 200 200 200 200 404
GET  /{council}/files/{id}                                nothing       -                    404
GET  /{council}/files/{id}/{name}                         file/Plan.txt -                    200
GET  /{council}/files/{id}/{name}                         file/x.txt    -                    301
GET  /{council}/files/{id}/{name}                         closed/Plan.txt -                  404 404 301 301 301 301 301 404
GET  /{council}/files/{id}/{name}                         nothing/x     -                    404
POST /{council}/files/{id}/actions/replace                file          x=y                  303 403 403 403 403 415 403 403
POST /{council}/files/{id}/actions/replace                closed        x=y                  303 404 403 403 403 415 403 404
POST /{council}/files/{id}/actions/{action}               file/withdraw version=0&reason=x   303 403 403 403 403 409 403 403
POST /{council}/files/{id}/actions/{action}               closed/open   version=0&reason=x   303 404 403 403 403 409 403 404
POST /{council}/files/{id}/actions/{action}               file/nothing  version=0&reason=x   303 404 404 404 404 404 404 404

POST /api/v1/token                                        -             {}                   422
POST /api/v1/token/refresh                                -             {}                   422
POST /api/v1/token/revoke                                 -             {}                   422

GET  /api/v1/{council}/organizations                      -             -                    200
GET  /api/v1/{council}/people                             -             -                    200
GET  /api/v1/{council}/papers                             -             -                    200
POST /api/v1/{council}/papers                             -             {"kind":"nothing"}   401 422 422 422 422 422 422 422
GET  /api/v1/{council}/papers/{name}                      public        -                    200
GET  /api/v1/{council}/papers/{name}                      draft         -                    404 404 200 404 404 404 404 404
GET  /api/v1/{council}/papers/{name}                      nothing       -                    404
GET  /api/v1/{council}/papers/{name}/actions              public        -                    401 200 200 200 200 200 200 200
GET  /api/v1/{council}/papers/{name}/actions              draft         -                    401 404 200 404 404 404 404 404
POST /api/v1/{council}/papers/{name}/actions/{action}     public/assign {"version":0,"department":"dezernat-06"} 401 403 403 403 403 409 403 403
POST /api/v1/{council}/papers/{name}/actions/{action}     draft/submit  {"version":0}        401 404 409 404 404 404 404 404
POST /api/v1/{council}/papers/{name}/actions/{action}     draft/nothing {"version":0}        401 404 404 404 404 404 404 404
GET  /api/v1/{council}/papers/{name}/lineage              public        -                    200
GET  /api/v1/{council}/papers/{name}/lineage              draft         -                    404 404 200 404 404 404 404 404
GET  /api/v1/{council}/papers/{name}/events               public        -                    200
GET  /api/v1/{council}/papers/{name}/events               draft         -                    404 404 200 404 404 404 404 404
GET  /api/v1/{council}/papers/{name}/aliases              public        -                    200
GET  /api/v1/{council}/papers/{name}/aliases              draft         -                    404 404 200 404 404 404 404 404
POST /api/v1/{council}/papers/{name}/aliases              public        {"version":0,"reference":"x"} 401 403 403 403 403 409 403 403
GET  /api/v1/{council}/papers/{name}/versions             public        -                    200
GET  /api/v1/{council}/papers/{name}/versions             draft         -                    404 404 200 404 404 404 404 404
GET  /api/v1/{council}/papers/{name}/notes                public        -                    401 404 404 200 200 200 404 404
POST /api/v1/{council}/papers/{name}/notes                public        {"text":""}          401 404 404 422 422 422 404 404
GET  /api/v1/{council}/papers/{name}/record               public        -                    404
POST /api/v1/{council}/papers/{name}/record               public        {}                   404
GET  /api/v1/{council}/records/{id}                       nothing       -                    404
GET  /api/v1/{council}/consultations/{id}/actions         consultation  -                    401 200 200 200 200 200 200 200
GET  /api/v1/{council}/consultations/{id}/actions         nothing       -                    401 404 404 404 404 404 404 404
POST /api/v1/{council}/consultations/{id}/actions/{action} consultation/schedule {"version":0,"date":"2020-10-01","time":"14:00","place":"x"} 401 403 403 403 403 409 403 403
GET  /api/v1/{council}/meetings/{id}/minutes              meeting       -                    401 200 200 200 200 200 200 200
POST /api/v1/{council}/meetings/{id}/minutes/{action}     meeting/write {"version":7}        401 403 403 403 403 409 403 403
GET  /api/v1/{council}/corrections                        -             -                    401 200 200 200 200 200 200 200
POST /api/v1/{council}/corrections/{id}/confirm           nothing       {"version":0}        401 404 404 404 404 404 404 404
POST /api/v1/{council}/corrections/{id}/reject            nothing       {"version":0}        401 404 404 404 404 404 404 404
GET  /api/v1/{council}/meetings                           -             -                    200
POST /api/v1/{council}/meetings                           -             {"bodies":["nothing"]} 401 403 403 403 403 422 403 403
GET  /api/v1/{council}/meetings/{id}                      meeting       -                    200
GET  /api/v1/{council}/meetings/{id}                      nothing       -                    404
GET  /api/v1/{council}/meetings/{id}/actions              meeting       -                    401 200 200 200 200 200 200 200
GET  /api/v1/{council}/meetings/{id}/actions              nothing       -                    401 404 404 404 404 404 404 404
POST /api/v1/{council}/meetings/{id}/actions/{action}     meeting/invite {"version":0}       401 403 403 403 403 409 403 403
GET  /api/v1/{council}/clocks/{id}/actions                clock         -                    401 200 200 200 200 200 200 200
GET  /api/v1/{council}/clocks/{id}/actions                nothing       -                    401 404 404 404 404 404 404 404
POST /api/v1/{council}/clocks/{id}/actions/{action}       clock/refuse  {"version":0,"reason":"x"} 401 403 403 403 403 403 409 403
GET  /api/v1/{council}/resolutions/{id}                   nothing       -                    404
GET  /api/v1/{council}/resolutions/{id}/actions           nothing       -                    401 404 404 404 404 404 404 404
POST /api/v1/{council}/resolutions/{id}/actions/{action}  nothing/publish {"version":0}      401 404 404 404 404 404 404 404
GET  /api/v1/{council}/orders                             -             -                    200
GET  /api/v1/{council}/orders/{id}                        order         -                    200
GET  /api/v1/{council}/orders/{id}                        nothing       -                    404
GET  /api/v1/{council}/orders/{id}/actions                order         -                    401 200 200 200 200 200 200 200
GET  /api/v1/{council}/orders/{id}/actions                nothing       -                    401 404 404 404 404 404 404 404
POST /api/v1/{council}/orders/{id}/actions/{action}       order/report  {"version":0,"report":"x"} 401 403 403 409 409 403 403 403
GET  /api/v1/{council}/{things}/{id}/files                papers/public -                    200
GET  /api/v1/{council}/{things}/{id}/files                papers/draft  -                    404 404 200 404 404 404 404 404
GET  /api/v1/{council}/{things}/{id}/files                items/nothing -                    404
POST /api/v1/{council}/{things}/{id}/files                papers/public {}                   401 403 403 403 403 415 403 403
POST /api/v1/{council}/{things}/{id}/files                papers/draft  {}                   401 404 415 404 404 404 404 404
GET  /api/v1/{council}/files/{id}                         file          -                    200
GET  /api/v1/{council}/files/{id}                         closed        -                    404 404 200 200 200 200 200 404
GET  /api/v1/{council}/files/{id}/content                 file          -                    200
GET  /api/v1/{council}/files/{id}/content                 closed        -                    404 404 200 200 200 200 200 404
GET  /api/v1/{council}/files/{id}/actions                 file          -                    401 200 200 200 200 200 200 200
GET  /api/v1/{council}/files/{id}/actions                 closed        -                    401 404 200 200 200 200 200 404
POST /api/v1/{council}/files/{id}/actions/replace         file          {}                   401 403 403 403 403 415 403 403
POST /api/v1/{council}/files/{id}/actions/{action}        file/withdraw {"version":0}        401 403 403 403 403 409 403 403
POST /api/v1/{council}/files/{id}/actions/{action}        closed/open   {"version":0}        401 404 403 403 403 409 403 404

POST /logout                                              -             -                    303
"#;

struct Row {
    method: Method,
    pattern: &'static str,
    with: Vec<&'static str>,
    sent: &'static str,
    expected: Vec<u16>,
}

fn table() -> Vec<Row> {
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let cells: Vec<&'static str> = line.split_whitespace().collect();
            let mut expected: Vec<u16> = cells[4..].iter().map(|cell| cell.parse().expect(line)).collect();
            if expected.len() == 1 {
                expected = vec![expected[0]; CALLERS.len()];
            }
            assert_eq!(expected.len(), CALLERS.len(), "{line}");
            let with = cells[2].split('/').filter(|part| *part != "-").collect();
            Row { method: cells[0].parse().unwrap(), pattern: cells[1], with, sent: cells[3], expected }
        })
        .collect()
}

impl Row {
    /// The path with everything filled in.
    fn path(&self, things: &BTreeMap<&str, String>) -> String {
        let mut values = self.with.iter();
        let mut path = String::new();
        for part in self.pattern.split('/').skip(1) {
            path.push('/');
            let Some(start) = part.find('{') else {
                path.push_str(part);
                continue;
            };
            let end = part.rfind('}').unwrap();
            let value = match &part[start..=end] {
                "{council}" => COUNCIL,
                _ => {
                    let value = values.next().unwrap_or_else(|| panic!("{} lacks a parameter", self.pattern));
                    things.get(value).map_or(*value, String::as_str)
                }
            };
            path.push_str(&format!("{}{value}{}", &part[..start], &part[end + 1..]));
        }
        assert!(values.next().is_none(), "{} has a parameter too many", self.pattern);
        path
    }
}

/// The paths of the HTML pages that this caller gets to see by the table: for whoever looks at them all.
pub fn pages(caller: &str, things: &BTreeMap<&str, String>) -> Vec<String> {
    let column = CALLERS.iter().position(|known| *known == caller).expect(caller);
    let not_html = ["/api/", "/assets/", "/livez", "/readyz", "/favicon.ico", "/openapi.json"];
    let html = |path: &String| {
        let other = ["/account/export", ".json", ".svg", ".ics", ".atom", ".csv", ".txt"]
            .iter()
            .any(|suffix| path.ends_with(suffix));
        !other && !not_html.iter().any(|start| path.starts_with(start))
    };
    let seen = table().into_iter().filter(|row| row.method == Method::GET && row.expected[column] == 200);
    seen.map(|row| row.path(things)).filter(html).collect()
}

#[test]
fn every_route_is_in_the_table() {
    let known: BTreeSet<_> = table().iter().map(|row| (row.method.to_string(), row.pattern.to_owned())).collect();
    let there: BTreeSet<_> =
        ratsweg::server::entries().iter().map(|entry| (entry.method.to_string(), entry.path.to_owned())).collect();
    let missing: Vec<_> = there.difference(&known).collect();
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not in the table: {missing:#?}\nin the table alone: {gone:#?}");
}

both!(
    /// Calls every row of the table as each of its callers.
    each_route_answers_each_caller_as_the_table_says,
    async |world: &World| {
        let things = things(world).await;
        let mut callers = Vec::new();
        for email in CALLERS {
            callers.push(Caller::new(world, email).await);
        }
        let mut faults = Vec::new();
        for row in table() {
            let path = row.path(&things);
            let mut answered = Vec::new();
            let mut said = String::new();
            for (caller, expected) in callers.iter_mut().zip(&row.expected) {
                let answer = caller.call(&row.method, &path, row.sent).await;
                if answer.status != *expected && said.is_empty() && answer.header("content-type").contains("json") {
                    said = answer.body.chars().take(300).collect();
                }
                answered.push(answer.status);
            }
            if answered != row.expected {
                faults.push(format!("{} {path}: {answered:?}, not {:?} {said}", row.method, row.expected));
            }
        }
        assert!(faults.is_empty(), "\n{}", faults.join("\n"));
        world.work().await;
    }
);

/// What the table's parameters stand for.
pub async fn things(world: &World) -> BTreeMap<&'static str, String> {
    let draft = world.draft().await;
    let public = world.scheduled().await;
    // One that went all the way: deferred, answered, closed.
    let answered = world.scheduled().await;
    world.set_clock("2020-09-16 16:30");
    let deferred = json!({ "result": "deferred", "note": "Die Antwort lag noch nicht vor." });
    world.act_on(&world.minutes(), "consultations", &answered["consultations"][0], "enter-result", deferred).await;
    let answer = world.answer_issued(&answered).await;
    crate::orders::decide(world, &public, &["Die Bänke werden erneuert."]).await;
    let mut things = BTreeMap::new();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    things.insert("draft", text(&draft["id"]));
    things.insert("public", text(&public["slug"]));
    things.insert("answered", text(&answered["slug"]));
    things.insert("answer", text(&answer["slug"]));
    things.insert("consultation", text(&public["consultations"][0]["id"]));
    things.insert("clock", text(&public["clocks"][0]["id"]));
    let in_the_database = |sql: &str| world.text(sql);
    things.insert("order", in_the_database("SELECT CAST(id AS TEXT) AS t FROM orders"));
    things.insert("meeting", in_the_database("SELECT CAST(id AS TEXT) AS t FROM meetings"));
    things.insert("organization", in_the_database("SELECT CAST(id AS TEXT) AS t FROM organizations WHERE key = 'spd'"));
    things.insert("person", in_the_database("SELECT CAST(id AS TEXT) AS t FROM people WHERE key = 'senta-fromm'"));
    things.insert(
        "account",
        in_the_database("SELECT CAST(id AS TEXT) AS t FROM accounts WHERE email = 'buero@cdu.example'"),
    );
    let event = |action: &str| {
        in_the_database(&format!("SELECT CAST(MIN(seq) AS TEXT) AS t FROM events WHERE action = '{action}'"))
    };
    things.insert("admission", event("admit"));
    things.insert("creation", event("create"));
    let open = world.attach(&world.office(), &public, &[("Plan.txt", b"Lageplan")], false).await.ok();
    things.insert("file", text(&open[0]["id"]));
    let closed = world.attach(&world.office(), &public, &[("Kosten.txt", b"Kosten")], true).await.ok();
    things.insert("closed", text(&closed[0]["id"]));
    things.insert("nothing", uuid::Uuid::nil().to_string());
    things
}

/// One of the callers, by program and by browser.
struct Caller {
    api: Api,
    browser: Visitor,
    form_token: String,
}

impl Caller {
    async fn new(world: &World, email: &str) -> Self {
        if email.is_empty() {
            return Self { api: world.stranger(), browser: world.visitor(), form_token: String::new() };
        }
        let mut browser = world.page(email).await;
        let form_token = browser.open("/account").await.field("csrf");
        Self { api: world.api(email), browser, form_token }
    }

    async fn call(&mut self, method: &Method, path: &str, sent: &str) -> Answer {
        if path.starts_with("/api/") {
            let body = (sent != "-").then(|| serde_json::from_str::<Value>(sent).expect(sent));
            return self.api.send(method.clone(), path, &[], body.as_ref()).await;
        }
        if *method == Method::GET {
            return self.browser.bare(Method::GET, path, &[]).await;
        }
        let mut form = if sent == "-" { String::new() } else { sent.to_owned() };
        form.push_str(&format!("{}csrf={}", if form.is_empty() { "" } else { "&" }, self.form_token));
        self.browser.bare_form(path, form).await
    }
}
