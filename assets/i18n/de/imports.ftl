event_imported = Aus einer anderen Quelle übernommen
event_import_corrected = Nach der Quelle berichtigt
event_meeting_imported = Sitzung aus einer anderen Quelle übernommen
import_unknown_paper = Eine Vorlage mit der Kennung { $id } wurde nie übernommen: Übernehmen Sie zuerst die Vorlagen.
import_source = Quelle
