use core::fmt::{self, Write as _};

use chrono::NaiveDate;
use serde::Serialize;

use super::{Document, Year, years};
use crate::{
    calendar::ContractYear,
    citation::Source,
    finding::Rule,
    series::{Catalogue as _, FigureRow, Figures},
};

/// Every rule and every dated figure of one year or of all, with citation and grade.
///
/// # Format
///
/// `Display` gives a text for people, [`markdown`](Self::markdown) the page that the crate keeps
/// in `docs/rules.md`, and serialising `{"rules": [...], "years": [...]}`.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des::Rulebook};
///
/// let book = Rulebook::of(ContractYear::Y2022_23).ok_or("not held")?;
/// assert!(book.rules.iter().any(|rule| rule.id.as_str() == "SVC-MINUTES-001"));
/// assert!(book.years[0].figures.iter().any(|row| row.name == "service.access.minutes"));
/// assert!(book.markdown().starts_with("# Rules"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rulebook {
    /// The rules in force, in the order of the rooms.
    pub rules: Vec<&'static Rule>,
    /// The years, each with its figures.
    pub years: Vec<YearBook>,
}

/// The dated figures of one year.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des::Rulebook};
///
/// let book = Rulebook::of(ContractYear::Y2023_24).ok_or("not held")?;
/// let point = book.years[0].figures.iter().find(|row| row.name.ends_with("pounds_per_point"));
/// let point = point.ok_or("not listed")?;
/// assert!(point.value.as_deref().is_some_and(|value| value.contains("198")));
/// assert!(!point.source.citation.document().is_empty());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearBook {
    /// The contract year.
    pub year: ContractYear,
    /// The day on which its terms were checked.
    pub checked_on: NaiveDate,
    /// The documents that state the terms.
    pub documents: Vec<Document>,
    /// The figures.
    pub figures: Vec<FigureRow>,
}

impl YearBook {
    fn of(year: &Year) -> Self {
        let mut figures = Figures::default();
        year.figures(&mut figures);
        Self {
            year: year.year,
            checked_on: year.checked_on,
            documents: year.documents.to_vec(),
            figures: figures.rows().to_vec(),
        }
    }
}

impl Rulebook {
    /// The rulebook of one year, or `None` if this release does not hold the year.
    ///
    /// # Examples
    ///
    /// See [`Rulebook`].
    #[must_use]
    pub fn of(year: ContractYear) -> Option<Self> {
        let held = super::year(year)?;
        let rules = crate::rules().filter(|rule| rule.years.contains(year)).collect();
        Some(Self { rules, years: vec![YearBook::of(held)] })
    }

    /// The rulebook of all years that this release holds.
    ///
    /// # Examples
    ///
    /// ```
    /// let book = pcn::des::Rulebook::all();
    /// assert_eq!(book.rules.len(), pcn::rules().count());
    /// assert_eq!(book.years.len(), pcn::des::years().len());
    /// ```
    #[must_use]
    pub fn all() -> Self {
        Self { rules: crate::rules().collect(), years: years().iter().map(YearBook::of).collect() }
    }

