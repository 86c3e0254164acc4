//! How a clock shows on a page: a traffic light with its word and its day.
use super::Clock;
use crate::procedure::obligation::Light;
use crate::web::rows::Telling;
use serde::Serialize;

/// A traffic light with its word and its day.
#[derive(Debug, Clone, Serialize)]
pub struct ClockLight {
    pub label: String,
    pub tone: &'static str,
    pub due: String,
}

impl Telling<'_> {
    /// The light of a clock with its word and its day.
    pub fn light(&self, clock: &Clock) -> ClockLight {
        let (light, label) = self.wording.light(clock, self.today);
        ClockLight { label, tone: tone(light), due: self.wording.day(clock.due_on) }
    }
}

/// The colour of a light.
pub const fn tone(light: Light) -> &'static str {
    match light {
        Light::Green => "good",
        Light::Yellow => "warn",
        Light::Red => "bad",
        Light::Off => "neutral",
    }
}
