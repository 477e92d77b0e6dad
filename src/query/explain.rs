//! Draws the operator tree: one line for each operator, indented under the one that reads from it, with the rows
//! expected and, after `PROFILE`, the rows there were, the time they took and the memory that was kept for them.

use super::exec::{Measure, Profile};
use super::plan::{Describer, Plan, QueryPlan, operator_name};

/// The lines of a plan. With `profile`, actual rows are shown beside the estimates.
pub fn explain(plan: &QueryPlan, profile: Option<&Profile>) -> Vec<String> {
    let mut drawer = Drawer { describer: Describer { tables: &plan.tables }, profile, lines: Vec::new() };
    for (at, part) in plan.parts.iter().enumerate() {
        if at > 0 {
            drawer.lines.push(if plan.union_all { "UnionAll".into() } else { "Union".into() });
        }
        drawer.draw(&part.plan, 0);
    }
    for (number, subquery) in plan.subqueries.iter().enumerate() {
        drawer.lines.push(format!("Subquery {}", number + 1));
        for part in &subquery.parts {
            drawer.draw(part, 1);
        }
    }
    drawer.lines
}

struct Drawer<'p> {
    describer: Describer<'p>,
    profile: Option<&'p Profile>,
    lines: Vec<String>,
}

impl Drawer<'_> {
    fn draw(&mut self, plan: &Plan, depth: usize) {
        let details = self.describer.details(&plan.op);
        let space = if details.is_empty() { "" } else { " " };
        let actual = self.profile.map_or(String::new(), |profile| actual(profile.measure(plan)));
        self.lines.push(format!(
            "{}{}{space}{details}  (~{:.0}{actual})",
            "  ".repeat(depth),
            operator_name(&plan.op),
            plan.rows
        ));
        if let Some(inner) = plan.op.inner() {
            self.draw(inner, depth + 2);
        }
        if let Some(input) = plan.op.input() {
            self.draw(input, depth + 1);
        }
    }
}

/// What an operator gave and took, to follow the estimate.
fn actual(measure: Measure) -> String {
    let mut text = match measure.rows {
        1 => ", 1 row".to_owned(),
        rows => format!(", {rows} rows"),
    };
    if let Some(time) = measure.time {
        text += &format!(", {:.3} ms", time.as_secs_f64() * 1e3);
    }
    match measure.memory {
        0 => {}
        bytes @ 1..1024 => text += &format!(", {bytes} bytes"),
        bytes => text += &format!(", {} KB", bytes / 1024),
    }
    text
}
