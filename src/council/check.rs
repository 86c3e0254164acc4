//!
pub fn faults(_: &super::Council) -> Vec<String> {
    Vec::new()
}
