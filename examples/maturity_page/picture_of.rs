//! The picture: a panel for each component, its level over the days of the assessments.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use pcn::maturity::{ComponentId, Journey, Level, Standing};
use svg::node::element::{Circle, Definitions};

use crate::picture::{Font, GREY, INK, PALE, RULE, Sheet};

const MARGIN: f64 = 36.0;
const TITLES: f64 = 250.0;
const LEVELS: f64 = 92.0;
const PLOT: f64 = 560.0;
const STATE: f64 = 150.0;
/// The height of a level's band.
const BAND: f64 = 22.0;
const GAP: f64 = 18.0;

const TITLE: Font = Font::new(26.0).bold();
const SUBTITLE: Font = Font::new(15.0).colour(GREY);
const HEAD: Font = Font::new(15.0).bold();
const SMALL: Font = Font::new(12.0).colour(GREY);
const LINE: &str = "#1d5fb4";

/// The bands from the bottom: not yet, then the levels.
fn band(levels: &[Level], standing: Standing) -> f64 {
    let place = |level: Level| {
        levels.iter().position(|other| *other == level).map_or(0.0, |at| at as f64 + 1.0)
    };
    match standing {
        Standing::NotYet => 0.0,
        Standing::At(level) => place(level),
        // Between the level met in full and the one met in part.
        Standing::Partly(level) => place(level) - 0.5,
    }
}

/// A component as assessments up to a day rated it.
struct Panel {
    title: String,
    /// The levels of the versions that have it.
    levels: Vec<Level>,
    /// For each assessment: its day, its version's place, and the standing if it was rated.
    points: Vec<(NaiveDate, usize, Option<Standing>)>,
}

fn panels(journey: &Journey, on: NaiveDate) -> Vec<Panel> {
    let mut parts: Vec<(ComponentId, String)> = vec![];
    let mut versions = vec![];
    let held: Vec<_> = journey.assessments().iter().filter(|held| held.assessed_on <= on).collect();
    for assessment in &held {
        if !versions.contains(&&assessment.version) {
            versions.push(&assessment.version);
        }
        let Some(matrix) = journey.matrix(&assessment.version) else { continue };
        for part in matrix.parts() {
            if !parts.iter().any(|(known, _)| *known == part) {
                let title = matrix.part_title(&part);
                let title = if matrix.components().is_empty() {
                    format!("{} ({})", crate::capital(title), matrix.title())
                } else {
                    title.to_owned()
                };
                parts.push((part, title));
            }
        }
    }
    let points = |part: &ComponentId| {
        let in_version = held.iter().filter(|assessment| {
            journey.matrix(&assessment.version).is_some_and(|m| m.parts().contains(part))
        });
        in_version
            .map(|assessment| {
                let version = versions.iter().position(|v| **v == assessment.version).unwrap_or(0);
                (assessment.assessed_on, version, assessment.rating(part).map(|found| found.level))
            })
            .collect()
    };
    let levels = |part: &ComponentId| {
        let matrices = held.iter().filter_map(|assessment| journey.matrix(&assessment.version));
        let having = matrices.filter(|matrix| matrix.parts().contains(part));
        let levels: BTreeSet<Level> = having.flat_map(|m| m.levels().iter().copied()).collect();
        levels.into_iter().collect()
    };
    (parts.into_iter())
        .map(|(part, title)| Panel { levels: levels(&part), points: points(&part), title })
        .collect()
}

/// Draws the picture of the assessments up to a day.
pub(crate) fn svg(journey: &Journey, title: &str, subtitle: &str, on: NaiveDate) -> String {
    let width = MARGIN * 2.0 + TITLES + LEVELS + PLOT + STATE;
    let inside = width - 2.0 * MARGIN;
    let mut sheet = Sheet::new(width, Definitions::new());
    let mut y = MARGIN;
    y += sheet.paragraph(MARGIN, y, inside, TITLE, title) + 4.0;
    y += sheet.paragraph(MARGIN, y, inside, SUBTITLE, subtitle) + 18.0;
    let days: Vec<NaiveDate> = {
        let held = journey.assessments().iter().map(|held| held.assessed_on);
        let mut days: Vec<_> = held.filter(|day| *day <= on).collect();
        days.dedup();
        days
    };
    let left = MARGIN + TITLES + LEVELS;
    let x_of = |day: NaiveDate| {
        let first = days.first().copied().unwrap_or(day);
        let span = days.last().map_or(0, |last| (*last - first).num_days());
        let pad = 40.0;
        if span == 0 {
            return left + PLOT / 2.0;
        }
        left + pad + (PLOT - 2.0 * pad) * (day - first).num_days() as f64 / span as f64
    };
    for panel in panels(journey, on) {
        y = draw(&mut sheet, &panel, &x_of, y, left) + GAP;
    }
    y = axis(&mut sheet, &days, &x_of, y - GAP + 4.0);
    y = legend(&mut sheet, y + 16.0);
    sheet.finish(y + MARGIN * 0.5, title)
}

