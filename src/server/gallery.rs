//! Every page in every shape that it can take, for the tests that render them all.
use crate::web::page::{Page, Sample};

/// Every sample of every page.
pub fn gallery() -> Vec<Sample> {
    [
        samples::<super::home::Home>(),
        samples::<super::legal::Statement>(),
        samples::<super::legal::Help>(),
        samples::<crate::web::failure::Failure>(),
        samples::<crate::papers::pages::show::PaperPage>(),
        samples::<crate::papers::pages::lineage::Lineage>(),
        samples::<crate::records::pages::RecordPage>(),
        samples::<crate::papers::pages::action::ActionPage>(),
        samples::<crate::papers::pages::draft::DraftPage>(),
        samples::<crate::papers::pages::parts::PartsPage>(),
        samples::<crate::files::pages::add::Add>(),
        samples::<crate::files::pages::show::FilePage>(),
        samples::<crate::papers::pages::versions::VersionPage>(),
        samples::<crate::papers::pages::many::FileManyPage>(),
        samples::<crate::papers::pages::many::AdmitManyPage>(),
        samples::<super::council_home::CouncilHome>(),
        samples::<crate::consultations::correct::pages::Corrections>(),
        samples::<crate::consultations::pages::Missing>(),
        samples::<crate::minutes::pages::MinutesPage>(),
        samples::<crate::minutes::pages::Extract>(),
        samples::<crate::meetings::notices::pages::Board>(),
        samples::<super::dev::Clock>(),
        samples::<crate::papers::list::pages::PaperList>(),
        samples::<crate::mail::pages::Stop>(),
        samples::<crate::mail::pages::Folder>(),
        samples::<crate::people::pages::login::Login>(),
        samples::<crate::people::pages::password::Forgot>(),
        samples::<crate::people::pages::password::SetPassword>(),
        samples::<crate::people::pages::account::Account>(),
        samples::<crate::people::pages::own_data::Deletion>(),
        samples::<crate::tracking::pages::Tracking>(),
        samples::<crate::tracking::pages::report::ReportPage>(),
        samples::<crate::weekly::pages::WeeklyPage>(),
        samples::<crate::tracking::pages::awaiting::AwaitingPage>(),
        samples::<crate::orders::pages::OrderPage>(),
        samples::<crate::orders::pages::action::OrderActionPage>(),
        samples::<crate::orders::force::pages::ForcePage>(),
        samples::<crate::meetings::pages::list::Meetings>(),
        samples::<crate::meetings::pages::show::SittingPage>(),
        samples::<crate::meetings::pages::form::MeetingForm>(),
        samples::<crate::meetings::pages::run::RunPage>(),
        samples::<crate::meetings::pages::unscheduled::Unscheduled>(),
        samples::<crate::organizations::pages::Organizations>(),
        samples::<crate::organizations::pages::Body>(),
        samples::<crate::organizations::pages::Holder>(),
        samples::<crate::events::pages::Audit>(),
        samples::<crate::notes::pages::Notes>(),
        samples::<crate::papers::aliases::pages::Aliases>(),
        samples::<super::procedure::Procedure>(),
        samples::<super::desk::Desk>(),
        samples::<crate::administration::pages::Register>(),
        samples::<crate::administration::pages::FormPage>(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn samples<P: Page>() -> Vec<Sample> {
    let sample = |page: P| Sample { template: P::TEMPLATE, page: tera::Value::from_serializable(&page) };
    P::samples().into_iter().map(sample).collect()
}
