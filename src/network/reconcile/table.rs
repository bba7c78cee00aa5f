//! A comparison of a table as people read it.

use core::fmt;

use super::{Disagreement, Reconciliation, Verdict};
use crate::code::visible;

impl Reconciliation {
    /// A Markdown document: the counts, then a table of what does not agree.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = format!("{self:#}\n");
        if self.disagreements.is_empty() {
            return text;
        }
        text.push_str("\n| what | row | practice | own table | register | note |\n");
        text.push_str("|---|---:|---|---|---|---|\n");
        for one in &self.disagreements {
            let [what, row, practice, own, register] = one.cells();
            // A bar in a name would end the cell.
            let note = visible(&one.note).replace('|', "\\|");
            text.push_str(&format!(
                "| {what} | {row} | {practice} | {own} | {register} | {note} |\n"
            ));
        }
        text
    }
}

impl Disagreement {
    fn cells(&self) -> [String; 5] {
        let text = |value: Option<String>| value.unwrap_or_default();
        let register: Vec<_> = self.register.iter().map(ToString::to_string).collect();
        [
            self.verdict.name().to_owned(),
            text(self.row.map(|row| row.to_string())),
            text(self.practice.map(|code| code.to_string())),
            text(self.own.map(|code| code.to_string())),
            register.join(" and "),
        ]
    }
}

impl fmt::Display for Reconciliation {
    /// The counts and, unless `#` is given, a line for each disagreement.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = if self.rows == 1 { "row" } else { "rows" };
        if self.no_claim {
            write!(
                f,
                "{} {rows} on {}: not compared, because the register says nothing about that day",
                self.rows, self.on
            )?;
            return if f.alternate() { Ok(()) } else { writeln!(f) };
        }
        let agree = if self.agreed == 1 { "agrees" } else { "agree" };
        write!(f, "{} {rows} on {}: {} {agree}", self.rows, self.on, self.agreed)?;
        let of_rows = self.disagreements.iter().filter(|one| one.row.is_some());
        for verdict in Verdict::ALL {
            match of_rows.clone().filter(|one| one.verdict == verdict).count() {
                0 => {}
                count => write!(f, ", {count} {}", verdict.name())?,
            }
        }
        match self.disagreements.iter().filter(|one| one.row.is_none()).count() {
            0 => {}
            1 => f.write_str("; 1 practice is not in the table")?,
            count => write!(f, "; {count} practices are not in the table")?,
        }
        if self.forgiven > 0 {
            let codes = if self.forgiven == 1 { "code" } else { "codes" };
            write!(f, "; {} {codes} read after mending case or space", self.forgiven)?;
        }
        if f.alternate() {
            return Ok(());
        }
        writeln!(f)?;
        for one in &self.disagreements {
            let [what, row, practice, own, register] = one.cells();
            let row = if row.is_empty() { "-".to_owned() } else { row };
            let note = visible(&one.note);
            let line = format!("{what:<15} {row:>6} {practice:<7} {own:<7} {register:<7} {note}");
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
