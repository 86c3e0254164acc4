//! The tables, as both databases have them. A test selects every column of every table on both, so that the two
//! migration folders and these files cannot drift apart.
mod of_meetings;
mod of_papers;
mod of_people;
mod of_results;
mod of_system;

pub use of_meetings::{
    agenda_items, attendances, ballots, consultations, meeting_bodies, meetings, minutes, minutes_signatures, notices,
    paragraphs, point_results, votes,
};
pub use of_papers::{
    aliases, answers, clocks, corrections, extension_requests, extensions, notes, paper_departments, paper_versions,
    papers, points, question_departments, questions, reserved_numbers, signatures,
};
pub use of_people::{
    account_tokens, accounts, autosaves, follows, grants, identities, memberships, organization_names, organizations,
    people, refresh_tokens, sessions, stand_ins, terms,
};
pub use of_results::{blobs, carried_orders, files, order_reports, orders, record_packages, referendums, resolutions};
pub use of_system::{
    council_files, councils, counters, deliveries, events, idempotency_keys, imports, queue, settings,
};

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
diesel::joinable!(agenda_items -> meetings (meeting_id));
diesel::joinable!(consultations -> agenda_items (agenda_item_id));
diesel::joinable!(meeting_bodies -> meetings (meeting_id));
diesel::joinable!(meeting_bodies -> organizations (organization_id));
diesel::joinable!(attendances -> people (person_id));
diesel::joinable!(votes -> agenda_items (agenda_item_id));
diesel::joinable!(ballots -> votes (vote_id));
diesel::joinable!(ballots -> people (person_id));
diesel::joinable!(minutes -> meetings (meeting_id));
diesel::joinable!(minutes_signatures -> people (person_id));
diesel::joinable!(notices -> meetings (meeting_id));
diesel::joinable!(carried_orders -> papers (paper_id));
diesel::joinable!(carried_orders -> orders (order_id));
diesel::joinable!(points -> papers (paper_id));
diesel::joinable!(paper_departments -> organizations (organization_id));
diesel::joinable!(question_departments -> organizations (organization_id));
diesel::joinable!(aliases -> papers (paper_id));
diesel::joinable!(reserved_numbers -> papers (paper_id));
diesel::joinable!(corrections -> papers (paper_id));
diesel::joinable!(orders -> papers (paper_id));
diesel::joinable!(order_reports -> orders (order_id));
diesel::joinable!(resolutions -> papers (paper_id));
diesel::joinable!(referendums -> clocks (clock_id));
diesel::joinable!(stand_ins -> accounts (account_id));
diesel::joinable!(stand_ins -> organizations (organization_id));

diesel::allow_tables_to_appear_in_same_query!(
    settings,
    imports,
    councils,
    council_files,
    terms,
    organizations,
    people,
    memberships,
    accounts,
    grants,
    identities,
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
    extension_requests,
    extensions,
    follows,
    events,
    queue,
    deliveries,
    organization_names,
    stand_ins,
    meeting_bodies,
    agenda_items,
    attendances,
    votes,
    ballots,
    minutes,
    minutes_signatures,
    notices,
    paragraphs,
    carried_orders,
    points,
    point_results,
    paper_departments,
    question_departments,
    notes,
    aliases,
    reserved_numbers,
    autosaves,
    corrections,
    resolutions,
    referendums,
    orders,
    order_reports,
    blobs,
    files,
    record_packages,
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
        $check!(identities);
        $check!(sessions);
        $check!(refresh_tokens);
        $check!(account_tokens);
        $check!(idempotency_keys);
        $check!(imports);
        $check!(counters);
        $check!(papers);
        $check!(paper_versions);
        $check!(questions);
        $check!(answers);
        $check!(signatures);
        $check!(meetings);
        $check!(consultations);
        $check!(clocks);
        $check!(extension_requests);
        $check!(extensions);
        $check!(follows);
        $check!(events);
        $check!(queue);
        $check!(deliveries);
        $check!(organization_names);
        $check!(stand_ins);
        $check!(meeting_bodies);
        $check!(agenda_items);
        $check!(attendances);
        $check!(votes);
        $check!(ballots);
        $check!(minutes);
        $check!(minutes_signatures);
        $check!(notices);
        $check!(paragraphs);
        $check!(carried_orders);
        $check!(points);
        $check!(point_results);
        $check!(paper_departments);
        $check!(question_departments);
        $check!(notes);
        $check!(aliases);
        $check!(reserved_numbers);
        $check!(autosaves);
        $check!(corrections);
        $check!(resolutions);
        $check!(referendums);
        $check!(orders);
        $check!(order_reports);
        $check!(blobs);
        $check!(files);
        $check!(record_packages);
    };
}
