# What was typed and not sent.
autosave_title = Text that was not saved
autosave_restored = Your text that was not saved stands in the form again. Please check it and send it. Typed on
autosave_found = There is text of yours for this form that was not saved, typed on
autosave_restore = Restore
autosave_discard = Discard
