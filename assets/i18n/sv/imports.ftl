event_imported = Hämtat från en annan källa
event_import_corrected = Rättat efter källan
event_meeting_imported = Sammanträde hämtat från en annan källa
import_unknown_paper = En handling med id { $id } har aldrig hämtats: hämta handlingarna först.
import_source = Källa
