# What was typed and not sent.
autosave_title = Text som inte har sparats
autosave_restored = Din osparade text finns åter i formuläret. Kontrollera den och skicka in den. Skriven
autosave_found = Det finns osparad text av dig till det här formuläret, skriven
autosave_restore = Återställ
autosave_discard = Ta bort
