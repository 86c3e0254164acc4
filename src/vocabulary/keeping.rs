//! How the records of closed cases are kept: what an archive is to do with them, and how closed they are.
use crate::text_enum;

text_enum! {
    /// What becomes of a case when its time has passed: the archive's decision, or that there is none yet.
    pub enum Appraisal {
        /// It is worth keeping for good.
        Archive = "archive",
        /// The archive has yet to say.
        Assess = "assess",
        Destroy = "destroy",
    }
}

impl Appraisal {
    /// The letter for it in xdomea's list "Aussonderungsart".
    pub const fn code(self) -> &'static str {
        match self {
            Self::Archive => "A",
            Self::Assess => "B",
            Self::Destroy => "V",
        }
    }
}

text_enum! {
    /// How what is not public is marked where it is kept.
    #[derive(Default)]
    pub enum Secrecy {
        /// For official use only.
        #[default]
        Restricted = "restricted",
        Confidential = "confidential",
    }
}

impl Secrecy {
    /// The number for it in xdomea's list "Vertraulichkeitsstufe".
    pub const fn code(self) -> &'static str {
        match self {
            Self::Restricted => "002",
            Self::Confidential => "005",
        }
    }
}
