//! Sittings, what is dealt with in them, and with which result.

diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    meetings (id) {
        id -> Uid,
        council -> Text,
        organization_id -> Uid,
        starts_at -> Instant,
        place -> Text,
        ends_at -> Nullable<Instant>,
        name -> Text,
        state -> Text,
        video -> Text,
        invited_at -> Nullable<Instant>,
        continues_id -> Nullable<Uid>,
        reason -> Text,
        quorate -> Nullable<Bool>,
        version -> Integer,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    meeting_bodies (meeting_id, organization_id) {
        meeting_id -> Uid,
        organization_id -> Uid,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    agenda_items (id) {
        id -> Uid,
        council -> Text,
        meeting_id -> Uid,
        parent_id -> Nullable<Uid>,
        position -> Integer,
        number -> Text,
        public -> Bool,
        title -> Text,
        public_title -> Text,
        state -> Text,
        late -> Bool,
        joint_id -> Nullable<Uid>,
        note -> Text,
        minutes_text -> Text,
        added_at -> Instant,
        changed_at -> Nullable<Instant>,
        called_at -> Nullable<Instant>,
        version -> Integer,
        reference -> Text,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    consultations (id) {
        id -> Uid,
        council -> Text,
        paper_id -> Uid,
        organization_id -> Uid,
        role -> Text,
        position -> Integer,
        meeting_id -> Nullable<Uid>,
        state -> Text,
        result_word -> Nullable<Text>,
        result_class -> Nullable<Text>,
        note -> Text,
        version -> Integer,
        agenda_item_id -> Nullable<Uid>,
        origin_id -> Nullable<Uid>,
        created_on -> Nullable<Date>,
        planned_for -> Text,
        authoritative -> Bool,
        final_text -> Text,
        circle -> Text,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    point_results (consultation_id, point) {
        consultation_id -> Uid,
        point -> Integer,
        result_word -> Text,
        result_class -> Nullable<Text>,
        final_text -> Text,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    attendances (meeting_id, person_id) {
        meeting_id -> Uid,
        person_id -> Uid,
        presence -> Text,
        arrived_at -> Nullable<Instant>,
        left_at -> Nullable<Instant>,
        note -> Text,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    votes (id) {
        id -> Uid,
        council -> Text,
        agenda_item_id -> Uid,
        consultation_id -> Nullable<Uid>,
        position -> Integer,
        point -> Nullable<Integer>,
        subject -> Text,
        form -> Text,
        yes -> Integer,
        no -> Integer,
        abstained -> Integer,
        present -> Integer,
        accepted -> Bool,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    ballots (vote_id, person_id) {
        vote_id -> Uid,
        person_id -> Uid,
        choice -> Text,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    minutes (id) {
        id -> Uid,
        council -> Text,
        meeting_id -> Uid,
        state -> Text,
        opening -> Text,
        content -> Text,
        nonpublic_content -> Text,
        objections -> Text,
        finished_at -> Nullable<Instant>,
        approved_on -> Nullable<Date>,
        approved_at_id -> Nullable<Uid>,
        version -> Integer,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    paragraphs (agenda_item_id, organization_id) {
        agenda_item_id -> Uid,
        organization_id -> Uid,
        meeting_id -> Uid,
        year -> Integer,
        number -> Integer,
        taken_at -> Instant,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    minutes_signatures (minutes_id, person_id) {
        minutes_id -> Uid,
        person_id -> Uid,
        position -> Integer,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    notices (meeting_id) {
        meeting_id -> Uid,
        council -> Text,
        approved_on -> Date,
        put_up_on -> Date,
        appeal_until -> Date,
        taken_down_on -> Date,
    }
}
