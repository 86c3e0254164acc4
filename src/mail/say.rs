//! Which sentences a mail takes: always the most particular one that the message files have.
use super::Reason;
use super::letter::{Desk, Matter};
use crate::council::MailRow;
use crate::wording::{Told, Wording};

impl Desk<'_> {
    /// The history's word for it; but a result itself, and what the history only records of the very message.
    pub(super) fn heading(&self, matter: &Matter<'_>, told: &Told) -> String {
        let detail = matter.event.detail.as_ref();
        match matter.row {
            MailRow::Receipt => self.say("mail_receipt", &[]),
            MailRow::Issued => {
                let particular = format!("mail_issued_{}", matter.event.action);
                self.say(if self.words.has(&particular) { &particular } else { "mail_issued" }, &[])
            }
            MailRow::Decided | MailRow::Admitted
                if let Some((body, word)) = detail.and_then(|d| d.body.as_ref().zip(d.result.as_ref())) =>
            {
                let result = matter.council.result_label(word, self.language);
                self.say("mail_result", &[("body", body), ("result", result)])
            }
            _ => told.title.clone(),
        }
    }

    /// What happened, in a sentence: of this step, of this class of result, or of the row.
    pub(super) fn what(&self, matter: &Matter<'_>) -> String {
        let (row, action) = (matter.row, matter.event.action.replace('-', "_"));
        let class = matter.event.detail.as_ref().and_then(|detail| detail.class);
        let particular = [
            Some(format!("mail_what_order_{action}")),
            class.map(|class| format!("mail_what_{row}_{class}")),
            Some(format!("mail_what_{row}_{action}")),
        ];
        let known = particular.into_iter().flatten().find(|key| self.words.has(key));
        self.say(&known.unwrap_or_else(|| format!("mail_what_{row}")), &[])
    }

    /// Why the reader gets it.
    pub(super) fn why(&self, matter: &Matter<'_>) -> String {
        let above = matter.parent.filter(|_| matter.follows_above).and_then(|parent| parent.reference.as_deref());
        match (matter.reason, above) {
            (Reason::Follower, Some(paper)) => self.say("mail_why_follower_above", &[("paper", paper)]),
            (Reason::Body, _) if matter.paper.is_none() => self.say("mail_why_body_meeting", &[]),
            (Reason::Department, _) if matter.is_of_order() => self.say("mail_why_department_order", &[]),
            (Reason::Office, _) => self.say("mail_why_office", &[("office", matter.office)]),
            (reason, _) => self.say(&format!("mail_why_{reason}"), &[]),
        }
    }

    /// By when the order is to be done.
    pub(super) fn order_due(&self, matter: &Matter<'_>, wording: &Wording<'_>) -> Option<String> {
        let order = matter.order?;
        Some(match (order.due_on, order.due_note.as_str()) {
            (Some(day), _) => self.say("mail_next_order_due", &[("due", &wording.day(day))]),
            (None, "") => self.say("mail_next_order_open", &[]),
            (None, note) => self.say("mail_next_order_due", &[("due", note)]),
        })
    }
}
