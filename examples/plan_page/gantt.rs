//! The page as SVG: a Gantt whose colours can be told apart without colour, by pattern and letter.

use pcn::plan::{Brag, Cell};

use svg::node::element::{Definitions, Line, Pattern, Rectangle};

use crate::{
    chart::{Chart, Row},
    picture::{Font, GREY, INK, PALE, RULE, Sheet},
};

const MARGIN: f64 = 40.0;
const TITLES: f64 = 560.0;
const STATUS: f64 = 118.0;
/// All year columns together, unless there are so many that each needs its least width.
const YEARS: f64 = 520.0;
const LEAST_YEAR: f64 = 52.0;

const TITLE: Font = Font::new(30.0).bold();
const SUBTITLE: Font = Font::new(16.0).colour(GREY);
const HEAD: Font = Font::new(15.0).bold();
const BODY: Font = Font::new(14.0);
const DETAIL: Font = Font::new(12.0).colour(GREY);

/// Fill, and the colour of the letter's disc.
fn fill(brag: Option<Brag>) -> (&'static str, &'static str) {
    match brag {
        Some(Brag::Blue) => ("url(#blue)", "#0b3d7d"),
        Some(Brag::Red) => ("url(#red)", "#8f1410"),
        Some(Brag::Amber) => ("url(#amber)", "#7a4b00"),
        Some(Brag::Green) => ("#2e8b4a", "#145a2b"),
        None => ("#aeb6c0", "#5b6470"),
    }
}

/// A pattern of lines on a ground, which a fill may name as `url(#id)`.
fn hatch(id: &str, ground: &str, ink: &str, angle: u16, crossed: bool) -> Pattern {
    let stroke = |x2: u8, y2: u8| {
        let line = Line::new().set("x1", 0).set("y1", 0).set("x2", x2).set("y2", y2);
        line.set("stroke", ink).set("stroke-width", 2.5)
    };
    let pattern = Pattern::new()
        .set("id", id)
        .set("width", 9)
        .set("height", 9)
        .set("patternUnits", "userSpaceOnUse")
        .set("patternTransform", format!("rotate({angle})"))
        .add(Rectangle::new().set("width", 9).set("height", 9).set("fill", ground))
        .add(stroke(0, 9));
    if crossed { pattern.add(stroke(9, 0)) } else { pattern }
}

/// Draws the page.
pub(crate) fn svg(chart: &Chart) -> String {
    let year = (YEARS / chart.years.len().max(1) as f64).max(LEAST_YEAR);
    let years = year * chart.years.len() as f64;
    let status = if chart.has_status { STATUS } else { 0.0 };
    let inside = TITLES + years + status;
    let patterns = Definitions::new()
        .add(hatch("blue", "#1d5fb4", "#5f97dd", 90, false))
        .add(hatch("red", "#d9372c", "#f6b3ae", 45, true))
        .add(hatch("amber", "#f0a818", "#fbe0a8", 45, false));
    let mut sheet = Sheet::new(inside + 2.0 * MARGIN, patterns);
    let mut y = MARGIN;
    y += sheet.paragraph(MARGIN, y, inside, TITLE, &chart.title) + 4.0;
    y += sheet.paragraph(MARGIN, y, inside, SUBTITLE, &chart.subtitle) + 14.0;
    y = lists(&mut sheet, &chart.lists, y, inside);
    y = header(&mut sheet, chart, y, year, years);
    for section in &chart.sections {
        let lines = HEAD.wrap(&section.title, inside - 16.0).len() as f64;
        let height = HEAD.line() * lines + 10.0;
        sheet.rect(MARGIN, y, inside, height, PALE);
        sheet.paragraph(MARGIN + 8.0, y + 5.0, inside - 16.0, HEAD, &section.title);
        y += height;
        for held in &section.rows {
            y = row(&mut sheet, held, y, year, chart.has_status.then_some(years));
        }
    }
    y += 16.0;
    y = lists(&mut sheet, &chart.measures, y, inside);
    y = legend(&mut sheet, chart, y, inside);
    for note in &chart.notes {
        y += sheet.paragraph(MARGIN, y, inside, DETAIL, note) + 2.0;
    }
    sheet.finish(y + MARGIN * 0.6, &chart.title)
}