fn draw(
    sheet: &mut Sheet,
    panel: &Panel,
    x_of: &dyn Fn(NaiveDate) -> f64,
    top: f64,
    left: f64,
) -> f64 {
    let bands = panel.levels.len() as f64 + 1.0;
    let bottom = top + BAND * bands;
    let y_of = |at: f64| bottom - BAND * (at + 0.5);
    for at in 0..=panel.levels.len() {
        if at % 2 == 0 {
            sheet.rect(left, y_of(at as f64) - BAND / 2.0, PLOT, BAND, PALE);
        }
        let name = match at.checked_sub(1).and_then(|at| panel.levels.get(at)) {
            Some(level) => level.to_string(),
            None => "not yet".to_owned(),
        };
        sheet.text(left - LEVELS + 4.0, y_of(at as f64) + 4.5, SMALL, &name);
    }
    sheet.outline(left, top, PLOT, bottom - top, RULE, false);
    sheet.paragraph(MARGIN, top, TITLES - 24.0, HEAD, &panel.title);
    let mut before: Option<(f64, f64, usize)> = None;
    for (day, version, standing) in &panel.points {
        let x = x_of(*day);
        sheet.line((x, top), (x, bottom), RULE, 0.6);
        let Some(standing) = standing else {
            sheet.text(x, (top + bottom) / 2.0 + 4.0, SMALL.middle(), "not rated");
            continue;
        };
        let y = y_of(band(&panel.levels, *standing));
        // What stood holds until the next assessment; levels of two versions are not joined.
        if let Some((last_x, last_y, last_version)) = before
            && last_version == *version
        {
            sheet.line((last_x, last_y), (x, last_y), LINE, 2.5);
            sheet.line((x, last_y), (x, y), LINE, 2.5);
        }
        before = Some((x, y, *version));
    }
    for (day, _, standing) in &panel.points {
        if let Some(standing) = standing {
            mark(sheet, x_of(*day), y_of(band(&panel.levels, *standing)), *standing);
        }
    }
    let last = panel.points.iter().rev().find_map(|(day, _, standing)| Some((*day, (*standing)?)));
    let x = left + PLOT + 14.0;
    let text = last.map_or("not rated".to_owned(), |(_, standing)| standing.to_string());
    let middle = (top + bottom) / 2.0 - HEAD.line();
    let height = sheet.paragraph(x, middle, STATE - 14.0, HEAD, &text);
    if let Some((day, _)) = last {
        sheet.text(x, middle + height + SMALL.size, SMALL, &format!("on {day}"));
    }
    bottom
}

/// A full disc for a level met in full, a ring for one met in part or not yet.
fn mark(sheet: &mut Sheet, x: f64, y: f64, standing: Standing) {
    let full = matches!(standing, Standing::At(_));
    let disc = Circle::new().set("cx", x.round()).set("cy", (y * 10.0).round() / 10.0);
    let disc = disc.set("r", 6).set("stroke", LINE).set("stroke-width", 2.5);
    sheet.add(disc.set("fill", if full { LINE } else { "#ffffff" }));
}

/// The days, in a second row where they would overlap, and left out where two rows do not do.
fn axis(sheet: &mut Sheet, days: &[NaiveDate], x_of: &dyn Fn(NaiveDate) -> f64, top: f64) -> f64 {
    let mut free = [f64::MIN; 2];
    for day in days {
        let (x, text) = (x_of(*day), day.to_string());
        let half = SMALL.width(&text) / 2.0 + 4.0;
        if let Some(row) = free.iter().position(|free| x - half >= *free) {
            let y = top + SMALL.size + SMALL.line() * row as f64;
            sheet.text(x, y, SMALL.colour(INK).middle(), &text);
            free[row] = x + half;
        }
    }
    top + SMALL.line() * 2.0
}

fn legend(sheet: &mut Sheet, top: f64) -> f64 {
    let y = top + 8.0;
    let mut x = MARGIN + 8.0;
    for (standing, text) in [
        (Standing::At(Level::Step1), "level met in full"),
        (Standing::NotYet, "not yet, or met in part: between two levels"),
    ] {
        mark(sheet, x, y, standing);
        sheet.text(x + 14.0, y + 4.5, SMALL.colour(INK), text);
        x += 14.0 + SMALL.width(text) + 28.0;
    }
    let note = "The matrix is a map for a conversation. It is no score, and ranks nobody.";
    sheet.text(MARGIN, y + 30.0, SMALL, note);
    y + 36.0
}
