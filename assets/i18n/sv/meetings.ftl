# Sittings and their agenda: what is refused, and the fields of their forms.
meeting_unknown = Det sammanträdet finns inte. Välj ett annat.
meeting_is_over = Sammanträdet är över eller inställt. Välj ett annat.
meeting_of_others = Behandlingens organ sammanträder inte då. Välj ett av organets egna sammanträden.
agenda_item_unknown = Den punkten finns inte på sammanträdets föredragningslista.
agenda_paper_nonpublic = En handling som inte är offentlig kan inte ligga på en offentlig punkt.
agenda_too_deep = Föredragningslistan kan inte delas in i så många nivåer. Välj en punkt högre upp.
agenda_title_needed = Rubriken saknas. Skriv vad det gäller.
agenda_public_title_needed = Den offentliga rubriken saknas. Skriv vad allmänheten ska läsa i stället för rubriken.
agenda_part_of_parent = En punkt med underpunkter, eller en underpunkt, stannar i sin del av föredragningslistan.
agenda_joint_wrong = Punkten kan inte behandlas tillsammans med den. Välj en annan, som inte själv är kopplad till ytterligare en punkt.
agenda_has_parts = Punkten har underpunkter. Låt först dem utgå från föredragningslistan.
field_meeting = Planerat sammanträde
field_meeting_hint = Välj ett sammanträde, eller ange dag, början och plats för ett nytt.

meeting_exists = Organet sammanträder redan vid den tidpunkten. Välj en annan tid eller komplettera det sammanträde som redan finns.
meeting_end_before_start = Slutet måste ligga efter början.
meeting_place_needed = Plats och videoadress saknas. Fyll i en av dem.
meeting_video_wrong = Videoadressen måste börja med https://.
meeting_not_now = Det går inte i sammanträdets nuvarande läge.
meeting_agenda_empty = Föredragningslistan är tom än så länge. Lägg först till en punkt.
meeting_not_today = Sammanträdet hålls först den { $day }. Det kan inte öppnas innan dess.
meeting_continued_later = Fortsättningen måste ligga efter sammanträdet.
meeting_stale = Någon annan hann före: sammanträdet har ändrats under tiden. Det du har fyllt i finns kvar. Titta på sammanträdet och skicka sedan formuläret en gång till.
meeting_invite_late = Det är färre än { $days } dagar kvar till sammanträdet. Kallelsen skickas ändå och märks som sen ({ $basis }).
agenda_item_has_result = Ett resultat är redan infört för punkten. Den kan inte längre utgå.
agenda_no_way = Välj ”uppåt” eller ”nedåt”.
agenda_consultation_unknown = En av behandlingarna finns inte.

meeting_state_planned = planerat
meeting_state_invited = kallelse utskickad
meeting_state_running = pågår
meeting_state_held = har hållits
meeting_state_cancelled = inställt
meeting_state_continued = ajournerat, fortsätter

meeting_do_change = Ändra tid eller plats
meeting_do_invite = Skicka kallelse och publicera föredragningslistan
meeting_do_cancel = Ställ in sammanträdet
meeting_do_start = Öppna sammanträdet
meeting_do_end = Avsluta sammanträdet
meeting_do_continue = Ajournera och fortsätt en annan dag
meeting_do_add_item = Lägg till en punkt
meeting_do_edit_item = Ändra punkten
meeting_do_move_item = Flytta punkten
meeting_do_remove_item = Låt punkten utgå
meeting_do_fill = Sätt upp väntande handlingar på föredragningslistan
meeting_do_call = Inled behandlingen av punkten
meeting_do_results = För in resultat

meeting_hint_new = Sammanträdet syns direkt för allmänheten, med tid och plats. Föredragningslistan följer med kallelsen.
meeting_hint_change = När kallelsen har skickats underrättas ledamöterna om ändringen.
meeting_hint_invite = Ledamöterna i alla deltagande organ underrättas. Därefter är föredragningslistan offentlig och numren ligger fast.
meeting_hint_cancel = Det som stod på föredragningslistan väntar därefter på ett nytt sammanträde. När kallelsen har skickats underrättas ledamöterna.
meeting_hint_continue = Det som ännu inte har behandlats står på fortsättningens föredragningslista, under samma nummer. Ledamöterna underrättas.
meeting_hint_add_item = En punkt utan handling. Handlingar kommer upp på föredragningslistan genom sin behandling.
meeting_hint_remove_item = Punktens handlingar väntar därefter på ett nytt sammanträde.

meeting_field_body = Organ
meeting_field_with = Gemensamt med
meeting_field_name = Benämning
meeting_field_name_hint = Om sammanträdet ska heta något annat än organet
meeting_field_date = Dag
meeting_field_time = Början
meeting_field_time_hint = Till exempel 14:00
meeting_field_end = Beräknat slut
meeting_field_place = Plats
meeting_field_video = Videoadress
meeting_field_video_hint = Börjar med https://
meeting_field_reason = Motivering
meeting_field_parent = Underpunkt till
meeting_field_to = Bordlägg till ett senare sammanträde
meeting_field_to_hint = Utan val väntar punktens handlingar på ett nytt sammanträde; en punkt utan handling utgår.
meeting_field_item = På vilken punkt
meeting_field_item_hint = Utan val får varje handling en egen punkt.
meeting_field_title = Rubrik
meeting_field_public = Del av föredragningslistan
meeting_field_public_title = Offentlig rubrik
meeting_field_public_title_hint = Bara för punkter som inte är offentliga: det som allmänheten läser i stället för rubriken.
meeting_field_note = Anmärkning
meeting_field_joint = Behandlas tillsammans med
meeting_field_direction = Riktning
meeting_field_consultations = Väntande handlingar
meeting_field_result = Resultat

