//! The administration's opinion of a motion, box by box and point by point; and what earlier bodies recommended, shown to
//! the next one.
use crate::both;
use crate::kinds::motion;
use crate::papers::api_path;
use crate::world::*;
use serde_json::{Value, json};

fn ticked(boxes: Value) -> Value {
    json!({ "facts": "Der Standpunkt.", "values": { "boxes": boxes, "legal": "none" } })
}

both!(an_opinion_ticks_a_box_for_each_point, async |world: &World| {
    let motion = world.filed(&world.spd(), motion()).await;
    let drafter = world.drafter();
    let draft = world.below(&drafter, &motion, "VSP").await;
    // Nothing ticked: it cannot be signed, and the sentence says what to do.
    let draft = world.act(&drafter, &draft, "edit", ticked(json!({ "whole": {}, "1": {} }))).await;
    let presented = world.act(&drafter, &draft, "present", json!({})).await;
    let refused = world.try_act(&world.head(), &presented, "sign", json!({})).await.is(422).to_string();
    assert!(refused.contains("mindestens ein Kästchen") && !refused.contains("Es fehlen noch Angaben"), "{refused}");
    let draft = world.act(&world.head(), &presented, "return", json!({ "reason": "Kästchen" })).await;
    // There are two points, and a report speaks of one of them.
    for (boxes, why) in [
        (json!({ "3": { "agreement": "" } }), "Einen Punkt 3 gibt es nicht"),
        (json!({ "0": { "agreement": "" } }), "Einen Punkt 0 gibt es nicht"),
        (json!({ "whole": { "status_report": "" } }), "gehört zu einzelnen Punkten"),
        (json!({ "1": { "maybe": "" } }), "passt nicht zu diesem Feld"),
    ] {
        let refused = world.try_act(&drafter, &draft, "edit", ticked(boxes)).await.is(422).to_string();
        assert!(refused.contains(why) && refused.contains("value-boxes"), "{refused}");
    }
    // The form offers the boxes for the whole and for each point, and keeps what was typed when it is refused.
    let path = format!("/leipzig/papers/{}", draft["id"].as_str().unwrap());
    let mut page = world.page(DRAFTER).await;
    page.open(&format!("{path}/actions/edit")).await.must_say("Zu Punkt 2");
    page.page.must_say("Der Oberbürgermeister berichtet jährlich.");
    let fields = [
        ("facts", "Der Standpunkt."),
        ("value-legal", "none"),
        ("box-boxes", "agreement"),
        ("box-boxes.1", "agreement_amended"),
        ("remark-boxes.1.agreement_amended", "erst bis 2025"),
        ("box-boxes.2", "alternative"),
        ("box-boxes.2", "refusal"),
        ("remark-boxes.2.alternative", "alle zwei Jahre"),
    ];
    page.submit(&format!("{path}/actions/edit"), &fields).await.must_say("Zu Punkt 1");
    page.page.must_say("alle zwei Jahre");
    let draft = world.paper(&drafter, &draft).await;
    let issued = world.issue(&draft).await;
    world.approve(&issued).await;
    let seen = world.stranger().get(&api_path(&issued)).await.ok();
    let boxes = seen["fields"][0]["boxes"].as_array().unwrap();
    let told: Vec<_> =
        boxes.iter().map(|ticked| (ticked["point"].as_i64(), ticked["label"].as_str().unwrap())).collect();
    assert_eq!(
        told,
        [
            (None, "Zustimmung"),
            (Some(1), "Zustimmung mit Ergänzung"),
            (Some(2), "Alternativvorschlag"),
            (Some(2), "Ablehnung"),
        ]
    );
    assert_eq!(boxes[1]["remark"], "erst bis 2025");
    let mut visitor = world.visitor();
    let page = visitor.open("/leipzig/papers/VII-A-01504-VSP-01").await;
    for text in ["Insgesamt", "Zu Punkt 1", "Zu Punkt 2", "Alternativvorschlag", "alle zwei Jahre"] {
        page.must_say(text);
    }
    world.leave_jobs();
});

both!(what_a_committee_recommended_is_before_the_next_body, async |world: &World| {
    let (office, minutes) = (world.office(), world.minutes());
    let motion = world.filed(&world.spd(), motion()).await;
    let sitting = |date: &str| json!({ "date": date, "time": "16:00", "place": "Neues Rathaus" });
    // The council refers it to a committee, which speaks against it.
    let referral =
        world.act_on(&office, "consultations", &motion["consultations"][0], "schedule", sitting("2020-08-19"));
    referral.await;
    world.set_clock("2020-08-19 20:00");
    let seen = world.paper(&minutes, &motion).await;
    let to = json!({ "result": "referred", "bodies": [{ "body": "petitionsausschuss", "role": "advice" }] });
    world.act_on(&minutes, "consultations", &seen["consultations"][0], "enter-result", to).await;
    let seen = world.paper(&office, &motion).await;
    let of = |paper: &Value, role: &str, state: &str| {
        let rows = paper["consultations"].as_array().unwrap().clone();
        rows.into_iter().find(|row| row["role"] == role && row["state"] == state).unwrap_or_else(|| panic!("{paper}"))
    };
    let committee = of(&seen, "advice", "planned");
    assert_eq!(committee["advice"], Value::Null);
    world.act_on(&office, "consultations", &committee, "schedule", sitting("2020-08-26")).await;
    let seen = world.paper(&office, &motion).await;
    let committee = of(&seen, "advice", "scheduled");
    world.set_clock("2020-08-26 20:00");
    let against = json!({ "result": "not_recommended" });
    world.act_on(&minutes, "consultations", &committee, "enter-result", against).await;
    // It is told to the council at its decision: on the paper, on the agenda, and to who runs the sitting.
    let seen = world.paper(&office, &motion).await;
    let open: Vec<_> = seen["consultations"].as_array().unwrap().iter().filter(|row| row["result"].is_null()).collect();
    let decision = open[0];
    assert_eq!(decision["advice"][0]["leaning"], "against", "{seen}");
    assert_eq!(decision["advice"][0]["result_label"], "nicht empfohlen");
    let first = seen["consultations"].as_array().unwrap().iter().find(|row| row["result"] == "referred").unwrap();
    assert_eq!(first["advice"], Value::Null, "nothing was recommended before the referral");
    world.act_on(&office, "consultations", decision, "schedule", sitting("2020-09-16")).await;
    let told = "nicht empfohlen (dagegen)";
    let mut page = world.page(OFFICE).await;
    page.open(&crate::papers::page_path(&motion)).await.must_say(told);
    let seen = world.paper(&office, &motion).await;
    let rows = seen["consultations"].as_array().unwrap();
    let id = rows.iter().find(|row| row["role"] == decision["role"] && row["result"].is_null()).unwrap()["id"].clone();
    let href = page.page.first(&format!("#c-{}", id.as_str().unwrap()));
    assert!(href.contains("16.09.2020"), "{href}");
    let meeting = world.text("SELECT CAST(meeting_id AS TEXT) AS t FROM consultations WHERE state = 'scheduled'");
    let href = format!("/leipzig/meetings/{meeting}");
    page.open(&href).await.must_say(told);
    page.open(&format!("{href}/run")).await.must_say(told);
    let agenda = office.get(&format!("/api/v1{href}")).await.ok();
    assert!(agenda["agenda"].to_string().contains("\"leaning\":\"against\""), "{agenda}");
    world.leave_jobs();
});
