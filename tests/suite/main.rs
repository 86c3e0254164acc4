//! All tests that need more than one module: one binary, so that it is linked once. `tests/run` runs it.
mod ground;
mod house;
mod schema;
