# Files (Anlagen): lists, forms, refusals, history.
file_title = Files
file_none_yet = No files yet.
file_add = Attach files
file_choose = Choose files
file_choose_one = Choose the new file
file_limits = Up to { $most } files at once, each of at most { $mib } MB.
file_late_hint = Files that are added now are marked as late.
file_keep_nonpublic = Not public
file_keep_nonpublic_hint = Only the council and the administration see the files. To open them later takes two people of the office.
file_inherits = This is dealt with in private: the files stay non-public until two people open them.
file_back = Back without attaching anything
file_nonpublic = not public
file_late = late
file_opening = opening requested
file_details = Details
file_versions_count = { $count ->
        [one] { $count } earlier version
       *[other] { $count } earlier versions
    }
file_versions = Earlier versions
file_newer = There is a newer version:
file_download = Open or download the file
file_belongs = Belongs to
file_uploaded = Uploaded
file_revision = Version
file_sha = Checksum (SHA-256)
file_reason = Reason
file_of_paper = Paper { $number }
file_of_item = Item { $number }, { $body } on { $day }
file_of_meeting = Sitting: { $body } on { $day }
file_of_minutes = Minutes: { $body } on { $day }
# What can be done.
file_do_replace = Replace by a new version
file_do_withdraw = Withdraw
file_do_restrict = Make non-public
file_do_open = Make public
file_do_confirm = Confirm the opening
file_do_decline = Decline the opening
file_hint_replace = The present version is kept as an earlier one.
file_hint_withdraw = The file and all its earlier versions are then gone for everybody at once.
file_hint_restrict = Only the council and the administration then see the file and its earlier versions.
file_hint_open = A second person of the office has to confirm it. A file is never opened wider than the paper or the sitting.
file_hint_confirm = The file is then as wide open as what it hangs on.
file_hint_decline = The file stays non-public.
# What was done.
done_file_added = The files are attached.
done_file_replaced = The new version is there.
done_file_withdraw = The file is withdrawn.
done_file_restrict = The file is not public any more.
done_file_open = It is requested. A second person has to confirm it.
done_file_confirm = The file is open.
done_file_decline = The file stays non-public.
# Why something is refused.
file_none = No file is chosen. Choose at least one.
file_empty = The file “{ $name }” is empty. Choose a file with content.
file_too_large = The file “{ $name }” is larger than { $mib } MB. Make it smaller or split it.
file_too_many = These are more than { $most } files at once. Attach them in several steps.
file_total_too_large = All files together would be larger than { $mib } MB. Withdraw files that are no longer needed.
file_there_already = The file “{ $name }” is attached here already with the same content.
file_thing_ended = The paper is withdrawn: no files are added any more.
file_replaced_already = This version is replaced already. Replace the newest version.
file_restricted_already = The file is non-public already.
file_open_already = The file is as wide open already as what it hangs on.
file_opening_already = The opening is requested already: a second person has to confirm it.
file_opening_none = Nobody has requested the opening.
file_second_person = You requested the opening yourself. A second person of the office has to confirm it.
file_needs_content = Replacing needs a file: send it as a form (multipart/form-data).
file_wrong_form = Files have to be sent as a form (multipart/form-data).
file_stalled = Nothing arrived for too long while uploading. Try again.
# The history.
event_file_added = File attached
event_file_replaced = File replaced by a new version
event_file_withdrawn = File withdrawn
event_file_restricted = File not public any more
event_file_opening = Opening of a file requested
event_file_opened = File opened
event_file_declined = Opening of a file declined
fact_file = File
