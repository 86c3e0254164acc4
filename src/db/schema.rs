//! The tables, as both databases have them. A test selects every column of every table on both, so that the two
//! migration folders and this file cannot drift apart.

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

    papers (id) {
        id -> Uid,
        council -> Text,
        kind -> Text,
        entry -> Text,
        reference -> Nullable<Text>,
        slug -> Nullable<Text>,
        term -> Nullable<Text>,
        root_id -> Uid,
        parent_id -> Nullable<Uid>,
        parent_reference -> Nullable<Text>,
        family_seq -> Nullable<Integer>,
        title -> Text,
        folded -> Text,
        occasion -> Text,
        facts -> Text,
        submitter -> Text,
        submitter_id -> Nullable<Uid>,
        author_id -> Uid,
        responsible_id -> Nullable<Uid>,
        confidential -> Bool,
        circle -> Text,
        status -> Text,
        version -> Integer,
        text_version -> Integer,
        last_event -> BigInt,
        created_by -> Nullable<Uid>,
        created_at -> Instant,
        updated_at -> Instant,
        submitted_on -> Nullable<Date>,
        admitted_on -> Nullable<Date>,
        issued_on -> Nullable<Date>,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    paper_versions (id) {
        id -> Uid,
        paper_id -> Uid,
        number -> Integer,
        content -> Text,
        frozen_at -> Instant,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    questions (id) {
        id -> Uid,
        paper_id -> Uid,
        number -> Integer,
        content -> Text,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    answers (id) {
        id -> Uid,
        paper_id -> Uid,
        question_id -> Uid,
        content -> Text,
        refusal -> Text,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    signatures (paper_id, person_id) {
        paper_id -> Uid,
        person_id -> Uid,
        invited_at -> Instant,
        signed_at -> Nullable<Instant>,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    meetings (id) {
        id -> Uid,
        council -> Text,
        organization_id -> Uid,
        starts_at -> Instant,
        place -> Text,
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
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    clocks (id) {
        id -> Uid,
        council -> Text,
        paper_id -> Uid,
        rule -> Text,
        started_on -> Date,
        due_on -> Date,
        state -> Text,
        closed_on -> Nullable<Date>,
        fulfilled_by -> Nullable<Uid>,
        reason -> Text,
        soon_warned_for -> Nullable<Date>,
        overdue_warned_for -> Nullable<Date>,
        version -> Integer,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    extensions (id) {
        id -> Uid,
        clock_id -> Uid,
        applicant -> Text,
        decider -> Text,
        decided_on -> Date,
        old_due -> Date,
        new_due -> Date,
        reason -> Text,
        late -> Bool,
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
    }
}

diesel::joinable!(consultations -> papers (paper_id));
diesel::joinable!(consultations -> meetings (meeting_id));
diesel::joinable!(clocks -> papers (paper_id));
diesel::joinable!(extensions -> clocks (clock_id));
diesel::joinable!(questions -> papers (paper_id));
diesel::joinable!(signatures -> people (person_id));
diesel::joinable!(signatures -> papers (paper_id));
diesel::joinable!(grants -> accounts (account_id));
diesel::joinable!(grants -> organizations (organization_id));
diesel::joinable!(memberships -> people (person_id));
diesel::joinable!(follows -> accounts (account_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(account_tokens -> accounts (account_id));

diesel::allow_tables_to_appear_in_same_query!(
    settings,
    councils,
    council_files,
    terms,
    organizations,
    people,
    memberships,
    accounts,
    grants,
    sessions,
    refresh_tokens,
    account_tokens,
    idempotency_keys,
    counters,
    papers,
    paper_versions,
    questions,
    answers,
    signatures,
    meetings,
    consultations,
    clocks,
    extensions,
    follows,
    events,
    queue,
    deliveries,
);

/// Calls `$check!(table)` for every table: the one list that tests and the backup walk.
#[macro_export]
macro_rules! every_table {
    ($check:ident) => {
        $check!(settings);
        $check!(councils);
        $check!(council_files);
        $check!(terms);
        $check!(organizations);
        $check!(people);
        $check!(memberships);
        $check!(accounts);
        $check!(grants);
        $check!(sessions);
        $check!(refresh_tokens);
        $check!(account_tokens);
        $check!(idempotency_keys);
        $check!(counters);
        $check!(papers);
        $check!(paper_versions);
        $check!(questions);
        $check!(answers);
        $check!(signatures);
        $check!(meetings);
        $check!(consultations);
        $check!(clocks);
        $check!(extensions);
        $check!(follows);
        $check!(events);
        $check!(queue);
        $check!(deliveries);
    };
}
