//! What files hang on, and what can be done with them.
use crate::text_enum;

text_enum! {
    /// What a file hangs on.
    pub enum FileSubject { Paper = "paper", Item = "item", Meeting = "meeting", Minutes = "minutes" }
}

text_enum! {
    /// What can be done with a file that is there.
    pub enum FileAction {
        /// Another content takes its place; the old one stays as an earlier version.
        Replace = "replace",
        /// Gone at once, with all its earlier versions.
        Withdraw = "withdraw",
        /// Not public any more.
        Restrict = "restrict",
        /// Asks that it be public: somebody else must confirm it.
        Open = "open",
        /// The second person says yes …
        Confirm = "confirm",
        /// … or no, or the first one thinks better of it.
        Decline = "decline",
    }
}
