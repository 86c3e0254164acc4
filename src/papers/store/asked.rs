//! Which questions a paper asks and which of them an answering paper answers: after further questions the next answer
//! answers exactly the new ones.
use crate::app::Tx;
use crate::db::Db;
use crate::db::schema::{answers, papers, questions};
use crate::db::types::{PaperId, QuestionId};
use crate::error::Result;
use crate::papers::{Paper, Question};
use crate::procedure::EntryState;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Adds further questions to a paper, numbered on from its last one.
pub fn add_questions(tx: &mut Tx<'_>, paper: PaperId, after: i32, round: i32, texts: &[String]) -> Result<()> {
    for (number, content) in (after + 1..).zip(texts) {
        let row = Question { id: QuestionId::new(), paper_id: paper, number, content: content.clone(), round };
        diesel::insert_into(questions::table).values(row).execute(&mut **tx)?;
    }
    Ok(())
}

/// The questions of a paper that an issued answer has answered.
pub fn answered(db: &mut Db, parent: PaperId) -> Result<BTreeSet<QuestionId>> {
    let given = answers::content.ne("").or(answers::refusal.ne(""));
    let rows: Vec<QuestionId> = answers::table
        .inner_join(papers::table.on(papers::id.eq(answers::paper_id)))
        .filter(papers::parent_id.eq(parent).and(papers::entry.eq(EntryState::Issued)))
        .filter(given)
        .select(answers::question_id)
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// The questions that `answer` answers, a paper of an answering kind below `parent`. While it is drafted: those that no
/// issued answer has answered. Once it is issued: those to which it says something (all, where it says nothing to any).
pub fn questions_answered_by(db: &mut Db, answer: &Paper, parent: PaperId) -> Result<Vec<Question>> {
    let mut asked = super::questions(db, parent)?;
    if asked.iter().all(|question| question.round == 1) {
        return Ok(asked);
    }
    if answer.entry == EntryState::Issued {
        let own: BTreeSet<QuestionId> = answers::table
            .filter(answers::paper_id.eq(answer.id))
            .filter(answers::content.ne("").or(answers::refusal.ne("")))
            .select(answers::question_id)
            .load(db)?
            .into_iter()
            .collect();
        if !own.is_empty() {
            asked.retain(|question| own.contains(&question.id));
        }
        return Ok(asked);
    }
    let others = answered(db, parent)?;
    asked.retain(|question| !others.contains(&question.id));
    Ok(asked)
}
