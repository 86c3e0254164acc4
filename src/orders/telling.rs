//! How an order is told: its light, its date, its state, in the words of pages, API and exports. Pure.
use super::Order;
use crate::procedure::obligation::Light;
use crate::procedure::{OrderState, implementation};
use crate::wording::Wording;
use chrono::NaiveDate;

/// Longest excerpt of an order's text in a list.
const EXCERPT: usize = 160;

impl Wording<'_> {
    /// The order's light today, with its word: `überfällig`, `im Plan`, `Termin offen`, `erledigt`.
    pub fn order_light(&self, order: &Order, today: NaiveDate) -> (Light, String) {
        let light = implementation::light(order.state, order.due_on, self.council.orders.warn_days, today);
        let key = match (light, order.state) {
            (Light::Green, _) => "clock_green",
            (Light::Yellow, _) => "clock_yellow",
            (Light::Red, _) => "clock_red",
            (Light::Off, OrderState::Waiting) => "order_state_waiting",
            (Light::Off, OrderState::Done) => "order_state_done",
            (Light::Off, OrderState::Dropped) if order.is_annulled() => "order_annulled",
            (Light::Off, OrderState::Dropped) => "order_state_dropped",
            (Light::Off, OrderState::Split) => "order_state_split",
            (Light::Off, _) if order.is_dated() => "order_without_day",
            (Light::Off, _) => "order_date_open",
        };
        (light, self.words.say(self.language, key, &[]))
    }

    /// Until when: a day, words in its place, both, or that it is not fixed yet.
    pub fn order_due(&self, order: &Order) -> String {
        match (order.due_on, order.due_note.as_str()) {
            (Some(day), "") => self.day(day),
            (Some(day), note) => format!("{} ({note})", self.day(day)),
            (None, "") => self.words.say(self.language, "order_date_open", &[]),
            (None, note) => note.to_owned(),
        }
    }

    /// Who coordinates an order, and from which day on: "CIO, ab 01.06.2018".
    pub fn coordinated(&self, order: &Order, name: &str) -> String {
        match order.coordinated_from {
            Some(day) => {
                let day = self.day(day);
                self.words.say(self.language, "order_coordinated_from", &[("name", name), ("day", &day)])
            }
            None => name.to_owned(),
        }
    }

    /// What an order is called: "Auftrag zu VII-A-00123, Punkt 2".
    pub fn order_name(&self, order: &Order, number: &str) -> String {
        match order.point {
            Some(point) => {
                let point = point.to_string();
                self.words.say(self.language, "order_name_point", &[("paper", number), ("point", &point)])
            }
            None => self.words.say(self.language, "order_name", &[("paper", number)]),
        }
    }
}

/// The beginning of a text, cut at a word.
pub fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    let cut: String = line.chars().take(EXCERPT).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut.get(..end).unwrap_or(&cut))
}

/// The word of a light for programs.
pub const fn light_word(light: Light) -> &'static str {
    match light {
        Light::Green => "green",
        Light::Yellow => "yellow",
        Light::Red => "red",
        Light::Off => "off",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("Die\nBänke  werden erneuert."), "Die Bänke werden erneuert.");
        let long = excerpt(&"Größenwahn ".repeat(40));
        assert!(long.ends_with("Größenwahn …") && long.chars().count() <= EXCERPT + 2, "{long}");
        assert!(excerpt(&"ä".repeat(500)).starts_with('ä'));
    }
}
