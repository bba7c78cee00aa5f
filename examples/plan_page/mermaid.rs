//! The page as Markdown, with a Mermaid Gantt and a table that holds what the Gantt cannot.

use pcn::{
    calendar::ContractYear,
    plan::{Brag, Cell},
};

use crate::chart::{Chart, Row};

/// Writes the page.
pub(crate) fn markdown(chart: &Chart) -> String {
    let mut out = format!("# {}\n\n{}\n\n", chart.title, chart.subtitle);
    for (title, items) in &chart.lists {
        list(&mut out, title, items);
    }
    out.push_str("```mermaid\ngantt\n    dateFormat YYYY-MM-DD\n    axisFormat %Y\n");
    out.push_str(&format!("    title {}\n", plain(&chart.title)));
    for section in &chart.sections {
        out.push_str(&format!("    section {}\n", plain(&section.title)));
        for row in &section.rows {
            for line in bars(chart, row) {
                out.push_str(&format!("    {line}\n"));
            }
        }
    }
    out.push_str("```\n\n");
    if chart.has_status {
        out.push_str("Mermaid draws B as done, R as critical, A as active and G plain. ");
    }
    out.push_str("A row whose years are not known is a milestone on the first day.\n\n");
    out.push_str("| | |");
    for year in &chart.years {
        out.push_str(&format!(" {year} |"));
    }
    out.push_str(if chart.has_status { " status |\n|---|---|" } else { "\n|---|---|" });
    out.push_str(&"---|".repeat(chart.years.len() + usize::from(chart.has_status)));
    out.push('\n');
    for (_, row) in chart.rows() {
        let detail = row.detail.iter().map(|detail| format!("<br>{}", cell(detail)));
        let detail: String = detail.collect();
        out.push_str(&format!("| {} | {}{detail} |", row.number, cell(&row.title)));
        for held in &row.cells {
            out.push_str(match held {
                Cell::Yes => " yes |",
                Cell::No => " |",
                Cell::Unknown => " ? |",
            });
        }
        if chart.has_status {
            let status = row.brag.map_or("?".to_owned(), |b| format!("{} {b}", b.letter()));
            out.push_str(&format!(" {status} |"));
        }
        out.push('\n');
    }
    out.push('\n');
    for (title, items) in &chart.measures {
        list(&mut out, title, items);
    }
    for note in &chart.notes {
        out.push_str(&format!("{note}\n\n"));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn list(out: &mut String, title: &str, items: &[String]) {
    out.push_str(&format!("## {title}\n\n"));
    for item in items {
        out.push_str(&format!("- {item}\n"));
    }
    out.push('\n');
}

/// A line for each run of years.
fn bars(chart: &Chart, row: &Row) -> Vec<String> {
    let tag = match row.brag {
        Some(Brag::Blue) => "done, ",
        Some(Brag::Red) => "crit, ",
        Some(Brag::Amber) => "active, ",
        Some(Brag::Green) | None => "",
    };
    let letter = if chart.has_status {
        format!(" [{}]", row.brag.map_or('?', Brag::letter))
    } else {
        String::new()
    };
    let name = format!("{} {}{letter}", row.number, plain(&row.title));
    let planned: Vec<ContractYear> = (chart.years.iter().zip(&row.cells))
        .filter(|(_, cell)| **cell == Cell::Yes)
        .map(|(year, _)| *year)
        .collect();
    let mut lines = vec![];
    let mut run: Option<(ContractYear, ContractYear)> = None;
    for year in planned {
        match run {
            Some((first, last)) if last.next() == Some(year) => run = Some((first, year)),
            _ => {
                lines.extend(run.map(|run| bar(&name, tag, run)));
                run = Some((year, year));
            }
        }
    }
    lines.extend(run.map(|run| bar(&name, tag, run)));
    if lines.is_empty()
        && let Some(first) = chart.years.first()
    {
        let unknown = row.cells.contains(&Cell::Unknown);
        let why = if unknown { "years not known" } else { "no year" };
        lines.push(format!("{name} ({why}) :milestone, {}, 0d", first.first_day()));
    }
    lines
}

fn bar(name: &str, tag: &str, (first, last): (ContractYear, ContractYear)) -> String {
    // Mermaid's end is the first day after.
    let end = last.last_day().succ_opt().unwrap_or(last.last_day());
    format!("{name} :{tag}{}, {end}", first.first_day())
}

/// Mermaid ends a task's name at a colon, and a line at a semicolon, a hash or a line end.
fn plain(text: &str) -> String {
    one_line(&text.replace(':', " -").replace([';', '#'], ","))
}

fn cell(text: &str) -> String {
    one_line(&text.replace('|', "\\|"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
