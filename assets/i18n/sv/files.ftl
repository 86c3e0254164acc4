# Files (Anlagen): lists, forms, refusals, history.
file_title = Filer
file_none_yet = Inga filer än.
file_add = Bifoga filer
file_choose = Välj filer
file_choose_one = Välj ny fil
file_limits = Upp till { $most } filer på en gång, var och en högst { $mib } MB.
file_late_hint = Filer som läggs till nu märks som sent inkomna.
file_keep_nonpublic = Ej offentlig
file_keep_nonpublic_hint = Bara fullmäktige och förvaltningen ser filerna. För att öppna dem senare krävs två personer på kansliet.
file_inherits = Behandlingen här är inte offentlig: filerna är ej offentliga tills två personer öppnar dem.
file_back = Tillbaka utan att bifoga något
file_nonpublic = ej offentlig
file_late = sent inkommen
file_opening = öppnande begärt
file_details = Detaljer
file_versions_count = { $count ->
        [one] { $count } tidigare version
       *[other] { $count } tidigare versioner
    }
file_versions = Tidigare versioner
file_newer = Det finns en nyare version:
file_download = Öppna eller ladda ner filen
file_belongs = Hör till
file_uploaded = Uppladdad
file_revision = Version
file_sha = Kontrollsumma (SHA-256)
file_reason = Motivering
file_of_paper = Handling { $number }
file_of_item = Punkt { $number }, { $body } den { $day }
file_of_meeting = Sammanträde: { $body } den { $day }
file_of_minutes = Protokoll: { $body } den { $day }
# What can be done.
file_do_replace = Ersätt med en ny version
file_do_withdraw = Återta
file_do_restrict = Gör ej offentlig
file_do_open = Gör offentlig
file_do_confirm = Bekräfta öppnandet
file_do_decline = Avslå öppnandet
file_hint_replace = Den nuvarande versionen finns kvar som en tidigare version.
file_hint_withdraw = Filen och alla dess tidigare versioner blir direkt otillgängliga för alla.
file_hint_restrict = Därefter ser bara fullmäktige och förvaltningen filen och dess tidigare versioner.
file_hint_open = En andra person på kansliet måste bekräfta det. En fil blir aldrig mer öppen än handlingen eller sammanträdet.
file_hint_confirm = Därefter är filen lika öppen som det den hör till.
file_hint_decline = Filen förblir ej offentlig.
# What was done.
done_file_added = Filerna är bifogade.
done_file_replaced = Den nya versionen finns på plats.
done_file_withdraw = Filen är återtagen.
done_file_restrict = Filen är inte längre offentlig.
done_file_open = Öppnandet är begärt. En andra person måste bekräfta det.
done_file_confirm = Filen är öppnad.
done_file_decline = Filen förblir ej offentlig.
# Why something is refused.
file_none = Ingen fil är vald. Välj minst en.
file_empty = Filen ”{ $name }” är tom. Välj en fil med innehåll.
file_too_large = Filen ”{ $name }” är större än { $mib } MB. Gör den mindre eller dela upp den.
file_too_many = Det är fler än { $most } filer på en gång. Bifoga dem i flera steg.
file_total_too_large = Alla filer tillsammans skulle bli större än { $mib } MB. Återta filer som inte längre behövs.
file_there_already = Filen ”{ $name }” är redan bifogad här med samma innehåll.
file_thing_ended = Handlingen är återtagen: inga fler filer kan läggas till.
file_replaced_already = Versionen är redan ersatt. Ersätt den senaste versionen.
file_restricted_already = Filen är redan ej offentlig.
file_open_already = Filen är redan lika öppen som det den hör till.
file_opening_already = Öppnandet är redan begärt: en andra person måste bekräfta det.
file_opening_none = Ingen har begärt att filen öppnas.
file_second_person = Du har själv begärt öppnandet. En andra person på kansliet måste bekräfta det.
file_needs_content = För att ersätta behövs en fil: skicka den som formulär (multipart/form-data).
file_wrong_form = Filer måste skickas som formulär (multipart/form-data).
file_stalled = Det dröjde för länge utan att något kom in under uppladdningen. Försök igen.
# The history.
event_file_added = Fil bifogad
event_file_replaced = Fil ersatt med en ny version
event_file_withdrawn = Fil återtagen
event_file_restricted = Fil inte längre offentlig
event_file_opening = Öppnande av fil begärt
event_file_opened = Fil öppnad
event_file_declined = Öppnande av fil avslaget
fact_file = Fil
