# Mails: subjects, frames, rows. What happened is told once a kind of event, what comes next as well.
mail_subject = { $paper }: { $heading } – { $title }
mail_subject_confidential = { $paper }: News about a non-public paper
mail_subject_plain = { $heading } – { $council }
mail_unnumbered = { $kind } without a number
mail_no_number = none yet (it is given on admission)
mail_entry = { $paper }: { $title }
mail_entry_due = due since { $due }
mail_link_paper = Go to the paper
mail_link_papers = Go to the papers
mail_next = What comes next
mail_facts = The details at a glance

mail_receipt = Receipt confirmed
mail_issued = Answer available
mail_confidential = { $paper } (not public)

mail_what_receipt = Your paper has reached the council office.
mail_what_returned = The council office has returned the paper with a reason. You can edit it again; its earlier versions are kept.
mail_what_admitted = The paper is admitted and has its number.
mail_what_scheduled = The paper is on an agenda.
mail_what_deferred = The paper was deferred.
mail_what_deferred_unschedule = The paper was taken off the agenda. It stays open and will be put on another one.
mail_what_deferred_schedule = The sitting was broken off. The paper will be dealt with on the new date.
mail_what_issued = The written answer has been issued.
mail_what_decided = There is a result for this paper.
mail_what_due_soon = An answer to this paper is due soon.
mail_what_overdue = The answer to this paper is overdue.
mail_what_overdue_digest = For these papers the period has ended without an answer.
mail_what_extended = The period for this paper was extended. The former due date stays on record.
mail_what_refused = The answer to this paper was refused with reasons.
mail_what_withdrawn = The paper was withdrawn.
mail_what_confidential = There is news about a non-public paper. Sign in to read what it is about.
mail_what_interim = An interim notice was given on this paper: its reasons and the new expected date are below.
mail_what_invited = You are invited to this sitting. Its agenda is published.
mail_what_agenda_changed = The agenda or the date of this sitting has changed.
mail_what_ordered = A decision has led to an order, or an order has passed to another department.
mail_what_progress = There is a report on how a decision is carried out.
mail_what_order_closed = An order that followed from a decision is closed.
mail_what_follow_up = Further questions were asked on this inquiry. They have a period of their own.
mail_what_corrected = An entry on this paper was wrong and has been corrected. Please disregard the earlier message.

mail_next_sitting = Sitting: { $body }, { $at }, { $place }

mail_clock = { $what }: { $light } ({ $rule })

mail_row_visibility = Visibility
mail_row_kind = Kind
mail_row_title = Subject
mail_row_submitter = Submitted by
mail_row_parent = Refers to
mail_row_reason = Reason
mail_row_by = By
mail_row_when = Time

mail_why_submitter = You get this message because the paper was submitted by your side.
mail_why_faction = You get this message because all factions are told of this step.
mail_why_department = You get this message because your department is responsible for the paper.
mail_why_executive = You get this message because the head of the administration is told of this step.
mail_why_body = You get this message because you belong to the body that deals with the paper.
mail_why_follower = You get this message because you follow the paper.
mail_stop = No more messages about it? Stop following here:
mail_stop_never = This notice is part of the procedure and cannot be switched off. If your address changes, please tell the council office.

mail_invitation_subject = Your access to the council information system ({ $council })
mail_invitation_what = An account was set up for you. Choose your password with the following link.
mail_invitation_link = Choose a password
mail_invitation_why = You get this message because this address was entered for an account. If you do not know why, please do nothing: without the link the account stays unused.
mail_password_reset_subject = New password for the council information system ({ $council })
mail_password_reset_what = A new password was asked for on your account. Choose it with the following link.
mail_password_reset_link = Choose a new password
mail_password_reset_why = You get this message because somebody asked for a new password for this address on the sign-in page. If it was not you, please do nothing: your present password stays valid.
mail_link_until = The link works once and until { $until }.

mail_stop_title = Stop following
mail_stop_question = Do you want no more messages about this paper?
mail_stop_button = No more messages
mail_stop_done = Done: we send you no more messages about this paper. You can follow it again at any time.
mail_stop_wrong = This link is incomplete or not valid. Please open it again from the mail.

mail_folder_title = Mails sent
mail_folder_intro = The demo sends no mail. Here are those written last.
mail_folder_empty = No mail has been written yet.
mail_folder_to = To
mail_folder_subject = Subject
mail_folder_links = Links in this mail
