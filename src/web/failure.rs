//! An error as an answer.
use crate::error::Error;

impl actix_web::ResponseError for Error {}
