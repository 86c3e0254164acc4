//! What a source of papers corrects in what was taken from it.
use crate::text_enum;

text_enum! {
    /// The part of a record that its source words otherwise now.
    pub enum Corrected {
        Title = "title",
        Kind = "kind",
        Number = "number",
        Submitter = "submitter",
        Text = "text",
        /// The paper above.
        Parent = "parent",
        Result = "result",
        /// A consultation that was not there …
        Step = "step",
        /// … or is there no more.
        StepGone = "step_gone",
    }
}
