//! Organisations, people, accounts and what they may do.

diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    terms (id) {
        id -> Uid,
        council -> Text,
        name -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    organizations (id) {
        id -> Uid,
        council -> Text,
        key -> Text,
        name -> Text,
        kind -> Text,
        parent_id -> Nullable<Uid>,
        email -> Nullable<Text>,
        place -> Nullable<Text>,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
        successor_id -> Nullable<Uid>,
        seats -> Nullable<Integer>,
        nonpublic -> Bool,
        sign -> Nullable<Text>,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    organization_names (id) {
        id -> Uid,
        organization_id -> Uid,
        name -> Text,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    people (id) {
        id -> Uid,
        council -> Text,
        key -> Text,
        name -> Text,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    memberships (id) {
        id -> Uid,
        council -> Text,
        person_id -> Uid,
        organization_id -> Uid,
        role -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
        voting -> Bool,
        title -> Text,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    accounts (id) {
        id -> Uid,
        email -> Text,
        name -> Text,
        person_id -> Nullable<Uid>,
        password_hash -> Nullable<Text>,
        language -> Text,
        disabled_at -> Nullable<Instant>,
        created_at -> Instant,
        password_changed_at -> Nullable<Instant>,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    grants (id) {
        id -> Uid,
        account_id -> Uid,
        council -> Text,
        organization_id -> Uid,
        role -> Text,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    stand_ins (id) {
        id -> Uid,
        council -> Text,
        organization_id -> Uid,
        account_id -> Uid,
        role -> Text,
        starts_on -> Date,
        ends_on -> Nullable<Date>,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    sessions (id) {
        id -> Uid,
        account_id -> Uid,
        kind -> Text,
        created_at -> Instant,
        last_seen_at -> Instant,
        expires_at -> Instant,
        revoked_at -> Nullable<Instant>,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    refresh_tokens (id) {
        id -> Uid,
        session_id -> Uid,
        expires_at -> Instant,
        used_at -> Nullable<Instant>,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    account_tokens (id) {
        id -> Uid,
        account_id -> Uid,
        purpose -> Text,
        expires_at -> Instant,
        used_at -> Nullable<Instant>,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    follows (account_id, paper_id) {
        account_id -> Uid,
        paper_id -> Uid,
        since -> Instant,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    identities (issuer, subject) {
        issuer -> Text,
        subject -> Text,
        account_id -> Uid,
        first_at -> Instant,
        last_at -> Instant,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    autosaves (account_id, form) {
        account_id -> Uid,
        form -> Text,
        content -> Text,
        saved_at -> Instant,
    }
}