    /// The rulebook as a page of Markdown.
    ///
    /// # Examples
    ///
    /// See [`Rulebook`].
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut page = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_markdown(&mut page);
        page
    }

    fn write_markdown(&self, page: &mut String) -> fmt::Result {
        writeln!(page, "# Rules and dated figures\n")?;
        writeln!(
            page,
            "Every rule, then every dated figure of each contract year, with where it stands and \
             how sure that is: specification (read in the contract document), official (stated \
             elsewhere by a national body such as NHS England, NHS Digital, PCSE or Parliament, by \
             an Integrated Care Board, or in the claims portal's code), secondary (a local report, \
             the BMA, an LMC, a law firm, the press, a vendor), derived (arithmetic on stated \
             figures, or our reading of a wording), unconfirmed (recollection; never good enough \
             to pay on).\n"
        )?;
        writeln!(page, "## Rules\n\n| id | severity | years | title |\n|---|---|---|---|")?;
        for rule in &self.rules {
            let id = rule.id.as_str();
            writeln!(
                page,
                "| [{id}](#{}) | {} | {} | {} |",
                id.to_lowercase(),
                rule.severity,
                rule.years,
                cell(&rule.title)
            )?;
        }
        for rule in &self.rules {
            writeln!(page, "\n### {}\n\n{}.", rule.id, first_capital(&rule.title))?;
            if !rule.explanation.is_empty() {
                writeln!(page, "\n{}", rule.explanation)?;
            }
            writeln!(page, "\n- Severity: {}\n- Years: {}", rule.severity, rule.years)?;
            if !rule.remedy.is_empty() {
                writeln!(page, "- Remedy: {}", rule.remedy)?;
            }
            writeln!(page, "- Source: {}", cited(&rule.source))?;
        }
        for year in &self.years {
            writeln!(page, "\n## {}\n\nLast checked on {}.\n", year.year, year.checked_on)?;
            for document in &year.documents {
                writeln!(page, "- {}", described(document))?;
            }
            writeln!(page, "\n| figure | value | applies | published | source |")?;
            writeln!(page, "|---|---|---|---|---|")?;
            for row in &year.figures {
                let known = row.known_from.map_or(String::new(), |date| date.to_string());
                let mut value = row.value.clone().unwrap_or_else(|| NOT_PUBLISHED.to_owned());
                for reading in &row.readings {
                    write!(value, "; but {} in {}", reading.value, reading.source)?;
                }
                if let Some(note) = &row.note {
                    write!(value, " (note: {note})")?;
                }
                writeln!(
                    page,
                    "| {} | {} | {} | {known} | {} |",
                    row.name,
                    cell(&value),
                    row.in_force,
                    cell(&cited(&row.source))
                )?;
            }
        }
        Ok(())
    }
}

const NOT_PUBLISHED: &str = "not published";

/// An address in angle brackets would vanish from a page, and some are cut short by their source.
fn cited(source: &Source) -> String {
    source.to_string().replace(['<', '>'], "`")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn first_capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn described(document: &Document) -> String {
    let mut text = document.title.clone().into_owned();
    if let Some(reference) = &document.reference {
        text.push_str(&format!(", {reference}"));
    }
    match document.published {
        Some(date) => text.push_str(&format!(", published {date}")),
        None => text.push_str(", day of publication not stated by any source read"),
    }
    format!("{text}. {}", cited(&document.source))
}

impl fmt::Display for Rulebook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "RULES ({})", self.rules.len())?;
        for rule in &self.rules {
            writeln!(f, "\n{}  {}  ({})", rule.id, rule.severity, rule.years)?;
            writeln!(f, "  {}", rule.title)?;
            if !rule.explanation.is_empty() {
                writeln!(f, "  why:    {}", rule.explanation)?;
            }
            if !rule.remedy.is_empty() {
                writeln!(f, "  remedy: {}", rule.remedy)?;
            }
            writeln!(f, "  source: {}", rule.source)?;
        }
        for year in &self.years {
            writeln!(f, "\n{} (last checked on {})", year.year, year.checked_on)?;
            for document in &year.documents {
                writeln!(f, "  document: {}", described(document))?;
            }
            for row in &year.figures {
                let value = row.value.as_deref().unwrap_or(NOT_PUBLISHED);
                writeln!(f, "\n  {}: {value}", row.name)?;
                write!(f, "    applies {}", row.in_force)?;
                if let Some(known) = row.known_from {
                    write!(f, ", published {known}")?;
                }
                writeln!(f, "\n    {}", row.source)?;
                for reading in &row.readings {
                    writeln!(f, "    but {}: {}", reading.value, reading.source)?;
                }
                if let Some(note) = &row.note {
                    writeln!(f, "    note: {note}")?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_without_words_has_no_lines_for_them() {
        let told = crate::rules().next().unwrap();
        let bare = Rule { explanation: "".into(), remedy: "".into(), ..told.clone() };
        let book = |rule| Rulebook { rules: vec![rule], years: Vec::new() };
        let (told, bare) = (book(told), book(Box::leak(Box::new(bare))));
        for line in ["\n  why:    ", "\n  remedy: "] {
            assert!(told.to_string().contains(line) && !bare.to_string().contains(line), "{line}");
        }
        let page = told.markdown();
        assert!(page.contains(&*told.rules[0].explanation) && page.contains("- Remedy: "));
        let page = bare.markdown();
        assert!(page.contains(".\n\n- Severity: ") && !page.contains("- Remedy: "), "{page}");
    }
}