meetings_new = Planera ett sammanträde
meetings_unscheduled = Vad som väntar på ett sammanträde
meetings_calendar = Alla sammanträden som kalender (ICS)
meetings_until = Slut
meetings_video = Video
meetings_invited = Kallelse skickad den
meetings_invited_late = Kallelsen skickad för sent
meetings_invited_late_basis = Tidsfristen för kallelsen har inte hållits:
meetings_continues = Sammanträdet är en fortsättning på det som började den
meetings_continued_by = Fortsätter den
meetings_agenda_title = Föredragningslista
meetings_agenda_follows = Föredragningslistan kommer senare
meetings_agenda_follows_text = Föredragningslistan publiceras tillsammans med kallelsen.
meetings_history = Historik
meetings_run = Genomför sammanträdet
meeting_refused_for = Det går inte på grund av { $number }. Därför har inget ändrats för någon av de valda handlingarna.
meetings_more = Mer om sammanträdena
meetings_back = Tillbaka till sammanträdet
meetings_minutes = Protokoll

agenda_part_public = Offentlig del
agenda_part_nonpublic = Ej offentlig del
agenda_number = Nr
agenda_item = Ärende
agenda_tools = Redigera
agenda_public_title = Offentlig rubrik
agenda_edit = Ändra
agenda_add_sub = Ny underpunkt till
agenda_remove = Låt utgå
agenda_up = Uppåt:
agenda_down = Nedåt:
agenda_joint = behandlas tillsammans med { $number }
agenda_removed = utgår
agenda_late = tillägg
agenda_changed = ändrad den { $day }
agenda_open = öppen
agenda_called = behandlas nu
agenda_done = behandlad

run_called = Behandlas nu
run_next = Nästa punkt
run_call = Inled
run_enter = För in resultatet
run_enter_more = Med omröstning eller ändrad text
run_bulk = Ett resultat för flera
run_bulk_hint = För listor som bordläggs eller läggs till handlingarna tillsammans. Resultatet måste vara möjligt för varje vald handling, annars förs inget in.
run_bulk_which = Handlingar utan resultat
run_bulk_enter = För in för alla valda

unscheduled_lead = Varje öppen behandling som inte står på någon föredragningslista, den äldsta först. Här försvinner inget.
unscheduled_count = { $count ->
        [one] En behandling väntar.
       *[other] { $count } behandlingar väntar.
    }
unscheduled_choose = Urval
unscheduled_origin = Varifrån
unscheduled_since = Har väntat
unscheduled_new = nyinkommen
unscheduled_referred = remitterad: { $body }
unscheduled_deferred = bordlagd: { $body }
unscheduled_expected = Väntas: { $period }.
unscheduled_after = efter behandling: { $body }
unscheduled_days = { $days ->
        [0] sedan i dag
        [one] i 1 dag
       *[other] i { $days } dagar
    }
unscheduled_meeting = Till föredragningslistan för det här sammanträdet
unscheduled_place = Sätt upp valda
unscheduled_none = Inget väntar
unscheduled_none_text = Varje öppen behandling står på en föredragningslista.

event_meeting_set_up = Sammanträde planerat
event_meeting_change = Tid eller plats ändrad
event_meeting_invite = Kallelse skickad, föredragningslista publicerad
event_meeting_cancel = Sammanträde inställt
event_meeting_start = Sammanträde öppnat
event_meeting_end = Sammanträde avslutat
event_meeting_continue = Ajournerat, fortsätter
event_meeting_fill = Handlingar uppsatta på föredragningslistan
event_meeting_call = Behandling av punkt inledd
event_meeting_results = Resultat införda
event_agenda_add_item = Punkt tillagd på föredragningslistan
event_agenda_edit_item = Punkt på föredragningslistan ändrad
event_agenda_move_item = Punkt på föredragningslistan flyttad
event_agenda_remove_item = Punkt har utgått från föredragningslistan
event_carried_over = Flyttad till en annan sammanträdesdag
event_unschedule = Borttagen från föredragningslistan
fact_was_at = Tidigare
fact_items = Punkter på föredragningslistan
fact_late = Tidsfristen för kallelsen har inte hållits
next_unscheduled = Handlingen är fortfarande öppen och väntar på ett annat sammanträde.
next_meeting_cancelled = Det som stod på föredragningslistan väntar på ett annat sammanträde.
mail_subject_meeting = { $body }, { $at }: { $heading }
mail_link_meeting = Till sammanträdet och dess föredragningslista
mail_row_video = Video
run_bulk_refer = Vid remiss: till vem och i vilken roll
meeting_field_refer_to = Remitterad till
meeting_field_refer_role = Roll där
