//! `CALL (…) { … }`: a query that runs for each row and may write.

use std::sync::Arc;

use super::scope::{Scope, Variable};
use super::statement::{Binder, BoundParts, QueryPlace};
use super::{BoundClause, BoundSubquery, Give, Slot, SubqueryCall, Transactions, Type};
use crate::query::QueryError;
use crate::query::ast::{CallSubquery, Name, SubqueryScope, Transactions as CallTransactions};
use crate::source::Span;

impl Binder<'_> {
    pub(super) fn bind_call_subquery(
        &mut self,
        call: &CallSubquery,
        span: Span,
    ) -> Result<BoundClause, QueryError> {
        let outer = self.scope.clone();
        let transactions = call.transactions.as_ref();
        if let (Some(_), false) = (transactions, self.captures.is_empty()) {
            let message = "`CALL … IN TRANSACTIONS` cannot stand in a subquery";
            return Err(QueryError::syntax("InvalidClauseComposition", message).at(span));
        }
        let rows = transactions.and_then(|transactions| transactions.rows.as_ref());
        let rows = rows.map(|rows| Ok((self.bind_plain(rows)?.0, rows.span))).transpose()?;
        if let Some(SubqueryScope::Names(names)) = &call.scope {
            self.scope = self.only(names)?;
        }
        let constants = match &call.scope {
            Some(_) => self.scope.variables.clone(),
            None => Vec::new(),
        };
        let constants = std::mem::replace(&mut self.constants, constants);
        self.enter_capture();
        let place = QueryPlace::Call { is_importing: call.scope.is_none() };
        let bound = self.bind_query(&call.query, place);
        let imports = self.leave_capture();
        self.scope = outer;
        self.constants = constants;
        let BoundParts { parts, columns, union_all, conditions } = bound?;
        let mut slots = self.declare_columns(&parts[0].columns, &columns, span)?;
        let transactions = match transactions {
            Some(CallTransactions { on_error, status, .. }) => {
                let status = status.as_ref().map(|name| {
                    self.check_new(name)?;
                    Ok::<_, QueryError>(self.declare(name, Type::Map))
                });
                let status = status.transpose()?;
                slots.extend(status);
                Some(Box::new(Transactions { rows, on_error: *on_error, status }))
            }
            None => None,
        };
        let writes = parts.iter().any(|part| part.clauses.iter().any(BoundClause::is_writing));
        let number = self.tables.subqueries.len();
        let nesting = self.captures.len();
        let subquery = BoundSubquery {
            parts,
            union_all,
            conditions,
            locals: Vec::new(),
            imports: imports.clone(),
            seeds: Vec::new(),
            give: Give::Rows,
            nesting,
        };
        self.tables.subqueries.push(subquery);
        let optional = call.optional;
        Ok(BoundClause::Subquery(SubqueryCall {
            number,
            imports,
            columns: slots,
            optional,
            writes,
            transactions,
        }))
    }

    /// The scope with nothing but some of its variables.
    fn only(&mut self, names: &[Name]) -> Result<Scope, QueryError> {
        let find = |name: &Name| -> Result<Variable, QueryError> {
            self.scope.find(&name.text).cloned().ok_or_else(|| self.undefined(&name.text, name.span))
        };
        Ok(Scope { variables: names.iter().map(find).collect::<Result<_, _>>()?, table: None })
    }

    /// Gives the columns that come out of the query slots outside.
    fn declare_columns(
        &mut self,
        inner: &[Slot],
        columns: &[Arc<str>],
        span: Span,
    ) -> Result<Vec<Slot>, QueryError> {
        let mut slots = Vec::with_capacity(columns.len());
        for (slot, name) in inner.iter().zip(columns) {
            if let Some(first) = self.scope.find(name) {
                return Err(self.already_bound(name, span, first.span));
            }
            let ty = self.tables.slots[slot.index()].ty.clone();
            slots.push(self.declare(&Name { text: name.clone(), span }, ty));
        }
        Ok(slots)
    }
}
