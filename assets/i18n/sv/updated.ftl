# New documents on a published agenda, and papers whose signatories have left.
mail_what_updated = Det finns nya underlag till en handling som står på föredragningslistan.
mail_what_updated_replaced = Det finns en ny version av en handling som står på föredragningslistan. Den nya texten behandlas; den tidigare går fortfarande att läsa.
mail_what_updated_file_added = Något har lämnats in i efterhand till en handling som står på föredragningslistan.
mail_what_updated_file_replaced = En fil till en handling som står på föredragningslistan har ersatts med en ny version.
mail_what_orphaned = Den som lämnade in handlingen i eget namn tillhör inte längre fullmäktige. Partigruppen eller en av dess ledamöter kan ta över den till och med den angivna dagen; därefter kan kansliet avskriva den.
mail_why_heir = Du får det här meddelandet eftersom din partigrupp kan ta över handlingen.
mail_why_office = Du får det här meddelandet eftersom kansliet ({ $office }) underrättas om det här steget.
event_orphaned = Väntar på att någon tar över
fact_left_on = Sista dag i fullmäktige
fact_take_over_until = Kan tas över till och med
fact_files_also = Bifogades samtidigt
