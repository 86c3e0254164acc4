//! What belongs to no single paper: settings, councils, counters, the history, the outbox and the log of mails.

diesel::table! {
    use diesel::sql_types::*;

    settings (name) {
        name -> Text,
        value -> Text,
    }
}
diesel::table! {
    use diesel::sql_types::*;

    councils (slug) {
        slug -> Text,
        last_event -> BigInt,
        last_hash -> Text,
        file_hash -> Text,
    }
}
diesel::table! {
    use crate::db::types::Instant;
    use diesel::sql_types::*;

    council_files (hash) {
        hash -> Text,
        council -> Text,
        content -> Text,
        first_used_at -> Instant,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    idempotency_keys (account_id, key) {
        account_id -> Uid,
        key -> Text,
        request_hash -> Text,
        status -> Integer,
        body -> Text,
        created_at -> Instant,
    }
}
diesel::table! {
    use diesel::sql_types::*;

    counters (council, key) {
        council -> Text,
        key -> Text,
        value -> BigInt,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    events (council, seq) {
        council -> Text,
        seq -> BigInt,
        happened_at -> Instant,
        actor_id -> Nullable<Uid>,
        action -> Text,
        paper_id -> Nullable<Uid>,
        subject -> Text,
        circle -> Text,
        file_hash -> Text,
        payload -> Nullable<Text>,
        salt -> Nullable<Text>,
        commitment -> Text,
        previous -> Text,
        hash -> Text,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    queue (id) {
        id -> Uid,
        kind -> Text,
        payload -> Text,
        attempts -> Integer,
        run_at -> Instant,
        state -> Text,
        error -> Nullable<Text>,
        created_at -> Instant,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    deliveries (id) {
        id -> Uid,
        council -> Nullable<Text>,
        event_seq -> Nullable<BigInt>,
        account_id -> Nullable<Uid>,
        organization_id -> Nullable<Uid>,
        address -> Text,
        language -> Text,
        template -> Text,
        reason -> Text,
        payload -> Text,
        state -> Text,
        attempts -> Integer,
        run_at -> Instant,
        message_id -> Nullable<Text>,
        error -> Nullable<Text>,
        created_at -> Instant,
        sent_at -> Nullable<Instant>,
        rank -> Integer,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    imports (council, source, external_id) {
        council -> Text,
        source -> Text,
        external_id -> Text,
        paper_id -> Nullable<Uid>,
        meeting_id -> Nullable<Uid>,
        digest -> Text,
        url -> Text,
        licence -> Text,
        record -> Text,
        taken_at -> Instant,
    }
}
