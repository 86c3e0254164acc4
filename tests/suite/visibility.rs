//! The one door for seeing has two leaves, a predicate and a WHERE clause: they must let exactly the same through.
use crate::both;
use crate::world::World;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ratsweg::db::types::{OrganizationId, PaperId, PersonId};
use ratsweg::organizations::store as organizations;
use ratsweg::papers::{Others, Paper, store};
use ratsweg::people::Actor;
use ratsweg::people::directory::store as directory;
use ratsweg::procedure::{EntryState, Status};
use ratsweg::visibility::{Circle, Scope};
use serde_json::json;

/// A paper, whether somebody was asked to sign it, and the number of a department that takes part.
type Probe = (Paper, bool, usize);

/// One paper of every circle for each way in which three organisations can have a part in it, half of them with a
/// person who was asked to sign, and two thirds with one of the three as a department that takes part (its number; the
/// number 2 stands for none). Only the numbers 0 to 2 are organisations; 3 stands for none.
fn every_paper(organizations: &[OrganizationId], now: ratsweg::db::types::Moment) -> Vec<Probe> {
    let mut papers = Vec::new();
    for circle in [Circle::Author, Circle::Office, Circle::Council, Circle::Public] {
        for author in 0..3 {
            for submitter in 0..4 {
                for responsible in 0..4 {
                    let id = PaperId::new();
                    let paper = Paper {
                        id,
                        council: "leipzig".to_owned(),
                        kind: "F".to_owned(),
                        entry: EntryState::Draft,
                        reference: None,
                        slug: None,
                        term: None,
                        root_id: id,
                        parent_id: None,
                        parent_reference: None,
                        family_seq: None,
                        title: "Probe".to_owned(),
                        folded: "probe".to_owned(),
                        occasion: String::new(),
                        facts: String::new(),
                        submitter: String::new(),
                        submitter_id: organizations[..3].get(submitter).copied(),
                        author_id: organizations[author],
                        responsible_id: organizations[..3].get(responsible).copied(),
                        confidential: false,
                        circle,
                        status: Status::Preparing,
                        version: 1,
                        text_version: 0,
                        last_event: 0,
                        created_by: None,
                        created_at: now,
                        updated_at: now,
                        submitted_on: None,
                        admitted_on: None,
                        issued_on: None,
                        extra: ratsweg::papers::Extra::default(),
                    };
                    papers.push((paper, (submitter + responsible) % 2 == 0, (author + 2 * responsible) % 3));
                }
            }
        }
    }
    papers
}

both!(the_predicate_and_the_query_let_the_same_through, async |world: &World| {
    let app = world.app.clone();
    let (organizations, people, papers): (Vec<OrganizationId>, Vec<PersonId>, Vec<Probe>) = app
        .write(&Actor::system(), |tx| {
            let organizations: Vec<_> = organizations::all(tx, "leipzig")?.iter().map(|o| o.id).collect();
            let people: Vec<_> = directory::people(tx, "leipzig")?.iter().map(|p| p.id).collect();
            let papers = every_paper(&organizations, tx.now);
            for (paper, asked, involved) in &papers {
                store::insert(tx, paper)?;
                let involved = organizations[..2].get(*involved).copied().into_iter().collect();
                store::set_departments(tx, paper.id, &involved)?;
                if *asked {
                    store::invite(tx, paper.id, people[0])?;
                }
            }
            Ok((organizations, people, papers))
        })
        .await
        .unwrap();
    let scope = (prop::collection::vec(0usize..5, 0..4), prop::option::of(0usize..2), any::<bool>(), any::<bool>());
    let mut runner = TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    runner
        .run(&scope, |(mine, person, office, council)| {
            let mut own: Vec<_> = mine.iter().map(|n| organizations[*n]).collect();
            own.sort();
            own.dedup();
            let scope =
                Scope { organizations: own, person: person.map(|n| people[n]), office, council, ..Scope::default() };
            let mut asked: Vec<PaperId> = app
                .read_blocking(|db| store::list(db, "leipzig", &scope, &store::Filter::default(), 10_000))
                .unwrap()
                .iter()
                .map(|paper| paper.id)
                .collect();
            let mut judged: Vec<PaperId> = papers
                .iter()
                .filter(|(paper, asked, involved)| {
                    let others = Others {
                        signatories: if *asked { people[..1].to_vec() } else { Vec::new() },
                        departments: organizations[..2].get(*involved).copied().into_iter().collect(),
                        bodies: Vec::new(),
                    };
                    scope.sees(&paper.exposure_to(&others))
                })
                .map(|(paper, ..)| paper.id)
                .collect();
            asked.sort();
            judged.sort();
            prop_assert!(asked == judged, "{} papers by the query, {} by the predicate", asked.len(), judged.len());
            Ok(())
        })
        .unwrap();
    // A part is never wider open than its paper, and what passes inside the administration never comes out.
    let stranger = Scope::public();
    for (paper, ..) in &papers {
        for &part in Circle::ALL {
            let seen = stranger.sees_part(part, &paper.exposure(&[]));
            assert_eq!(seen, paper.circle == Circle::Public && part == Circle::Public);
        }
    }
});

both!(who_advises_the_council_reads_not_what_lies_before_it, async |world: &World| {
    let mut secret = crate::papers::inquiry();
    secret["public"] = json!(false);
    let paper = world.spd().post("/api/v1/leipzig/papers", secret).await.ok();
    let paper = world.act(&world.spd(), &paper, "submit", json!({})).await;
    let seen = world.paper(&world.office(), &paper).await;
    let paper = world.act(&world.office(), &seen, "admit", json!({ "department": "dezernat-01" })).await;
    let path = crate::papers::api_path(&paper);
    world.member().get(&path).await.ok();

    // Somebody gets a seat on a board that advises: what is not public stays as absent as for any other citizen.
    world.citizen().get(&path).await.is(404);
    let council = world.app.council("leipzig").unwrap().clone();
    world
        .app
        .write(&Actor::system(), move |tx| {
            let any = organizations::all(tx, "leipzig")?.swap_remove(0);
            let board = ratsweg::organizations::Organization {
                id: OrganizationId::new(),
                key: "seniorenbeirat".to_owned(),
                name: "Seniorenbeirat".to_owned(),
                kind: ratsweg::organizations::OrganizationKind::AdvisoryBoard,
                parent_id: None,
                email: None,
                ..any
            };
            ratsweg::administration::put::organization(tx, &council, None, &board, None)?;
            let account = ratsweg::people::accounts::store::by_email(tx, crate::world::CITIZEN)?.unwrap().id;
            ratsweg::people::accounts::act::grant(tx, account, board.id, ratsweg::people::Role::Member)?;
            Ok(())
        })
        .await
        .unwrap();
    world.citizen().get(&path).await.is(404);
    world.member().get(&path).await.ok();
    world.leave_jobs();
});
