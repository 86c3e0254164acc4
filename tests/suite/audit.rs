//! The proof: one byte changed anywhere in the history, in a council file or in a paper's text is found and named; what a
//! person may have erased leaves the chain sound.
use crate::both;
use crate::world::World;
use ratsweg::events::store::{self, Fault};
use ratsweg::papers::proof;
use ratsweg::people::Actor;

async fn fault(world: &World) -> Option<Fault> {
    let council = world.app.council("leipzig").unwrap().clone();
    let found = world.app.read(move |db| {
        let verdict = store::verify(db, "leipzig")?;
        match verdict.fault {
            None => proof::verify(db, &council),
            found => Ok(found),
        }
    });
    found.await.unwrap()
}

both!(one_flipped_byte_is_found_and_named, async |world: &World| {
    let paper = world.scheduled().await;
    world.answer_issued(&paper).await;
    world.work().await;
    assert_eq!(fault(world).await, None);
    let last = world.count("SELECT MAX(seq) AS n FROM events");
    assert!(last >= 10, "{last}");
    for (column, seq) in [
        ("action", 1),
        ("subject", 3),
        ("circle", 4),
        ("file_hash", 5),
        ("payload", 6),
        ("salt", 7),
        ("commitment", 8),
        ("previous", 9),
        ("hash", last),
    ] {
        // The last character becomes another; a circle becomes another of its words.
        let change = match column {
            "circle" => "'council'".to_owned(),
            _ => format!("substr({column}, 1, length({column}) - 1) || '!'"),
        };
        let before = world.text(&format!("SELECT {column} AS t FROM events WHERE seq = {seq}"));
        world.sql(&format!("UPDATE events SET {column} = {change} WHERE seq = {seq}"));
        let found = fault(world).await.unwrap_or_else(|| panic!("{column} of event {seq} was changed: nobody saw it"));
        assert_eq!(found.seq, seq, "{column}: {found:?}");
        world.sql(&format!("UPDATE events SET {column} = '{}' WHERE seq = {seq}", before.replace('\'', "''")));
        assert_eq!(fault(world).await, None, "{column} is as it was");
    }
    // A word that is none of ours cannot even be read, and is named all the same.
    let before = world.text("SELECT circle AS t FROM events WHERE seq = 2");
    world.sql("UPDATE events SET circle = 'pvblic' WHERE seq = 2");
    assert_eq!(fault(world).await.expect("seen").seq, 2);
    world.sql(&format!("UPDATE events SET circle = '{before}' WHERE seq = 2"));
    // A text, a number, an answer changed beside the door.
    for (change, back) in [
        ("UPDATE papers SET title = title || '!'", "UPDATE papers SET title = substr(title, 1, length(title) - 1)"),
        (
            "UPDATE questions SET content = content || '!'",
            "UPDATE questions SET content = substr(content, 1, length(content) - 1)",
        ),
        (
            "UPDATE answers SET content = content || '!'",
            "UPDATE answers SET content = substr(content, 1, length(content) - 1)",
        ),
        (
            "UPDATE papers SET reference = reference || '9'",
            "UPDATE papers SET reference = substr(reference, 1, length(reference) - 1)",
        ),
        (
            "UPDATE council_files SET content = content || '#'",
            "UPDATE council_files SET content = substr(content, 1, length(content) - 1)",
        ),
    ] {
        world.sql(change);
        assert!(fault(world).await.is_some(), "{change}: nobody saw it");
        world.sql(back);
        assert_eq!(fault(world).await, None, "{back}");
    }
    // An event taken out of the middle, and the last one.
    world.sql("UPDATE councils SET last_event = last_event + 1");
    assert_eq!(fault(world).await.expect("a missing last event is seen").seq, last + 1);
    world.sql("UPDATE councils SET last_event = last_event - 1");
    world.sql("DELETE FROM events WHERE seq = 4");
    assert_eq!(fault(world).await.expect("a gap is seen").seq, 5);
});

both!(erasure_leaves_the_chain_sound, async |world: &World| {
    let paper = world.admitted().await;
    world.work().await;
    let app = world.app.clone();
    let submitted = world.count("SELECT MAX(seq) AS n FROM events WHERE action = 'submit'");
    app.write(&Actor::system(), move |tx| store::erase(tx, "leipzig", submitted)).await.unwrap();
    assert_eq!(fault(world).await, None);
    let history = world.office().get(&format!("{}/events", crate::papers::api_path(&paper))).await.ok();
    assert!(history.to_string().contains("gelöscht"), "{history}");
    // Half an erasure is none.
    world.sql("UPDATE events SET salt = NULL WHERE seq = 4");
    assert_eq!(fault(world).await.expect("seen").seq, 4);
});
