//! Reading what was typed into the form of an action on an order.
use super::*;

/// How many rows a form was sent with.
pub(super) fn count(fields: &Fields) -> usize {
    (0..implementation::MOST_PARTS).take_while(|at| fields.has(&format!("text-{at}"))).count()
}

/// What was typed, and what of it cannot be read.
pub(super) fn parse(fields: &Fields) -> (OrderInput, Vec<Message>) {
    let mut faults = Vec::new();
    let mut day = |name: &str| {
        let typed = fields.get(name).trim();
        if typed.is_empty() {
            return None;
        }
        let read =
            NaiveDate::parse_from_str(typed, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(typed, "%d.%m.%Y"));
        if read.is_err() {
            faults.push(Message::new("input_date").on(name.to_owned()));
        }
        read.ok()
    };
    let text = |name: &str| fields.has(name).then(|| fields.get(name).to_owned());
    let rows = count(fields);
    let parts: Vec<_> = (0..rows)
        .map(|at| PartInput {
            text: fields.get(&format!("text-{at}")).to_owned(),
            owner: fields.get(&format!("owner-{at}")).to_owned(),
            due_on: day(&format!("due_on-{at}")),
            due_note: fields.get(&format!("due_note-{at}")).to_owned(),
        })
        .collect();
    let (due_on, expected_on, from_on) = (day("due_on"), day("expected_on"), day("from_on"));
    let input = OrderInput {
        version: fields.get("version").trim().parse().ok(),
        owner: text("owner"),
        coordinator: text("coordinator"),
        from_on,
        due_on,
        due_note: text("due_note"),
        reason: text("reason"),
        report: text("report"),
        expected_on,
        done: (fields.get("done") == "1").then_some(true),
        decision: text("decision"),
        paper: text("paper"),
        parts: (rows > 0).then_some(parts),
    };
    (input, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Fields {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>().into()
    }

    #[test]
    fn rows_of_a_split_are_read_in_their_order() {
        let (input, faults) = parse(&typed(&[
            ("version", "3"),
            ("text-0", "eins"),
            ("due_on-0", "30.09.2026"),
            ("text-1", "zwei"),
            ("owner-1", "dezernat-06"),
            ("due_on-1", "bald"),
        ]));
        let parts = input.parts.unwrap();
        assert_eq!((parts.len(), input.version), (2, Some(3)));
        assert_eq!(parts[0].due_on, NaiveDate::from_ymd_opt(2026, 9, 30));
        assert_eq!(parts[1].owner, "dezernat-06");
        assert_eq!(faults, [Message::new("input_date").on("due_on-1")]);
    }

    #[test]
    fn an_unticked_box_is_not_given() {
        assert_eq!(parse(&typed(&[("report", "x")])).0.done, None);
        assert_eq!(parse(&typed(&[("report", "x"), ("done", "1")])).0.done, Some(true));
    }
}
