//! What becomes of decisions, and the files that everything carries.

diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    resolutions (id) {
        id -> Uid,
        council -> Text,
        paper_id -> Uid,
        consultation_id -> Uid,
        content -> Text,
        decided_on -> Date,
        class -> Text,
        annulled_on -> Nullable<Date>,
        annulled_reason -> Text,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    referendums (resolution_id) {
        resolution_id -> Uid,
        council -> Text,
        paper_id -> Uid,
        vote -> Text,
        state -> Text,
        clock_id -> Nullable<Uid>,
        published_on -> Date,
        requested_on -> Nullable<Date>,
        signatures -> Nullable<Integer>,
        voters -> Nullable<Integer>,
        voted_on -> Nullable<Date>,
        yes -> Nullable<Integer>,
        no -> Nullable<Integer>,
        settled_on -> Nullable<Date>,
        version -> Integer,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    orders (id) {
        id -> Uid,
        council -> Text,
        paper_id -> Uid,
        resolution_id -> Nullable<Uid>,
        origin_id -> Nullable<Uid>,
        point -> Nullable<Integer>,
        content -> Text,
        folded -> Text,
        owner_id -> Nullable<Uid>,
        coordinator_id -> Nullable<Uid>,
        coordinated_from -> Nullable<Date>,
        due_on -> Nullable<Date>,
        due_note -> Text,
        state -> Text,
        public -> Bool,
        reason -> Text,
        created_on -> Date,
        closed_on -> Nullable<Date>,
        closing_consultation_id -> Nullable<Uid>,
        version -> Integer,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    order_reports (id) {
        id -> Uid,
        order_id -> Uid,
        reported_on -> Date,
        content -> Text,
        expected_on -> Nullable<Date>,
        proposes_done -> Bool,
        account_id -> Nullable<Uid>,
        reporter -> Text,
    }
}
diesel::table! {
    use crate::db::types::Instant;
    use diesel::sql_types::*;

    blobs (sha256) {
        sha256 -> Text,
        size -> BigInt,
        stored_at -> Instant,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    files (id) {
        id -> Uid,
        council -> Text,
        subject_kind -> Text,
        subject_id -> Uid,
        paper_id -> Nullable<Uid>,
        meeting_id -> Nullable<Uid>,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        sha256 -> Text,
        circle -> Text,
        position -> Integer,
        revision -> Integer,
        replaces_id -> Nullable<Uid>,
        replaced_at -> Nullable<Instant>,
        uploaded_by -> Nullable<Uid>,
        uploaded_at -> Instant,
        late -> Bool,
        opening_by -> Nullable<Uid>,
        opening_reason -> Text,
        withdrawn_at -> Nullable<Instant>,
        withdrawn_reason -> Text,
        version -> Integer,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    carried_orders (paper_id, order_id) {
        paper_id -> Uid,
        order_id -> Uid,
        linked_on -> Date,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    record_packages (id) {
        id -> Uid,
        council -> Text,
        root_id -> Uid,
        made_at -> Instant,
        author -> Text,
        sha256 -> Text,
        message_sha256 -> Text,
        size -> BigInt,
        last_event -> BigInt,
        event -> BigInt,
    }
}