/// Lists beside each other. A second list that is longer gets more room.
fn lists(sheet: &mut Sheet, lists: &[(String, Vec<String>)], top: f64, inside: f64) -> f64 {
    if lists.is_empty() {
        return top;
    }
    let gap = 24.0;
    let room = inside - gap * (lists.len() - 1) as f64;
    let share = |at: usize| match lists.len() {
        2 if at == 0 => 0.36,
        2 => 0.64,
        count => 1.0 / count as f64,
    };
    let (mut x, mut bottom) = (MARGIN, top);
    for (at, (title, items)) in lists.iter().enumerate() {
        let width = room * share(at);
        let mut y = top + sheet.paragraph(x, top, width, HEAD, title) + 2.0;
        sheet.line((x, y), (x + width, y), INK, 1.2);
        y += 4.0;
        for item in items {
            let (number, text) = item.split_once(' ').unwrap_or(("", item));
            let indent = 10.0 * number.matches('.').count() as f64;
            let hang = 8.0 + widest(items, number.matches('.').count());
            sheet.text(x + indent, y + BODY.size, BODY.bold(), number);
            y += sheet.paragraph(x + indent + hang, y, width - indent - hang, BODY, text) + 1.0;
        }
        bottom = bottom.max(y);
        x += width + gap;
    }
    bottom + 16.0
}

/// The width of the widest number of a depth.
fn widest(items: &[String], depth: usize) -> f64 {
    let numbers = items.iter().filter_map(|item| Some(item.split_once(' ')?.0));
    let level = numbers.filter(|number| number.matches('.').count() == depth);
    level.map(|number| BODY.bold().width(number)).fold(0.0, f64::max)
}

fn header(sheet: &mut Sheet, chart: &Chart, y: f64, year: f64, years: f64) -> f64 {
    let height = 28.0;
    let status = if chart.has_status { STATUS } else { 0.0 };
    sheet.rect(MARGIN, y, TITLES + years + status, height, INK);
    let font = HEAD.colour("#ffffff");
    let base = y + 19.0;
    let what = if chart.has_status { "Initiative" } else { "Priority and expected progress" };
    sheet.text(MARGIN + 8.0, base, font, what);
    for (at, held) in chart.years.iter().enumerate() {
        let text = held.to_string();
        // `20/21` where the column is too narrow for `2020/21`.
        let text = if year < 70.0 { text.get(2..).unwrap_or(&text) } else { &text };
        let middle = MARGIN + TITLES + year * (at as f64 + 0.5);
        sheet.text(middle, base, font.middle(), text);
    }
    if chart.has_status {
        sheet.text(MARGIN + TITLES + years + STATUS / 2.0, base, font.middle(), "Status");
    }
    y + height
}

