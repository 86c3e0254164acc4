# The desk: what waits because of sittings, and for a second person.
desk_correct = Rättelser att bekräfta
desk_todo_correct = Granska, bekräfta sedan eller avslå
desk_proposed = Föreslagen den { $at }: { $reason }
desk_open_file = Filer som ska bli offentliga
desk_todo_open_file = Granska, öppna sedan eller avslå
desk_opening = Uppladdad den { $at }. Skäl: { $reason }
desk_minutes_write = Protokoll att färdigställa
desk_todo_minutes_write = Skriv och färdigställ protokollet
desk_minutes_approve = Protokoll att justera
desk_todo_minutes_approve = För in justeringen när ett senare sammanträde har justerat protokollet
desk_minutes_next = Organet sammanträder nästa gång den { $at }.
