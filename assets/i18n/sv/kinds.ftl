# The kinds of paper beyond inquiry and answer: points, fields of their own, amendments, versions.
paper_points = Förslag till beslut
field_points = Förslag till beslut
field_values = Uppgifter
field_target_version = Version som ska ändras
field_target_place = Ställe som ska ändras
field_target_place_hint = Till exempel: beslutspunkt 2, första meningen
paper_target = Ska ändras
paper_target_of = { $place } (version { $version })
paper_accepted_term = Övertaget
paper_accepted = Övertaget utan omröstning den { $day }
paper_would_circle = Handlingen skulle då höra till sig själv. Välj en annan handling som den hör till.
draft_choose = Skriv en handling
draft_choose_lead = Vilken typ av handling vill du skriva?
draft_point = Punkt { $number }
draft_points_hint = Varje punkt beslutas och genomförs för sig. Tomma rader faller bort.
draft_add_point = Ytterligare en punkt
draft_facts_hint_other = Vad det gäller och varför.
value_yes = ja
value_no = nej
value_remark = Anmärkning
guard_occasion = Anledningen saknas. Ange den.
guard_points = Förslaget till beslut saknas. Skriv in minst en punkt.
guard_fields = Uppgifter saknas: { $label }. Fyll i de fälten.
guard_parent_open = Handlingen som den här hör till behandlas inte längre.
guard_target = Ange det ställe som ska ändras och välj en version som finns.
input_value = Uppgiften vid ”{ $label }” passar inte i fältet. Välj bland det som erbjuds.
input_money = Beloppet vid ”{ $label }” är inte ett tal. Skriv det så här: 1500,00.
version_title = Version { $number }
version_frozen = Fastställd
version_compared = Jämförd med
version_others = Andra versioner
versions_title = Versioner
compare_title = Ändringar i ordalydelsen
compare_to = Jämförd med
compare_legend = Det som tas bort är överstruket, det som tillkommer är understruket.
compare_same = oförändrat
compare_gone = [utgår:]
compare_new = [nytt:]
compare_end = [slut]
done_draft_child = Utkastet är skapat. Under ”Redigera” skriver du texten.
done_accept = Ändringsyrkandet är övertaget. Det blir ingen omröstning om det.
hint_draft_child = Utkastet börjar med rubriken på den handling som det hör till. Tills det lämnas in är det bara din egen enhet som ser det.
event_accept = Ändring övertagen
event_opined = Tjänsteyttrande finns
event_reported = Rapport finns
event_replaced = Ny version
event_settled = Avslutad tillsammans med handlingen
# Many at once.
bulk_title = { $kind }: lämna in flera
bulk_link = Lämna in flera på en gång
bulk_lead = Varje ifylld rad blir en egen handling och lämnas in direkt. Tomma rader faller bort. Om något saknas lämnas ingenting in, och varje rad talar om vad som saknas.
bulk_row = Rad { $number }
bulk_points_hint = Skilj flera punkter åt med en tom rad.
bulk_submit = Lämna in alla
bulk_add = Fler rader
bulk_done = { $count ->
        [one] En handling är inlämnad.
       *[other] { $count } handlingar är inlämnade.
    }
bulk_empty = Ingen rad är ifylld än.
bulk_too_many = Det är för många på en gång. Högst { $limit } är möjligt.
bulk_admit_title = Ta upp flera
bulk_admit_lead = De valda handlingarna tas upp tillsammans, alla eller ingen, och får sina nummer.
bulk_choose = Handling
bulk_look = visa
bulk_admit = Ta upp valda
bulk_admitted = { $count ->
        [one] En handling är upptagen.
       *[other] { $count } handlingar är upptagna.
    }
bulk_none = Ingen sådan handling väntar på att tas upp just nu.
bulk_nothing_chosen = Ingen handling är vald. Kryssa i minst en.
guard_boxes = Inget är ikryssat vid ”{ $label }”. Kryssa i minst en ruta.
guard_boxes_points = Inget är ikryssat vid ”{ $label }”. Kryssa i minst en ruta: för handlingen som helhet eller för någon av dess punkter.
boxes_no_point = Det finns ingen punkt { $number }: handlingen ovanför har { $count } punkter. Kryssa i vid någon av dem.
boxes_numbered = ”{ $label }” hör till enskilda punkter. Kryssa i det vid de punkter som det gäller.
boxes_whole = Som helhet
boxes_point = Om punkt { $number }