/// One row. Its status stands behind the years, if the chart has statuses.
fn row(sheet: &mut Sheet, row: &Row, y: f64, year: f64, status_after: Option<f64>) -> f64 {
    let number = 46.0;
    let width = TITLES - number - 14.0;
    let text = BODY.line() * BODY.wrap(&row.title, width).len() as f64;
    let detail =
        row.detail.iter().map(|d| DETAIL.line() * DETAIL.wrap(d, width).len() as f64).sum::<f64>();
    let height = (text + detail + 8.0).max(30.0);
    sheet.text(MARGIN + 8.0, y + 4.0 + BODY.size, BODY.colour(GREY), &row.number);
    sheet.paragraph(MARGIN + number, y + 4.0, width, BODY, &row.title);
    if let Some(detail) = &row.detail {
        sheet.paragraph(MARGIN + number, y + 4.0 + text, width, DETAIL, detail);
    }
    let bar = 22.0;
    let middle = y + height / 2.0;
    let left = MARGIN + TITLES;
    for at in 0..=row.cells.len() {
        let x = left + year * at as f64;
        sheet.line((x, y), (x, y + height), RULE, 0.6);
    }
    let mut at = 0;
    while let Some(cell) = row.cells.get(at) {
        let run = row.cells.iter().skip(at).take_while(|next| *next == cell).count();
        let (x, width) = (left + year * at as f64, year * run as f64);
        let centre = x + width / 2.0;
        match cell {
            Cell::Yes => {
                let (colour, disc) = fill(row.brag);
                sheet.rect(x + 3.0, middle - bar / 2.0, width - 6.0, bar, colour);
                sheet.outline(x + 3.0, middle - bar / 2.0, width - 6.0, bar, disc, false);
                if status_after.is_some() {
                    badge(sheet, centre, middle, row.brag);
                }
            }
            Cell::Unknown => {
                sheet.outline(x + 3.0, middle - bar / 2.0, width - 6.0, bar, GREY, true);
                let text = if width > 110.0 { "not known" } else { "?" };
                sheet.text(centre, middle + 4.5, DETAIL.middle(), text);
            }
            Cell::No => {}
        }
        at += run;
    }
    if let Some(years) = status_after {
        let x = left + years;
        badge(sheet, x + 22.0, middle, row.brag);
        let name = row.brag.map_or("not known".to_owned(), |brag| brag.to_string());
        sheet.text(x + 38.0, middle + 4.5, DETAIL.colour(INK), &name);
    }
    let right = left + year * row.cells.len() as f64 + status_after.map_or(0.0, |_| STATUS);
    sheet.line((MARGIN, y + height), (right, y + height), RULE, 0.6);
    y + height
}

/// The letter of a status on a dark ground; a question mark where it is not known.
fn badge(sheet: &mut Sheet, x: f64, y: f64, brag: Option<Brag>) {
    let (_, ground) = fill(brag);
    sheet.rect(x - 9.0, y - 9.0, 18.0, 18.0, ground);
    let letter = brag.map_or('?', Brag::letter).to_string();
    sheet.text(x, y + 4.8, Font::new(13.5).bold().colour("#ffffff").middle(), &letter);
}

fn legend(sheet: &mut Sheet, chart: &Chart, top: f64, inside: f64) -> f64 {
    let mut y = top;
    if !chart.has_status {
        return y;
    }
    let statuses = Brag::ALL.map(Some).into_iter().chain([None]);
    let mut x = MARGIN;
    for brag in statuses {
        let text = match brag {
            Some(brag) => format!("{brag}: {}", chart.meaning.of(brag)),
            None => "not known: no status reported".to_owned(),
        };
        let width = 62.0 + DETAIL.width(&text) + 18.0;
        if x > MARGIN && x + width > MARGIN + inside {
            x = MARGIN;
            y += 28.0;
        }
        let (colour, edge) = fill(brag);
        sheet.rect(x, y, 54.0, 20.0, colour);
        sheet.outline(x, y, 54.0, 20.0, edge, false);
        badge(sheet, x + 27.0, y + 10.0, brag);
        sheet.text(x + 62.0, y + 14.5, DETAIL.colour(INK), &text);
        x += width;
    }
    let text = "dashed: the source does not say whether the year is planned; empty: not planned";
    let width = 62.0 + DETAIL.width(text);
    if x > MARGIN && x + width > MARGIN + inside {
        x = MARGIN;
        y += 28.0;
    }
    sheet.outline(x, y, 54.0, 20.0, GREY, true);
    sheet.text(x + 27.0, y + 14.5, DETAIL.middle(), "?");
    sheet.text(x + 62.0, y + 14.5, DETAIL.colour(INK), text);
    y + 36.0
}
