//! Papers and their parts.

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
        extra -> Text,
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
        round -> Integer,
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
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    points (id) {
        id -> Uid,
        paper_id -> Uid,
        number -> Integer,
        content -> Text,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    paper_departments (paper_id, organization_id) {
        paper_id -> Uid,
        organization_id -> Uid,
        named -> Bool,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    question_departments (question_id, organization_id) {
        question_id -> Uid,
        organization_id -> Uid,
        contributed_at -> Nullable<Instant>,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    notes (id) {
        id -> Uid,
        council -> Text,
        paper_id -> Uid,
        organization_id -> Uid,
        account_id -> Nullable<Uid>,
        author -> Text,
        content -> Text,
        written_at -> Instant,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    aliases (council, slug) {
        council -> Text,
        slug -> Text,
        reference -> Text,
        paper_id -> Uid,
        since -> Instant,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    reserved_numbers (council, slug) {
        council -> Text,
        slug -> Text,
        reference -> Text,
        paper_id -> Uid,
        kind -> Text,
        family_seq -> Nullable<Integer>,
        reserved_at -> Instant,
        given_up_at -> Nullable<Instant>,
        taken_by -> Nullable<Uid>,
    }
}
diesel::table! {
    use crate::db::types::{Instant, Uid};
    use diesel::sql_types::*;

    corrections (id) {
        id -> Uid,
        council -> Text,
        paper_id -> Uid,
        subject -> Text,
        proposal -> Text,
        reason -> Text,
        proposed_by -> Uid,
        proposed_at -> Instant,
        state -> Text,
        decided_by -> Nullable<Uid>,
        decided_at -> Nullable<Instant>,
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
        round -> Integer,
        stage -> Integer,
    }
}
diesel::table! {
    use crate::db::types::Uid;
    use diesel::sql_types::*;

    extension_requests (consultation_id) {
        consultation_id -> Uid,
        clock_id -> Uid,
        applicant -> Text,
        due_on -> Date,
        reason -> Text,
        asked_on -> Date,
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
        interim -> Bool,
    }
}
