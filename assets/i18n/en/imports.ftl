event_imported = Taken from another source
event_import_corrected = Corrected after the source
event_meeting_imported = Meeting taken from another source
import_unknown_paper = A paper with the id { $id } was never taken: take the papers first.
import_source = Source
