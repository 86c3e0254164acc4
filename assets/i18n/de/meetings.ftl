# Sittings and their agenda: what is refused, and the fields of their forms.
meeting_unknown = Diese Sitzung gibt es nicht. Bitte wählen Sie eine andere.
meeting_is_over = Die Sitzung ist vorbei oder abgesagt. Bitte wählen Sie eine andere.
meeting_of_others = Das Gremium der Beratung tagt in dieser Sitzung nicht. Bitte wählen Sie eine Sitzung dieses Gremiums.
agenda_item_unknown = Diesen Tagesordnungspunkt gibt es in der Sitzung nicht.
agenda_paper_nonpublic = Eine nicht öffentliche Vorlage kann nicht auf einem öffentlichen Tagesordnungspunkt liegen.
agenda_too_deep = So tief lässt sich die Tagesordnung nicht gliedern. Bitte wählen Sie einen Punkt weiter oben.
agenda_title_needed = Der Titel fehlt. Bitte tragen Sie ein, worum es geht.
agenda_public_title_needed = Der öffentliche Titel fehlt. Bitte tragen Sie ein, was die Öffentlichkeit statt des Titels lesen soll.
agenda_part_of_parent = Ein Punkt mit Unterpunkten, oder ein Unterpunkt, bleibt in seinem Teil der Tagesordnung.
agenda_joint_wrong = Damit lässt sich der Punkt nicht gemeinsam behandeln. Bitte wählen Sie einen anderen, der nicht selbst mit einem weiteren verbunden ist.
agenda_has_parts = Der Punkt hat Unterpunkte. Bitte nehmen Sie zuerst diese von der Tagesordnung.
field_meeting = Angesetzte Sitzung
field_meeting_hint = Wählen Sie eine Sitzung, oder geben Sie Tag, Beginn und Ort einer neuen an.
